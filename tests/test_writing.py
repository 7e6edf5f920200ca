import pytest

from articles import publishing, workflow, writing
from articles.models import Article, Byline, Contributor, Version, VersionImage
from articles.models.article import State
from tests.factories import make_article, make_image, make_published, make_user, sign, stories_of

pytestmark = pytest.mark.django_db


def rewrite(article: Article, **words):
    for name, value in words.items():
        setattr(article, name, value)
    return writing.save(article, by=make_user(), expected=article.version)


def bylines(article: Article) -> list[tuple]:
    rows = article.bylines.order_by("order")
    return list(rows.values_list("order", "role", "name", "kind", "contributor__name"))


def test_every_field_is_cleaned_on_the_way_in():
    article = make_article(
        " 云海之上 \r\n\n 替大山量体温\x00 ",
        kicker="\u202e高山\u200b气象站 ",
        body="<div>　　第一段<script>alert(1)</script></div><p onclick=x>第二段</p>",
        dateline=" 本报讯\n",
        signed=False,
    )
    article.refresh_from_db()
    assert (article.title, article.kicker, article.dateline, article.body) == (
        "云海之上\n替大山量体温",
        "高山气象站",
        "本报讯",
        "<p>第一段</p>\n<p>第二段</p>",
    )
    assert article.character_count == 6


@pytest.mark.parametrize("field", ["kicker", "subtitle"])
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("春到白鹿 ", "春到白鹿"),
        ("春到白鹿\r\n\r\n 雪落青石", "春到白鹿\n雪落青石"),
        ("春到白鹿\u2028雪落青石", "春到白鹿\n雪落青石"),
        ("春到白鹿\n雪落青石\n花开望溪", "春到白鹿\n雪落青石 花开望溪"),
    ],
)
def test_what_stands_beside_a_title_keeps_two_printed_lines(field, typed, stored):
    article = make_article(signed=False, **{field: typed})
    assert getattr(Article.objects.get(), field) == stored
    rewrite(article, **{field: stored})
    assert getattr(Article.objects.get(), field) == stored


def test_the_signature_becomes_bylines_in_printed_order():
    article = make_article(signature="(彭小佳 望溪县科协 本报记者 杨永年)")
    assert article.signature == "(彭小佳 望溪县科协 本报记者 杨永年)"
    assert bylines(article) == [
        (1, "", "彭小佳", "person", "彭小佳"),
        (2, "", "望溪县科协", "organisation", "望溪县科协"),
        (3, "本报记者", "杨永年", "person", "杨永年"),
    ]


def test_a_name_known_to_the_paper_is_linked_and_not_made_again():
    known = Contributor.objects.create(name="何晓", affiliation="本报")
    article = make_article(signature="（本报记者 何晓）")
    assert list(article.bylines.values_list("contributor", flat=True)) == [known.pk]
    assert Contributor.objects.count() == 1


def test_a_name_that_two_people_have_is_left_to_the_desk():
    Contributor.objects.create(name="李伟", affiliation="青石")
    Contributor.objects.create(name="李伟", affiliation="白鹿")
    article = make_article(signature="（李伟）")
    assert bylines(article) == [(1, "", "李伟", "person", None)]
    assert Contributor.objects.count() == 2


def test_who_the_desk_chose_for_a_name_stays_through_later_saves():
    Contributor.objects.create(name="李伟", affiliation="青石")
    second = Contributor.objects.create(name="李伟", affiliation="白鹿")
    article = make_article(signature="（李伟）")
    Byline.objects.update(contributor=second)
    rewrite(article, signature="（本报记者 何晓 李伟）")
    chosen = article.bylines.get(name="李伟")
    assert chosen.contributor == second
    assert second in article.latest_version.contributors.all()


def test_where_a_text_came_from_is_no_contributor():
    make_article(signature="（据江源省气象学会）")
    assert Contributor.objects.count() == 0


def test_a_changed_text_is_a_new_version_and_an_unchanged_one_is_not():
    article = make_article(signed=False)
    first = article.latest_version
    rewrite(article, note="给编辑的话，不属于文字")
    assert article.latest_version == first
    second = rewrite(article, title="改过的标题")
    article.refresh_from_db()
    assert article.latest_version == second
    assert list(Version.objects.order_by("number").values_list("number", "title")) == [
        (1, first.title),
        (2, "改过的标题"),
    ]


def test_a_version_keeps_words_credits_and_pictures():
    image = make_image()
    figure = writing.Figure(image, caption="　气象站　外景 ", credit="何晓 摄", alt="一座小屋")
    article = make_article(figures=[figure, writing.Figure(None, caption="丢了图的图说")])
    version = article.latest_version
    assert version.credits == [
        {"role": "本报记者", "name": "何晓", "kind": "person", "affiliation": "", "work": ""}
    ]
    assert [(f["sha256"], f["caption"], f["credit"], f["alt"]) for f in version.figures] == [
        (image.sha256, "气象站 外景", "何晓 摄", "一座小屋")
    ]
    assert list(VersionImage.objects.values_list("version", "image")) == [(version.pk, image.pk)]


def test_a_caption_changed_is_a_changed_text():
    image = make_image()
    article = make_article(figures=[writing.Figure(image, caption="旧图说")])
    first = article.latest_version
    figures = [writing.Figure(image, caption="新图说")]
    second = writing.save(article, by=make_user(), expected=article.version, figures=figures)
    assert second != first


def test_versions_cannot_be_changed_or_deleted_in_bulk():
    make_article()
    with pytest.raises(TypeError):
        Version.objects.update(title="篡改")
    with pytest.raises(TypeError):
        Version.objects.all().delete()
    assert Version.objects.exclude(title="篡改").count() == 1


def test_the_second_of_two_writers_is_told_and_overwrites_nothing():
    article = make_article(signed=False)
    mine, theirs = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
    theirs.title, mine.title = "她的标题", "我的标题"
    writing.save(theirs, by=make_user("苏文"), expected=1)
    with pytest.raises(writing.StaleStory, match=r"苏文已于.*保存了这篇稿件（第2稿）"):
        writing.save(mine, by=make_user(), expected=1)
    assert Article.objects.get().title == "她的标题"
    assert Version.objects.count() == 2


def test_a_signed_off_story_that_changes_waits_for_its_last_reviewer_again():
    article = make_article()
    assert article.state == State.SIGNED_OFF
    rewrite(article, note="只改备注")
    assert Article.objects.get().state == State.SIGNED_OFF
    rewrite(article, body="<p>换了正文。</p>")
    assert Article.objects.get().state == State.FINAL


def test_a_sign_off_given_while_the_form_was_open_is_not_undone_by_saving_the_same_words():
    article = make_article(signed=False)
    opened = Article.objects.get(pk=article.pk)
    sign(article)
    writing.save(opened, by=make_user(), expected=opened.version)
    assert Article.objects.get().state == State.SIGNED_OFF


def test_a_story_without_a_body_cannot_be_signed_off():
    article = make_article(body="", signed=False)
    with pytest.raises(workflow.NotReady, match="还没有正文"):
        sign(article)
    assert Article.objects.get().state == State.DRAFT


def test_a_sign_off_of_words_that_have_changed_meanwhile_is_refused():
    article = make_article(signed=False)
    seen = Article.objects.get(pk=article.pk)
    rewrite(article, title="刚刚改的")
    with pytest.raises(workflow.NotReady, match="没有办理：您打开之后，"):
        sign(seen)
    assert Article.objects.get().state == State.DRAFT


def test_readers_keep_the_published_text_until_the_revision_is_signed_and_released():
    article = stories_of(make_published())[0]
    published = article.published_version
    rewrite(article, title="更正后的标题")
    with pytest.raises(publishing.CannotPublish, match="还没有签发"):
        publishing.renew(article, by=make_user())
    assert Article.objects.get().published_version == published
    sign(article)
    publishing.renew(Article.objects.get(), by=make_user())
    assert Article.objects.get().published_version.title == "更正后的标题"


def test_tags_keep_the_order_in_which_they_were_typed():
    article = make_article(tags=["气象", "冬季", "5G"], signed=False)
    for typed, kept in (
        (["冬季", "气象", "5G"], ["冬季", "气象", "5G"]),
        (["5g", "冬季", "湿地"], ["5G", "冬季", "湿地"]),
        (["💡", "湿地", "！？", "_"], ["湿地"]),
        ([], []),
    ):
        writing.save(article, by=make_user(), expected=article.version, tags=typed)
        assert list(Article.objects.get().tags.names()) == kept


def test_tags_that_stay_as_they_are_are_not_written_again(django_assert_num_queries):
    article = make_article(tags=["气象", "5G"], signed=False)
    with django_assert_num_queries(1):
        writing.tag(article, ["气象", "5g"])
