from __future__ import annotations

from django.db import models
from django.urls import reverse


class SectionQuerySet(models.QuerySet):
    def visible(self) -> SectionQuerySet:
        """Sections that readers find in the navigation."""
        return self.filter(visible=True)

    def addressed(self, slug: str) -> SectionQuerySet:
        """The one whose address ends in it, now or formerly; `naming` lets no slug be both."""
        former = FormerSlug.objects.filter(slug=slug).values("section")
        return self.filter(models.Q(slug=slug) | models.Q(pk__in=former))


class Section(models.Model):
    name = models.CharField("栏目名", max_length=40, unique=True)
    pinyin = models.CharField(
        "拼音",
        max_length=120,
        blank=True,
        help_text="栏头上印的拼音，留空则自动生成；多音字请核对。",
    )
    slug = models.SlugField(
        "网址代号",
        max_length=80,
        unique=True,
        help_text="栏目网页地址的末段，留空则由拼音生成；改动后旧地址自动转到新地址。",
    )
    order = models.PositiveSmallIntegerField("次序", default=100, help_text="数字小的排在前面。")
    visible = models.BooleanField("在导航中显示", default=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])


class FormerSlug(models.Model):
    """An address that a section once had; readers' bookmarks are sent on from it."""

    slug = models.SlugField("旧网址代号", max_length=80, unique=True)
    section = models.ForeignKey(
        Section, models.CASCADE, verbose_name="栏目", related_name="former_slugs"
    )

    class Meta:
        verbose_name = verbose_name_plural = "栏目旧地址"

    def __str__(self) -> str:
        return self.slug
