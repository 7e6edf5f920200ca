"""Every screen of the desk: accessible, on a telephone and on a desk, in light and dark, and in Chinese."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from articles import previews, publishing, writing
from articles.ingest import intake as imports
from articles.models import Article, Contributor, Correction, HouseWord, Issue, Source
from articles.models.article import State
from articles.permissions import system_account
from tests.e2e.conftest import DESK, HEIGHT, PHONE
from tests.e2e.looking import (
    accessible,
    built,
    fits,
    in_chinese,
    nothing_covers_the_heading,
    sign_in,
    sign_in_by_form,
)
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    place,
    send_up,
    sign,
    stories_of,
)

pytestmark = pytest.mark.django_db(transaction=True)

User = get_user_model()

#: Latin letters of the data below: a user's name, a file's, a section's pinyin.
OWN = {
    "bianji",
    "system",
    "user",
    "page",
    "md",
    "txt",
    "KE",
    "XIE",
    "DONG",
    "TAI",
    "ke",
    "xie",
    "dong",
    "tai",
}


def fill() -> None:
    """Something of everything the desk shows, in every state."""
    make_masthead()
    make_published(DATE, stories=2)
    withdrawn = make_published(DATE + dt.timedelta(days=7))
    publishing.withdraw(withdrawn, by=make_editor(), reason="图片有误")
    revised, editor = stories_of(Issue.objects.public().get())[0], make_editor()
    revised.body = revised.body.replace("近日", "昨日")
    writing.save(revised, by=editor, expected=revised.version)
    sign(revised)
    tell_and_take_back(stories_of(Issue.objects.public().get())[1], editor)
    late = dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)
    issue = make_issue(DATE + dt.timedelta(days=14), pages=2, stories=2, deadline=late)
    send_up(make_article(signed=False), State.FIRST)
    waits = make_article("云岭的雪", signed=False, body="<p>近日,云岭落了雪。</p>")
    place(issue.pages.first(), [send_up(waits, State.SECOND)])
    make_article(
        signed=False,
        signature="（何晓 本报记者 彭小佳）",
        section=make_section(),
        tags=["气象"],
        figures=[writing.Figure(make_image(), "图说")],
    )
    judged = send_up(make_article(body="<p>近日,青石渡落了雪。</p>", signed=False), State.SECOND)
    judged.title, judged.signature = "雪后青石渡", ""
    writing.save(judged, by=editor, expected=judged.version)
    Contributor.objects.create(name="沈墨", affiliation="青石")
    Source.objects.create(
        issue=issue, filename="page.md", data="一页".encode(), fingerprint="0" * 64, created_by=system_account()
    )  # fmt: skip
    intake = imports.begin(by=system_account())
    text = "## 雪后的青石渡\n近日,青石渡落了雪\n（何晓）\n".encode()
    imports.add_files(intake, [("来稿.txt", text)], by=system_account(), expected=intake.version)
    HouseWord.objects.create(wrong="渡口儿", right="渡口")


def tell_and_take_back(story: Article, editor) -> None:
    """Readers were told what was wrong, and then the story went."""
    story.body = story.body.replace("近日", "昨日")
    writing.save(story, by=editor, expected=story.version)
    sign(story)
    publishing.renew(story, by=editor, correction="“近日”应为“昨日”。", due_in_print=True)
    publishing.withdraw_story(story, by=editor, reason="待核实")


def lists() -> list[str]:
    found = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]
    articles = reverse("admin:articles_article_changelist")
    return [
        *found,
        f"{articles}?q=没有这样的稿子",
        f"{articles}?state__exact=draft",
        "/admin/",
    ]


def forms() -> list[str]:
    """The form of a new one, of the newest and of the oldest, of every kind: open and closed, new and published."""
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(username="bianji")
    found = []
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        if desk.has_add_permission(request):
            found.append(reverse(f"{name}_add"))
        rows = model._default_manager.order_by("pk")
        for row in {rows.first(), rows.last()}:
            found.append(reverse(f"{name}_change", args=[row.pk]))
    return found


def questions() -> list[str]:
    """What asks once more, and what is seldom seen."""
    public, open_issue = Issue.objects.public().first(), Issue.objects.order_by("date").last()
    draft, image = Article.objects.filter(state="draft").get(), make_image()
    user = make_editor()
    judged = Article.objects.get(title="雪后青石渡")
    review = reverse("admin:article_review", args=[judged.pk])
    previews.make_of_issue(open_issue, by=user)
    return [
        review,
        f"{review}?view=text",
        f"{review}?view=both",
        reverse("admin:article_review", args=[draft.pk]),
        reverse("admin:articles_article_change", args=[judged.pk]) + "?back=review",
        reverse("admin:issue_publish", args=[open_issue.pk]),
        reverse("admin:issue_withdraw", args=[public.pk]),
        reverse("admin:issue_record", args=[public.pk]) + "?full=1",
        reverse("admin:article_record", args=[stories_of(public)[0].pk]),
        reverse("admin:issue_preview", args=[open_issue.pk]),
        reverse("admin:issue_preflight", args=[open_issue.pk]),
        reverse("admin:issue_preflight", args=[public.pk]),
        reverse("admin:article_renew", args=[stories_of(public)[0].pk]),
        reverse("admin:article_withdraw", args=[stories_of(public)[0].pk]),
        reverse("admin:article_reinstate", args=[stories_of(public)[1].pk]),
        reverse("admin:correction_print", args=[Correction.objects.get().pk]),
        reverse("admin:article_compare", args=[stories_of(public)[0].pk, 1, 2]),
        reverse("admin:article_restore", args=[stories_of(public)[0].pk, 1]),
        reverse("admin:articles_issue_delete", args=[open_issue.pk]),
        reverse("admin:articles_article_delete", args=[draft.pk]),
        reverse("admin:articles_image_delete", args=[image.pk]),
        reverse("admin:articles_article_history", args=[draft.pk]),
        reverse("admin:articles_issue_history", args=[public.pk]),
        reverse("admin:auth_user_password_change", args=[user.pk]),
        reverse("admin:account"),
        reverse("admin:password_change"),
        reverse("admin:password_change_done"),
        reverse("admin:articles_contributor_add") + "?_popup=1",
        "/admin/articles/article/999999/change/",
    ]


def is_sound(page) -> None:
    """At both widths, and its colours in the dark too. One load: a screen changes with the window, not with the request."""
    built(page)
    in_chinese(page, but=OWN)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)
        nothing_covers_the_heading(page)
    page.emulate_media(color_scheme="dark")
    accessible(page, runOnly={"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("screens", [lists, forms, questions])
def test_every_screen_is_accessible_fits_and_speaks_chinese(page, live_server, screens):
    fill()
    sign_in(page, live_server, role=None, is_superuser=True, is_staff=True)
    for path in screens():
        page.goto(live_server.url + path)
        is_sound(page)


def test_signing_in_and_out_is_accessible(page, live_server):
    fill()
    page.goto(f"{live_server.url}/admin/")
    is_sound(page)
    page.get_by_label("用户名").fill("bianji")
    page.get_by_label("密码").fill("错的")
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".errornote")).to_be_visible()
    is_sound(page)
    sign_in_by_form(page, live_server)
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="您已退出编辑部")).to_be_visible()
    is_sound(page)


def test_what_opens_and_what_is_refused_is_accessible(page, live_server):
    fill()
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/")
    page.locator("summary", has_text="期次").click()
    expect(page.get_by_role("link", name="未上版")).to_be_visible()
    is_sound(page)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    built(page)
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".errornote")).to_be_visible()
    is_sound(page)
    page.goto(f"{live_server.url}/admin/articles/contributor/")
    page.get_by_role("row", name="沈墨").get_by_role("checkbox").check()
    page.get_by_label("对所选").select_option(label="删除所选")
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_role("heading", name="删除所选的")).to_be_visible()
    is_sound(page)


# --- names for screen readers -------------------------------------------------------------------------

CHOICES = """() => [...document.querySelectorAll("select.admin-autocomplete + .select2-container .select2-selection")]
    .map(box => box.getAttribute("aria-labelledby").split(" ").map(id => {
        const part = document.getElementById(id);
        return part.getAttribute("aria-label") || part.textContent;
    }).join(" "))"""


def test_a_searchable_choice_says_its_field_and_what_is_chosen(page, live_server):
    make_section("科协动态")
    make_section("他山之石")
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    choice = page.get_by_role("combobox", name="栏目 搜索并选择")
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="搜索栏目")).to_be_focused()
    page.keyboard.type("他山")
    expect(page.get_by_role("listbox", name="栏目").get_by_role("option")).to_have_text(
        ["他山之石"]
    )
    accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="栏目 他山之石")).to_be_focused()


def test_an_added_line_has_its_name_before_anything_else_can_look_at_it(page, live_server):
    issue = make_issue(stories=1)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/page/{issue.pages.get().pk}/change/")
    built(page)
    story = stories_of(issue)[0].headline
    assert page.evaluate(CHOICES) == [f"稿件 {story}", "稿件 搜索并选择"]
    # One turn: the observers of what the click did have run, and nothing else has.
    added = """async () => {
        document.querySelector("#placements-group .add-row a").click();
        await null;
    }"""
    page.evaluate(added)
    assert page.evaluate(CHOICES) == [f"稿件 {story}", "稿件 搜索并选择", "稿件 搜索并选择"]
    page.get_by_role("button", name="去掉").first.click()
    assert page.evaluate(CHOICES) == [f"稿件 {story}", "稿件 搜索并选择"]
    accessible(page)


def test_the_editors_buttons_speak_chinese_and_its_text_has_the_fields_name(page, live_server):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    expect(page.get_by_role("textbox", name="正文")).to_be_editable()
    titles = page.locator(".prose-menubar [title]").evaluate_all("found => found.map(x => x.title)")
    assert len(titles) >= 8
    assert [title for title in titles if title.isascii()] == []
    page.get_by_role("button", name="链接").click()


# --- the keyboard -------------------------------------------------------------------------------------

FOCUS = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const box = here.getBoundingClientRect(), middle = [box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2];
    const top = document.elementFromPoint(...middle);
    return {
        at: here.id || here.name || here.getAttribute("href") || here.title || here.value || here.className,
        seen: (ring || style.boxShadow !== "none") && (here.contains(top) || top?.contains(here)),
    };
}"""


FIELDS = [
    *("id_kicker", "id_title", "id_subtitle", "id_dateline"),
    "tiptap ProseMirror ProseMirror-focused",
    *("id_signature", "select2-id_section-container-box", "id_tags", "id_source", "id_note"),
    *("picture-files", "select2-id_image_uses-0-image-container-box"),
    "id_image_uses-0-after_block-choice",
    *("id_image_uses-0-caption", "id_image_uses-0-credit", "id_image_uses-0-alt"),
    "select2-id_bylines-0-contributor-container-box",
]
LAST = "_step_submit"


def test_the_tab_key_reaches_all_of_the_story_form_and_shows_where_it_is(page, live_server):
    make_section()
    article = make_article(signed=False, figures=[writing.Figure(make_image(), "图说")])
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    built(page)
    page.locator(".skip-to-content-link").focus()
    steps = []
    for _ in range(100):
        page.keyboard.press("Tab")
        steps.append(page.evaluate(FOCUS))
        if steps[-1]["at"] == LAST:
            break
    assert [step["at"] for step in steps if not step["seen"]] == []
    fields = [
        step["at"]
        for step in steps
        if step["at"].startswith(("id_", "select2-", "tiptap", "picture-"))
    ]
    assert fields == FIELDS
    assert [step["at"] for step in steps][-3:] == ["_save", "_continue", LAST]
