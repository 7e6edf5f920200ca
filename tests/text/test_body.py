"""The body: what becomes of HTML and of plain text, its blocks, its words."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.body import (
    BLOCKS,
    Block,
    blocks,
    clean,
    compose,
    count_characters,
    plain,
)
from articles.text.typography import HAN, count, storable
from tests.text.markup_strategies import soup, whole

HAN_CHARACTER = re.compile(f"[{HAN}]")


def han(text: str) -> list[str]:
    return HAN_CHARACTER.findall(text)


# --- Plain text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("", ""),
        (" \n\u3000\n", ""),
        ("一段。", "<p>一段。</p>"),
        ("\u3000\u3000第一段。\n\n\u3000\u3000第二段。\r\n第三段。", "<p>第一段。</p>\n<p>第二段。</p>\n<p>第三段。</p>"),
        ("第一行\x0b第二行", "<p>第一行</p>\n<p>第二行</p>"),
        # A mark of HTML in plain text is what a reader sees.
        ("气温<零下10℃", "<p>气温&lt;零下10℃</p>"),
        ("a<b", "<p>a&lt;b</p>"),
        ("若a<b and b>c，则a<c", "<p>若a&lt;b and b&gt;c，则a&lt;c</p>"),
        ("若x<y 则z>w", "<p>若x&lt;y 则z&gt;w</p>"),
        ("泛型List<String>与Map<K,V>", "<p>泛型List&lt;String&gt;与Map&lt;K,V&gt;</p>"),
        ("《<三体>》", "<p>《&lt;三体&gt;》</p>"),
        ("5<6 && 7>3", "<p>5&lt;6 &amp;&amp; 7&gt;3</p>"),
        ("末尾<", "<p>末尾&lt;</p>"),
        ("末尾<p", "<p>末尾&lt;p</p>"),
        ("R&D", "<p>R&amp;D</p>"),
        ("https://example.com/?a=1&copy=2&lt=3", "<p>https://example.com/?a=1&amp;copy=2&amp;lt=3</p>"),
        # What is HTML is read as such, a line still being a paragraph.
        ("R&amp;D &lt;甲&gt;&hellip;", "<p>R&amp;D &lt;甲&gt;…</p>"),
        ("<b>粗</b>体\n<i>斜</i>体", "<p><strong>粗</strong>体</p>\n<p><em>斜</em>体</p>"),
        ("<span\nstyle='color:red'>甲\n乙</span>", "<p>甲</p>\n<p>乙</p>"),
        ("甲<br>乙<br/>\n丙", "<p>甲<br>乙</p>\n<p>丙</p>"),
        ("甲<!-- 批\n注 -->乙", "<p>甲乙</p>"),
        ("<pre>甲\n乙</pre>", "<p>甲</p>\n<p>乙</p>"),
        (
            "见<a\nhref='https://example.com/'\ntitle='说明'>说明</a>。",
            '<p>见<a href="https://example.com/">说明</a>。</p>',
        ),
        ("<st1:chsdate Year='2021' w:st='on'>三月</st1:chsdate>", "<p>三月</p>"),
    ],
)  # fmt: skip
def test_plain_text_becomes_a_paragraph_for_each_line(typed, body):
    assert clean(typed) == body


@given(st.text(st.sampled_from("甲乙3x<>&;=\"'\n \u3000")))
def test_no_character_of_plain_text_is_lost(text):
    assert "".join(plain(clean(text)).split()) == "".join(text.split())


# --- HTML ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "body"),
    [
        # Text before, between and after the blocks.
        ("前<p>中</p>后", "<p>前</p>\n<p>中</p>\n<p>后</p>"),
        ("<strong>前</strong><p>中</p>又<em>后</em>", "<p><strong>前</strong></p>\n<p>中</p>\n<p>又<em>后</em></p>"),
        ("<p>甲</p><hr><p>乙</p>", "<p>甲</p>\n<p>乙</p>"),
        ("<h3>题</h3>文", "<h3>题</h3>\n<p>文</p>"),
        # Other programs' tags.
        ("<div>甲<div>乙</div>丙</div>", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>"),
        ("<div><p>甲</p><p>乙</p></div>", "<p>甲</p>\n<p>乙</p>"),
        ("<h1>甲</h1><H2 class=x>乙</H2><h6>丙</h6>", "<h3>甲</h3>\n<h3>乙</h3>\n<h3>丙</h3>"),
        ("<dl><dt>甲<dd>乙</dl>", "<p>甲</p>\n<p>乙</p>"),
        ("<figure>甲<figcaption>乙</figcaption></figure>", "<p>甲</p>\n<p>乙</p>"),
        ("<P STYLE='x'><B>甲</B><I>乙</I><U>丙</U></P>", "<p><strong>甲</strong><em>乙</em>丙</p>"),
        ("<p><b><b>甲</b></b></p>", "<p><strong><strong>甲</strong></strong></p>"),
        ("<p>甲<o:p>乙</o:p><font color=red>丙</font></p>", "<p>甲乙丙</p>"),
        # Nesting that HTML does not have.
        ("<p>甲<p>乙", "<p>甲</p>\n<p>乙</p>"),
        ("<p>甲<h3>乙</h3>丙", "<p>甲</p>\n<h3>乙</h3>\n<p>丙</p>"),
        ("<p>甲<ul><li>乙</ul>丙", "<p>甲</p>\n<ul><li>乙</li></ul>\n<p>丙</p>"),
        ("<em>甲<p>乙</p>丙</em>", "<p><em>甲</em></p>\n<p><em>乙</em></p>\n<p><em>丙</em></p>"),
        ("<strong><p>甲</p></strong>", "<p><strong>甲</strong></p>"),
        ("<h1><div>甲</div><div>乙</div></h1>", "<h3>甲<br>乙</h3>"),
        ("<h1><div>甲</div>乙</h1>", "<h3>甲<br>乙</h3>"),
        ("<h2><table><tr><td>甲<td>乙</table></h2>", "<h3>甲<br>乙</h3>"),
        ("<li>甲</li><li><p>乙</p></li>", "<p>甲</p>\n<p>乙</p>"),
        ("<blockquote><li>甲</blockquote>", "<blockquote><p>甲</p></blockquote>"),
        # Nesting that it has.
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "<blockquote><p>甲</p><p>乙</p></blockquote>"),
        ("<blockquote>\n　甲\n<p>　乙\n</blockquote>", "<blockquote>甲<p>乙</p></blockquote>"),
        ("<ul>\n<li>甲</li>\n<li><p>乙</p></li>\n</ul>", "<ul><li>甲</li><li><p>乙</p></li></ul>"),
        ("<ul><li>甲<ol><li>乙</ol></ul>", "<ul><li>甲<ol><li>乙</li></ol></li></ul>"),
        ("<menu><li>甲</menu>", "<ul><li>甲</li></ul>"),
        # Tables.
        (
            "<table>\n<tr><th>年<th>数\n<tr><td colspan=2>甲\n</table>",
            '<table><tbody><tr><th>年</th><th>数</th></tr><tr><td colspan="2">甲</td></tr></tbody></table>',
        ),
        (
            "<table><thead><tr><th>年</thead><tbody><tr><td>甲</table>",
            "<table><thead><tr><th>年</th></tr></thead><tbody><tr><td>甲</td></tr></tbody></table>",
        ),
        (
            "<table><caption>表一</caption><tr><td>甲<td></td></table>",
            "<p>表一</p>\n<table><tbody><tr><td>甲</td><td></td></tr></tbody></table>",
        ),
        (
            "<table><tr><td></td></tr><tr><td>甲</td></tr><tr></tr></table>",
            "<table><tbody><tr><td></td></tr><tr><td>甲</td></tr></tbody></table>",
        ),
        ("<table></table><table><tr><td>&nbsp;</td><td><p></p></td></tr></table>", ""),
        # Nothing empty.
        ("<p></p><p>&nbsp;</p><p>\u3000</p><p><br></p><p>\u200b</p><h3> </h3>", ""),
        ("<ul><li></li><li>甲</li><li><p></p></li></ul><ol><li></li></ol>", "<ul><li>甲</li></ul>"),
        ("<blockquote><p><strong><em> </em></strong></p></blockquote>", ""),
        ("<p>" + "<strong>" * 30 + "</strong>" * 30 + "甲</p>", "<p>甲</p>"),
        ("<p>a<strong> </strong>b<em></em>c</p>", "<p>a bc</p>"),
        # No indents, no breaks and blanks at the ends.
        ("<p>\u3000\u3000甲\u3000</p><p>&nbsp; &emsp;乙 &nbsp;</p>", "<p>甲</p>\n<p>乙</p>"),
        ("<p><strong>\u3000\u3000甲</strong>：乙<em>丙 </em><br></p>", "<p><strong>甲</strong>：乙<em>丙</em></p>"),
        ("<p><br>甲<br><br></p><h3>\u3000乙<br></h3>", "<p>甲</p>\n<h3>乙</h3>"),
        ("<ul><li>\u3000甲<br></ul><table><td>\u3000乙 <br></table>", "<ul><li>甲</li></ul>\n<table><tbody><tr><td>乙</td></tr></tbody></table>"),
        ("<p>甲<br>乙<br><br>丙</p>", "<p>甲<br>乙<br><br>丙</p>"),
        # A line end of the source is a blank, and inside Chinese not even that.
        ("<p>成都\n市，\n  今日\n——“晴”</p>", "<p>成都市，今日——“晴”</p>"),
        ("<p>two\nwords\t \n甲</p>", "<p>two words 甲</p>"),
        ("<p>彭佳\u3000何晓&nbsp;&nbsp;摄</p>", "<p>彭佳\u3000何晓 摄</p>"),
        # Links and numbers.
        (
            '<p><a href="https://example.com/?a=1&b=2" title=x>甲</a><a name=y>乙</a><a href="">丙</a></p>',
            '<p><a href="https://example.com/?a=1&amp;b=2">甲</a>乙丙</p>',
        ),
        (
            '<p><a href="mailto:bao@example.com">甲</a><a href="/issues/">乙</a><a href="ftp://example.com/">丙</a></p>',
            '<p><a href="mailto:bao@example.com">甲</a><a href="/issues/">乙</a>丙</p>',
        ),
        ('<a href="https://example.com/"><div>甲</div></a>', '<p><a href="https://example.com/">甲</a></p>'),
        ("<ol start=3><li>甲</ol><ol start=x><li>乙</ol>", '<ol start="3"><li>甲</li></ol>\n<ol><li>乙</li></ol>'),
        # Characters.
        ("<p>Cafe\u0301 \ufa19 &#xfa19; e&#x301;</p>", "<p>Café \ufa19 \ufa19 é</p>"),
        ("<p>&lt;甲&gt; &amp;nbsp; &quot;</p>", '<p>&lt;甲&gt; &amp;nbsp; "</p>'),
    ],
)  # fmt: skip
def test_html_becomes_the_vocabulary_block_by_block(html, body):
    assert clean(html) == body


@pytest.mark.parametrize("html", ["<div>" * 3000 + "甲", "<table><tr><td>" * 300 + "甲"])
def test_deep_nesting_is_no_error(html):
    assert plain(clean(html)) == "甲"


# --- Laws ------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(soup | whole | st.text(max_size=40))
def test_cleaning_twice_gives_the_same_as_cleaning_once(html):
    body = clean(html)

    assert clean(body) == body
    assert storable(body) == body


@settings(max_examples=200)
@given(soup | whole)
def test_a_clean_body_is_its_blocks_one_a_line_and_none_is_empty(html):
    body = clean(html)
    found = blocks(body)

    assert "\n".join(block.html for block in found) == body
    assert [block for block in found if not block.text or block.kind not in BLOCKS] == []
    assert [b for b in found if not b.html.startswith((f"<{b.kind}>", f"<{b.kind} "))] == []


class _Nesting(HTMLParser):
    """Notes what a block stands in where it may not: a paragraph in a paragraph, a heading's blocks, a lone item."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS and {"p", "h3"} & set(self.open):
            self.wrong.append((tag, self.open[-1]))
        if tag == "li" and not {"ul", "ol"} & set(self.open):
            self.wrong.append((tag, ""))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag != self.open.pop():
            self.wrong.append((f"/{tag}", ""))


@settings(max_examples=200)
@given(soup | whole)
def test_a_clean_body_is_nested_as_html_allows(html):
    reader = _Nesting()
    reader.feed(clean(html))
    reader.close()

    assert (reader.wrong, reader.open) == ([], [])


@given(whole)
def test_no_word_of_well_nested_markup_is_lost_or_moved(html):
    assert han(plain(clean(html))) == han(html)


# --- Composing -------------------------------------------------------------------------------------


def test_what_was_read_from_a_source_is_composed_as_it_stands():
    body = compose([("p", "气温<5 & >3“度”"), ("h3", "和冰较劲"), ("p", "<b>甲</b>")])

    assert (
        body == "<p>气温&lt;5 &amp; &gt;3“度”</p>\n<h3>和冰较劲</h3>\n<p>&lt;b&gt;甲&lt;/b&gt;</p>"
    )
    assert clean(body) == body
    assert plain(body) == "气温<5 & >3“度”\n和冰较劲\n<b>甲</b>"


paragraphs = st.lists(
    st.tuples(
        st.sampled_from(["p", "h3"]),
        st.text(st.characters() | st.sampled_from("<>&;\n甲\ufa19\U0002f800\U00020bb7𰻝")),
    ),
    max_size=6,
)


@settings(max_examples=300)
@given(paragraphs)
def test_no_han_character_of_composed_paragraphs_is_lost(composed):
    body = compose(composed)
    written = [c for _tag, text in composed for c in han(text)]

    assert han(plain(body)) == written
    assert han(plain(clean(body))) == written


@given(st.lists(st.tuples(st.sampled_from(["p", "h3"]), st.text("甲乙<&>", min_size=1))))
def test_a_composed_paragraph_is_a_block(composed):
    found = [(block.kind, block.text) for block in blocks(clean(compose(composed)))]

    assert found == composed


# --- Blocks, words, numbers ------------------------------------------------------------------------

BODY = (
    "<p>近日，<strong>云岭</strong>落雪。<br>第二行</p>\n<h3>和冰较劲</h3>\n"
    "<blockquote><p>甲</p><p>乙</p></blockquote>\n<ul><li>丙<ol><li>丁</li></ol></li><li><p>戊</p></li></ul>\n"
    "<table><thead><tr><th>年</th><th>数</th></tr></thead><tbody><tr><td>2021</td><td><p>3.5</p><p>%</p></td></tr>"
    "<tr><td></td><td>己</td></tr></tbody></table>"
)
TEXTS = ["近日，云岭落雪。\n第二行", "和冰较劲", "甲\n乙", "丙\n丁\n戊", "年 数\n2021 3.5 %\n己"]


def test_the_blocks_of_a_body_with_all_there_is():
    assert clean(BODY) == BODY
    assert [block.kind for block in blocks(BODY)] == ["p", "h3", "blockquote", "ul", "table"]
    assert [block.html for block in blocks(BODY)] == BODY.split("\n")
    assert [block.text for block in blocks(BODY)] == TEXTS
    assert plain(BODY) == "\n".join(TEXTS)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        (" \n", []),
        ("甲<em>乙</em>", [Block("p", "<p>甲<em>乙</em></p>", "甲乙")]),
        ("甲<h3>乙</h3>\n丙", [Block("p", "<p>甲</p>", "甲"), Block("h3", "<h3>乙</h3>", "乙"), Block("p", "<p>丙</p>", "丙")]),
        ("<p>A&amp;B&lt;</p>", [Block("p", "<p>A&amp;B&lt;</p>", "A&B<")]),
    ],
)  # fmt: skip
def test_text_outside_any_element_is_a_paragraph(html, found):
    assert blocks(html) == found


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("", 0),
        ("<p>近日，云岭落雪。</p>", 8),
        ("<p>甲</p>\n<p>乙</p>", 2),
        ("<p>A&amp;B</p>", 3),
        ("<p>5G<br>5G</p>", 2),
        ("<p>气<strong>象</strong>5<em>G</em></p>", 3),
        ("<blockquote><p>NASA</p><p>5G</p></blockquote>", 2),
        ("<ul><li>NASA</li><li>5G</li></ul>", 2),
        ("<table><tbody><tr><td>12</td><td>34</td></tr><tr><td>56</td></tr></tbody></table>", 3),
        (BODY, 26),
    ],
)
def test_the_characters_of_a_body(body, number):
    assert count_characters(body) == number


@given(whole)
def test_a_body_counts_what_its_blocks_count(html):
    body = clean(html)

    assert count_characters(body) == sum(count(block.text) for block in blocks(body))
    assert count_characters(body) == len(han(html))


def test_a_science_paper_keeps_its_formulas():
    html = "<p>水是H<sub>2</sub>O，一光年约10<sup>13</sup>千米。</p>"
    assert clean(html) == html
    assert plain(html) == "水是H2O，一光年约1013千米。"
    assert clean("<p>x<sup></sup>y<sub style='top:3px'>2</sub></p>") == "<p>xy<sub>2</sub></p>"
