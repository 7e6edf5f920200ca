"""How words are set, for the templates."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.text import titles
from articles.text.marking import Piece

register = template.Library()

#: A ～ with what stands before it; tags are passed over, whatever their quotes hold.
WAVE = re.compile(r'<(?:"[^"]*"|[^">])*>|([^\s<>&;"]～)')


@register.filter
def kept(text: str) -> SafeString:
    """A title's line, a kicker or a subtitle: it turns between clauses; brackets, names and numbers stay whole.

    Of several printed lines each is one for itself, as in _title.html.
    """
    lines = [_line(line) for line in text.split("\n")]
    if len(lines) == 1:
        return lines[0]
    return format_html_join(" ", '<span class="line">{}</span>', ((each,) for each in lines))


def _line(line: str) -> SafeString:
    clauses = [_clause(clause) for clause in titles.clauses(line)]
    if len(clauses) == 1:
        return clauses[0]
    return format_html_join("", '<span class="clause">{}</span>', ((each,) for each in clauses))


def _clause(clause: str) -> SafeString:
    return format_html_join("", "{}", ((_run(*run),) for run in titles.runs(clause)))


def _run(text: str, together: bool) -> SafeString:
    return (
        format_html('<span class="kept">{}</span>', text) if together else conditional_escape(text)
    )


@register.filter
def entries(line: str) -> SafeString:
    """责任编辑：林晓禾　校对：许嘉: turns between its entries, where the blanks are."""
    parts = ((each,) for each in line.split("\u3000"))
    return format_html_join("\u3000", '<span class="clause">{}</span>', parts)


@register.filter
def joined(words: str) -> SafeString:
    """No row begins with ～, which browsers allow even where `line-break` is strict. `words`: plain, or safe HTML."""
    html = WAVE.sub(
        lambda found: f'<span class="kept">{found[1]}</span>' if found[1] else found[0],
        conditional_escape(words),
    )
    # Safe: it was before, and only a span is put around two characters outside every tag.
    return mark_safe(html)


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text in pieces (text.marking), what was looked for marked."""
    return format_html_join("", "{}", ((_piece(*piece),) for piece in pieces))


def _piece(text: str, hit: bool) -> SafeString:
    return format_html("<mark>{}</mark>", text) if hit else conditional_escape(text)
