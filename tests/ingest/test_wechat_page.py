"""A whole page of 公众号 is the account's page around an article: the article is read and nothing else of it."""

from __future__ import annotations

from articles.ingest.documents.opening import open_source
from articles.ingest.source import Opened
from tests.ingest.clipboards import WECHAT_PAGE

BEYOND = "这是公众号的网页，只导入标题和正文；署名、日期和页尾的文字没有导入，请对照原文。"
HIDDEN = "有 1 处隐藏文字，没有导入。"
ONLINE = "第 2 行的图在网上，没有去取；图片请另存后上传。"
ARTICLE = [
    "萤火虫回到青石渡湿地",
    "",
    "图为湿地夜景。林舟 摄",
    "傍晚，湿地里每平方米（m²）有3只萤火虫。",
    "管护站说，这要感谢少开一盏灯的人。",
    "（通讯员 罗川）",
]


def opened(html: str) -> Opened:
    return open_source(html.encode(), "萤火虫.html")


def texts(html: str) -> list[str]:
    return [line.text for line in opened(html).lines]


def test_title_and_text_are_read_and_one_note_says_that_there_was_more():
    made = opened(WECHAT_PAGE)
    assert [line.text for line in made.lines] == ARTICLE
    assert made.notes == [BEYOND, HIDDEN, ONLINE]


def test_a_page_whose_script_has_not_run_is_read_too():
    waiting = WECHAT_PAGE.replace("visibility: visible", "visibility: hidden; opacity: 0")
    assert texts(waiting) == ARTICLE


def test_what_stands_around_a_piece_of_such_a_page_is_part_of_the_piece():
    for mark in ("activity-name", "js_content"):
        piece = WECHAT_PAGE.replace(f'id="{mark}"', "")
        assert [line for line in texts(piece) if line not in ARTICLE] == [
            "原创何晓江源科学报",
            "2026年03月02日 09:00",
            "阅读原文阅读 1024",
            "喜欢此内容的人还喜欢",
            "微信扫一扫",
            "关注该公众号",
            "继续滑动看下一个",
            "，轻点两下取消赞",
        ]
