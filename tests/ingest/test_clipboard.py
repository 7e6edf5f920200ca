"""Pasted HTML as lines: what a reader of the page sees, from Word, WPS, 公众号, mail and browsers."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest import source
from articles.ingest.documents.clipboard import MAX_DEPTH, MAX_TAGS, open_html
from articles.ingest.documents.package import MAX_FILE
from articles.ingest.source import MAX_BYTES, PLAIN, Look, Opened, Unreadable
from tests.factories import picture_bytes
from tests.ingest.clipboards import MAIL, WECHAT, WORD, WPS

HIDDEN = "有 {} 处隐藏文字，没有导入。"


def opened(html: str) -> Opened:
    made = open_html(html, "粘贴")
    assert [(line.number, line.start, line.text) for line in made.lines] == [
        (line.number, line.start, line.text) for line in source.lines(made.text, "粘贴")
    ]
    return made


def texts(html: str) -> list[str]:
    return [line.text for line in opened(html).lines]


def looks(html: str) -> list[tuple[str, Look]]:
    return [(line.text, line.look) for line in opened(html).lines]


def refusal(html: str) -> str:
    with pytest.raises(Unreadable) as refused:
        open_html(html, "粘贴")
    return str(refused.value)


# --- whole clipboards -----------------------------------------------------------------------------


def test_a_clipboard_of_word_is_read_as_it_looks():
    made = opened(WORD)
    assert [(line.text, line.look) for line in made.lines] == [
        ("云岭建成第三座自动气象站", Look(level=1, bold=True, align="center")),
        ("——山里的天气，十分钟报一次", Look(kind="subtitle", align="center")),
        (
            "本报讯（记者　何晓）近日，云岭第三座自动气象站建成，海拔1 800米，每10分钟自动上报一次。",
            PLAIN,
        ),
        ("● 气温、雨量、风速", Look(kind="item")),
        ("一、数据归学校用", Look(kind="item", bold=True)),
        ("", PLAIN),
        ("学生在观测场。林舟　摄", Look(kind="caption")),
        ("站名\t海拔", Look(kind="row", bold=True)),
        ("云岭三站\t1800", Look(kind="row")),
        ("提要：山里的天气，", Look(kind="box")),
        ("现在看得见。", Look(kind="box")),
        ("", PLAIN),
        ("（望溪县科协供稿）✓", Look(align="right")),
    ]
    assert made.notes == [
        "有 1 处修订删除的文字，没有导入。",
        "有 1 条批注，没有导入。",
        HIDDEN.format(1),
        "第 6 行的图留在来稿人的电脑里，没有随文粘贴过来；图片请另存后上传。",
    ]


def test_a_page_of_wechat_is_read_as_it_looks():
    made = opened(WECHAT)
    assert [(line.text, line.look) for line in made.lines] == [
        ("萤火虫回到湿地", Look(bold=True, align="center")),
        ("", PLAIN),
        ("图为湿地夜景", Look(align="center")),
        ("傍晚，湿地里又亮起了灯。", PLAIN),
        ("", PLAIN),
        ("第一天 看见三只；", PLAIN),
        ("第二天看见九只。", PLAIN),
        ("1. 关灯", Look(kind="item")),
        ("2. 慢行", Look(kind="item")),
        ("露着", PLAIN),
    ]
    assert made.notes == [HIDDEN.format(2), "第 2 行的图在网上，没有去取；图片请另存后上传。"]
    assert made.pictures == {}


def test_a_clipboard_of_wps_is_read_as_it_looks():
    assert looks(WPS) == [
        ("大篷车开进山村小学", Look(bold=True, align="center")),
        ("孩子们围着3台机器人。", PLAIN),
        ("■ 看", Look(kind="item")),
    ]


def test_a_mail_is_read_as_it_looks():
    made = opened(MAIL)
    assert [(line.text, line.look) for line in made.lines] == [
        ("何老师：", Look(align="center")),
        ("", PLAIN),
        ("稿件如下，请查收。", Look(align="center")),
        ("第一行", Look(align="center")),
        ("第二行  有两个空格", Look(align="center")),
        ("", PLAIN),
        ("请补一张照片。", Look(kind="quote")),
    ]
    assert made.notes == [
        HIDDEN.format(1),
        "第 6 行的图没有随文而来，也没有去取；图片请另存后上传。",
    ]


# --- lines ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<div>乙</div>丙", ["甲", "乙", "丙"]),
        ("<div>甲<p>乙</div>丙", ["甲", "乙", "丙"]),
        ("甲<br>乙<br/><br>丙<br>", ["甲", "乙", "", "丙"]),
        ("<p>甲<b>乙</b><i>丙</i></p>", ["甲乙丙"]),
        ("<p>甲<span style='display:block'>乙</span>丙</p>", ["甲", "乙", "丙"]),
        (
            "<p>甲</p><div style='display:inline'>乙</div><div style='display:inline'>丙</div>",
            ["甲", "乙丙"],
        ),
        ("<p> a \n b </p>", ["a b"]),
        ("<p>a <b> b</b></p>", ["a b"]),
        ("<p>科学\n普及，\r\n从“\n头”说\nA\n起</p>", ["科学普及，从“头”说 A 起"]),
        ("<p>科学\n</p>\n<p>\n普及</p>", ["科学", "普及"]),
        ("<p>科学<span>\n</span>普及</p>", ["科学普及"]),
        ("<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙</p>", ["甲  乙"]),
        ("<p>　　甲　乙　</p>", ["　　甲　乙　"]),
        ("<p>甲</p><p>&nbsp;</p><p> </p><p>\u200b</p><p><br></p><p>乙</p>", ["甲", "", "", "乙"]),
        ("<pre>甲\n  乙\r\n\n丙</pre>", ["甲", "乙", "", "丙"]),
        (
            "<div style='white-space:pre-wrap'>甲\n<span style='white-space:normal'>乙\n丙</span></div>",
            ["甲", "乙丙"],
        ),
        ("甲<hr>乙", ["甲", "乙"]),
        ("<dl><dt>甲<dd>乙<dt>丙</dl>", ["甲", "乙", "丙"]),
        ("<ruby>鳜<rp>(</rp><rt>guì</rt><rp>)</rp></ruby>鱼", ["鳜（guì）鱼"]),
        ("<q>科学</q>", ["“科学”"]),
        (
            "a &lt;b&gt; &amp;amp; &#20113;&#x5cad; &copy &unknown; &",
            ["a <b> &amp; 云岭 © &unknown; &"],
        ),
    ],
)
def test_blocks_make_lines_and_inline_elements_join(html: str, lines: list[str]):
    assert texts(html) == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<ol><li>甲<ul><li>子</ul><li>乙</ol>", ["1. 甲", "子", "2. 乙"]),
        (
            "<ol start=9><li>甲<ol type=a><li>子</ol><li value=20>乙<li>丙</ol>",
            ["9. 甲", "a. 子", "20. 乙", "21. 丙"],
        ),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲</ol>", ["甲"]),
        ("<ol type=I><li><p>甲</p><p>续</p></li><li><br></li></ol>丙", ["I. 甲", "续", "", "丙"]),
    ],
)
def test_list_items_have_the_numbers_that_a_browser_prints(html: str, lines: list[str]):
    assert texts(html) == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<table><tr><td>甲<td>乙<tr><td>丙<th>丁</table>", ["甲\t乙", "丙\t丁"]),
        (
            "<table><thead><tr><th>甲<th>乙<tbody><tr><td><p>丙</p><p>丁\t</p><td></table>",
            ["甲\t乙", "丙 丁\t"],
        ),
        (
            "<table><caption>表</caption><tr><td>甲</td><td>乙</td></tr></table>尾",
            ["表", "甲\t乙", "尾"],
        ),
        ("<table><tr><td>外<td>前<table><tr><td>内<td>里</table>后</table>", ["外\t前 内 里 后"]),
        ("<table><tr><td><p>甲</p></div></p>乙</table>丙", ["甲", "乙", "丙"]),
        ("<td>甲</td><td>乙</td>", ["甲", "乙"]),
        ("<div><table><tr><td>甲</div></tr></table>乙<td>丙</div>", ["甲", "乙", "丙"]),
        (
            "<table><tr><td>外<table></td></tr><tr><td>内</td></tr></table>后</td><td>丙</table>",
            ["外 内 后\t丙"],
        ),
        ("<div><table><tr><td>甲</div>乙<td>丙</table>", ["甲乙\t丙"]),
        ("<table><tr><td hidden>藏<td>甲<td>乙</table>", ["甲\t乙"]),
    ],
)
def test_a_row_is_a_line_of_cells(html: str, lines: list[str]):
    assert texts(html) == lines


def test_a_marker_of_word_stays_on_its_own_line():
    item = "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>（一）<i>&nbsp; </i></span>{}</p>"
    assert texts(item.format("") + "<p>段</p>" + item.format("项")) == ["（一）", "段", "（一）项"]


def test_only_the_copied_piece_is_read():
    around = "<p>框外</p><ul><!--StartFragment--><li>甲</li><!--EndFragment--></ul><p>框外</p>"
    assert looks("Version:1.0\r\nStartHTML:0000000105\r\n" + around) == [("甲", Look(kind="item"))]
    assert texts("<p>前</p><!--StartFragment-->后") == ["后"]


# --- looks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "look"),
    [
        ("<h2>题</h2>", Look(level=2, bold=True)),
        ("<h2 style='font-weight:normal'>题</h2>", Look(level=2)),
        ("<p class='MsoTitle x'>题</p>", Look(kind="title")),
        ("<p style='mso-outline-level:3'>题</p>", Look(level=3)),
        ("<p style='mso-outline-level:9'>题</p>", Look(level=6)),
        ("<p class=MsoListParagraph style='mso-list:none'>段</p>", PLAIN),
        ("<h1 style='mso-list:l0 level1 lfo1'>题</h1>", Look(level=1, bold=True)),
        ("<figure><figcaption>图注</figcaption></figure>", Look(kind="caption")),
        ("<blockquote><p>引</p></blockquote>", Look(kind="quote")),
        ("<p class=MsoIntenseQuote>引</p>", Look(kind="quote")),
        ("<p><b>粗</b> <strong>粗</strong></p>", Look(bold=True)),
        ("<p><b>粗</b>细</p>", PLAIN),
        ("<p><b>粗<span style='font-weight:400'>细</span></b></p>", PLAIN),
        ("<p style='font-weight:700'>粗</p>", Look(bold=True)),
        ("<center>中</center>", Look(align="center")),
        ("<p align=RIGHT>右</p>", Look(align="right")),
        ("<div style='TEXT-ALIGN: Center !important'><p>中</p></div>", Look(align="center")),
        ("<div align=center><p style='text-align:left'>左</p></div>", PLAIN),
        ("<table align=center><tr><td>左</table>", PLAIN),
        ("<p align=center>中<p>左", Look(align="center")),
    ],
)
def test_a_line_knows_how_it_was_set(html: str, look: Look):
    assert looks(html)[0][1] == look


def test_what_ends_by_itself_hands_nothing_on():
    assert looks("<p align=center><b>中</b><p>左") == [
        ("中", Look(bold=True, align="center")),
        ("左", PLAIN),
    ]
    assert looks("<ul><li><b>甲</b></ul>乙") == [
        ("甲", Look(kind="item", bold=True)),
        ("乙", PLAIN),
    ]


# --- what is not seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "notes"),
    [
        ("<del>删</del>", ["有 1 处修订删除的文字，没有导入。"]),
        ("<!-- 删 --><!--><!---><!--删", []),
        (
            "<script>删</script><style>删</style><title>删</title><iframe>删</iframe><noscript>删</noscript>",
            [],
        ),
        ("<SCRIPT>'</scriptx>删'</Script >", []),
        ("<template>删<p>删</template><select><option>删</select><video>删</video>", []),
        ("<xml><w:View>删</w:View></xml>", []),
        ("<p hidden>删</p>", [HIDDEN.format(1)]),
        ("<p style='display:none'>删<b style='display:block'>删</b></p>", [HIDDEN.format(1)]),
        (
            "<p style='DISPLAY : NONE'>删</p><p style='display:none!important'>删</p>",
            [HIDDEN.format(2)],
        ),
        ("<span style='visibility:hidden'>删</span>", [HIDDEN.format(1)]),
        ("<b style='visibility:hidden'>删</b><b style='font-size:0'>删</b>", [HIDDEN.format(2)]),
        (
            "<span style='font-size:0.0pt'>删<b style='font-size:2em'>删</b></span>",
            [HIDDEN.format(1)],
        ),
        ("<span style='mso-hide:all'>删</span>", [HIDDEN.format(1)]),
        ("<div style='display:none'><table><tr><td>删</table><br></div>", [HIDDEN.format(1)]),
        ("<div style='mso-element:header'>删</div>", []),
        ("<p style='display:none'> </p>", []),
        ("<a class=msocomanchor>删</a>", ["有 1 条批注，没有导入。"]),
        ("<span data-x='>删<'></span><span title=\"<p>删\"></span>", []),
        ("<![if x]><?php 删 ?><!删></ 删>", []),
        ("<b 删", []),
    ],
)
def test_what_is_not_seen_is_not_read(html: str, notes: list[str]):
    made = opened(f"<p>始</p>{html}")
    assert [line.text for line in made.lines if line.text] == ["始"]
    assert made.notes == notes


def test_what_is_made_visible_again_is_read():
    assert texts("<i style='visibility:hidden'>删<b style='visibility:visible'>见</b></i>") == [
        "见"
    ]
    assert texts("<i style='font-size:0'>删<b style='font-size:1px'>见</b></i>") == ["见"]


AROUND = "网页的导航、页眉、侧栏和页脚没有导入（{} 处），请对照原文。"


@pytest.mark.parametrize(
    ("html", "lines", "count"),
    [
        ("<nav>首页</nav><h1>题</h1><p>文</p><footer><p>版权</p></footer>", ["题", "文"], 2),
        ("<h1>题</h1><aside>热榜</aside><p>文</p>", ["题", "文"], 1),
        ("<header><h1>题</h1></header><p>文</p>", ["题", "文"], 0),
        ("<header>站名</header><article><header>题</header><p>文</p></article>", ["题", "文"], 1),
        (
            "<main><p>文</p><aside>编者按</aside><footer>（何晓）</footer></main>",
            ["文", "编者按", "（何晓）"],
            0,
        ),
        ("<main><p>文</p></main><nav><p>上一篇</p></nav><p>后</p>", ["文", "后"], 1),
    ],
)
def test_what_stands_around_the_article_of_a_page_is_left_out_with_a_note(
    html: str, lines: list[str], count: int
):
    made = opened(html)
    assert [line.text for line in made.lines] == lines
    assert made.notes == ([AROUND.format(count)] if count else [])


def test_a_hidden_element_ends_with_the_block_around_it():
    assert texts("<div>始<span style='display:none'>删</div>见") == ["始", "见"]
    assert texts("始<span style='display:none'><p>删</span>删</p></span>见") == ["始", "见"]


# --- pictures -------------------------------------------------------------------------------------


def test_a_picture_inside_of_the_html_is_taken_and_others_are_asked_for():
    photo = picture_bytes(kind="JPEG")
    inside = "data:image/jpeg;base64," + base64.b64encode(photo).decode()
    made = opened(
        f"<p>前<img src='{inside}' alt=' 孩子们\n在观测 '>后</p><p><img src='{inside}' alt='DSC_1.jpg'></p>"
        "<p><img src='https://a.example/1.jpg' alt='网图'></p><p><img src='//a.example/1.jpg'></p>"
        "<img src='FILE:///C:/1.jpg'><img src='cid:1'><img><img src='data:image/png;base64,AAAA'>"
        "<img src='data:image/svg+xml;base64,PHN2ZyB4PScnPg=='><img src='data:kept,77'><img src='data:image/png;base64,A'>"
    )
    assert [(line.text, line.look) for line in made.lines] == [
        ("前后", PLAIN),
        ("孩子们 在观测", Look(picture="图1.jpg")),
        ("", Look(picture="图1.jpg")),
        *[("", PLAIN)] * 8,
    ]
    assert made.pictures == {"图1.jpg": photo}
    assert made.notes == [
        "第 4、5 行的图在网上，没有去取；图片请另存后上传。",
        "第 6 行的图留在来稿人的电脑里，没有随文粘贴过来；图片请另存后上传。",
        "第 7 行的图没有随文而来，也没有去取；图片请另存后上传。",
        "第 8、10、11 行的图认不出是什么格式，无法使用，请另存为图片。",
        "第 9 行的图是 SVG 矢量图，无法使用，请另存为图片。",
    ]


def test_hidden_pictures_and_counting_dots_are_nothing():
    dots = (
        "<img src='https://a.example/o.gif' width=1 height=1><img src='//a.example/' width='0px'>"
    )
    dots += "<img src='https://a.example/1.jpg' style='display:none'><br hidden>"
    made = opened(f"始{dots}<p style='display:none'><img src='https://a.example/1.jpg'></p>")
    assert (made.text, made.notes) == ("始\n", [])


def test_a_line_of_nothing_but_blanks_and_a_picture_is_the_pictures():
    made = opened("始<p>&nbsp;<img src='cid:1'>&nbsp;</p><p><img src='cid:2'><br></p>末")
    assert [line.text for line in made.lines] == ["始", "", "", "末"]
    assert made.notes == ["第 2、3 行的图没有随文而来，也没有去取；图片请另存后上传。"]


def test_pictures_do_not_count_as_text():
    photo = picture_bytes() + bytes(MAX_BYTES)
    inside = "data:image/png;base64," + base64.b64encode(photo).decode()
    assert opened(f"字<img src='{inside}'>").pictures == {"图1.png": photo}


# --- limits and harm ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("", "粘贴：文件里没有可读的文字。"),
        ("<p>——</p>", "粘贴：文件里没有可读的文字。"),
        ("<div style='display:none'>字</div>", "粘贴：文件里没有可读的文字。"),
        ("字" * (MAX_BYTES + 1), "粘贴：网页超过 5 MB，请分几次粘贴。"),
        ("字" * (MAX_FILE + 1), "粘贴：网页超过 40 MB，请分几次粘贴。"),
        ("<p>字" * 20_001, "粘贴：第 20000 行以后还有内容，一个文件最多 20000 行；请拆开再导入。"),
        (
            "<table><tr><td>" + "<p>字" * 20_001,
            "粘贴：第 20000 行以后还有内容，一个文件最多 20000 行；请拆开再导入。",
        ),
        (
            "<p>前<p>" + "字" * 20_001,
            "粘贴 第 2 行：长达 20001 字，一行最多 20000 字；请检查换行。",
        ),
        ("<b></b>" * (MAX_TAGS + 1), "粘贴：网页的结构过于复杂，请只复制正文再粘贴。"),
        ("<div>" * (MAX_DEPTH + 2) + "字", "粘贴：网页的结构过于复杂，请只复制正文再粘贴。"),
    ],
    ids=range(10),
)
def test_what_is_beyond_the_limits_is_refused_in_one_sentence(html: str, sentence: str):
    assert refusal(html) == sentence


SIZE = 1024 * 1024
HARMFUL = {
    "unfinished tags": "<a " * (SIZE // 3),
    "unfinished attributes": "<a b='" * (SIZE // 6),
    "quotes in turn": "<a " + "=\"'" * (SIZE // 3),
    "unfinished comments": "<!--" * (SIZE // 4),
    "unfinished declarations": "<![if " * (SIZE // 6),
    "unfinished ends": "</a" * (SIZE // 3),
    "unfinished scripts": "<script>" * (SIZE // 8),
    "nearly ended titles": "<title>" + "</titl" * (SIZE // 6),
    "unfinished references": "&#1" * (SIZE // 3),
    "an endless reference": "&#" + "9" * SIZE + ";",
    "blanks": "<a " + " " * SIZE + "=" + " " * SIZE,
    "pictures that are none": "data:image/png;a" * (SIZE // 16),
    "10^5 deep": "<div>" * 10**5 + "</div>" * 10**5,
    "10^5 tables": "<table><tr><td>" * 10**5,
    "10^5 lists": "<ul><li>" * 10**5,
    "10^5 open, 10^5 other ends": "<span>" * 10**5 + "</p></div></b>" * 10**5,
    "a style without end": "<p style='" + "a:b;" * (SIZE // 4) + "'>",
    "a size of 10^6 digits": f"<p style='font-size:{'9' * SIZE}px'>",
    "a number of 10^6 digits": f"<ol start={'9' * SIZE}><li>",
}


@pytest.mark.parametrize("html", HARMFUL.values(), ids=HARMFUL)
def test_html_without_end_is_read_or_refused_in_one_sentence(html: str):
    try:
        open_html(html, "粘贴")
    except Unreadable as refused:
        sentence = str(refused)
    else:
        sentence = ""
    assert sentence in (
        "",
        *map(
            "粘贴：{}".format,
            ("文件里没有可读的文字。", "网页的结构过于复杂，请只复制正文再粘贴。"),
        ),
    ) or ("一行最多 20000 字" in sentence)


def test_what_no_file_may_contain_is_left_out_and_counted():
    made = opened("甲\x00乙\ud800丙\x1b丁\x7f\u202e戊&#0;&#xd800;&#1;己")
    assert made.text == "甲乙丙\x1b丁\u202e戊\ufffd\ufffd己\n"
    assert made.notes == ["有 3 个控制字符，没有导入。"]


# --- properties -----------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("云岭气象站，。“”123 abc　𠮷<>&'\"\u200b"), min_size=1, max_size=8)
INLINE = ("span", "b", "a", "font", "o:p", "em", "strong", "ins", "u", "mp-x")
BLOCK = ("p", "div", "section", "h3", "blockquote", "li", "center", "ul", "figure")
UNSEEN = (
    "<del>",
    "<script>",
    "<p hidden>",
    "<span style='display:none'>",
    "<b style='font-size:0'>",
    "<i style='visibility:hidden'>",
    "<template>",
    "<!--",
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def ending(tag: str) -> str:
    return "-->" if tag == "<!--" else f"</{tag[1:-1].split()[0]}>"


Piece = tuple[str, str]


def element(tag: str, pieces: list[Piece]) -> Piece:
    inner = "".join(html for html, _ in pieces)
    return f"<{tag}>{inner}</{tag}>", "".join(seen for _, seen in pieces)


def a_row(cells: list[Piece]) -> Piece:
    return element("table", [element("tr", [element("td", [cell]) for cell in cells])])


#: (html, what is seen of it): words, words in elements and cells, words that nobody sees
PIECES = st.recursive(
    st.one_of(
        WORDS.map(lambda text: (escaped(text), text)),
        st.tuples(st.sampled_from(UNSEEN), WORDS).map(
            lambda each: (f"{each[0]}删{escaped(each[1]).replace('--', '')}{ending(each[0])}", "")
        ),
        st.just(("<br>", "")),
    ),
    lambda inner: st.one_of(
        st.builds(element, st.sampled_from(INLINE + BLOCK), st.lists(inner, max_size=4)),
        st.builds(a_row, st.lists(inner, min_size=1, max_size=4)),
    ),
    max_leaves=20,
)


def visible(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


@given(st.lists(PIECES, max_size=6))
def test_every_word_that_is_seen_is_read_once_and_in_order(pieces: list[tuple[str, str]]):
    made = opened("始" + "".join(html for html, _ in pieces))
    assert visible(made.text) == "始" + visible("".join(seen for _, seen in pieces))
    assert "删" not in made.text


SCRAPS = st.sampled_from(
    [
        *(
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "<!",
            "<?",
            "=",
            "'",
            '"',
            "&",
            "&#",
            ";",
            " ",
            "\n",
        ),
        *("<p", "<b>", "</b>", "</p>", "<td>", "</table>", "<tr>", "<li", "<ol>", "</ol>", "字"),
        *(
            "style=",
            "display:none",
            "<script>",
            "</script",
            "<br>",
            "<img src=",
            "data:image/png;base64,",
        ),
        *("<!--StartFragment-->", "<!--EndFragment-->", "<pre>", "\x00", "\ud800", "<rt>", "<q>"),
    ]
)


@given(st.lists(SCRAPS, max_size=40))
def test_any_scraps_of_html_are_read(scraps: list[str]):
    made = opened("始<!--StartFragment--><p>字</p>" + "".join(scraps))
    assert "字" in made.text
