"""The desk's frame, its words for time, and the screens that ask once more: deletion, accounts, tags."""

import datetime as dt
import json
import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from taggit.models import Tag

from articles import history, publishing, writing
from articles.desk import moment
from articles.models import Article, Contributor, Image, Issue, Page
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_user,
    stories_of,
)

pytestmark = pytest.mark.django_db

User = get_user_model()
INDEX = "/admin/"


@pytest.fixture
def root(client):
    user = make_user("root", is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def delete_url(thing) -> str:
    return reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_delete", args=[thing.pk])


def html_of(response) -> str:
    return response.content.decode()


# --- the frame ------------------------------------------------------------------------------------


def test_the_head_of_every_screen_names_the_next_issue_in_hand(client, editor):
    make_masthead()
    make_published(DATE - dt.timedelta(days=7))
    later = make_issue(DATE + dt.timedelta(days=7))
    following = make_issue(DATE)
    for path in (INDEX, reverse("admin:articles_image_changelist")):
        assert client.get(path).context["issue_in_hand"] == following
    publishing.publish(following, by=editor)
    assert client.get(INDEX).context["issue_in_hand"] == later


def test_who_has_not_signed_in_learns_of_no_issue(client):
    issue = make_issue(DATE, total_number=4711)
    login = client.get(reverse("admin:login"))
    assert login.context["issue_in_hand"] is None
    assert str(issue.total_number) not in html_of(login)
    client.force_login(make_editor())
    out = client.post(reverse("admin:logout"))
    assert "您已退出编辑部" in html_of(out)
    assert str(issue.total_number) not in html_of(out)


def test_the_lists_stand_in_the_head_and_nowhere_by_application(client, editor):
    for label in ("articles", "sections", "taggit"):
        response = client.get(reverse("admin:app_list", args=[label]))
        assert (response.status_code, response.url) == (302, INDEX)


def test_a_saved_change_is_said_without_gaps_and_keeps_those_of_the_name(client, editor):
    contributor = Contributor.objects.create(name="何晓")
    url = reverse("admin:articles_contributor_change", args=[contributor.pk])
    answer = client.post(
        url, {"name": "云海 何晓", "kind": "person", "seen_version": 1}, follow=True
    )
    said = [str(message) for message in answer.context["messages"]]
    assert said == [f'成功修改了作者与供稿单位“<a href="{url}">云海 何晓</a>”。']
    assert said[0] in html_of(answer)


def test_a_saved_change_speaks_to_its_reader_with_respect_and_leaves_the_name_alone(client, editor):
    """Django's sentence says 你; the same of a section, whose desk stands below the paper's."""
    contributor, section = Contributor.objects.create(name="你好“云海”"), make_section("你好")
    forms = {
        "articles_contributor": (contributor, {"kind": "person", "seen_version": 1}),
        "sections_section": (section, {"pinyin": "NI HAO", "slug": "ni-hao", "order": "7"}),
    }
    for model, (thing, form) in forms.items():
        url = reverse(f"admin:{model}_change", args=[thing.pk])
        answer = client.post(url, form | {"name": thing.name, "_continue": "1"}, follow=True)
        [sentence] = [str(message) for message in answer.context["messages"]]
        kind = thing._meta.verbose_name
        assert sentence == (
            f'成功修改了{kind}“<a href="{url}">{thing.name}</a>”。您可以在下面再次编辑它。'
        )


def test_a_message_that_begins_with_a_file_s_name_shows_it_as_it_is(client, editor):
    data = {"goal": "pool", "text": "", "files": SimpleUploadedFile("bin.md", b"\x00\x01\x02")}
    data |= {"kind": "regular"}
    html = html_of(client.post(reverse("admin:articles_intake_add"), data, follow=True))
    assert (html.count("bin.md"), html.count("Bin.md")) == (1, 0)


def test_a_list_without_rows_offers_nothing_to_do_with_them(client, editor):
    url = reverse("admin:articles_contributor_changelist")
    assert html_of(client.get(url)).count('class="actions"') == 0
    Contributor.objects.create(name="何晓")
    assert html_of(client.get(url)).count('class="actions"') == 1


@pytest.mark.parametrize(
    ("recorded", "told"),
    [
        ([{"added": {}}], "新建。"),
        ([{"changed": {"fields": ["标题", "正文", "标签"]}}], "修改了标题、正文、标签。"),
        (
            [
                {"changed": {"fields": ["标题"]}},
                {"added": {"name": "图片", "object": "雪后"}},
                {"changed": {"name": "图片", "object": "窗 外", "fields": ["图说", "次序"]}},
                {"deleted": {"name": "图片", "object": "旧图"}},
            ],
            "修改了标题；添加了图片“雪后”；修改了图片“窗 外”的图说、次序；删除了图片“旧图”。",
        ),
        ("恢复第1稿，存为第3稿", "恢复第1稿，存为第3稿"),
        ("3", "3"),
    ],
)
def test_a_record_reads_as_chinese(client, editor, recorded, told):
    contributor = Contributor.objects.create(name="何晓")
    history.log(editor, contributor, "")
    said = recorded if isinstance(recorded, str) else json.dumps(recorded, ensure_ascii=False)
    LogEntry.objects.update(change_message=said)
    page = client.get(reverse("admin:articles_contributor_history", args=[contributor.pk]))
    assert re.findall(r"<li><time.+?</b> (.+?)</li>", html_of(page)) == [told]


def test_saving_without_a_change_leaves_no_record(client, editor):
    contributor = Contributor.objects.create(name="何晓")
    url = reverse("admin:articles_contributor_change", args=[contributor.pk])
    for name in ("何晓", "何小晓"):
        client.post(url, {"name": name, "kind": "person", "seen_version": 1})
    page = client.get(reverse("admin:articles_contributor_history", args=[contributor.pk]))
    said = [entry.get_change_message() for entry in page.context["action_list"]]
    assert said == ["已修改姓名或单位名。"]


def test_a_form_from_before_the_last_sign_in_is_refused_with_advice(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    data = {"name": "何晓", "kind": "person"}
    refused = strict.post(reverse("admin:articles_contributor_add"), data)
    assert (refused.status_code, "把写好的文字复制下来" in html_of(refused)) == (403, True)
    assert Contributor.objects.count() == 0


@pytest.mark.parametrize("role", Role)
def test_whatever_a_role_may_look_at_opens(client, role):
    make_masthead()
    make_published(DATE)
    make_issue(DATE + dt.timedelta(days=7))
    make_article(
        figures=[writing.Figure(make_image(), "图说")], tags=["气象"], signature="（何晓）"
    )
    user = make_user("何小录", role=role)
    client.force_login(user)
    request = RequestFactory().get(INDEX)
    request.user = user
    refused = []
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        rows = model._default_manager.all()
        pages = [reverse(f"{name}_changelist")]
        pages += [
            reverse(f"{name}_{page}", args=[row.pk])
            for row in rows
            for page in ("change", "history")
        ]
        if desk.has_view_permission(request):
            refused += [page for page in pages if client.get(page).status_code != 200]
    assert refused == []


# --- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-03-03T16:00Z", "今天 00:00"),
        ("2026-03-04T01:05Z", "今天 09:05"),
        ("2026-03-03T15:59Z", "昨天 23:59"),
        ("2026-03-02T15:59Z", "3月2日 23:59"),
        ("2026-03-05T01:00Z", "3月5日 09:00"),
        ("2025-12-31T15:59Z", "2025年12月31日 23:59"),
    ],
)
def test_a_moment_is_said_as_an_editor_would(time_machine, at, words):
    time_machine.move_to(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False)
    assert moment(dt.datetime.fromisoformat(at)) == words


# --- deletion -------------------------------------------------------------------------------------


def test_an_issue_that_readers_never_knew_goes_with_its_pages(client, editor):
    issue = make_issue(DATE, pages=2, stories=0)
    page = html_of(client.get(delete_url(issue)))
    assert f"删除报纸期次“{issue}”？" in page
    client.post(delete_url(issue), {"post": "yes"})
    assert (Issue.objects.count(), Page.objects.count()) == (0, 0)


def test_an_issue_with_stories_on_it_is_kept_and_the_stories_are_named(client, editor):
    issue = make_issue(DATE, stories=2)
    page = html_of(client.get(delete_url(issue)))
    assert f"不能删除“{issue}”" in page
    for story in stories_of(issue):
        assert f"第01版：版名1《{story.headline}》" in page
    client.post(delete_url(issue), {"post": "yes"})
    assert Issue.objects.get() == issue


def test_what_stands_against_the_deletion_of_a_picture_are_its_stories(client, editor):
    image = make_image()
    article = make_article("用图的稿子", figures=[writing.Figure(image, "图说")])
    writing.save(article, by=editor, expected=article.version, figures=[])
    page = html_of(client.get(delete_url(image)))
    url = reverse("admin:articles_article_change", args=[article.pk])
    assert f'<a href="{url}">用图的稿子</a>' in page
    client.post(delete_url(image), {"post": "yes"})
    assert Image.objects.get() == image


def test_a_contributor_who_signed_stories_is_kept_and_the_stories_are_named(client, editor):
    article = make_article("何晓写的稿子", signature="（何晓）")
    contributor = Contributor.objects.get(name="何晓")
    page = html_of(client.get(delete_url(contributor)))
    url = reverse("admin:articles_article_change", args=[article.pk])
    assert f'<li><a href="{url}">何晓写的稿子</a></li>' in page
    client.post(delete_url(contributor), {"post": "yes"})
    assert Contributor.objects.get() == contributor


def test_chosen_rows_are_deleted_after_one_question(client, editor):
    kept, gone = (Contributor.objects.create(name=name) for name in ("何晓", "彭小佳"))
    url = reverse("admin:articles_contributor_changelist")
    data = {"action": "delete_selected", "_selected_action": [gone.pk], "index": "0"}
    asked = html_of(client.post(url, data))
    assert "删除所选的 1 条作者与供稿单位？" in asked
    assert "<li>彭小佳</li>" in asked
    assert Contributor.objects.count() == 2
    client.post(url, data | {"post": "yes"})
    assert list(Contributor.objects.all()) == [kept]


# --- tags -----------------------------------------------------------------------------------------


def test_a_tag_is_renamed_and_its_stories_keep_it(client, editor):
    article = make_article(tags=["气象", "冬季"])
    tag = Tag.objects.get(name="气象")
    client.post(reverse("admin:taggit_tag_change", args=[tag.pk]), {"name": "天气"})
    assert sorted(article.tags.names()) == ["冬季", "天气"]
    rows = client.get(reverse("admin:taggit_tag_changelist")).context["cl"].result_list
    assert {row.name: row.story_count for row in rows} == {"天气": 1, "冬季": 1}


def test_a_deleted_tag_leaves_the_story(client, editor):
    article = make_article(tags=["气象"])
    tag = Tag.objects.get()
    assert "用着它的稿件不再有这个标签" in html_of(client.get(delete_url(tag)))
    client.post(delete_url(tag), {"post": "yes"})
    assert list(Article.objects.get().tags.names()) == []
    assert Article.objects.get() == article


# --- accounts -------------------------------------------------------------------------------------


def test_an_account_is_opened_given_a_role_and_a_new_password(client, root):
    client.post(
        reverse("admin:auth_user_add"),
        {"username": "xiaolu", "first_name": "何小录", "password1": "yun-ling-9", "password2": "yun-ling-9"},
    )  # fmt: skip
    user = User.objects.get(username="xiaolu")
    assert (user.first_name, user.is_staff) == ("何小录", False)
    group = Group.objects.get(name=Role.REPORTER.value)
    form = {"username": "xiaolu", "first_name": "何小录", "groups": [group.pk]}
    form |= {"is_active": "on", "is_staff": "on"}
    client.post(reverse("admin:auth_user_change", args=[user.pk]), form)
    user.refresh_from_db()
    assert (list(user.groups.all()), user.is_staff, user.is_superuser) == ([group], True, False)
    assert user.check_password("yun-ling-9")
    password = reverse("admin:auth_user_password_change", args=[user.pk])
    client.post(password, {"password1": "wang-yun-7", "password2": "wang-yun-7"})
    user.refresh_from_db()
    assert user.check_password("wang-yun-7")


def test_a_password_typed_twice_differently_changes_nothing(client, root):
    user = make_user("何小录", role=Role.REPORTER)
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    page = html_of(client.post(url, {"password1": "wang-yun-7", "password2": "wang-yun-8"}))
    assert "密码还没有改，请看下面的提示。" in page
    user.refresh_from_db()
    assert user.check_password("mi-ma")


def test_an_editor_has_no_business_with_accounts(client, editor):
    refused = client.get(reverse("admin:auth_user_changelist"))
    assert (refused.status_code, "您的账号不能打开这一页" in html_of(refused)) == (403, True)
    assert "/admin/auth/" not in html_of(client.get(INDEX))
