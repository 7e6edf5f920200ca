from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from articles.models.article import Article

#: Crops that screens ask for, as orders of `images.spec`: for cards, with one JPEG, and for the desk's lists.
CARD = ("fill-480x320", "fill-960x640")
CARD_JPEG = "fill-960x640.jpg"
THUMBNAIL = "fill-240x160"
#: A place in a picture is told in fractions of its sides.
FRACTION = (MinValueValidator(0.0), MaxValueValidator(1.0))


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
    #: What crops keep in sight, in fractions from the left and from the top.
    focal_x = models.FloatField("焦点横向", default=0.5, validators=FRACTION)
    focal_y = models.FloatField("焦点纵向", default=0.5, validators=FRACTION)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="上传人",
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    version = models.PositiveIntegerField("编辑版本", default=1, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "图片"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__range=(0.0, 1.0), focal_y__range=(0.0, 1.0)),
                name="a_focal_point_lies_in_its_picture",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def url(self, name: str) -> str:
        """The address of one of its files: `960.webp`, `fallback.jpg`."""
        return reverse("picture", args=[self.sha256, name])

    def rendition(self, spec: str) -> Rendition | None:
        """One of what was made of it. No query where the renditions were fetched with it."""
        return next((each for each in self.renditions.all() if each.spec == spec), None)

    @property
    def thumbnail_url(self) -> str:
        """The desk's small crop; the smallest whole picture where it has none."""
        crop = self.rendition(THUMBNAIL)
        return self.url(crop.file if crop else f"{min(self.widths)}.webp")


class Rendition(models.Model):
    """A file made of a picture to an order of `images.spec`; several orders may share one file."""

    image = models.ForeignKey(Image, models.CASCADE, verbose_name="图片", related_name="renditions")
    spec = models.CharField("规格", max_length=32)
    file = models.CharField("文件名", max_length=40)
    width = models.PositiveIntegerField("宽（像素）")
    height = models.PositiveIntegerField("高（像素）")
    size = models.PositiveIntegerField("字节数")

    class Meta:
        verbose_name = verbose_name_plural = "图片档"
        ordering = ("image", "spec")
        constraints = [
            models.UniqueConstraint(fields=["image", "spec"], name="one_rendition_per_order"),
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.spec}"


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
