"""A new issue: the next numbers and date stand in its form, its pages may be set as the last one's; what is odd is told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from articles import assembly
from articles.forms import IssueForm
from articles.models import Issue


class Opening:
    """For the issue's desk."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The issue after the last one: a week on, the next numbers."""
        return assembly.next_issue()

    def get_fieldsets(self, request: HttpRequest, obj: Issue | None = None) -> list:
        found = super().get_fieldsets(request, obj)
        return found if obj else [*found, (None, {"fields": ("copy_pages",)})]

    def save_related(
        self, request: HttpRequest, form: IssueForm, formsets: list, change: bool
    ) -> None:
        """Pages that somebody typed stand; else they are those of the last issue, where that is wanted."""
        super().save_related(request, form, formsets, change)
        issue = form.instance
        if not change and form.cleaned_data.get("copy_pages") and not issue.pages.exists():
            try:
                assembly.copy_pages(issue, by=request.user)
            except assembly.CannotPlace as notice:
                messages.info(request, str(notice))
        for doubt in assembly.doubts(issue):
            messages.warning(request, doubt)
