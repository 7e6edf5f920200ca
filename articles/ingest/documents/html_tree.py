"""Which elements are open: the few rules of the HTML standard that decide where an element ends when nobody says so."""

from __future__ import annotations

from dataclasses import dataclass

from articles.ingest.documents.html_look import BLOCKS, PAGE, Setting

CELLS = ("td", "th")
#: Whose start ends an open element of these tags, unless one of the others stands between.
ENDS = {
    "li": (("li",), ("ul", "ol", "table")),
    "td": (CELLS, ("table",)),
    "th": (CELLS, ("table",)),
    "tr": (("tr",), ("table",)),
    "tbody": (("tr", "thead", "tbody"), ("table",)),
    "tfoot": (("tr", "tbody"), ("table",)),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
}
PARAGRAPH = (("p",), ("table", *CELLS, "caption"))
TABLE_PARTS = {"tr", "td", "th", "tbody", "thead", "tfoot", "caption"}


@dataclass(slots=True)
class Open:
    """An open element. `own_line`: as its style has it; `framed`: a table drawn by Word; `count`, `form`: of a list."""

    tag: str
    setting: Setting
    own_line: bool
    framed: bool = False
    count: int = 0
    form: str = ""


class Tree:
    """The open elements from the outermost inwards; where each tag stands is kept, so that nothing is searched for."""

    def __init__(self, page: Setting = PAGE) -> None:
        self.page = page
        self.open: list[Open] = []
        self._spots: dict[str, list[int]] = {}
        self._blocks: list[int] = []

    @property
    def setting(self) -> Setting:
        return self.open[-1].setting if self.open else self.page

    def last(self, *tags: str) -> int:
        """Where the innermost element of these tags stands; -1 where none is open."""
        return max(self._spots[tag][-1] if self._spots.get(tag) else -1 for tag in tags)

    def nearest(self, *tags: str) -> Open | None:
        at = self.last(*tags)
        return self.open[at] if at >= 0 else None

    def push(self, element: Open) -> None:
        at = len(self.open)
        self.open.append(element)
        self._spots.setdefault(element.tag, []).append(at)
        if element.tag in BLOCKS:
            self._blocks.append(at)

    def pop(self) -> Open:
        element = self.open.pop()
        self._spots[element.tag].pop()
        if element.tag in BLOCKS:
            self._blocks.pop()
        return element

    def ended_by_start(self, tag: str) -> int:
        """How many elements stay open when one of `tag` begins."""
        stay = len(self.open)
        rules = ([PARAGRAPH] if tag in BLOCKS else []) + ([ENDS[tag]] if tag in ENDS else [])
        for tags, between in rules:
            at = self.last(*tags)
            if at > self.last(*between):
                stay = min(stay, at)
        return stay

    def ended_by_end(self, tag: str) -> int:
        """The same for an end tag: an inline element does not reach out of a block, nor anything out of a cell."""
        everything, at = len(self.open), self.last(tag)
        if tag in TABLE_PARTS:
            barrier = self.last("table")
        elif tag == "table":
            barrier = -1
        elif tag in BLOCKS:
            barrier = self.last(*CELLS)
        else:
            barrier = self._blocks[-1] if self._blocks else -1
        return at if at > barrier else everything
