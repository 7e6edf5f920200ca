"""The truth that the index is held to: a scan of every story's text."""

from __future__ import annotations

from articles.models import Article, Version
from articles.text import body, tokens


def holds(words: Article | Version, query: str) -> bool:
    """Each word in one of the fields; a title's printed line break is no border."""
    fields = [
        words.kicker,
        words.title.replace("\n", " "),
        words.subtitle,
        words.signature,
        body.plain(words.body),
    ]
    texts = [tokens.normalise(field) for field in fields]
    return all(any(word in text for text in texts) for word in tokens.words(query))


def desk(query: str) -> set[int]:
    return {story.pk for story in Article.objects.all() if holds(story, query)}


def public(query: str) -> set[int]:
    stories = Article.objects.public().select_related("published_version")
    return {story.pk for story in stories if holds(story.published_version, query)}
