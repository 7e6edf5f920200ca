"""A signature as printed and as understood, and the line built again from its credits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.text.credits import Credit
from articles.text.roles import LABELS, TIGHT_SOURCES

OPEN, CLOSE = "（(【[〔［", "）)】]〕］"
BULLETS = "□■●◆◇○▲△▼★☆—"
_CLOSE_OF = dict(zip(OPEN, CLOSE, strict=True))

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN = (
    _HALF_WIDTH
    | dict.fromkeys(map(ord, ".．•・‧∙⋅･"), "·")
    | dict.fromkeys(map(ord, "、，,；;|｜&＆+＋:：/／"))
    | ZERO_WIDTH
)
_WORK_SLASH = re.compile(
    rf"[/／](?=\s*(?:{'|'.join(sorted(LABELS, key=len, reverse=True))})(?:$|[\s/／、，,；;）)】\]〕］]))"
)
_KEPT_SLASH = "\x00"


def _plain(text: str) -> str:
    """The line without what may vary in print: width, blanks, separators, kind of middle dot."""
    kept = _WORK_SLASH.sub(_KEPT_SLASH, text) if "/" in text or "／" in text else text
    return "".join(kept.translate(_PLAIN).split())


def same_print(one: str, other: str) -> bool:
    """Whether two lines print the same but for width, padding and separators between names."""
    return _plain(one) == _plain(other)


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
    closing = inner[-1:] if inner[-1:] in CLOSE else ""
    return Frame(bullet, opening, inner[: len(inner) - len(closing)].strip(), closing)


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

    @property
    def brackets_match(self) -> bool:
        """False for （陈兰] and （陈兰: read all the same, but worth a proofreader's look."""
        printed = frame(self.printed)
        return _CLOSE_OF.get(printed.open, "") == printed.close

    def reprint(self) -> str:
        """The line built from the credits: full-width brackets, one full-width space between.

        The words come from the credits alone. The print decides only what they do not hold: where
        the suffix stood, whether a role was repeated, 《》, colons and slashes.
        """
        bullet, opening, body, closing = frame(self.printed)
        line = "".join(_words(self.credits, self.suffix, body)).strip("\u3000")
        lead = f"{bullet} " if bullet else ""
        return f"{lead}{_full(opening)}{line}{_full(closing)}"


def _full(bracket: str) -> str:
    return {"(": "（", ")": "）"}.get(bracket, bracket)


def _words(credits: tuple[Credit, ...], suffix: str, body: str) -> Iterator[str]:
    """The words of a line with the space before each, following the print word by word."""
    rest, label, placed = _plain(body), "", not suffix
    for credit in credits:
        role = credit.affiliation + credit.role
        name = _printed_name(credit, body)
        if (
            not placed
            and rest.startswith(_plain(suffix))
            and not rest.startswith(_plain(role + name))
        ):
            placed, rest = True, rest.removeprefix(_plain(suffix))
            yield "\u3000" + suffix
        if role and (role != label or rest.startswith(_plain(role + name))):
            label, rest = role, rest.removeprefix(_plain(role))
            yield "\u3000" + role + _after(role, body) + name
        else:
            yield "\u3000" + name
        rest = rest.removeprefix(_plain(name))
    if not placed:
        yield ("" if suffix[-1] in "电发" else "\u3000") + suffix


def _printed_name(credit: Credit, body: str) -> str:
    name = f"《{credit.name}》" if f"《{credit.name}》" in body else credit.name
    if not credit.work:
        return name
    slashed = f"{name}/{credit.work}"
    return slashed if _plain(slashed) in _plain(body) else f"{name}\u3000{credit.work}"


def _after(role: str, body: str) -> str:
    if f"{role}:" in body.replace("：", ":").replace(" ", ""):
        return "："
    return "" if role in TIGHT_SOURCES else "\u3000"
