"""Pictures: every upload is decoded, re-encoded at a few sizes and kept under the hash of its content.

Whole pictures are named by their width (`960.webp`, `fallback.jpg`) in a folder that is the hash of the upload: versions
know them by these names for ever. Crops change with the focal point, so each is named by its own content.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from articles import edition
from articles.images.metadata import Facts
from articles.images.spec import Focus, Spec, parse
from articles.models import Image, Rendition
from articles.models.image import CARD, CARD_JPEG, THUMBNAIL

MAX_BYTES = 40 * 1024 * 1024
NAME = re.compile(r"^(?:\d{1,5}\.webp|fallback\.jpg|[0-9a-f]{20}\.(?:webp|jpg))\Z", re.ASCII)
#: What is made of every picture: the whole of it, and one JPEG for programs without WebP;
WHOLE = tuple(map(parse, ("width-480", "width-960", "width-1600", "width-960.jpg")))
#: and crops for cards and for the desk's lists.
CROPS = tuple(map(parse, (*CARD, CARD_JPEG, THUMBNAIL)))


class BadImage(Exception):
    """The upload is no picture that can be printed. The message says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """One rendition: which order it answers, in which file, its size in pixels."""

    spec: str
    file: str
    width: int
    height: int


@dataclass(slots=True)
class Renditions:
    """Files by name, what stands in them, the widths of whole pictures ascending, and the size of the largest."""

    width: int
    height: int
    widths: list[int] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)


def prepare(
    data: bytes, whole: Sequence[Spec] = WHOLE, crops: Sequence[Spec] = CROPS
) -> Renditions:
    """Decode and re-encode to these orders; about 1 s for 24 megapixels. Raises BadImage."""
    if len(data) > MAX_BYTES:
        raise BadImage(f"图片超过 {MAX_BYTES // 1024 // 1024} MB，请压缩后再传。")
    from articles.images import render  # slow import: Pillow

    return render.renditions(data, whole, crops)


def facts(data: bytes) -> Facts:
    """What the file says of itself, before that is stripped: caption, photographer, title. Never raises."""
    from articles.images import reading  # slow import: Pillow

    return reading.facts(data)


def keep(
    data: bytes,
    made: Renditions,
    *,
    title: str,
    by: AbstractBaseUser | None,
    photographer: str = "",
) -> Image:
    """Files and row. Only the re-encoded files are kept: position, camera and hidden tails are gone."""
    sha256 = fingerprint(data)
    write({sha256: made})
    image = record(sha256, made, title=title, by=by, photographer=photographer)
    # Whoever deleted the same picture in between took its files along; from here on `discard` sees the row.
    write({sha256: made})
    return image


def path(sha256: str, name: str) -> str:
    """Where a file of a picture lies in the storage."""
    return f"images/{sha256[:2]}/{sha256}/{name}"


def write(pictures: Mapping[str, Renditions], where: Callable[[str, str], str] = path) -> None:
    """The files alone, of pictures by their fingerprints: all or none.

    Content-named: what is there already is the same file. So the half of one must not stay where a disk was full.
    """
    written = []
    try:
        for sha256, made in pictures.items():
            for name, content in made.files.items():
                if not default_storage.exists(where(sha256, name)):
                    written.append(where(sha256, name))
                    default_storage.save(written[-1], ContentFile(content))
    except OSError:
        for name in written:
            default_storage.delete(name)
        raise


@transaction.atomic
def record(
    sha256: str,
    made: Renditions,
    *,
    title: str,
    by: AbstractBaseUser | None,
    photographer: str = "",
) -> Image:
    """The rows alone, for whoever writes the files when everything else has succeeded."""
    image, created = Image.objects.get_or_create(
        sha256=sha256,
        defaults={
            "title": title[:120],
            "photographer": photographer[:60],
            "width": made.width,
            "height": made.height,
            "widths": made.widths,
            "uploaded_by": by,
        },
    )
    if created:
        _list(image, made)
    return image


def focus(image: Image, at: Focus) -> None:
    """Set the focal point and cut the crops anew. Files of the old ones stay for pages that are open: they are deleted
    with the picture. Raises BadImage where the picture's largest file cannot be read, OSError where the new ones cannot
    be kept: the old point stands then."""
    from articles.images import render  # slow import: Pillow

    made = render.crops(_largest(image), at)
    write({image.sha256: made})
    with transaction.atomic():
        Image.objects.filter(pk=image.pk).update(
            focal_x=at[0], focal_y=at[1], version=F("version") + 1
        )
        _list(image, made)
        edition.turn()
    image.focal_x, image.focal_y = at


def complete(image: Image) -> bool:
    """Cut the crops that a picture of an earlier release lacks; False where it lacked none. Raises BadImage."""
    standing = set(image.renditions.values_list("spec", flat=True))
    if {str(spec) for spec in CROPS} <= standing:
        return False
    focus(image, (image.focal_x, image.focal_y))
    return True


def discard(sha256: str) -> None:
    """Delete all files of a picture whose row is gone; not where somebody has just uploaded it again."""
    if Image.objects.filter(sha256=sha256).exists():
        return
    folder = path(sha256, "")
    for name in default_storage.listdir(folder)[1] if default_storage.exists(folder) else ():
        default_storage.delete(folder + name)
    if default_storage.exists(folder):
        default_storage.delete(folder)


def fingerprint(data: bytes) -> str:
    """What a picture is named by."""
    return hashlib.sha256(data).hexdigest()


def _largest(image: Image) -> bytes:
    try:
        with default_storage.open(path(image.sha256, f"{max(image.widths)}.webp")) as file:
            return file.read()
    except FileNotFoundError:
        raise BadImage(f"图片“{image.title}”的文件已失，请重新上传原图。") from None


def _list(image: Image, made: Renditions) -> None:
    """The rows of what was made, in place of those that answered the same orders."""
    Rendition.objects.bulk_create(
        [
            Rendition(
                image=image,
                spec=each.spec,
                file=each.file,
                width=each.width,
                height=each.height,
                size=len(made.files[each.file]),
            )
            for each in made.made
        ],
        update_conflicts=True,
        unique_fields=["image", "spec"],
        update_fields=["file", "width", "height", "size"],
    )
