"""Pictures on a story's form: seen, and credited without typing twice."""

import pytest
from django.urls import reverse

from articles import writing
from articles.forms.pictures import credit
from articles.models import Article, Image, ImageUse
from tests.factories import make_article, make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def send(client, article: Article, uses: list[dict]):
    """The story's form with its pictures as lines; a line with `id` is one that stands."""
    stored = Article.objects.get(pk=article.pk)
    words = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source", "note")
    form = {name: getattr(stored, name) for name in words}
    form |= {"tags": "", "seen_version": str(stored.version)}
    form |= {"bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0"}
    form |= {"image_uses-TOTAL_FORMS": str(len(uses))}
    form |= {"image_uses-INITIAL_FORMS": str(sum("id" in use for use in uses))}
    for at, use in enumerate(uses):
        line = {"order": "1", "after_block": "0", "article": str(article.pk)} | use
        form |= {f"image_uses-{at}-{name}": str(value) for name, value in line.items()}
    return client.post(change_url(article), form)


def photographed(by: str) -> Image:
    image = make_image("雪后的气象站")
    Image.objects.filter(pk=image.pk).update(photographer=by)
    return image


@pytest.mark.parametrize(
    ("photographer", "printed"),
    [
        ("陈兰", "陈兰 摄"),
        ("陈兰 摄", "陈兰 摄"),
        ("青石市科协供图", "青石市科协供图"),
        ("林舟 制图", "林舟 制图"),
        ("", ""),
    ],
)
def test_a_photographer_becomes_a_credit(photographer, printed):
    assert credit(photographer) == printed


def test_a_chosen_picture_brings_its_credit_unless_one_is_typed(client):
    article, image = make_article(signed=False), photographed("陈兰")
    lines = [{"image": image.pk, "caption": "一"}, {"image": image.pk, "credit": "青石站供图"}]
    assert send(client, article, lines).status_code == 302
    uses = ImageUse.objects.order_by("pk")
    assert list(uses.values_list("credit", flat=True)) == ["陈兰 摄", "青石站供图"]
    assert Article.objects.get().latest_version.figures[0]["credit"] == "陈兰 摄"


def test_a_credit_that_was_emptied_stays_empty_until_another_picture_is_chosen(client):
    article, image = make_article(signed=False), photographed("陈兰")
    send(client, article, [{"image": image.pk, "caption": "一"}])
    use = ImageUse.objects.get()
    send(client, article, [{"id": use.pk, "image": image.pk, "caption": "一", "credit": ""}])
    assert ImageUse.objects.get().credit == ""
    other = photographed("林舟")
    send(client, article, [{"id": use.pk, "image": other.pk, "caption": "一", "credit": ""}])
    assert ImageUse.objects.get().credit == "林舟 摄"


def test_the_pictures_are_seen_beside_their_captions(client):
    image = make_image()
    figures = [
        writing.Figure(image, "图说", alt="雪地里的观测场"),
        writing.Figure(None, "失了图的图说"),
    ]
    article = make_article(signed=False, figures=figures)
    html = client.get(change_url(article)).content.decode()
    shown = f'<img class="thumbnail" src="{image.thumbnail_url}" alt="雪地里的观测场">'
    assert html.count(shown) == 1
    assert html.count("图片已失") == 1
