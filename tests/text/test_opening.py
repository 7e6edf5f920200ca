"""The beginning of a story for lists: cut where a reader can stop."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import compose, opening
from articles.text.opening import cut

PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》"}
NUMBER = re.compile(r"\d+(?:[.,:：]\d+)*%?|[A-Za-z]+|[一二三四五六七八九十百千万]+")


@pytest.mark.parametrize(
    ("text", "length", "beginning"),
    [
        ("云岭落雪。", 5, "云岭落雪。"),
        ("", 10, ""),
        # Whole sentences where one ends in the second half, with the marks that close it.
        ("云岭落雪。气温骤降到零下", 9, "云岭落雪。"),
        ("云岭落雪。气温骤降。道路结冰了", 11, "云岭落雪。气温骤降。"),
        ("他说：“云岭落雪了。”气温骤降到零下", 13, "他说：“云岭落雪了。”"),
        ("云岭（海拔很高。）落雪了，气温骤降", 12, "云岭（海拔很高。）"),
        ("真的吗？！云岭落雪了，气温骤降", 8, "真的吗？！"),
        # Up to a pause where none does.
        ("云岭落雪。气温骤降，道路结冰，行人慢走", 12, "云岭落雪。气温骤降……"),
        ("近日，云岭落雪，气温骤降到零下", 10, "近日，云岭落雪……"),
        ("近日云岭：落雪；降温、结冰一起到来了", 12, "近日云岭：落雪；降温……"),
        # A pause too near the beginning says nothing.
        ("近日，云岭气象站落成典礼举行", 10, "近日，云岭气象站……"),
        ("云岭气象站落成典礼举行", 8, "云岭气象站落……"),
        ("会议指出,各地要抓好落实,抓出成效", 12, "会议指出,各地要抓好……"),
        # A quotation is never left open.
        ("他说：“今天下雨，明天天晴，后天刮风，都不要紧。”", 16, "他说：“今天下雨，明天天晴……”"),
        ("他说：“今天下雨。明天天晴。”大家笑了，都不信。", 12, "他说：“今天下雨……”"),
        ("“今天下雨。明天天晴。”大家笑了，都不信。", 14, "“今天下雨。明天天晴。”"),
        ("“云岭今天下着‘大雪的时候’他来了。”", 13, "“云岭今天下着‘大……’”"),
        ("读《云岭的雪与风和雨以及春天的故事》有感而发", 12, "读《云岭的雪与风和……》"),
        ("他读《云岭“冰雪的故事和春天的花”》有感而发", 12, "他读《云岭“冰雪……”》"),
        ("昨天气象站站长说：“明天要下雪”", 12, "昨天气象站站长说……"),
        ("云岭气象站站长（“老何”的儿子）说话了", 10, "云岭气象站站长……"),
        # Nor a number, a time of day, a word halved.
        ("监测到候鸟共计12,345只比上年多", 12, "监测到候鸟共计……"),
        ("监测到候鸟共计12,345只比上年多", 15, "监测到候鸟共计12,345……"),
        ("今年的产量达到3.5万吨在云岭", 12, "今年的产量达到……"),
        ("今年的增长率是63.25%在云岭一带", 13, "今年的增长率是……"),
        ("开放时间是从9：00至17：30请来参观", 14, "开放时间是从9：00至……"),
        ("人口达到一千二百三十四万人在云岭", 11, "人口达到……"),
        ("卫星由NASA与Roscosmos联合研制", 12, "卫星由NASA与……"),
        ("在三、四个月里云岭落雪了多少次", 5, "在……"),
        ("共计12，345只候鸟在这里过冬", 8, "共计……"),
        # A character and the selector of its form stay together.
        ("甲乙丙丁葛\U000e0100城的雪落下来", 7, "甲乙丙丁……"),
        # What cannot be cut well is cut all the same.
        ("https" * 10, 12, "httpshttps……"),
        ("云岭落雪……气温骤降到零下", 8, "云岭落雪……"),
        ("云岭落雪——气温骤降到零下", 8, "云岭落雪……"),
        ("“" * 20, 12, "……"),
        ("，" * 20, 12, "……"),
    ],
)
def test_a_text_is_cut_where_a_reader_can_stop(text, length, beginning):
    assert cut(text, length) == beginning


@pytest.mark.parametrize(
    ("body", "beginning"),
    [
        ("", ""),
        ("<h3>和冰较劲</h3>", ""),
        ("<p>云岭落雪。</p>\n<p>气温骤降。</p>", "云岭落雪。"),
        ("<h3>和冰较劲</h3>\n<p>云岭落雪。</p>", "云岭落雪。"),
        ("<table><tbody><tr><td>年，月</td></tr></tbody></table>\n<p>云岭落雪。</p>", "云岭落雪。"),
        ("<p><strong>云岭</strong>落<a href=\"/a\">雪</a>，R&amp;D&lt;5。</p>", "云岭落雪，R&D<5。"),
        # A break parts words.
        ("<p>NASA，<br>5G<br>云岭</p>", "NASA， 5G 云岭"),
        # Lines that are no sentence are passed over, unless there is nothing else.
        ("<p>本报讯</p>\n<p>云岭落雪。</p>", "云岭落雪。"),
        ("<p>□ 何晓</p>\n<p>云岭，落雪了</p>", "云岭，落雪了"),
        ("<p>本报讯</p>\n<p>云岭</p>", "本报讯"),
        # A quotation or a list that begins the story is its beginning.
        ("<blockquote><p>云岭落雪。</p><p>气温骤降。</p></blockquote>\n<p>文。</p>", "云岭落雪。 气温骤降。"),
        ("<ul><li>一，云岭</li><li>二，气象</li></ul>", "一，云岭 二，气象"),
        ("<blockquote>云岭</blockquote>", "云岭"),
        # The quotation of a speech that runs over several paragraphs opens in each.
        ("<p>“" + "云岭落雪，" * 9 + "。</p>\n<p>“气温骤降。”</p>", "“云岭落雪，云岭落雪，云岭落雪……”"),
    ],
)  # fmt: skip
def test_a_list_shows_the_first_paragraph_that_is_a_sentence(body, beginning):
    assert opening(body, 20) == beginning


# --- Laws ------------------------------------------------------------------------------------------

_piece = st.recursive(
    st.sampled_from(
        ["云岭", "落雪", "气象站", "，", "。", "；", "、", "！", "……", "——", "12,345", "3.5%", "10：30", "二十三", "NASA"]
    ),
    lambda inner: st.builds(
        lambda pair, words: f"{pair}{''.join(words)}{PAIRS[pair]}",
        st.sampled_from(sorted(PAIRS)),
        st.lists(inner, min_size=1, max_size=6),
    ),
)  # fmt: skip
sentences = st.lists(_piece, min_size=1, max_size=25).map("".join)
lengths = st.integers(12, 60)


def unclosed(text: str) -> list[str]:
    waiting: list[str] = []
    for mark in text:
        if mark in PAIRS:
            waiting.append(PAIRS[mark])
        elif mark in PAIRS.values():
            assert waiting[-1:] == [mark], text
            waiting.pop()
    return waiting


def split(text: str, length: int) -> tuple[str, str]:
    """(what was kept of the text, what was added)."""
    shown = cut(text, length)
    kept, added = re.fullmatch(r"(.*?)((?:……[”’）》]*)?)", shown, re.DOTALL).groups()
    return (shown, "") if text.startswith(shown) else (kept, added)


@given(sentences, lengths)
def test_an_opening_keeps_to_its_length_and_to_the_text(text, length):
    kept, added = split(text, length)

    assert len(cut(text, length)) <= length
    assert text.startswith(kept)
    assert bool(added) or kept == text or kept.rstrip("”’）》")[-1] in "。！？"
    assert opening(compose([("p", f"{text}。")]), length) == cut(f"{text}。", length)


@given(sentences, lengths)
def test_an_opening_leaves_no_quotation_open(text, length):
    assert unclosed(cut(text, length)) == []


@given(sentences, lengths)
def test_an_opening_halves_no_number_and_no_word(text, length):
    kept, _added = split(text, length)
    wholes = [(match.start(), match.end()) for match in NUMBER.finditer(text)]

    assert [span for span in wholes if span[0] < len(kept) < span[1] <= span[0] + 20] == []


@given(st.text(), st.integers(2, 40))
def test_an_opening_of_anything_keeps_to_its_length(text, length):
    assert len(cut(text, length)) <= length
    assert len(opening(compose([("p", text)]), length)) <= length
