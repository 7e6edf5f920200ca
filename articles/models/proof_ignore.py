from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.article import Article


class ProofIgnore(models.Model):
    """忽略的校对提示: a finding that somebody looked at and let stand, and why. Written by `articles.proofreading` alone.

    It is known by its words and the letters beside them, not by its place: the text may change elsewhere.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name="稿件", related_name="proof_ignores"
    )
    field = models.CharField("栏", max_length=12)
    rule = models.CharField("规则", max_length=8)
    words = models.CharField("原文", max_length=200, blank=True)
    before = models.CharField("前文", max_length=12, blank=True)
    after = models.CharField("后文", max_length=12, blank=True)
    reason = models.CharField("理由", max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="忽略人", related_name="+"
    )
    at = models.DateTimeField("忽略时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "忽略的校对提示"
        ordering = ("article", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "field", "rule", "words", "before", "after"],
                name="a_finding_is_let_stand_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="what_is_let_stand_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.words}：{self.reason}"
