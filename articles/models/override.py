from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.append_only import AppendOnly, AppendOnlyQuerySet
from articles.models.issue import Issue


class OverrideQuerySet(AppendOnlyQuerySet):
    """Append-only: who let what pass stays known."""


class Override(AppendOnly):
    """放行: a warning of an issue's pre-flight that somebody with the right let pass, and why. Written by `preflight`."""

    issue = models.ForeignKey(Issue, models.PROTECT, verbose_name="期次", related_name="overrides")
    mark = models.CharField("提示", max_length=200)
    said = models.CharField("提示的内容", max_length=400)
    reason = models.CharField("放行原因", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="放行人",
        null=True,
        related_name="+",
    )
    printed_name = models.CharField("放行人姓名", max_length=301)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "放行记录"
        ordering = ("pk",)
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["issue", "mark"], name="a_warning_is_passed_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name}放行：{self.said}"
