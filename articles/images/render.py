"""Decoding and re-encoding with Pillow. Imported late: it is slow and most requests do not need it."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from articles.images import BadImage, Renditions

Image.MAX_IMAGE_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
#: The sides a master is bounded to, and the widths made of it. One JPEG for programs without WebP.
LARGEST = 2560
WIDTHS = (480, 960, 1600)
JPEG_WIDTH = 960
SRGB = ImageCms.createProfile("sRGB")


def renditions(data: bytes) -> Renditions:
    """Raises BadImage for whatever Pillow cannot or should not decode."""
    try:
        picture = _master(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadImage("图片超过 6000 万像素，请缩小后再传。") from None
    except UnidentifiedImageError:
        raise BadImage(
            "这不是可用的图片。请传 JPEG、PNG、WebP、AVIF、GIF 或 TIFF；SVG、HEIC 请先转换。"
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError, LookupError):
        raise BadImage("图片文件已损坏，无法读取；请作者重传。") from None
    return _encode(picture)


def _master(data: bytes) -> Image.Image:
    """Upright, in sRGB, bounded, without metadata."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    if picture.format == "JPEG":
        picture.draft(None, (LARGEST, LARGEST))  # decodes at 1/2, 1/4 or 1/8 of the size
    profile = picture.info.get("icc_profile")
    ImageOps.exif_transpose(picture, in_place=True)
    picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _in_srgb(picture, profile)
    if picture.mode not in ("RGB", "L"):
        picture = _on_white(picture)
    picture.info.clear()
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB") or picture
    except (
        ImageCms.PyCMSError,
        OSError,
    ):  # a broken or unfitting profile says nothing about the pixels
        return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Paper has no transparency."""
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _encode(picture: Image.Image) -> Renditions:
    widths = [width for width in WIDTHS if width < picture.width] or [picture.width]
    if picture.width <= WIDTHS[-1] and picture.width not in widths:
        widths.append(picture.width)
    made = Renditions(0, 0, widths=widths)
    for width in reversed(widths):
        if width != picture.width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        if not made.files:
            made.width, made.height = picture.size
        made.files[f"{width}.webp"] = _bytes(picture, "WEBP", quality=78, method=4)
        if width == JPEG_WIDTH or (width == widths[0] and JPEG_WIDTH not in widths):
            made.files["fallback.jpg"] = _bytes(picture, "JPEG", quality=82, progressive=True)
    return made


def _bytes(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
