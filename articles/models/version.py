from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.append_only import AppendOnly, AppendOnlyQuerySet
from articles.models.article import Article
from articles.models.contributor import Contributor
from articles.models.image import Image


class VersionQuerySet(AppendOnlyQuerySet):
    """Append-only: what was once written, reviewed or published stays as it was."""


class Version(AppendOnly):
    """版本: a snapshot of a story's words, pictures and signature. Readers read one of these, never the article row.

    It goes with a story that was never sent up and is discarded, and in no other way.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name="稿件", related_name="versions"
    )
    number = models.PositiveIntegerField("序号")
    kicker = models.CharField("引题", max_length=120, blank=True)
    title = models.TextField("标题")
    subtitle = models.CharField("副题", max_length=160, blank=True)
    dateline = models.CharField("电头", max_length=60, blank=True)
    body = models.TextField("正文", blank=True)
    signature = models.CharField("署名", max_length=300, blank=True)
    source = models.CharField("来源", max_length=80, blank=True)
    #: [{"role", "name", "kind", "affiliation", "work"}] in printed order
    credits = models.JSONField("署名解析", default=list)
    #: [{"sha256", "widths", "width", "height", "caption", "credit", "alt", "after_block"}] in order
    figures = models.JSONField("图片", default=list)
    character_count = models.PositiveIntegerField("字数", default=0)
    fingerprint = models.CharField("文本指纹", max_length=64)
    reason = models.CharField("说明", max_length=120, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="保存人", related_name="+"
    )
    created_at = models.DateTimeField("保存时间", auto_now_add=True)
    contributors = models.ManyToManyField(Contributor, verbose_name="作者", related_name="versions")
    images = models.ManyToManyField(Image, through="VersionImage", related_name="versions")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "稿件版本"
        ordering = ("article", "-number")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="versions_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.headline}（第{self.number}稿）"

    @property
    def headline(self) -> str:
        """The title on one line, as lists and links show it."""
        return self.title.replace("\n", " ")

    @property
    def title_lines(self) -> list[str]:
        return self.title.split("\n")


class VersionImage(models.Model):
    """Which pictures a version shows: a picture that readers saw cannot be deleted."""

    version = models.ForeignKey(Version, models.CASCADE)
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "image"], name="a_version_lists_a_picture_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.image_id}"
