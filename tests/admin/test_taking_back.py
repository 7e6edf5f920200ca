"""撤稿, 恢复刊出 and 更正 on the desk: what is asked, what readers are told, and how a correction gets into print."""

import datetime as dt
import html as markup

import pytest
from django.test import Client
from django.urls import reverse

from articles import corrections, publishing, writing
from articles.models import Article, Correction, Issue, Publication
from articles.models.article import State
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_facsimile,
    make_issue,
    make_published,
    make_user,
    sign,
    sign_in,
    stories_of,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 5, 2, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
LIST = reverse("admin:articles_correction_changelist")


@pytest.fixture(autouse=True)
def editor(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    return sign_in(client)


def url(name: str, thing) -> str:
    return reverse(f"admin:{name}", args=[thing.pk])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def page(client, address: str) -> str:
    return markup.unescape(client.get(address).content.decode())


def shown_story() -> Article:
    return stories_of(make_published())[0]


def revised(editor, issue: Issue | None = None) -> Article:
    """With a new title, signed off and not released."""
    story = stories_of(issue or make_published())[0]
    story.title = "气象站建成两座"
    writing.save(story, by=editor)
    sign(story)
    return story


def corrected(editor, **told) -> Correction:
    told = {"correction": "“一座”应为“两座”。", "due_in_print": True} | told
    publishing.renew(revised(editor), by=editor, **told)
    return Correction.objects.get()


# --- one story ------------------------------------------------------------------------------------


def test_a_story_is_taken_back_with_a_reason_that_readers_read(client):
    story = shown_story()
    change = url("articles_article_change", story)
    assert f'href="{url("article_withdraw", story)}">撤稿…</a>' in page(client, change)
    asked = page(client, url("article_withdraw", story))
    assert "已由本报撤回，不再提供阅读。" in asked
    sent = {"reason": "数据待核实", "seen_version": story.version}
    response = client.post(url("article_withdraw", story), sent, follow=True)
    assert said(response) == [f"《{story.headline}》已撤稿，读者看不到了。"]
    assert response.redirect_chain == [(change, 302)]
    gone = Client().get(story.get_absolute_url())
    assert (gone.status_code, "撤稿原因：数据待核实" in gone.content.decode()) == (410, True)


def test_whoever_takes_back_a_story_hears_of_the_picture_on_which_it_is_printed(client):
    story = shown_story()
    asked = page(client, url("article_withdraw", story))
    make_facsimile(story.place.page)
    zones = reverse("admin:page_zones", args=[story.place.page_id])
    assert [zones in each for each in (asked, page(client, url("article_withdraw", story)))] == [
        False,
        True,
    ]
    sent = {"reason": "数据待核实", "seen_version": story.version}
    response = client.post(url("article_withdraw", story), sent, follow=True)
    assert said(response) == [
        f"《{story.headline}》已撤稿，读者看不到了。{story.place.page.heading}的版面图上印着它，也不给读者看了；"
        "换上遮去这篇的图，版面图才又给读者看。"
    ]
    assert "版面图暂不给读者看。" in page(client, zones)
    assert f"{story.headline}（已撤稿）" in page(client, zones)


def test_what_was_taken_back_is_shown_again(client, editor):
    story = shown_story()
    publishing.withdraw_story(story, by=editor, reason="数据待核实")
    assert url("article_reinstate", story) in page(client, url("articles_article_change", story))
    asked = page(client, url("article_reinstate", story))
    assert "已于今天 10:00撤稿，原因：数据待核实" in asked
    response = client.post(
        url("article_reinstate", story), {"seen_version": story.version}, follow=True
    )
    assert said(response) == [f"《{story.headline}》已恢复刊出。"]
    assert Client().get(story.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "请写明撤稿原因，读者打开原网址时会看到。"),
        ("长" * 201, "最多 200 字，现在有 201 字；请写短些。"),
    ],
)
def test_a_reason_that_will_not_do_is_said_and_kept(client, reason, sentence):
    story = shown_story()
    sent = {"reason": reason, "seen_version": story.version}
    response = client.post(url("article_withdraw", story), sent)
    assert (response.status_code, response.context["form"].errors) == (422, {"reason": [sentence]})
    assert (f'value="{reason}"' in response.content.decode()) == bool(reason)
    assert Article.objects.public().count() == 1


def test_the_second_editor_is_told_who_took_it_back_and_when(client, editor):
    story = shown_story()
    sent = {"reason": "数据待核实", "seen_version": story.version}
    publishing.withdraw_story(story, by=make_user("苏文"), reason="误刊")
    response = client.post(url("article_withdraw", story), sent, follow=True)
    assert said(response) == [
        f"《{story.headline}》已经撤稿（苏文，03月05日10:00撤稿），不用再撤一次。"
    ]
    publishing.reinstate_story(story, by=make_user("林晓"))
    sent = {"seen_version": story.version}
    response = client.post(url("article_reinstate", story), sent, follow=True)
    assert said(response) == [
        f"《{story.headline}》没有撤稿（林晓，03月05日10:00恢复刊出），不用恢复。"
    ]


def test_a_story_that_was_changed_meanwhile_is_not_taken_back_and_the_reason_stays(client, editor):
    story = shown_story()
    sent = {"reason": "数据待核实", "seen_version": story.version - 1}
    response = client.post(url("article_withdraw", story), sent)
    assert response.status_code == 422
    [sentence] = response.context["form"].non_field_errors()
    assert "没有办；请看过再办。" in sentence
    assert 'value="数据待核实"' in response.content.decode()
    assert Article.objects.public().count() == 1


def test_there_is_nothing_to_take_back_of_a_story_that_no_reader_has(client):
    story = stories_of(make_issue())[0]
    assert "撤稿…" not in page(client, url("articles_article_change", story))
    response = client.get(url("article_withdraw", story), follow=True)
    assert said(response) == [
        f"《{story.headline}》没有刊出，不用撤稿；还没有出版的，移出版面即可。"
    ]


def test_who_may_not_publish_takes_nothing_back(client):
    story = shown_story()
    client.force_login(make_user("责编", role=Role.EDITOR))
    assert "撤稿…" not in page(client, url("articles_article_change", story))
    sent = {"reason": "误刊", "seen_version": story.version}
    response = client.post(url("article_withdraw", story), sent, follow=True)
    assert said(response) == ["您没有这项权限，请找总编辑或发布员办理。"]
    assert Article.objects.public().count() == 1


# --- what readers are told of a revision ----------------------------------------------------------


def test_a_revision_says_what_was_corrected(client, editor):
    story = revised(editor)
    sent = {"seen_version": 2, "correction": "“一座”应为“两座”。", "due_in_print": "on"}
    client.post(url("article_renew", story), sent)
    row = Correction.objects.get()
    assert (row.text, row.due_in_print, row.printed_name) == ("“一座”应为“两座”。", True, "沈墨")
    html = Client().get(story.get_absolute_url()).content.decode()
    assert '（<time datetime="2026-03-05">2026年3月5日</time>）“一座”应为“两座”。' in html


def test_a_revision_of_which_readers_are_told_nothing_has_its_reason_on_record(client, editor):
    story = revised(editor)
    client.post(url("article_renew", story), {"seen_version": 2, "silence": "只改了错字"})
    assert not Correction.objects.exists()
    assert Publication.objects.in_order().last().reason == "不登更正：只改了错字"


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({}, {"correction": ["请写更正；不登更正的，请在下面写明原因。"]}),
        (
            {"correction": "应为两座。", "silence": "只改了错字"},
            {"silence": ["已经写了更正，不登的原因请留空；不登的，请删去更正。"]},
        ),
        (
            {"silence": "只改了错字", "due_in_print": "on"},
            {"correction": ["要在下一期登更正，请先写更正的文字。"]},
        ),
        ({"correction": "长" * 501}, {"correction": ["最多 500 字，现在有 501 字；请写短些。"]}),
    ],
)
def test_what_readers_are_told_is_decided_one_way_or_the_other(client, editor, sent, errors):
    story = revised(editor)
    response = client.post(url("article_renew", story), sent | {"seen_version": 2})
    assert (response.status_code, response.context["form"].errors) == (422, errors)
    for words in sent.values():
        assert words == "on" or words in response.content.decode()
    assert Article.objects.get(pk=story.pk).published_version.number == 1


def test_nothing_is_to_be_corrected_of_a_text_that_no_reader_had(client, editor):
    story = revised(editor, make_published(DATE + WEEK, at=NOW + WEEK))
    assert "不登更正" not in page(client, url("article_renew", story))
    client.post(url("article_renew", story), {"seen_version": 2})
    assert Article.objects.get(pk=story.pk).published_version.number == 2


def test_a_correction_stays_typed_when_a_colleague_changed_the_story_meanwhile(client, editor):
    story = revised(editor)
    story.title = "气象站建成三座"
    writing.save(story, by=make_user("苏文"))
    sign(story)
    sent = {"seen_version": 2, "correction": "“一座”应为“两座”。"}
    response = client.post(url("article_renew", story), sent)
    assert (response.status_code, "由苏文改过" in said(response)[0]) == (422, True)
    html = response.content.decode()
    assert ("“一座”应为“两座”。</textarea>" in html, 'value="3"' in html) == (True, True)


# --- in print -------------------------------------------------------------------------------------


def test_a_correction_that_is_due_is_placed_in_an_issue(client, editor):
    row = corrected(editor)
    issue = make_issue(DATE + WEEK)
    assert f'href="{url("correction_print", row)}">排入某期…</a>' in page(client, LIST)
    asked = page(client, url("correction_print", row))
    assert corrections.sentence(row) in asked
    response = client.post(url("correction_print", row), {"issue": issue.pk}, follow=True)
    printed = Correction.objects.get().printed_as
    assert said(response) == [f"更正已排到{printed.place.page}末尾，是草稿；请编好送审。"]
    assert (printed.place.page.issue, printed.state) == (issue, State.DRAFT)
    listed = page(client, LIST)
    for story in (row.article, printed):
        assert f'href="{url("articles_article_change", story)}"' in listed
    response = client.post(url("correction_print", row), {"issue": issue.pk})
    assert (response.status_code, Article.objects.filter(title="更正").count()) == (422, 1)
    assert "已经排到" in response.context["form"].errors["issue"][0]


def test_who_does_not_make_up_pages_is_not_led_to_the_act(client, editor):
    row = corrected(editor)
    client.force_login(make_user(role=Role.REPORTER))
    for address in (LIST, url("articles_correction_change", row)):
        html = page(client, address)
        assert ("待见报" in html, url("correction_print", row) in html) == (True, False)
    issue = make_issue(DATE + WEEK)
    assert client.post(url("correction_print", row), {"issue": issue.pk}).status_code == 403


def test_only_open_issues_after_the_story_s_are_offered(client, editor):
    row = corrected(editor)
    make_published(DATE + WEEK)
    make_issue(DATE - WEEK)
    make_issue(DATE + 3 * WEEK, kind="extra", total_number=None)
    assert "还没有可排的期" in page(client, url("correction_print", row))
    later = make_issue(DATE + 2 * WEEK)
    form = client.get(url("correction_print", row)).context["form"]
    assert list(form.fields["issue"].queryset) == [later]
    response = client.post(url("correction_print", row), {"issue": row.article.place.page.issue_id})
    assert response.context["form"].errors == {"issue": ["这一期现在不能排稿了，请选别的期。"]}


def test_the_list_is_narrowed_to_what_is_still_to_be_printed(client, editor):
    row = corrected(editor)

    def found(choice: str) -> list[Correction]:
        return list(client.get(f"{LIST}?print={choice}").context["cl"].result_list)

    assert (found("due"), found("placed"), found("online")) == ([row], [], [])
    corrections.print_in(row, make_issue(DATE + WEEK), by=editor)
    assert (found("due"), found("placed"), found("online")) == ([], [row], [])


def test_who_makes_up_the_pages_hears_of_corrections_on_the_start_page(client, editor):
    row = corrected(editor)
    for role, heard in ((Role.LAYOUT, True), (Role.CHIEF, True), (Role.EDITOR, False)):
        client.force_login(make_user(role=role))
        assert ("等着见报的更正" in page(client, reverse("admin:index"))) == heard
    client.force_login(editor)
    corrections.print_in(row, make_issue(DATE + WEEK), by=editor)
    assert "等着见报的更正" not in page(client, reverse("admin:index"))
