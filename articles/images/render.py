"""Decoding and re-encoding with Pillow. Imported late: it is slow and most requests do not need it."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterable, Sequence

from PIL import Image, ImageCms, UnidentifiedImageError

from articles.images import CROPS, BadImage, Made, Renditions
from articles.images.spec import CENTRE, Focus, Spec

MOST_PIXELS = 60_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
#: The sides a master is bounded to.
LARGEST = 2560
#: A progressive JPEG of a camera or a program has some ten scans; each costs a pass over all pixels.
MOST_SCANS = 100
SCAN = b"\xff\xda"
SRGB = ImageCms.createProfile("sRGB")
#: How the kinds begin that are taken.
BEGINS = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftypavi[fs]", re.DOTALL
)
BROKEN = "图片文件已损坏，无法读取；请作者重传。"
UNKNOWN = "这不是可用的图片。请传 JPEG、PNG、WebP、AVIF、GIF 或 TIFF；SVG、HEIC 请先转换。"
TOO_LARGE = "图片超过 6000 万像素，请缩小后再传。"


def renditions(data: bytes, whole: Sequence[Spec], cut: Sequence[Spec]) -> Renditions:
    """Everything that is made of an upload. Raises BadImage for whatever Pillow cannot or should not decode."""
    picture = _decoded(data)
    made = Renditions(0, 0)
    for spec in sorted(whole, key=lambda spec: -spec.width):
        size = spec.plan(picture.size).size
        if size != picture.size:  # each from the next larger one
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        if not made.files:
            made.width, made.height, largest = *picture.size, picture
        name = "fallback.jpg" if spec.is_jpeg else f"{picture.width}.webp"
        if name not in made.files:
            made.files[name] = _bytes(picture, spec)
        made.made.append(Made(str(spec), name, *picture.size))
    made.widths = sorted({each.width for each in made.made if each.file.endswith(".webp")})
    _cut(largest, cut, CENTRE, made)
    return made


def crops(data: bytes, focus: Focus) -> Renditions:
    """The crops alone, around another focus, of the largest file that is kept. Raises BadImage."""
    picture = _decoded(data)
    made = Renditions(*picture.size)
    _cut(picture, CROPS, focus, made)
    return made


def _decoded(data: bytes) -> Image.Image:
    try:
        return _master(data)
    except BadImage:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadImage(TOO_LARGE) from None
    except UnidentifiedImageError:
        raise BadImage(BROKEN if BEGINS.match(data) else UNKNOWN) from None
    except Exception:  # Pillow's readers raise whatever the bytes make them stumble over
        raise BadImage(BROKEN) from None


def _master(data: bytes) -> Image.Image:
    """Upright, in sRGB, bounded, without metadata."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    _bounded(picture, data)
    if picture.format in ("JPEG", "MPO"):
        picture.draft(None, (LARGEST, LARGEST))  # decodes at 1/2, 1/4 or 1/8 of the size
    profile = picture.info.get("icc_profile")
    turn = _turn(picture)
    picture = _flat(picture)
    picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn is not None:  # one of them is 0
        picture = picture.transpose(turn)
    picture = _in_srgb(picture, profile)
    if picture.mode not in ("RGB", "L"):
        picture = picture.convert("RGB")
    picture.info.clear()
    return picture


def _bounded(picture: Image.Image, data: bytes) -> None:
    """Checked here too: the filter of warnings is shared by all threads, and another may just have set it back."""
    if picture.width * picture.height > MOST_PIXELS:
        raise BadImage(TOO_LARGE)
    if picture.width < 1 or picture.height < 1:
        raise BadImage("图片的宽或高是零，请作者重传。")
    if picture.format in ("JPEG", "MPO") and data.count(SCAN) > MOST_SCANS:
        raise BadImage("这张 JPEG 分层过多，解不开；请另存一次再传。")


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """What brings it upright, by its camera's word. A broken word says nothing about the pixels."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        return turns.get(picture.getexif().get(0x0112))
    except Exception:  # as above
        return None


def _flat(picture: Image.Image) -> Image.Image:
    """In a mode that can be made smaller well: no palette, no transparency (paper has none), 8 bits."""
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layer = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("I", "F"):
        return _stretched(picture)
    if picture.mode in ("RGB", "L", "CMYK", "YCbCr", "LAB"):
        picture.load()
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _stretched(picture: Image.Image) -> Image.Image:
    """Measured values as greys: as 16 bits where they fit, else between their least and their greatest."""
    low, high = picture.getextrema()
    if picture.mode == "I" and low >= 0 and high < 65536:
        low, high = 0, 65535 if high > 255 else 255
    scale = 255 / ((high - low) or 1)
    return picture.point(lambda value: value * scale + -low * scale).convert("L")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB") or picture
    except (
        ImageCms.PyCMSError,
        OSError,
        ValueError,
    ):  # a broken or unfitting profile says nothing about the pixels
        return picture


def _cut(picture: Image.Image, specs: Iterable[Spec], focus: Focus, made: Renditions) -> None:
    """Crops are named by their own content: another focus gives another name, and what is equal is kept once."""
    known: dict[tuple, str] = {}
    for spec in specs:
        plan = spec.plan(picture.size, focus)
        if (plan, spec.is_jpeg) not in known:
            piece = picture.resize(
                plan.size, Image.Resampling.LANCZOS, box=plan.box, reducing_gap=3.0
            )
            content = _bytes(piece, spec)
            name = f"{hashlib.sha256(content).hexdigest()[:20]}.{spec.suffix}"
            known[plan, spec.is_jpeg] = name
            made.files[name] = content
        made.made.append(Made(str(spec), known[plan, spec.is_jpeg], *plan.size))


def _bytes(picture: Image.Image, spec: Spec) -> bytes:
    out = io.BytesIO()
    if spec.is_jpeg:
        picture.save(out, "JPEG", quality=82, progressive=True)
    else:
        picture.save(out, "WEBP", quality=78, method=4)
    return out.getvalue()
