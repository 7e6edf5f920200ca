from __future__ import annotations

from django.db import models
from django.urls import reverse


class Kind(models.TextChoices):
    PERSON = "person", "个人"
    ORGANISATION = "organisation", "单位"
    COLLECTIVE = "collective", "集体署名"


class Present(models.Manager):
    """Those who stand for themselves: without the records that were merged into another."""

    def get_queryset(self) -> models.QuerySet[Contributor]:
        return super().get_queryset().filter(merged_into__isnull=True)


class Contributor(models.Model):
    """Who signs stories. Never unique by name alone: a province has several 李伟. Written by `contributors`.

    A record that was merged into another stays as a row, so that its address leads there.
    """

    name = models.CharField("姓名或单位名", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.PERSON)
    affiliation = models.CharField("所属单位", max_length=80, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True, help_text="仅编辑部可见。")
    note = models.TextField("备注", blank=True, help_text="仅编辑部可见。")
    #: The name by its letters alone: equal where only blanks, middle dots, case or width differ.
    folded = models.CharField(max_length=120, blank=True, editable=False)
    #: The name's likeliest pinyin: `chenlan`.
    pinyin = models.CharField(max_length=400, blank=True, editable=False)
    #: What a search looks through, a line each: folded names, pinyin in full and by initials, the affiliation.
    sought = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField("编辑版本", default=1, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name="并入",
        null=True,
        editable=False,
        related_name="merged",
    )

    every = models.Manager()
    objects = Present()

    class Meta:
        default_manager_name = "objects"
        verbose_name = verbose_name_plural = "作者与供稿单位"
        ordering = ("name", "pk")
        indexes = [
            # a signature is matched by exact name and kind when a story is saved
            models.Index(fields=["name", "kind"], name="contributor_by_name"),
            # the desk's filter of probable duplicates, both of its questions
            models.Index(fields=["folded", "kind"], name="contributor_by_folded"),
            models.Index(fields=["pinyin", "affiliation"], name="contributor_by_pinyin"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.affiliation}）" if self.affiliation else self.name

    def get_absolute_url(self) -> str:
        return reverse("contributor", args=[self.pk])


class Alias(models.Model):
    """笔名、曾用名、别名: another name that the same contributor's stories are signed with."""

    contributor = models.ForeignKey(
        Contributor, models.CASCADE, verbose_name="作者档案", related_name="aliases"
    )
    name = models.CharField("别名", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "别名"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["contributor", "name"], name="a_contributor_has_an_alias_once"
            ),
        ]
        indexes = [
            # a signature is matched by alias too
            models.Index(fields=["name"], name="alias_by_name"),
        ]

    def __str__(self) -> str:
        return self.name
