"""Reading the body of a signature: "彭佳 本报记者 杨永忠" -> two credits.

The law of the whole module: a role governs the names after it until the next role, never the names
before it. Names without a role are contributors. A work word (摄, 文/图, 供稿) belongs to the one
name it follows after a slash or inside the line; first or last in the line it belongs to the line.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from articles.text.names import HAN, clean_name, is_media, is_organisation, is_person
from articles.text.roles import OWN, TASKS
from articles.text.signature_words import Atom, items_of

Kind = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One name of a signature, with the role that governs it as printed without padding."""

    role: str
    name: str
    kind: Kind
    affiliation: str = ""
    work: str = ""


class Reading(NamedTuple):
    credits: tuple[Credit, ...]
    suffix: str
    unread: tuple[str, ...]


_NO_RULE = Atom("", "")
_SOURCE_BODY = re.compile(f"[{HAN}A-Za-z0-9]{{2,20}}")
_NAMING = ("word", "title")


def read(body: str, *, own_line: bool, placed: bool = False) -> Reading:
    """The credits in a signature's body (no brackets, no bullet).

    `own_line` and `placed` say how much the place vouches for it: see is_person, is_organisation.
    A line that is not understood and has no role in it is taken for prose: no credits at all.
    """
    items = items_of(body)
    reading = _Reader(items, own_line, placed).read()
    if reading.unread and not any(credit.role for credit in reading.credits):
        return Reading((), "", (body,))
    return reading


@dataclass(slots=True)
class _Reader:
    """One pass over the items, keeping the role in force."""

    items: list[Atom]
    own_line: bool
    placed: bool
    credits: list[Credit] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    suffix: str = ""
    rule: Atom = _NO_RULE
    waiting: bool = False
    works_follow: bool = False

    def read(self) -> Reading:
        for at, item in enumerate(self.items):
            if item.kind == "word":
                self._name(item.text)
            elif item.kind == "title":
                self._credit(item.text, "organisation")
            elif item.kind in ("role", "source"):
                self._govern(item)
            elif item.kind == "label":
                self._label(at)
            elif item.kind == "odd" or (item.kind == "colon" and self._is_stray_colon(at)):
                self._miss(item.text.strip())
        self._close()
        return Reading(tuple(self.credits), self.suffix, tuple(self.unread))

    def _is_stray_colon(self, at: int) -> bool:
        return at == 0 or self.items[at - 1].kind not in ("role", "source", "label")

    def _govern(self, role: Atom) -> None:
        self._close()
        self.rule, self.waiting = role, True

    def _close(self) -> None:
        """A role that got no name signs itself if it is somebody's: 本报评论员, 新华社记者."""
        if not self.waiting:
            return
        self.waiting = False
        rule, self.rule = self.rule, _NO_RULE
        if rule.kind == "role" and (rule.affiliation or re.match(OWN, rule.text)):
            self.credits.append(Credit("", rule.affiliation + rule.text, "organisation"))
        else:
            self.unread.append(rule.affiliation + rule.text)

    def _miss(self, text: str) -> None:
        if self.waiting:
            self.unread.append(self.rule.affiliation + self.rule.text)
            self.waiting = False
        self.unread.append(text)

    def _credit(self, name: str, kind: Kind) -> None:
        self.waiting = False
        self.credits.append(Credit(self.rule.text, name, kind, self.rule.affiliation))

    def _name(self, word: str) -> None:
        name = clean_name(word)
        if kind := self._kind(name):
            self._credit(name, kind)
        else:
            self._miss(word)

    def _kind(self, name: str) -> Kind | None:
        """何学会 is a person though 学会 ends it: a surname and three characters come first."""
        person = is_person(name, governed=bool(self.rule.text), own_line=self.own_line)
        sourced = self.rule.kind == "source"
        if person and len(name) <= 3 and not (sourced and is_media(name)):
            return "person"
        if is_organisation(name, placed=self.placed) or (sourced and self._is_source(name)):
            return "organisation"
        return "person" if person else None

    def _is_source(self, name: str) -> bool:
        return is_media(name) or (self.rule.text != "据" and bool(_SOURCE_BODY.fullmatch(name)))

    def _label(self, at: int) -> None:
        label, kinds = self.items[at], [item.kind for item in self.items]
        before = kinds[at - 1] if at else ""
        after = kinds[at + 1] if at + 1 < len(kinds) else ""
        if before == "slash" and at > 1 and kinds[at - 2] in _NAMING and after != "colon":
            self._work(label.text)
        elif after == "colon" or (after == "slash" and kinds[at + 2 : at + 3] == ["word"]):
            self._govern(label)
        elif at + 1 == len(kinds):
            self._last_work(label.text)
        elif at == 0 and not (label.text in TASKS and after in _NAMING):
            self.suffix = label.text
        elif at == 0 or self._is_task(label, after):
            self._govern(label._replace(kind="source") if label.text == "综合" else label)
        elif self.rule.kind == "source" and not self.suffix and label.text[-1] in "电发":
            self.suffix = label.text
        else:
            self.works_follow = True
            self._work(label.text)

    def _is_task(self, label: Atom, after: str) -> bool:
        """Inside a line: does the word govern what follows (文 刘畅 图 马原), or follow a name?"""
        if after not in _NAMING:
            return False
        first = self.items[0]
        if first.kind == "label" and first.text in TASKS:
            return True
        works_end_the_line = self.items[-1].kind == "label" and self.items[-2].kind != "slash"
        return label.text in TASKS and not works_end_the_line

    def _work(self, work: str) -> None:
        if not self.credits or self.waiting or self.credits[-1].work or self.unread:
            self._miss(work)
        else:
            self.credits[-1] = replace(self.credits[-1], work=work)

    def _last_work(self, work: str) -> None:
        self._close()
        if self.credits and not self.suffix and not self.works_follow:
            self.suffix = work
        else:
            self._work(work)
