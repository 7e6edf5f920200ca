"""What a picture's file says of itself: IPTC, XMP, EXIF. From bytes to words; neither Pillow nor Django.

Agencies and photographers write caption and name into the file, in UTF-8 or, out of older Chinese programs, in GBK.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from articles.text.typography import tidy_line

#: A field is looked at no further than this; no caption is longer.
MOST = 2000
#: XMP of a picture program with its whole history; beyond that it is no description.
MOST_XMP = 512 * 1024
UTF_8 = b"\x1b%G"
#: IPTC record and dataset -> what it is
CHARSET, HEADLINE, TITLE, BYLINE, CAPTION = (1, 90), (2, 105), (2, 5), (2, 80), (2, 120)
#: EXIF tag -> what it is; the XP ones are Windows' own, in UTF-16.
EXIF = {"caption": (0x010E, 0x9C9C), "photographer": (0x013B, 0x9C9D), "title": (0x9C9B,)}
#: What cameras and programs write there by themselves.
NOISE = re.compile(
    r"(?:[A-Z]{2,} )*DIGITAL CAMERA|SONY DSC|DCIM|SAMSUNG|OLYMPUS|default|untitled|picasa"
    r"|screenshot|(?:DSC|IMG|DCIM|MVIMG)[_-]?\d*|Exif_JPEG_PICTURE|ASCII|\W*",
    re.IGNORECASE,
)
DC = "http://purl.org/dc/elements/1.1/ "
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/ "
XMP = {
    DC + "description": "caption",
    DC + "creator": "photographer",
    DC + "title": "title",
    PHOTOSHOP + "Headline": "title",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """As the file has them, tidied; empty where it is silent."""

    caption: str = ""
    photographer: str = ""
    title: str = ""


def gather(iptc: bytes, xmp: bytes, exif: dict[int, Any]) -> Facts:
    """Each fact from the first of the three that has it. Never raises."""
    sources = [_iptc(iptc), _xmp(xmp), _exif(exif)]
    names = ("caption", "photographer", "title")
    return Facts(*(next(filter(None, (each.get(name) for each in sources)), "") for name in names))


def decoded(data: bytes) -> str:
    """UTF-8 where it is that, else GB18030, which holds GBK; nothing where it is neither."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data[:MOST].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start > MOST - 4:  # only the cut end
                return data[: error.start].decode(encoding)
    return ""


def _said(words: Iterable[str]) -> str:
    """Several names one after another; what no person wrote counts for nothing."""
    lines = (tidy_line(word[:MOST].strip("\0 ")) for word in words)
    return " ".join(line for line in lines if line and not NOISE.fullmatch(line))


def _iptc(data: bytes) -> dict[str, str]:
    """Fields of an IIM block. Its charset mark is believed only where it says UTF-8: most programs set none."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for key, value in _fields(data):
        found.setdefault(key, []).append(value)
    return {
        "caption": _said(map(decoded, found.get(CAPTION, ())[:1])),
        "photographer": _said(map(decoded, found.get(BYLINE, ())[:5])),
        "title": _said(map(decoded, (found.get(HEADLINE) or found.get(TITLE, []))[:1])),
    }


def _fields(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """0x1C, record, dataset, two bytes of length: standard fields only, up to where it stops making sense."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        key, length = (data[at + 1], data[at + 2]), int.from_bytes(data[at + 3 : at + 5], "big")
        if length & 0x8000:
            return
        at += 5 + length
        if at > len(data):
            return
        yield key, data[at - length : at]


def _exif(tags: dict[int, Any]) -> dict[str, str]:
    found = {}
    for name, numbers in EXIF.items():
        found[name] = next(filter(None, (_said([_text(tags.get(n), n)]) for n in numbers)), "")
    return found


def _text(value: Any, number: int) -> str:
    """Pillow gives ASCII fields as Latin-1 text, whatever they hold, and Windows' own as bytes."""
    if isinstance(value, bytes) and number >= 0x9C9B:
        return value[:MOST].decode("utf-16-le", "ignore")
    if isinstance(value, str):
        try:
            return decoded(value.encode("latin-1"))
        except UnicodeEncodeError:
            return value
    return decoded(value) if isinstance(value, bytes) else ""


def _xmp(data: bytes) -> dict[str, str]:
    """Texts inside the four elements that count. A document type could make it grow without end: not read."""
    if not data or len(data) > MOST_XMP or b"<!" in data:
        return {}
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data.strip(b"\0 \t\r\n"), True)
    except (expat.ExpatError, ValueError, LookupError):
        return {}
    return {name: _said(words) for name, words in reader.found.items()}


class _Reader:
    """Notes what stands in a wanted element; of a list of languages the first, of creators each."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}
        self.inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key in XMP:
                self.found.setdefault(XMP[key], []).append(value)
        if name in XMP and XMP[name] not in self.found:
            self.inside = name
            self.found[XMP[name]] = [""]
        elif self.inside and name.endswith(" li") and self.found[XMP[self.inside]] != [""]:
            self.found[XMP[self.inside]].append("")

    def text(self, words: str) -> None:
        if self.inside:
            self.found[XMP[self.inside]][-1] += words

    def end(self, name: str) -> None:
        if name != self.inside:
            return
        texts = [text for text in self.found[XMP[name]] if text.strip()]
        self.found[XMP[name]] = texts if name.endswith("creator") else texts[:1]
        self.inside = ""
