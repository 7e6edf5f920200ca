"""Writing a record with its aliases and what it is found by; finding whose name a signature prints."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from articles import edition
from articles.models import Alias, Contributor
from articles.models.contributor import Kind
from articles.text import pinyin
from articles.text.byline import Credit
from articles.text.typography import tidy_line

#: Roles that name where a text came from, not who made it.
SOURCES = {"据", "来源", "转自", "摘自"}
INDEXED = ("folded", "pinyin", "sought")


def add(name: str, kind: str = Kind.PERSON, **fields: str) -> Contributor:
    """A new record. Two queries."""
    return keep(Contributor(name=name, kind=kind, **fields))


@transaction.atomic
def keep(contributor: Contributor, aliases: Iterable[str] | None = None) -> Contributor:
    """Write a record; `aliases` are all its other names (None: as they stand). A stored one has a new version then.

    Whoever changes a stored one has compared its version before, in the same transaction.
    """
    for field in ("name", "affiliation", "contact"):
        setattr(contributor, field, tidy_line(getattr(contributor, field)))
    known = contributor.pk is not None
    if known:
        contributor.version += 1
    names = _names(contributor, aliases)
    index(contributor, names)
    contributor.save()
    if aliases is not None:
        _rename(contributor, names)
    if known:
        edition.turn()
    return contributor


def index(contributor: Contributor, aliases: Iterable[str]) -> None:
    """What it is found by, set on the object."""
    contributor.folded = pinyin.fold(contributor.name)[:120]
    contributor.pinyin = next(iter(pinyin.keys(contributor.name)), "")[:400]
    contributor.sought = pinyin.sought([contributor.name, *aliases], contributor.affiliation)


def _names(contributor: Contributor, aliases: Iterable[str] | None) -> list[str]:
    """The other names, each once, without the first."""
    if aliases is None:
        aliases = contributor.aliases.values_list("name", flat=True) if contributor.pk else ()
    tidied = dict.fromkeys(tidy_line(name) for name in aliases)
    return [name for name in tidied if name and name != contributor.name]


def _rename(contributor: Contributor, names: list[str]) -> None:
    standing = contributor.aliases.values_list("name", flat=True)
    if list(standing) != names:
        contributor.aliases.all().delete()
        Alias.objects.bulk_create(Alias(contributor=contributor, name=name) for name in names)


def bearing(name: str, kind: str) -> QuerySet[Contributor, int]:
    """The pks of those who have the printed name, as theirs or as an alias. One query, two index look-ups."""
    kinds = [Kind.PERSON] if kind == Kind.PERSON else [Kind.ORGANISATION, Kind.COLLECTIVE]
    own = Contributor.objects.filter(name=name, kind__in=kinds)
    other = Contributor.objects.filter(aliases__name=name, kind__in=kinds)
    return own.order_by().values_list("pk", flat=True).union(other.order_by().values_list("pk"))


def bearers(credits: Iterable[Credit]) -> dict[tuple[str, str], int]:
    """How many records have each printed name, as theirs or as an alias: by (name, kind). Two queries."""
    wanted = {(credit.name, _side(credit.kind)): set[int]() for credit in credits}
    names = {name for name, _kind in wanted}
    own = Contributor.objects.filter(name__in=names).values_list("name", "kind", "pk")
    other = Alias.objects.filter(name__in=names, contributor__merged_into=None)
    for name, kind, pk in [*own, *other.values_list("name", "contributor__kind", "contributor")]:
        if (name, _side(kind)) in wanted:
            wanted[name, _side(kind)].add(pk)
    return {key: len(pks) for key, pks in wanted.items()}


def _side(kind: str) -> str:
    """A signature does not tell a collective from an organisation."""
    return Kind.PERSON.value if kind == Kind.PERSON else Kind.ORGANISATION.value


def known(credit: Credit) -> int | None:
    """By name or alias and kind; a new one where nobody has the name; None, for the desk to decide, where several do."""
    if credit.role in SOURCES:
        return None
    found = list(bearing(credit.name, credit.kind)[:2])
    if not found:
        return add(credit.name, credit.kind).pk
    return found[0] if len(found) == 1 else None


def present(pks: Iterable[int]) -> dict[int, int]:
    """For each record the one that it was merged into, or itself. One query."""
    rows = Contributor.every.filter(pk__in=pks).values_list("pk", "merged_into")
    return {pk: into or pk for pk, into in rows}
