from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.version import Version


class CorrectionQuerySet(models.QuerySet):
    def due(self) -> CorrectionQuerySet:
        """更正 that a later issue still has to print, the oldest first."""
        return self.filter(due_in_print=True, printed_as=None).order_by("pk")


class Correction(models.Model):
    """更正: what readers are told about a published text that was changed. Written by `publishing` and `corrections`."""

    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name="更正的稿件", related_name="corrections"
    )
    text = models.TextField("更正内容", max_length=500)
    before = models.ForeignKey(Version, models.PROTECT, verbose_name="更正前", related_name="+")
    after = models.ForeignKey(Version, models.PROTECT, verbose_name="更正后", related_name="+")
    due_in_print = models.BooleanField("下期见报", default=False)
    printed_as = models.OneToOneField(
        Article,
        models.SET_NULL,
        verbose_name="见报的更正",
        null=True,
        blank=True,
        related_name="corrects",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="经办", null=True, related_name="+"
    )
    printed_name = models.CharField("经办人姓名", max_length=301)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        ordering = ("pk",)
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_correction_says_what"),
        ]
        indexes = [
            # what the next issue has to print
            models.Index(
                fields=["id"],
                condition=Q(due_in_print=True, printed_as__isnull=True),
                name="correction_due",
            )
        ]

    def __str__(self) -> str:
        return f"《{self.article.headline}》更正"
