from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.models.article import Article
from articles.models.issue import Issue, Kind
from articles.models.source import Source
from articles.models.version import Version
from articles.models.visit import Visit
from articles.text.dates import long_date


class State(models.TextChoices):
    OPEN = "open", "整理中"
    ACCEPTED = "accepted", "已入库"
    DROPPED = "dropped", "已放弃"


class Goal(models.TextChoices):
    POOL = "pool", "待用稿库"
    PAGE = "page", "某期某版"


class IntakeQuerySet(models.QuerySet):
    def in_hand(self) -> IntakeQuerySet:
        """Those that are still worked on, the last touched first."""
        return self.filter(state=State.OPEN).order_by("-updated_at", "-pk")


class Intake(models.Model):
    """导入: sources on their way to becoming stories. A stored thing, so that leaving the screen loses nothing.

    Written by `articles.ingest.intake` alone.
    """

    goal = models.CharField("导入到", max_length=5, choices=Goal, default=Goal.POOL)
    date = models.DateField("出版日期", null=True, blank=True)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.REGULAR)
    total_number = models.PositiveIntegerField("总期号", null=True, blank=True)
    page_number = models.PositiveSmallIntegerField(
        "版次",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text="来稿里写明各版版次的，留空。",
    )
    page_name = models.CharField("版名", max_length=40, blank=True)
    #: after its first story, once sources have come in
    name = models.CharField("来稿", max_length=80, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField("编辑版本", default=1)
    issue = models.ForeignKey(
        Issue, models.PROTECT, verbose_name="期次", null=True, related_name="intakes"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="建立", related_name="+"
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="最后整理", related_name="+"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("最后整理时间", auto_now=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来稿导入"
        ordering = ("-updated_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values, goal__in=Goal.values, kind__in=Kind.values),
                name="an_import_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(goal="pool") | Q(date__isnull=False),
                name="an_import_onto_a_page_has_a_date",
                violation_error_message="要排进某期某版，请先写明出版日期。",
            ),
            # what it was accepted into, and nothing before that
            models.CheckConstraint(
                condition=Q(state="accepted", goal="page", issue__isnull=False)
                | (~Q(state="accepted", goal="page") & Q(issue__isnull=True)),
                name="an_import_accepted_onto_a_page_has_its_issue",
            ),
            models.CheckConstraint(
                condition=Q(page_number__isnull=True) | Q(page_number__range=(1, 99)),
                name="an_import_names_a_page_that_can_be",
                violation_error_message="版次请写 1 到 99。",
            ),
        ]
        indexes = [
            # the desk's list of imports in hand
            models.Index(fields=["state", "-updated_at"], name="intake_by_state"),
        ]

    def __str__(self) -> str:
        if self.goal == Goal.PAGE and self.date:
            page = f"第{self.page_number:02}版" if self.page_number else "各版"
            return f"{long_date(self.date)}{page}来稿"
        return self.name or f"第{self.pk}号来稿"

    def get_absolute_url(self) -> str:
        return reverse("admin:articles_intake_change", args=[self.pk])


class IntakeFile(models.Model):
    """One source of an intake: its bytes as they came, and the worksheet that staff make of it."""

    intake = models.ForeignKey(
        Intake, models.CASCADE, verbose_name="来稿导入", related_name="files"
    )
    order = models.PositiveSmallIntegerField("次序")
    name = models.CharField("文件名", max_length=200)
    fingerprint = models.CharField("内容指纹", max_length=64)
    data = models.BinaryField("原件")
    #: articles.ingest.worksheet.pack
    worksheet = models.JSONField("工作稿")
    #: sentences: what was left out on purpose when the document was opened
    notes = models.JSONField("说明", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "来稿文件"
        ordering = ("intake", "order")
        constraints = [
            models.UniqueConstraint(fields=["intake", "order"], name="files_stand_in_order"),
            models.UniqueConstraint(
                fields=["intake", "fingerprint"], name="an_intake_takes_a_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IntakeStep(models.Model):
    """One step on the worksheet of one file, so that it can be taken back and done again.

    A step over several files has a row for each, under one number. Written by `articles.ingest.undoing` alone.
    """

    file = models.ForeignKey(
        IntakeFile, models.CASCADE, verbose_name="来稿文件", related_name="steps"
    )
    #: the version of the intake that the step made
    number = models.PositiveIntegerField("编辑版本")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="整理", related_name="+"
    )
    #: what was done, in words
    said = models.CharField("这一步", max_length=80)
    #: articles.ingest.patches.patch
    patch = models.JSONField("改动")
    undone = models.BooleanField("已撤销", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "整理步骤"
        ordering = ("number", "pk")
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="a_step_changes_a_file_once"),
        ]

    def __str__(self) -> str:
        return self.said


class IntakeVisit(Visit):
    """Who has an intake on the screen, and when that was last known."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="visits")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "user"], name="one_visit_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.intake}"


class Arrival(models.Model):
    """Where a story came from: its source, its line there, and the version that the import made.

    While that is the story's latest version nobody has edited it, and a changed source may change it again.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, verbose_name="稿件", related_name="arrival"
    )
    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name="来稿原件", related_name="arrivals"
    )
    line = models.PositiveIntegerField("行")
    version = models.ForeignKey(Version, models.RESTRICT, verbose_name="导入稿", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "来稿出处"

    def __str__(self) -> str:
        return f"{self.source} 第 {self.line} 行"

    @property
    def edited_since(self) -> bool:
        """Somebody has changed the story's words after the import. A query unless `article` was selected."""
        return self.article.latest_version_id != self.version_id
