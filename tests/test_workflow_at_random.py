"""The workflow as a machine: whatever people try in whatever order, the invariants of 三审 hold."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles import assembly, workflow, writing
from articles.models import Article, Review
from articles.models.article import State
from articles.models.review import PROOFS, Verdict
from articles.permissions import Role
from tests.factories import DATE, make_article, make_editor, make_user

PEOPLE = range(6)
TITLES = ("云海之上", "雨海之上", "雪落青石")
COUNTED: list[str] = []  # that the machine reached what it is there to reach


class Newsroom(RuleBasedStateMachine):
    """Six people: four may all that editors may, one of them wrote the story; a reporter; a proofreader."""

    @initialize()
    def begin(self) -> None:
        self.people = [make_editor() for _ in range(4)]
        self.people += [make_user(role=Role.REPORTER), make_user(role=Role.PROOFREADER)]
        self.author = self.people[0]
        self.story = make_article(TITLES[0], by=self.author, signed=False)
        issue = assembly.open_issue(DATE.replace(year=2000 + Article.objects.count()))
        self.page = assembly.add_page(issue, 1)
        assembly.arrange(self.page, [self.story], by=self.author)
        self.page.refresh_from_db()
        self.record: list[tuple] = []

    def stored(self) -> Article:
        return Article.objects.select_related("latest_version").get(pk=self.story.pk)

    def lines(self) -> list[tuple]:
        rows = Review.objects.filter(article=self.story).order_by("pk")
        return list(rows.values_list("pk", "verdict", "stage", "version", "opinion", "reviewer"))

    def _try(self, act, **given) -> None:
        before, standing = self.stored(), self.lines()
        try:
            act(by=given.pop("by"), **given)
        except workflow.NotReady:
            after = self.stored()
            assert (after.state, after.round, after.version) == (
                before.state,
                before.round,
                before.version,
            )
            assert self.lines() == standing

    @rule(
        verdict=st.sampled_from(list(workflow.STEPS)),
        person=st.sampled_from(PEOPLE),
        opinion=st.sampled_from(["", "请核实数字"]),
    )
    def any_step(self, verdict, person, opinion) -> None:
        story = self.stored()
        self._try(
            lambda **given: workflow.take(verdict, story, **given),
            by=self.people[person],
            opinion=opinion,
        )

    @rule(person=st.sampled_from(PEOPLE), times=st.integers(1, 4))
    def forward(self, person, times) -> None:
        """What the review is there for, whoever of those that may does it."""
        for _ in range(times):
            story = self.stored()
            able = [(user, self._forward(story, user)) for user in self.people]
            able = [(user, steps) for user, steps in able if steps]
            if able:
                user, steps = able[person % len(able)]
                workflow.take(steps[0], story, by=user)
                COUNTED.append(steps[0])

    def _forward(self, story: Article, user) -> list[Verdict]:
        return [verdict for verdict in workflow.open_to(story, user) if verdict in FORWARD]

    @rule(person=st.sampled_from(PEOPLE), title=st.sampled_from(TITLES))
    def edit(self, person, title) -> None:
        story = self.stored()
        was = story.state, story.title
        story.title = title
        writing.save(story, by=self.people[person], expected=story.version)
        kept = was[0] != State.SIGNED_OFF or was[1] == title
        assert self.stored().state == (was[0] if kept else State.FINAL)

    @rule(person=st.sampled_from(PEOPLE), stage=st.sampled_from(PROOFS))
    def proofread(self, person, stage) -> None:
        self._try(
            lambda **given: workflow.proof_done(self.page, stage, **given), by=self.people[person]
        )

    @invariant()
    def the_record_only_grows(self) -> None:
        lines = self.lines()
        assert lines[: len(self.record)] == self.record
        self.record = lines

    @invariant()
    def a_signed_story_has_three_distinct_signatures_the_last_of_these_words(self) -> None:
        story = self.stored()
        if story.state != State.SIGNED_OFF:
            return
        standing = Review.objects.standing(story)
        signed = list(standing.signatures().order_by("pk").values_list("stage", "reviewer"))
        assert [stage for stage, _ in signed] == ["first", "second", "final"]
        assert len({reviewer for _, reviewer in signed} - {self.author.pk}) == 3
        last = standing.filter(verdict__in=[Verdict.APPROVE, Verdict.CONFIRM]).order_by("pk").last()
        assert last.reviewer_id not in {signed[0][1], signed[1][1], self.author.pk}
        assert last.version_id == story.latest_version_id == story.signed_version_id

    @invariant()
    def whoever_proofreads_does_not_review(self) -> None:
        standing = Review.objects.standing(self.stored())
        proofs = set(standing.filter(verdict=Verdict.PROOFREAD).values_list("reviewer", flat=True))
        signed = standing.filter(verdict__in=[Verdict.APPROVE, Verdict.CONFIRM])
        assert not proofs & set(signed.values_list("reviewer", flat=True))

    @invariant()
    def refusals_say_why(self) -> None:
        why = Review.objects.filter(article=self.story, opinion="")
        assert not why.filter(verdict__in=[Verdict.SEND_BACK, Verdict.REJECT]).exists()


FORWARD = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.CONFIRM)


@pytest.mark.django_db
def test_whatever_is_tried_three_people_sign_the_words_that_stand():
    COUNTED.clear()
    run_state_machine_as_test(
        Newsroom, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )
    assert {Verdict.APPROVE, Verdict.CONFIRM} <= set(COUNTED)
    proofs = Review.objects.filter(verdict=Verdict.PROOFREAD)
    assert (Review.objects.filter(stage="final", verdict="approve").exists(), proofs.exists()) == (
        True,
        True,
    )
