"""The issue's form: every rule that stands against a save is said in an editor's words, where it belongs."""

import datetime as dt

import pytest
from django.urls import reverse

from articles import assembly
from articles.models import Issue, Page
from tests.access.forms import Page as Screen
from tests.factories import DATE, make_issue, place, stories_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def issue_form(date: dt.date, pages: list[dict] = (), **typed) -> dict:
    """What the form sends: the issue's fields, and its pages as lines; a line with `id` is a page that stands."""
    lines = sorted(pages, key=lambda line: "id" not in line)
    form = {"date": date.isoformat(), "kind": "regular", "total_number": "", "theme": ""}
    form |= {"pages-TOTAL_FORMS": str(len(lines))}
    form |= {"pages-INITIAL_FORMS": str(sum("id" in line for line in lines))}
    for at, line in enumerate(lines):
        form |= {f"pages-{at}-{name}": str(value) for name, value in line.items()}
    return form | {name: str(value) for name, value in typed.items()}


def change(client, issue: Issue, lines: list[dict], **typed):
    for line in lines:
        line["issue"] = issue.pk
    form = issue_form(issue.date, lines, seen_version=issue.version, **typed)
    return client.post(reverse("admin:articles_issue_change", args=[issue.pk]), form)


def add(client, date: dt.date, lines: list[dict] = (), **typed):
    return client.post(reverse("admin:articles_issue_add"), issue_form(date, lines, **typed))


def field_errors(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def line_errors(response) -> list[str]:
    """Of the pages: beside their lines, then over all of them."""
    formset = response.context["inline_admin_formsets"][0].formset
    beside = [str(e) for errors in formset.errors for found in errors.values() for e in found]
    return [*beside, *map(str, formset.non_form_errors())]


def stands(issue: Issue) -> list[tuple[int, str]]:
    return list(Page.objects.filter(issue=issue).order_by("number").values_list("number", "name"))


def test_a_second_main_issue_of_a_day_is_refused_beside_its_date(client):
    make_issue(DATE, total_number=1250)
    sentence = "这一天已经有一期报纸；同一天另出的，类别请选“增期、号外”。"
    for kind in ("regular", "combined"):
        assert field_errors(add(client, DATE, kind=kind)) == {"date": [sentence]}
    add(client, DATE, kind="extra")
    sentence = "这一天已经有一期增期、号外，一天只出一期。"
    assert field_errors(add(client, DATE, kind="extra")) == {"date": [sentence]}
    assert list(Issue.objects.order_by("pk").values_list("kind", flat=True)) == ["regular", "extra"]


def test_a_number_that_another_issue_has_is_refused_beside_it(client):
    make_issue(DATE, total_number=1250)
    response = add(client, DATE + dt.timedelta(days=7), total_number=1250)
    assert field_errors(response) == {"total_number": ["这个总期号已经用在另一期上，请核对。"]}
    assert Issue.objects.count() == 1


def test_a_combined_issue_ends_after_it_begins(client):
    for last in (1249, 1250):
        response = add(client, DATE, kind="combined", total_number=1250, last_total_number=last)
        assert field_errors(response) == {"__all__": ["合刊止期号要大于起始的总期号。"]}
    response = add(client, DATE, kind="combined", last_total_number=1251)
    assert field_errors(response) == {"total_number": ["填了合刊止期号，也要填起始的总期号。"]}
    assert not Issue.objects.exists()


def test_a_combined_issue_without_its_last_number_is_kept_and_the_gap_is_said(client):
    form = issue_form(DATE, kind="combined", total_number=1250)
    response = client.post(reverse("admin:articles_issue_add"), form, follow=True)
    warning = "这是合刊，但没有填合刊止期号，期号只印作“总第1250期”；请核对。"
    assert warning in [str(message) for message in response.context["messages"]]
    later = DATE + dt.timedelta(days=7)
    form = issue_form(later, kind="combined", total_number=1251, last_total_number=1252)
    response = client.post(reverse("admin:articles_issue_add"), form, follow=True)
    assert [m.level_tag for m in response.context["messages"]] == ["success"]
    assert Issue.objects.count() == 2


def test_two_pages_of_one_number_are_refused_by_their_number(client):
    issue = make_issue(DATE, pages=1, stories=0)
    first = issue.pages.get()
    lines = [{"id": first.pk, "number": 1, "name": "版名1"}, {"number": 2}, {"number": 2}]
    assert line_errors(change(client, issue, lines)) == [
        "第02版写了不止一次；一期里每个版次只有一个版，请改正。"
    ]
    lines = [{"id": first.pk, "number": 1, "name": "版名1"}, {"number": 1}]
    assert line_errors(change(client, issue, lines)) == [
        "第01版写了不止一次；一期里每个版次只有一个版，请改正。"
    ]
    assembly.add_page(issue, 3)  # by a colleague, since the form was opened
    lines = [{"id": first.pk, "number": 1, "name": "版名1"}, {"number": 3}]
    assert line_errors(change(client, issue, lines)) == [
        "第03版写了不止一次；一期里每个版次只有一个版，请改正。"
    ]
    assert stands(issue) == [(1, "版名1"), (3, "")]


def test_a_page_number_has_two_digits(client):
    issue = make_issue(DATE, pages=0)
    assert line_errors(change(client, issue, [{"number": 100}])) == ["确保该值小于或等于99。"]
    assert line_errors(change(client, issue, [{"number": 0}])) == ["确保该值大于或等于1。"]
    assert stands(issue) == []


def test_two_pages_trade_their_numbers_and_a_third_takes_that_of_one_that_goes(client):
    issue = make_issue(DATE, pages=3, stories=0)
    one, two, three = issue.pages.order_by("number")
    lines = [
        {"id": one.pk, "number": 3, "name": "版名1"},
        {"id": two.pk, "number": 1, "name": "版名2"},
        {"id": three.pk, "number": 3, "name": "版名3", "DELETE": "on"},
    ]
    assert change(client, issue, lines).status_code == 302
    assert stands(issue) == [(1, "版名2"), (3, "版名1")]


def test_a_page_goes_when_its_stories_are_taken_off_and_not_before(client):
    issue = make_issue(DATE, pages=2, stories=2)
    first, second = issue.pages.order_by("number")
    lines = [
        {"id": first.pk, "number": 1, "name": "另起的名"},
        {"id": second.pk, "number": 2, "name": "版名2", "DELETE": "on"},
    ]
    assert line_errors(change(client, issue, lines)) == [
        "第02版：版名2上还有 2 篇稿件，不能删；请先点“打开本版”，把稿件撤下。"
    ]
    assert (stands(issue), len(stories_of(issue))) == ([(1, "版名1"), (2, "版名2")], 4)
    place(second, [])
    issue.refresh_from_db()  # opened anew, as whoever takes stories off does
    change(client, issue, lines)
    assert stands(issue) == [(1, "另起的名")]


def test_pages_are_added_and_named_on_their_issue(client):
    issue = make_issue(DATE, pages=1, stories=0)
    first = issue.pages.get()
    lines = [{"id": first.pk, "number": 1, "name": "要闻"}, {"number": 2, "name": "科普"}]
    assert change(client, issue, lines).status_code == 302
    assert stands(issue) == [(1, "要闻"), (2, "科普")]


def test_a_deadline_is_kept_and_proposed_a_week_later_for_the_next_issue(client):
    add(client, DATE, deadline="2026-03-03T18:00")
    issue = Issue.objects.get()
    assert issue.deadline == dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)
    page = client.get(reverse("admin:articles_issue_add")).content.decode()
    assert 'value="2026-03-10T18:00"' in page


def test_a_deadline_after_the_day_of_the_issue_is_refused_at_its_field(client):
    response = add(client, DATE, deadline="2026-03-05T00:00")
    assert field_errors(response) == {"deadline": ["截稿时间在出版日期之后，请核对。"]}
    add(client, DATE, deadline="2026-03-04T23:59")
    assert Issue.objects.count() == 1


def told(response) -> list[str]:
    return [
        str(message) for message in response.context["messages"] if message.level_tag != "success"
    ]


def test_a_new_issue_gets_the_pages_of_the_last_where_the_box_is_ticked(client):
    make_issue(DATE, total_number=1250, pages=2, stories=0)
    html = client.get(reverse("admin:articles_issue_add")).content.decode()
    assert max(Screen(html).forms, key=lambda form: len(form.fields)).data()["copy_pages"] == ["on"]
    days = [DATE + dt.timedelta(days=7 * at) for at in (1, 2, 3)]
    add(client, days[0], total_number=1251, copy_pages="on")
    add(client, days[1], total_number=1252)
    add(client, days[2], [{"number": 5, "name": "副刊"}], total_number=1253, copy_pages="on")
    issues = [Issue.objects.get(date=day) for day in days]
    assert [stands(issue) for issue in issues] == [[(1, "版名1"), (2, "版名2")], [], [(5, "副刊")]]


def test_the_first_issue_of_all_has_no_pages_to_be_set_like(client):
    url = reverse("admin:articles_issue_add")
    form = issue_form(DATE, total_number=1, copy_pages="on")
    response = client.post(url, form, follow=True)
    assert told(response) == ["没有上一期的版面可以照抄，请自己加版。"]
    assert stands(Issue.objects.get()) == []


def test_what_is_odd_about_date_and_numbers_is_told_when_an_issue_is_saved(client):
    make_issue(DATE, total_number=1250, pages=0)
    form = issue_form(DATE + dt.timedelta(days=6), total_number=1252)
    response = client.post(reverse("admin:articles_issue_add"), form, follow=True)
    odd = Issue.objects.get(total_number=1252)
    assert told(response) == assembly.doubts(odd)
    assert len(told(response)) == 2
    form = issue_form(DATE + dt.timedelta(days=7), total_number=1251, seen_version=odd.version)
    url = reverse("admin:articles_issue_change", args=[odd.pk])
    assert told(client.post(url, form, follow=True)) == []


def test_the_board_is_one_step_from_the_list_the_form_a_page_and_the_start(client):
    issue = make_issue(DATE, pages=1, stories=0)
    board = reverse("admin:issue_board", args=[issue.pk])
    page = issue.pages.get()
    for url, link in (
        (reverse("admin:articles_issue_changelist"), f'<a href="{board}">编排版面</a>'),
        (
            reverse("admin:articles_issue_change", args=[issue.pk]),
            f'href="{board}">编排版面',
        ),
        (
            reverse("admin:articles_page_change", args=[page.pk]),
            f'href="{board}#page-{page.pk}">编排版面',
        ),
        (reverse("admin:index"), f'<a href="{board}">编排版面</a>'),
    ):
        assert link in client.get(url).content.decode(), url
