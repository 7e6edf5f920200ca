"""A signature as printed and as understood, and the line built again from its credits."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from articles.text.credits import Credit
from articles.text.names import DOTS, MIDDLE_DOT

OPEN, CLOSE = "（(【[〔［", "）)】]〕］"
BULLETS = "□■●◆◇○▲△▼★☆—"
_EM = "\u3000"
_LINE_ENDS = ("\n", "\r")

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_MARKS = "、，,；;：:|｜&＆+＋"
# 《》 stand between words as well: the credit of 转自《四川科普》 is 四川科普.
_BETWEEN = frozenset(_MARKS + "/／《》" + OPEN + CLOSE + BULLETS)
_FULL_WIDTH = str.maketrans("(),;:／", "（），；：/")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = _HALF_WIDTH | dict.fromkeys(map(ord, "." + DOTS), MIDDLE_DOT) | ZERO_WIDTH
_PLAIN = _FOLD | dict.fromkeys(map(ord, _MARKS))


def same_print(one: str, other: str) -> bool:
    """Whether two lines print the same but for width, padding and the marks between names.

    Slashes count: 刘畅/文 says more than 刘畅文.
    """
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(text.translate(_PLAIN).split())


class Frame(NamedTuple):
    bullet: str
    open: str
    body: str
    close: str


def frame(text: str) -> Frame:
    """Bullet, brackets and what they hold; either bracket may be missing."""
    body = text.strip()
    inner = body.lstrip(BULLETS)
    bullet, inner = body[: len(body) - len(inner)], inner.strip()
    opening = inner[:1] if inner[:1] in OPEN else ""
    inner = inner[len(opening) :]
    closing = inner[-1:] if inner[-1:] in CLOSE and not _is_open(inner[:-1]) else ""
    return Frame(bullet, opening, inner[: len(inner) - len(closing)].strip(), closing)


def _is_open(text: str) -> bool:
    """A bracket inside waits for the one behind it: 张伟（望溪县科协）."""
    opened, closed = (sum(map(text.count, brackets)) for brackets in (OPEN, CLOSE))
    return opened > closed


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as printed, and what was understood of it.

    `suffix` is the work word that holds for the whole line (文/图, 摄影报道), wherever it stood.
    """

    printed: str
    credits: tuple[Credit, ...] = ()
    suffix: str = ""
    unread: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        return bool(self.credits) and not self.unread

    def reprint(self) -> str:
        """The line built from the credits, with full-width brackets and blanks of one em.

        Every word comes from the credits. The print decides what they do not hold: what stands
        between the words, whether a role was repeated, where the suffix stood.
        """
        bullet, opening, body, closing = frame(self.printed)
        words = "".join(_words(self.credits, self.suffix, _Print(body)))
        line = f"{opening}{words.strip(_EM)}{closing}".translate(_FULL_WIDTH)
        return f"{bullet}{_EM}{line}" if bullet else line


def _words(credits: tuple[Credit, ...], suffix: str, body: "_Print") -> Iterator[str]:
    label = ""
    for credit, after in zip_longest(credits, credits[1:]):
        role = credit.affiliation + credit.role
        if suffix and body.shows(suffix) and not body.shows(role, credit.name):
            yield body.follow(suffix)
            suffix = ""
        if role and (role != label or body.shows(role, credit.name)):
            yield body.follow(role)
            label = role
        yield body.follow(credit.name)
        if credit.work and not _comes_later(credit, after, body):
            yield body.follow(credit.work)
    if suffix:
        yield body.follow(suffix)
    yield body.ending()


def _comes_later(credit: Credit, after: Credit | None, body: "_Print") -> bool:
    """One work word that a line prints behind the last of its names."""
    return after is not None and after.work == credit.work and body.shows(after.name)


class _Print:
    """A cursor in the printed line, moved on word by word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def shows(self, *words: str) -> bool:
        at: int | None = self.at
        for word in words:
            at = None if at is None else self._end_of(word, self._gap_end(at))
        return at is not None

    def follow(self, word: str) -> str:
        """The word, after what stands before it in print; after a blank if it is not printed."""
        gap_end = self._gap_end(self.at)
        end = self._end_of(word, gap_end)
        if end is None:
            return _EM + word
        gap, self.at = self.text[self.at : gap_end], end
        return _narrow(gap) + word

    def ending(self) -> str:
        """What closes the line after its last word: 》."""
        rest = self.text[self.at :]
        return _narrow(rest).strip(_EM) if all(map(_is_between, rest)) else ""

    def _gap_end(self, at: int) -> int:
        while at < len(self.text) and _is_between(self.text[at]):
            at += 1
        return at

    def _end_of(self, word: str, at: int) -> int | None:
        """Where the word ends if it stands at `at`, printed with or without padding."""
        for char in "".join(word.split()):
            while at < len(self.text) and _is_blank(self.text[at]):
                at += 1
            if self.text[at : at + 1].translate(_FOLD) != char.translate(_FOLD):
                return None
            at += 1
        return at


def _is_blank(char: str) -> bool:
    return char.isspace() or ord(char) in ZERO_WIDTH


def _is_between(char: str) -> bool:
    return char in _BETWEEN or _is_blank(char)


def _narrow(gap: str) -> str:
    """The marks in a gap, or one em for a gap of blanks; the ends of lines stay."""
    lines = ["".join(char for char in line if not _is_blank(char)) for line in gap.splitlines()]
    if len(lines) > 1 or gap.endswith(_LINE_ENDS):
        return "\n".join(lines) + "\n" * gap.endswith(_LINE_ENDS)
    return "".join(lines) or (_EM if gap else "")
