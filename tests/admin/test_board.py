"""编排版面: each act is sent with the board that was seen and answered with the board as it is then, or with why not."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from articles import assembly, corrections, publishing, workflow, writing
from articles.models import Article, Correction, Issue, Page, Placement
from articles.models.article import State
from articles.models.review import Stage
from articles.permissions import Role
from tests.access.forms import Page as Screen
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_published,
    make_section,
    make_user,
    place,
    send_up,
    sign,
    stories_of,
)
from tests.test_board import board

pytestmark = pytest.mark.django_db

AS_SCRIPT = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def layout(client):
    """版面编辑, at the desk."""
    user = make_user("周澄", role=Role.LAYOUT)
    client.force_login(user)
    return user


def made(*titles: str, pages: int = 2) -> tuple[Issue, list[Page], list[Article]]:
    """An issue whose first page holds signed stories of these titles."""
    issue = make_issue(pages=pages, stories=0)
    stories = [make_article(title) for title in titles]
    place(issue.pages.get(number=1), stories)
    issue.refresh_from_db()
    return issue, list(issue.pages.order_by("number")), stories


def seen(story: Article) -> str:
    return f"{story.pk}:{story.version}"


def sent(issue: Issue, act: str, stories: list[Article] = (), **more) -> dict:
    """What the board sends as it now stands; keyword None leaves a field out."""
    version = Issue.objects.get(pk=issue.pk).version
    data = {"act": act, "seen_version": version, "story": [seen(story) for story in stories]}
    return {name: value for name, value in (data | more).items() if value is not None}


def move(client, issue: Issue, act: str, stories: list[Article] = (), query: str = "", **more):
    url = reverse("admin:issue_board_move", args=[issue.pk]) + query
    return client.post(url, sent(issue, act, stories, **more), headers=AS_SCRIPT)


def told(response) -> tuple[int, str]:
    return response.status_code, response.json()["said"]


def screen(client, issue: Issue, query: str = "") -> str:
    return client.get(reverse("admin:issue_board", args=[issue.pk]) + query).content.decode()


def titles(html: str) -> list[str]:
    """The cards in order, those of the pool first."""
    return re.findall(r'class="card__title">.*?<a [^>]*>(.*?)</a>', html)


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def mark(html: str) -> str:
    return re.search(r'data-mark="([^"]*)"', html)[1]


def state(client, issue: Issue, version: str, query: str = ""):
    url = reverse("admin:issue_board_state", args=[issue.pk])
    return client.get(f"{url}?version={version}{query}")


# --- what is shown ------------------------------------------------------------------------------------


def test_the_pages_stand_side_by_side_with_all_that_is_said_of_a_story(client):
    issue, (first, second), (a, b) = made("云岭的雪", "果园课堂")
    figures = [writing.Figure(make_image(), "图说")]
    a.section = make_section("要闻")
    writing.save(a, by=make_editor(), figures=figures, expected=a.version)
    sign(a)
    assembly.continue_on(issue, a, second, by=make_editor())
    html = screen(client, issue)
    assert titles(html) == ["云岭的雪", "果园课堂"]
    card = words(html.split(f'id="story-{a.pk}"')[1].split("</li>")[0].split(">", 1)[1])
    assert (
        card
        == f"头条 云岭的雪 已签发 要闻 · {a.character_count} 字 · 图1 （本报记者 何晓） 下转第02版 ⠿"
    )
    assert html.count("头条</b>") == 1
    arrival = words(html.split('class="board__arrival">')[1].split("</p>")[0])
    assert arrival == "上接第01版 云岭的雪"
    assert f'href="{reverse("admin:page_proof", args=[first.pk])}"' in html
    assert b.headline in html


@pytest.mark.parametrize(
    ("spare", "said"), [(None, ""), (0, "字数正好"), (30, "还可排 30 字"), (-5, "超出 5 字")]
)
def test_the_length_of_a_page_is_told_beside_what_it_is_to_hold(client, spare, said):
    issue, (first, _second), stories = made("云岭的雪", "果园课堂")
    length = sum(story.character_count for story in stories)
    budget = None if spare is None else length + spare
    assembly.describe(first, by=make_editor(), name="要闻", credits="", budget=budget)
    head = screen(client, issue).split(f'id="head-{first.pk}"')[1].split("</header>")[0]
    facts = words(head.split('class="board__facts figures">')[1].split("</p>")[0])
    of = "" if budget is None else f" / {budget}"
    assert facts == f"2 篇 · {length}{of} 字{f' · {said}' if said else ''}"


def test_a_page_says_how_far_it_is_proofread(client):
    issue, (first, second), _stories = made("云岭的雪")
    reader = make_user(role=Role.PROOFREADER)
    first.refresh_from_db()
    workflow.proof_done(first, Stage.PROOF_1, by=reader)
    html = screen(client, issue)
    heads = [
        html.split(f'id="head-{page.pk}"')[1].split("</header>")[0] for page in (first, second)
    ]
    assert [re.search("未校|.校毕", head)[0] for head in heads] == ["一校毕", "未校"]


def test_the_pool_holds_what_is_signed_and_what_is_coming_the_nearest_first(client):
    issue, _pages, _placed = made("已上版的")
    other = make_issue(DATE + dt.timedelta(days=7), stories=1)
    for title, at in (("待初审的", State.FIRST), ("待终审的", State.FINAL)):
        send_up(make_article(title, signed=False), at)
    make_article("草稿一篇", signed=False)
    make_article("签发的")
    assert titles(screen(client, issue)) == ["签发的", "待终审的", "待初审的", "已上版的"]
    assert titles(screen(client, issue, "?state=draft")) == ["草稿一篇", "已上版的"]
    assert titles(screen(client, issue, "?state=review")) == ["待终审的", "待初审的", "已上版的"]
    assert titles(screen(client, issue, "?state=signed")) == ["签发的", "已上版的"]
    assert stories_of(other)[0].headline not in screen(client, issue)


def test_the_pool_is_searched_and_narrowed_by_section(client):
    issue, _pages, _placed = made()
    section = make_section("气象")
    make_article("云岭的雪", section=section, body="<p>山顶落了雪。</p>")
    make_article("果园课堂", body="<p>山顶的果农学剪枝。</p>")
    assert titles(screen(client, issue, "?q=剪枝")) == ["果园课堂"]
    assert titles(screen(client, issue, f"?section={section.pk}")) == ["云岭的雪"]
    assert titles(screen(client, issue, "?section=none")) == ["果园课堂"]
    assert titles(screen(client, issue, f"?section={section.pk}&q=剪枝")) == []
    assert "没有这样的稿件。" in screen(client, issue, "?q=没有这样的字")


@pytest.mark.parametrize(
    "query", ["?q=%00", "?section=x", f"?section={10**17}", "?p=0", "?p=9999", "?p=-1", "?state=x"]
)
def test_whatever_an_address_asks_of_the_pool_is_answered(client, query):
    issue, _pages, _placed = made()
    make_article("云岭的雪")
    shown = titles(screen(client, issue, query))
    assert shown == ([] if query.endswith("0" * 17) else ["云岭的雪"])


def test_a_long_pool_is_turned_page_by_page_with_what_it_is_narrowed_to(client):
    issue, _pages, _placed = made()
    for _ in range(21):
        make_article()
    first, second = (
        screen(client, issue, "?state=signed"),
        screen(client, issue, "?state=signed&p=2"),
    )
    assert [len(titles(first)), len(titles(second))] == [20, 1]
    assert re.findall('href="([^"]*)" data-turn', first) == ["?state=signed&amp;p=2"]
    assert re.findall('href="([^"]*)" data-turn', second) == ["?state=signed"]


def test_a_board_costs_the_same_for_one_story_and_for_many(client):
    def queries(stories: int, date: dt.date) -> int:
        issue = make_issue(date, pages=3, stories=stories)
        for _ in range(stories):
            make_article(section=make_section(), figures=[writing.Figure(make_image(), "图")])
        screen(client, issue)
        with CaptureQueriesContext(connection) as asked:
            screen(client, issue)
        return len(asked)

    assert queries(1, DATE) == queries(6, DATE + dt.timedelta(days=7))


# --- what is done -------------------------------------------------------------------------------------


def test_stories_go_to_a_page_before_another_and_the_answer_is_the_board(client):
    issue, (_first, second), (a, b, c) = made("甲", "乙", "丙")
    assert told(move(client, issue, "move", [c], page=second.pk)) == (
        200,
        "《丙》排到第02版：版名2。",
    )
    pool = make_article("丁")
    response = move(client, issue, "move", [b, pool], page=second.pk, before=c.pk)
    assert told(response) == (200, "《乙》、《丁》排到第02版：版名2。")
    assert board(issue) == {1: ["甲"], 2: ["乙", "丁", "丙"]}
    html = response.json()["html"]
    assert titles(html) == ["甲", "乙", "丁", "丙"]
    assert f'name="seen_version" value="{Issue.objects.get(pk=issue.pk).version}"' in html
    assert a.headline in html


def test_a_story_goes_up_down_to_the_lead_and_off(client):
    issue, _pages, (a, b, c) = made("甲", "乙", "丙")
    steps = [
        ("up", [c], "《丙》上移一位。", ["甲", "丙", "乙"]),
        ("down", [a], "《甲》下移一位。", ["丙", "甲", "乙"]),
        ("lead", [b], "《乙》设为头条。", ["乙", "丙", "甲"]),
        ("take_off", [c, a], "《丙》、《甲》撤下版面，放回待排。", ["乙"]),
    ]
    for act, stories, said, order in steps:
        assert told(move(client, issue, act, stories)) == (200, said)
        assert board(issue)[1] == order


def test_a_story_goes_on_on_another_page_and_no_more(client):
    issue, (_first, second), (a,) = made("甲")
    response = move(client, issue, "continue_on", [a], goes_on=second.pk)
    assert told(response) == (200, "《甲》下转第02版：版名2。")
    assert Placement.objects.get(article=a).continued_on == second
    assert told(move(client, issue, "continue_on", [a])) == (409, "请先选转到哪一版，没有改动。")
    response = move(client, issue, "continue_on", [a], goes_on="none")
    assert told(response) == (200, "《甲》不再转版。")
    assert Placement.objects.get(article=a).continued_on is None


def test_pages_are_added_described_turned_and_taken_away(client):
    issue, (first, second), _stories = made("甲")
    assert told(move(client, issue, "add_page")) == (200, "加了第03版。")
    typed = {"page": second.pk, "name": " 科普 ", "credits": "责任编辑：林晓", "budget": "4800"}
    assert told(move(client, issue, "describe", **typed)) == (200, "第02版：科普改好了。")
    second.refresh_from_db()
    assert (second.name, second.credits, second.budget) == ("科普", "责任编辑：林晓", 4800)
    said = "版序已调整，现在是第01版：科普。"
    assert told(move(client, issue, "page_left", page=second.pk)) == (200, said)
    assert board(issue) == {1: [], 2: ["甲"], 3: []}
    said = "版序已调整，现在是第02版：科普。"
    assert told(move(client, issue, "page_right", page=second.pk)) == (200, said)
    said = "第01版：版名1已经是第一版。"
    assert told(move(client, issue, "page_left", page=first.pk)) == (409, said)
    assert told(move(client, issue, "remove_page", page=second.pk)) == (200, "删去第02版：科普。")
    response = move(client, issue, "remove_page", page=first.pk)
    assert response.status_code == 409
    assert board(issue) == {1: ["甲"], 3: []}


def test_a_page_loses_its_budget_when_the_field_is_emptied(client):
    issue, (first, _second), _stories = made("甲")
    assembly.describe(first, by=make_editor(), name="要闻", credits="", budget=4800)
    move(client, issue, "describe", page=first.pk, name="要闻", credits="", budget="")
    first.refresh_from_db()
    assert first.budget is None


def test_a_section_is_set_for_those_who_may_edit_the_story_as_it_was_seen(client):
    issue, _pages, (a, b) = made("甲", "乙")
    section = make_section("气象")
    response = move(client, issue, "section", [a, b], section=section.pk)
    assert told(response) == (200, "《甲》、《乙》栏目设为气象。")
    a.refresh_from_db()
    assert (a.section, a.state) == (section, State.SIGNED_OFF)
    said = "《甲》栏目设为空。"
    assert told(move(client, issue, "section", [a], section="none")) == (200, said)
    assert told(move(client, issue, "section", [a])) == (409, "请先选哪个栏目，没有改动。")
    b.refresh_from_db()
    older = [f"{b.pk}:{b.version - 1}"]
    response = move(client, issue, "section", section="none", story=older)
    assert response.status_code == 409
    b.refresh_from_db()
    assert b.section == section


def test_a_story_under_review_keeps_its_section_and_so_do_those_chosen_with_it(client):
    issue, (first, _second), (a,) = made("甲")
    waits = send_up(make_article("待审的", signed=False), State.FIRST)
    assembly.move(issue, [waits], first, by=make_editor())
    response = move(client, issue, "section", [a, waits], section=make_section("气象").pk)
    assert told(response) == (
        409,
        "《待审的》现在是“待初审”，您没有这项权限，请找责任编辑、部主任、总编辑办理。",
    )
    assert [story.section for story in stories_of(issue)] == [None, None]


def corrected() -> Correction:
    """A published story whose correction is to be printed."""
    story = stories_of(make_published(DATE - dt.timedelta(days=7), pages=2))[1]
    story.refresh_from_db()
    story.body = story.body.replace("近日", "昨日")
    writing.save(story, by=make_user(), expected=story.version)
    sign(story)
    version = story.published_version
    return Correction.objects.create(
        article=story,
        text="文中“近日”应为“昨日”。",
        before=version,
        after=version,
        due_in_print=True,
    )


def test_a_correction_that_is_due_is_offered_for_the_same_page_and_set_there(client):
    correction = corrected()
    issue, _pages, _stories = made("甲")
    offer = words(screen(client, issue).split("要见报的更正")[1].split("</ul>")[0])
    title = correction.article.headline
    assert f"{title} 文中“近日”应为“昨日”。" in offer
    assert f"排到第02版 ：{title}的更正" in offer
    response = move(client, issue, "print_correction", correction=correction.pk)
    assert told(response) == (200, f"《{title}》的更正排到第02版：版名2。")
    assert board(issue) == {1: ["甲"], 2: [corrections.TITLE]}
    assert "要见报的更正" not in response.json()["html"]
    response = move(client, issue, "print_correction", correction=correction.pk)
    assert response.status_code == 409
    assert board(issue) == {1: ["甲"], 2: [corrections.TITLE]}


# --- what is refused ----------------------------------------------------------------------------------


def test_a_stale_act_does_nothing_tells_who_did_what_and_shows_what_is_so(client):
    issue, (_first, second), (a, b) = made("甲", "乙")
    version = issue.version
    assembly.move(issue, [b], second, by=make_user("苏文"))
    acts = {
        "move": {"page": second.pk},
        **{name: {} for name in ("take_off", "lead", "up", "down", "add_page")},
        "section": {"section": "none"},
        "continue_on": {"goes_on": second.pk},
        "describe": {"page": second.pk, "name": "改"},
        "page_left": {"page": second.pk},
        "page_right": {"page": second.pk},
        "remove_page": {"page": second.pk},
        "print_correction": {"correction": corrected().pk},
    }
    for act, more in acts.items():
        response = move(client, issue, act, [a], seen_version=version, **more)
        status, said = told(response)
        assert (status, act) == (409, act)
        assert re.fullmatch(
            r"本期刚刚被苏文（.*）动过，您的改动没有做；.*（苏文：《乙》排到第02版：版名2）", said
        )
        assert titles(response.json()["html"]) == ["甲", "乙"]
    assert board(issue) == {1: ["甲"], 2: ["乙"]}


def test_a_colleague_who_named_a_page_is_told_of_too(client):
    issue, (_first, second), (a,) = made("甲")
    version = issue.version
    assembly.describe(second, by=make_user("苏文"), name="科普", credits="", budget=None)
    status, said = told(move(client, issue, "lead", [a], seen_version=version))
    assert status == 409
    assert re.fullmatch("本期刚刚被苏文（.*）动过，.*（苏文：改版面的名称、署名或字数）", said)


@pytest.mark.parametrize(
    ("forged", "status"),
    [
        ({"act": "publish"}, 422),
        ({"act": None}, 422),
        ({"seen_version": None}, 422),
        ({"seen_version": "x"}, 422),
        ({"seen_version": "9" * 30}, 422),
        ({"story": ["x"]}, 422),
        ({"story": ["1:2:3"]}, 422),
        ({"story": ["-1:2"]}, 422),
        ({"story": [f"{10**30}:1"]}, 422),
        ({"story": [f"{at}:1" for at in range(1, 202)]}, 422),
        ({"page": "9" * 30}, 422),
        ({"before": "x"}, 422),
        ({"goes_on": "0"}, 422),
        ({"section": "0"}, 422),
        ({"name": "长" * 41}, 422),
        ({"name": "a\x00b"}, 422),
        ({"budget": "100000"}, 422),
        ({"story": []}, 409),
        ({"story": ["999999:1"]}, 409),
        ({"page": "999999"}, 409),
        ({"page": ""}, 409),
    ],
)
def test_a_forged_or_mistaken_act_does_nothing_and_shows_the_board(client, forged, status):
    issue, (_first, second), (a,) = made("甲")
    url = reverse("admin:issue_board_move", args=[issue.pk])
    given = sent(issue, "move", [a], page=second.pk) | forged
    data = {name: value for name, value in given.items() if value is not None}
    response = client.post(url, data, headers=AS_SCRIPT)
    assert response.status_code == status
    assert response.json()["said"].endswith("。")
    assert titles(response.json()["html"]) == ["甲"]
    assert board(issue) == {1: ["甲"], 2: []}


def test_a_page_of_another_issue_is_none_of_this_board(client):
    issue, _pages, (a,) = made("甲")
    other = make_issue(DATE + dt.timedelta(days=7), stories=0).pages.get()
    for act in ("move", "describe", "page_left", "remove_page"):
        response = move(client, issue, act, [a], page=other.pk)
        assert told(response) == (409, "没有选版面，或者这一版刚刚删去了；没有改动。")
    response = move(client, issue, "continue_on", [a], goes_on=other.pk)
    assert told(response)[0] == 409
    assert board(issue)[1] == ["甲"]
    assert Page.objects.filter(pk=other.pk).exists()


def test_lead_and_going_on_are_for_one_story(client):
    issue, (_first, second), (a, b) = made("甲", "乙")
    for act in ("lead", "continue_on"):
        status, said = told(move(client, issue, act, [a, b], goes_on=second.pk))
        assert (status, said.endswith("一次只办一篇，没有改动；请只选一篇。")) == (409, True)


def test_a_signed_issue_is_looked_at_and_left_alone(client):
    issue = make_published(pages=2)
    html = screen(client, issue)
    said = f"{issue}已出版，版面不能再动；确需改动，请先撤回本期。"
    assert said in words(html)
    assert 'name="act"' not in html
    assert len(titles(html)) == 2
    story = stories_of(issue)[0]
    assert told(move(client, issue, "take_off", [story])) == (409, said)
    publishing.withdraw(issue, by=make_editor(), reason="图片有误")
    assert 'name="act"' in screen(client, issue)


def test_who_only_looks_has_no_buttons_and_moves_nothing(client):
    issue, (_first, second), (a,) = made("甲")
    client.force_login(make_user(role=Role.REPORTER))
    html = screen(client, issue)
    assert "您可以看本期的版面；编排请找版面编辑或总编辑。" in html
    assert 'name="act"' not in html
    assert titles(html) == ["甲"]
    assert move(client, issue, "move", [a], page=second.pk).status_code == 403
    assert board(issue) == {1: ["甲"], 2: []}
    client.force_login(make_user(role=Role.ACCOUNTS))
    for name in ("issue_board", "issue_board_state"):
        assert client.get(reverse(f"admin:{name}", args=[issue.pk])).status_code == 403


def test_an_issue_that_is_gone_has_no_board(client):
    for name in ("issue_board", "issue_board_state"):
        assert client.get(reverse(f"admin:{name}", args=[999999])).status_code == 404
    assert client.post(reverse("admin:issue_board_move", args=[999999])).status_code == 404
    issue, _pages, _stories = made()
    assert client.get(reverse("admin:issue_board_move", args=[issue.pk])).status_code == 405
    assert client.post(reverse("admin:issue_board", args=[issue.pk])).status_code == 405


# --- without script -----------------------------------------------------------------------------------


def test_without_script_the_board_comes_again_at_the_story_with_what_was_looked_for(client):
    issue, (_first, second), (a,) = made("甲")
    url = reverse("admin:issue_board_move", args=[issue.pk]) + "?q=雪&x=1"
    response = client.post(url, sent(issue, "move", [a], page=second.pk))
    assert response.status_code == 302
    back = reverse("admin:issue_board", args=[issue.pk])
    assert response.url == f"{back}?q=%E9%9B%AA#story-{a.pk}"
    assert "《甲》排到第02版：版名2。" in screen(client, issue)
    response = client.post(url, sent(issue, "move", [a], page=999999), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_every_form_of_the_screen_sends_what_its_button_says(client):
    """As a browser without script would: the fields of the form, and the button that was pressed."""
    issue, (first, _second), (_a, b) = made("甲", "乙")
    main, *_others = [
        form for form in Screen(screen(client, issue)).forms if "board/move" in form.to
    ]
    assert [value for _name, value, _to in main.buttons] == [
        *("move", "up", "down", "lead", "take_off", "section", "continue_on", "add_page"),
    ]
    client.post(main.to, main.data() | {"story": [seen(b)], "act": "up"})
    assert board(issue)[1] == ["乙", "甲"]
    [edit] = [
        form
        for form in Screen(screen(client, issue)).forms
        if ("page", str(first.pk)) in form.fields
    ]
    client.post(edit.to, edit.data() | {"name": "要闻", "act": "describe"})
    first.refresh_from_db()
    assert first.name == "要闻"


# --- what others do -----------------------------------------------------------------------------------


def test_an_open_board_hears_nothing_until_something_is_other_than_it_shows(client):
    issue, (_first, second), (a, b) = made("甲", "乙")
    shown = mark(screen(client, issue))
    assert state(client, issue, shown).status_code == 204
    assembly.move(issue, [b], second, by=make_user("苏文"))
    given = state(client, issue, shown).json()
    assert given["said"] == "苏文：《乙》排到第02版：版名2"
    assert titles(given["html"]) == ["甲", "乙"]
    shown = mark(given["html"])
    assert state(client, issue, shown).status_code == 204
    a.title = "甲改"
    writing.save(a, by=make_editor(), expected=a.version)
    given = state(client, issue, shown).json()
    assert given["said"] == ""
    assert "待终审" in given["html"]
    assert state(client, issue, mark(given["html"])).status_code == 204


@pytest.mark.parametrize("happens", ["signed", "proofread", "published"])
def test_a_board_also_changes_with_reviews_proofs_and_publication(client, happens):
    issue, (first, _second), _stories = made("甲")
    waits = send_up(make_article("待审的", signed=False), State.FINAL)
    shown = mark(screen(client, issue))
    if happens == "signed":
        workflow.approve(waits, by=make_user(role=Role.CHIEF))
    elif happens == "proofread":
        first.refresh_from_db()
        workflow.proof_done(first, Stage.PROOF_1, by=make_user(role=Role.PROOFREADER))
    else:
        assembly.remove_page(issue.pages.get(number=2), by=make_editor())
        publishing.publish(issue, by=make_editor())
    assert state(client, issue, shown).status_code == 200


def test_an_open_board_is_asked_about_the_pool_that_it_shows(client):
    issue, _pages, _stories = made()
    make_article("云岭的雪")
    shown = mark(screen(client, issue, "?q=果园"))
    make_article("又一场雪")
    assert state(client, issue, shown, "&q=果园").status_code == 204
    make_article("果园课堂")
    assert titles(state(client, issue, shown, "&q=果园").json()["html"]) == ["果园课堂"]


def test_the_screen_that_asks_by_itself_keeps_nobody_signed_in():
    view = resolve("/admin/articles/issue/1/board/state/").func
    assert view.is_polled is True
