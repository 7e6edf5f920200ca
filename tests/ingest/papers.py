"""A page as a correspondent sends it, and where it goes."""

from __future__ import annotations

from pathlib import Path

DATE = ("--date", "2026-03-04")
HERE = (*DATE, "--page", "2")
PAGE = """\
第02版：科协新闻
责任编辑：方以宁　版式：周澄

## 青石渡科技馆 请孩子当讲解员

**本报讯** 近日，青石渡科技馆请来12名小讲解员。

（本报记者 何晓）

科协动态 KE XIE DONG TAI

## 白鹿县科协开设“果园课堂”

**本报讯** 3月1日，白鹿县科协在果园里开课，30户果农到场。（白鹿县科协）
"""


def put(folder: Path, content: str | bytes = PAGE, name: str = "稿.md") -> str:
    """The path of a file with that content, as a command takes it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)
