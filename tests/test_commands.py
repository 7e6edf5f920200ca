"""publish_issue and withdraw_issue as an editor types them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model

from articles.models import Article, Issue, Masthead, Origin, Override, Page, Version
from articles.models.issue import State
from articles.permissions import SYSTEM, Role
from tests.factories import (
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_sound,
    make_user,
    place,
    stories_of,
)
from tests.stored import everything, refusal, run

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = "2026-03-04"


def shanghai(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=SHANGHAI)


def history(issue: Issue) -> list[tuple[str, str]]:
    """Who did what to the issue, in order."""
    entries = LogEntry.objects.filter(object_id=str(issue.pk), content_type__model="issue")
    return list(entries.order_by("pk").values_list("user__username", "change_message"))


# --- publishing -----------------------------------------------------------------------------------


def test_an_issue_is_published_by_its_date():
    issue = make_sound(total_number=1250, pages=2, stories=2)
    other = make_issue(dt.date(2026, 3, 11), total_number=1251)
    assert run("publish_issue", DAY) == (
        "2026年3月4日（总第1250期）已出版，读者地址：/2026/03/04/\n"
    )
    issue.refresh_from_db()
    assert (issue.state, issue.signed_by.username) == (State.SIGNED, SYSTEM)
    assert list(Issue.objects.public()) == [issue]
    assert set(Article.objects.public()) == set(stories_of(issue))
    assert not {*Article.objects.public()} & {*stories_of(other)}


def test_the_system_account_cannot_sign_in():
    make_sound()
    run("publish_issue", DAY)
    account = get_user_model().objects.get(username=SYSTEM)
    assert (account.is_active, account.is_staff, account.has_usable_password()) == (
        False,
        False,
        False,
    )


def test_publishing_is_done_in_the_name_that_is_given():
    make_editor("沈墨")
    issue = make_sound()
    run("publish_issue", DAY, "--by", "沈墨")
    assert Issue.objects.get().signed_by.username == "沈墨"
    assert [name for name, _sentence in history(issue)] == ["沈墨"]
    assert not get_user_model().objects.filter(username=SYSTEM).exists()


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2099-01-02T06:00", shanghai(2099, 1, 2, 6)),
        ("2099-01-02 06:00:30", shanghai(2099, 1, 2, 6, 0, 30)),
        ("2099-01-02", shanghai(2099, 1, 2)),
        ("2099-01-01T22:00Z", shanghai(2099, 1, 2, 6)),
        ("2099-01-02T07:00+09:00", shanghai(2099, 1, 2, 6)),
    ],
)
def test_a_time_is_the_papers_own_unless_it_says_otherwise(at: str, moment: dt.datetime):
    make_sound(total_number=1250)
    when = moment.strftime("%Y年%m月%d日%H:%M")
    assert run("publish_issue", DAY, "--at", at) == (
        f"2026年3月4日（总第1250期）已签发，定于{when}出版，读者地址：/2026/03/04/\n"
    )
    issue = Issue.objects.get()
    assert (issue.publish_at, issue.first_published_at) == (moment, moment)
    assert not Issue.objects.public().exists()
    assert list(Issue.objects.public(moment)) == [issue]


def test_a_time_that_has_passed_is_kept_as_the_time_of_publication():
    make_sound(total_number=1250)
    assert run("publish_issue", DAY, "--at", "2020-01-02T06:00") == (
        "2026年3月4日（总第1250期）已出版，读者地址：/2026/03/04/\n"
    )
    issue = Issue.objects.public().get()
    moment = shanghai(2020, 1, 2, 6)
    assert (issue.publish_at, issue.first_published_at) == (moment, moment)


@pytest.mark.parametrize(("by", "name"), [(("--by", "沈墨"), "沈墨"), ((), "系统")])
def test_the_second_time_one_is_told_who_published_it_and_when(by: tuple[str, ...], name: str):
    make_editor("沈墨")
    make_editor("林晓禾")
    make_sound(total_number=1250)
    run("publish_issue", DAY, "--at", "2020-01-02T06:00", *by)
    before = everything()
    for again in ((), ("--by", "林晓禾"), ("--at", "2099-01-01T06:00")):
        assert run("publish_issue", DAY, *again) == (
            f"2026年3月4日（总第1250期）已由{name}签发，2020年01月02日06:00出版，不必再次出版。\n"
        )
    assert everything() == before


def test_a_scheduled_issue_is_moved_to_another_time_by_publishing_it_again():
    make_sound()
    run("publish_issue", DAY, "--at", "2099-01-02T06:00")
    run("publish_issue", DAY, "--at", "2099-01-03T06:00")
    issue = Issue.objects.get()
    assert issue.publish_at == issue.first_published_at == shanghai(2099, 1, 3, 6)


def test_an_issue_without_stories_is_not_published():
    make_issue(total_number=1250, pages=2, stories=0)
    assert refusal("publish_issue", DAY) == (
        "2026年3月4日（总第1250期）还没有稿件上版，不能出版；请先编排版面。"
    )


def test_unsigned_stories_stand_against_their_issue_and_are_named_up_to_five():
    issue = make_issue()
    drafts = [make_article(f"未审之{n}", signed=False) for n in "一二三四五六"]
    place(Page.objects.get(), [*stories_of(issue), *drafts])
    named = "、".join(f"第01版：版名1《未审之{n}》" for n in "一二三四五")
    assert refusal("publish_issue", DAY) == (
        f"还有稿件没有签发，本期不能出版：{named}。请先签发或移出版面。"
    )


def test_an_extra_edition_is_published_apart_from_the_issue_of_its_day():
    main, extra = make_sound(), make_sound(kind="extra", total_number=None)
    assert run("publish_issue", DAY, "--extra") == (
        "2026年3月4日增期、号外已出版，读者地址：/2026/03/04-extra/\n"
    )
    assert list(Issue.objects.public()) == [extra]
    run("publish_issue", DAY)
    assert list(Issue.objects.public().newest_first()) == [extra, main]


def test_a_combined_issue_is_the_issue_of_its_day():
    make_sound(kind="combined", total_number=1250, last_total_number=1251)
    assert run("publish_issue", DAY) == (
        "2026年3月4日合刊（总第1250—1251期）已出版，读者地址：/2026/03/04/\n"
    )


def test_what_the_pre_flight_finds_stands_against_publication():
    make_sound()
    Masthead.objects.update(price="")
    before = everything()
    assert refusal("publish_issue", DAY) == (
        "付印前检查还有 1 项没有处理，本期没有出版：报头、版权项还缺定价。"
    )
    assert everything() == before


def test_warnings_are_let_pass_with_a_reason_by_who_has_the_right():
    make_sound(total_number=1250)
    Masthead.objects.update(price="")
    make_user("沈墨", role=(Role.CHIEF,))
    make_user("林晓禾", role=(Role.PUBLISHER,))
    for by in ((), ("--by", "林晓禾")):
        assert refusal("publish_issue", DAY, "--override", "本期赠阅", *by) == (
            "您没有放行的权限，请找总编辑办理。"
        )
    assert refusal("publish_issue", DAY, "--override", " ", "--by", "沈墨") == (
        "请写明放行的原因。"
    )
    run("publish_issue", DAY, "--override", "本期赠阅", "--by", "沈墨")
    assert list(Override.objects.values_list("reason", "printed_name")) == [("本期赠阅", "沈墨")]
    assert Issue.objects.public().exists()


def test_what_blocks_is_not_let_pass_and_then_nothing_is():
    make_issue(total_number=1250)
    make_user("沈墨", role=(Role.CHIEF,))
    assert refusal("publish_issue", DAY, "--override", "赶时间", "--by", "沈墨") == (
        "付印前检查还有 1 项没有处理，本期没有出版：第01版：版名1还没有做一校；三校做完才能出版。"
    )
    assert not Override.objects.exists()


def test_an_issue_of_the_archive_is_published_as_it_was_printed():
    issue = make_issue()
    Article.objects.update(origin=Origin.ARCHIVE)
    run("publish_issue", DAY)
    assert list(Issue.objects.public()) == [issue]


# --- withdrawing ----------------------------------------------------------------------------------


def test_an_issue_is_withdrawn_with_its_reason():
    make_editor("沈墨")
    issue = make_published(total_number=1250)
    assert run("withdraw_issue", DAY, "--reason", "第二版图片有误", "--by", "沈墨") == (
        "2026年3月4日（总第1250期）已撤回，读者暂时看不到；改好后用 publish_issue 再次出版。\n"
    )
    issue.refresh_from_db()
    assert (issue.state, issue.withdrawal_reason) == (State.WITHDRAWN, "第二版图片有误")
    assert history(issue)[-1] == ("沈墨", "撤回：第二版图片有误")
    assert not Issue.objects.public().exists()


def test_a_reason_may_be_left_out():
    issue = make_published()
    run("withdraw_issue", DAY)
    assert Issue.objects.get().withdrawal_reason == ""
    assert history(issue)[-1] == (SYSTEM, "撤回")


def test_a_reason_that_is_too_long_is_refused():
    make_published()
    assert refusal("withdraw_issue", DAY, "--reason", "误" * 201) == (
        "撤回原因长达 201 字，最多 200 字；请写短些。"
    )
    run("withdraw_issue", DAY, "--reason", "误" * 200)
    assert Issue.objects.get().withdrawal_reason == "误" * 200


def test_only_what_readers_were_promised_can_be_withdrawn_and_only_once():
    make_sound(total_number=1250)
    assert refusal("withdraw_issue", DAY) == (
        "2026年3月4日（总第1250期）还没有签发（组版），不用撤回。"
    )
    run("publish_issue", DAY)
    run("withdraw_issue", DAY)
    assert refusal("withdraw_issue", DAY) == (
        "2026年3月4日（总第1250期）已经撤回，不用再撤回一次。"
    )


def test_the_extra_edition_is_withdrawn_alone():
    main, extra = make_published(), make_published(kind="extra", total_number=None)
    assert run("withdraw_issue", DAY, "--extra") == (
        "2026年3月4日增期、号外已撤回，读者暂时看不到；改好后用 publish_issue 再次出版。\n"
    )
    assert list(Issue.objects.public()) == [main]
    assert Issue.objects.get(pk=extra.pk).state == State.WITHDRAWN


def test_published_again_an_issue_keeps_its_first_date_and_every_id():
    make_sound(pages=2, stories=2)
    run("publish_issue", DAY, "--at", "2020-01-02T06:00")
    issue, stories = Issue.objects.get(), stories_of(Issue.objects.get())
    versions = [story.published_version_id for story in stories]
    run("withdraw_issue", DAY, "--reason", "图片有误")
    run("publish_issue", DAY, "--at", "2020-02-02T06:00")
    again = Issue.objects.public().get()
    assert (again.pk, again.first_published_at, again.publish_at, again.withdrawal_reason) == (
        issue.pk,
        shanghai(2020, 1, 2, 6),
        shanghai(2020, 2, 2, 6),
        "",
    )
    assert stories_of(again) == stories
    assert [story.published_version_id for story in stories_of(again)] == versions
    assert Version.objects.count() == 4
