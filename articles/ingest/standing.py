"""Stories that come again, against those that came before: which may be changed, and which has nothing new to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from articles.ingest import reader, wording
from articles.ingest.documents import opening
from articles.ingest.drafts import Draft
from articles.ingest.matching import bare, match
from articles.ingest.source import Unreadable
from articles.models import Arrival, Page
from articles.text import body

if TYPE_CHECKING:
    from articles.ingest.plan import StoryPlan


@dataclass(frozen=True, slots=True)
class Said:
    """A story as its source says it, before anybody has amended anything."""

    title: str
    text: str
    words: tuple[str, ...]
    others: tuple[object, ...]  # section, tags, the note, captions, pictures

    @property
    def names(self) -> tuple[str, str]:
        """What matching goes by."""
        return self.title, self.text


def arrivals(page: Page) -> QuerySet[Arrival]:
    """Stories on the page that came from a source, in order."""
    on_page = Arrival.objects.filter(article__placement__page=page)
    rows = on_page.select_related(
        "source", "article__section", "article__latest_version__created_by"
    )
    rows = rows.prefetch_related("article__tags")
    return rows.order_by("article__placement__position")


def continue_stored(stories: list[StoryPlan], came: list[Arrival], known: frozenset[str]) -> None:
    """Say of each story which stored one it continues, and whether it may change that one.

    What its source said the last time, or the paper says already, is nothing new: what staff made of it stays.
    """
    new = [(story.draft.title.text, wording.plain_text(story.draft)) for story in stories]
    stored = [(each.article.title, body.plain(each.article.body)) for each in came]
    found = match(new, stored)
    if not any(at is not None for at in found):
        return
    sources = {each.source.pk: each.source for each in came}
    before = {pk: read(bytes(each.data), each.filename, known) for pk, each in sources.items()}
    files = {story.file.fingerprint: story.file for story in stories}
    now = {key: read(file.data, file.name, known) for key, file in files.items()}
    for story, names, at in zip(stories, new, found, strict=True):
        if at is not None:
            coming = _of(names, now[story.file.fingerprint])
            _judge(story, came[at], coming, before[came[at].source.pk])


def _judge(
    story: StoryPlan, arrival: Arrival, coming: Said | None, before: tuple[Said, ...]
) -> None:
    story.article = arrival.article
    if coming in before or wording.says_what_is_stored(story.draft, arrival.article):
        story.action = "unchanged"
    elif arrival.edited_since or _amended(arrival, before):
        story.action = "conflict"
    else:
        story.action = "update"


def _amended(arrival: Arrival, before: tuple[Said, ...]) -> bool:
    """Staff changed its words, its lines or what they are before it went in.

    Marks made full-width do not count: they can be made so again.
    """
    article = arrival.article
    came = _of((article.title, body.plain(article.body)), before)
    return came is None or _bare_lines(came.words) != _bare_lines(wording.stored(article))


def _bare_lines(words: tuple[str, ...]) -> list[str]:
    """A title's two lines are two, and of the body's tags the letters stay: a sub-head differs from a paragraph."""
    return [bare(line) for text in words for line in text.split("\n")]


def _of(names: tuple[str, str], among: tuple[Said, ...]) -> Said | None:
    at = match([names], [each.names for each in among])[0]
    return None if at is None else among[at]


def read(data: bytes, name: str, known: frozenset[str]) -> tuple[Said, ...]:
    """The stories of a source as it came; none where it cannot be read (any more)."""
    try:
        opened = opening.open_source(data, name)
        reading = reader.read_opened(opened, name, sections=known)
    except Unreadable:
        return ()
    return tuple(_said(draft, opened.pictures) for page in reading.pages for draft in page.stories)


def _said(draft: Draft, carried: Mapping[str, bytes]) -> Said:
    given = wording.fields(draft)
    named = [item.picture.file.text for item in draft.body if item.picture]
    pictures = tuple((name, hash(carried.get(name))) for name in named)
    captions = tuple(wording.captions(draft))
    others = (draft.section, given["tags"], given["note"], captions, pictures)
    return Said(draft.title.text, wording.plain_text(draft), wording.tidied(draft), others)
