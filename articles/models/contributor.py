from __future__ import annotations

from django.db import models
from django.urls import reverse


class Kind(models.TextChoices):
    PERSON = "person", "个人"
    ORGANISATION = "organisation", "单位"
    COLLECTIVE = "collective", "集体署名"


class Contributor(models.Model):
    """Who signs stories. Never unique by name alone: a province has several 李伟."""

    name = models.CharField("姓名或单位名", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.PERSON)
    affiliation = models.CharField("所属单位", max_length=80, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True, help_text="仅编辑部可见。")
    note = models.TextField("备注", blank=True, help_text="仅编辑部可见。")

    class Meta:
        verbose_name = verbose_name_plural = "作者与供稿单位"
        ordering = ("name", "pk")
        indexes = [
            # a signature is matched by exact name and kind when a story is saved
            models.Index(fields=["name", "kind"], name="contributor_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.affiliation}）" if self.affiliation else self.name

    def get_absolute_url(self) -> str:
        return reverse("contributor", args=[self.pk])
