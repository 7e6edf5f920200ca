"""The pictures that a source names: found and decoded, so that a bad one is known before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from articles import images
from articles.ingest.drafts import Passage
from articles.ingest.target import Refused


@dataclass(frozen=True, slots=True)
class Found:
    """A picture ready to be kept."""

    title: str
    sha256: str
    made: images.Renditions


#: Name in the source and its place, for messages -> the picture's bytes. Raises Refused.
Opener = Callable[[str, str], bytes]


def find(names: Iterable[Passage], opener: Opener, source: str) -> dict[str, Found]:
    """Name in the source -> the picture of that name; about 1 s for each of 24 megapixels. Raises Refused."""
    found: dict[str, Found] = {}
    for passage in names:
        if passage.text not in found:
            place = f"{source} 第 {passage.line} 行"
            found[passage.text] = _decoded(opener(passage.text, place), passage.text, place)
    return found


def beside(folder: Path | None) -> Opener:
    """Pictures that lie in the source's folder."""

    def opener(name: str, place: str) -> bytes:
        try:
            with _path(name, folder, place).open("rb") as file:
                return file.read(images.MAX_BYTES + 1)
        except OSError as error:
            raise Refused(f"{place}：读不到图片“{name}”；请检查它的权限再导入。") from error

    return opener


def inside(carried: Mapping[str, bytes]) -> Opener:
    """Pictures that the document carries."""

    def opener(name: str, place: str) -> bytes:
        if name not in carried:
            raise Refused(f"{place}：来稿里没有图片“{name}”；请改为图说，或把图片另行上传。")
        return carried[name]

    return opener


def _path(name: str, folder: Path | None, place: str) -> Path:
    """The file itself, which no link may lead out of the folder."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise Refused(f"{place}：图片“{name}”必须放在稿件所在的文件夹里。")
    full = folder / name if folder else None
    if folder is None or full is None or not _is_file(full):
        raise Refused(f"{place}：找不到图片“{name}”；请把它和稿件放在一起再导入。")
    if not full.resolve().is_relative_to(folder.resolve()):
        raise Refused(f"{place}：图片“{name}”必须放在稿件所在的文件夹里。")
    return full


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system takes
        return False


def _decoded(data: bytes, name: str, place: str) -> Found:
    try:
        return Found(PurePath(name).stem, images.fingerprint(data), images.prepare(data))
    except images.BadImage as error:
        raise Refused(f"{place}：图片“{name}”：{error}") from error
