"""Several records that are one contributor become one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles import edition, history
from articles.contributors import keeping
from articles.models import Alias, Byline, Contributor, Version


class CannotMerge(Exception):
    """Somebody was first, or it makes no sense. The message says so."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the record that stays says afterwards."""

    name: str
    kind: str
    affiliation: str = ""
    contact: str = ""


@transaction.atomic
def merge(
    stays: int, seen: Mapping[int, int], choice: Choice, *, by: AbstractBaseUser
) -> Contributor:
    """Make one of the records `seen` (pk -> the version that was looked at), `stays` among them. Queries: constant.

    Bylines and the links of versions move, the others' names become aliases, notes are joined, and the others lead to
    the one that stays. Raises CannotMerge, with nothing written.
    """
    if stays not in seen or len(seen) < 2:
        raise CannotMerge("请选两位以上，并指定保留哪一份档案。")
    _claim(seen)
    rows = Contributor.objects.in_bulk(seen)
    kept, others = rows[stays], [rows[pk] for pk in sorted(rows) if pk != stays]
    aliases = _names([kept, *others])
    _move([other.pk for other in others], stays)
    kept.note = _notes(kept, others, choice)
    for field in ("name", "kind", "affiliation", "contact"):
        setattr(kept, field, getattr(choice, field))
    keeping.keep(kept, aliases)
    said = "、".join(f"{other}（编号{other.pk}）" for other in others)
    history.log(by, kept, f"并入了{said}。")
    for other in others:
        history.log(by, other, f"并入了{kept}（编号{kept.pk}）。")
    edition.turn()
    return kept


def _claim(seen: Mapping[int, int]) -> None:
    """Compare-and-set on the version of each; in the order of their numbers, so that two merges cannot block each other."""
    for pk in sorted(seen):
        row = Contributor.objects.filter(pk=pk, version=seen[pk])
        if not row.update(version=F("version") + 1):
            raise CannotMerge(_meanwhile(pk))


def _meanwhile(pk: int) -> str:
    row = Contributor.every.select_related("merged_into").filter(pk=pk).first()
    if row is None:
        return "所选的档案有一份已被删除，没有合并；请重新选择。"
    if row.merged_into:
        return f"“{row}”已由同事并入“{row.merged_into}”，这次没有合并；请重新选择。"
    return f"“{row}”的档案已由同事改过，这次没有合并；下面是现在的内容，请核对后再合并。"


def _names(rows: list[Contributor]) -> list[str]:
    """All names of all of them, the records' own first."""
    aliases = Alias.objects.filter(contributor__in=rows).order_by("contributor", "pk")
    return [*(row.name for row in rows), *aliases.values_list("name", flat=True)]


def _move(others: list[int], stays: int) -> None:
    """Everything that points to the others. A version that credits both credits the one that stays once."""
    Byline.objects.filter(contributor__in=others).update(contributor=stays)
    links = Version.contributors.through.objects
    moved = links.filter(contributor__in=others).values_list("version", flat=True)
    standing = links.filter(contributor=stays).values_list("version", flat=True)
    missing = set(moved) - set(standing)
    links.filter(contributor__in=others).delete()
    links.bulk_create(
        links.model(version_id=version, contributor_id=stays) for version in sorted(missing)
    )
    Alias.objects.filter(contributor__in=others).delete()
    Contributor.every.filter(merged_into__in=others).update(merged_into=stays)
    Contributor.every.filter(pk__in=others).update(merged_into=stays)


def _notes(kept: Contributor, others: list[Contributor], choice: Choice) -> str:
    """All notes, and how else they could be reached: what was not chosen is not lost."""
    rows = [kept, *others]
    notes = dict.fromkeys(row.note.strip() for row in rows)
    left = [
        f"{label}：{value}"
        for label, field in (("原所属单位", "affiliation"), ("原联系方式", "contact"))
        for value in dict.fromkeys(getattr(row, field) for row in rows)
        if value and value != getattr(choice, field)
    ]
    return "\n".join(filter(None, [*notes, *left]))
