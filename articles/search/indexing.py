"""Keeping the index: what each story's words are for the desk and for readers, and writing only what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, SearchText
from articles.models.issue import State
from articles.search import backends
from articles.text import body
from articles.text.tokens import normalise

#: Of stories whose texts are in memory at the same time.
BATCH = 500


class Entry(NamedTuple):
    """A SearchText as it should stand, or stands."""

    article_id: int
    title: str
    signature: str
    body: str
    for_desk: bool
    for_readers: bool


FACTS = ("kicker", "title", "subtitle", "signature", "body")
#: The published text counts while the issue that the story stands in is signed.
PUBLISHED = tuple(f"published_version__{name}" for name in FACTS)
STANDING = ("published_version", "withdrawn_at", "placement__page__issue__state")


def index(articles: Iterable[int]) -> None:
    """Bring the index up to what is stored for these stories (keys); called in the transaction that changed them.

    What says the same already stays untouched. The same number of queries for one story and for a batch.
    """
    keys = list(articles)
    for start in range(0, len(keys), BATCH):
        _index_batch(keys[start : start + BATCH])


def _index_batch(keys: list[int]) -> None:
    _hold(keys)
    wanted = set(_wanted(keys))
    standing = SearchText.objects.filter(article__in=keys).values_list("pk", *Entry._fields)
    kept = {key: Entry(*facts) for key, *facts in standing}
    _drop([key for key, entry in kept.items() if entry not in wanted])
    missing = sorted(wanted - set(kept.values()))
    rows = SearchText.objects.bulk_create(SearchText(**entry._asdict()) for entry in missing)
    if rows:
        backends.current().put(rows)


def _hold(keys: list[int]) -> None:
    """Until the transaction ends, so that of two acts on one story the second sees what the first made of it. A statement
    of its own: what follows reads what was stored by then. In the order of keys, or two batches wait for each other."""
    list(Article.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))


def _wanted(keys: list[int]) -> Iterator[Entry]:
    stories = Article.objects.filter(pk__in=keys).order_by()
    for key, version, withdrawn, state, *words in stories.values_list(
        "pk", *STANDING, *FACTS, *PUBLISHED
    ):
        working = _texts(words[: len(FACTS)])
        public = (
            _texts(words[len(FACTS) :])
            if version and not withdrawn and state == State.SIGNED
            else None
        )
        yield Entry(key, *working, for_desk=True, for_readers=public == working)
        if public and public != working:
            yield Entry(key, *public, for_desk=False, for_readers=True)


def _texts(words: list[str]) -> tuple[str, str, str]:
    """Title with kicker and subtitle, a line each; signature; body. A title's printed line break is no border."""
    kicker, title, subtitle, signature, html = words
    lines = (kicker, title.replace("\n", " "), subtitle)
    return (
        "\n".join(normalise(line) for line in lines if line),
        normalise(signature),
        normalise(body.plain(html)),
    )


@transaction.atomic
def forget(articles: Iterable[int]) -> None:
    """Take stories (keys) out of the index, both texts; called before they are deleted."""
    rows = SearchText.objects.filter(article__in=list(articles))
    _drop(list(rows.values_list("pk", flat=True)))


def _drop(keys: list[int]) -> None:
    if keys:
        backends.current().drop(keys)
        SearchText.objects.filter(pk__in=keys).delete()


def reindex(*, after: int = 0, batch: int = BATCH) -> Iterator[tuple[int, int]]:
    """Index every story by key, one transaction a batch: yields (last key, how many are done) after each.

    Broken off, it goes on from the last key. At the end it takes out what belongs to no story. Where terms were lost or
    were made by another release, the rows are to be emptied first (`empty`).
    """
    yield from _in_batches(Article.objects.all(), after, batch)
    with transaction.atomic():
        orphans = SearchText.objects.exclude(article__in=Article.objects.all())
        _drop(list(orphans.values_list("pk", flat=True)))
    backends.current().settle()


def empty() -> None:
    """Take out everything, so that `reindex` makes all of it anew."""
    while keys := list(SearchText.objects.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            _drop(keys)


def index_missing() -> Iterator[tuple[int, int]]:
    """What stands in no index at all, as in a database of a release before there was one. One query where nothing is."""
    known = SearchText.objects.filter(article=OuterRef("pk"), for_desk=True)
    last = 0
    for last, done in _in_batches(Article.objects.filter(~Exists(known)), 0, BATCH):
        yield last, done
    if last:
        backends.current().settle()


def _in_batches(stories: QuerySet[Article], after: int, batch: int) -> Iterator[tuple[int, int]]:
    done = 0
    keys_after = stories.order_by("pk").values_list("pk", flat=True)
    while keys := list(keys_after.filter(pk__gt=after)[:batch]):
        with transaction.atomic():
            index(keys)
        after, done = keys[-1], done + len(keys)
        yield after, done
