"""The desk as staff use it: lists, forms, buttons, and what each role may do."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse
from taggit.models import Tag

from articles import publishing, writing
from articles.models import (
    Article,
    Byline,
    Contributor,
    Image,
    Issue,
    Masthead,
    Page,
    Placement,
    Version,
)
from articles.models.article import State
from articles.models.issue import State as IssueState
from sections.models import FormerSlug, Section
from tests.admin.reviewing import agree, chosen
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_sound,
    make_user,
    picture_bytes,
    place,
    send_up,
    stories_of,
)

pytestmark = pytest.mark.django_db

SIGN, CONFIRM = "_step_approve", "_step_confirm"
STORY = {
    "title": "云海之上\n替大山量体温",
    "body": "<p>近日，雪落云岭。</p>",
    "signature": "(彭小佳 本报记者 何晓)",
    "tags": "气象，冬季、科普 5G",
    "image_uses-TOTAL_FORMS": "0",
    "image_uses-INITIAL_FORMS": "0",
    "bylines-TOTAL_FORMS": "0",
    "bylines-INITIAL_FORMS": "0",
}


def change_url(thing) -> str:
    return reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_change", args=[thing.pk])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def errors(response) -> list[str]:
    return [str(error) for error in response.context["errors"]]


def test_a_new_story_is_saved_with_its_bylines_tags_and_first_version(client, staff):
    response = client.post(reverse("admin:articles_article_add"), STORY, follow=True)
    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == reverse("admin:articles_article_changelist")
    assert (article.title, article.state, article.created_by) == (STORY["title"], "draft", staff)
    assert list(article.bylines.values_list("role", "name")) == [
        ("", "彭小佳"),
        ("本报记者", "何晓"),
    ]
    assert sorted(article.tags.names()) == ["5G", "冬季", "气象", "科普"]
    assert [v.number for v in Version.objects.all()] == [1]
    assert article.latest_version.created_by == staff


def test_a_signature_that_is_not_understood_is_kept_and_said(client, staff):
    response = client.post(
        reverse("admin:articles_article_add"), STORY | {"signature": "（扩大）"}, follow=True
    )
    assert Article.objects.get().signature == "（扩大）"
    assert [m for m in said(response) if "没有看懂，已照原样保存" in m] != []


def test_the_form_refuses_to_overwrite_a_colleague_and_keeps_what_was_typed(client, staff):
    article = make_article(signed=False, by=staff)
    form = STORY | {"seen_version": "1", "title": "我改的标题"}
    article.title = "同事改的标题"
    writing.save(article, by=make_user("苏文"), expected=1)
    response = client.post(change_url(article), form)
    html = response.content.decode()
    assert Article.objects.get().title == "同事改的标题"
    assert "苏文已于" in html
    assert "我改的标题" in html
    assert Version.objects.count() == 2


def test_saving_a_signed_story_with_other_words_says_that_the_signature_is_void(client, editor):
    article = make_article()
    form = STORY | {"seen_version": str(article.version)}
    response = client.post(change_url(article), form, follow=True)
    assert Article.objects.get().state == State.FINAL
    assert [m for m in said(response) if "原签发作废" in m] != []


def test_who_a_printed_name_is_can_be_chosen_and_reaches_the_version(client, editor):
    chosen = Contributor.objects.create(name="何晓", affiliation="青石")
    Contributor.objects.create(name="何晓", affiliation="白鹿")
    article = make_article(signed=False, signature="（何晓）")
    line = Byline.objects.get()
    form = STORY | {
        "title": article.title,
        "body": article.body,
        "dateline": article.dateline,
        "signature": article.signature,
        "seen_version": str(article.version),
        "bylines-TOTAL_FORMS": "1",
        "bylines-INITIAL_FORMS": "1",
        "bylines-0-id": str(line.pk),
        "bylines-0-article": str(article.pk),
        "bylines-0-contributor": str(chosen.pk),
    }
    client.post(change_url(article), form)
    assert Byline.objects.get().contributor == chosen
    assert list(Article.objects.get().latest_version.contributors.all()) == [chosen]


def test_scripts_in_every_field_are_stored_as_words_or_not_at_all(client, staff):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    fields = ("kicker", "title", "subtitle", "dateline", "signature", "source", "note", "body")
    form = STORY | dict.fromkeys(fields, evil) | {"body": f"<p>正文{evil}</p>"}
    client.post(reverse("admin:articles_article_add"), form)
    article = Article.objects.get()
    assert article.body == "<p>正文</p>"
    html = client.get(change_url(article)).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def press(client, article: Article, button: str, **typed):
    """The story's form as it stands, with what was typed into it, sent by one of the save bar's buttons."""
    words = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source", "note")
    stored = Article.objects.get(pk=article.pk)
    form = STORY | {name: getattr(stored, name) for name in words} | {"tags": ""}
    form |= {"section": str(stored.section_id or ""), "seen_version": str(stored.version)}
    form |= {button: "1"} | typed
    return client.post(change_url(article), form, follow=True)


@pytest.mark.parametrize(("field", "label"), [("kicker", "引题"), ("subtitle", "副题")])
def test_a_story_saved_again_keeps_two_lines_beside_its_title_and_takes_no_third(
    client, staff, field, label
):
    article = make_article(signed=False, by=staff, **{field: "春到白鹿\n雪落青石"})
    press(client, article, "_continue", note="改了备注", **{field: "春到白鹿\r\n雪落青石"})
    stored = Article.objects.get()
    assert (getattr(stored, field), stored.latest_version.number) == ("春到白鹿\n雪落青石", 1)
    response = press(client, article, "_continue", **{field: "一\r\n二\r\n三"})
    assert response.context["adminform"].form.errors[field] == [f"{label}最多两行，请并成两行。"]


def test_an_editor_signs_a_story_off_and_staff_may_not(client, staff):
    article = make_article(section=make_section(), signed=False, by=staff)
    send_up(article, State.FINAL)
    step = reverse("admin:article_step", args=[article.pk, "approve"])
    assert step not in client.get(change_url(article)).content.decode()
    refusal = f"《{article.headline}》现在是“待终审”，您没有这项权限，请找总编辑办理。"
    assert said(client.get(step, follow=True)) == [refusal]
    seen = {"seen_version": article.version, "seen_state": "final"}
    assert said(client.post(step, seen, follow=True)) == [refusal]
    assert Article.objects.get().state == State.FINAL
    client.force_login(make_editor())
    assert f'name="{SIGN}"' in client.get(change_url(article)).content.decode()
    asked = press(client, article, SIGN)
    assert said(agree(client, asked))[-1] == "已签发，可以上版出版。"
    assert Article.objects.get().state == State.SIGNED_OFF


def test_signing_off_keeps_what_was_just_typed_and_signs_that(client, editor):
    article = send_up(make_article(section=make_section(), signed=False), State.FINAL)
    agree(client, press(client, article, SIGN, title="签发前改的标题"))
    signed = Article.objects.get()
    assert (signed.state, signed.title) == (State.SIGNED_OFF, "签发前改的标题")
    assert signed.latest_version.title == "签发前改的标题"


def test_nobody_signs_a_text_that_a_colleague_changed_meanwhile(client, editor):
    article = send_up(make_article(signed=False), State.FINAL)
    seen = article.version
    article.title = "同事改的标题"
    writing.save(article, by=make_user("苏文"), expected=seen)
    response = press(client, article, SIGN, seen_version=str(seen))
    assert "苏文已于" in response.content.decode()
    assert Article.objects.get().state == State.FINAL


def test_a_story_without_a_body_is_saved_but_not_signed(client, editor):
    article = make_article("缺正文", body="", signed=False)
    answer = agree(client, press(client, article, "_step_submit", subtitle="新写的副题"))
    assert said(answer)[-1] == (
        "《缺正文》还没有正文，不能送审；请先补上正文，图片新闻请配上图片和图说。"
    )
    stored = Article.objects.get()
    assert (stored.state, stored.subtitle) == (State.DRAFT, "新写的副题")


def test_submitting_in_bulk_says_which_story_is_not_ready(client, editor):
    make_article("齐了", signed=False)
    make_article("缺正文", body="", signed=False)
    data = chosen("submit_chosen", *Article.objects.all())
    response = client.post(reverse("admin:articles_article_changelist"), data, follow=True)
    assert sorted(said(response)) == [
        "《缺正文》还没有正文，不能送审；请先补上正文，图片新闻请配上图片和图说。",
        "已送审 1 篇。",
    ]
    assert list(Article.objects.filter(state=State.FIRST)) == [Article.objects.get(title="齐了")]


def test_a_revision_of_a_published_story_is_released_by_its_button(client, editor):
    article = stories_of(make_published(DATE))[0]
    refusal = "《云海之上 替大山量体温》改后还没有签发，请先签发新稿。"
    assert said(press(client, article, "_renew", title=STORY["title"]))[-1] == refusal
    agree(client, press(client, article, CONFIRM))
    assert 'name="_renew"' in client.get(change_url(article)).content.decode()
    asked = press(client, article, "_renew")
    assert Article.objects.get().published_version.title == article.title
    seen = {"seen_version": str(asked.context["new"].number), "silence": "只理顺了标题"}
    url = reverse("admin:article_renew", args=[article.pk])
    assert asked.redirect_chain[-1][0] == url
    assert said(client.post(url, seen, follow=True)) == ["修订稿已发布，读者看到的是新稿。"]
    assert Article.objects.get().published_version.title == STORY["title"]


def test_an_issue_is_published_and_withdrawn_by_its_buttons(client, editor):
    issue = make_sound(DATE, stories=2)
    url = reverse("admin:issue_publish", args=[issue.pk])
    assert url in client.get(change_url(issue)).content.decode()
    seen = {"seen_version": str(issue.version), "at": ""}
    assert said(client.post(url, seen, follow=True)) == [f"{issue}已出版。"]
    issue.refresh_from_db()
    assert (issue.state, issue.signed_by) == (IssueState.SIGNED, editor)
    url = reverse("admin:issue_withdraw", args=[issue.pk])
    data = {"seen_version": str(issue.version), "reason": "图片有误"}
    assert said(client.post(url, data, follow=True)) == [
        f"{issue}已撤回，读者看不到了；改好后可再次出版。"
    ]
    assert Issue.objects.get().withdrawal_reason == "图片有误"


def test_what_stands_against_publication_is_said_where_it_was_asked_for(client, editor):
    issue = make_issue(DATE)
    place(Page.objects.get(), [make_article("未审的稿子", signed=False)])
    issue.refresh_from_db()
    url = reverse("admin:issue_publish", args=[issue.pk])
    html = client.post(url, {"seen_version": str(issue.version)}).content.decode()
    assert "第01版：版名1《未审的稿子》" in html
    assert not Issue.objects.public().exists()


def test_a_time_that_has_passed_is_refused_at_its_field(client, editor):
    issue = make_sound(DATE)
    url = reverse("admin:issue_publish", args=[issue.pk])
    data = {"seen_version": str(issue.version), "at": "2020-01-01T06:00"}
    response = client.post(url, data)
    assert response.context["form"].errors == {
        "at": ["这个时间已经过去；要立即出版，请按“立即出版”。"]
    }
    assert Issue.objects.get().state == IssueState.ASSEMBLING


def test_staff_may_not_publish_even_by_a_forged_request(client, staff):
    issue = make_issue(DATE)
    url = reverse("admin:issue_publish", args=[issue.pk])
    assert url not in client.get(change_url(issue)).content.decode()
    response = client.post(url, {"seen_version": str(issue.version)}, follow=True)
    assert said(response) == ["您没有这项权限，请找总编辑或发布员办理。"]
    assert Issue.objects.get().state == IssueState.ASSEMBLING


def page_form(page: Page, lines: list[tuple[int, Article]]) -> dict:
    standing = {place.article_id: place for place in page.placements.all()}
    data = {"seen_version": str(page.version), "name": "要闻", "credits": "责任编辑：林晓禾"}
    old = [line for line in lines if line[1].pk in standing]
    new = [line for line in lines if line[1].pk not in standing]
    for at, (position, article) in enumerate([*old, *new]):
        data[f"placements-{at}-position"] = str(position)
        data[f"placements-{at}-article"] = str(article.pk)
        data[f"placements-{at}-page"] = str(page.pk)
        if article.pk in standing:
            data[f"placements-{at}-id"] = str(standing[article.pk].pk)
    return data | {
        "placements-TOTAL_FORMS": str(len(lines)),
        "placements-INITIAL_FORMS": str(len(old)),
    }


def test_two_stories_trade_places_on_the_page_form(client, editor):
    issue = make_issue(DATE, stories=2)
    page, (a, b) = Page.objects.get(), stories_of(issue)
    c = make_article()
    client.post(change_url(page), page_form(page, [(2, a), (1, b), (3, c)]))
    assert list(Placement.objects.values_list("position", "article")) == [
        (1, b.pk),
        (2, a.pk),
        (3, c.pk),
    ]
    page.refresh_from_db()
    assert (page.name, page.credits) == ("要闻", "责任编辑：林晓禾")


def test_a_story_that_stands_elsewhere_is_refused_on_the_form_and_nothing_moves(client, editor):
    make_issue(DATE, pages=2)
    first, second = Page.objects.order_by("number")
    story = second.placements.get().article
    before = list(Placement.objects.values_list("page", "position", "article"))
    lines = [(1, first.placements.get().article), (2, story)]
    html = client.post(change_url(first), page_form(first, lines)).content.decode()
    assert f"《{story.headline}》已上" in html
    assert list(Placement.objects.values_list("page", "position", "article")) == before


def test_a_page_arranged_by_a_colleague_meanwhile_is_not_overwritten(client, editor):
    issue = make_issue(DATE, stories=2)
    page, (a, b) = Page.objects.get(), stories_of(issue)
    form = page_form(page, [(1, a), (2, b)])
    place(page, [b, a])
    html = client.post(change_url(page), form).content.decode()
    assert "）已经保存过。您的改动还在下面" in html
    assert stories_of(issue) == [b, a]


def test_a_picture_is_uploaded_once_and_a_bad_one_is_refused_beside_its_field(
    client, staff, tmp_path
):
    url = reverse("admin:articles_image_add")
    good, bad = tmp_path / "气象站.png", tmp_path / "坏图.jpg"
    good.write_bytes(picture_bytes(colour="#123456"))
    bad.write_bytes(b"<svg onload=alert(1)>")
    with good.open("rb") as file:
        client.post(url, {"file": file, "title": "", "photographer": "何晓"})
    image = Image.objects.get()
    assert (image.title, image.photographer, image.width, image.height) == (
        "气象站",
        "何晓",
        64,
        48,
    )
    for path, complaint in ((good, "图库里已有这张图片：“气象站”"), (bad, "这不是可用的图片")):
        with path.open("rb") as file:
            response = client.post(url, {"file": file, "title": "x"})
        assert complaint in str(response.context["adminform"].form.errors["file"])
    assert Image.objects.count() == 1


def test_a_kept_picture_is_looked_at_and_renamed_but_its_file_stays(client, editor):
    image = make_image("气象站")
    fields = client.get(change_url(image)).context["adminform"].form.fields
    words = ["focus_left", "focus_top", "title", "photographer"]
    assert list(fields) == ["seen_version", *words, "compared_version"]
    typed = {"title": "高山气象站", "photographer": "何晓", "seen_version": image.version}
    client.post(change_url(image), typed)
    renamed = Image.objects.get()
    assert (renamed.title, renamed.photographer, renamed.sha256) == (
        "高山气象站",
        "何晓",
        image.sha256,
    )


def test_a_picture_that_a_version_shows_cannot_be_deleted(client, editor):
    image = make_image()
    article = make_article(figures=[writing.Figure(image, "图说")])
    writing.save(article, by=editor, expected=article.version, figures=[])
    client.post(reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"})
    assert Image.objects.get() == image


def test_a_section_gets_its_pinyin_and_leaves_its_old_address(client, editor):
    client.post(
        reverse("admin:sections_section_add"), {"name": "科学人物", "order": "5", "visible": "on"}
    )
    section = Section.objects.get()
    assert (section.pinyin, section.slug) == ("KE XUE REN WU", "ke-xue-ren-wu")
    data = {"name": "科学人物", "pinyin": section.pinyin, "slug": "people", "order": "5"}
    client.post(change_url(section), data)
    assert list(FormerSlug.objects.values_list("slug", "section__slug")) == [
        ("ke-xue-ren-wu", "people")
    ]


def test_once_public_things_and_placed_stories_cannot_be_deleted(client, editor):
    issue = make_published(DATE)
    story, draft = stories_of(issue)[0], make_article(signed=False)
    urls = [reverse(f"admin:articles_{kind}_delete", args=[thing.pk]) for kind, thing in (
        ("issue", issue), ("article", story), ("article", draft),
    )]  # fmt: skip
    answers = [client.post(url, {"post": "yes"}).status_code for url in urls]
    assert answers == [403, 403, 302]
    assert (Issue.objects.count(), list(Article.objects.all())) == (1, [story])


def test_the_next_issue_is_proposed(client, editor):
    make_issue(dt.date(2026, 12, 30), total_number=1292, year_number=52)
    initial = client.get(reverse("admin:articles_issue_add")).context["adminform"].form.initial
    assert initial == {"date": dt.date(2027, 1, 6), "total_number": 1293, "year_number": 1}


def test_a_filter_that_is_not_offered_is_refused(client, editor):
    for query in ("title__regex=(a%2B)%2B$", "created_by__password__startswith=m"):
        response = client.get(reverse("admin:articles_article_changelist") + "?" + query)
        assert response.status_code == 400


@pytest.mark.parametrize(
    ("tags", "said"),
    [("长" * 21, "太长，一个标签最多 20 字"), ("气象 💡 ——", "标签“💡”里只有符号，没有字")],
)
def test_the_tag_field_refuses_what_is_no_tag(client, staff, tags, said):
    response = client.post(reverse("admin:articles_article_add"), STORY | {"tags": tags})
    assert said in str(response.context["adminform"].form.errors["tags"])
    assert not Tag.objects.exists()


#: Queries of every screen of the desk: session, user, the paper's name, the issue in hand, and for who has every role
#: the counts of the stories and of the pages that wait.
SIGNED_IN = 6


def fill(count: int) -> None:
    """So many of everything a list shows."""
    make_masthead()
    for week in range(count):
        make_published(DATE + dt.timedelta(days=7 * week), stories=1)
    for number in range(count):
        article = make_article(
            signature=f"（通讯员 何{'一二三四五六七八九十'[number % 10]}{'甲乙丙'[number // 10]}）",
            figures=[writing.Figure(make_image(), "图说")],
            tags=[f"标签{number}"],
            section=make_section(f"栏目{number}"),
        )
        assert article.pk


@pytest.mark.parametrize("rows", [1, 30])
def test_every_list_costs_the_same_for_one_row_and_for_thirty(
    client, django_assert_num_queries, rows
):
    fill(rows)
    client.force_login(make_user("root", is_superuser=True, is_staff=True))
    client.get(reverse("admin:index"))
    for model, own in {
        "articles_issue": 5,
        "articles_article": 5,
        "articles_page": 5,
        "articles_contributor": 4,
        "articles_image": 4,
        "articles_source": 3,
        "articles_masthead": 4,
        "sections_section": 4,
        "taggit_tag": 3,
        "auth_user": 5,
    }.items():
        with django_assert_num_queries(SIGNED_IN + own, info=model):
            assert client.get(reverse(f"admin:{model}_changelist")).status_code == 200


def test_nothing_is_called_object_and_every_model_speaks_chinese(client, editor):
    fill(1)
    for model in admin.site._registry:
        names = (model._meta.verbose_name, model._meta.verbose_name_plural)
        assert [name for name in names if str(name).isascii()] == []
        for thing in model.objects.all():
            assert " object (" not in str(thing)


def test_the_start_page_shows_the_issue_in_hand_and_what_waits(client, editor):
    Masthead.objects.create(name="江源科学报")
    issue = make_issue(DATE, pages=2)
    draft = make_article("等着送审的稿子", signed=False, by=editor)
    html = client.get(reverse("admin:index")).content.decode()
    for shown in ("江源科学报", str(issue), "第02版：版名2", draft.headline, change_url(draft)):
        assert shown in html


def test_scheduled_issues_stay_in_hand_until_they_appear(client, editor, time_machine):
    issue = make_issue(DATE)
    at = dt.datetime(2030, 1, 2, 6, tzinfo=dt.UTC)
    publishing.publish(issue, by=editor, at=at)
    assert client.get(reverse("admin:index")).context["issues_in_hand"] == [issue]
    time_machine.move_to(at)
    client.force_login(editor)
    assert client.get(reverse("admin:index")).context["issues_in_hand"] == []
