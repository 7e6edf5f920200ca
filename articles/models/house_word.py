from __future__ import annotations

import re

from django.db import models
from django.db.models import F, Q

from articles.text.proofreading import Word

SEPARATORS = re.compile(r"[、，,；;\s]+")


class Kind(models.TextChoices):
    ERROR = "error", "错别字"
    CAREFUL = "careful", "慎用"
    TITLE = "title", "固定称谓"


class HouseWordQuerySet(models.QuerySet):
    def as_words(self) -> tuple[Word, ...]:
        """The active entries as proofreading reads them; one query."""
        rows = self.filter(active=True).values_list("wrong", "right", "kind", "note", "protected")
        return tuple(
            Word(wrong, right, kind, note, names(protected))
            for wrong, right, kind, note, protected in rows
        )


class HouseWord(models.Model):
    """用词: what the house writes instead of what; the office keeps the list, proofreading reads it."""

    wrong = models.CharField("误", max_length=40, help_text="稿件里要找的字词。")
    right = models.CharField(
        "正", max_length=40, blank=True, help_text="应写成什么；慎用词可以留空。"
    )
    kind = models.CharField(
        "类别",
        max_length=10,
        choices=Kind,
        default=Kind.ERROR,
        help_text="错别字和固定称谓按“正”改；慎用由编辑斟酌。",
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="校对时显示，如依据。")
    protected = models.CharField(
        "受保护的名称",
        max_length=200,
        blank=True,
        help_text="含有“误”而正确的名称和词，用顿号隔开，如“公布署名”；其中的字不报。",
    )
    active = models.BooleanField("启用", default=True)

    objects = HouseWordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "用词"
        ordering = ("kind", "wrong")
        constraints = [
            models.UniqueConstraint(
                fields=["wrong"],
                name="a_word_is_listed_once",
                violation_error_message="词表里已经有这个词。",
            ),
            models.CheckConstraint(
                condition=~Q(wrong=""),
                name="a_word_says_what_to_look_for",
                violation_error_message="请写明要找的字词。",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CAREFUL) | ~Q(right=""),
                name="only_a_careful_word_goes_without_a_right_form",
                violation_error_message="错别字和固定称谓要写明“正”。",
            ),
            models.CheckConstraint(
                condition=~Q(wrong=F("right")),
                name="a_word_differs_from_its_right_form",
                violation_error_message="“误”与“正”不能相同。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wrong}→{self.right}" if self.right else self.wrong


def names(protected: str) -> tuple[str, ...]:
    """`公布署名、发布署名` -> each name."""
    return tuple(filter(None, SEPARATORS.split(protected)))
