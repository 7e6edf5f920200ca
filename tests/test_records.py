"""审稿单 as facts: rounds, changes after a signature, what was published; and that none of it can be rewritten."""

import ast
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles import assembly, publishing, records, workflow, writing
from articles.models import Article, Override, Publication, Review, Version
from articles.models.article import State
from articles.models.issue import State as IssueState
from articles.models.review import Stage
from articles.permissions import Role
from tests.factories import (
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_section,
    make_user,
    send_up,
    sign,
    stories_of,
)

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent


def reread(story: Article) -> Article:
    return Article.objects.select_related("latest_version").get(pk=story.pk)


def change(story: Article, by, **fields) -> None:
    now = reread(story)
    reason = fields.pop("reason", "")
    for name, text in fields.items():
        setattr(now, name, text)
    writing.save(now, by=by, expected=now.version, reason=reason)


def told(story: Article) -> list[tuple]:
    [record] = records.of_stories([reread(story)])
    return [
        (each.number, line.stage, line.name, line.said, line.opinion, line.version)
        for each in record.rounds
        for line in each.lines
    ]


def test_a_return_begins_another_round_and_a_change_of_signed_words_stands_before_its_confirmation():
    reporter, head = make_user("何晓", role=Role.REPORTER), make_user("苏文", role=Role.HEAD)
    chief = make_user("沈墨", role=Role.CHIEF)
    story = make_article("云海之上", by=reporter, signed=False, section=make_section())
    send_up(story, State.SECOND)
    workflow.send_back(story, by=head, opinion="请核实年份")
    change(story, reporter, body="<p>近日，云岭落雪。</p>")
    workflow.submit(reread(story), by=reporter)
    sign(reread(story), by=chief)
    change(story, head, title="雨海之上", reason="改一字")
    change(story, reporter, title="云海之下")
    workflow.confirm(reread(story), by=chief, opinion="同意")
    assert told(story) == [
        (1, "送审", "当班责任编辑", "送审", "", 1),
        (1, "初审", "当班责任编辑", "通过", "", 1),
        (1, "复审", "苏文", "退回", "请核实年份", 1),
        (2, "送审", "何晓", "送审", "", 2),
        (2, "初审", "当班责任编辑", "通过", "", 2),
        (2, "复审", "当班部主任", "通过", "", 2),
        (2, "终审", "沈墨", "签发", "", 2),
        (2, "签发后改动", "苏文、何晓", "改出第3、4稿", "改一字", 4),
        (2, "终审", "沈墨", "核准改动", "同意", 4),
    ]


def test_signed_words_that_were_changed_are_told_of_before_anybody_has_confirmed_them():
    story, hand = make_article(section=make_section()), make_user("苏文")
    [before] = records.of_stories([reread(story)])
    change(story, hand, title="改过的标题")
    [after] = records.of_stories([reread(story)])
    assert (before.is_unconfirmed, after.is_unconfirmed) == (False, True)
    assert told(story)[-1] == (1, "签发后改动", "苏文", "改出第2稿", "", 2)


def test_what_an_author_writes_after_a_return_is_no_change_of_signed_words():
    story = make_article(section=make_section())
    workflow.send_back(story, by=make_user("沈墨", role=Role.CHIEF), opinion="压一压")
    change(story, make_user(), title="改过的标题")
    assert told(story)[-1][1:4] == ("终审", "沈墨", "退回")


def test_a_line_says_the_rule_of_its_time_its_version_and_the_open_findings(settings):
    story = make_article(body="<p>近日,雪落云岭.</p>", signed=False, section=make_section())
    settings.REVIEW_STEPS = 2
    review = workflow.submit(story, by=make_user(role=Role.EDITOR))
    settings.REVIEW_STEPS = 3
    [record] = records.of_stories([reread(story)])
    [line] = record.rounds[0].lines
    assert line.rule == "二审，校对不兼审稿"
    assert line.findings == review.findings > 0
    assert line.mark == review.version.fingerprint[:8]


def test_what_was_published_is_told_with_its_version_and_address_wherever_the_story_stands_now():
    issue = make_published(stories=2)
    story, other = stories_of(issue)
    publishing.withdraw(issue, by=make_editor("程方"), reason="图片有误")
    page = issue.pages.get()
    assembly.arrange(page, [other], by=make_editor())
    make_published(issue.date.replace(day=11))
    assert not hasattr(reread(story), "placement")
    [record] = records.of_stories([reread(story)])
    assert [(row.deed, row.issue, row.version, row.address) for row in record.printings] == [
        ("签发", issue, 1, story.get_absolute_url()),
        ("撤回本期", issue, 1, story.get_absolute_url()),
    ]
    assert [row.reason for row in record.printings] == ["", "图片有误"]


def test_the_issue_s_record_has_every_stage_of_every_story_in_its_round():
    issue = make_issue(pages=1, stories=2)
    page = issue.pages.get()
    workflow.proof_done(page, Stage.PROOF_1, by=make_user("许嘉", role=Role.PROOFREADER))
    first = stories_of(issue)[0]
    change(first, make_user(), title="改过的标题")
    sign(reread(first), by=make_user("沈墨", role=Role.CHIEF))
    record = records.of_issue(issue)
    [line, other] = record.pages[0].stories
    assert [[(s.name, s.version, s.confirms) for s in stage] for stage in line.stages] == [
        [("当班责任编辑", 1, False)],
        [("当班部主任", 1, False)],
        [("当班总编辑", 1, False), ("沈墨", 2, True)],
        [("许嘉", 1, False)],
        [],
        [],
    ]
    assert line.words.headline == "改过的标题"
    assert record.story_count == 2
    assert record.character_count == sum(story.character_count for story in stories_of(issue))
    assert other.position == 2


def test_signatures_of_a_round_before_the_return_count_no_more_in_the_issue_s_record():
    issue = make_issue()
    [story] = stories_of(issue)
    workflow.send_back(story, by=make_user(role=Role.CHIEF), opinion="压一压")
    workflow.submit(story, by=make_user(role=Role.EDITOR))
    workflow.approve(story, by=make_user("林晓禾", role=Role.EDITOR))
    [line] = records.of_issue(issue).pages[0].stories
    assert [[s.name for s in stage] for stage in line.stages] == [["林晓禾"], [], [], [], [], []]


def test_a_signed_issue_s_record_shows_the_words_that_readers_have():
    issue = make_published()
    [story] = stories_of(issue)
    change(story, make_user(), title="改过的标题")
    assert issue.state == IssueState.SIGNED
    [line] = records.of_issue(issue).pages[0].stories
    assert line.words == story.published_version


# --- for good -------------------------------------------------------------------------------------


def test_printed_names_survive_the_deletion_of_accounts():
    chief = make_user("沈墨", role=Role.CHIEF)
    story = make_article(signed=False, section=make_section())
    sign(story, by=chief)
    LogEntry.objects.filter(user=chief).delete()
    chief.delete()
    assert told(story)[-1][1:4] == ("终审", "沈墨", "签发")
    assert Review.objects.in_order().last().reviewer is None


def rows() -> list[Review | Publication | Override | Version]:
    issue = make_published()
    override = Override.objects.create(
        issue=issue, mark="price", said="没有定价", reason="赠阅", printed_name="沈墨"
    )
    return [Review.objects.first(), Publication.objects.first(), override, Version.objects.first()]


@pytest.mark.parametrize("at", range(4))
def test_a_row_of_the_record_is_overwritten_through_no_back_door(at):
    row = rows()[at]
    table = type(row).objects
    kept = table.values().get(pk=row.pk)
    told = "title" if isinstance(row, Version) else "printed_name"
    forged = type(row)(**kept | {told: "别人"})
    names = {"update_fields": [told], "unique_fields": ["id"]}
    for attempt in (
        lambda: table.bulk_create([forged], update_conflicts=True, **names),
        lambda: table.bulk_update([forged], [told]),
        lambda: table.update_or_create(pk=row.pk, defaults={told: "别人"}),
        lambda: table.filter(pk=row.pk).update(**{told: "别人"}),
        lambda: table.filter(pk=row.pk).delete(),
        lambda: row.save(update_fields=[told]),
        lambda: row.save(force_update=True),
        row.delete,
    ):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save()
    assert table.values().get(pk=row.pk) == kept


#: Django writes these past a model's own manager, and asks nothing.
PAST_THE_MANAGER = {"_base_manager", "_raw_delete", "_update"}
BACKWARDS = ("reviews", "publications", "overrides")
REWRITES = {"add", "aadd", "set", "aset", "remove", "aremove", "clear", "aclear"}


def rewrites(source: str) -> list[str]:
    """The attributes through which a row of the record could be given to another story, version or person."""
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return [
        ast.unparse(node)
        for node in found
        if node.attr in PAST_THE_MANAGER
        or (node.attr in REWRITES and getattr(node.value, "attr", "") in BACKWARDS)
    ]


def test_no_code_reaches_the_rows_of_the_record_past_their_managers():
    assert rewrites("user.reviews.add(review); Review._base_manager.update(round=1)") == [
        "user.reviews.add",
        "Review._base_manager",
    ]
    files = [path for name in ("articles", "newsroom") for path in (ROOT / name).rglob("*.py")]
    assert [found for path in files for found in rewrites(path.read_text())] == []


def test_a_story_that_was_reviewed_is_deleted_by_nobody_and_its_versions_with_it():
    story = make_article(section=make_section())
    for attempt in (story.delete, Article.objects.filter(pk=story.pk).delete):
        with pytest.raises(ProtectedError):
            attempt()
    assert Version.objects.filter(article=story).count() == 1
    draft = make_article(signed=False)
    kept, there = Version.objects.exclude(article=draft), Version.objects.filter(article=draft)
    assert (kept.count(), there.count()) == (1, 1)
    writing.discard(draft)
    assert list(Version.objects.values_list("article", flat=True)) == [story.pk]
