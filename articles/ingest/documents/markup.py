"""The XML of an office file, read as events: short names, no DTD, bounded in elements, depth and the size of a tag.

expat's own protections against entities depend on its version; here a DOCTYPE ends the reading before it begins.
"""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from articles.ingest.documents.package import Package
from articles.ingest.source import Unreadable

MAX_XML = 60 * 1024 * 1024
MAX_ELEMENTS = 700_000
MAX_DEPTH = 2_000
#: Names of elements and attributes; Word knows some hundred. And the bytes that one tag or comment may have:
#: expat looks at an unfinished one anew with every chunk.
MAX_NAMES = 5_000
MAX_TAG = 1024 * 1024
OOXML = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
MICROSOFT = "http://schemas.microsoft.com/office"
PREFIXES = {
    f"{OOXML}/wordprocessingml/2006/main": "w",
    f"{STRICT}/wordprocessingml/main": "w",
    f"{OOXML}/officeDocument/2006/relationships": "r",
    f"{STRICT}/officeDocument/relationships": "r",
    f"{OOXML}/drawingml/2006/main": "a",
    f"{STRICT}/drawingml/main": "a",
    f"{OOXML}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{OOXML}/drawingml/2006/chart": "c",
    f"{STRICT}/drawingml/chart": "c",
    f"{OOXML}/drawingml/2006/diagram": "dgm",
    f"{STRICT}/drawingml/diagram": "dgm",
    f"{OOXML}/officeDocument/2006/math": "m",
    f"{STRICT}/officeDocument/math": "m",
    f"{OOXML}/markup-compatibility/2006": "mc",
    f"{OOXML}/package/2006/relationships": "rel",
    f"{MICROSOFT}/drawing/2014/chartex": "cx",
    "urn:schemas-microsoft-com:vml": "v",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


class Handler(Protocol):
    """Who listens. Names are like `w:p`; a namespace that is not in PREFIXES has the prefix `?`."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


class Names(dict[str, str]):
    """expat's `namespace}local` -> `prefix:local`, each made once."""

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition("}")
        short = f"{PREFIXES.get(namespace, '?')}:{local}" if namespace else local
        self[name] = short
        return short


class Markup:
    """Reads the parts of one package; the number of elements is bounded for all of them together."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._elements = self._depth = 0
        self._names = Names()

    def walk(self, part: str, handler: Handler) -> None:
        """Tell `handler` what stands in the part. Raises Unreadable for bombs and for what is no XML."""
        parser = self._parser(handler)
        self._depth = fed = 0
        try:
            for chunk in self.package.chunks(part, MAX_XML):
                fed += len(chunk)
                parser.Parse(chunk, False)
                if fed - parser.CurrentByteIndex > MAX_TAG or len(parser.intern) > MAX_NAMES:
                    raise self.package.bomb()
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError):
            raise self.package.ruin() from None

    def _parser(self, handler: Handler) -> expat.XMLParserType:
        names = self._names

        def start(name: str, attributes: dict[str, str]) -> None:
            self._elements += 1
            self._depth += 1
            if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
                raise self._too_intricate()
            if attributes:
                attributes = {names[each]: value for each, value in attributes.items()}
            handler.start(names[name], attributes)

        def end(name: str) -> None:
            self._depth -= 1
            handler.end(names[name])

        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        return parser

    def _refuse_doctype(self, *_: object) -> None:
        raise Unreadable(
            f"{self.package.name}：文件里有文档类型声明（DOCTYPE），不是 Word 存的文件，没有打开。"
        )

    def _too_intricate(self) -> Unreadable:
        return Unreadable(
            f"{self.package.name}：文档结构过于复杂（嵌套过深或部件过多），请拆开，或把文字复制到新文档再导入。"
        )
