from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.timezone import localtime

from articles.models.article import Article
from articles.models.issue import Issue
from articles.models.version import Version


class PreviewLink(models.Model):
    """预览链接: one version of a story, or an issue as it stood, for somebody outside, for a time.

    Written by `articles.previews` alone.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name="稿件", null=True, related_name="preview_links"
    )
    version = models.ForeignKey(
        Version, models.CASCADE, verbose_name="哪一稿", null=True, related_name="+"
    )
    issue = models.ForeignKey(
        Issue, models.CASCADE, verbose_name="哪一期", null=True, related_name="preview_links"
    )
    #: An issue's, as they stood: [{"number", "name", "credits", "stories": [{"version": pk, "section": pk or None}]}]
    pages = models.JSONField("当时的版面", default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="发出人", related_name="+"
    )
    created_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("有效期至")
    revoked_at = models.DateTimeField("撤销时间", null=True)
    reads = models.PositiveIntegerField("打开次数", default=0)
    last_read_at = models.DateTimeField("最近打开", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "预览链接"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="a_preview_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(reads=0, last_read_at=None)
                | models.Q(reads__gt=0, last_read_at__isnull=False),
                name="a_preview_that_was_read_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, version__isnull=False, issue__isnull=True)
                | models.Q(article__isnull=True, version__isnull=True, issue__isnull=False),
                name="a_preview_is_of_a_story_or_of_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version or self.issue} {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def of(self) -> str:
        """What it shows, in a word."""
        if self.version is not None:
            return f"第{self.version.number}稿"
        return f"{localtime(self.created_at):%m月%d日%H:%M}的版面"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at
