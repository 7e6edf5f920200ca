"""A section's printed pinyin and address, and the two acts that write them."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import Max

from sections.models import FormerSlug, Section

HAN = re.compile(r"[\u3400-\u9fff]")


def syllables(name: str) -> list[str]:
    """`科协动态` -> ["ke", "xie", "dong", "tai"]; letters and digits stay together, the rest is dropped."""
    from pypinyin import lazy_pinyin  # slow import: its dictionaries take 0.1 s

    parts = lazy_pinyin(name, errors=lambda run: re.findall(r"[0-9A-Za-z]+", run))
    return [part.lower() for part in parts]


def printed_pinyin(name: str) -> str:
    """As it stands in a section head: `KE XIE DONG TAI`."""
    return " ".join(syllables(name)).upper()


def free_slug(name: str, *, besides: Section | None = None) -> str:
    """An address for `name` that no section has or had; costs one query a try."""
    stem = "-".join(syllables(name))[:70].strip("-") or "section"
    slug, number = stem, 1
    while _taken(slug, besides):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _taken(slug: str, besides: Section | None) -> bool:
    now = Section.objects.filter(slug=slug)
    once = FormerSlug.objects.filter(slug=slug)
    if besides is not None and besides.pk:
        now, once = now.exclude(pk=besides.pk), once.exclude(section=besides)
    return now.exists() or once.exists()


def add(name: str, *, pinyin: str = "", visible: bool = True) -> Section:
    """A new section with its pinyin and address, last in the navigation where it is `visible` there."""
    last = Section.objects.aggregate(last=Max("order"))["last"] or 0
    order = min(last + 10, 32_000)
    return save(Section(name=name, pinyin=pinyin, order=order, visible=visible))


@transaction.atomic
def save(section: Section) -> Section:
    """Write a section, filling what was left empty; a changed address leaves its former one behind."""
    section.pinyin = section.pinyin or printed_pinyin(section.name)
    section.slug = section.slug or free_slug(section.name, besides=section)
    former = Section.objects.filter(pk=section.pk).values_list("slug", flat=True).first()
    section.save()
    FormerSlug.objects.filter(slug=section.slug).delete()
    if former and former != section.slug:
        FormerSlug.objects.create(slug=former, section=section)
    return section
