"""Where a picture stands: in which stories, in the text being written, in the published one, in earlier ones."""

from __future__ import annotations

from articles.models import Article, Image, Version


def of(image: Image) -> list[tuple[int, str, list[str]]]:
    """Each story once, the last changed first: its number, its title and how it shows the picture. Three queries."""
    numbers: dict[int, list[int]] = {}
    kept = Version.objects.filter(images=image).order_by("number").values_list("article", "number")
    for article, number in kept:
        numbers.setdefault(article, []).append(number)
    written = set(image.uses.values_list("article", flat=True))
    stories = Article.objects.filter(pk__in=numbers.keys() | written).order_by("-updated_at", "-pk")
    stories = stories.select_related("published_version", "latest_version")
    return [
        (story.pk, story.headline, _words(story, story.pk in written, numbers.get(story.pk, [])))
        for story in stories
    ]


def _words(story: Article, is_written: bool, numbers: list[int]) -> list[str]:
    published = story.published_version.number if story.published_version else 0
    latest = story.latest_version.number if story.latest_version else 0
    words = ["现稿"] if is_written else []
    if published in numbers:
        words.append(f"出版的第{published}稿")
    earlier = [n for n in numbers if n != published and not (is_written and n == latest)]
    if earlier:
        words.append(f"以前的第{'、'.join(map(str, earlier))}稿")
    return words
