"""What is being typed is kept for its owner alone, offered back until it is saved or thrown away."""

import datetime as dt
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles import presence, working_copies, writing
from articles.models import Article, StoryVisit, WorkingCopy
from tests.admin.test_revisions import change_url, send
from tests.factories import make_article, make_editor, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def keep(client, key, story: Article | None = None, **typed):
    """As the form's script does."""
    words = dict.fromkeys(("kicker", "title", "subtitle", "body", "signature", "tags"), "")
    if story:
        words |= {name: getattr(story, name) for name in ("title", "body", "signature", "dateline")}
        words |= {"seen_version": str(story.version), "story": str(story.pk)}
    words |= {
        f"{prefix}-{count}_FORMS": "0"
        for prefix in ("image_uses", "bylines")
        for count in ("TOTAL", "INITIAL")
    }
    return client.post(reverse("admin:article_copy_keep"), words | typed | {"copy_key": str(key)})


def offers(client, address: str) -> list[WorkingCopy]:
    return client.get(address).context["copies"]


def test_what_is_kept_again_replaces_what_was_kept_from_the_same_form(client, editor):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="云海之")
    assert keep(client, key, article, title="云海之下").json()["said"].startswith("已暂存 ")
    copy = WorkingCopy.objects.get()
    assert (copy.owner, copy.article, copy.title) == (editor, article, "云海之下")
    assert Article.objects.get().title == "云海之上"


def test_the_form_s_token_and_buttons_are_not_part_of_it(client):
    keep(client, uuid4(), title="新稿", csrfmiddlewaretoken="x", _save="1")
    assert {"csrfmiddlewaretoken", "_save", "copy_key"} & set(
        WorkingCopy.objects.get().fields
    ) == set()


def test_the_story_s_form_offers_it_back_with_what_it_has_more(client):
    article, key = make_article("云海之上", body="<p>近日。</p>", signed=False), uuid4()
    keep(client, key, article, body="<p>近日，气象站建成。</p>")
    [copy] = offers(client, change_url(article))
    assert (copy.key, copy.gained, copy.is_behind) == (key, 6, False)
    html = client.get(change_url(article)).content.decode()
    assert "您有一份未保存的文字（" in html
    assert "多 6 字" in html


def test_what_it_has_less_is_counted_without_a_minus(client):
    article = make_article("云海之上", body="<p>近日，气象站建成。</p>", signed=False)
    keep(client, uuid4(), article, body="<p>近日。</p>")
    assert "，少 6 字）" in client.get(change_url(article)).content.decode()


def test_nobody_else_sees_it_not_a_superuser_either(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="只有我看得到的标题")
    keep(client, uuid4(), title="只有我看得到的新稿")
    client.force_login(make_user("管理员", is_staff=True, is_superuser=True))
    for address in (change_url(article), "/admin/", "/admin/articles/article/add/"):
        assert "只有我看得到" not in client.get(address).content.decode()
    assert client.get(reverse("admin:article_copy", args=[key])).status_code == 404
    assert client.post(reverse("admin:article_copy_drop", args=[key])).status_code == 404
    response = client.post(change_url(article), {"_take_back": str(key)})
    assert response.status_code == 404
    assert WorkingCopy.objects.count() == 2


def test_what_was_taken_back_stands_in_the_form_and_is_not_saved_by_that(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="写到一半的标题", subtitle="副题")
    response = client.post(change_url(article), {"_take_back": str(key)})
    form = response.context["adminform"].form
    assert (form["title"].value(), form["subtitle"].value()) == ("写到一半的标题", "副题")
    assert response.context["copy_key"] == key
    html = response.content.decode()
    assert "已取回未保存的文字，还没有存" in html
    assert "errornote" not in html
    assert Article.objects.get().title == "云海之上"


def test_a_new_story_is_taken_back_too_and_stands_on_the_start_page(client):
    key = uuid4()
    keep(client, key, title="没写完的新稿", body="<p>青石渡。</p>")
    assert [copy.key for copy in client.get("/admin/").context["working_copies"]] == [key]
    assert [copy.key for copy in offers(client, "/admin/articles/article/add/")] == [key]
    response = client.post("/admin/articles/article/add/", {"_take_back": str(key)})
    assert response.context["adminform"].form["title"].value() == "没写完的新稿"
    assert not Article.objects.exists()


def test_saving_the_form_takes_it_away(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="新的标题")
    send(client, article, title="新的标题", copy_key=str(key))
    assert not WorkingCopy.objects.exists()


def test_a_refused_form_keeps_it(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="一\n二\n三\n四")
    response = send(client, article, title="一\n二\n三\n四", copy_key=str(key))
    assert response.context["copy_key"] == key
    assert WorkingCopy.objects.count() == 1


def test_what_arrives_just_after_the_save_is_not_offered_again(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    send(client, article, title="新的标题", copy_key=str(key))
    keep(client, key, article, title="新的标题")
    assert offers(client, change_url(article)) == []


def test_one_that_is_thrown_away_is_gone(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="写到一半的标题")
    response = client.post(reverse("admin:article_copy_drop", args=[key]))
    assert response.url == change_url(article)
    assert not WorkingCopy.objects.exists()


def test_two_windows_keep_a_copy_each_and_none_replaces_the_other_s(client):
    article = make_article("云海之上", signed=False)
    keep(client, uuid4(), article, title="第一个窗口")
    keep(client, uuid4(), article, title="第二个窗口")
    assert [copy.title for copy in offers(client, change_url(article))] == [
        "第二个窗口",
        "第一个窗口",
    ]


def test_its_difference_is_shown_by_characters(client):
    article, key = make_article("那个时刻", signed=False), uuid4()
    keep(client, key, article, title="那个时候")
    [field] = client.get(reverse("admin:article_copy", args=[key])).context["fields"]
    [stretch] = field.stretches
    [pair] = stretch.pairs
    assert [(c.kind, c.text) for c in pair.right] == [("same", "那个时"), ("added", "候")]


def test_where_the_story_changed_meanwhile_it_is_said_and_the_two_are_compared(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="写到一半的标题")
    article.title = "同事的标题"
    writing.save(article, by=make_user("苏文"), expected=article.version)
    [copy] = offers(client, change_url(article))
    assert copy.is_behind
    response = client.post(change_url(article), {"_take_back": str(key)})
    assert response.context["conflict"]["version"] == article.version
    assert response.context["adminform"].form["title"].value() == "写到一半的标题"
    assert Article.objects.get().title == "同事的标题"


def test_of_a_deleted_story_it_is_offered_as_a_new_one(client):
    article, key = make_article("云海之上", signed=False), uuid4()
    keep(client, key, article, title="写到一半的标题")
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert [copy.key for copy in offers(client, "/admin/articles/article/add/")] == [key]


@pytest.mark.django_db(transaction=True)
def test_of_a_story_that_is_deleted_this_moment_it_is_kept_as_a_new_one(client, monkeypatch):
    article, key = make_article("云海之上", signed=False), uuid4()
    store = WorkingCopy.objects.update_or_create

    def deleted_meanwhile(**values):
        Article.objects.filter(pk=article.pk).delete()
        return store(**values)

    monkeypatch.setattr(WorkingCopy.objects, "update_or_create", deleted_meanwhile)
    assert keep(client, key, article, title="写到一半的标题").status_code == 200
    kept = WorkingCopy.objects.get()
    assert (kept.key, kept.title, kept.article) == (key, "写到一半的标题", None)


def test_the_start_page_passes_over_those_that_are_stored_already(client, editor):
    waiting = uuid4()
    keep(client, waiting, title="没有存的新稿")
    for _ in range(working_copies.SHOWN):
        keep(client, uuid4(), title="")
    assert [copy.key for copy in working_copies.unfinished(editor)] == [waiting]


def test_the_start_page_names_the_last_ones(client, editor):
    keys = [uuid4() for _ in range(working_copies.SHOWN + 2)]
    for key in keys:
        keep(client, key, title="没有存的新稿")
    shown = [copy.key for copy in working_copies.unfinished(editor)]
    assert shown == keys[: -working_copies.SHOWN - 1 : -1]


def test_what_is_too_long_is_refused_in_words(client):
    response = keep(client, uuid4(), title="新稿", body="山" * working_copies.LARGEST)
    assert response.status_code == 413
    assert response.json() == {"said": "文字太长，不能暂存；请先保存。"}


def test_copies_that_nobody_asked_for_in_thirty_days_go(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    keep(client, uuid4(), title="旧的")
    time_machine.move_to(dt.datetime(2026, 3, 30, tzinfo=dt.UTC))
    keep(client, uuid4(), title="二十九天以后")
    assert WorkingCopy.objects.count() == 2
    time_machine.move_to(dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    keep(client, uuid4(), title="三十一天以后")
    assert [c.title for c in WorkingCopy.objects.all()] == ["三十一天以后", "二十九天以后"]


def test_one_person_keeps_no_more_than_a_hundred(client, editor, monkeypatch):
    monkeypatch.setattr(working_copies, "MOST", 1)
    key = uuid4()
    keep(client, key, title="第一份")
    assert keep(client, uuid4(), title="第二份").status_code == 413
    assert keep(client, key, title="第一份改过").status_code == 200


def test_who_may_not_write_stories_keeps_nothing(client):
    client.force_login(make_user("读者", is_staff=True))
    assert keep(client, uuid4(), title="新稿").status_code == 403


def test_a_copy_shows_nobody_a_story_that_he_may_not_see(client):
    writer = make_user("只写新稿的人", is_staff=True)
    writer.user_permissions.add(Permission.objects.get(codename="add_article"))
    client.force_login(writer)
    article, key = make_article("别人的稿件"), uuid4()
    assert keep(client, key, article, title="试试").status_code == 200
    assert client.get(reverse("admin:article_copy", args=[key])).status_code == 403


def test_a_key_that_is_none_is_refused(client):
    assert keep(client, "x", title="新稿").status_code == 400


# --- who is there ---------------------------------------------------------------------------------


def present(client, article: Article) -> dict[str, str]:
    address = reverse("admin:article_present", args=[article.pk])
    return client.post(address, {"seen_version": article.version}).json()


def test_who_else_has_the_story_open_and_since_when(client, editor, time_machine):
    article, colleague = make_article(signed=False), make_editor("陈兰")
    start = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
    time_machine.move_to(start, tick=False)
    presence.visit(StoryVisit, colleague, article=article)
    for seconds in range(20, 200, 20):
        time_machine.move_to(start + dt.timedelta(seconds=seconds), tick=False)
        presence.visit(StoryVisit, colleague, article=article)
    assert present(client, article) == {"others": "陈兰3分钟前打开了这篇稿件", "newer": ""}
    time_machine.move_to(start + dt.timedelta(seconds=260), tick=False)
    assert present(client, article)["others"] == ""


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_deleted_this_moment_is_not_found(client, monkeypatch):
    article, visit = make_article(signed=False), presence.visit

    def deleted_meanwhile(*args, **of):
        Article.objects.filter(pk=article.pk).delete()
        return visit(*args, **of)

    monkeypatch.setattr(presence, "visit", deleted_meanwhile)
    address = reverse("admin:article_present", args=[article.pk])
    assert client.post(address, {"seen_version": article.version}).status_code == 404
    assert StoryVisit.objects.count() == 0


def test_that_somebody_saved_the_story_is_said_to_whoever_has_it_open(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC), tick=False)
    article = make_article("云海之上", signed=False)
    stored = Article.objects.get()
    stored.title = "同事的标题"
    writing.save(stored, by=make_user("苏文"), expected=stored.version)
    said = "您打开之后，苏文已于03月03日10:00保存了这篇稿件（第2稿）。"
    assert present(client, article) == {"others": "", "newer": said}
