"""Pictures: every upload is decoded, re-encoded at a few widths and kept under the hash of its content."""

from __future__ import annotations

import hashlib
import re
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
    """The picture's row. Only the re-encoded files are kept: position, camera and hidden tails are gone."""
    sha256 = fingerprint(data)
    for name, content in made.files.items():
        _write(path(sha256, name), content)
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


def store(data: bytes, *, title: str, by: AbstractBaseUser | None) -> Image:
    """Prepare and keep; the same bytes again give the same row without any work. Raises BadImage."""
    known = Image.objects.filter(sha256=fingerprint(data)).first()
    return known or keep(data, prepare(data), title=title, by=by)


def fingerprint(data: bytes) -> str:
    """What a picture is named by."""
    return hashlib.sha256(data).hexdigest()


def path(sha256: str, name: str) -> str:
    """Where a file of a picture lies in the storage."""
    return f"images/{sha256[:2]}/{sha256}/{name}"


def _write(name: str, content: bytes) -> None:
    """Content-named: what is there already is the same file."""
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
