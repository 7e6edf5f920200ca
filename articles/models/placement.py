from __future__ import annotations

from django.db import models

from articles.models.article import Article
from articles.models.page import Page


class PlacementQuerySet(models.QuerySet):
    def in_order(self) -> PlacementQuerySet:
        """The order of the issue: page by page, on each page from the lead down."""
        return self.order_by("page__number", "position")


class Placement(models.Model):
    """A story's one place. Order is owned by the issue, here and nowhere else; written by `assembly` alone."""

    page = models.ForeignKey(Page, models.PROTECT, verbose_name="版面", related_name="placements")
    article = models.OneToOneField(
        Article, models.PROTECT, verbose_name="稿件", related_name="placement"
    )
    position = models.PositiveIntegerField("版内次序")
    #: 转版: the story begins here and goes on there, on another page of the same issue.
    continued_on = models.ForeignKey(
        Page, models.SET_NULL, verbose_name="转至", null=True, blank=True, related_name="continued"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上版"
        ordering = ("page", "position")
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="one_story_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.page.heading} 第{self.position}条"
