"""A story's text as it stands in its form, as a version that nobody has stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from taggit.models import Tag

from articles import history, writing
from articles.admin.numbers import whole
from articles.admin.sent_lines import read_lines
from articles.models import Article, Image, Version, WorkingCopy
from articles.text import byline
from articles.text.tags import split_tags
from articles.text.typography import tidy_line
from sections.models import Section


def of_copy(copy: WorkingCopy) -> tuple[Article, Version, list[Tag]]:
    """The story where it stands, under the section that is chosen, with the words, pictures and tags of the copy."""
    sent = {name: copy.value(name) for name in copy.fields}
    words = Article(**{name: sent.get(name, "") for name in history.WORDS})
    writing.tidy(words)
    text = Version(
        **{name: getattr(words, name) for name in history.WORDS},
        credits=_credits(words.signature),
        figures=_figures(sent),
    )
    article = copy.article or Article()
    article.section = Section.objects.filter(pk=_number(sent, "section")).first()
    return article, text, _tags(sent.get("tags", ""))


def _credits(signature: str) -> list[dict[str, str]]:
    credits = byline.parse(signature).credits if signature else ()
    return [{name: asdict(credit)[name] for name in history.CREDIT} for credit in credits]


def _figures(sent: Mapping[str, str]) -> list[dict[str, Any]]:
    """As a version keeps them; lines without a picture are none."""
    lines = [line for line in read_lines(sent, "image_uses") if not line.get("DELETE")]
    lines.sort(key=lambda line: _number(line, "order"))
    found = Image.objects.in_bulk([_number(line, "image") for line in lines])
    chosen = ((line, found.get(_number(line, "image"))) for line in lines)
    return [
        {
            "sha256": image.sha256,
            "widths": image.widths,
            "width": image.width,
            "height": image.height,
            **{name: tidy_line(line.get(name, "")) for name in ("caption", "credit", "alt")},
            "after_block": _number(line, "after_block"),
        }
        for line, image in chosen
        if image is not None
    ]


def _tags(typed: str) -> list[Tag]:
    """Known ones and new ones, by name as their page lists them."""
    names = split_tags(tidy_line(typed))
    known = {tag.name.casefold(): tag for tag in Tag.objects.filter(name__in=names)}
    tags = [known.get(name.casefold()) or Tag(name=name, slug="-") for name in names]
    return sorted(tags, key=lambda tag: tag.name)


def _number(line: Mapping[str, str], name: str) -> int:
    """0 for what is no number, or none that a column holds."""
    return whole(line.get(name), 9) or 0
