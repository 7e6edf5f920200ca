"""Words as the templates set them."""

import pytest
from django.utils.safestring import SafeString

from articles.templatetags.typesetting import entries, joined


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("水深10～25厘米", '水深1<span class="kept">0～</span>25厘米'),
        (
            SafeString("<p><strong>周一～</strong>周五</p>"),
            '<p><strong>周<span class="kept">一～</span></strong>周五</p>',
        ),
        (
            SafeString('<p><a href="/1～2>3～4">表</a>～</p>'),
            '<p><a href="/1～2>3～4">表</a>～</p>',
        ),
        ("a<b～c", 'a&lt;<span class="kept">b～</span>c'),
        ("<～c>", "&lt;～c&gt;"),
        ("～25厘米", "～25厘米"),
        ("", ""),
    ],
)
def test_a_wave_stays_with_what_stands_before_it_and_the_words_stay_as_they_are(words, html):
    assert joined(words) == html


def test_the_entries_of_a_line_are_whole_each():
    assert entries("版式：周澄\u3000校对：许<嘉") == (
        '<span class="clause">版式：周澄</span>\u3000<span class="clause">校对：许&lt;嘉</span>'
    )
