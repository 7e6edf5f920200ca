"""Markup as other programs write it, made ready for the sanitiser: our names for their tags, paragraphs for lines.

Nothing here is a safeguard: whatever comes out is parsed and sanitised afterwards. Every pattern is linear in the text.
"""

from __future__ import annotations

import re

FLAGS = re.IGNORECASE | re.ASCII  # without ASCII, ſ and K would pass for s and k
#: Bold and italic while the text is still as it came. A parser of HTML opens a <b> that was never closed again in
#: every paragraph that follows, so that 50 KB can take gigabytes; a tag it does not know it just closes.
BOLD, ITALIC = "x-bold", "x-italic"
#: our name -> what other programs have for it; "span" is no word of ours, its text stays
THEIR_NAMES = {
    BOLD: "b strong",
    ITALIC: "i em",
    "h3": "h1 h2 h4 h5 h6",
    "ul": "menu dir",
    "p": "address article aside caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "header hgroup hr legend main nav search section summary",
    "span": "big button code font listing nobr noembed noframes plaintext pre s small strike textarea tt u xmp",
}
OUR_NAME = {theirs: ours for ours, names in THEIR_NAMES.items() for theirs in names.split()}
THEIR_TAG = re.compile(rf"<(/?)({'|'.join(OUR_NAME)})(?=[\s/>])", FLAGS)

#: A parser needs the square of the time for lists inside lists; no story has so many.
NESTING = re.compile(r"<(/?)(?:ul|ol|blockquote)(?=[\s/>])", FLAGS)
MOST_NESTING = 4000

#: What may stand in a tag after its name. Han characters stand in quotes, so that `若a<b 则c>d` is no tag.
_REST = r"""(?:"[^"]*+"|'[^']*+'|[^"'<>\x80-\U0010ffff])*+>"""
_BLOCK = "|".join(name for name, ours in OUR_NAME.items() if ours in ("p", "h3", "ul"))
BLOCK_TAG = re.compile(rf"<(?:{_BLOCK}|p|h3|ul|ol|li|blockquote|table)(?:>|[\s/]{_REST})", FLAGS)

_SHORT = "[abiqsu]"
_LONG = (
    "abbr|acronym|applet|audio|base|basefont|bdi|bdo|big|body|br|button|canvas|cite|code|col|colgroup|data|datalist"
    "|del|dfn|em|embed|font|frame|frameset|head|html|iframe|img|input|ins|kbd|label|link|listing|map|mark|marquee|math"
    "|meta|meter|nobr|noembed|noframes|noscript|object|option|output|param|picture|plaintext|pre|progress|rb|rp|rt"
    "|ruby|samp|script|select|small|source|span|strike|strong|style|sub|sup|svg|tbody|td|template|textarea|tfoot|th"
    "|thead|time|title|tr|track|tt|var|video|wbr|xmp|[a-z][a-z0-9]*[:-][a-z0-9:-]*"
)
#: A tag is a known word. `List<String>` is text, and so is `a<b and b>c`: one letter alone wants an attribute's `=`.
_TAG = (
    rf"(?:/?(?:{_SHORT}|{_LONG})\s*/?>|(?:{_LONG})[\s/]{_REST}|(?:{_SHORT})[\s/]++[^\s=<>]{{1,40}}={_REST}"
    r"|!--|!\[|!doctype|\?xml)"
)
INLINE_TAG = re.compile(rf"<{_TAG}", FLAGS)
STRAY_LESS = re.compile(rf"<(?!{_TAG})", FLAGS)
STRAY_AND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);)", FLAGS)


def ready(html: str) -> str:
    """HTML or plain text -> HTML with our tags (and BOLD, ITALIC), not yet safe, of at least a block if it has words."""
    if not BLOCK_TAG.search(html):
        html = _paragraphs_of_lines(html)
    html = THEIR_TAG.sub(lambda tag: f"<{tag[1]}{OUR_NAME[tag[2].lower()]}", html)
    return NESTING.sub(r"<\1p", html) if _is_nested_without_end(html) else html


def _is_nested_without_end(html: str) -> bool:
    return NESTING.findall(html).count("") > MOST_NESTING


def _paragraphs_of_lines(text: str) -> str:
    """Plain text, perhaps with a bold word: a line is a paragraph, `<` and `&` are what a reader sees."""
    text = STRAY_AND.sub("&amp;", STRAY_LESS.sub("&lt;", text))
    text = INLINE_TAG.sub(lambda tag: tag[0].replace("\n", " "), text)
    return "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
