from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.issue import Issue


class Source(models.Model):
    """来稿原件: what came in, byte for byte; its stories point back at it. Without an issue: for the pool."""

    issue = models.ForeignKey(
        Issue, models.PROTECT, verbose_name="期次", null=True, related_name="sources"
    )
    fingerprint = models.CharField("内容指纹", max_length=64)
    filename = models.CharField("文件名", max_length=200)
    data = models.BinaryField("原件")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="导入人", related_name="+"
    )
    created_at = models.DateTimeField("导入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "来稿原件"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["issue", "fingerprint"], name="a_source_is_kept_once"),
            # the one above tells no two sources without an issue apart
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=models.Q(issue__isnull=True),
                name="a_source_of_the_pool_is_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
