"""Pictures: every upload is decoded, re-encoded at a few widths and kept under the hash of its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Image

MAX_BYTES = 40 * 1024 * 1024
NAME = re.compile(r"^(?:\d{1,5}\.webp|fallback\.jpg)$")


class BadImage(Exception):
    """The upload is no picture that can be printed. The message says why."""


@dataclass(slots=True)
class Renditions:
    """Files by name (`960.webp`, `fallback.jpg`), the widths ascending, and the size of the largest in pixels."""

    width: int
    height: int
    widths: list[int] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def prepare(data: bytes) -> Renditions:
    """Decode and re-encode; about 1 s for 24 megapixels. Raises BadImage."""
    if len(data) > MAX_BYTES:
        raise BadImage(f"图片超过 {MAX_BYTES // 1024 // 1024} MB，请压缩后再传。")
    from articles.images import render  # slow import: Pillow

    return render.renditions(data)


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
    return record(sha256, made, title=title, by=by, photographer=photographer)


def write(pictures: Mapping[str, Renditions]) -> None:
    """The files alone, of pictures by their fingerprints: all or none.

    Content-named: what is there already is the same file. So the half of one must not stay where a disk was full.
    """
    written = []
    try:
        for sha256, made in pictures.items():
            for name, content in made.files.items():
                if not default_storage.exists(path(sha256, name)):
                    written.append(path(sha256, name))
                    default_storage.save(written[-1], ContentFile(content))
    except OSError:
        for name in written:
            default_storage.delete(name)
        raise


def record(
    sha256: str,
    made: Renditions,
    *,
    title: str,
    by: AbstractBaseUser | None,
    photographer: str = "",
) -> Image:
    """The row alone, for whoever writes the files when everything else has succeeded."""
    image, _created = Image.objects.get_or_create(
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
    return image


def fingerprint(data: bytes) -> str:
    """What a picture is named by."""
    return hashlib.sha256(data).hexdigest()


def path(sha256: str, name: str) -> str:
    """Where a file of a picture lies in the storage."""
    return f"images/{sha256[:2]}/{sha256}/{name}"
