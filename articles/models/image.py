from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from articles.models.article import Article


class Image(models.Model):
    """A picture, kept re-encoded and named by its content. How it is used belongs to ImageUse."""

    sha256 = models.CharField(
        "内容指纹",
        max_length=64,
        unique=True,
        editable=False,
        validators=[RegexValidator(r"^[0-9a-f]{64}$")],
    )
    title = models.CharField("图片名", max_length=120, help_text="供编辑部查找。")
    photographer = models.CharField("摄影或供图", max_length=60, blank=True)
    width = models.PositiveIntegerField("宽（像素）", editable=False)
    height = models.PositiveIntegerField("高（像素）", editable=False)
    widths = models.JSONField("各档宽度", default=list, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="上传人",
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "图片"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def url(self, name: str) -> str:
        """The address of one of its files: `960.webp`, `960.jpg`."""
        return reverse("picture", args=[self.sha256, name])

    @property
    def thumbnail_url(self) -> str:
        return self.url(f"{min(self.widths)}.webp")


class ImageUse(models.Model):
    """图片 in one story: caption, credit and alt text belong to the use. Without an image: a caption that lost its own."""

    article = models.ForeignKey(
        Article, models.CASCADE, verbose_name="稿件", related_name="image_uses"
    )
    order = models.PositiveSmallIntegerField("次序", default=1)
    image = models.ForeignKey(
        Image, models.PROTECT, verbose_name="图片", null=True, blank=True, related_name="uses"
    )
    caption = models.CharField("图说", max_length=300, blank=True)
    credit = models.CharField("摄影署名", max_length=80, blank=True, help_text="如：陈兰 摄")
    alt = models.CharField(
        "替代文字", max_length=200, blank=True, help_text="读屏软件读出的画面描述。"
    )
    after_block = models.PositiveSmallIntegerField(
        "排在第几段后", default=0, help_text="0 为正文之前；小标题也算一段。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "图片用法"
        ordering = ("article", "order", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=False) | ~models.Q(caption=""),
                name="a_use_has_a_picture_or_a_caption",
                violation_error_message="请选择图片，或至少写下图说。",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or (str(self.image) if self.image else "图片")
