"""付印前检查: each thing that may stand against an issue, named with its place; and what somebody let pass."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import assembly, facsimiles, preflight, publishing, workflow, writing
from articles.models import Issue, Masthead, Origin, Override
from articles.models.article import State
from articles.models.review import PROOFS
from articles.permissions import Role
from articles.preflight import Check
from articles.text import likeness
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_facsimile,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_sound,
    make_user,
    picture_bytes,
    place,
    proofread,
    sign,
    stories_of,
)

pytestmark = pytest.mark.django_db

LONG = (
    "<p>近日，云岭县的中小学生走进湿地观鸟，志愿者架起望远镜，教大家分辨白鹭和苍鹭的飞行姿势。</p>"
    "<p>活动持续两个小时，孩子们在记录本上画下看到的鸟，写下时间、地点和数量，回到学校以后再与图鉴对照。</p>"
    "<p>带队教师说，观鸟让学生学会安静地等待，也学会如实地记录，这是科学素养的第一课。</p>"
)


def found(issue: Issue) -> list[tuple[str, str]]:
    return [
        (finding.check.value, finding.weight.value) for finding in preflight.check(issue).stands
    ]


def said(issue: Issue) -> list[str]:
    return [finding.said for finding in preflight.check(issue).stands]


def test_a_sound_issue_has_nothing_against_it_and_is_published():
    issue = make_sound(pages=2, stories=2)
    assert found(issue) == []
    publishing.publish(issue, by=make_editor(), checked=True)
    assert Issue.objects.public().get() == issue


def test_what_stands_against_an_issue_keeps_it_from_readers_and_is_named():
    issue = make_sound()
    story = make_article("没有署名的稿子", signature="", section=make_section())
    place(issue.pages.get(), [*stories_of(issue), story])
    proofread(issue.pages.get())
    sentence = "第01版：版名1《没有署名的稿子》没有署名；这一篇不署名的，请写明原因。"
    with pytest.raises(publishing.CannotPublish, match=f"还有 1 项没有处理.*{sentence}"):
        publishing.publish(issue, by=make_editor(), checked=True)
    assert not Issue.objects.public().exists()


def test_an_issue_without_stories_is_blocked():
    assert found(make_sound(stories=0)) == [("empty", "blocking"), ("page", "warning")]


def test_missing_masthead_items_are_named():
    issue = make_sound()
    Masthead.objects.update(price="", printer="")
    assert said(issue) == ["报头、版权项还缺定价、印刷单位。"]
    Masthead.objects.all().delete()
    assert found(issue) == [("masthead", "blocking")]


def test_a_story_that_is_not_signed_off_blocks():
    issue = make_sound()
    place(issue.pages.get(), [*stories_of(issue), make_article("草稿", signed=False)])
    assert ("unsigned", "blocking") in found(issue)
    assert "第01版：版名1《草稿》现在是“草稿”，还没有签发；请签发或移出版面。" in said(issue)


def test_a_story_that_was_changed_after_its_signature_blocks():
    issue = make_sound()
    story = stories_of(issue)[0]
    story.title = "改了题的稿子"
    writing.save(story, by=make_editor())
    assert story.state == State.FINAL
    assert (
        "第01版：版名1《改了题的稿子》签发后改过文字，还没有核准；请总编辑看过改动再核准。"
        in said(issue)
    )


def test_a_page_that_was_not_proofread_three_times_blocks():
    make_masthead()
    issue = make_issue()
    assert said(issue) == ["第01版：版名1还没有做一校；三校做完才能出版。"]
    page = issue.pages.get()
    page.refresh_from_db()
    workflow.proof_done(page, PROOFS[0], by=make_user(role=Role.PROOFREADER))
    assert said(issue) == ["第01版：版名1还没有做二校；三校做完才能出版。"]


def test_stories_of_the_archive_need_no_proof():
    make_masthead()
    issue = make_issue(stories=0)
    story = make_article(signed=False, origin=Origin.ARCHIVE, section=make_section())
    workflow.admit(story, by=make_editor())
    place(issue.pages.get(), [story])
    assert found(issue) == []


def test_pictures_without_words_are_named():
    issue = make_sound(stories=0)
    figures = [
        writing.Figure(make_image(), "", alt=""),
        writing.Figure(make_image(), "图说", alt="湿地"),
    ]
    place(issue.pages.get(), [make_article("湿地", figures=figures, section=make_section())])
    proofread(issue.pages.get())
    assert said(issue) == [
        "第01版：版名1《湿地》第1张图片没有图说。",
        "第01版：版名1《湿地》第1张图片没有替代文字，看不到图片的读者不知道画面上是什么。",
    ]


def test_one_title_twice_is_named_with_both_pages():
    issue = make_sound(pages=2, stories=0)
    for page in issue.pages.all():
        place(
            page,
            [
                make_article(
                    "湿地来了新客", body=f"<p>第{page.number}篇。</p>", section=make_section()
                )
            ],
        )
        proofread(page)
    assert said(issue) == [
        "《湿地来了新客》在本期出现 2 次（第01版：版名1、第02版：版名2），请核对是否重稿。"
    ]


def test_a_story_like_one_published_before_is_named():
    before = make_issue(stories=0)
    place(before.pages.get(), [make_article("湿地观鸟", body=LONG, section=make_section())])
    publishing.publish(before, by=make_editor())
    issue = make_issue(DATE + dt.timedelta(days=7), total_number=before.total_number + 1, stories=0)
    edited = LONG.replace("带队教师说，", "") + "<p>下周还有一场。</p>"
    place(issue.pages.get(), [make_article("又到湿地", body=edited, section=make_section())])
    proofread(issue.pages.get())
    (finding,) = preflight.check(issue).stands
    assert finding.check is Check.LIKE
    assert "《又到湿地》与2026-03-04第01版《湿地观鸟》有" in finding.said


def test_two_stories_of_one_issue_that_say_the_same_are_named():
    issue = make_sound(stories=0)
    stories = [make_article(title, body=LONG, section=make_section()) for title in ("甲题", "乙题")]
    place(issue.pages.get(), stories)
    proofread(issue.pages.get())
    assert said(issue) == [
        "第01版：版名1《乙题》与第01版：版名1《甲题》有100%相同，请核对是否重稿。"
    ]


def test_a_date_that_contradicts_the_issues_is_named():
    issue = make_sound(stories=0)
    body = "<p>3月9日，云岭县建成气象站。</p>"
    place(issue.pages.get(), [make_article("气象站", body=body, section=make_section())])
    proofread(issue.pages.get())
    (finding,) = preflight.check(issue).stands
    assert (finding.check, finding.said.startswith("第01版：版名1《气象站》“3月9日”：")) == (
        Check.DATES,
        True,
    )


def test_errors_over_three_in_ten_thousand_are_named_with_the_worst_stories():
    issue = make_sound(stories=0)
    body = "<p>近日,云岭县建成气象站;望溪镇的果农在学嫁接。</p>"
    place(issue.pages.get(), [make_article("气象站", body=body, section=make_section())])
    proofread(issue.pages.get())
    (finding,) = preflight.check(issue).stands
    assert (finding.check, finding.said) == (
        Check.POINTS,
        "校对提示里的差错还有 0.2 分，全期 23 字按万分之三只许 0.0 分；最多的是《气象站》0.2 分。",
    )


def test_an_empty_page_is_named():
    issue = make_sound(pages=1)
    assembly.add_page(issue, 2, name="广告")
    assert said(issue) == ["第02版：广告是空版；整版广告等不排稿的，请写明。"]


def test_a_mark_of_continuation_needs_its_page_and_its_other_half():
    issue = make_sound(pages=2, stories=1)
    first = issue.pages.get(number=1)
    texts = ["<p>开幕。（下转第2版）</p>", "<p>闭幕。（下转第7版）</p>"]
    stories = [
        make_article(f"盛会{at}", body=t, section=make_section()) for at, t in enumerate(texts)
    ]
    place(first, stories)
    proofread(first)
    assert [line for line in said(issue) if "下转" in line] == [
        "第01版：版名1《盛会0》文中写着“下转第2版”，版面上没有设转版。",
        "第01版：版名1《盛会1》文中写着“下转第7版”，本期没有这一版。",
    ]
    assembly.continue_on(issue, stories[0], issue.pages.get(number=2), by=make_user())
    assert [finding.args[0] for finding in preflight.check(issue).stands] == [stories[1].pk]


def test_a_gap_in_the_numbers_is_named():
    make_masthead()
    make_published(total_number=100)
    issue = make_sound(date=DATE + dt.timedelta(days=7), total_number=105)
    assert said(issue) == ["上一期是总第100期，本期接着应是总第101期，现在填的是总第105期。"]


def test_a_correction_that_is_due_is_named_until_it_is_placed():
    make_masthead()
    before = make_published(total_number=100)
    story = stories_of(before)[0]
    story.title = "气象站建成两座"
    writing.save(story, by=make_editor())
    sign(story)
    publishing.renew(story, by=make_editor(), correction="应为两座。", due_in_print=True)
    issue = make_sound(date=DATE + dt.timedelta(days=7), total_number=101)
    assert said(issue) == ["2026-03-04第01版《气象站建成两座》的更正应在本期第01版见报，还没有排。"]


def test_what_still_shows_a_withdrawn_issue_as_it_was_is_named():
    issue, by = make_sound(pages=2, stories=2), make_editor()
    first, second = issue.pages.order_by("number")
    version = make_facsimile(first).version
    make_facsimile(second)
    publishing.publish(issue, by=by)
    assert found(publishing.withdraw(issue, by=by)) == [("picture", "warning")] * 2
    gone = stories_of(issue)[1]
    assembly.take_off(Issue.objects.get(), [gone], by=by)
    data = picture_bytes((300, 420))
    facsimiles.put(first, data, facsimiles.prepare(data), by=by, expected=version)
    proofread(first)
    assert said(Issue.objects.get()) == [
        "第02版：版名2的版面图是撤回以前传的，读者会看到原来的版面；请换上现在的，或核对后写明照用。",
        f"《{gone.headline}》撤回以前刊在本期，现在不在版上；照此出版，读者打开它的网址只见“已撤回”，不知原因。",
    ]


def test_of_an_issue_that_no_reader_had_pictures_and_stories_may_go():
    issue, by = make_sound(stories=2), make_editor()
    make_facsimile(issue.pages.get())
    publishing.publish(issue, by=by, at=timezone.now() + dt.timedelta(days=1))
    issue = publishing.withdraw(issue, by=by)
    assembly.take_off(Issue.objects.get(), [stories_of(issue)[1]], by=by)
    proofread(issue.pages.get())
    assert said(Issue.objects.get()) == []


def test_a_warning_is_let_pass_for_these_words_only():
    issue = make_sound()
    Masthead.objects.update(price="")
    (finding,) = preflight.check(issue).warnings
    chief = make_user("沈墨", role=Role.CHIEF)
    preflight.override(issue, finding.mark, reason="本期赠阅", by=chief)
    report = preflight.check(issue)
    assert (report.stands, [(f, row.printed_name) for f, row in report.passed]) == (
        (),
        [(finding, "沈墨")],
    )
    Masthead.objects.update(printer="")
    assert said(issue) == ["报头、版权项还缺定价、印刷单位。"]


def test_what_blocks_is_never_let_pass_and_nothing_without_right_or_reason():
    issue = make_sound()
    Masthead.objects.update(price="")
    place(issue.pages.get(), [*stories_of(issue), make_article("草稿", signed=False)])
    report = preflight.check(issue)
    (warning,) = report.warnings
    chief = make_user(role=Role.CHIEF)
    for mark, reason, by, sentence in [
        (report.blocking[0].mark, "赶时间", chief, "已经不在了"),
        (warning.mark, "　", chief, "请写明放行的原因"),
        (warning.mark, "长" * 201, chief, "长达 201 字"),
        (warning.mark, "赠阅", make_user(role=Role.LAYOUT), "没有放行的权限"),
    ]:
        with pytest.raises(preflight.CannotOverride, match=sentence):
            preflight.override(issue, mark, reason=reason, by=by)
    assert not Override.objects.exists()


def test_an_override_is_never_changed():
    issue = make_sound()
    Masthead.objects.update(price="")
    (finding,) = preflight.check(issue).warnings
    [row] = preflight.override(issue, finding.mark, reason="赠阅", by=make_user(role=Role.CHIEF))
    for attempt in (
        row.save,
        row.delete,
        Override.objects.all().delete,
        lambda: Override.objects.update(reason="改"),
        lambda: Override.objects.bulk_update([row], ["reason"]),
    ):
        with pytest.raises(TypeError):
            attempt()


def test_the_queries_do_not_grow_with_the_stories_but_for_what_is_looked_up_of_each():
    def asked(stories: int, days: int) -> int:
        issue = make_issue(DATE + dt.timedelta(days=days), stories=stories)
        with CaptureQueriesContext(connection) as queries:
            preflight.check(issue)
        return len(queries)

    assert asked(1, 0) == asked(6, 7)  # short notices are not looked up


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("云岭县的中小学生走进湿地", "云岭县的中小学生走进湿地", 1.0),
        ("云岭县的中小学生走进湿地", "云岭县的，中小学生走进 湿地！", 1.0),
        ("云岭县的中小学生走进湿地", "云岭县的中小学生走进湿地，志愿者架起望远镜", 1.0),
        ("云岭县的中小学生走进湿地", "望溪镇的果农在学嫁接", 0.0),
        ("", "", 0.0),
    ],
)
def test_likeness_is_of_letters_and_of_the_shorter_text(one, other, share):
    assert likeness.likeness(likeness.runs(one), likeness.runs(other)) == share


def test_phrases_come_from_the_whole_text():
    text = "".join(f"第{at}段讲的是湿地的候鸟与湖水。" for at in range(1, 10))
    assert likeness.phrases(text) == [
        "第1段讲的是湿地的候鸟与湖水",
        "第5段讲的是湿地的候鸟与湖水",
        "第9段讲的是湿地的候鸟与湖水",
    ]
