"""Printed names that several contributors bear: whose each one is, somebody says story by story."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from articles import edition, history
from articles.contributors import keeping
from articles.models import Article, Byline, Contributor, Version

#: Chosen where it is nobody who has a record.
NEW = 0


def unsettled() -> QuerySet[Byline]:
    """Names without a record, and those whose record was merged away while their story was being saved."""
    open_ones = Q(contributor__isnull=True) | Q(contributor__merged_into__isnull=False)
    return Byline.objects.filter(open_ones).exclude(role__in=keeping.SOURCES)


def unsettled_names() -> QuerySet[Byline, dict]:
    """{name, kind, stories}, those with the most stories first."""
    counted = unsettled().values("name", "kind").order_by()
    return counted.annotate(
        stories=Count("article", distinct=True), last=Max("article__updated_at")
    ).order_by("-stories", "name", "kind")


def named(name: str, kind: str) -> QuerySet[Contributor]:
    """Who it may be."""
    return Contributor.objects.filter(pk__in=list(keeping.bearing(name, kind)[:50]))


@transaction.atomic
def settle(name: str, kind: str, choices: Mapping[int, int], *, by: AbstractBaseUser) -> int:
    """Byline -> contributor (NEW: one new record for all of those). Returns how many were settled.

    Those that a colleague settled or rewrote meanwhile, and choices that no longer stand, are left as they are.
    """
    lines = unsettled().filter(name=name, kind=kind, pk__in=choices).order_by("pk")
    # Held: of two who settle the same lines at once, the second finds them settled.
    stories = {line.pk: line.article_id for line in lines.select_for_update(of=("self",))}
    chosen = {pk: choices[pk] for pk in stories}
    if NEW in chosen.values():
        fresh = keeping.add(name, kind).pk
        chosen = {pk: who or fresh for pk, who in chosen.items()}
    found = Contributor.objects.in_bulk(set(chosen.values()))
    return sum(
        _give(who, [pk for pk in chosen if chosen[pk] == who.pk], stories, (name, kind), by)
        for who in found.values()
    )


def _give(
    who: Contributor,
    lines: list[int],
    stories: Mapping[int, int],
    printed: tuple[str, str],
    by: AbstractBaseUser,
) -> int:
    done = unsettled().filter(pk__in=lines).update(contributor=who)
    _link(who, {stories[pk] for pk in lines}, printed)
    if done:
        history.log(by, who, f"{done}篇稿件的署名“{printed[0]}”认定为此人。")
        edition.turn()
    return done


def _link(who: Contributor, stories: set[int], printed: tuple[str, str]) -> None:
    """The latest and the published version of each story, where they print the name."""
    rows = Article.objects.filter(pk__in=stories)
    pairs = rows.values_list("latest_version", "published_version")
    versions = Version.objects.filter(pk__in={pk for pair in pairs for pk in pair if pk})
    who.versions.add(
        *(
            pk
            for pk, credits in versions.values_list("pk", "credits")
            if printed in [(credit["name"], credit["kind"]) for credit in credits]
        )
    )
