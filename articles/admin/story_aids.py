"""What helps while a story is typed: the facts beside its save button, the names of its signature, tags that exist."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET
from taggit.models import Tag

from articles import contributors
from articles.admin import revising
from articles.models import Article
from articles.models.contributor import Kind
from articles.text import byline, pinyin
from articles.text.typography import COUNTED, FORBIDDEN, UNSEEN, count, tidy_line

#: As long as a signature may be stored.
LONGEST = 300
#: How many tags are offered, and among how many of the most used pinyin finds them.
OFFERED, SOUGHT = 8, 3000


#: Field -> what its script is told, and the address that answers it.
ASKS = {
    "signature": ("data-read-signature", "admin:article_read_signature"),
    "tags": ("data-suggest-tags", "admin:article_suggest_tags"),
}


class WritingAids:
    """For the story's form. Nothing here writes."""

    def get_urls(self) -> list:
        def aid(view: Any) -> Any:
            return self.admin_site.admin_view(require_GET(self._for_writers(view)))

        own = [
            path("aids/signature/", aid(read_signature), name="article_read_signature"),
            path("aids/tags/", aid(suggest_tags), name="article_suggest_tags"),
        ]
        return own + super().get_urls()

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        fields = context["adminform"].form.fields
        for name in ASKS.keys() & fields.keys():
            attribute, view = ASKS[name]
            fields[name].widget.attrs[attribute] = reverse(view)
        context["facts"] = facts(kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def _for_writers(self, view: Any) -> Any:
        def ask(request: HttpRequest) -> JsonResponse:
            if not (self.has_add_permission(request) or self.has_change_permission(request)):
                raise PermissionDenied
            return view(request)

        return ask


# --- beside the save button ---------------------------------------------------------------------------


def facts(article: Article | None) -> dict[str, Any]:
    """字数 of headline and body, the draft, the place; and the rule of counting, for the script that keeps them up to date."""
    known: dict[str, Any] = {"counted": COUNTED_THERE, "uncounted": UNCOUNTED_THERE}
    if article is None:
        return known | {"headline_count": 0, "body_count": 0}
    place = article.place
    return known | {
        "headline_count": headline_count(article),
        "body_count": article.character_count,
        "draft": article.latest_version.number if article.latest_version else 0,
        "place": place.page if place else None,
        "place_url": reverse("admin:articles_page_change", args=[place.page_id]) if place else "",
        "readers": revising.kept(article),
    }


def headline_count(article: Article) -> int:
    """字数 of 引题, 标题 and 副题 together."""
    return sum(map(count, (article.kicker, article.title, article.subtitle)))


def for_browsers(pattern: str) -> str:
    """A pattern of `re` as `RegExp` reads it with its flag `u`, in ASCII. Only what our own patterns use is known."""
    escaped = re.sub(r"\\U([0-9a-fA-F]{8})", lambda found: f"\\u{{{int(found[1], 16):x}}}", pattern)
    return re.sub(r"[^\x20-\x7e]", lambda found: f"\\u{{{ord(found[0]):x}}}", escaped)


#: The one rule of 字数, for the browser.
COUNTED_THERE = for_browsers(COUNTED.pattern)
#: What is taken out of a line before it is stored, and so before it is counted.
UNCOUNTED_THERE = for_browsers(f"{FORBIDDEN.pattern}|[{UNSEEN}]")


# --- 署名 -------------------------------------------------------------------------------------------


def read_signature(request: HttpRequest) -> JsonResponse:
    """`?text=` -> `{"credits": [{"role", "name", "kind", "affiliation", "work", "record"}], "unread": […]}`.

    `record` says what is known of the name. At most three queries, however many names.
    """
    text = request.GET.get("text", "")
    if len(text) > LONGEST:
        return JsonResponse({"error": f"署名最多 {LONGEST} 字。"}, status=400)
    signature = byline.parse(text) if text.strip() else byline.Signature(text)
    bearers = contributors.bearers(signature.credits)
    names = [_told(credit, bearers) for credit in signature.credits]
    return JsonResponse({"credits": names, "unread": list(signature.unread)})


def _told(credit: byline.Credit, bearers: dict[tuple[str, str], int]) -> dict[str, str]:
    return {
        "role": credit.role,
        "name": credit.name,
        "kind": str(Kind(credit.kind).label),
        "affiliation": credit.affiliation,
        "work": credit.work,
        "record": _record(credit, bearers[credit.name, credit.kind]),
    }


def _record(credit: byline.Credit, bearers: int) -> str:
    if credit.role in contributors.SOURCES:
        return "来源，不建档"
    if bearers > 1:
        return f"同名 {bearers} 人，保存后请选定"
    return "已有档案" if bearers else "新名字，保存时建档"


# --- 标签 -------------------------------------------------------------------------------------------


def suggest_tags(request: HttpRequest) -> JsonResponse:
    """`?q=` -> `{"tags": [{"name", "used"}]}`: existing ones, the most used first; all of them where nothing is typed."""
    term = tidy_line(request.GET.get("q", ""))[:20]
    found = suggestions(term)[:OFFERED]
    return JsonResponse({"tags": [{"name": name, "used": used} for name, used in found]})


def suggestions(term: str) -> list[tuple[str, int]]:
    """(name, stories) of tags that have the term in their name, or begin with it in pinyin or its initials. One query."""
    tags = Tag.objects.annotate(used=Count("taggit_taggeditem_items")).order_by("-used", "name")
    letters = pinyin.fold(term)
    if letters and not pinyin.is_han(letters):
        rows = tags.values_list("name", "used")[:SOUGHT]
        return [row for row in rows if _is_typed(letters, term, row[0])]
    rows = tags.filter(Q(name__icontains=term)) if term else tags
    return list(rows.values_list("name", "used")[:OFFERED])


def _is_typed(letters: str, term: str, name: str) -> bool:
    return term.casefold() in name.casefold() or any(key.startswith(letters) for key in _keys(name))


@lru_cache(maxsize=2 * SOUGHT)
def _keys(name: str) -> tuple[str, ...]:
    return tuple(pinyin.keys(name))
