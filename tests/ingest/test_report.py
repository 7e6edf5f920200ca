"""The plan as it is shown: the JSON that machines read, key by key, and the lines that an editor reads."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from articles.ingest.drafts import BodyKind, DefectKind
from tests.factories import picture_bytes
from tests.ingest.papers import DATE, HERE, RICH, put, put_rich
from tests.ingest.samples import SOUND, TORN
from tests.stored import run

pytestmark = pytest.mark.django_db

HAN = re.compile(r"[\u4e00-\u9fff]")

#: A page on which everything is in doubt.
DOUBTFUL = """\
江源科学报

# 馆长沙龙在望溪举行
引题：问渠路上的灯
引题：又一个引题

**本报讯** 近日,馆长沙龙在望溪举行,12位馆长

出席。沙龙谈到“夜间开放。

会场一角

（望溪县科协）

到场的人还有

（望溪县科协）
"""


def as_json(*command: str) -> Any:
    return json.loads(run("import_page", *command, "--format", "json", "--dry-run"))


def put_sound(folder: Path) -> str:
    (folder / "pictures").mkdir()
    for name in ("river", "flags"):
        put(folder / "pictures", picture_bytes(), name=f"{name}.png")
    return put(folder, SOUND.read_bytes())


def test_a_page_without_a_flaw_is_told_key_by_key(tmp_path: Path):
    news, council, evening = as_json(put_rich(tmp_path), *DATE)["stories"]
    assert as_json(str(tmp_path / "稿.md"), *DATE) == {
        "page": {
            "number": 2,
            "name": "科协新闻",
            "date": "2026-03-04",
            "credits": "责任编辑：方以宁　版式：周澄",
        },
        "sections": [
            {"name": "科协动态", "pinyin": "KEXIE DONGTAI", "line": 25},
            {"name": "科学茶座", "pinyin": None, "line": 31},
        ],
        "stories": [news, council, evening],
        "defects": [],
        "set_aside": [],
        "notes": [],
    }
    assert news == {
        "section": None,
        "kicker": "青石渡迎来第一批学生",
        "title": "柳津市科协\n开办“河边自然课”",
        "subtitle": "——三种颜色的小旗插满河滩",
        "dateline": "本报讯",
        "tags": "科普 校园、湿地",
        "source": "岚江日报",
        "body": [
            {
                "kind": "paragraph",
                "text": "近日，柳津市科协在青石渡开办“河边自然课”。",
                "line": 10,
            },
            {"kind": "subhead", "text": "先听水声", "line": 12},
            {
                "kind": "caption",
                "text": "学生用小旗标出水位。　何晓 摄",
                "line": 15,
                "file": "river.png",
                "alt": "学生蹲在河滩上插小旗",
            },
            {"kind": "paragraph", "text": "讲解员请学生闭上眼睛听水声。", "line": 17},
            {"kind": "caption", "text": "会场一角", "line": 19},
            {"kind": "paragraph", "text": "“原来河会说话！”学生田小满说。", "line": 21},
        ],
        "signature": "（通讯员 罗川 本报记者 林舟）",
        "credits": [
            {"role": "通讯员", "name": "罗川", "kind": "person"},
            {"role": "本报记者", "name": "林舟", "kind": "person"},
        ],
        "defects": [
            {
                "kind": "orphan-caption",
                "line": 19,
                "message": "图说没有对应的图片；请补传图片，或删去图说。",
                "text": "",
            }
        ],
        "kind": "story",
        "contacts": [],
        "jumps": [],
    }
    assert (council["section"], council["credits"]) == (
        "科协动态",
        [{"role": "", "name": "白鹿县科协", "kind": "organisation"}],
    )
    assert (evening["section"], evening["dateline"], evening["signature"]) == (
        "科学茶座",
        None,
        None,
    )


def test_what_is_in_doubt_is_told_with_kind_line_sentence_and_lost_text(tmp_path: Path):
    made = as_json(put(tmp_path, DOUBTFUL), *HERE)
    (story,) = made["stories"]
    assert made["defects"] == [
        {
            "kind": "unreadable",
            "line": 1,
            "message": "这段文字前面没有标题，没有归入任何稿件；请补上标题再导入。",
            "text": "江源科学报",
        }
    ]
    assert [tuple(defect.values()) for defect in story["defects"]] == [
        ("unreadable", 5, "“引题”写了两次，后一次没有归入稿件；请核对。", "引题：又一个引题"),
        ("sentence-cut", 7, "这一段在句中被断开，已与下文接上；请核对接缝处有无缺字。", ""),
        (
            "halfwidth-punctuation",
            7,
            "这一行有半角标点 2 处（, 2 处），请改为全角。",
            "",
        ),
        ("unbalanced-quote", 9, "““”没有与之配对的另一半；请对照原版补上或删去。", ""),
        ("orphan-caption", 11, "图说没有对应的图片；请补传图片，或删去图说。", ""),
        ("duplicate-signature", 13, "署名重复印了一次，已不再排入正文；请核对。", "（望溪县科协）"),
        ("truncated", 15, "稿件结尾没有句号，后面的文字可能丢了；请对照原版补全。", ""),
    ]


def test_several_pages_are_a_list_in_the_order_of_the_file(tmp_path: Path):
    made = as_json(put_sound(tmp_path), *DATE)
    assert [(page["page"]["number"], page["page"]["name"]) for page in made] == [
        (2, "科协新闻"),
        (3, "科普"),
    ]
    assert [len(page["stories"]) for page in made] == [3, 1]


def test_the_command_fills_what_the_page_head_does_not_say(tmp_path: Path):
    file = put(tmp_path, "# 题目\n\n正文一段。\n")
    assert as_json(file, *HERE, "--page-name", "要闻")["page"] == {
        "number": 2,
        "name": "要闻",
        "date": "2026-03-04",
        "credits": None,
    }


KEYS = {
    "page": ["number", "name", "date", "credits"],
    "sections": ["name", "pinyin", "line"],
    "stories": [
        "section",
        "kicker",
        "title",
        "subtitle",
        "dateline",
        "tags",
        "source",
        "body",
        "signature",
        "credits",
        "defects",
        "kind",
        "contacts",
        "jumps",
    ],
    "body": ["kind", "text", "line"],
    "credits": ["role", "name", "kind"],
    "defects": ["kind", "line", "message", "text"],
}
PICTURE = [*KEYS["body"], "file", "alt"]


def objects(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a page's JSON with the key it stands under."""
    if isinstance(value, dict):
        yield name, value
        for key, inner in value.items():
            yield from objects(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner, name)


@pytest.mark.parametrize("page", [TORN.read_bytes(), DOUBTFUL, RICH], ids=["torn", "doubt", "rich"])
def test_every_page_has_the_same_keys_english_kinds_and_chinese_messages(
    tmp_path: Path, page: str | bytes
):
    put_rich(tmp_path)
    made = as_json(put(tmp_path, page), *HERE)
    assert list(made) == ["page", "sections", "stories", "defects", "set_aside", "notes"]
    found = list(objects(made))[1:]
    for name, value in found:
        expected = PICTURE if "file" in value else KEYS[name]
        assert list(value) == expected
    kinds = {(name, value["kind"]) for name, value in found if "kind" in value}
    assert kinds <= (
        {("body", kind) for kind in get_args(BodyKind)}
        | {("defects", kind) for kind in get_args(DefectKind)}
        | {("credits", "person"), ("credits", "organisation"), ("stories", "story")}
    )
    messages = [value["message"] for name, value in found if name == "defects"]
    assert messages != []
    assert [m for m in messages if not (HAN.search(m) and m.endswith("。"))] == []


#: What the plan says in its own words, or says a second time.
SAID = {
    "page": {"date"},
    "stories": {"section", "kind"},
    "body": {"kind"},
    "credits": {"role", "name", "kind"},
    "defects": {"kind", "message"},
}


def words(made: dict[str, Any]) -> Iterator[str]:
    """Every text of the source that stands in the JSON."""
    for name, value in objects(made):
        for key, text in value.items():
            if isinstance(text, str) and key not in SAID.get(name, ()):
                yield text


def test_every_chinese_character_of_a_torn_page_stands_in_the_json_once(tmp_path: Path):
    made = as_json(put(tmp_path, TORN.read_bytes()), *HERE)
    assert Counter(HAN.findall("".join(words(made)))) == Counter(HAN.findall(TORN.read_text()))


# --- for people -----------------------------------------------------------------------------------


def test_the_plan_is_told_line_by_line(tmp_path: Path):
    assert run("import_page", put(tmp_path, DOUBTFUL), *HERE, "--dry-run") == (
        """\
2026-03-04 第02版 · 1 篇
  1. [无栏目] 馆长沙龙在望溪举行（第 3 行）
     2 段 · 署名 望溪县科协
     ! 第 5 行 “引题”写了两次，后一次没有归入稿件；请核对。
     ! 第 7 行 这一段在句中被断开，已与下文接上；请核对接缝处有无缺字。
     ! 第 9 行 ““”没有与之配对的另一半；请对照原版补上或删去。
     ! 第 11 行 图说没有对应的图片；请补传图片，或删去图说。
     ! 第 13 行 署名重复印了一次，已不再排入正文；请核对。
     ! 第 15 行 稿件结尾没有句号，后面的文字可能丢了；请对照原版补全。
     ! 半角标点 1 行（第 7 行），照原样导入，待改为全角。
  ! 第 1 行 这段文字前面没有标题，没有归入任何稿件；请补上标题再导入。
以上只是预演，什么也没有写入。
"""
    )


def test_several_pages_and_new_sections_are_told_in_their_order(tmp_path: Path):
    said = run("import_page", put_sound(tmp_path), *DATE, "--dry-run").splitlines()
    assert said[0] == "2026-03-04 第02版：科协新闻 · 3 篇"
    assert said[3:5] == [
        "  2. [科协动态] 柳津市科协 / 开办“河边自然课”（第 20 行）",
        "     3 段 · 署名 通讯员罗川、本报记者林舟",
    ]
    assert said[-5:] == [
        "2026-03-04 第03版：科普 · 1 篇",
        "  1. [无栏目] 一把尺子量出的春天（第 55 行）",
        "     2 段 · 署名 本报记者许嘉",
        "新栏目：科协动态",
        "以上只是预演，什么也没有写入。",
    ]
