"""Where a source goes: what the command or the desk says, filled from the source's front matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from articles.ingest.drafts import Reading

KINDS = {"常规": "regular", "合刊": "combined", "增期": "extra", "号外": "extra"}


class Refused(Exception):
    """The source contradicts itself, the command or what is stored. The message names file and line; nothing was written."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a source goes, as far as the command or the desk says; the source's front matter fills the rest."""

    date: dt.date | None = None
    kind: str | None = None
    total_number: int | None = None
    year_number: int | None = None
    theme: str | None = None
    page: int | None = None
    page_name: str | None = None


def completed(target: Target, reading: Reading, name: str) -> Target:
    """What the command left open, filled from the front matter."""
    front = reading.front
    kind = front.get("类别", "常规")
    if kind not in KINDS:
        raise Refused(f"{name}：文件头的类别“{kind}”不认识，可写：{'、'.join(KINDS)}。")
    return Target(
        date=target.date or _date(front.get("日期"), name),
        kind=target.kind or KINDS[kind],
        total_number=target.total_number or _number(front, "总期号", name),
        year_number=target.year_number or _number(front, "年内期号", name),
        theme=target.theme or front.get("主题", ""),
        page=target.page,
        page_name=target.page_name,
    )


def _date(text: str | None, name: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{name}：文件头的日期“{text}”不对，请写作 2026-11-18。") from None


def _number(front: dict[str, str], key: str, name: str) -> int | None:
    if not (text := front.get(key)):
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 1_000_000:
        raise Refused(f"{name}：文件头的{key}“{text}”不是期号，请写数字。")
    return int(text)
