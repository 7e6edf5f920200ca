"""校样: the screen on which a page is proofread three times."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow, writing
from articles.models import Article, Page, Review
from articles.models.article import State
from articles.models.review import PROOFS, Stage, Verdict
from articles.permissions import Role
from tests.admin.test_hostile_requests import form_of
from tests.factories import (
    DATE,
    make_article,
    make_image,
    make_issue,
    make_published,
    make_user,
    place,
    send_up,
    stories_of,
)

pytestmark = pytest.mark.django_db


def url(page: Page) -> str:
    return reverse("admin:page_proof", args=[page.pk])


@pytest.fixture
def page() -> Page:
    return make_issue(DATE, pages=2, stories=2).pages.get(number=1)


@pytest.fixture
def proofreader(client):
    user = make_user("许嘉", role=Role.PROOFREADER)
    client.force_login(user)
    return user


def texts(page: Page) -> str:
    """What the galley's form says was read."""
    placed = page.placements.order_by("position").values_list("article__latest_version", flat=True)
    return ",".join(map(str, placed))


def sign(client, page: Page, stage: Stage = Stage.PROOF_1, **beside):
    sent = {"stage": stage.value, "seen_version": page.version, "seen_texts": texts(page)}
    return client.post(url(page), sent | {"opinion": ""} | beside, follow=True)


def said(response) -> list[str]:
    return [re.sub("<[^>]*>", "", str(message)) for message in response.context["messages"]]


def now(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def test_a_page_is_shown_whole_in_the_order_of_print(client, proofreader, page):
    html = client.get(url(page)).content.decode()
    titles = [story.headline for story in stories_of(page.issue)[:2]]
    assert sorted(titles, key=html.index) == titles
    assert "一校校毕" in html


def test_three_proofs_are_signed_and_the_next_page_that_waits_is_shown(client, proofreader, page):
    second = page.issue.pages.get(number=2)
    response = sign(client, now(page), opinion="见清样")
    assert said(response) == [
        f"{page.heading}一校校毕，共 2 篇。接着一校{second.heading}。",
    ]
    assert response.context["page"] == second
    response = sign(client, now(second))
    assert response.context["page"] == second  # none waits for 一校 any more
    for stage in PROOFS[1:]:
        sign(client, now(page), stage)
    response = client.get(url(page))
    assert "三校已毕" in response.content.decode()
    assert [
        (each["stage"], each["name"], each["count"]) for each in response.context["rounds"]
    ] == [
        ("一校", "许嘉", 2),
        ("二校", "许嘉", 2),
        ("三校", "许嘉", 2),
    ]
    assert "见清样" in response.content.decode()


def test_a_page_that_was_arranged_meanwhile_is_not_signed_and_the_opinion_stays(
    client, proofreader, page
):
    seen = now(page)
    place(now(page), [*stories_of(page.issue)[:2], make_article("临时上版")])
    response = sign(client, seen, opinion="第二段重了一句")
    assert response.status_code == 409
    html = response.content.decode()
    assert ("请看过再校" in html, "第二段重了一句" in html, "临时上版" in html) == (True,) * 3
    assert not Review.objects.filter(verdict=Verdict.PROOFREAD).exists()


def test_who_reviewed_a_story_does_not_proofread_it_and_is_told(client, page):
    chief = Review.objects.filter(stage=Stage.FINAL).first().reviewer
    chief.groups.add(make_user(role=Role.PROOFREADER).groups.get())
    client.force_login(chief)
    response = sign(client, now(page))
    assert response.status_code == 409
    assert "的终审是您做的，一校要由别人来做" in response.content.decode()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PUBLISHER, Role.AUDITOR])
def test_who_may_only_look_sees_no_button_and_signs_nothing(client, page, role):
    client.force_login(make_user(role=role))
    assert 'data-key="sign"' not in client.get(url(page)).content.decode()
    assert sign(client, now(page)).status_code == 409
    assert not Review.objects.filter(verdict=Verdict.PROOFREAD).exists()


def test_who_sees_nothing_unpublished_is_refused(client, page):
    client.force_login(make_user(role=Role.ACCOUNTS))
    assert client.get(url(page)).status_code == 403
    client.logout()
    assert client.get(url(page)).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [{}, {"stage": "first"}, {"seen_version": "x"}, {"seen_texts": ""}, {"seen_texts": "1,x"}],
)
def test_a_form_that_says_nothing_signs_nothing(client, proofreader, page, sent):
    whole = {"stage": "proof_1", "seen_version": page.version, "seen_texts": texts(page)}
    sent = whole | sent if sent else {}
    assert client.post(url(page), sent).status_code == 422
    assert not Review.objects.filter(verdict=Verdict.PROOFREAD).exists()


def test_what_was_corrected_since_the_last_proof_is_shown_by_characters(client, proofreader, page):
    sign(client, now(page))
    story = stories_of(page.issue)[0]
    story.title = story.title.replace("建成", "落成")
    writing.save(story, by=proofreader)
    response = client.get(url(page))
    html = response.content.decode()
    assert "<del>建</del>" in html
    assert "<ins>落</ins>" in html
    assert "签发后的改动待总编辑核准" in html
    workflow.confirm(story, by=make_user(role=Role.CHIEF))
    assert "待总编辑核准" not in client.get(url(page)).content.decode()


def test_errors_are_counted_by_the_official_scale(client, proofreader):
    issue = make_issue(DATE, stories=0)
    page = issue.pages.get()
    place(page, [make_article("气象站", body="<p>近日,气象站建成。</p>")])
    response = client.get(url(page))
    assert response.context["score"].points == 0.1
    assert "已超出" in response.content.decode()
    href = re.search(r'href="#(at-\d+-body-0)" data-finding', response.content.decode())[1]
    assert f'id="{href}"' in response.content.decode()


def test_after_mending_a_story_one_is_back_at_the_proof(client, proofreader, page):
    story = stories_of(page.issue)[0]
    change = reverse("admin:articles_article_change", args=[story.pk])
    assert f"{change}?back=proof" in client.get(url(page)).content.decode()
    data = form_of(story) | {"title": "改过的题", "_save": "保存"}
    response = client.post(f"{change}?back=proof", data)
    assert (response.status_code, response["Location"]) == (302, url(page))


def test_words_that_were_saved_after_they_were_read_are_not_signed_for(client, proofreader, page):
    read = texts(page)
    story = stories_of(page.issue)[0]
    story.title = "改过的标题"
    writing.save(story, by=make_user("沈墨"))
    response = sign(client, now(page), seen_texts=read, opinion="第二段重了一句")
    html = response.content.decode()
    assert response.status_code == 409
    assert "《改过的标题》没有校毕：您打开之后，沈墨已于" in html
    assert "第二段重了一句" in html
    assert not Review.objects.filter(verdict=Verdict.PROOFREAD).exists()
    assert sign(client, now(page)).status_code == 200
    assert Review.objects.filter(verdict=Verdict.PROOFREAD).count() == 2


def test_who_cannot_sign_is_told_what_is_left_and_has_no_button(client, proofreader, page):
    place(now(page), [*stories_of(page.issue)[:2], make_article("云海之上", signed=False)])
    html = client.get(url(page)).content.decode()
    assert "一校以前还要办 1 件" in html
    assert "<li>《云海之上》还没有签发，不能一校；请先签发或移出版面。</li>" in html
    assert 'data-key="sign"' not in html


def test_who_did_the_last_proof_may_do_the_next_and_is_told_that_another_would_be_better(
    client, proofreader, page
):
    assert "上一校也是您做的" not in client.get(url(page)).content.decode()
    sign(client, now(page))
    assert "上一校也是您做的" in client.get(url(page)).content.decode()
    client.force_login(make_user(role=Role.PROOFREADER))
    assert "上一校也是您做的" not in client.get(url(page)).content.decode()


def test_a_change_after_the_third_proof_waits_for_its_confirmation_and_offers_no_proof(
    client, proofreader, page
):
    for stage in PROOFS:
        sign(client, now(page), stage)
    story = stories_of(page.issue)[0]
    story.title = "改过的标题"
    writing.save(story, by=proofreader)
    html = client.get(url(page)).content.decode()
    assert "三校以后有稿件改过，等总编辑核准改动" in html
    assert "三校已毕" not in html
    assert 'data-key="sign"' not in html
    workflow.confirm(story, by=make_user(role=Role.CHIEF))
    assert "三校已毕" in client.get(url(page)).content.decode()


def test_a_story_in_its_next_round_is_not_said_to_wait_for_the_confirmation_of_a_change(
    client, proofreader, page
):
    story = stories_of(page.issue)[0]
    workflow.send_back(story, by=make_user(role=Role.CHIEF), opinion="数字不实")
    send_up(story, State.FINAL)
    html = client.get(url(page)).content.decode()
    assert "待总编辑核准" not in html
    assert f"《{story.headline}》还没有签发，不能一校" in html


# --- how far a page is, elsewhere -----------------------------------------------------------------


def test_lists_and_forms_say_how_far_a_page_is_and_lead_to_its_galley(client, page):
    chief = make_user(role=(Role.CHIEF, Role.PROOFREADER))
    workflow.proof_done(now(page), Stage.PROOF_1, by=make_user(role=Role.PROOFREADER))
    client.force_login(chief)
    first = f'<a href="{url(page)}">一校毕</a>'
    second = f'<a href="{url(page.issue.pages.get(number=2))}">未校</a>'
    for screen in (
        reverse("admin:articles_page_changelist"),
        reverse("admin:articles_issue_change", args=[page.issue_id]),
    ):
        html = client.get(screen).content.decode()
        assert (html.count(first), html.count(second)) == (1, 1), screen


def test_pages_that_came_out_unproofed_and_empty_ones_say_nothing_of_proofs(client):
    client.force_login(make_user(role=Role.CHIEF))
    make_published(DATE)
    make_issue(DATE.replace(day=11), stories=0)
    html = client.get(reverse("admin:articles_page_changelist")).content.decode()
    assert "/proof/" not in html


def test_a_story_says_its_proof_beside_its_state(client, proofreader, page):
    story, other = stories_of(page.issue)[:2]
    sign(client, now(page))
    sign(client, now(page), Stage.PROOF_2)
    story.title = "改过的标题"
    writing.save(story, by=proofreader)
    rows = Article.objects.for_desk()
    said = {pk: rows.get(pk=pk).status for pk in (story.pk, other.pk)}
    assert said == {story.pk: "待终审，二校后改过", other.pk: "已签发，二校"}
    assert said == {pk: Article.objects.get(pk=pk).status for pk in said}
    for screen, args in (
        ("articles_article_changelist", []),
        ("articles_article_change", [other.pk]),
    ):
        html = client.get(reverse(f"admin:{screen}", args=args)).content.decode()
        assert "已签发，二校" in html, screen


def test_an_empty_page_has_nothing_to_sign(client, proofreader):
    page = make_issue(DATE, stories=0).pages.get()
    html = client.get(url(page)).content.decode()
    assert "这一版还没有稿件" in html
    assert 'data-key="sign"' not in html


def test_a_page_that_is_gone_is_404(client, proofreader):
    assert client.get(reverse("admin:page_proof", args=[10**20])).status_code == 404


def test_the_queries_do_not_grow_with_the_stories(client, proofreader):
    def asked(stories: int, day: int) -> int:
        issue = make_issue(DATE.replace(day=day), stories=0)
        page = issue.pages.get()
        figures = [writing.Figure(make_image(), "图说", alt="站")]
        placed = [make_article(figures=figures) for _ in range(stories)]
        place(page, placed)
        workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)
        for story in placed:
            captions = [writing.Figure(figures[0].image, "改过的图说", alt="站")]
            writing.save(story, by=proofreader, figures=captions)
        client.get(url(page))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(page)).status_code == 200
        return len(queries)

    assert asked(1, 4) == asked(8, 11)
