"""Pictures that come inside a document: told apart by their first bytes, named by their place, bounded."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

MAX_PICTURES = 60
MAX_PICTURE = 40 * 1024 * 1024
MAX_ALT = 200  # as much as the paper keeps of one; programs write whole paragraphs
#: kind -> how its bytes begin. The first row is what the picture desk takes.
USABLE = {
    "png": rb"\x89PNG\r\n\x1a\n",
    "jpg": rb"\xff\xd8\xff",
    "gif": rb"GIF8[79]a",
    "webp": rb"RIFF....WEBP",
    "tif": rb"II\*\x00|MM\x00\*",
    "avif": rb"....ftypavi[fs]",
}
UNUSABLE = {
    "wmf": rb"\xd7\xcd\xc6\x9a|[\x01\x02]\x00\x09\x00\x00[\x01\x03]",
    "emf": rb"\x01\x00\x00\x00.{36} EMF",
    "heic": rb"....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)",
    "bmp": rb"BM....\x00\x00\x00\x00....[\x0c\x28\x6c\x7c]\x00\x00\x00",
    "psd": rb"8BPS\x00",
    "svg": rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]",
}
KINDS = {
    kind: re.compile(begin, re.DOTALL | re.IGNORECASE if kind == "svg" else re.DOTALL)
    for kind, begin in (USABLE | UNUSABLE).items()
}
VECTOR = {"wmf", "emf", "svg"}
FILE_NAME = re.compile(r"(?:^|[/\\])[^/\\]*\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf)$", re.I)

#: What stands against a picture; `{lines}` becomes the numbers of the lines that they stood on.
NOT_USABLE = "第 {lines} 行的图是 %s，无法使用，请另存为图片。"
UNKNOWN = "第 {lines} 行的图认不出是什么格式，无法使用，请另存为图片。"
TOO_LARGE = f"第 {{lines}} 行的图超过 {MAX_PICTURE // 1024 // 1024} MB，没有导入；请压缩后上传。"
TOO_MANY = f"一个文件最多取 {MAX_PICTURES} 张图，第 {{lines}} 行的图没有导入；请另行上传。"
ELSEWHERE = "第 {lines} 行的图没有随文而来，也没有去取；图片请另存后上传。"
NO_PICTURE = "第 {lines} 行的图表、公式或嵌入对象无法导入；请截成图片上传。"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as its line has it: the name it got, or a sentence about why it has none."""

    name: str = ""
    trouble: str = ""


@dataclass(slots=True)
class Album:
    """The pictures of one document by name: `图1.png`, `图2.jpg`; the same bytes have one name."""

    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[bytes, str] = field(default_factory=dict)

    def add(self, data: bytes) -> Shot:
        if trouble := trouble_of(data):
            return Shot(trouble=trouble)
        digest = hashlib.sha256(data).digest()
        if digest not in self._names:
            if len(self.files) == MAX_PICTURES:
                return Shot(trouble=TOO_MANY)
            self._names[digest] = f"图{len(self.files) + 1}.{kind_of(data)}"
            self.files[self._names[digest]] = data
        return Shot(self._names[digest])


def trouble_of(data: bytes) -> str:
    """Why the picture desk would not take it; empty where it would."""
    kind = kind_of(data)
    if kind in USABLE:
        return TOO_LARGE if len(data) > MAX_PICTURE else ""
    if not kind:
        return UNKNOWN
    return NOT_USABLE % (f"{kind.upper()} 矢量图" if kind in VECTOR else f"{kind.upper()} 格式")


def kind_of(data: bytes) -> str:
    """The kind by the first bytes, empty for what is no picture. The name of a file says nothing."""
    head = data[:400]
    return next((kind for kind, begin in KINDS.items() if begin.match(head)), "")


def alt_text(described: str) -> str:
    """A description on one line; the file's name, which programs put in its place, is none."""
    alt = " ".join(described.split())[:MAX_ALT]
    return "" if FILE_NAME.search(alt) else alt
