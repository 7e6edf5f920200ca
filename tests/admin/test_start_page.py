"""今天的工作: what each role finds on its start page, and the counts over every screen."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import desk, proofreading, workflow, writing
from articles.models import Article, HouseWord, Issue
from articles.models.article import State
from articles.models.review import PROOFS
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_issue,
    make_published,
    make_section,
    make_user,
    place,
    send_up,
)

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
NOW = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Ten in the morning in Shanghai, on the day before the issue."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


def enter(client, *roles: Role, name: str = "沈墨"):
    user = make_user(name, role=roles) if roles else make_user(name, is_staff=True)
    client.force_login(user)
    return user


def sections(client) -> dict:
    """Those of the start page by their keys, in its order."""
    context = client.get(INDEX).context
    return {section.key: section for section in [*context["due"], *context["done"]]}


def titles(section) -> list[str]:
    return [line.story.headline for line in section.lines]


def words(client, url: str = INDEX) -> str:
    """What is read, without its marks; one blank between."""
    text = re.sub(r"<[^>]+>", " ", client.get(url).content.decode())
    return re.sub(r"\s+", " ", text)


def marks(client, url: str = INDEX) -> list[tuple[str, int]]:
    return [(mark.word, mark.count) for mark in client.get(url).context["marks"]]


def waiting(state: State, title: str, **fields) -> Article:
    return send_up(make_article(title, signed=False, **fields), state)


def rewrite(story: Article, **fields) -> None:
    for name, text in fields.items():
        setattr(story, name, text)
    writing.save(story, by=make_user(), expected=story.version)


# --- whom what waits for ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.REPORTER, ["drafts"]),
        (Role.EDITOR, ["reviews"]),
        (Role.HEAD, ["reviews"]),
        (Role.CHIEF, ["reviews"]),
        (Role.PROOFREADER, ["proofs"]),
        (Role.LAYOUT, ["unplaced"]),
        (Role.PUBLISHER, []),
        (Role.ACCOUNTS, ["accounts"]),
        (Role.AUDITOR, ["reviewed", "acts"]),
    ],
)
def test_each_role_has_its_own_sections_and_hears_when_nothing_waits(client, role, keys):
    enter(client, role)
    found = sections(client)
    assert list(found) == keys
    assert [section.key for section in found.values() if not section.nothing] == []
    assert marks(client) == []


def test_who_has_every_role_sees_each_section_once_the_most_urgent_first(client):
    me = enter(client, *Role)
    for state in (State.FIRST, State.SECOND):
        waiting(state, "别人的稿子")
    mine = waiting(State.FIRST, "退回的稿子", by=me)
    workflow.send_back(mine, by=make_user(role=Role.EDITOR), opinion="请核实")
    make_article("写到一半", signed=False, by=me)
    waiting(State.SECOND, "送出的稿子", by=me)
    signed = make_article("签发后改过")
    rewrite(signed, title="签发后又改过")
    workflow.hold(waiting(State.FIRST, "待用的稿子"), by=me)
    assert list(sections(client)) == [
        *("returned", "changes", "reviews", "proofs", "unplaced", "drafts", "accounts"),
        *("sent", "judged", "reviewed", "acts"),
    ]
    assert marks(client) == [("退回", 1), ("待核准", 1), ("待审", 2)]


def test_a_person_without_a_role_is_told_whom_to_ask(client):
    make_user("王管", role=Role.ACCOUNTS)
    enter(client)
    make_issue(DATE)
    page = client.get(INDEX)
    assert "请找用户管理员（王管）设置角色。" in page.content.decode()
    assert (page.context["issue_in_hand"], "手头的期" in page.content.decode()) == (None, False)


def test_imports_and_issues_are_shown_to_those_they_concern(client):
    shown = {}
    for role in Role:
        enter(client, role, name=role.value)
        context = client.get(INDEX).context
        shown[role] = (bool(context.get("sees_issues")), bool(context.get("sees_imports")))
    importing = {Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF, Role.LAYOUT}
    assert shown == {role: (role != Role.ACCOUNTS, role in importing) for role in Role}


# --- writing ------------------------------------------------------------------------------------------


def test_a_reporter_sees_what_came_back_why_and_from_whom(client, clock):
    me = enter(client, Role.REPORTER)
    story = waiting(State.FIRST, "山路上的图书车", by=me)
    workflow.send_back(story, by=make_user("夏知行", role=Role.EDITOR), opinion="里程请再核对")
    clock.move_to(NOW + 3 * HOUR, tick=False)
    client.force_login(me)
    assert marks(client) == [("退回", 1)]
    said = words(client)
    assert "山路上的图书车 退回 夏知行初审退回：里程请再核对 已退回3小时" in said
    assert "退回 1 篇稿件退回给您" in said
    assert sections(client)["returned"].lines[0].url == reverse(
        "admin:articles_article_change", args=[story.pk]
    )


def test_a_reporter_sees_his_drafts_and_where_stands_what_he_sent_in(client):
    me = enter(client, Role.REPORTER)
    make_article("没写完的稿子", signed=False, by=me)
    make_article("别人的草稿", signed=False)
    sent = waiting(State.SECOND, "送出去的稿子", by=me)
    make_article("署他名字的稿子", signature="（本报记者 沈墨）")
    found = sections(client)
    assert titles(found["drafts"]) == ["没写完的稿子"]
    assert titles(found["sent"]) == ["署他名字的稿子", "送出去的稿子"]
    assert found["sent"].lines[1].last.said == "初审通过"
    assert "当班责任编辑初审通过，今天 10:00" in words(client)
    assert sent.state == State.SECOND


# --- reviewing ----------------------------------------------------------------------------------------


def test_a_reviewer_sees_what_waits_for_his_stage_oldest_first_with_its_facts(client, clock):
    HouseWord.objects.create(wrong="渡口儿", right="渡口")
    issue = make_issue(DATE, deadline=NOW + 8 * HOUR)
    older = waiting(State.SECOND, "渡口的水文站", section=make_section(), body="<p>渡口儿。</p>")
    place(issue.pages.get(), [older])
    clock.move_to(NOW + 3 * HOUR, tick=False)
    waiting(State.SECOND, "新到的稿子")
    waiting(State.FIRST, "别的环节的稿子")
    enter(client, Role.HEAD)
    line, second = sections(client)["reviews"].lines
    assert (line.story, second.story.headline) == (older, "新到的稿子")
    assert (line.findings, line.errors) == (len(_open(older)), _errors(older))
    assert (
        f"渡口的水文站 待复审 等了3小时 {older.character_count} 字 校对提示 1 处，其中错误 1 处 "
        "科协动态 "
    ) in words(client)
    assert "3月4日 第01版：版名1 截稿 今天 18:00，还有5小时" in words(client)
    assert marks(client) == [("待审", 2)]


def _open(story: Article) -> list:
    return proofreading.open_findings(Article.objects.get(pk=story.pk))


def _errors(story: Article) -> int:
    return sum(remark.finding.severity == "error" for remark in _open(story))


def test_a_deadline_that_has_passed_is_said_in_words(client, clock):
    issue = make_issue(DATE, deadline=NOW + HOUR)
    place(issue.pages.get(), [waiting(State.FIRST, "赶不上的稿子")])
    clock.move_to(NOW + 3 * HOUR, tick=False)
    enter(client, Role.EDITOR)
    assert words(client).count("已过截稿时间2小时（今天 11:00）") == 2


def test_what_another_must_sign_is_a_number_and_no_line(client):
    me = enter(client, Role.EDITOR, Role.HEAD)
    waiting(State.FIRST, "我写的", by=me)
    workflow.approve(waiting(State.FIRST, "我初审过的"), by=me)
    waiting(State.SECOND, "等我复审的")
    section = sections(client)["reviews"]
    assert titles(section) == ["等我复审的"]
    assert section.note == ("另有 2 篇是您写的，或者您已在别的环节审过、校过，要由别人来审。")
    assert marks(client) == [("待审", 1)]


def test_changes_of_signed_words_wait_for_the_chief_apart(client, clock):
    signed = make_article("旧标题")
    waiting(State.FINAL, "没签过的稿子")
    clock.move_to(NOW + 2 * HOUR, tick=False)
    rewrite(signed, title="改过的标题")
    clock.move_to(NOW + 3 * HOUR, tick=False)
    enter(client, Role.CHIEF)
    found = sections(client)
    assert (titles(found["changes"]), titles(found["reviews"])) == (
        ["改过的标题"],
        ["没签过的稿子"],
    )
    assert found["changes"].lines[0].since == NOW + 2 * HOUR
    assert marks(client) == [("待核准", 1), ("待审", 1)]


def test_a_story_of_an_earlier_round_is_no_change_of_signed_words(client):
    story = make_article("重来的稿子")
    workflow.send_back(story, by=make_user(role=Role.CHIEF), opinion="重写")
    send_up(story, State.FINAL)
    enter(client, Role.CHIEF)
    assert marks(client) == [("待审", 1)]


def test_what_one_judged_is_shown_once_with_what_became_of_it(client):
    me = enter(client, Role.EDITOR)
    on, back = waiting(State.FIRST, "往上送的"), waiting(State.FIRST, "退回去的")
    workflow.approve(on, by=me)
    workflow.approve(on, by=make_user("顾清溪", role=Role.HEAD))
    workflow.send_back(back, by=me, opinion="先核数字")
    send_up(back, State.FIRST)
    workflow.approve(back, by=me)
    lines = sections(client)["judged"].lines
    assert [(review.said, line.story.headline, line.last and line.last.said) for review, line in lines] == [
        ("初审通过", "退回去的", None),
        ("初审通过", "往上送的", "复审通过"),
    ]  # fmt: skip
    assert "往上送的 待终审 您初审通过，今天 10:00 顾清溪复审通过，今天 10:00" in words(client)


# --- pages and issues ---------------------------------------------------------------------------------


def test_a_proofreader_sees_the_pages_whose_turn_has_come(client):
    me = enter(client, Role.PROOFREADER)
    issue = make_issue(DATE, pages=4, stories=2)
    ready, done, unsigned, own = issue.pages.order_by("number")
    place(unsigned, [make_article(), waiting(State.FINAL, "没签的")])
    place(own, [make_article(signature="（本报记者 沈墨）")])
    for stage in PROOFS:
        done.refresh_from_db()
        workflow.proof_done(done, stage, by=make_user(role=Role.PROOFREADER))
    section = sections(client)["proofs"]
    [line] = section.lines
    assert (line.page, line.at.stage, line.at.stories) == (ready, PROOFS[0], 2)
    assert section.note == (
        "另有 1 个版还有稿件没有签发，签齐了再校。"
        "另有 1 个版上有您写的或者审过的稿件，要由别人来校。"
    )
    assert marks(client) == [("待校", 1)]
    workflow.proof_done(ready, PROOFS[0], by=me)
    assert sections(client)["proofs"].lines[0].at.stage == PROOFS[1]


def test_pages_at_proof_are_those_that_the_proofs_themselves_name():
    """The one query says of each page what `next_proof` says of one; a late story puts its page back."""
    make_published(DATE - dt.timedelta(days=7))
    issue = make_issue(DATE, pages=4, stories=2)
    proofreader = make_user(role=Role.PROOFREADER)
    for times, page in enumerate(issue.pages.order_by("number")):
        for stage in PROOFS[:times]:
            workflow.proof_done(page, stage, by=proofreader)
    late = issue.pages.get(number=4)
    place(late, [*Article.objects.filter(placement__page=late), make_article("补上的")])
    place(issue.pages.get(number=1), [])
    found = {at.page: at.stage for at in workflow.to_proof(proofreader)}
    pages = issue.pages.exclude(placements=None)
    assert found == {page.pk: workflow.next_proof(page) for page in pages}
    [at] = [at for at in workflow.to_proof(proofreader) if at.page == late.pk]
    assert (at.stage, at.stories) == (PROOFS[0], 1)


@pytest.mark.parametrize("allowed", [True, False])
def test_who_reviewed_a_story_proofreads_its_page_only_where_that_is_allowed(settings, allowed):
    settings.PROOFREADERS_MAY_REVIEW = allowed
    both = make_user(role=(Role.EDITOR, Role.PROOFREADER))
    story = waiting(State.FIRST, "他初审的")
    workflow.approve(story, by=both)
    send_up(story, State.FINAL)
    workflow.approve(story, by=make_user(role=Role.CHIEF))
    place(make_issue(DATE, stories=0).pages.get(), [story])
    [at] = workflow.to_proof(both)
    assert at.is_open == allowed


def test_layout_sees_signed_stories_without_a_place_and_the_issue_that_lacks_some(client):
    make_article("等着上版的")
    make_article("还没签的", signed=False)
    issue = make_issue(DATE, stories=2)
    place(issue.pages.get(), [make_article("已上版的"), waiting(State.FIRST, "没签的")])
    enter(client, Role.LAYOUT)
    found = sections(client)["unplaced"]
    assert "等着上版的" in titles(found)
    assert {"还没签的", "已上版的", "没签的"} & set(titles(found)) == set()
    assert "2 篇里有 1 篇没有签发" in words(client)


def test_a_publisher_is_led_to_an_issue_that_is_ready_and_told_what_another_lacks(client):
    ready = make_issue(DATE)
    lacking = make_issue(DATE + dt.timedelta(days=7))
    place(lacking.pages.get(), [waiting(State.FIRST, "没签的")])
    enter(client, Role.PUBLISHER)
    page = client.get(INDEX).content.decode()
    ways = [reverse("admin:issue_publish", args=[issue.pk]) in page for issue in (ready, lacking)]
    assert ways == [True, False]
    assert ("1 篇都已签发" in page, "1 篇里有 1 篇没有签发" in page) == (True, True)
    enter(client, Role.LAYOUT, name="版式")
    assert reverse("admin:issue_publish", args=[ready.pk]) not in client.get(INDEX).content.decode()


def test_who_keeps_the_accounts_sees_those_without_a_role(client):
    enter(client, Role.ACCOUNTS)
    make_user("有角色的", role=Role.REPORTER)
    make_user("停用的", is_active=False)
    fresh = make_user("刚来的")
    assert sections(client)["accounts"].lines == [fresh]


def test_an_auditor_sees_the_last_lines_of_the_record(client):
    enter(client, Role.AUDITOR)
    story = waiting(State.SECOND, "审过的")
    found = sections(client)
    assert [(review.article, review.said) for review in found["reviewed"].lines] == [
        (story, "初审通过"),
        (story, "送审"),
    ]
    assert "稿件“审过的”" in words(client)


# --- on every screen ----------------------------------------------------------------------------------


def test_the_counts_stand_over_every_screen_and_lead_to_their_section(client):
    enter(client, Role.EDITOR)
    for _ in range(2):
        waiting(State.FIRST, "待审的")
    for name in ("articles_article_changelist", "articles_article_add", "password_change"):
        page = client.get(reverse(f"admin:{name}")).content.decode()
        assert '<a href="/admin/#reviews">待审 <b class="figures">2</b>' in page
    assert 'id="reviews"' in client.get(INDEX).content.decode()
    assert "marks" not in client.get("/").context


#: Session, user, rights, roles, paper; unsaved texts; then the desk's own.
COSTS = {
    (Role.REPORTER,): 20,
    (Role.EDITOR,): 28,
    (Role.CHIEF,): 35,
    (Role.PROOFREADER,): 14,
    (Role.LAYOUT,): 17,
    (Role.AUDITOR,): 14,
    tuple(Role): 42,
}


def test_a_start_page_costs_the_same_for_one_line_of_each_and_for_thirty(
    client, django_assert_num_queries
):
    me = enter(client, *Role)
    issue = make_issue(DATE, pages=2, stories=1)
    fill(me, issue)
    for rows in (1, 30):
        for story in list(Article.objects.all()) if rows > 1 else ():
            copy(story, rows - 1)
        for roles, cost in COSTS.items():
            me.groups.set(Group.objects.filter(name__in=roles))
            client.force_login(me)  # other roles end a session
            client.get(INDEX)  # which notes once that somebody is here
            with django_assert_num_queries(cost, info=f"{roles} {rows}"):
                assert client.get(INDEX).status_code == 200


def fill(me, issue: Issue) -> None:
    """One of everything that may wait for somebody, in another's hands or in his."""
    make_article("草稿", signed=False, by=me)
    returned = waiting(State.FIRST, "退回", by=me)
    workflow.send_back(returned, by=make_user(role=Role.EDITOR), opinion="重写")
    waiting(State.SECOND, "送出", by=me)
    changed = make_article("签过")
    rewrite(changed, title="改过")
    make_article("未上版")
    stages = [State.FIRST, State.SECOND, State.FINAL]
    page = issue.pages.get(number=2)
    place(
        page, [waiting(state, "待审", figures=[writing.Figure(None, "图说")]) for state in stages]
    )
    for act in (workflow.approve, workflow.hold):
        act(waiting(State.FIRST, "办过"), by=me)


def copy(story: Article, times: int) -> None:
    """With its record, on the same page; by hand, for the acts would take a minute."""
    reviews, lines, place = list(story.reviews.all()), list(story.bylines.all()), story.place
    for number in range(times):
        twin = Article.objects.get(pk=story.pk)
        twin.pk, twin._state.adding = None, True
        twin.save()
        for part in (*reviews, *lines, *([place] if place else [])):
            part.pk, part.article, part._state.adding = None, twin, True
            if part is place:
                part.position = 1000 * story.pk + number
            part.save()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "不到1分钟"),
        (59, "不到1分钟"),
        (60, "1分钟"),
        (3599, "59分钟"),
        (3600, "1小时"),
        (86399, "23小时"),
        (86400, "1天"),
        (30 * 86400, "30天"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(seconds, said):
    assert desk.age(NOW - dt.timedelta(seconds=seconds)) == said
