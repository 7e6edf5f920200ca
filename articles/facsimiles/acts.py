"""Put a picture to a page, take it away, draw its zones: each saved at once, of what was seen, or refused whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils import timezone
from django.utils.timezone import localtime

from articles import edition, geometry, history, images
from articles.facsimiles import files
from articles.geometry import Polygon
from articles.images import Renditions
from articles.models import Facsimile, Issue, Page, Placement, Zone
from articles.permissions import printed_name

#: With as many corners as a zone may have they are fewer fields than a form may have.
MOST_ZONES = 40


class CannotDraw(Exception):
    """Nothing was saved. The message says why; `at` is the number of the zone that it is about, where it is about one."""

    def __init__(self, sentence: str, at: int | None = None) -> None:
        super().__init__(sentence)
        self.at = at


class StaleFacsimile(CannotDraw):
    """A colleague saved first."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A zone as somebody drew it: the place of its story, and its corners."""

    placement: int
    polygon: Polygon


def put(
    page: Page,
    data: bytes,
    made: Renditions,
    *,
    name: str = "",
    by: AbstractBaseUser,
    expected: int = 0,
) -> Facsimile:
    """The page has this picture, of `files.prepare`, in place of the one it had; zones stay where they are.

    `expected` is the version of the picture that was seen, 0 for none. Raises StaleFacsimile, OSError where the files
    cannot be kept.
    """
    sha256 = images.fingerprint(data)
    images.write({sha256: made}, files.path)
    facsimile = _record(page, sha256, made, PurePath(name).name[:120], by, expected)
    # Whoever took the same picture from another page in between took its files along; from here on the row is seen.
    images.write({sha256: made}, files.path)
    return facsimile


@transaction.atomic
def _record(
    page: Page, sha256: str, made: Renditions, name: str, by: AbstractBaseUser, expected: int
) -> Facsimile:
    before = _claim(page, expected)
    facts = {"sha256": sha256, "name": name, "width": made.width, "height": made.height}
    is_same = before is not None and before.sha256 == sha256
    facts |= {"widths": made.widths, "is_withheld": is_same and before.is_withheld}
    facts |= _saved(by, expected)
    facsimile, created = Facsimile.objects.update_or_create(page=page, defaults=facts)
    if before is not None and not is_same:
        transaction.on_commit(partial(files.discard, before.sha256))
    history.log(by, page, f"{'传' if created else '换'}版面图{f'“{name}”' if name else ''}")
    edition.turn()
    return facsimile


@transaction.atomic
def remove(page: Page, *, by: AbstractBaseUser, expected: int) -> None:
    """The page has no picture any more, and no zones. Raises StaleFacsimile."""
    facsimile = _claim(page, expected)
    if facsimile is not None:
        facsimile.delete()
        history.log(by, page, "删去版面图和热区")


def withhold(page: Page) -> None:
    """Readers do not see the page's picture: a story that is printed on it was taken back. Another picture is shown."""
    Facsimile.objects.filter(page=page).update(is_withheld=True)


def release(page: Page) -> None:
    """They see it again, unless another story of the page is taken back."""
    if not Placement.objects.filter(page=page, article__withdrawn_at__isnull=False).exists():
        Facsimile.objects.filter(page=page).update(is_withheld=False)


@transaction.atomic
def draw(page: Page, zones: Sequence[Drawn], *, by: AbstractBaseUser, expected: int) -> Facsimile:
    """The page's picture has exactly these zones. Raises StaleFacsimile, or CannotDraw with the zone that cannot be."""
    facsimile = _claim(page, expected)
    if facsimile is None:
        raise CannotDraw("这一版没有版面图，热区没有保存；请先传版面图。")
    _check(page, zones)
    order = geometry.reading_order([zone.polygon for zone in zones])
    facsimile.zones.all().delete()
    Zone.objects.bulk_create(
        Zone(
            facsimile=facsimile,
            placement_id=zones[at].placement,
            position=position,
            polygon=[list(point) for point in zones[at].polygon],
        )
        for position, at in enumerate(order, 1)
    )
    Facsimile.objects.filter(pk=facsimile.pk).update(**_saved(by, expected))
    facsimile.refresh_from_db()
    history.log(by, page, f"画热区，共 {len(zones)} 个")
    edition.turn()
    return facsimile


def _saved(by: AbstractBaseUser, expected: int) -> dict[str, Any]:
    return {"changed_by": by, "changed_at": timezone.now(), "version": expected + 1}


def _claim(page: Page, expected: int) -> Facsimile | None:
    """The page's picture, held until the transaction ends; its issue too, so that no story is moved meanwhile.

    Raises StaleFacsimile.
    """
    Issue.objects.select_for_update().get(pk=page.issue_id)
    rows = Facsimile.objects.select_for_update(of=("self",)).select_related("changed_by")
    facsimile = rows.filter(page=page).first()
    if (facsimile.version if facsimile else 0) == expected:
        return facsimile
    if facsimile is None:
        raise StaleFacsimile("您打开之后，版面图已经被别人删去，您的改动没有保存。")
    when = f"{localtime(facsimile.changed_at):%m月%d日%H:%M}"
    who = printed_name(facsimile.changed_by)
    raise StaleFacsimile(f"您打开之后，{who}（{when}）已经保存过，您的改动没有保存。")


def _check(page: Page, zones: Sequence[Drawn]) -> None:
    """Raises CannotDraw, naming the first that cannot be."""
    if len(zones) > MOST_ZONES:
        raise CannotDraw(f"一版最多 {MOST_ZONES} 个热区，没有保存。")
    here = set(Placement.objects.filter(page=page).values_list("pk", flat=True))
    for at, zone in enumerate(zones):
        if zone.placement not in here:
            raise CannotDraw("这篇稿件刚刚移出本版，请改选一篇或删去热区。", at)
        if found := geometry.fault(zone.polygon):
            raise CannotDraw(str(found), at)


def watch() -> None:
    """A picture also goes with its page or issue, which other acts delete: its files go along, and readers are told."""
    post_delete.connect(_deleted, sender=Facsimile, dispatch_uid="facsimile_deleted")


def _deleted(instance: Facsimile, **_: Any) -> None:
    transaction.on_commit(partial(files.discard, instance.sha256))
    edition.turn()
