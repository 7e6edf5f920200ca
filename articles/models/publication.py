from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.append_only import AppendOnly, AppendOnlyQuerySet
from articles.models.article import Article
from articles.models.issue import Issue


class Deed(models.TextChoices):
    SIGN = "sign", "签发"
    APPEAR = "appear", "按时出版"
    WITHDRAW = "withdraw", "撤回本期"
    RENEW = "renew", "发布修订稿"
    WITHDRAW_STORY = "withdraw_story", "撤稿"
    REINSTATE_STORY = "reinstate_story", "恢复刊出"


class PublicationQuerySet(AppendOnlyQuerySet):
    """Append-only: what readers had stays on record."""

    def in_order(self) -> PublicationQuerySet:
        return self.order_by("pk")


class Publication(AppendOnly):
    """出版记录: who let readers see what, when, at which address. Written by `publishing` alone, never changed."""

    deed = models.CharField("事项", max_length=20, choices=Deed)
    issue = models.ForeignKey(
        Issue, models.PROTECT, verbose_name="期次", related_name="publications"
    )
    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name="稿件", null=True, related_name="publications"
    )
    #: [{"article": pk, "version": number, "fingerprint": sha256}] in the issue's order.
    versions = models.JSONField("各稿版本", default=list)
    #: sha256 of the masthead and all fingerprints in order; equal contents have equal hashes on every machine.
    content_hash = models.CharField("内容校验值", max_length=64)
    address = models.CharField("地址", max_length=200)
    publish_at = models.DateTimeField("出版时间", null=True)
    reason = models.CharField("原因", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="经办",
        null=True,
        related_name="+",
    )
    printed_name = models.CharField("经办人姓名", max_length=301)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出版记录"
        ordering = ("pk",)
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(printed_name=""), name="a_publication_names_its_hand"
            ),
            models.CheckConstraint(
                condition=Q(deed__in=["sign", "appear", "withdraw"], article__isnull=True)
                | Q(deed__in=["renew", "withdraw_story", "reinstate_story"], article__isnull=False),
                name="a_deed_is_of_an_issue_or_of_a_story",
            ),
        ]
        indexes = [models.Index(fields=["issue", "id"], name="publication_by_issue")]

    def __str__(self) -> str:
        return f"{self.printed_name}：{self.get_deed_display()}"
