from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from articles.models.issue import Issue


class Page(models.Model):
    """版. Number and name as in `第02版：科协新闻`."""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期次", related_name="pages")
    number = models.PositiveSmallIntegerField(
        "版次", validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    name = models.CharField("版名", max_length=40, blank=True)
    credits = models.CharField(
        "本版署名",
        max_length=200,
        blank=True,
        help_text="如：责任编辑：林晓　版式：周澄　校对：许嘉",
    )
    budget = models.PositiveIntegerField(
        "预计字数",
        null=True,
        blank=True,
        validators=[MaxValueValidator(99_999)],
        help_text="本版大约容纳多少字；不填就不比。",
    )
    version = models.PositiveIntegerField("编排版本", default=1, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "版面"
        ordering = ("issue", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "number"],
                name="one_page_per_number",
                violation_error_message="这一期已经有这个版次。",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="pages_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.heading}"

    def get_absolute_url(self) -> str:
        return reverse("page", args=[*self.issue.address, f"{self.number:02}"])

    @property
    def heading(self) -> str:
        """`第02版：科协新闻`"""
        return f"第{self.number:02}版" + (f"：{self.name}" if self.name else "")
