from __future__ import annotations

from django.db import models

from articles.models.article import Article
from articles.models.contributor import Contributor


class CreditKind(models.TextChoices):
    PERSON = "person", "个人"
    ORGANISATION = "organisation", "单位"


class Byline(models.Model):
    """署名: one credited name of a story's working text, in printed order. Written by `writing` from the signature."""

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name="稿件", related_name="bylines"
    )
    order = models.PositiveSmallIntegerField("次序")
    role = models.CharField(
        "身份", max_length=40, blank=True, help_text="如“本报记者”；供稿人为空。"
    )
    name = models.CharField("姓名或单位名", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=CreditKind, default=CreditKind.PERSON)
    affiliation = models.CharField("所属媒体", max_length=60, blank=True)
    work = models.CharField("分工", max_length=20, blank=True, help_text="如“文/图”“摄”。")
    contributor = models.ForeignKey(
        Contributor,
        models.PROTECT,
        verbose_name="作者档案",
        null=True,
        blank=True,
        related_name="bylines",
    )

    class Meta:
        verbose_name = verbose_name_plural = "署名"
        ordering = ("article", "order")
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="one_byline_per_order"),
        ]
        indexes = [
            # what somebody signed: he does not review it, and the desks do not show it to him
            models.Index(fields=["name", "kind"], name="byline_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name}".strip()
