"""An office file: a zip of parts, read by name and within limits.

Nothing is unpacked to anywhere, so that a member's name is a key and no path; sizes are checked as declared before
anything is read, and what zipfile then gives is never more than declared.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from articles.ingest.source import Unreadable

MAX_FILE = 40 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
#: Below this size no ratio is suspicious: a page of empty table cells shrinks to nothing.
HARMLESS = 1024 * 1024
CHUNK = 64 * 1024
MEMBER = b"PK\x01\x02"  # begins each entry of the directory
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What a damaged or invented zip makes the standard library raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)


class Package:
    """The members of a zip by name, compared without case as the standard asks. Raises Unreadable for bombs and ruins."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if len(data) > MAX_FILE:
            size = MAX_FILE // 1024 // 1024
            raise Unreadable(f"{name}：文件超过 {size} MB，请把图片压缩或另行上传后再导入。")
        if data.count(MEMBER) > MAX_MEMBERS:
            raise self.bomb()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except DAMAGE:
            raise self.ruin() from None
        self._members = {info.filename.lower().lstrip("/"): info for info in infos}
        self._weigh(infos)

    def _weigh(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise self.bomb()
        for info in infos:
            if info.file_size > max(HARMLESS, MAX_RATIO * info.compress_size):
                raise self.bomb()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def parts(self) -> list[str]:
        """The names of all members, in small letters."""
        return list(self._members)

    def size(self, part: str) -> int:
        """As declared; nothing larger is ever read."""
        return self._members[part.lower()].file_size

    def chunks(self, part: str, limit: int) -> Iterator[bytes]:
        """The bytes of a part that is there. Raises Unreadable where they are damaged, encrypted or more than `limit`."""
        info = self._members[part.lower()]
        if info.flag_bits & ENCRYPTED:
            raise Unreadable(f"{self.name}：文件加了密码，请去掉密码另存为 .docx 再导入。")
        if info.file_size > limit:
            raise self.bomb()
        if info.compress_type not in METHODS:
            raise self.ruin()
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(CHUNK):
                    yield chunk
        except DAMAGE:
            raise self.ruin() from None

    def read(self, part: str, limit: int) -> bytes:
        """The whole part. Raises Unreadable like `chunks`."""
        return b"".join(self.chunks(part, limit))

    def bomb(self) -> Unreadable:
        """The refusal of what would unpack to too much."""
        return Unreadable(
            f"{self.name}：压缩包异常（解开后过大或部件过多），没有打开；请用 Word 另存为 .docx 再导入。"
        )

    def ruin(self) -> Unreadable:
        """The refusal of what cannot be read as it stands."""
        return Unreadable(f"{self.name}：文件已损坏，读不出来；请用 Word 重新另存为 .docx 再导入。")
