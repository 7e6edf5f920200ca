"""What a reviewer and a proofreader must be, and what a story must have, before a step is taken."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import localtime

from articles import completeness, permissions
from articles.models import Article, Review
from articles.models.article import State
from articles.models.review import PROOFS, Stage, Verdict
from articles.permissions import Act

#: The stage whose verdict a story waits for.
STAGE_OF = {
    State.FIRST: Stage.FIRST,
    State.SECOND: Stage.SECOND,
    State.FINAL: Stage.FINAL,
    State.SIGNED_OFF: Stage.FINAL,
}


class NotReady(Exception):
    """The step was not taken, and nothing changed. The message says what stands against it and what to do."""


class Incomplete(NotReady):
    """Something is missing that somebody has to fill in, or to say that it is to be left."""

    def __init__(self, article: Article, gaps: Collection[completeness.Gap]) -> None:
        names = "、".join(gap.name for gap in gaps)
        super().__init__(f"《{article.headline}》没有签发，还缺{names}；请打开稿件补上。")
        self.gaps = gaps


class NotAllowed(NotReady):
    """Not by this person."""


class Overtaken(NotReady):
    """A colleague was first. The message names who, what and when."""


def stages() -> tuple[Stage, ...]:
    """Those that the newsroom reviews in, in their order."""
    if settings.REVIEW_STEPS == 2:
        return (Stage.FIRST, Stage.FINAL)
    return (Stage.FIRST, Stage.SECOND, Stage.FINAL)


def rule() -> str:
    """`三审，校对不兼审稿`: printed on every line of the record."""
    steps = "二审" if settings.REVIEW_STEPS == 2 else "三审"
    return f"{steps}，{'校对可兼审稿' if settings.PROOFREADERS_MAY_REVIEW else '校对不兼审稿'}"


def require_right(act: Act, article: Article, by: AbstractBaseUser) -> None:
    if permissions.may(by, act, article):
        return
    name = f"《{article.headline}》"
    if permissions.may(by, act) and permissions.is_own(by, article):
        raise NotAllowed(f"{name}是您录入或署名的稿件，审稿、校对要由别人来做。")
    helpers = "、".join(role.value for role in permissions.roles_for(act, article.state))
    stands = State(article.state).label
    ask = f"，请找{helpers}办理" if helpers else ""
    raise NotAllowed(f"{name}现在是“{stands}”，您没有这项权限{ask}。")


def require_other_hands(article: Article, stage: Stage, by: AbstractBaseUser) -> None:
    """任何两个环节的审稿工作不能同时由一人担任. Raises NotAllowed, naming the other one."""
    signed = Review.objects.standing(article).signatures().filter(reviewer=by).exclude(stage=stage)
    if other := signed.first():
        raise NotAllowed(
            f"《{article.headline}》的{Stage(other.stage).label}是您做的，{stage.label}要由别人来做。"
        )
    if settings.PROOFREADERS_MAY_REVIEW:
        return
    proofs = Review.objects.standing(article).filter(verdict=Verdict.PROOFREAD, reviewer=by)
    if proof := proofs.first():
        raise NotAllowed(
            f"《{article.headline}》的{Stage(proof.stage).label}是您做的，审稿要由别人来做。"
        )


def require_not_reviewer(article: Article, stage: Stage, by: AbstractBaseUser) -> None:
    """审校分开, unless the newsroom has decided otherwise."""
    if settings.PROOFREADERS_MAY_REVIEW:
        return
    signed = (Verdict.APPROVE, Verdict.CONFIRM)
    given = (each for each in _standing(article) if each.verdict in signed)
    if mine := next((each for each in given if each.reviewer_id == by.pk), None):
        raise NotAllowed(
            f"《{article.headline}》的{Stage(mine.stage).label}是您做的，{stage.label}要由别人来做。"
        )


def _standing(article: Article) -> list[Review]:
    """The lines of its round, the first one first. No query where `reviews` were fetched before."""
    lines = (each for each in article.reviews.all() if each.round == article.round)
    return sorted(lines, key=lambda each: each.pk)


def require_earlier_stages(article: Article) -> None:
    """Before the last signature all others are there: the number of steps may have been changed meanwhile."""
    signed = set(Review.objects.standing(article).signatures().values_list("stage", flat=True))
    missing = [stage.label for stage in stages()[:-1] if stage not in signed]
    if missing:
        raise NotReady(
            f"《{article.headline}》还没有经过{'、'.join(missing)}，不能签发；请退回，重新送审。"
        )


def was_signed(article: Article) -> bool:
    """Signed in this round: what waits for 终审 now is a change of signed words."""
    if article.state == State.SIGNED_OFF:
        return True
    return any(
        each.verdict == Verdict.APPROVE and each.stage == Stage.FINAL for each in _standing(article)
    )


def require_printable(article: Article, verb: str) -> None:
    """A body, or the picture with its caption that is all of a photo story."""
    text = article.latest_version
    if text is None or not (text.body or any(figure["caption"] for figure in text.figures)):
        raise NotReady(
            f"《{article.headline}》还没有正文，不能{verb}；请先补上正文，图片新闻请配上图片和图说。"
        )


def left(article: Article, leaving: Collection[str]) -> list[str]:
    """What is signed without, as the record says it. Raises Incomplete."""
    gaps = completeness.gaps(article)
    if unsettled := [gap for gap in gaps if not (gap.left and gap.field in leaving)]:
        raise Incomplete(article, unsettled)
    return [gap.left for gap in gaps]


def last_step(article: Article) -> str:
    """`沈墨已于03月04日10:05初审通过（第2稿），现在是“待复审”`."""
    now = f"现在是“{State(article.state).label}”"
    last = Review.objects.filter(article=article).exclude(stage__in=PROOFS).in_order().last()
    if last is None:
        return now
    when = f"{localtime(last.created_at):%m月%d日%H:%M}"
    return f"{last.printed_name}已于{when}{last.said}（第{last.version.number}稿），{now}"
