"""The foot of a page: what the law wants there, from the settings."""

from __future__ import annotations

from django import template

from articles import notices
from articles.models import Masthead

register = template.Library()


@register.inclusion_tag("articles/_notices.html", name="notices")
def legal_notices(masthead: Masthead | None) -> dict:
    owner = (masthead.publisher or masthead.name) if masthead else ""
    return {"notices": notices.notices(), "copyright": notices.copyright_line(owner)}
