"""A page as print and OCR leave it: what is read, what is joined, and every defect with its line."""

from __future__ import annotations

from tests.ingest import samples
from tests.ingest.samples import TORN, body_of, credits_of, damage_of, halfwidth, read, words

#: title, line, section, dateline, signature, credits, body, defects
STORIES = [
    (
        "岚江省科协理事会(扩大)会议在柳津召开",
        3,
        None,
        "本报讯",
        "(本报记者 何晓)",
        (("本报记者", "何晓"),),
        (
            (
                "paragraph",
                5,
                "为总结一年来的流动科普工作,4月8日~9日,岚江省科协理事会(扩大)会议在柳津召开。省科协副主席方远舟主持会议。",
            ),
            (
                "paragraph",
                7,
                "会议认为,过去一年各地把科普课堂办到村口、码头和车间,同时也要看到山区流动科普的里程还不够长,大篷车还要走得更远。",
            ),
            ("caption", 11, "会场一角"),
            ("paragraph", 15, "会议要求,各地要在汛期之前完成设备检修,定好巡展路线,"),
            ("paragraph", 17, "一个渡口;要把“孩子们的提问”记在本子上,做到有问必答。"),
        ),
        (
            ("sentence-cut", 7),
            ("caption-in-sentence", 11),
            ("text-lost", 15),
        ),
    ),
    (
        "柳津市科协\n开办“河边自然课”",
        25,
        "科协动态",
        "本报讯",
        "(柳津市科协)",
        (("", "柳津市科协"),),
        (
            ("paragraph", 27, "近日,柳津市科协在青石渡开办“河边自然课”,40余名学生参加。"),
            ("paragraph", 29, "课上,讲解员带领学生测量水温、流速,并用三种颜色的小旗标出"),
        ),
        (("truncated", 29),),
    ),
    (
        "白鹿县科协\n把苗木送到村里",
        33,
        "科协动态",
        "本报讯",
        "(罗川)",
        (("", "罗川"),),
        (
            ("paragraph", 35, "4月10日,白鹿县科协组织志愿者到银杏镇开展植树活动。"),
            ("paragraph", 37, "活动中,志愿者为村民讲解了苗木的修剪办法,并留下联系电话。"),
            ("paragraph", 43, "据介绍,今年春天全县已栽下苗木3000余株。"),
        ),
        (
            ("sentence-cut", 37),
            ("duplicate-signature", 39),
        ),
    ),
    (
        "松坪县科协\n为茶农开出“处方”",
        47,
        "科协动态",
        "本报讯",
        "(林舟 本报记者 许嘉)",
        (
            ("", "林舟"),
            ("本报记者", "许嘉"),
        ),
        (
            (
                "paragraph",
                49,
                "4月11日,松坪县科协发挥专家优势,把门诊开进了河口乡的茶园,为茶农解答问题。",
            ),
            ("paragraph", 55, "活动中,专家发放手册200册;登记问题57个;引导茶农扫码加入“岚江科普"),
        ),
        (
            ("sentence-cut", 49),
            ("sentence-cut", 51),
            ("truncated", 55),
            ("unbalanced-quote", 55),
        ),
    ),
    (
        "临汐市科协\n跟着潮水办起“海边课堂”",
        61,
        "他山之石",
        None,
        "(临汐市科协)",
        (("", "临汐市科协"),),
        (
            (
                "paragraph",
                63,
                "2025年10月30日至11月1日,临汐市连续三天出现大潮。“海边课堂”的38名讲解员带着学生走上滩涂,数蟹洞、量潮位,留下一千多条记录……",
            ),
            ("subhead", 67, "“海边课堂”新办法"),
            ("paragraph", 69, "“海边课堂”的办法包括:"),
            ("paragraph", 71, "一是让潮水来排课。课表随涨落后移,每天推迟约50分钟。"),
            ("paragraph", 73, "二是让工具更简单。一把尺子、一个方框,谁都会用;数据汇成一本账。"),
            ("subhead", 75, "“海边课堂”新打算"),
            ("paragraph", 77, "一是把课堂办到内陆。没有海的地方,可以看河、看云、看鸟。"),
            ("paragraph", 79, "二是把记录留给后来的人。本子一年一换,旧本子存进档案室,随时可以查。"),
        ),
        (
            ("sentence-cut", 63),
            ("signature-in-paragraph", 79),
        ),
    ),
    (
        "省气象学会\n走进山村小学",
        81,
        None,
        "本报讯",
        "(通讯员 周澄 本报记者 许嘉)",
        (
            ("通讯员", "周澄"),
            ("本报记者", "许嘉"),
        ),
        (
            ("paragraph", 83, "4月12日,岚江省气象学会走进松坪县河口乡中心小学,带去一堂观测课。"),
            ("caption", 85, "图为学生在操场上辨认风向"),
            ("paragraph", 87, "课后,学会把一台雨量器留给了学校。"),
        ),
        (
            ("section-uncertain", 81),
            ("orphan-caption", 85),
        ),
    ),
]

HALFWIDTH = {
    3: "( ) 1 处",
    5: ", 2 处，( ) 1 处，~ 1 处",
    7: ", 2 处",
    13: ", 1 处",
    15: ", 3 处",
    17: "; 1 处，, 1 处",
    19: "( ) 1 处",
    27: ", 2 处",
    29: ", 2 处",
    31: "( ) 1 处",
    35: ", 1 处",
    37: ", 1 处",
    39: "( ) 1 处",
    41: ", 1 处",
    43: ", 1 处",
    45: "( ) 1 处",
    49: ", 1 处",
    51: ", 1 处",
    53: ", 1 处",
    55: ", 1 处，; 2 处",
    57: "( ) 1 处",
    65: ", 3 处",
    69: ": 1 处",
    71: ", 1 处",
    73: ", 1 处，; 1 处",
    77: ", 1 处",
    79: ", 2 处，( ) 1 处",
    83: ", 2 处",
    87: ", 1 处",
    89: "( ) 1 处",
}


def test_every_story_is_read_with_its_place_words_people_and_damage():
    (page,) = read(TORN).pages
    found = [
        (
            story.title.text,
            story.title.line,
            story.section,
            words(story.dateline),
            words(story.signature),
            tuple(credits_of(story)),
            tuple(body_of(story)),
            tuple(damage_of(story)),
        )
        for story in page.stories
    ]
    assert found == STORIES


def test_a_page_without_a_head_has_its_section_heads_with_their_pinyin_and_nothing_more():
    reading = read(TORN)
    (page,) = reading.pages
    heads = [(head.name.text, words(head.pinyin), head.line) for head in page.sections]
    assert heads == [("科协动态", "KE XIE DONG TAI", 23), ("他山之石", "TA SHAN ZHI SHI", 59)]
    assert (page.number, page.name, page.head, page.credits) == (None, "", None, None)
    assert (page.defects, reading.front) == ([], {})


def test_half_width_marks_are_counted_once_for_each_line_and_kind():
    assert halfwidth(read(TORN)) == HALFWIDTH


def test_no_story_of_the_torn_page_has_a_kicker_subtitle_tags_or_source():
    (page,) = read(TORN).pages
    fields = [(s.kicker, s.subtitle, s.tags, s.origin) for s in page.stories]
    assert fields == [(None, None, None, None)] * 6


def test_a_second_print_of_the_signature_is_kept_in_its_defect_alone():
    (page,) = read(TORN).pages
    kept = [(d.kind, d.line, d.text) for s in page.stories for d in s.defects if d.text]
    assert kept == [("duplicate-signature", 39, "(罗川)")]


def test_every_defect_says_in_chinese_what_to_do():
    (page,) = read(TORN).pages
    assert {d.kind: d.message for s in page.stories for d in s.defects if d.line != 55} == {
        "sentence-cut": "这一段在句中被断开，已与下文接上；请核对接缝处有无缺字。",
        "caption-in-sentence": "图说夹在断开的句子中间，已移到该段之后；图片缺失，请补传。",
        "orphan-caption": "图说没有对应的图片；请补传图片，或删去图说。",
        "text-lost": "这一段没有写完，下一段又接不上，中间的文字丢了；请对照原版补全。",
        "truncated": "稿件结尾没有句号，后面的文字可能丢了；请对照原版补全。",
        "duplicate-signature": "署名重复印了一次，已不再排入正文；请核对。",
        "signature-in-paragraph": "署名印在末段里，已取出作为署名；请核对。",
        "section-uncertain": "这篇排在“他山之石”之后，体裁却不同，可能已不属于该栏目；请选定栏目。",
        "halfwidth-punctuation": "这一行有半角标点 1 处（( ) 1 处），请改为全角。",
    }


def test_the_page_is_saved_as_scanned_without_a_line_end_at_its_end():
    assert samples.TORN.read_text().endswith("(通讯员 周澄 本报记者 许嘉)")
