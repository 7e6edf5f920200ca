"""署名: a printed signature line and its credits, both ways.

    parse("（彭佳 本报记者 杨永忠）").credits
    -> (Credit("", "彭佳", "person"), Credit("本报记者", "杨永忠", "person"))

The printed line is kept byte for byte; reprint() builds it again from the credits, and
same_print() says whether two lines differ in width and padding only. Where a signature stands
inside a longer text the find_* functions give its place; they answer only if every word of it is
understood, because brackets hold prose far more often than names: （扩大）, （以下简称…）.
"""

import re
from dataclasses import replace

from articles.text.credits import Credit, read
from articles.text.names import HAN, explains
from articles.text.roles import LABELS, RANK
from articles.text.sentences import without_notes
from articles.text.signature import BULLETS, CLOSE, OPEN, ZERO_WIDTH, Signature, frame, same_print

__all__ = [
    "Credit",
    "Signature",
    "find_caption",
    "find_dateline",
    "find_tail",
    "find_under_title",
    "parse",
    "parse_caption",
    "parse_dateline",
    "parse_tail",
    "parse_under_title",
    "same_print",
]

_LONGEST = 200  # characters; a signature is a line, and a paragraph in brackets is none


def parse(text: str) -> Signature:
    """Read a whole signature line, as typed in a form or standing alone; never raises.

    Brackets and bullet are optional. What is not understood is named in `unread`; prose in
    brackets gives no credits.
    """
    lines = _in_lines(text) if _LINE_END.search(text) and _FRAMED_LINES.search(text) else None
    return lines or _parse(text, own_line=True)


def _parse(text: str, *, own_line: bool, placed: bool = False) -> Signature:
    body = frame(text).body.translate(ZERO_WIDTH)
    if not body or len(body) > _LONGEST:
        return Signature(text, unread=(body,) if body else ())
    reading = read(body, own_line=own_line, placed=placed)
    return Signature(text, reading.credits, reading.suffix, reading.unread)


_LINE_END = re.compile(r"[\n\r]")
# A bracket closes one line, or opens the next, or that has a bullet.
_FRAMED_LINES = re.compile(
    rf"[{re.escape(CLOSE)}]\s*[\n\r]\s*\S|[\n\r]\s*[{re.escape(OPEN + BULLETS)}]"
)


def _in_lines(text: str) -> Signature | None:
    """Lines that sign each for itself, one below the other; None unless all of them are understood.

    A role or work word does not reach beyond its line, so the work of a line is each of its names' own.
    """
    lines = [_parse(line, own_line=True) for line in text.splitlines() if line.strip()]
    if not all(line.understood for line in lines):
        return None
    return Signature(text, tuple(credit for line in lines for credit in _with_work(line)))


def _with_work(line: Signature) -> tuple[Credit, ...]:
    return tuple(replace(each, work=each.work or line.suffix) for each in line.credits)


# --- Signatures inside a longer text ------------------------------------------------------------

Found = tuple[int, int, Signature]

_BRACKETED = re.compile(r"[（(【\[〔［][^（(【\[〔［）)】\]〕］\n]{2,200}(?P<close>[）)】\]〕］]?)")
_STOPS = "。！？!?”’」』》…."
_HEAD = re.compile(
    rf"\s*[◎{BULLETS}]?\s*\*{{0,2}}[【（(\[]?(?:本[报刊网台社]|科普中国|[{HAN}]{{2,10}}?(?:[社报网台]|新闻|在线|融媒|客户端|发布))"
    rf"[{HAN}\d\s]{{0,20}}?(?<![来致回])[讯电][】）)\]]?\*{{0,2}}\s*"
    r"(?=[（(【\[〔［])"
)
_CAPTION_START = re.compile(r"(?:^|[\s。！？；，])(?=[^\s。！？；，])")
_CAPTION_REACH = 80
_PICTURE_WORD = re.compile("|".join(LABELS))
_PICTURE_ROLES = frozenset(
    ("图", "图片", "摄影", "摄", "供图", "制图", "绘图", "绘", "漫画", "插图", "拍摄")
)


def find_tail(paragraph: str) -> Found | None:
    """A signature in brackets at the end of a story's last paragraph.

    After a stop (…动能。（上海市科协）) or inside the last sentence (…动能（上海市科协）。). Without any stop
    a role must show that it is one.
    """
    start = max(paragraph.rfind(bracket) for bracket in OPEN)
    match = _BRACKETED.match(paragraph, start) if start >= 0 else None
    if not match or len(after := paragraph[match.end() :].strip()) > 1 or after not in _STOPS:
        return None
    before = without_notes(paragraph[:start].rstrip())
    stopped = before[-1:] in _STOPS
    found = _parse(match[0], own_line=not before, placed=bool(before) and not stopped)
    if not _is_certain(found):
        return None
    if not (_has_role(found) or (match["close"] and (stopped or after or not before))):
        return None
    return start, match.end(), found


def find_dateline(paragraph: str) -> Found | None:
    """A signature after the 电头: 本报讯（记者 何晓）近日，… or, opening the paragraph, with a rank."""
    head = _HEAD.match(paragraph)
    start = head.end() if head else len(paragraph) - len(paragraph.lstrip())
    match = _BRACKETED.match(paragraph, start)
    if not match or not match["close"]:
        return None
    found = _parse(match[0], own_line=False)
    has_rank = any(RANK.fullmatch(credit.role) for credit in found.credits)
    leads = bool(paragraph[match.end() :].strip()) and has_rank
    if not _is_certain(found) or not (head or leads):
        return None
    return start, match.end(), found


def find_under_title(line: str) -> Found | None:
    """A line that is nothing but a signature: a bullet or a role word must show it."""
    printed = line.strip()
    start = line.find(printed)
    bullet = frame(printed).bullet
    found = _parse(printed, own_line=bool(bullet) and not _is_dash(bullet))
    if not found.understood or not (_has_role(found) or _may_stand_bare(bullet, found)):
        return None
    return start, start + len(printed), found


def _is_dash(bullet: str) -> bool:
    return bullet.startswith("—")


def _may_stand_bare(bullet: str, found: Signature) -> bool:
    """A dash begins a 副题 too (——成都市科协巡礼): only people sign after it without a role."""
    people = all(credit.kind == "person" for credit in found.credits)
    return bool(bullet) and (people or not _is_dash(bullet))


def _has_role(found: Signature) -> bool:
    return any(credit.role for credit in found.credits)


def find_caption(text: str) -> Found | None:
    """A signature at the end of a caption: in brackets with a role or work word, or … 陈兰 摄."""
    end = len(text.rstrip())
    start = max(text.rfind(bracket) for bracket in OPEN)
    match = _BRACKETED.match(text, start) if start >= 0 else None
    if match and text[match.end() : end] in ("", "。"):
        found = _parse(match[0], own_line=True)
        works = found.suffix or any(credit.role or credit.work for credit in found.credits)
        return (start, match.end(), found) if found.understood and works else None
    return _find_plain_caption(text, end)


def _find_plain_caption(text: str, end: int) -> Found | None:
    """The longest end of the caption that is a photographer's line; else the shortest one whose
    name has no surname to prove it."""
    reach = max(0, end - _CAPTION_REACH)
    if not _PICTURE_WORD.search(text, reach, end):
        return None
    starts = [match.end() for match in _CAPTION_START.finditer(text, reach, end)]
    tries = [(start, False) for start in starts] + [(start, True) for start in reversed(starts)]
    for start, own_line in tries:
        found = _parse(text[start:end], own_line=own_line)
        if found.understood and _is_picture_line(found):
            return start, end, found
    return None


def _is_picture_line(found: Signature) -> bool:
    """成都市科协 陈兰 摄 may be a caption and its photographer, so a body signs only alone."""
    last = found.credits[-1]
    shown = found.suffix or last.work or last.role in _PICTURE_ROLES
    people = all(credit.kind == "person" for credit in found.credits)
    return bool(shown) and (people or len(found.credits) == 1) and not _leads_with_caption(found)


def _leads_with_caption(found: Signature) -> bool:
    """花海 何 晓 摄: padding is for all names of a line or for none."""
    first, *others = found.credits
    if first.role or len(first.name) != 2 or not found.printed.startswith(first.name):
        return False
    short = (credit.name for credit in others if len(credit.name) == 2)
    return any(
        re.search(rf"{re.escape(name[0])}\s+{re.escape(name[1])}", found.printed) for name in short
    )


def _is_certain(found: Signature) -> bool:
    """Understood, and not just a term or where a line is from: （Machine Learning）, （李白《静夜思》）, （红豆杉）."""
    if not found.understood or any(_is_cited(credit, found) for credit in found.credits):
        return False
    return bool(found.suffix) or any(map(_signs_for_sure, found.credits))


def _is_cited(credit: Credit, found: Signature) -> bool:
    return not credit.role and f"《{credit.name}》" in found.printed


def _signs_for_sure(credit: Credit) -> bool:
    if credit.role or credit.work:
        return True
    return not (credit.name.isascii() or (credit.kind == "person" and explains(credit.name)))


def parse_tail(paragraph: str) -> tuple[Signature | None, str]:
    """The signature that ends a paragraph, and the paragraph with exactly that cut out."""
    return _cut(paragraph, find_tail(paragraph))


def parse_dateline(paragraph: str) -> tuple[Signature | None, str]:
    """The signature after the 电头, and the paragraph with exactly that cut out."""
    return _cut(paragraph, find_dateline(paragraph))


def parse_under_title(line: str) -> tuple[Signature | None, str]:
    """The signature a line consists of, and what is left of the line (blanks)."""
    return _cut(line, find_under_title(line))


def parse_caption(text: str) -> tuple[Signature | None, str]:
    """The signature that ends a caption, and the caption without it and the blank before it."""
    signature, rest = _cut(text, find_caption(text))
    return signature, rest.rstrip() if signature else rest


def _cut(text: str, found: Found | None) -> tuple[Signature | None, str]:
    if found is None:
        return None, text
    start, end, signature = found
    return signature, text[:start] + text[end:]
