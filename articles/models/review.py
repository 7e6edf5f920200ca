from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.append_only import AppendOnly, AppendOnlyQuerySet
from articles.models.article import PROOF_NAMES, PROOFREAD, Article
from articles.models.version import Version


class Stage(models.TextChoices):
    FIRST = "first", "初审"
    SECOND = "second", "复审"
    FINAL = "final", "终审"
    PROOF_1 = "proof_1", PROOF_NAMES[0]
    PROOF_2 = "proof_2", PROOF_NAMES[1]
    PROOF_3 = "proof_3", PROOF_NAMES[2]


#: In their order.
PROOFS = (Stage.PROOF_1, Stage.PROOF_2, Stage.PROOF_3)


class Verdict(models.TextChoices):
    SUBMIT = "submit", "送审"
    APPROVE = "approve", "通过"
    CONFIRM = "confirm", "核准改动"
    SEND_BACK = "send_back", "退回"
    HOLD = "hold", "待用"
    REJECT = "reject", "退稿"
    TAKE_UP = "take_up", "取用"
    PROOFREAD = PROOFREAD, "校毕"


class ReviewQuerySet(AppendOnlyQuerySet):
    """Append-only: what was said of a story stays said."""

    def standing(self, article: Article) -> ReviewQuerySet:
        """Those of the round the story is in: what came before it was last submitted counts no more."""
        return self.filter(article=article, round=article.round)

    def signatures(self) -> ReviewQuerySet:
        return self.filter(verdict=Verdict.APPROVE)

    def in_order(self) -> ReviewQuerySet:
        return self.select_related("version", "reviewer").order_by("pk")


class Review(AppendOnly):
    """审稿单 of a story, line by line: who said what of which version. Written by `workflow` alone, never changed."""

    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name="稿件", related_name="reviews"
    )
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name="所审的一稿", related_name="reviews"
    )
    round = models.PositiveSmallIntegerField("第几次送审")
    stage = models.CharField("环节", max_length=8, choices=Stage, blank=True)
    verdict = models.CharField("结论", max_length=10, choices=Verdict)
    opinion = models.TextField("意见", blank=True)
    #: What proofreading found in that version and nobody has settled.
    findings = models.PositiveIntegerField("待核的校对提示", default=0)
    #: By which order it was reviewed: `三审，校对不兼审稿`.
    rule = models.CharField("审校制度", max_length=40)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="审稿人",
        null=True,
        related_name="reviews",
    )
    printed_name = models.CharField("审稿人姓名", max_length=301)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审稿记录"
        ordering = ("article", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "stage"],
                condition=Q(verdict__in=["approve", "proofread"]),
                name="a_stage_is_signed_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["article", "round", "reviewer"],
                condition=Q(verdict="approve"),
                name="nobody_signs_two_stages",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["send_back", "reject"]) | ~Q(opinion=""),
                name="a_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(printed_name=""), name="a_review_names_its_reviewer"
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["approve", "send_back"])
                | Q(stage__in=["first", "second", "final"]),
                name="a_verdict_is_of_a_stage",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="confirm") | Q(stage="final"),
                name="a_change_is_confirmed_at_the_last_stage",
            ),
            models.CheckConstraint(
                condition=Q(verdict="proofread", stage__in=["proof_1", "proof_2", "proof_3"])
                | (~Q(verdict="proofread") & ~Q(stage__in=["proof_1", "proof_2", "proof_3"])),
                name="a_proof_is_of_a_proof_stage",
            ),
        ]
        indexes = [
            # who signed what in this round: every act and the desks
            models.Index(fields=["reviewer", "verdict"], name="review_by_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name}：{self.said}（第{self.version.number}稿）"

    @property
    def said(self) -> str:
        """初审通过, 终审签发, 复审退回, 送审, 一校校毕, 核准改动."""
        if self.stage == Stage.FINAL and self.verdict == Verdict.APPROVE:
            return "终审签发"
        shown = self.stage if self.verdict != Verdict.CONFIRM else ""
        return (Stage(shown).label if shown else "") + Verdict(self.verdict).label
