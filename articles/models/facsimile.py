from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F
from django.urls import reverse

from articles import geometry
from articles.models.page import Page
from articles.models.placement import Placement


def validate_polygon(value: Any) -> None:
    """As JSON has it: a list of [x, y]. Raises ValidationError with what an editor is told."""
    try:
        found = geometry.fault(tuple((float(x), float(y)) for x, y in value))
    except (TypeError, ValueError):
        raise ValidationError("热区的点没有读懂，请重画。") from None
    if found is not None:
        raise ValidationError(str(found))


class FacsimileQuerySet(models.QuerySet):
    def shown(self) -> FacsimileQuerySet:
        """Those that readers may see once their page is public."""
        return self.filter(is_withheld=False)


class Facsimile(models.Model):
    """版面图: the picture of a page as printed, kept re-encoded under the hash of what was uploaded. Written by
    `facsimiles` alone."""

    page = models.OneToOneField(Page, models.CASCADE, verbose_name="版面", related_name="facsimile")
    sha256 = models.CharField(
        "内容指纹",
        max_length=64,
        db_index=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$")],
    )
    name = models.CharField("原文件名", max_length=120, blank=True)
    width = models.PositiveIntegerField("宽（像素）")
    height = models.PositiveIntegerField("高（像素）")
    widths = models.JSONField("各档宽度", default=list)
    #: A story that is printed on it was taken back, and no other picture came since.
    is_withheld = models.BooleanField("暂不给读者看", default=False, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="上次保存的人",
        null=True,
        related_name="+",
    )
    changed_at = models.DateTimeField("上次保存的时间")
    version = models.PositiveIntegerField("编辑版本", default=1)

    objects = FacsimileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "版面图"
        default_permissions = ()  # `permissions.table` says who may
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__gte=1, height__gte=1),
                name="a_facsimile_has_a_size",
                violation_error_message="版面图的宽和高都要大于零。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} 版面图"

    def url(self, name: str) -> str:
        """The address of one of its files: `1697.webp`, `fallback.jpg`."""
        return reverse("facsimile", args=[self.sha256, name])


class ZoneQuerySet(models.QuerySet):
    def live(self) -> ZoneQuerySet:
        """Those whose story stands on the page. One that went to another page of the issue took its place along; should it
        come back, so does its zone, unless the page's zones were saved meanwhile."""
        return self.filter(placement__page=F("facsimile__page"))


class Zone(models.Model):
    """热区: where on a page's picture a story stands. A story may have several; without its place it has none."""

    facsimile = models.ForeignKey(
        Facsimile, models.CASCADE, verbose_name="版面图", related_name="zones"
    )
    placement = models.ForeignKey(
        Placement, models.CASCADE, verbose_name="稿件", related_name="zones"
    )
    #: The order of reading.
    position = models.PositiveSmallIntegerField("次序")
    polygon = models.JSONField("多边形", validators=[validate_polygon])

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "热区"
        default_permissions = ()
        ordering = ("facsimile", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["facsimile", "position"],
                name="one_zone_per_place_in_the_order",
                violation_error_message="两个热区排了同一个次序。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facsimile_id} 热区{self.position}"

    def clean(self) -> None:
        super().clean()
        if self.placement.page_id != self.facsimile.page_id:
            raise ValidationError({"placement": "这篇稿件不在本版，热区不能指向它。"})

    @property
    def corners(self) -> geometry.Polygon:
        return geometry.tidied(self.polygon)
