"""三审: the table of steps, and the one way every step is taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import history, proofreading, writing
from articles.models import Article, Origin, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.models.trail import Kind
from articles.permissions import Act, printed_name
from articles.text.typography import storable
from articles.workflow import rules
from articles.workflow.rules import NotReady, Overtaken


@dataclass(frozen=True, slots=True)
class Step:
    """From which state to which; `needs_opinion` where the one it goes back to must know why."""

    act: Act
    goes: Mapping[State, State]
    needs_opinion: bool = False


#: Where a story goes whatever the number of steps; with two, `_destination` leaves out 待复审.
STEPS: dict[Verdict, Step] = {
    Verdict.SUBMIT: Step(Act.SUBMIT, {State.DRAFT: State.FIRST, State.RETURNED: State.FIRST}),
    Verdict.APPROVE: Step(
        Act.APPROVE,
        {
            State.FIRST: State.SECOND,
            State.SECOND: State.FINAL,
            State.FINAL: State.SIGNED_OFF,
        },
    ),
    Verdict.CONFIRM: Step(Act.CONFIRM, {State.FINAL: State.SIGNED_OFF}),
    Verdict.SEND_BACK: Step(
        Act.SEND_BACK,
        dict.fromkeys([*rules.STAGE_OF], State.RETURNED),
        needs_opinion=True,
    ),
    Verdict.HOLD: Step(Act.HOLD, dict.fromkeys([*rules.STAGE_OF], State.HELD)),
    Verdict.REJECT: Step(
        Act.REJECT,
        dict.fromkeys([State.FIRST, State.SECOND, State.FINAL, State.HELD], State.REJECTED),
        needs_opinion=True,
    ),
    # a story that was held waits again where it was held, see `_destination`
    Verdict.TAKE_UP: Step(Act.TAKE_UP, {State.HELD: State.FIRST, State.REJECTED: State.RETURNED}),
}


def submit(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """送审: a new round begins, at first review. Like all steps see `take`."""
    return take(Verdict.SUBMIT, article, by=by, **seen)


def approve(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """通过 at the stage it waits for; after the last one it is 已签发."""
    return take(Verdict.APPROVE, article, by=by, **seen)


def confirm(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """核准改动: words that were changed after the last signature are signed again, by 总编辑 in one act."""
    return take(Verdict.CONFIRM, article, by=by, **seen)


def send_back(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """退回 to its author, with what is to be done; it starts again at first review."""
    return take(Verdict.SEND_BACK, article, by=by, **seen)


def hold(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """待用: put aside as it stands."""
    return take(Verdict.HOLD, article, by=by, **seen)


def reject(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """退稿: it will not be printed, and the record says why."""
    return take(Verdict.REJECT, article, by=by, **seen)


def take_up(article: Article, *, by: AbstractBaseUser, **seen: Any) -> Review:
    """取用: from 待用 to where it was held; a rejected one goes to its author, to be submitted anew."""
    return take(Verdict.TAKE_UP, article, by=by, **seen)


@transaction.atomic
def take(
    verdict: Verdict,
    article: Article,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
    state: str | None = None,
    opinion: str = "",
    leaving: Collection[str] | None = None,
) -> Review:
    """One step of one story, recorded for good with the version it speaks of.

    `expected` is the `version` and `state` the state that were seen (those of `article` unless told). `leaving` are the
    fields that the last signature leaves empty knowingly, of those that may be; None asks for nothing but words. Raises
    Overtaken where a colleague was first, NotAllowed, Incomplete or NotReady; with nothing changed.
    """
    step = STEPS[verdict]
    now = _now(article)
    seen = article.state if state is None else state
    _require_as_seen(now, article.version if expected is None else expected, seen)
    said = storable(opinion).strip()
    require_open(verdict, now, by)
    if verdict in (Verdict.SUBMIT, Verdict.APPROVE, Verdict.CONFIRM):
        rules.require_printable(now, "送审" if verdict == Verdict.SUBMIT else "签发")
    if step.needs_opinion and not said:
        raise NotReady(f"{verdict.label}要写明意见，让作者知道怎样改、为什么不用。")
    asked = leaving is not None and signs(verdict, now)
    left = rules.left(now, leaving) if asked else []
    stage = stage_of(verdict, now)
    _move(now, _destination(verdict, step, now))
    record = write(now, verdict, stage, by=by, opinion=said)
    article.state, article.round = now.state, now.round
    article.signed_version = now.signed_version
    without = f"（{'、'.join(left)}）" if left else ""
    sentence = f"{record.said}第{record.version.number}稿{without}"
    history.log(by, now, f"{sentence}：{said}" if said else sentence, Kind.REVIEW)
    return record


@transaction.atomic
def admit(article: Article, *, by: AbstractBaseUser) -> bool:
    """What comes from the archive or the demo is signed off as it came; its origin says so for good.

    False, with nothing done, where it stands signed off already. Raises NotReady for a story of the desk.
    """
    now = _now(article)
    if now.origin == Origin.DESK:
        raise NotReady(f"《{now.headline}》是编辑部的稿件，须经审稿才能签发。")
    rules.require_printable(now, "签发")
    if now.state == State.SIGNED_OFF:
        return False
    _move(now, State.SIGNED_OFF)
    article.state, article.signed_version = now.state, now.signed_version
    number = now.latest_version.number
    said = f"签发第{number}稿（{Origin(now.origin).label}稿件，不经审稿）"
    history.log(by, now, said, Kind.REVIEW)
    return True


def write(
    article: Article, verdict: Verdict, stage: Stage | str, *, by: AbstractBaseUser, opinion: str
) -> Review:
    """A line of the record; called inside the transaction of the step."""
    return Review.objects.create(
        article=article,
        version=article.latest_version,
        round=article.round,
        stage=stage,
        verdict=verdict,
        opinion=opinion,
        findings=len(proofreading.check(article)),
        rule=rules.rule(),
        reviewer=by,
        printed_name=printed_name(by),
    )


def _now(article: Article) -> Article:
    """The story as it is, held until the transaction ends."""
    rows = Article.objects.select_for_update(of=("self",)).select_related("latest_version")
    now = rows.filter(pk=article.pk).first()
    if now is None:
        raise Overtaken(f"《{article.headline}》刚刚被别人删除了。")
    return now


def _require_as_seen(now: Article, version: int, state: str) -> None:
    """Whose step, or whose words, came between."""
    if now.version != version:
        who = writing.stale(now).who
        raise Overtaken(f"《{now.headline}》没有办理：{who}请看过新稿再办。")
    if now.state != state:
        raise Overtaken(f"《{now.headline}》没有办理：您打开之后，{rules.last_step(now)}。")


def require_open(verdict: Verdict, article: Article, by: AbstractBaseUser) -> None:
    """Whether this person may take this step with the story as it stands. Raises NotAllowed or NotReady."""
    step = STEPS[verdict]
    if article.state not in step.goes:
        raise NotReady(f"《{article.headline}》不能{verdict.label}：{rules.last_step(article)}。")
    rules.require_right(step.act, article, by)
    if stage := stage_of(verdict, article):
        rules.require_other_hands(article, stage, by)
    if verdict in (Verdict.APPROVE, Verdict.CONFIRM) and article.state == State.FINAL:
        _require_right_way(verdict, article)


def signs(verdict: Verdict, article: Article) -> bool:
    """Whether the step would be the story's last signature: what readers would miss is asked before it."""
    return STEPS[verdict].goes.get(State(article.state)) == State.SIGNED_OFF


def open_to(article: Article, user: AbstractBaseUser) -> list[Verdict]:
    """The steps that this person may take with the story, for the buttons; a text may still be missing."""
    return [verdict for verdict in STEPS if _is_open(verdict, article, user)]


def _is_open(verdict: Verdict, article: Article, user: AbstractBaseUser) -> bool:
    return article.state in STEPS[verdict].goes and not refusal(verdict, article, user)


def signature(article: Article) -> Verdict:
    """Which one it waits for: of a text, or of what was changed in a signed one."""
    is_change = article.state == State.FINAL and rules.was_signed(article)
    return Verdict.CONFIRM if is_change else Verdict.APPROVE


def refusal(verdict: Verdict, article: Article, user: AbstractBaseUser) -> str:
    """Why the step is not this person's to take, in a sentence; empty where it is."""
    try:
        require_open(verdict, article, user)
    except NotReady as error:
        return str(error)
    return ""


def _require_right_way(verdict: Verdict, now: Article) -> None:
    """The last signature is given once; what was changed afterwards is confirmed."""
    if rules.was_signed(now) != (verdict == Verdict.CONFIRM):
        other = (
            "还没有终审过，请审稿后通过"
            if verdict == Verdict.CONFIRM
            else "终审以后改过，请核准改动"
        )
        raise NotReady(f"《{now.headline}》{other}。")
    rules.require_earlier_stages(now)


def stage_of(verdict: Verdict, now: Article) -> Stage | str:
    """Of which stage a verdict is; submitting, and what is done with a story put aside, is of none."""
    if verdict in (Verdict.SUBMIT, Verdict.TAKE_UP):
        return ""
    return rules.STAGE_OF.get(State(now.state), "")


def _destination(verdict: Verdict, step: Step, now: Article) -> State:
    if verdict == Verdict.TAKE_UP and now.state == State.HELD:
        held = Review.objects.standing(now).filter(verdict=Verdict.HOLD).in_order().last()
        return State(held.stage)  # a stage waited for is spelt like its state
    goes = step.goes[State(now.state)]
    if goes == State.SECOND and Stage.SECOND not in rules.stages():
        return State.FINAL
    return goes


def _move(now: Article, state: State) -> None:
    """Compare-and-set on what was judged: version, words and state."""
    facts: dict[str, Any] = {"state": state}
    if state == State.SIGNED_OFF:
        facts["signed_version"] = now.latest_version
    if state == State.FIRST and now.state != State.HELD:
        facts["round"] = now.round + 1
    judged = {"version": now.version, "state": now.state, "latest_version": now.latest_version}
    if not Article.objects.filter(pk=now.pk, **judged).update(**facts):
        raise Overtaken(f"《{now.headline}》刚刚被别人办理了，请看过再办。")
    for name, fact in facts.items():
        setattr(now, name, fact)
