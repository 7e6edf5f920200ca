import datetime as dt
from threading import Barrier, Thread

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import assembly, publishing
from articles.models import Article, Issue, Masthead, Page
from articles.models.issue import State
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_masthead,
    make_published,
    make_user,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def test_publishing_shows_the_whole_issue_at_once_and_keeps_its_masthead():
    make_masthead(name="江源科学报")
    issue, editor = make_issue(pages=2, stories=2), make_editor("沈墨")
    publishing.publish(issue, by=editor)
    Masthead.objects.update(name="改了名的报")
    issue.refresh_from_db()
    assert (issue.state, issue.status, issue.signed_by) == (State.SIGNED, "已出版", editor)
    assert issue.printed_masthead.name == "江源科学报"
    assert issue.publish_at == issue.first_published_at
    assert [a.published_version for a in stories_of(issue)] == [
        a.latest_version for a in stories_of(issue)
    ]
    assert Article.objects.public().count() == 4


def test_a_scheduled_issue_is_public_from_its_second_on_and_never_before():
    at = timezone.now() + HOUR
    issue = make_published(at=at)
    tick = dt.timedelta(microseconds=1)
    assert issue.status == "定时出版"
    assert [Issue.objects.public(moment).exists() for moment in (at - tick, at)] == [False, True]
    assert [Article.objects.public(moment).count() for moment in (at - tick, at)] == [0, 1]
    assert [issue.is_public(moment) for moment in (at - tick, at)] == [False, True]


def test_a_scheduled_issue_can_be_moved_to_another_time():
    issue = make_published(at=timezone.now() + HOUR)
    later = timezone.now() + 2 * HOUR
    publishing.publish(issue, by=make_editor(), at=later)
    issue.refresh_from_db()
    assert (issue.publish_at, issue.first_published_at) == (later, later)


def test_an_issue_is_published_once_and_the_second_editor_learns_who_did_it():
    issue = make_issue()
    publishing.publish(issue, by=make_editor("沈墨"))
    first = Issue.objects.get().publish_at
    with pytest.raises(publishing.AlreadyPublished, match="已由沈墨签发"):
        publishing.publish(issue, by=make_editor("林晓禾"))
    assert Issue.objects.get().publish_at == first
    assert LogEntry.objects.filter(change_message__startswith="签发，").count() == 1


def test_an_empty_issue_cannot_be_published():
    issue = make_issue(stories=0)
    with pytest.raises(publishing.CannotPublish, match="还没有稿件上版"):
        publishing.publish(issue, by=make_editor())
    assert Issue.objects.get().state == State.ASSEMBLING


def test_a_paper_without_a_name_publishes_nothing_and_is_told_where_to_write_it():
    issue, editor = make_issue(), make_editor()
    Masthead.objects.all().delete()
    sentence = "报名还没有填写，不能出版；请先在后台“报头”里填好报名。"
    with pytest.raises(publishing.CannotPublish, match=f"^{sentence}$"):
        publishing.publish(issue, by=editor)
    with pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("publish_issue", f"{issue.date}")
    assert (Issue.objects.get().state, Issue.objects.public().exists()) == (State.ASSEMBLING, False)
    make_masthead()
    publishing.publish(issue, by=editor)
    assert Issue.objects.public().get() == issue


def test_a_story_that_is_not_signed_off_stands_against_its_issue_and_is_named():
    issue = make_issue()
    draft = make_article("未审的稿子", signed=False)
    page = Page.objects.get()
    place(page, [*stories_of(issue), draft])
    with pytest.raises(publishing.CannotPublish, match="第01版：版名1《未审的稿子》"):
        publishing.publish(issue, by=make_editor())
    assert not Article.objects.filter(published_version__isnull=False).exists()


def test_an_editor_who_saw_an_older_state_does_not_publish():
    issue = make_issue()
    with pytest.raises(publishing.CannotPublish, match="刚刚被别人改动"):
        publishing.publish(issue, by=make_editor(), expected=issue.version + 1)
    assert not Issue.objects.public().exists()


def test_withdrawing_takes_the_issue_from_readers_and_publishing_again_keeps_the_first_date():
    issue = make_published(stories=2)
    first = Issue.objects.get().first_published_at
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    issue = Issue.objects.get()
    assert (issue.state, issue.withdrawal_reason) == (State.WITHDRAWN, "第一版图片有误")
    assert issue.was_public
    assert not Article.objects.public().exists()
    assert len(stories_of(issue)) == 2
    publishing.publish(issue, by=make_editor())
    again = Issue.objects.get()
    assert (again.pk, again.first_published_at, again.withdrawal_reason) == (issue.pk, first, "")
    assert Article.objects.public().count() == 2


def test_an_issue_withdrawn_before_its_time_was_never_public():
    issue = make_published(at=timezone.now() + HOUR)
    publishing.withdraw(issue, by=make_editor())
    assert not Issue.objects.get().was_public


def test_only_a_signed_issue_can_be_withdrawn():
    issue = make_issue()
    with pytest.raises(publishing.CannotWithdraw, match="还没有签发（组版）"):
        publishing.withdraw(issue, by=make_editor())
    assert Issue.objects.get().version == issue.version


def test_a_withdrawn_issue_is_not_withdrawn_again():
    issue = make_published(total_number=1250)
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    with pytest.raises(publishing.CannotWithdraw) as refused:
        publishing.withdraw(issue, by=make_editor(), reason="再撤一次")
    assert str(refused.value) == "2026年3月4日（总第1250期）已经撤回，不用再撤回一次。"
    assert Issue.objects.get().withdrawal_reason == "第一版图片有误"


def test_a_reason_that_does_not_fit_its_field_is_refused_in_words():
    issue = make_published()
    with pytest.raises(publishing.CannotWithdraw) as refused:
        publishing.withdraw(issue, by=make_editor(), reason="误" * 201)
    assert str(refused.value) == "撤回原因长达 201 字，最多 200 字；请写短些。"
    assert Issue.objects.get().state == State.SIGNED


def test_a_signed_issue_without_time_or_masthead_is_refused_by_the_database():
    issue = make_issue()
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(state=State.SIGNED)
    assert Issue.objects.get().state == State.ASSEMBLING


def test_the_pages_of_a_published_issue_cannot_be_rearranged():
    issue = make_published(stories=2)
    page, before = Page.objects.get(), stories_of(issue)
    with pytest.raises(assembly.CannotPlace, match="已出版，版面不能再动"):
        assembly.arrange(page, before[::-1], by=make_user())
    assert stories_of(issue) == before


@pytest.mark.django_db(transaction=True)
def test_of_many_who_click_at_once_one_publishes():
    issue, editors = make_issue(stories=3), [make_editor() for _ in range(6)]
    barrier, outcomes = Barrier(len(editors), timeout=30), []

    def click(editor) -> None:
        barrier.wait()
        try:
            publishing.publish(Issue.objects.get(pk=issue.pk), by=editor)
            outcomes.append("published")
        except publishing.AlreadyPublished:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=click, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published"] + ["told"] * 5
    assert Issue.objects.get().version == issue.version + 1
    assert LogEntry.objects.filter(change_message__startswith="签发，").count() == 1


def test_neighbours_skip_gaps_extra_editions_follow_their_day_and_drafts_do_not_count():
    def publish(days: int, **fields):
        return make_published(DATE + dt.timedelta(days=days), **fields)

    first, main, extra, last = publish(0), publish(21), publish(21, kind="extra"), publish(70)
    make_issue(DATE + dt.timedelta(days=28))
    public = Issue.objects.public()
    assert [public.after(issue).first() for issue in (first, main, extra, last)] == [
        main,
        extra,
        last,
        None,
    ]
    assert [public.before(issue).first() for issue in (first, main, extra, last)] == [
        None,
        first,
        main,
        extra,
    ]
    assert list(public.newest_first()) == [last, extra, main, first]
