"""Files that come under the name of a picture: each by the name of what is wrong with it. Generated, never stored."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms, PngImagePlugin

SCRIPT = b"<script>alert('canary')</script>"
BROKEN = "图片文件已损坏，无法读取；请作者重传。"
TOO_LARGE = "图片超过 6000 万像素，请缩小后再传。"
UNKNOWN = "这不是可用的图片。请传 JPEG、PNG、WebP、AVIF、GIF 或 TIFF；SVG、HEIC 请先转换。"
LAYERED = "这张 JPEG 分层过多，解不开；请另存一次再传。"


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def plain(size: tuple[int, int] = (90, 60), mode: str = "RGB", colour="teal") -> Image.Image:
    return Image.new(mode, size, colour)


def chunk(kind: bytes, content: bytes) -> bytes:
    mark = zlib.crc32(kind + content)
    return len(content).to_bytes(4, "big") + kind + content + mark.to_bytes(4, "big")


def png(size: tuple[int, int], *chunks: bytes, rows: bytes = b"", deep: int = 8) -> bytes:
    head = struct.pack(">IIBBBBB", *size, deep, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows or bytes(300)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + data + chunk(b"IEND", b"")
    )


def small_png(*chunks: bytes) -> bytes:
    return png((4, 4), *chunks, rows=(b"\0" + bytes(12)) * 4)


def swollen() -> bytes:
    """40 MB of blanks in 40 KB."""
    return zlib.compress(bytes(40_000_000), 9)


def jpeg_of_scans(number: int) -> bytes:
    data = saved(plain(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * number + data[-2:]


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Canary.class", b"\xca\xfe\xba\xbe canary")
    return out.getvalue()


def tiff(*tags: tuple[int, int, int, int]) -> bytes:
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + bytes(4)


def huge_gif() -> bytes:
    small = bytearray(saved(plain(), "GIF"))
    small[6:10] = b"\xff\xff\xff\xff"
    return bytes(small)


def huge_webp() -> bytes:
    small = bytearray(saved(plain(), "WEBP", lossless=True))
    at = small.index(b"VP8L") + 9
    small[at : at + 4] = struct.pack("<I", 16382 | 16382 << 14)
    return bytes(small)


def heic() -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


PHOTO = saved(plain((300, 200)), "JPEG")

#: What is wrong -> the file and the reason that is given.
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", UNKNOWN),
    "text": ("我是一张图片".encode(), UNKNOWN),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", UNKNOWN),
    "HEIC": (heic(), UNKNOWN),
    "HTML": (b"<!doctype html>" + SCRIPT, UNKNOWN),
    "PDF": (b"%PDF-1.7\n" + SCRIPT, UNKNOWN),
    "BMP": (saved(plain(), "BMP"), UNKNOWN),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", UNKNOWN),
    "ICO": (saved(plain((32, 32)), "ICO"), UNKNOWN),
    "zip": (zipped(), UNKNOWN),
    "PNG of 900 megapixels": (png((30000, 30000)), TOO_LARGE),
    "PNG of 61 megapixels": (png((10000, 6100)), TOO_LARGE),
    "PNG of 2^31 by 2^31": (png((2**31 - 1, 2**31 - 1)), TOO_LARGE),
    "GIF of 4 gigapixels": (huge_gif(), TOO_LARGE),
    "WebP of 268 megapixels": (huge_webp(), TOO_LARGE),
    "TIFF of 10 gigapixels": (
        tiff(
            (256, 4, 1, 100000),
            (257, 4, 1, 100000),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 8),
            (277, 3, 1, 1),
            (278, 4, 1, 100000),
            (279, 4, 1, 10),
        ),
        TOO_LARGE,
    ),
    "PNG without a side": (png((0, 5)), BROKEN),
    "PNG without pixels": (png((400, 400), rows=b"\0"), BROKEN),
    "PNG with words of 40 MB": (small_png(chunk(b"zTXt", b"a\0\0" + swollen())), BROKEN),
    "PNG with many words of 1 MB": (
        small_png(*[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000), 9))] * 80),
        BROKEN,
    ),
    "PNG with a profile of 40 MB": (small_png(chunk(b"iCCP", b"a\0\0" + swollen())), BROKEN),
    "PNG with a wrong sum": (small_png()[:30] + b"\0\0\0" + small_png()[33:], BROKEN),
    "JPEG of 300 scans": (jpeg_of_scans(300), LAYERED),
    "JPEG head alone": (PHOTO[: PHOTO.index(b"\xff\xda")], BROKEN),
    "JPEG cut in the middle": (saved(Image.effect_noise((300, 200), 90), "JPEG")[:9000], BROKEN),
    "PNG cut in the middle": (saved(Image.effect_noise((300, 200), 90), "PNG")[:9000], BROKEN),
    "WebP cut in the middle": (saved(Image.effect_noise((300, 200), 90), "WEBP")[:900], BROKEN),
    "TIFF cut in the middle": (saved(Image.effect_noise((300, 200), 90), "TIFF")[:9000], BROKEN),
    "TIFF without strips": (tiff((256, 4, 1, 10), (257, 4, 1, 10), (262, 3, 1, 1)), BROKEN),
    "TIFF of two million tags": (struct.pack("<2sHIH", b"II", 42, 8, 65535), BROKEN),
    "AVIF cut in the middle": (saved(plain(), "AVIF")[:200], BROKEN),
}


def oriented(turn: int) -> bytes:
    """Red at the top left corner as it is to be seen, however it is stored."""
    upright = plain((90, 60), colour="blue")
    upright.paste("red", (0, 0, 30, 20))
    stored = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[turn]
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = upright.transpose(stored) if stored is not None else upright
    return saved(picture, "JPEG", exif=exif, quality=95)


def told() -> bytes:
    """A JPEG full of words: comment, EXIF with position, IPTC, XMP."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SCRIPT.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return saved(
        plain(), "JPEG", exif=exif, comment=SCRIPT, xmp=b"<x:xmpmeta>" + SCRIPT + b"</x:xmpmeta>"
    )


def worded_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    words.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    return saved(plain(), "PNG", pnginfo=words)


def frames(kind: str, number: int) -> bytes:
    first, *others = (plain(colour=(at % 256, 90, 120)) for at in range(number))
    return saved(first, kind, save_all=True, append_images=others)


def mpo() -> bytes:
    return saved(plain(), "MPO", save_all=True, append_images=[plain(colour="red")])


def profiled(mode: str, profile: bytes) -> bytes:
    return saved(plain(mode=mode, colour=0), "TIFF", icc_profile=profile)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

#: What is odd -> the file and the size that comes of it.
CLEANED: dict[str, tuple[bytes, tuple[int, int]]] = {
    "GIFAR": (saved(plain(), "GIF") + zipped(), (90, 60)),
    "JPEG with a zip behind": (saved(plain(), "JPEG") + zipped(), (90, 60)),
    "JPEG with HTML behind": (saved(plain(), "JPEG") + SCRIPT, (90, 60)),
    "PNG with PHP behind": (saved(plain(), "PNG") + b"<?php canary ?>", (90, 60)),
    "JPEG with scripts in its words": (told(), (90, 60)),
    "PNG with scripts in its words": (worded_png(), (90, 60)),
    "WebP with scripts in its words": (saved(plain(), "WEBP", xmp=SCRIPT), (90, 60)),
    "GIF with a script as comment": (saved(plain(), "GIF", comment=SCRIPT), (90, 60)),
    "GIF of 500 frames": (frames("GIF", 500), (90, 60)),
    "TIFF of 200 pages": (frames("TIFF", 200), (90, 60)),
    "WebP that moves": (frames("WEBP", 5), (90, 60)),
    "two pictures in one JPEG": (mpo(), (90, 60)),
    "one pixel wide": (saved(plain((1, 100_000)), "PNG"), (1, 2560)),
    "one pixel high": (saved(plain((100_000, 1)), "PNG"), (1600, 1)),
    "one pixel": (saved(plain((1, 1)), "PNG"), (1, 1)),
    "CMYK": (saved(plain(mode="CMYK", colour=(0, 0, 0, 0)), "JPEG"), (90, 60)),
    "CMYK with a profile for screens": (profiled("CMYK", SRGB), (90, 60)),
    "a profile that is none": (saved(plain(), "JPEG", icc_profile=b"canary" * 40), (90, 60)),
    "a profile for Lab": (profiled("RGB", LAB), (90, 60)),
    "LAB": (saved(plain(mode="LAB", colour=(50, 0, 0)), "TIFF"), (90, 60)),
    "two colours": (saved(plain(mode="1", colour=1), "PNG"), (90, 60)),
    "palette": (saved(plain().quantize(4), "PNG"), (90, 60)),
    "16 bits": (saved(plain(mode="I;16", colour=30_000), "PNG"), (90, 60)),
    "floating point": (saved(plain(mode="F", colour=0.5), "TIFF"), (90, 60)),
    "AVIF": (saved(plain(), "AVIF"), (90, 60)),
} | {f"orientation {turn}": (oriented(turn), (90, 60)) for turn in range(1, 9)}
