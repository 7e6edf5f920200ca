"""The words of a signature line: names, role words, work words, separators.

This level knows how a line is set and run together (padding, missing spaces, slashes); what the
words mean for each other is read in credits.py.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.name_lists import CLEAR_SURNAMES, SURNAMES
from articles.text.names import (
    DOTS,
    HAN,
    MIDDLE_DOT,
    clean_name,
    is_affiliation,
    is_media,
    is_organisation,
    is_person,
)
from articles.text.namesakes import PLACES
from articles.text.roles import (
    AGENCY,
    DISPATCH,
    DOTTED_WORK,
    GLUED_WORK,
    LABELS,
    MEDIA_LETTERS,
    RANK,
    SOURCE_PREFIX,
    SOURCES,
    TASK_PREFIX,
    WIRE,
    WORK_PAIR,
)


class Atom(NamedTuple):
    """kind: word, role (a rank), source, label (a task or work word), title, or a separator."""

    kind: str
    text: str
    affiliation: str = ""


_LETTER = rf"[{HAN}A-Za-z0-9À-ɏ\u0300-\u036f'’.\-]"
_LEXEME = re.compile(
    rf"(?P<slash>\s*[/／]\s*)|(?P<colon>\s*[:：]\s*)|(?P<mark>\s*[、，,；;|｜&＆+＋]\s*)|(?P<gap>\s+)"
    rf"|(?P<word>{_LETTER}+(?:\s*[{DOTS}]\s*{_LETTER}+)*)|《(?P<title>[^《》]+)》|(?P<odd>.)",
    re.DOTALL,
)
_GLUED_PAIR = re.compile(rf"(?<=[{HAN}])({WORK_PAIR})\s*[/／]\s*({WORK_PAIR})\s*$")
_LONE_HAN = re.compile(f"[{HAN}]")
_OPEN, _CLOSE = frozenset("（("), frozenset("）)")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ\u0300-\u036f'’.\-]+(?: .*)?")


def items_of(body: str) -> list[Atom]:
    """The line as names, roles, work words and separators, without its blanks.

    刘畅文/图 is 刘畅 + 文/图, but 李文/图 leaves no name and stays 李文 + 图.
    """
    pair = _GLUED_PAIR.search(body) if body.count("/") + body.count("／") == 1 else None
    if pair:
        items = _merged(_joined(list(_atoms(body[: pair.start()]))))
        if items and not _is_lone(items[-1]):
            return [*items, Atom("label", f"{pair[1]}/{pair[2]}")]
    items = _joined(list(_atoms(body)))
    return _merged(_unbracketed(items) if _OPEN.intersection(body) else items)


def _atoms(body: str) -> Iterator[Atom]:
    for match in _LEXEME.finditer(body):
        kind = match.lastgroup or "odd"
        if kind == "word":
            yield from _split(match[0])
        else:
            yield Atom(kind, match[kind])


def _unbracketed(items: list[Atom]) -> list[Atom]:
    """Without the brackets around the body that a person is of: 张伟（望溪县科协）."""
    out: list[Atom] = []
    for at, item in enumerate(items):
        if item.text in _OPEN and _sets_off(items[at - 1 : at + 3]):
            continue
        if item.text in _CLOSE and at > 2 and _sets_off(items[at - 3 : at + 1]):
            continue
        out.append(item)
    return out


def _sets_off(items: list[Atom]) -> bool:
    """A name, and a body in brackets."""
    kinds = [item.kind for item in items]
    is_set_off = kinds == ["word", "odd", "word", "odd"] and items[1].text in _OPEN
    return is_set_off and items[3].text in _CLOSE and is_affiliation(items[2].text)


def _split(word: str) -> Iterator[Atom]:
    """Take ranks out of a word: 成都日报记者刘畅通讯员孙大为."""
    done = 0
    for match in RANK.finditer(word):
        before = word[done : match.start()]
        affiliation = before if before and is_affiliation(before) else ""
        if before and not affiliation:
            yield from _pieces(before)
        yield Atom("role", match[0], affiliation)
        done = match.end()
    if done < len(word):
        yield from _pieces(word[done:])


def _pieces(word: str) -> Iterator[Atom]:
    """Take a source or task word off the front: 据新华社电, 摄影刘畅."""
    if word in LABELS:
        yield Atom("label", word)
        return
    if word in SOURCES:
        yield Atom("source", word)
        return
    if source := SOURCE_PREFIX.match(word):
        rest = list(_without_work(word[source.end() :]))
        given_by = source[0].endswith("由") and len(rest) == 2
        if rest and (_is_body(rest[0].text) or (given_by and is_person(rest[0].text))):
            yield Atom("source", source[0])
            yield from rest
            return
    if task := TASK_PREFIX.match(word):
        rest = list(_without_work(word[task.end() :]))
        if rest and is_person(rest[0].text):
            yield Atom("label", task[0])
            yield from rest
            return
    yield from _without_work(word)


def _is_body(name: str) -> bool:
    return is_media(name) or is_organisation(name)


def _without_work(word: str) -> Iterator[Atom]:
    """Take a work word off the end: 刘畅摄影报道, 四川省气象学会供图, 新华社北京3月11日电."""
    cut = _work_start(word)
    if word and cut:
        yield Atom("word", word[:cut])
    if cut < len(word):
        yield Atom("label", word[cut:])


def _work_start(word: str) -> int:
    if (agency := AGENCY.match(word)) and WIRE.fullmatch(word, agency.end()):
        return agency.end()
    if glued := GLUED_WORK.search(word):
        name = clean_name(word[: glued.start()])
        if name and (glued[0] == "摄" or is_person(name, own_line=True) or is_affiliation(name)):
            return glued.start()
    if (dotted := DOTTED_WORK.search(word)) and MIDDLE_DOT in clean_name(word):
        return dotted.start()
    if dispatch := DISPATCH.fullmatch(word):
        return _dispatch_start(word, dispatch["place"])
    if len(word) == 4 and word[3] in "文图译绘著" and word[1] not in CLEAR_SURNAMES:
        return 3 if word[0] in CLEAR_SURNAMES and is_person(word[:3]) else 4
    return len(word)


def _dispatch_start(word: str, place: str | None) -> int:
    """北京报道 is all from where; 张伟北京报道 has a name before it, and where that ends only a known city shows."""
    if not place or place in PLACES:
        return 0
    for cut in (2, 3, 4):
        if place[cut:] in PLACES and is_person(place[:cut]):
            return cut
    return len(word) if place[0] in CLEAR_SURNAMES else 0


def _is_lone(atom: Atom) -> bool:
    return (
        len(atom.text) == 1 and atom.kind in ("word", "label") and bool(_LONE_HAN.match(atom.text))
    )


def _joined(atoms: list[Atom]) -> list[Atom]:
    """Drop the blanks; put padded names (刘　畅) and names of several Latin words together."""
    out: list[Atom] = []
    at = 0
    while at < len(atoms):
        first = atoms[at]
        if first.kind == "gap":
            at += 1
        elif len(first.text) == 1 and _is_padded(atoms, at):
            out.append(Atom("word", first.text + atoms[at + 2].text))
            at += 3
        elif _is_latin_pair(atoms, at):
            atoms[at + 2] = Atom("word", f"{first.text} {atoms[at + 2].text}")
            at += 2
        else:
            out.append(first)
            at += 1
    return out


def _lone_after(atoms: list[Atom], at: int) -> Atom | None:
    """The lone Han character that follows `at` after a blank."""
    if at + 2 < len(atoms) and atoms[at + 1].kind == "gap" and _is_lone(atoms[at + 2]):
        return atoms[at + 2]
    return None


def _is_padded(atoms: list[Atom], at: int) -> bool:
    """Two lone characters are a name; 图　娅 too, but 图 马　原 is 图 and 马原, 文　图 is work."""
    second = _lone_after(atoms, at)
    if second is None or second.text == "摄" or not _is_lone(atoms[at]):
        return False
    if atoms[at].kind != "label":
        return True
    before_a_name = second.text in SURNAMES and _lone_after(atoms, at + 2) is not None
    return second.kind != "label" and not before_a_name


def _is_latin_pair(atoms: list[Atom], at: int) -> bool:
    if at + 2 >= len(atoms) or atoms[at + 1].kind != "gap":
        return False
    pair = (atoms[at], atoms[at + 2])
    return all(atom.kind == "word" and _LATIN_WORD.fullmatch(atom.text) for atom in pair)


def _merged(items: list[Atom]) -> list[Atom]:
    """Make one work word of 文 / 图 and of 文、图; leave 刘畅/文 图/马原 alone. Drop other marks."""
    out: list[Atom] = []
    for at, item in enumerate(items):
        if item.kind != "label" or (len(out) < 2 and not (out and out[-1].kind == "label")):
            out.append(item)
        elif out[-1].kind == "slash" and out[-2].kind == "label":
            out[-2:] = [Atom("label", f"{out[-2].text}/{item.text}")]
        elif _are_letters(items, at, out):
            link = out.pop().text.strip() if out[-1].kind == "mark" else ""
            out[-1] = Atom("label", out[-1].text + link + item.text)
        else:
            out.append(item)
    return [item for item in out if item.kind != "mark"]


def _are_letters(items: list[Atom], at: int, out: list[Atom]) -> bool:
    first = len(out) - (2 if out[-1].kind == "mark" else 1)
    if first < 0 or not {out[first].text, items[at].text} <= MEDIA_LETTERS:
        return False
    beside_slash = first > 0 and out[first - 1].kind == "slash"
    before_slash = at + 1 < len(items) and items[at + 1].kind == "slash"
    return out[first].text != items[at].text and not beside_slash and not before_slash
