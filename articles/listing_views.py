"""What a section, a contributor and a tag have in the paper: all their public stories, or those of one year."""

from __future__ import annotations

from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from taggit.models import Tag

from articles import reading
from articles.models import Article, Contributor
from articles.page_cache import readers, remembered
from articles.reading import Tally
from articles.responding import respond, unkept
from sections.models import Section


@readers("page", "year")
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """One that the navigation does not show is there once a published story stands in it: its name may be a plan."""
    whose = get_object_or_404(Section.objects.addressed(slug))
    stories = Article.objects.public().filter(section=whose)
    tally = _tally(f"section-{whose.pk}", stories)
    if not (whose.visible or tally):
        raise Http404
    if whose.slug != slug:
        # Not for good: a section may take its former address again.
        return unkept(redirect(whose, permanent=True))
    return _listing(request, "articles/section.html", {"section": whose}, stories, tally)


@readers("page", "year")
def contributor(request: HttpRequest, pk: int) -> HttpResponse:
    """A record that was merged into another leads there, where readers may see that one."""
    found = get_object_or_404(Contributor.every.select_related("merged_into"), pk=pk)
    whose = found.merged_into or found
    stories = Article.objects.public().filter(published_version__contributors=whose)
    tally = _tally(f"contributor-{whose.pk}", stories)
    if whose != found and tally:
        return unkept(redirect(whose, permanent=True))
    return _known_listing(
        request, "articles/contributor.html", {"contributor": whose}, stories, tally
    )


@readers("page", "year")
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    if "\x00" in slug:  # no database looks for it
        raise Http404
    found = get_object_or_404(Tag, slug=slug)
    stories = Article.objects.public().filter(tags=found)
    tally = _tally(f"tag-{found.pk}", stories)
    return _known_listing(request, "articles/tag.html", {"tag": found}, stories, tally)


def _tally(name: str, stories: QuerySet[Article]) -> Tally:
    """How many stand in which issue, counted once an edition: every page and year of the list is found by it."""
    return remembered(f"tally-{name}", lambda: reading.tally(stories))


def _known_listing(
    request: HttpRequest, template: str, context: dict, stories: QuerySet[Article], tally: Tally
) -> HttpResponse:
    """A person or tag that no published story names is not there: its very name may be a draft's."""
    if not tally:
        raise Http404
    return _listing(request, template, context, stories, tally)


def _listing(
    request: HttpRequest, template: str, context: dict, stories: QuerySet[Article], tally: Tally
) -> HttpResponse:
    """`?year=` and `?page=` of it. Raises Http404 for a year or a page without a story."""
    year = reading.year_of(request.GET.get("year", ""), tally.years)
    try:
        rows = reading.Rows(stories, tally.of(year) if year else tally)
        context["slice"] = reading.slice_of(rows, request.GET.get("page", "1"))
    except EmptyPage:
        raise Http404 from None
    context |= {"tally": tally, "year": year, "decades": reading.decades(tally.years, year)}
    return respond(request, template, context, issue=None)
