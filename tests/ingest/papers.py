"""A page as a correspondent sends it, and where it goes."""

from __future__ import annotations

from pathlib import Path

from tests.factories import picture_bytes

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

#: Everything that a page may have; the picture lies beside it.
RICH = """\
第02版：科协新闻
责任编辑：方以宁　版式：周澄

## 柳津市科协 开办“河边自然课”
引题：青石渡迎来第一批学生
副题：——三种颜色的小旗插满河滩
标签：科普 校园、湿地
来源：岚江日报

**本报讯** 近日，柳津市科协在青石渡开办“河边自然课”。

### 先听水声

![学生蹲在河滩上插小旗](river.png)
学生用小旗标出水位。　何晓 摄

讲解员请学生闭上眼睛听水声。

会场一角

“原来河会说话！”学生田小满说。

（通讯员 罗川 本报记者 林舟）

科协动态 KEXIE DONGTAI

## 白鹿县科协把苗木送到村里

**本报讯** 4月10日，白鹿县科协到银杏镇植树。（白鹿县科协）

【科学茶座】

## 春分夜话

昼夜平分的这一天，太阳直射赤道。

林舟 摄

观星要等月亮落下。
"""


def put(folder: Path, content: str | bytes = PAGE, name: str = "稿.md") -> str:
    """The path of a file with that content, as a command takes it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def put_rich(folder: Path) -> str:
    put(folder, picture_bytes(), name="river.png")
    return put(folder, RICH)
