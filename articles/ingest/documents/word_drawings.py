"""Pictures, text boxes and everything else that floats in a Word document, and which of two versions of it is read."""

from __future__ import annotations

from collections.abc import Callable

from articles.ingest.documents import album
from articles.ingest.documents.album import Shot, alt_text
from articles.ingest.documents.sheet import HIDDEN, Entry
from articles.ingest.documents.word_copy import Copy
from articles.ingest.documents.word_styles import is_on
from articles.ingest.source import Look

Attributes = dict[str, str]

EMBEDDED = "第 {lines} 行嵌入了另一个文档，没有导入；请打开它，把文字复制过来。"
#: Kinds of drawing whose first choice is read; of others it is the fallback, mostly a picture.
READ = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16se", "a14"}


def nowhere(_: str) -> Shot:
    """The picture of a relation that does not exist."""
    return Shot(trouble=album.UNKNOWN)


class Drawings:
    """Hangs pictures and boxes on the paragraph that they are anchored in. `skip` passes over the open element.

    `place` gives the shot of a relation's picture; it changes with the part that is read.
    """

    def __init__(self, copy: Copy, skip: Callable[[str], None]) -> None:
        self.copy, self.skip = copy, skip
        self.place: Callable[[str], Shot] = nowhere
        self._choices: list[bool] = []  # alternatives: is one taken?
        self._alt, self._unseen, self._inline = "", False, False  # of the drawing that is open
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "mc:AlternateContent": lambda _: self._choices.append(False),
            "mc:Choice": self._choice,
            "mc:Fallback": self._fallback,
            "wp:inline": self._set_in_line,
            "wp:docPr": self._describe,
            "v:shape": self._shape,
            "a:blip": lambda attributes: self._picture(attributes, "r:embed", "r:link"),
            "v:imagedata": lambda attributes: self._picture(attributes, "r:id", "r:href"),
            "v:textpath": self._word_art,
            **dict.fromkeys(("c:chart", "cx:chart", "dgm:relIds"), self._chart),
            **dict.fromkeys(("w:altChunk", "w:subDoc"), self._embedded),
            **dict.fromkeys(("w:txbxContent", "a:txBody"), self._begin_box),
        }
        self.ends: dict[str, Callable[[], None]] = {
            "mc:AlternateContent": self._end_choices,
            **dict.fromkeys(("w:drawing", "w:pict", "w:object"), self._forget),
            **dict.fromkeys(("w:txbxContent", "a:txBody"), copy.end_box),
        }

    # --- the same thing twice -----------------------------------------------------------------------

    def _choice(self, attributes: Attributes) -> None:
        if self._choices and (self._choices[-1] or not self._is_read(attributes)):
            self.skip("")
        elif self._choices:
            self._choices[-1] = True

    def _is_read(self, attributes: Attributes) -> bool:
        return READ.issuperset(attributes.get("Requires", "").split())

    def _fallback(self, _: Attributes) -> None:
        if self._choices and self._choices[-1]:
            self.skip("")
        elif self._choices:
            self._choices[-1] = True

    def _end_choices(self) -> None:
        if not self._choices.pop():
            self._hang(Shot(trouble=album.NO_PICTURE))

    # --- drawings -----------------------------------------------------------------------------------

    def _set_in_line(self, _: Attributes) -> None:
        self._inline = True

    def _describe(self, attributes: Attributes) -> None:
        self._alt = alt_text(attributes.get("descr", ""))
        self._unseen = is_on({"w:val": attributes.get("hidden", "0")})

    def _shape(self, attributes: Attributes) -> None:
        self._alt = alt_text(attributes.get("alt", ""))

    def _forget(self) -> None:
        self._alt, self._unseen, self._inline = "", False, False

    def _picture(self, attributes: Attributes, inside: str, outside: str) -> None:
        """What is only linked to is never fetched."""
        if self._is_hidden():
            return
        if relation := attributes.get(inside):
            self._hang(self.place(relation))
        elif attributes.get(outside):
            self._hang(Shot(trouble=album.ELSEWHERE))

    def _chart(self, _: Attributes) -> None:
        self._hang(Shot(trouble=album.NO_PICTURE))

    def _embedded(self, _: Attributes) -> None:
        self._hang(Shot(trouble=EMBEDDED))

    def _word_art(self, attributes: Attributes) -> None:
        """Old decorated lettering: its words are an attribute."""
        words = " ".join(attributes.get("string", "").split())
        if words and not self._is_hidden():
            self.copy.hang(Entry(words, Look(kind="box")))

    def _hang(self, shot: Shot) -> None:
        if self._is_hidden():
            return
        if shot.name:
            entry = Entry(self._alt, Look(picture=shot.name))
        else:
            entry = Entry(trouble=shot.trouble)
        self.copy.hang(entry, inline=self._inline)

    def _is_hidden(self) -> bool:
        return self._unseen or self.copy.is_hidden()

    def _begin_box(self, _: Attributes) -> None:
        if self._is_hidden():
            self.skip(HIDDEN)
        else:
            self.copy.begin_frame()
