"""How much of a story a list shows."""

from articles.text import body

LONG = "第一句说雪。第二句说冰，第三处停顿，说风说雨说霜说露说雾说虹。"


def test_the_opening_paragraphs_end_before_the_first_subhead_or_table():
    html = "<p>一。</p><p>二<strong>强</strong>&amp;。</p><h3>小标题</h3><p>三。</p>"
    assert body.opening_paragraphs(html, 100) == ["一。", "二强&。"]
    assert body.opening_paragraphs("<p>一。</p><table><tr><td>1</td></tr></table>", 9) == ["一。"]


def test_a_subhead_before_any_paragraph_is_passed_over():
    assert body.opening_paragraphs("<h3>小标题</h3><p>一。</p>", 100) == ["一。"]


def test_no_more_paragraphs_are_read_than_there_is_room_for():
    assert body.opening_paragraphs("<p>一二三</p><p>四五六</p><p>七</p>", 4) == ["一二三", "四五六"]


def test_a_body_without_paragraphs_has_no_opening():
    assert (body.opening_paragraphs("", 9), body.opening("<ul><li>一</li></ul>", 9)) == ([], "")


def test_a_text_is_cut_after_whole_sentences_where_they_fill_half_the_room():
    assert body.cut(LONG, 8) == "第一句说雪。"
    assert body.cut(LONG, len(LONG)) == LONG


def test_else_at_a_pause_and_says_so():
    assert body.cut(LONG, 14) == "第一句说雪。第二句说冰……"


def test_what_closes_a_sentence_stays_with_it():
    text = "“光环怎么这么扁？”孩子抬起头来问，又低下头去看。"
    assert body.cut(text, 12) == "“光环怎么这么扁？”"


def test_sentences_are_whole_or_none():
    assert [body.sentences(LONG, length) for length in (5, 6, 20)] == [
        "",
        "第一句说雪。",
        "第一句说雪。",
    ]
