"""The readers' search. None of its pages is kept: there are as many as words."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles import reading, search, suggesting
from articles.forms.search import SearchForm
from articles.responding import respond, unkept
from articles.text import dates, tokens
from articles.text.typography import tidy_line

#: On a page; each comes with an excerpt.
HITS = 20
#: How a filter is named above what it left.
CHIPS = {
    "from": lambda day: f"{dates.long_date(day)}起",
    "to": lambda day: f"{dates.long_date(day)}止",
    "section": lambda section: f"栏目：{section.name}",
    "tag": lambda tag: f"标签：{tag.name}",
    "contributor": lambda people: f"作者：{people[0].name}",
    "issue": str,
}


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`/search/`: the box; with words or filters what they find. What cannot be read is said beside its field."""
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "is_search": True}
    if form.is_valid() and (form.cleaned_data["q"] or form.filters):
        context |= _found(form, request.GET.get("page", "1"))
    elif form.is_valid():
        context["archive_years"] = reading.years()
    context["chips"] = _chips(form)
    response = respond(request, "articles/search.html", context, issue=None)
    response.status_code = 404 if context.get("first_page") else 200
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(form: SearchForm, page: str) -> dict[str, Any]:
    """The hits of a page, and how the same is asked on another page and in another order; beyond the last page, of the first."""
    typed, order = form.cleaned_data["q"], form.cleaned_data["order"]
    found, query = _sought(form)
    freed = query.split() if query != typed else []
    said = {"found": found, "words": typed.split(), "freed": freed}
    try:
        part = reading.slice_of(found, page, HITS)
    except EmptyPage:
        return said | {"first_page": form.asked()}
    return said | {
        "slice": part,
        "hits": reading.hits(part.object_list, query),
        "ways": {each.value: form.asked(order=each) for each in search.Order} if query else {},
        "order": order,
        "query": f"{form.asked()}&",
        # Nothing is called by a word that a thousand stories hold, and looking for it took queries enough.
        "meant": suggesting.meant(typed, names=not found.is_capped) if part.number == 1 else [],
    }


def _sought(form: SearchForm) -> tuple[search.Found, str]:
    """What holds the words as they were typed, and the query; where nothing does, what holds them without their signs,
    if that is another query and finds anything."""
    typed = form.cleaned_data["q"]
    bare = tokens.freed(typed)
    found = _holding(form, typed)
    if tokens.words(bare) in ([], tokens.words(typed)) or found.count():
        return found, typed
    others = _holding(form, bare)
    return (others, bare) if others.count() else (found, typed)


def _holding(form: SearchForm, query: str) -> search.Found:
    order, is_narrow = form.cleaned_data["order"], bool(form.filters)
    return search.Found(query, among=form.chosen(), order=order, is_narrow=is_narrow)


def _chips(form: SearchForm) -> list[tuple[str, str]]:
    """What each filter is called, and the address without it."""
    return [(CHIPS[name](value), form.asked(**{name: ""})) for name, value in form.filters.items()]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """`/search/suggest/?q=`, as OpenSearch has it: [what was typed, names, what they are, addresses]."""
    typed = tidy_line(request.GET.get("q", ""))[: suggesting.LONGEST]
    found = suggesting.suggest(typed)
    names, kinds, urls = ([each[at] for each in found] for at in range(3))
    ways = [request.build_absolute_uri(url) for url in urls]
    kind = "application/x-suggestions+json"
    return unkept(JsonResponse([typed, names, kinds, ways], safe=False, content_type=kind))
