"""What a reader may ask of the search page. Whatever stands in the address is read; what names nothing is said so."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from taggit.models import Tag

from articles.models import Article, Contributor, Issue, Version
from articles.models.article import ArticleQuerySet
from articles.search import Order
from articles.suggesting import issues
from articles.text import dates, pinyin
from articles.text.typography import tidy_line
from sections.models import Section

#: Of a query and of what is typed into a filter, in characters; what is longer is cut.
LONGEST, LONGEST_FILTER = 64, 80
#: Of those who are called the same so many are looked for.
NAMESAKES = 20
EXAMPLE = "如 2021-03-17"


class DayField(forms.Field):
    """As readers type it (text.dates)."""

    def to_python(self, value: Any) -> dt.date | None:
        day = dates.typed(value) if value else None
        if value and day is None:
            raise forms.ValidationError("没有这一天，请写成 2021-03-17。")
        return day


class SearchForm(forms.Form):
    """`cleaned_data` holds what the filters name, None where nothing is asked; `is_cut`: the query was too long."""

    q = forms.CharField(label="检索", required=False)
    section = forms.CharField(label="栏目", required=False)
    tag = forms.CharField(label="标签", required=False, help_text="如 气象")
    contributor = forms.CharField(label="作者", required=False, help_text="姓名或单位名")
    issue = forms.CharField(label="总期号", required=False, help_text="如 3087，或日期")
    order = forms.CharField(required=False)

    def __init__(self, asked: QueryDict) -> None:
        typed = {name: tidy_line(asked.get(name, "")) for name in (*self.base_fields, "from", "to")}
        self.is_cut = len(typed["q"]) > LONGEST
        kept = {name: text[:LONGEST_FILTER] for name, text in typed.items()}
        super().__init__(kept | {"q": typed["q"][:LONGEST].strip()})
        # `from` is a word of the language, and no attribute.
        self.fields["from"] = DayField(label="起始日期", required=False, help_text=EXAMPLE)
        self.fields["to"] = DayField(label="截止日期", required=False, help_text=EXAMPLE)

    @property
    def typed(self) -> list[forms.BoundField]:
        """The filters' fields in their order; a contributor who was chosen elsewhere is not to be typed."""
        names = ["from", "to", "section", "issue", "tag"]
        return [self[name] for name in names + ["contributor"] * (not self.chosen_author)]

    @property
    def chosen_author(self) -> str:
        """The key by which a page named a contributor: of several of one name, this one."""
        key = self.data["contributor"]
        return key if "contributor" in self.filters and _is_key(key) else ""

    @property
    def mistakes(self) -> str:
        """How many fields name nothing, as one counts places."""
        return " 一两三四五六"[len(self.errors)].strip()

    @property
    def odd_section(self) -> str:
        """What the section's list has to offer beside those of the navigation, for it was asked for."""
        section = self.filters.get("section")
        return "" if section and section.visible else self.data["section"]

    def asked(self, **other: str) -> str:
        """The address's part behind `?`, with other values; without what is empty, and without the page."""
        return urlencode({name: text for name, text in (self.data | other).items() if text})

    def clean_section(self) -> Section | None:
        slug = self.cleaned_data["section"]
        rows = Section.objects.filter(slug=slug)
        return (
            self._named(rows, "section", "没有这个栏目，或者它还没有刊出稿件。") if slug else None
        )

    def clean_tag(self) -> Tag | None:
        """By the end of its address, or by its name."""
        text = self.cleaned_data["tag"]
        rows = Tag.objects.filter(Q(slug=text) | Q(name=text)).order_by("pk")
        return self._named(rows, "tags", "没有这个标签。") if text else None

    def clean_contributor(self) -> list[Contributor]:
        """By the key, or by the name as it is typed: all who are called so."""
        text = self.cleaned_data["contributor"]
        if not text:
            return []
        named = Q(pk=int(text)) if _is_key(text) else Q(folded=pinyin.fold(text) or None)
        rows = Contributor.objects.filter(named)
        found = list(_seen(rows, "published_version__contributors")[:NAMESAKES])
        if not found:
            raise forms.ValidationError("没有这位作者。")
        return found

    def _named(self, rows: QuerySet, path: str, refusal: str) -> Any:
        found = _seen(rows, path).first()
        if found is None:
            raise forms.ValidationError(refusal)
        return found

    def clean_issue(self) -> Issue | None:
        text = self.cleaned_data["issue"]
        if not text:
            return None
        found = issues(text).public().newest_first().last()
        if found is None:
            raise forms.ValidationError(
                "没有这一期，请写总期号（如 3087）或日期（如 2021-03-17）。"
            )
        return found

    def clean_order(self) -> str:
        asked = self.cleaned_data["order"]
        return Order.NEWEST if asked == Order.NEWEST else Order.RELEVANCE

    def clean(self) -> None:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("to", "截止日期早于起始日期。")

    @property
    def filters(self) -> dict[str, Any]:
        """What was asked beside the words, by the name of its field."""
        names = ("from", "to", "section", "tag", "contributor", "issue")
        known = getattr(self, "cleaned_data", {})
        return {name: known[name] for name in names if known.get(name)}

    def chosen(self) -> ArticleQuerySet:
        """The stories that the filters leave, each once, also one that two of a name have signed."""
        asked = self.filters
        if people := asked.get("contributor"):
            signed = Version.contributors.through.objects.filter(contributor__in=people)
            asked["contributor"] = signed.values("version")
        return Article.objects.filter(**{PATHS[name]: value for name, value in asked.items()})


PATHS = {
    "from": "placement__page__issue__date__gte",
    "to": "placement__page__issue__date__lte",
    "section": "section",
    "tag": "tags",
    "contributor": "published_version__in",
    "issue": "placement__page__issue",
}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _seen(rows: QuerySet, path: str) -> QuerySet:
    """Those that a story has which readers may see: a very name may be a draft's."""
    stories = Article.objects.public().filter(**{path: OuterRef("pk")})
    return rows.filter(Exists(stories))
