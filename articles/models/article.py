from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models import issue as issues
from sections.models import Section

if TYPE_CHECKING:
    from articles.models.placement import Placement
    from articles.models.version import Version


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    FIRST = "first", "待初审"
    SECOND = "second", "待复审"
    FINAL = "final", "待终审"
    SIGNED_OFF = "signed_off", "已签发"
    RETURNED = "returned", "退回"
    HELD = "held", "待用"
    REJECTED = "rejected", "退稿"


class Origin(models.TextChoices):
    """How a story came in. Archive and demo stories bypass review, and this says so for good."""

    DESK = "desk", "编辑部"
    ARCHIVE = "archive", "存档"
    DEMO = "demo", "示例"


#: What a line of the record says of a proof (models.review has the whole list), and what the proofs are called.
PROOFREAD = "proofread"
PROOF_NAMES = ("一校", "二校", "三校")


class ArticleQuerySet(models.QuerySet):
    def public(self, at: dt.datetime | None = None) -> ArticleQuerySet:
        """Stories that readers see at that moment (now): those of public issues, and no others."""
        return self.filter(
            published_version__isnull=False,
            withdrawn_at__isnull=True,
            placement__page__issue__state=issues.State.SIGNED,
            placement__page__issue__publish_at__lte=at or timezone.now(),
        )

    def for_cards(self) -> ArticleQuerySet:
        """With everything a list of stories shows, in one query."""
        return self.select_related(
            "published_version", "latest_version", "section", "placement__page__issue"
        )

    def newest_first(self) -> ArticleQuerySet:
        """By issue, then in the issue's own order."""
        return self.order_by(
            "-placement__page__issue__date",
            "-placement__page__issue__kind_order",
            "placement__page__number",
            "placement__position",
        )

    def for_desk(self) -> ArticleQuerySet:
        """With everything the staff list shows."""
        shown = self.select_related("section", "placement__page__issue", "created_by")
        return shown.with_proofs()

    def with_proofs(self) -> ArticleQuerySet:
        """With the number of proofs of its round (`proofs_had`), which its status says."""
        lines = self.model._meta.get_field("reviews").related_model.objects.order_by()
        proofs = lines.filter(article=OuterRef("pk"), round=OuterRef("round"), verdict=PROOFREAD)
        had = proofs.values("article").annotate(number=Count("pk")).values("number")
        return self.annotate(proofs_had=Coalesce(Subquery(had), 0))


class Article(models.Model):
    """稿件: the working text. Readers read `published_version`; `writing` alone changes the words."""

    kicker = models.CharField(
        "引题", max_length=120, blank=True, help_text="主题上方的一行，可空。"
    )
    title = models.TextField(
        "标题", max_length=200, help_text="主题；印作两行的，回车换行，版面和网页照此折行。"
    )
    subtitle = models.CharField(
        "副题", max_length=160, blank=True, help_text="通讯的副题保留破折号。"
    )
    dateline = models.CharField(
        "电头",
        max_length=60,
        blank=True,
        help_text="如“本报讯”“本报成都3月11日讯”；通讯、专题留空。",
    )
    body = models.TextField("正文", blank=True)
    signature = models.CharField(
        "署名",
        max_length=300,
        blank=True,
        help_text="照报纸所印的一行，如“彭佳 本报记者 杨永忠”；保存后解析出每个作者。",
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        verbose_name="栏目",
        null=True,
        blank=True,
        related_name="articles",
    )
    tags = TaggableManager("标签", blank=True, help_text="用逗号、顿号或空格隔开。")
    source = models.CharField("来源", max_length=80, blank=True, help_text="转载稿的原发媒体。")
    note = models.TextField("内部备注", blank=True, help_text="仅编辑部可见，不出版。")
    character_count = models.PositiveIntegerField("字数", default=0, editable=False)
    state = models.CharField(
        "状态", max_length=12, choices=State, default=State.DRAFT, editable=False
    )
    origin = models.CharField(
        "来稿途径", max_length=10, choices=Origin, default=Origin.DESK, editable=False
    )
    version = models.PositiveIntegerField("编辑版本", default=0, editable=False)
    latest_version = models.ForeignKey(
        "Version",
        models.RESTRICT,
        verbose_name="最新一稿",
        null=True,
        editable=False,
        related_name="+",
    )
    published_version = models.ForeignKey(
        "Version",
        models.RESTRICT,
        verbose_name="出版稿",
        null=True,
        editable=False,
        related_name="+",
    )
    #: What the last signature was of; another than the latest version once the words were changed.
    signed_version = models.ForeignKey(
        "Version",
        models.RESTRICT,
        verbose_name="签发稿",
        null=True,
        editable=False,
        related_name="+",
    )
    round = models.PositiveSmallIntegerField("送审次数", default=0, editable=False)
    first_published_at = models.DateTimeField("首次出版时间", null=True, editable=False)
    #: 撤稿: it keeps its place, and its address answers 410 with the reason.
    withdrawn_at = models.DateTimeField("撤稿时间", null=True, editable=False)
    withdrawal_reason = models.CharField("撤稿原因", max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="录入",
        null=True,
        editable=False,
        related_name="+",
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="最后修改人",
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField("录入时间", auto_now_add=True)
    updated_at = models.DateTimeField("最后修改", auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "稿件"
        ordering = ("-updated_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_story_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state="signed_off") | Q(latest_version__isnull=False),
                name="a_sign_off_is_of_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed_off")
                | Q(signed_version__isnull=False, signed_version=F("latest_version")),
                name="a_sign_off_is_of_the_words_as_they_stand",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "signed_off"]) | Q(round__gte=1),
                name="what_is_reviewed_was_submitted",
            ),
        ]
        indexes = [
            # the desk's story list, newest change first
            models.Index(F("updated_at").desc(), F("id").desc(), name="article_by_change"),
            # the desk's filter by state
            models.Index(fields=["state", "-updated_at"], name="article_by_state"),
            # the stories of a section by issue and year are counted without reading a row of words
            models.Index(
                fields=["section", "withdrawn_at", "published_version", "id"],
                name="article_public_of_section",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def headline(self) -> str:
        """The title on one line."""
        return self.title.replace("\n", " ")

    @property
    def place(self) -> Placement | None:
        """Where it stands; None for a story in no issue. A query unless `placement` was selected."""
        return getattr(self, "placement", None)

    @property
    def is_visible(self) -> bool:
        """The same rule as ArticleQuerySet.public, for a row in hand."""
        issue = self.place.page.issue if self.place else None
        published = self.published_version_id is not None and self.withdrawn_at is None
        return issue is not None and issue.is_public() and published

    @property
    def was_public(self) -> bool:
        """Readers have known it, wherever it stands now: it may be withdrawn, but not unknown."""
        return self.first_published_at is not None and self.first_published_at <= timezone.now()

    @property
    def status(self) -> str:
        """The state in an editor's words: 待上版, 已出版 and 已撤回 follow from where it stands. Free after `for_desk`."""
        issue = self.place.page.issue if self.place else None
        known = (
            issue is not None and issue.state in issues.ONCE_SIGNED and self.published_version_id
        )
        if not known:
            return self._status_in_the_making(issue)
        if self.withdrawn_at:
            return "已撤稿"
        if self.state != State.SIGNED_OFF:
            waits = "待送审" if self.state == State.DRAFT else self.get_state_display()
            return f"{issue.status}，改稿{waits}"
        revised = issue.state == issues.State.SIGNED and self.is_revised
        return f"{issue.status}，修订稿待发布" if revised else issue.status

    def _status_in_the_making(self, issue: issues.Issue | None) -> str:
        """待上版; on its page 已签发，二校; after a correction of signed words 待终审，二校后改过."""
        stands = self.get_state_display()
        if self.state not in (State.SIGNED_OFF, State.FINAL):
            return stands
        if issue is None:
            return "待上版" if self.state == State.SIGNED_OFF else stands
        if not (had := self.count_proofs()):
            return stands
        return (
            f"{stands}，{PROOF_NAMES[had - 1]}{'' if self.state == State.SIGNED_OFF else '后改过'}"
        )

    def count_proofs(self) -> int:
        """Those of its round. A query unless it came by `for_desk`, or with its `reviews`."""
        if hasattr(self, "proofs_had"):
            return self.proofs_had
        lines = self.reviews.all()
        return sum(each.verdict == PROOFREAD and each.round == self.round for each in lines)

    @property
    def unsigned_state(self) -> str:
        """Where a signed-off story stands once its words are changed: the last reviewer confirms the change.

        What came in without review has no last reviewer, and begins at the beginning.
        """
        return State.FINAL if self.round else State.DRAFT

    @property
    def is_revised(self) -> bool:
        """Its latest text is another than the one that was published."""
        return self.published_version_id not in (None, self.latest_version_id)

    @property
    def shown(self) -> Version | None:
        """The text its page shows: the published one while its issue is signed, else the latest (for staff)."""
        place = self.place
        signed = place is not None and place.page.issue.state == issues.State.SIGNED
        return self.published_version if signed else self.latest_version
