"""The parts of a screen that are sent again only where they changed.

    {% part %}<li class="line">…{% passing %}{% csrf_token %}{% endpassing %}…</li>{% endpart %}

A part is one element, and is marked with a digest of its words. What passes changes without the part: a token, a
version, a number in a row; the screen puts it right in the parts it keeps. `held` in the context are the digests that
the screen holds: such a part is answered by an empty element with the digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from itertools import chain

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

register = template.Library()
#: Stands in a part for what passes. No text of a story makes one: its `<` is escaped.
SEAM = SafeString("<!--passing-->")
#: Where a part's passing pieces are gathered in the context.
PASSING = "passing_pieces"


class PartNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        pieces: list[str] = []
        with context.push(**{PASSING: pieces}):
            element = self.nodelist.render(context)
        return _sent(element, pieces, context.get("held", ()))


class PassingNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        context[PASSING].append(self.nodelist.render(context))
        return SEAM


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    return PartNode(_until(parser, "endpart"))


@register.tag
def passing(parser: Parser, token: Token) -> PassingNode:
    return PassingNode(_until(parser, "endpassing"))


def _until(parser: Parser, end: str) -> NodeList:
    nodelist = parser.parse((end,))
    parser.delete_first_token()
    return nodelist


def _sent(element: str, pieces: Sequence[str], held: Collection[str]) -> str:
    """The part whole, each of the pieces at its seam; or the empty element where it is held."""
    digest = hashlib.md5(element.encode(), usedforsecurity=False).hexdigest()[:12]
    opening, _, rest = element.partition(" ")
    if digest in held:
        return f'{opening} data-same="{digest}"></{opening[1:]}>'
    first, *others = rest.split(SEAM)
    whole = "".join([first, *chain.from_iterable(zip(pieces, others, strict=True))])
    return f'{opening} data-part="{digest}" {whole}'
