"""What a page says twice, written once."""

from __future__ import annotations

from django import template
from django.template.base import Node
from django.template.loader_tags import BLOCK_CONTEXT_KEY

register = template.Library()


@register.simple_tag(takes_context=True)
def again(context: template.Context, name: str) -> str:
    """A block once more, as the page in hand fills it: `{% again "title" %}` in the frame itself."""
    block: Node = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.render(context)
