"""What readers have from one act to the next: recorded for good, story by story, on time and once."""

import datetime as dt
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from articles import corrections, publishing, search, writing
from articles.models import Article, Correction, Issue, Publication
from articles.models.publication import Deed
from articles.publishing import record
from tests.factories import (
    DATE,
    make_editor,
    make_issue,
    make_published,
    sign,
    stories_of,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def deeds() -> list[str]:
    return list(Publication.objects.in_order().values_list("deed", flat=True))


def revised(issue: Issue, title: str = "气象站建成两座") -> Article:
    """Its first story with another title, signed off and not yet released."""
    story = stories_of(issue)[0]
    story.title = title
    writing.save(story, by=make_editor())
    sign(story)
    return story


def found(story: Article) -> list[Article]:
    among = Article.objects.all()
    return list(search.find(story.headline, among=among, scope=search.Scope.PUBLIC))


# --- the record -----------------------------------------------------------------------------------


def test_each_publication_says_who_did_what_when_of_which_words_at_which_address():
    issue = make_issue(stories=2)
    editor = make_editor("沈墨")
    publishing.publish(issue, by=editor)
    row = Publication.objects.get()
    issue.refresh_from_db()
    assert (row.deed, row.issue, row.article, row.by, row.printed_name) == (
        Deed.SIGN,
        issue,
        None,
        editor,
        "沈墨",
    )
    assert row.versions == [
        {
            "article": story.pk,
            "version": story.published_version.number,
            "fingerprint": story.published_version.fingerprint,
        }
        for story in stories_of(issue)
    ]
    assert (row.address, row.publish_at) == ("/2026/03/04/", issue.publish_at)
    assert row.content_hash == record.content_hash(issue.masthead, row.versions)


def test_equal_contents_have_equal_hashes_and_other_words_another():
    issue = make_published()
    publishing.withdraw(issue, by=make_editor())
    publishing.publish(issue, by=make_editor())
    first, _taken, again = Publication.objects.in_order()
    assert first.content_hash == again.content_hash
    story = revised(issue)
    publishing.renew(story, by=make_editor())
    publishing.withdraw(issue, by=make_editor())
    assert Publication.objects.in_order().last().content_hash != first.content_hash


def test_a_record_outlives_its_editor_and_is_never_changed():
    editor = make_editor("沈墨")
    publishing.publish(make_issue(), by=editor)
    row = Publication.objects.get()
    Issue.objects.update(signed_by=make_editor())
    editor.logentry_set.all().delete()
    editor.delete()
    row = Publication.objects.get()
    assert (row.by, row.printed_name) == (None, "沈墨")
    for attempt in (
        row.save,
        row.delete,
        Publication.objects.all().delete,
        lambda: Publication.objects.update(reason="改"),
        lambda: Publication.objects.bulk_update([row], ["reason"]),
    ):
        with pytest.raises(TypeError):
            attempt()


# --- one story ------------------------------------------------------------------------------------


def test_a_story_that_is_taken_back_keeps_its_place_and_answers_with_the_reason(client):
    issue = make_published(stories=2)
    first, second = stories_of(issue)
    publishing.withdraw_story(first, by=make_editor(), reason="采访对象要求撤稿")
    response = client.get(first.get_absolute_url())
    assert response.status_code == 410
    assert "撤稿原因：采访对象要求撤稿" in response.content.decode()
    assert stories_of(issue) == [first, second]
    assert list(Article.objects.public()) == [second]
    assert first.headline not in client.get(issue.get_absolute_url()).content.decode()
    assert first.get_absolute_url() not in client.get(second.get_absolute_url()).content.decode()
    assert found(first) == []
    first = Article.objects.get(pk=first.pk)
    assert (first.status, deeds()) == ("已撤稿", ["sign", "withdraw_story"])


def test_a_story_that_was_taken_back_is_shown_again_as_it_was(client):
    issue = make_published()
    story = stories_of(issue)[0]
    publishing.withdraw_story(story, by=make_editor(), reason="待核实")
    publishing.reinstate_story(story, by=make_editor())
    assert client.get(story.get_absolute_url()).status_code == 200
    assert found(story) == [story]
    assert deeds() == ["sign", "withdraw_story", "reinstate_story"]
    with pytest.raises(publishing.AlreadyPublished, match="没有撤稿"):
        publishing.reinstate_story(story, by=make_editor())


def test_a_story_is_taken_back_once_with_a_reason_and_only_where_readers_have_it():
    story = stories_of(make_issue(DATE + dt.timedelta(days=7)))[0]
    with pytest.raises(publishing.CannotWithdraw, match="没有刊出，不用撤稿"):
        publishing.withdraw_story(story, by=make_editor(), reason="误刊")
    story = stories_of(make_published())[0]
    with pytest.raises(publishing.CannotWithdraw, match="请写明撤稿原因"):
        publishing.withdraw_story(story, by=make_editor(), reason="　")
    with pytest.raises(publishing.CannotWithdraw, match="长达 201 字，最多 200 字"):
        publishing.withdraw_story(story, by=make_editor(), reason="长" * 201)
    publishing.withdraw_story(story, by=make_editor(), reason="误刊")
    with pytest.raises(publishing.CannotWithdraw, match="已经撤稿"):
        publishing.withdraw_story(story, by=make_editor(), reason="误刊")
    assert deeds() == ["sign", "withdraw_story"]


def test_whoever_saw_an_older_story_takes_nothing_back():
    story = stories_of(make_published())[0]
    with pytest.raises(publishing.CannotWithdraw, match=r"刚刚被.*改动，没有办"):
        publishing.withdraw_story(
            story, by=make_editor(), reason="误刊", expected=story.version - 1
        )
    assert Article.objects.public().count() == 1


def test_a_form_that_was_open_when_the_story_was_taken_back_does_not_show_it_again():
    story = stories_of(make_published())[0]
    opened = Article.objects.get(pk=story.pk)
    publishing.withdraw_story(story, by=make_editor(), reason="误刊")
    opened.note = "备注"
    writing.save(opened, by=make_editor(), expected=story.version)
    assert Article.objects.get(pk=story.pk).withdrawal_reason == "误刊"


# --- corrections ----------------------------------------------------------------------------------


def test_readers_are_told_what_was_corrected_and_when(client):
    issue = make_published()
    story = revised(issue)
    publishing.renew(story, by=make_editor("沈墨"), correction="“一座”应为“两座”。")
    html = client.get(story.get_absolute_url()).content.decode()
    assert "“一座”应为“两座”。" in html
    row = Correction.objects.get()
    assert (row.before.number, row.after, row.printed_name) == (1, story.latest_version, "沈墨")
    assert Publication.objects.in_order().last().reason == "“一座”应为“两座”。"


def test_a_correction_is_printed_on_the_same_page_of_a_later_issue_and_both_link_to_each_other(
    client,
):
    issue = make_published(pages=2)
    story = stories_of(issue)[1]
    story.title = "气象站建成两座"
    writing.save(story, by=make_editor())
    sign(story)
    publishing.renew(story, by=make_editor(), correction="“一座”应为“两座”。", due_in_print=True)
    later = make_issue(DATE + dt.timedelta(days=7), pages=3)
    (due,) = Correction.objects.due()
    printed = corrections.print_in(due, later, by=make_editor())
    assert printed.place.page.number == 2
    assert not Correction.objects.due().exists()
    assert "更正已刊于" not in client.get(story.get_absolute_url()).content.decode()
    sign(printed)
    publishing.publish(later, by=make_editor())
    html = client.get(story.get_absolute_url()).content.decode()
    assert f'<a href="{printed.get_absolute_url()}">更正已刊于2026年3月11日第02版</a>' in html
    html = client.get(printed.get_absolute_url()).content.decode()
    assert f'<a href="{story.get_absolute_url()}">2026年3月4日第02版《气象站建成两座》</a>' in html
    with pytest.raises(corrections.CannotCorrect, match="已经排到2026年3月11日"):
        corrections.print_in(due, later, by=make_editor())


def test_a_correction_goes_to_the_last_page_where_there_is_none_of_that_number():
    story = revised(make_published(pages=1))
    publishing.renew(story, by=make_editor(), correction="应为两座。", due_in_print=True)
    later = make_issue(DATE + dt.timedelta(days=7), pages=0)
    with pytest.raises(corrections.CannotCorrect, match="还没有版面"):
        corrections.print_in(Correction.objects.get(), later, by=make_editor())
    assert Article.objects.filter(title="更正").count() == 0


def test_a_correction_in_print_needs_its_words():
    story = revised(make_published())
    with pytest.raises(publishing.CannotPublish, match="请先写更正的文字"):
        publishing.renew(story, by=make_editor(), due_in_print=True)
    with pytest.raises(publishing.CannotPublish, match="长达 501 字"):
        publishing.renew(story, by=make_editor(), correction="长" * 501)
    assert Article.objects.get(pk=story.pk).is_revised


# --- on time --------------------------------------------------------------------------------------


def test_an_issue_is_brought_out_once_at_its_hour_and_never_before():
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        issue = make_published(at=now + HOUR)
        assert list(publishing.publish_due()) == []
        clock.move_to(now + HOUR - dt.timedelta(microseconds=1))
        assert list(publishing.publish_due()) == []
        clock.move_to(now + HOUR)
        assert list(publishing.publish_due()) == [(issue, None)]
        assert list(publishing.publish_due()) == []
    assert deeds() == ["sign", "appear"]
    assert Issue.objects.get().appeared_at == now + HOUR


def test_what_is_published_at_once_is_out():
    make_published()
    assert (list(publishing.publish_due()), deeds()) == ([], ["sign"])


def test_an_issue_that_was_taken_back_or_put_off_does_not_come_out():
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        issue = make_published(at=now + HOUR)
        other = make_published(DATE + dt.timedelta(days=7), at=now + HOUR)
        publishing.withdraw(issue, by=make_editor())
        publishing.publish(other, by=make_editor(), at=now + 2 * HOUR)
        clock.move_to(now + HOUR)
        assert list(publishing.publish_due()) == []
        clock.move_to(now + 2 * HOUR)
        assert [issue for issue, _ in publishing.publish_due()] == [other]


def test_a_bad_issue_does_not_hold_up_the_others(monkeypatch, capsys):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        bad = make_published(at=now + HOUR)
        good = make_published(DATE + dt.timedelta(days=7), at=now + HOUR)
        clock.move_to(now + HOUR)
        whole = record.of_issue

        def fails(deed, issue, **given):
            if issue == bad:
                raise OSError("磁盘已满")
            return whole(deed, issue, **given)

        monkeypatch.setattr(record, "of_issue", fails)
        with pytest.raises(CommandError, match="下次运行会再办"):
            call_command("publish_due")
        out = capsys.readouterr()
        assert f"{bad}没有办完：磁盘已满" in out.err
        assert f"{good}已出版，读者地址：/2026/03/11/" in out.out
        monkeypatch.undo()
        call_command("publish_due")
        assert f"{bad}已出版" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_brings_an_issue_out():
    now = timezone.now()
    make_published(at=now + HOUR)
    Issue.objects.update(publish_at=now)
    together, done = Barrier(4), []

    def work() -> None:
        together.wait()
        try:
            done.extend(issue.pk for issue, _ in publishing.publish_due())
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (len(done), deeds()) == (1, ["sign", "appear"])
