"""What a reader may ask of the search page. Whatever stands in the address is read; what names nothing is said so."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from taggit.models import Tag

from articles.models import Article, Contributor, Issue
from articles.models.article import ArticleQuerySet
from articles.search import Order
from articles.suggesting import issues
from articles.text import dates
from articles.text.typography import tidy_line
from sections.models import Section

#: Of a query and of what is typed into a filter, in characters; what is longer is cut.
LONGEST, LONGEST_FILTER = 64, 80
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
    contributor = forms.CharField(label="作者", required=False)
    issue = forms.CharField(label="期号", required=False, help_text="总期号或日期")
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
        """The filters' fields in their order; a contributor is chosen elsewhere, and shows here only where it is wrong."""
        names = ["from", "to", "section", "issue", "tag"]
        return [self[name] for name in names + ["contributor"] * ("contributor" in self.errors)]

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
        return self._seen(rows, "section", "没有这个栏目，或者它还没有刊出稿件。") if slug else None

    def clean_tag(self) -> Tag | None:
        """By the end of its address, or by its name."""
        text = self.cleaned_data["tag"]
        rows = Tag.objects.filter(Q(slug=text) | Q(name=text)).order_by("pk")
        return self._seen(rows, "tags", "没有带这个标签的稿件。") if text else None

    def clean_contributor(self) -> Contributor | None:
        key = self.cleaned_data["contributor"]
        if not key:
            return None
        is_key = key.isascii() and key.isdigit() and len(key) < 19
        rows = Contributor.objects.filter(pk=int(key) if is_key else 0)
        return self._seen(rows, "published_version__contributors", "没有这位作者。")

    def _seen(self, rows: QuerySet, path: str, refusal: str) -> Any:
        """The row, if a story that readers may see has it: its very name may be a draft's."""
        stories = Article.objects.public().filter(**{path: OuterRef("pk")})
        found = rows.filter(Exists(stories)).first()
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
        """The stories that the filters leave."""
        return Article.objects.filter(
            **{PATHS[name]: value for name, value in self.filters.items()}
        )


PATHS = {
    "from": "placement__page__issue__date__gte",
    "to": "placement__page__issue__date__lte",
    "section": "section",
    "tag": "tags",
    "contributor": "published_version__contributors",
    "issue": "placement__page__issue",
}
