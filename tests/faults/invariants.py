"""What holds of a paper at any moment, whatever was killed or came at once. Each returns what is wrong, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from articles import search
from articles.models import Article, Issue, Page, Placement, SearchText
from articles.models.article import State as StoryState
from articles.models.issue import State
from articles.search import Scope


def wrong() -> list[str]:
    """Empty for a paper that is whole."""
    return [*_issues(), *_places(), *_index()]


def _issues() -> Iterator[str]:
    """Readers have an issue exactly as it was signed: with a published version for every story in it."""
    for issue in Issue.objects.all():
        signed = issue.state == State.SIGNED
        stories = list(Article.objects.filter(placement__page__issue=issue))
        deeds = list(issue.publications.filter(article=None).order_by("pk").values_list("deed"))
        if signed != bool(deeds and deeds[-1][0] in ("sign", "appear")):
            yield f"{issue} is {issue.state} and its record says {deeds}"
        if signed and not (issue.masthead and issue.publish_at and issue.signed_by_id):
            yield f"{issue} is signed without masthead, hour or hand"
        if signed and any(story.published_version_id is None for story in stories):
            yield f"{issue} is signed with a story that has no published version"
        shown = {story.pk for story in Article.objects.public() if story in stories}
        due = {story.pk for story in stories if not story.withdrawn_at}
        if shown != (due if issue.is_public() else set()):
            yield f"{issue}: readers see {sorted(shown)} of {sorted(due)}"


def _places() -> Iterator[str]:
    """Positions count from one, page by page; a page of an issue has its number alone."""
    for page in Page.objects.all():
        positions = list(page.placements.order_by("position").values_list("position", flat=True))
        if positions != list(range(1, len(positions) + 1)):
            yield f"{page}: positions {positions}"
    numbers = Counter(Page.objects.values_list("issue", "number"))
    yield from (f"page {key} stands twice" for key, count in numbers.items() if count > 1)
    stories = Counter(Placement.objects.values_list("article", flat=True))
    yield from (f"story {key} stands twice" for key, count in stories.items() if count > 1)
    for story in Article.objects.filter(state=StoryState.SIGNED_OFF):
        if story.signed_version_id != story.latest_version_id:
            yield f"{story.pk} is signed in other words"


def _index() -> Iterator[str]:
    """The search index is what it would be if it were made anew now."""
    stood = _texts()
    with transaction.atomic():
        search.index(Article.objects.values_list("pk", flat=True))
    if _texts() != stood:
        yield "the search index is not that of the stories"
    public = set(Article.objects.public().values_list("pk", flat=True))
    for story in Article.objects.filter(published_version__isnull=False):
        words = story.published_version.headline
        found = search.find(words, among=Article.objects.filter(pk=story.pk), scope=Scope.PUBLIC)
        if found.exists() != (story.pk in public):
            yield f"{story.pk} is public or found, and not both"


def _texts() -> list[tuple]:
    rows = SearchText.objects.order_by("article", "for_desk", "for_readers")
    return list(rows.values_list("article", "for_desk", "for_readers", "title", "body"))
