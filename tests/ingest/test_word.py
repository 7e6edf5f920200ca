"""A Word document as lines: what its reader sees, in order, and how each line is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest import source
from articles.ingest.documents.album import MAX_PICTURES
from articles.ingest.documents.word import open_word
from articles.ingest.source import PLAIN, Look, Opened
from tests.factories import picture_bytes
from tests.ingest.documents import (
    EMF,
    NAMESPACES,
    STRICT,
    WMF,
    alternatives,
    body_xml,
    box,
    cell,
    deleted,
    docx,
    drawing,
    field,
    inserted,
    moved,
    note,
    paragraph,
    picture,
    png,
    refer,
    relations_xml,
    run,
    table,
    words,
    zipped,
)

DELETED = "有 {} 处修订删除的文字，没有导入。"
HIDDEN = "有 {} 处隐藏文字，没有导入。"


def opened(*content: str, **parts) -> Opened:
    made = open_word(docx(*content, **parts), "稿.docx")
    assert [(line.number, line.start, line.text) for line in made.lines] == [
        (line.number, line.start, line.text) for line in source.lines(made.text, "稿.docx")
    ]
    return made


def texts(*content: str, **parts) -> list[str]:
    return [line.text for line in opened(*content, **parts).lines]


def looks(*content: str, **parts) -> list[tuple[str, Look]]:
    return [(line.text, line.look) for line in opened(*content, **parts).lines]


def look_of(*content: str) -> Look:
    """Of the only line."""
    ((_, look),) = looks(*content)
    return look


# --- words ----------------------------------------------------------------------------------------


def test_paragraphs_are_lines_in_their_order_and_blank_ones_stay():
    assert texts("云岭建成气象站", "", "　　本报讯　近日，云岭……") == [
        "云岭建成气象站",
        "",
        "　　本报讯　近日，云岭……",
    ]


def test_a_break_inside_a_paragraph_begins_a_line_and_a_tab_stays_a_tab():
    assert texts(paragraph("第一行\n第二行\t后半")) == ["第一行", "第二行\t后半"]
    assert texts(paragraph(run("前页") + '<w:r><w:br w:type="page"/></w:r>'), "后页") == [
        "前页",
        "后页",
    ]


def test_a_tab_stop_is_no_tab():
    stops = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    assert texts(paragraph("前\t后", more=stops)) == ["前\t后"]


def test_blanks_that_word_does_not_print_are_not_read():
    loose = "<w:r><w:t>\n   望溪县 科协\n  </w:t></w:r>"
    assert texts(paragraph(loose)) == ["望溪县 科协"]
    assert texts(paragraph(run(" 前后 "))) == [" 前后 "]


def test_signs_that_are_elements_are_read():
    signs = (
        '<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/>'
        '<w:sym w:font="Symbol" w:char="F06D"/><w:sym w:font="宋体" w:char="2103"/></w:r>'
    )
    made = opened(paragraph(signs))
    assert (made.text, made.notes) == ("A-B✓μ℃\n", [])


def test_a_sign_that_nobody_knows_leaves_a_mark_and_a_note():
    signs = "".join(
        f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
        for font, code in (("Wingdings", "F0FF"), ("Webdings", "F021"), ("x", "D800"), ("x", "zz"))
    )
    made = opened(paragraph(run("见") + signs))
    assert made.text == "见〓〓〓〓\n"
    assert made.notes == ["有 4 个符号认不出是什么，以“〓”代替；请对照原稿补上。"]


def test_results_of_fields_are_read_and_their_code_is_not():
    inner = field("PAGE", "九")
    assert texts(paragraph(run("详见") + field("HYPERLINK x", "公告") + run("。"))) == [
        "详见公告。"
    ]
    assert texts(paragraph(field(run("码") + inner, "果"))) == ["果"]
    simple = f'<w:fldSimple w:instr="DATE">{run("三月四日")}</w:fldSimple>'
    assert texts(paragraph(simple)) == ["三月四日"]


def test_a_field_that_never_ends_hides_nothing_of_the_next_paragraph():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(paragraph(run("甲") + begin), "乙") == ["甲", "乙"]


def test_pinyin_above_a_character_stands_in_brackets_behind_it():
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('guì')}</w:rt><w:rubyBase>{run('鳜')}</w:rubyBase></w:ruby></w:r>"
    assert texts(paragraph(run("捕") + ruby + run("鱼"))) == ["捕鳜（guì）鱼"]


def test_a_formula_is_read_as_its_characters_and_noted():
    formula = "<m:oMath><m:r><m:t>E</m:t></m:r><m:r><m:t>=mc2</m:t></m:r></m:oMath>"
    made = opened(paragraph(run("即") + formula))
    assert made.text == "即E=mc2\n"
    assert made.notes == ["有 1 个公式只按字符的先后导入，上下标和分式请对照原稿补上。"]


def test_containers_are_looked_through():
    wrapped = (
        f"<w:hyperlink r:id='x'>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{run('丙')}</w:sdtContent></w:sdt>"
    )
    assert texts(paragraph(wrapped)) == ["甲乙丙"]


# --- what is left out -----------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted():
    made = opened(
        paragraph(run("建成") + deleted("两座") + inserted("三座") + deleted("旧") + run("气象站")),
        paragraph(run("移") + moved("走", away=True) + run("。") + moved("来", away=False)),
    )
    assert made.text == "建成三座气象站\n移。来\n"
    assert made.notes == [DELETED.format(2)]


def test_a_deleted_paragraph_mark_joins_two_lines():
    mark = '<w:del w:id="4" w:author="林舟"/>'
    assert texts(paragraph("前半", mark=mark), paragraph("后半", align="center"), "另起") == [
        "前半后半",
        "另起",
    ]
    assert texts("前", paragraph("末段", mark=mark)) == ["前", "末段"]
    assert texts(table([paragraph("甲", mark=mark), "乙"])) == ["甲\t乙"]
    assert texts(paragraph("表前", mark=mark), table(["甲", "乙"]), "表后") == [
        "表前",
        "甲\t乙",
        "表后",
    ]


def test_a_deleted_row_and_cell_are_left_out():
    gone = '<w:del w:id="5" w:author="林舟"/>'
    assert texts("前", table(["甲", "乙"], row=gone)) == ["前"]
    cells = ["甲", f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('乙')}</w:tc>", "丙"]
    made = "".join(each if each.startswith("<") else cell(each) for each in cells)
    assert texts(f"<w:tbl><w:tr>{made}</w:tr></w:tbl>") == ["甲\t丙"]


def test_what_was_before_a_change_of_properties_counts_for_nothing():
    old = "<w:rPr><w:rPrChange w:id='6'><w:rPr><w:vanish/><w:b/></w:rPr></w:rPrChange></w:rPr>"
    assert looks(paragraph(f"<w:r>{old}<w:t>明文</w:t></w:r>")) == [("明文", PLAIN)]
    was = (
        "<w:pPrChange><w:pPr><w:jc w:val='center'/><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange>"
    )
    assert look_of(paragraph("明文", more=was)) == PLAIN


def test_hidden_text_is_counted_and_left_out_however_it_is_hidden():
    made = opened(
        paragraph(run("甲") + run("藏一", hidden=True) + run("乙") + run("藏二", style="s2")),
        paragraph("藏三", style="c1"),
        paragraph(run("现", style="s2"), style="c1"),
        paragraph("丙", mark="<w:vanish/>"),
    )
    assert made.text == "甲乙\n\n现\n丙\n"
    assert made.notes == [HIDDEN.format(3)]


def test_comments_are_counted_and_never_read():
    anchor = '<w:r><w:commentReference w:id="1"/></w:r>'
    comments = f"<w:comments {NAMESPACES}><w:comment w:id='1'>{paragraph('请核实')}</w:comment></w:comments>"
    made = opened(paragraph(run("正文") + anchor), more={"word/comments.xml": comments})
    assert (made.text, made.notes) == ("正文\n", ["有 1 条批注，没有导入。"])


def test_headers_and_footers_are_not_read():
    made = opened(
        "正文", more={"word/header1.xml": f"<w:hdr {NAMESPACES}>{paragraph('页眉')}</w:hdr>"}
    )
    assert (made.text, made.notes) == ("正文\n", [])


def test_a_macro_is_noted_and_stays_where_it_is():
    made = opened("正文", more={"word/vbaProject.bin": b"\xd0\xcf"})
    assert (made.text, made.notes) == ("正文\n", ["文件里有宏，没有导入，也不会运行。"])


# --- looks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("a", PLAIN),
        ("1", Look(level=1, bold=True)),
        ("2", Look(level=2, bold=True)),
        ("a3", Look(kind="title", bold=True, align="center")),
        ("a4", Look(kind="subtitle")),
        ("a5", Look(kind="caption")),
        ("a6", Look(kind="quote")),
        ("b1", Look(level=1)),
        ("b3", Look(level=3)),
        ("b4", Look(kind="caption")),
        ("b5", Look(kind="subtitle")),
        ("b6", Look(kind="quote")),
        ("b7", Look(kind="title")),
        ("b8", Look(level=2)),
        ("b9", Look(bold=True)),
        ("d1", Look(bold=True)),
        ("e1", PLAIN),
        ("Heading4", Look(level=4)),
        ("不存在的样式", PLAIN),
    ],
)
def test_a_style_says_what_the_line_is(style: str, look: Look):
    assert look_of(paragraph("云岭建成气象站", style=style)) == look


def test_a_paragraphs_own_properties_go_before_its_styles():
    assert look_of(paragraph("题", style="a3", align="left")) == Look(kind="title", bold=True)
    assert look_of(paragraph("题", level=2)) == Look(level=3)
    assert look_of(paragraph("题", level=8)) == Look(level=6)
    assert look_of(paragraph("题", style="1", level=9)) == Look(bold=True)


@pytest.mark.parametrize(
    ("align", "look"),
    [("center", "center"), ("right", "right"), ("end", "right"), ("both", ""), ("left", "")],
)
def test_centred_and_right_lines_say_so(align: str, look: str):
    assert look_of(paragraph("何晓", align=align)).align == look


def test_a_line_is_bold_when_all_its_words_are():
    bold = run("粗", bold=True)
    assert look_of(paragraph(bold + run(" 　") + bold)).bold is True
    assert look_of(paragraph(bold + run("细"))).bold is False
    assert look_of(paragraph(run("细") + bold)).bold is False
    assert look_of(paragraph(run("粗", style="s1"))).bold is True
    assert look_of(paragraph(run("粗", style="s1", bold=False))).bold is False
    assert look_of(paragraph(run("反", style="s1"), style="1")).bold is False
    assert look_of(paragraph(bold + deleted("细"))).bold is True


def test_word_numbers_are_printed_as_word_prints_them():
    assert looks(
        paragraph("总则", number=("1", 0)),
        paragraph("目的", number=("1", 1)),
        paragraph("范围", number=("1", 1)),
        paragraph("细目", number=("1", 2)),
        paragraph("办法", number=("1", 0)),
        paragraph("目的", number=("1", 1)),
        paragraph("样式里的编号", style="c2"),
    ) == [
        (text, Look(kind="item"))
        for text in (
            "一、总则",
            "1. 目的",
            "2. 范围",
            "1.2.1 细目",
            "二、办法",
            "1. 目的",
            "三、样式里的编号",
        )
    ]


def test_lists_of_one_definition_count_on_unless_told_to_begin_anew():
    numbers = [("1", 0), ("7", 0), ("7", 0), ("1", 0)]
    assert texts(*(paragraph("项", number=number) for number in numbers)) == [
        "一、项",
        "五、项",
        "六、项",
        "七、项",
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (("2", 0), "项"),
        (("3", 0), "（1）项"),
        (("4", 0), "①项"),
        (("5", 0), "项"),
        (("6", 0), "I. 项"),
        (("6", 1), "a) 项"),
        (("6", 2), "01. 项"),
        (("99", 0), "项"),
    ],
)
def test_bullets_and_numbers_that_cannot_be_told_stay_out(number: tuple[str, int], text: str):
    assert looks(paragraph("项", number=number)) == [(text, Look(kind="item"))]


def test_a_list_number_0_is_none_and_a_numbered_heading_stays_a_heading():
    assert looks(paragraph("段", style="c2", number=("0", 0))) == [("段", PLAIN)]
    assert looks(paragraph("章", style="1", number=("1", 0))) == [
        ("一、章", Look(level=1, bold=True))
    ]


def test_a_drop_cap_belongs_to_the_line_that_it_begins():
    cap = paragraph("春", more='<w:framePr w:dropCap="drop" w:lines="2"/>')
    assert texts(cap, "天来了。", "下一段。") == ["春天来了。", "下一段。"]


# --- tables and boxes -----------------------------------------------------------------------------


def test_a_row_is_a_line_of_cells():
    bold = paragraph(run("站名", bold=True))
    assert looks("前", table([bold, bold], ["云\t岭\n二站", "3"], ["", ""]), "后") == [
        ("前", PLAIN),
        ("站名\t站名", Look(kind="row", bold=True)),
        ("云 岭 二站\t3", Look(kind="row")),
        ("后", PLAIN),
    ]


def test_a_table_in_a_cell_is_read_into_the_cell():
    inner = table(["内甲", "内乙"])
    assert texts(table(["外", paragraph("前") + inner + paragraph("后")])) == [
        "外\t前 内甲 内乙 后"
    ]


def test_a_table_of_one_cell_is_a_frame_around_lines():
    inner = table(["甲", "乙"])
    lines = paragraph("框内一") + paragraph("框内二") + paragraph("图注", style="a5") + inner
    assert looks(table([lines])) == [
        ("框内一", Look(kind="box")),
        ("框内二", Look(kind="box")),
        ("图注", Look(kind="caption")),
        ("甲\t乙", Look(kind="row")),
    ]


def test_a_form_whose_cell_holds_the_whole_story_keeps_its_paragraphs():
    story = [f"第{n}段。" for n in range(6)]
    assert texts(table(["正文", "\n".join(story)])) == ["正文", *story]
    assert texts(table(["正文", "\n".join(story[:5])])) == ["正文\t" + " ".join(story[:5])]


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    made = looks(
        paragraph(run("段") + box(paragraph("框一"), paragraph(""), paragraph("框二")) + run("落"))
    )
    assert made == [
        ("段落", PLAIN),
        ("框一", Look(kind="box")),
        ("框二", Look(kind="box")),
    ]


def test_a_text_box_keeps_to_itself_what_its_runs_and_marks_are():
    inner = box(paragraph("框", mark='<w:vanish/><w:b w:val="0"/><w:rStyle w:val="s2"/>'))
    inner = inner.removeprefix("<w:r>").removesuffix("</w:r>")
    assert looks(paragraph(f"<w:r><w:rPr><w:b/></w:rPr>{inner}<w:t>粗</w:t></w:r>")) == [
        ("粗", Look(bold=True)),
        ("框", Look(kind="box")),
    ]


def test_a_box_in_a_box_and_a_box_in_a_cell_are_read():
    inner = paragraph(run("外") + box(paragraph("内")))
    assert texts(paragraph(run("段") + box(inner))) == ["段", "外", "内"]
    assert texts(table([paragraph(run("格") + box(paragraph("框"))), "乙"])) == ["格 框\t乙"]


def test_a_hidden_text_box_is_left_out():
    hidden = "<w:rPr><w:vanish/></w:rPr>" + box(paragraph("框")).removeprefix("<w:r>")
    made = opened(paragraph(run("段") + "<w:r>" + hidden))
    assert (made.text, made.notes) == ("段\n", [HIDDEN.format(1)])


def test_of_a_drawing_that_is_not_known_the_fallback_is_read():
    assert texts(paragraph(run("甲") + alternatives(run("新"), run("旧"), "cx1"))) == ["甲旧"]
    assert texts(paragraph(run("甲") + alternatives(run("新"), run("旧"), "wps wp14"))) == ["甲新"]


def test_one_of_several_choices_is_read_and_a_drawing_without_any_is_noted():
    choices = "".join(
        f'<mc:Choice Requires="{kind}">{run(text)}</mc:Choice>'
        for kind, text in (("cx1", "图"), ("wps", "甲"), ("wps", "乙"))
    )
    assert texts(paragraph(f"<mc:AlternateContent>{choices}</mc:AlternateContent>")) == ["甲"]
    unknown = f'<mc:AlternateContent><mc:Choice Requires="cx1">{run("图")}</mc:Choice></mc:AlternateContent>'
    made = opened(paragraph(run("段") + unknown))
    assert (made.text, made.notes) == (
        "段\n\n",
        ["第 2 行的图表、公式或嵌入对象无法导入；请截成图片上传。"],
    )


def test_an_embedded_document_is_noted():
    made = opened("段", '<w:altChunk r:id="x"/>')
    assert made.notes == ["第 2 行嵌入了另一个文档，没有导入；请打开它，把文字复制过来。"]


def test_old_decorated_lettering_is_a_box():
    art = '<w:r><w:pict><v:shape><v:textpath string="科普  大集"/></v:shape></w:pict></w:r>'
    assert looks(paragraph(art)) == [("科普 大集", Look(kind="box"))]


# --- pictures -------------------------------------------------------------------------------------


def test_a_picture_has_a_line_and_its_bytes_under_a_name_of_ours():
    photo, scan = picture_bytes(kind="JPEG"), picture_bytes()
    made = opened(
        paragraph(run("段") + picture("p1", alt="孩子们 在\n观测") + run("落")),
        paragraph(picture("p2", alt="C:\\图\\DSC_1.JPG")),
        paragraph(picture("p1")),
        media={"p1": photo, "p2": scan},
    )
    assert [(line.text, line.look) for line in made.lines] == [
        ("段落", PLAIN),
        ("孩子们 在 观测", Look(picture="图1.jpg")),
        ("", Look(picture="图2.png")),
        ("", Look(picture="图1.jpg")),
    ]
    assert made.pictures == {"图1.jpg": photo, "图2.png": scan}
    assert made.notes == []


def test_pictures_of_a_table_follow_its_row_and_an_old_picture_is_read_too():
    old = '<w:r><w:pict><v:shape alt="旧照"><v:imagedata r:id="p1"/></v:shape></w:pict></w:r>'
    media = {"p1": png("1"), "p2": png("2")}
    made = looks(table([paragraph(old), paragraph(picture("p2"))], ["左图", "右图"]), media=media)
    assert made == [
        ("旧照", Look(picture="图1.png")),
        ("", Look(picture="图2.png")),
        ("左图\t右图", Look(kind="row")),
    ]


def test_pictures_that_cannot_be_used_leave_a_blank_line_and_a_note_that_names_it():
    made = opened(
        "题",
        paragraph(picture("p1", alt="示意图")),
        paragraph(run("段") + picture("p2") + picture("p1")),
        paragraph(picture("p3")),
        paragraph(picture("p4", how="r:link")),
        paragraph(picture("p5")),
        paragraph(picture("p6")),
        paragraph(drawing('<c:chart r:id="x"/>')),
        media={"p1": WMF, "p2": EMF, "p3": b"??"},
        linked={"p4": "https://a.example/1.png", "p5": "file:///C:/1.png"},
    )
    assert [line.text for line in made.lines] == ["题", "", "段", *[""] * 7]
    assert {line.look for line in made.lines} == {PLAIN}
    assert made.pictures == {}
    assert made.notes == [
        "第 2、5 行的图是 WMF 矢量图，无法使用，请另存为图片。",
        "第 4 行的图是 EMF 矢量图，无法使用，请另存为图片。",
        "第 6、9 行的图认不出是什么格式，无法使用，请另存为图片。",
        "第 7、8 行的图没有随文而来，也没有去取；图片请另存后上传。",
        "第 10 行的图表、公式或嵌入对象无法导入；请截成图片上传。",
    ]


def test_hidden_pictures_are_not_taken():
    vanished = "<w:r><w:rPr><w:vanish/></w:rPr>" + picture("p1").removeprefix("<w:r>")
    made = opened(
        "段", paragraph(vanished), paragraph(picture("p1", hidden=True)), media={"p1": png()}
    )
    assert (made.text, made.pictures) == ("段\n\n\n", {})


def test_a_document_has_at_most_so_many_pictures():
    media = {f"p{n}": png(str(n)) for n in range(MAX_PICTURES + 12)}
    made = opened("段", paragraph("".join(map(picture, media))), media=media)
    assert len(made.pictures) == MAX_PICTURES
    assert made.notes == [
        "一个文件最多取 60 张图，第 62、63、64、65、66、67、68、69、70、71 等 12 行的图没有导入；请另行上传。"
    ]


# --- notes, and other ways to write a document ------------------------------------------------------


def test_notes_are_marked_in_the_text_and_follow_at_the_end():
    separator = (
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    )
    own = "<w:r><w:footnoteRef/></w:r>"
    made = opened(
        paragraph(run("甲") + refer("footnote", 2) + run("乙") + refer("endnote", 1)),
        paragraph(run("丁") + refer("footnote", 3, ' w:customMarkFollows="1"') + run("＊")),
        paragraph(run("丙") + refer("footnote", 1)),
        footnotes=separator
        + note("footnote", 1, paragraph(own + run(" 脚注一")), paragraph("续"))
        + note("footnote", 2, paragraph(own + run(" 脚注二")))
        + note("footnote", 3, paragraph("＊自定"))
        + note("footnote", 4, paragraph("无人引用")),
        endnotes=note("endnote", 1, paragraph(run("尾注"))),
    )
    assert [line.text for line in made.lines] == [
        "甲〔1〕乙〔2〕",
        "丁＊",
        "丙〔3〕",
        "〔1〕脚注二",
        "〔2〕尾注",
        "＊自定",
        "〔3〕脚注一",
        "续",
    ]
    assert made.notes == ["有 4 条脚注或尾注，文中以〔1〕起的编号标出，注文排在最后。"]


def test_the_note_of_a_word_that_is_not_seen_is_not_read():
    hidden = refer("footnote", 1).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    unseen = (
        f"<w:del>{refer('footnote', 1)}{run('字')}</w:del>{hidden}{field(refer('footnote', 1))}"
    )
    made = opened(
        paragraph(run("甲") + unseen),
        footnotes=note("footnote", 1, paragraph("注文")),
    )
    assert made.text == "甲\n"


def test_the_main_part_may_have_another_name():
    parts = {
        "_rels/.rels": relations_xml({"r": ("officeDocument", "/word/Document2.xml")}),
        "word/document2.xml": body_xml("正文"),
    }
    assert open_word(zipped(parts), "稿.docx").text == "正文\n"
    assert open_word(zipped({"word/document.xml": body_xml("正文")}), "稿.docx").text == "正文\n"


def test_a_strict_document_is_read_like_others():
    xml = body_xml(paragraph("题", align="center"))
    for usual, strict in STRICT.items():
        xml = xml.replace(usual, strict)
    made = open_word(zipped({"word/document.xml": xml}), "稿.docx")
    assert [(line.text, line.look) for line in made.lines] == [("题", Look(align="center"))]


def test_utf_16_parts_are_read():
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + body_xml("正文")
    assert (
        open_word(zipped({"word/document.xml": xml.encode("utf-16")}), "稿.docx").text == "正文\n"
    )


# --- properties -----------------------------------------------------------------------------------

WORDS = st.text(
    st.sampled_from("云岭建成气象站，。“”123 abc　𠮷\u200b&<>"), min_size=1, max_size=12
)
#: (xml, what is seen of it)
RUNS = st.one_of(
    st.builds(lambda text: (run(text), text), WORDS),
    st.builds(lambda text: (run(text, bold=True), text), WORDS),
    st.builds(lambda text: (inserted(text), text), WORDS),
    st.builds(lambda text: (moved(text, away=False), text), WORDS),
    st.builds(lambda text: (field("PAGE 码", text), text), WORDS),
    st.builds(lambda text: (deleted(f"删{text}"), ""), WORDS),
    st.builds(lambda text: (moved(f"删{text}", away=True), ""), WORDS),
    st.builds(lambda text: (run(f"删{text}", hidden=True), ""), WORDS),
    st.builds(lambda text: (run(f"删{text}", style="s2"), ""), WORDS),
    st.builds(lambda text: (f"<w:r>{words(f'删{text}', 'w:instrText')}</w:r>", ""), WORDS),
)
PARAGRAPHS = st.lists(RUNS, max_size=6).map(
    lambda runs: (paragraph("".join(xml for xml, _ in runs)), "".join(seen for _, seen in runs))
)
BOXES = PARAGRAPHS.map(lambda each: (paragraph(box(each[0])), each[1]))
CELLS = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(
    lambda cells: ("".join(xml for xml, _ in cells), "".join(seen for _, seen in cells))
)
TABLES = st.lists(CELLS, min_size=1, max_size=3).map(
    lambda cells: (table([xml for xml, _ in cells]), "".join(seen for _, seen in cells))
)
NESTED = TABLES.map(lambda each: (table(["", each[0] + paragraph("")]), each[1]))


def without_blanks(text: str) -> str:
    return "".join(text.split())


@given(st.lists(st.one_of(PARAGRAPHS, BOXES, TABLES, NESTED), max_size=8))
def test_every_word_that_is_seen_is_read_once_and_in_order(blocks: list[tuple[str, str]]):
    made = opened("始", *(xml for xml, _ in blocks))
    seen = "始" + "".join(text for _, text in blocks)
    assert without_blanks(made.text) == without_blanks(seen)
    assert "删" not in made.text + "".join(line.text for line in made.lines)
