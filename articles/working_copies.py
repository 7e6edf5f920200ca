"""What is being typed into a story's form, kept every few seconds for its owner alone. The only writer of WorkingCopy.

A form has a key of its own from the moment it is opened. Its copy goes when the form is saved; whatever is left then
was never saved, and is offered back. Copies that nobody asked for go after `AGE`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from articles import history
from articles.models import Article, WorkingCopy
from articles.text import body
from articles.text.typography import count

#: Nobody comes back for what was left unsaved so long ago.
AGE = dt.timedelta(days=30)
#: Characters of one copy, as it is stored; a page of the paper has some ten thousand.
LARGEST = 600_000
#: Copies of one person.
MOST = 100
#: Of these, so many stand on the start page.
SHOWN = 8
#: Of what a form sends, this is not typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "copy_key", "compared_version", "story", "reason"})


class CannotKeep(Exception):
    """The copy that was there stays. The message says why."""


def keep(
    owner: AbstractBaseUser, key: UUID, fields: Mapping[str, Sequence[str]], article: int | None
) -> WorkingCopy:
    """The form as it stands now. Raises CannotKeep where it is too long, or one of too many."""
    typed = {
        name: [text.replace("\x00", "") for text in values]  # PostgreSQL's JSON has no NUL
        for name, values in fields.items()
        if name not in NOT_TYPED and not name.startswith("_") and "\x00" not in name
    }
    if len(json.dumps(typed, ensure_ascii=False)) > LARGEST:
        raise CannotKeep("文字太长，不能暂存；请先保存。")
    own = WorkingCopy.objects.filter(owner=owner)
    if not own.filter(key=key).exists():
        WorkingCopy.objects.filter(saved_at__lt=timezone.now() - AGE).delete()
        if own.count() >= MOST:
            raise CannotKeep(f"您未存的文字已有 {MOST} 份，不能再暂存；请先保存或丢弃几份。")
    story = Article.objects.filter(pk=article).first() if article else None
    try:
        return _store(owner, key, story, typed)
    except IntegrityError:  # deleted this moment: its copies are of a new story then
        return _store(owner, key, None, typed)


def _store(
    owner: AbstractBaseUser, key: UUID, story: Article | None, typed: Mapping[str, Sequence[str]]
) -> WorkingCopy:
    copy, _made = WorkingCopy.objects.update_or_create(
        owner=owner,
        key=key,
        defaults={"article": story, "fields": typed, "saved_at": timezone.now()},
    )
    return copy


def drop(owner: AbstractBaseUser, key: UUID) -> None:
    """Its words were saved, or are not wanted."""
    WorkingCopy.objects.filter(owner=owner, key=key).delete()


def own(owner: AbstractBaseUser) -> QuerySet[WorkingCopy]:
    """The owner's, the last first. Nobody else's are ever asked for."""
    return WorkingCopy.objects.filter(owner=owner).select_related("article")


def offered(
    owner: AbstractBaseUser, article: Article | None, *, but: UUID | None = None
) -> list[WorkingCopy]:
    """What the form of the story (None: of a new one) may give back: all but the form's own and what is stored already."""
    left = own(owner).filter(article=article).exclude(key=but)
    return [copy for copy in left if says_more(copy, article)]


def unfinished(owner: AbstractBaseUser) -> list[WorkingCopy]:
    """For the owner's start page: of stored stories and of new ones, the last first. One query."""
    left = (copy for copy in own(owner) if says_more(copy, copy.article))
    return list(islice(left, SHOWN))


def says_more(copy: WorkingCopy, article: Article | None) -> bool:
    """Something is typed there that is not stored: not what its owner's last save was just about to keep."""
    if article is None:
        return any(copy.value(name).strip() for name in (*history.WORDS, "tags", "note"))
    typed = words(copy)
    is_same = all(typed[name] == getattr(article, name) for name in history.WORDS)
    was_saved = article.updated_by_id == copy.owner_id and not is_of(copy, article)
    return not (is_same and was_saved)


def is_of(copy: WorkingCopy, article: Article) -> bool:
    """Nobody has saved the story since the form was opened."""
    return copy.value("seen_version") == str(article.version)


def words(copy: WorkingCopy) -> dict[str, str]:
    """Its words, the body cleaned, line ends as they are stored."""
    typed = {name: "\n".join(copy.value(name).splitlines()).strip() for name in history.WORDS}
    return typed | {"body": body.clean(copy.value("body"))}


def gained(copy: WorkingCopy, article: Article | None) -> int:
    """How many characters of the body it has more than the stored story; less than 0: fewer."""
    return count(body.plain(words(copy)["body"])) - (article.character_count if article else 0)
