"""What the stories lack: signatures of people, of the review, words beside pictures; and what they share with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from articles import search
from articles.models import Article, Origin, Placement
from articles.models.article import State
from articles.preflight.findings import Check, Finding, blocking, warning
from articles.text import body, likeness
from articles.text.typography import tidy_line

STORY = "articles_article_change"
#: From so much in common on, somebody should look.
ALIKE = 0.5
#: Shorter texts (notices, captions) say the same by nature.
SHORTEST = 120


def unsigned(places: list[Placement]) -> Iterator[Finding]:
    for place in places:
        story = place.article
        if story.state == State.SIGNED_OFF:
            continue
        name = f"{place.page.heading}《{story.headline}》"
        if story.signed_version_id is not None and story.state == State.FINAL:
            said = f"{name}签发后改过文字，还没有核准；请总编辑看过改动再核准。"
            yield blocking(Check.CHANGED, said, STORY, story.pk)
        else:
            said = f"{name}现在是“{story.get_state_display()}”，还没有签发；请签发或移出版面。"
            yield blocking(Check.UNSIGNED, said, STORY, story.pk)


def without_words(places: list[Placement]) -> Iterator[Finding]:
    """No signature; pictures without caption or without words for who cannot see them."""
    for place in places:
        story = place.article
        name, version = f"{place.page.heading}《{story.headline}》", story.latest_version
        if version is None:
            continue
        if not version.signature:
            said = f"{name}没有署名；这一篇不署名的，请写明原因。"
            yield warning(Check.SIGNATURE, said, STORY, story.pk, of=version.number)
        for number, figure in enumerate(version.figures, 1):
            if not figure["caption"]:
                said = f"{name}第{number}张图片没有图说。"
                yield warning(Check.CAPTION, said, STORY, story.pk, of=f"{version.number}.{number}")
            if not figure["alt"]:
                said = f"{name}第{number}张图片没有替代文字，看不到图片的读者不知道画面上是什么。"
                yield warning(Check.ALT, said, STORY, story.pk, of=f"{version.number}.{number}")


def same_titles(places: list[Placement]) -> Iterator[Finding]:
    by_title: dict[str, list[Placement]] = defaultdict(list)
    for place in places:
        by_title[tidy_line(place.article.headline)].append(place)
    for title, standing in by_title.items():
        if len(standing) > 1:
            where = "、".join(place.page.heading for place in standing)
            second = standing[1].article
            said = f"《{title}》在本期出现 {len(standing)} 次（{where}），请核对是否重稿。"
            yield warning(Check.TITLE, said, STORY, second.pk, of=len(standing))


def alike(places: list[Placement]) -> Iterator[Finding]:
    """Within the issue, each pair; then each story with what was published before. Three queries a story at most."""
    texts = {place.article_id: _text(place.article) for place in places}
    runs = {pk: likeness.runs(text) for pk, text in texts.items() if len(text) >= SHORTEST}
    known = [place for place in places if place.article_id in runs]
    for one, other in combinations(known, 2):
        share = likeness.likeness(runs[one.article_id], runs[other.article_id])
        if share >= ALIKE:
            yield _like(other, one.article, f"{one.page.heading}《{one.article.headline}》", share)
    for place in known:
        yield from _like_published(place, texts[place.article_id], runs[place.article_id])


def _like_published(place: Placement, text: str, runs: frozenset[int]) -> Iterator[Finding]:
    others = Article.objects.exclude(placement__page__issue=place.page.issue).for_cards()
    found: dict[int, Article] = {}
    for phrase in likeness.phrases(text):
        hits = search.find(phrase, among=others, scope=search.Scope.PUBLIC)
        found |= {story.pk: story for story in hits.order_by("-pk")[:3]}
    for story in found.values():
        share = likeness.likeness(runs, likeness.runs(body.plain(story.published_version.body)))
        if share >= ALIKE:
            page = story.placement.page
            where = f"{page.issue.date.isoformat()}第{page.number:02}版《{story.headline}》"
            yield _like(place, story, where, share)


def _like(place: Placement, other: Article, where: str, share: float) -> Finding:
    story = place.article
    said = f"{place.page.heading}《{story.headline}》与{where}有{share:.0%}相同，请核对是否重稿。"
    of = f"{story.latest_version_id}.{other.pk}"
    return warning(Check.LIKE, said, STORY, story.pk, of=of)


def _text(story: Article) -> str:
    return body.plain(story.latest_version.body) if story.latest_version else ""


def needs_review(story: Article) -> bool:
    """Archive and demo stories came in past the review, and their origin says so."""
    return story.origin == Origin.DESK
