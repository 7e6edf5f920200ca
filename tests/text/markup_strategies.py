"""Markup for hypothesis: whole as an editor writes it, and torn as a paste or an attacker does."""

from __future__ import annotations

import re

from hypothesis import strategies as st

INLINE = ("strong", "em", "b", "i", "span", "u", "font")
#: Every kind of tag that a parser treats in its own way, ours and others'.
TAGS = re.findall(
    r"\S+",
    "p h3 ul ol li blockquote table thead tbody tr td th a strong em b i br div span h1 section center pre font s small "
    "caption colgroup dl dd hr form button select option textarea title style script noscript template iframe svg math "
    "mi mtext foreignObject annotation-xml object frameset body html details summary nobr plaintext xmp x-bold",
)
TORN = (
    "甲", "乙 ", "5G", "3.5%", "\u3000\u3000", " ", "\n", "&nbsp;", "&amp;", "&lt;p&gt;", "&#x202e;", "&#x338;", "&#13;",
    "<", ">", "&", '"', "'", "=", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "\u200b", "\u0338", "e\u0301", "\x0b",
    "\x00", "\ud800", "\u202e", "ſ", "<ſ>", "\u212a", "\ufa19",
)  # fmt: skip
ATTRIBUTES = " href='https://example.com/?a=1&b=2' start=2 colspan=3 style=x onclick=alert(1)"

_tag = st.sampled_from(TAGS)
_piece = (
    st.sampled_from(TORN)
    | _tag.map("<{}>".format)
    | _tag.map("</{}>".format)
    | _tag.map(lambda tag: f"<{tag}{ATTRIBUTES}>")
)
#: Pieces of tags and texts in any order.
soup = st.lists(_piece, max_size=25).map("".join)

words = st.text(st.sampled_from("科普进校园云岭气象"), min_size=1, max_size=5)


def _wrapped(tags: tuple[str, ...], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(tags), inner)


def _several(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=1, max_size=3).map("".join)


_line = st.recursive(words, lambda inner: _several(inner | _wrapped(INLINE, inner)), max_leaves=5)
_cell = _wrapped(("td", "th"), _line | _wrapped(("p",), _line))
_table = _wrapped(("table",), _several(_wrapped(("tr",), _several(_cell))))
_block = st.recursive(
    _wrapped(("p", "h3", "h2"), _line) | _table,
    lambda inner: (
        _wrapped(("ul", "ol"), _several(_wrapped(("li",), _line | _several(inner))))
        | _wrapped(("blockquote", "div", "section"), _several(_line | inner))
    ),
    max_leaves=8,
)
#: Whole blocks, nested as HTML allows it, perhaps with text between them.
whole = st.lists(_block | _line, min_size=1, max_size=4).map("".join)
