import pytest
from django.db import IntegrityError, transaction

from articles import assembly
from articles.models import Page, Placement
from tests.factories import DATE, make_article, make_issue, make_user, place, stories_of

pytestmark = pytest.mark.django_db


def order(page: Page) -> list[tuple[int, int]]:
    return list(page.placements.order_by("position").values_list("position", "article"))


def test_a_page_holds_the_stories_in_the_order_given():
    issue = make_issue(stories=3)
    page, (a, b, c) = Page.objects.get(), stories_of(issue)
    assembly.arrange(page, [c, a, b], by=make_user())
    assert order(page) == [(1, c.pk), (2, a.pk), (3, b.pk)]
    d = make_article()
    assembly.arrange(page, [b, d], by=make_user())
    assert order(page) == [(1, b.pk), (2, d.pk)]
    assert {a.pk, c.pk}.isdisjoint(Placement.objects.values_list("article", flat=True))


def test_a_story_stands_in_one_place():
    make_issue(pages=2, stories=1)
    first, second = Page.objects.order_by("number")
    story = first.placements.get().article
    with pytest.raises(assembly.CannotPlace, match=f"《{story.headline}》已上.*第01版：版名1"):
        assembly.arrange(second, [story], by=make_user())
    with pytest.raises(assembly.CannotPlace, match="排了两次"):
        assembly.arrange(first, [story, story], by=make_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(page=second, article=story, position=9)
    assert order(first) == [(1, story.pk)]


def test_one_place_holds_one_story():
    make_issue(stories=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(page=Page.objects.get(), article=make_article(), position=1)
    assert Placement.objects.count() == 1


def test_an_editor_who_saw_an_older_order_moves_nothing():
    issue = make_issue(stories=2)
    page, (a, b) = Page.objects.get(), stories_of(issue)
    seen = page.version
    assembly.arrange(page, [b, a], by=make_user("苏文"))
    with pytest.raises(assembly.StalePage, match=r"刚刚被苏文（.*）编排过"):
        assembly.arrange(Page.objects.get(), [a], by=make_user(), expected=seen)
    assert order(page) == [(1, b.pk), (2, a.pk)]


def test_a_page_number_stands_once_in_an_issue():
    issue = make_issue(pages=1)
    with pytest.raises(assembly.CannotPlace, match="已有第01版"):
        assembly.add_page(issue, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(issue=issue, number=1)
    assert Page.objects.count() == 1


def test_a_day_has_one_main_issue_and_may_have_an_extra_edition():
    make_issue(DATE)
    make_issue(DATE, kind="extra", total_number=None)
    for kind in ("regular", "combined", "extra"):
        with pytest.raises(IntegrityError), transaction.atomic():
            assembly.open_issue(DATE, kind=kind)


def test_placing_an_unplaced_story_leaves_the_others_where_they_are():
    issue = make_issue(pages=2, stories=2)
    first, second = Page.objects.order_by("number")
    before = order(second)
    place(first, [make_article(), *stories_of(issue)[:2]])
    assert order(second) == before
