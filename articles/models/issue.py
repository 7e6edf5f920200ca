from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from articles.models.masthead import Masthead
from articles.text import dates


class Kind(models.TextChoices):
    REGULAR = "regular", "常规"
    COMBINED = "combined", "合刊"
    EXTRA = "extra", "增期、号外"


class State(models.TextChoices):
    """Scheduled and published are no states: they follow from `publish_at` and the clock."""

    PLANNING = "planning", "筹备"
    ASSEMBLING = "assembling", "组版"
    SIGNED = "signed", "已签发"
    WITHDRAWN = "withdrawn", "已撤回"


#: What stories carry on from having been published, or promised for a time.
ONCE_SIGNED = (State.SIGNED, State.WITHDRAWN)


class IssueQuerySet(models.QuerySet):
    def public(self, at: dt.datetime | None = None) -> IssueQuerySet:
        """Issues that readers see at that moment (now)."""
        return self.filter(state=State.SIGNED, publish_at__lte=at or timezone.now())

    def scheduled(self, at: dt.datetime | None = None) -> IssueQuerySet:
        """Issues that are signed for a later time."""
        return self.filter(state=State.SIGNED, publish_at__gt=at or timezone.now())

    def newest_first(self) -> IssueQuerySet:
        """The order of the archive; an extra edition follows the issue of its day."""
        return self.order_by("-date", "-kind_order")

    def numbered(self, number: int) -> IssueQuerySet:
        """The issue of that 总期号; a combined issue has several."""
        within = Q(total_number__lt=number, last_total_number__gte=number)
        return self.filter(Q(total_number=number) | within)

    def addressed(self, year: int, month: int, day: str) -> IssueQuerySet:
        """The one that stands at an address (see Issue.address), or none: `17` is the main issue of a day."""
        try:
            date = dt.date(year, month, int(day[:2]))
        except ValueError:
            return self.none()
        extra = Q(kind=Kind.EXTRA)
        return self.filter(extra if day.endswith("-extra") else ~extra, date=date)

    def before(self, issue: Issue) -> IssueQuerySet:
        """Earlier issues, the nearest first, whatever gaps lie between. The bound on the date lets the index begin there."""
        earlier = Q(date__lt=issue.date) | Q(date=issue.date, kind_order__lt=issue.kind_order)
        return self.filter(earlier, date__lte=issue.date).order_by("-date", "-kind_order")

    def after(self, issue: Issue) -> IssueQuerySet:
        """Later issues, the nearest first."""
        later = Q(date__gt=issue.date) | Q(date=issue.date, kind_order__gt=issue.kind_order)
        return self.filter(later, date__gte=issue.date).order_by("date", "kind_order")


class Issue(models.Model):
    """期. Owns the order of its stories through its pages and their placements."""

    date = models.DateField("出版日期")
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.REGULAR)
    #: Derived in the database, so that "previous" and "newest" are one index walk.
    kind_order = models.GeneratedField(
        expression=models.Case(models.When(kind=Kind.EXTRA, then=1), default=0),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    total_number = models.PositiveIntegerField(
        "总期号",
        null=True,
        blank=True,
        help_text="创刊以来的期数，印作“总第N期”。号外没有期号时留空。",
    )
    last_total_number = models.PositiveIntegerField(
        "合刊止期号", null=True, blank=True, help_text="合刊的最后一个总期号；常规一期留空。"
    )
    year_number = models.PositiveSmallIntegerField("年内期号", null=True, blank=True)
    theme = models.CharField("专刊主题", max_length=60, blank=True)
    deadline = models.DateTimeField(
        "截稿时间",
        null=True,
        blank=True,
        help_text="各人首页上的稿件按它提醒；可不填。下一期照样顺延一周。",
    )
    state = models.CharField(
        "状态", max_length=12, choices=State, default=State.PLANNING, editable=False
    )
    publish_at = models.DateTimeField("出版时间", null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField("首次出版时间", null=True, editable=False)
    #: When what a publication brings with it was done; None while a time is still to come (see `publishing.due`).
    appeared_at = models.DateTimeField("出版办毕时间", null=True, editable=False)
    masthead = models.JSONField("签发时的报头", null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="签发人",
        null=True,
        editable=False,
        related_name="+",
    )
    withdrawal_reason = models.CharField("撤回原因", max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报纸期次"
        ordering = ("-date", "-kind")
        constraints = [
            models.UniqueConstraint(
                fields=["date"],
                condition=~Q(kind="extra"),
                name="one_main_issue_per_date",
                violation_error_code="unique",  # so that it is said beside the date
                violation_error_message="这一天已经有一期报纸；同一天另出的，类别请选“增期、号外”。",
            ),
            models.UniqueConstraint(
                fields=["date"],
                condition=Q(kind="extra"),
                name="one_extra_edition_per_date",
                violation_error_code="unique",
                violation_error_message="这一天已经有一期增期、号外，一天只出一期。",
            ),
            models.UniqueConstraint(
                fields=["total_number"],
                name="one_issue_per_total_number",
                violation_error_code="unique",
                violation_error_message="这个总期号已经用在另一期上，请核对。",
            ),
            models.CheckConstraint(
                condition=Q(last_total_number__isnull=True)
                | Q(last_total_number__gt=F("total_number")),
                name="a_combined_issue_ends_after_it_begins",
                violation_error_message="合刊止期号要大于起始的总期号。",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(publish_at__isnull=False, masthead__isnull=False),
                name="a_signed_issue_has_its_time_and_masthead",
            ),
        ]
        indexes = [
            # newest issue, previous and next issue, archive
            models.Index(fields=["date", "kind_order"], name="issue_by_date"),
            # every public page asks which issues readers may see
            models.Index(fields=["state", "publish_at"], name="issue_visibility"),
        ]

    def __str__(self) -> str:
        number = f"（{self.number_line}）" if self.total_number else ""
        return f"{dates.long_date(self.date)}{'' if self.kind == Kind.REGULAR else self.get_kind_display()}{number}"

    def get_absolute_url(self) -> str:
        return reverse("issue", args=self.address)

    @property
    def address(self) -> tuple[int, int, str]:
        """What the addresses of the issue and its pages begin with: year, month, day."""
        suffix = "-extra" if self.kind == Kind.EXTRA else ""
        return self.date.year, self.date.month, f"{self.date.day:02}{suffix}"

    @property
    def number_line(self) -> str:
        """`总第3087期`, a combined issue `总第3087—3088期`."""
        if not self.total_number:
            return ""
        last = f"—{self.last_total_number}" if self.last_total_number else ""
        return f"总第{self.total_number}{last}期"

    @property
    def printed_masthead(self) -> Masthead | None:
        """The copy made at sign-off; None before."""
        return Masthead.from_copy(self.masthead) if self.masthead else None

    def is_public(self, at: dt.datetime | None = None) -> bool:
        """The same rule as IssueQuerySet.public, for a row in hand."""
        return (
            self.state == State.SIGNED
            and self.publish_at is not None
            and self.publish_at <= (at or timezone.now())
        )

    @property
    def was_public(self) -> bool:
        """Readers knew it once and no longer see it, also while it waits to appear again: it answers 410, not 404."""
        known = self.first_published_at is not None and self.first_published_at <= timezone.now()
        return known and not self.is_public()

    @property
    def is_open(self) -> bool:
        """Its pages may still be changed."""
        return self.state in (State.PLANNING, State.ASSEMBLING, State.WITHDRAWN)

    @property
    def status(self) -> str:
        """The state in an editor's words, with the clock: 定时出版 and 已出版 follow from publish_at."""
        if self.state != State.SIGNED:
            return self.get_state_display()
        return "已出版" if self.is_public() else "定时出版"
