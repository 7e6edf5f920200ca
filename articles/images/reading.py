"""Finds the blocks of description in a picture's file with Pillow, which decodes no pixel for it. Imported late."""

from __future__ import annotations

import io

from PIL import Image

from articles.images.metadata import Facts, gather
from articles.images.render import FORMATS

#: Where they lie: in Photoshop's resources of a JPEG, in tags of a TIFF.
RESOURCE, TIFF_IPTC, TIFF_XMP = 0x0404, 33723, 700


def facts(data: bytes) -> Facts:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        return gather(_iptc(picture), _xmp(picture), dict(picture.getexif()))
    except (
        Exception
    ):  # Pillow's readers raise whatever the bytes make them stumble over; then it says nothing
        return Facts()


def _iptc(picture: Image.Image) -> bytes:
    resources = picture.info.get("photoshop")
    if isinstance(resources, dict):
        return _bytes(resources.get(RESOURCE))
    return _bytes(_tag(picture, TIFF_IPTC))


def _xmp(picture: Image.Image) -> bytes:
    return _bytes(picture.info.get("xmp")) or _bytes(_tag(picture, TIFF_XMP))


def _tag(picture: Image.Image, number: int) -> object:
    tags = getattr(picture, "tag_v2", None)
    return tags.get(number) if tags is not None else None


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""
