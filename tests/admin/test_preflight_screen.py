"""付印前检查 and 整期出版 on the desk: what is said, what is let pass, and what is published when."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from articles import preflight, publishing
from articles.models import Issue, Masthead, Override
from articles.models.issue import State
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_issue,
    make_section,
    make_sound,
    make_user,
    place,
    proofread,
    sign_in,
    stories_of,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 3, 4, 6, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture(autouse=True)
def editor(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    return sign_in(client)


def check_url(issue: Issue) -> str:
    return reverse("admin:issue_preflight", args=[issue.pk])


def publish_url(issue: Issue) -> str:
    return reverse("admin:issue_publish", args=[issue.pk])


def words(response) -> str:
    """The text of the page's main part, with single blanks."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.S)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main)).strip()


def verdict(client, issue: Issue) -> str:
    html = client.get(check_url(issue)).content.decode()
    return re.sub(r"<[^>]+>", "", re.search(r'<p class="press.*?</p>', html)[0])


def lacking(date: dt.date = DATE) -> Issue:
    """Sound but for two warnings: no price, and a story that nobody signed."""
    issue = make_sound(date)
    Masthead.objects.update(price="")
    unsigned = make_article("没有署名的稿", signature="", section=make_section())
    place(issue.pages.get(), [*stories_of(issue), unsigned])
    proofread(issue.pages.get())
    issue.refresh_from_db()
    return issue


def marks(issue: Issue) -> list[str]:
    return [finding.mark for finding in preflight.check(issue).warnings]


def buttons(response) -> list[str]:
    return re.findall(r'<input type="submit"[^>]* value="([^"]+)"', response.content.decode())


# --- the list -------------------------------------------------------------------------------------


def test_a_sound_issue_may_go_to_press_and_its_facts_are_told(client):
    issue = make_sound(pages=2, stories=2, total_number=1250)
    assert verdict(client, issue) == "可以付印：没有要处理的。"
    characters = sum(story.character_count for story in stories_of(issue))
    told = words(client.get(check_url(issue)))
    assert (
        "江源科学报 2026年3月4日 星期三 农历丙午年正月十六 总第1250期 CN 00-0000 "
        f"2 个版 4 篇稿件 {characters} 字"
    ) in told
    assert f'href="{publish_url(issue)}"' in client.get(check_url(issue)).content.decode()


def test_what_stands_is_counted_grouped_and_led_to(client):
    issue = lacking()
    place(issue.pages.get(), [*stories_of(issue), make_article("草稿一篇", signed=False)])
    response = client.get(check_url(issue))
    assert verdict(client, issue) == "还不能付印：还有 2 项必须处理、2 项要处理或放行。"
    heads = [group.label for kind in ("blocking", "warnings") for group in response.context[kind]]
    assert heads == ["稿件没有签发", "三校没有做完", "报头、版权项不全", "没有署名"]
    html = response.content.decode()
    for finding in response.context["report"].stands:
        assert f'href="{finding.url}" aria-label="去处理：{finding.said}"' in html
    assert publish_url(issue) not in html


def test_warnings_that_were_chosen_are_let_pass_with_one_reason(client):
    issue = lacking()
    response = client.post(
        check_url(issue), {"mark": marks(issue), "reason": "本期赠阅"}, follow=True
    )
    assert [str(m) for m in response.context["messages"]] == ["已放行 2 项，原因记入本期。"]
    assert verdict(client, issue) == "可以付印：没有要处理的，放行了 2 项。"
    assert words(response).count("沈墨 今天 10:00放行：本期赠阅") == 2
    assert Override.objects.count() == 2


@pytest.mark.parametrize(
    ("reason", "chosen", "sentence"),
    [
        ("本期赠阅", [], "请先选要放行的提示。"),
        ("", None, "请写明放行的原因。"),
        ("长" * 201, None, "最多 200 字，现在有 201 字；请写短些。"),
        (
            "本期赠阅",
            ["masthead:9:price"],
            "这条提示已经不在了，或刚刚由别人放行；请看现在的清单。",
        ),
    ],
)
def test_a_refusal_keeps_the_reason_and_the_choice(client, reason, chosen, sentence):
    issue = lacking()
    sent = marks(issue) if chosen is None else chosen
    response = client.post(check_url(issue), {"mark": sent, "reason": reason})
    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": [sentence]}
    html = response.content.decode()
    assert (f'value="{reason}"' in html) == bool(reason)
    assert html.count(" checked>") == (2 if chosen is None else 0)
    assert not Override.objects.exists()


def test_all_are_let_pass_or_none(client):
    issue = lacking()
    client.post(check_url(issue), {"mark": [*marks(issue), "like:1"], "reason": "本期赠阅"})
    assert not Override.objects.exists()


def test_who_may_not_let_pass_sees_no_form_and_a_forged_one_is_refused(client):
    issue = lacking()
    client.force_login(make_user("版式", role=Role.LAYOUT))
    response = client.get(check_url(issue))
    assert (response.status_code, buttons(response)) == (200, [])
    assert "由总编辑写明原因放行" in words(response)
    sent = {"mark": marks(issue), "reason": "本期赠阅"}
    assert client.post(check_url(issue), sent).status_code == 403
    assert not Override.objects.exists()


def test_nobody_is_led_where_he_may_not_go(client):
    issue = lacking()
    [masthead] = [f for f in preflight.check(issue).warnings if f.check is preflight.Check.MASTHEAD]
    led = {}
    for role in (Role.CHIEF, Role.REPORTER):
        client.force_login(make_user(role=role))
        html = client.get(check_url(issue)).content.decode()
        led[role] = (masthead.said in html, f'href="{masthead.url}"' in html)
    assert led == {Role.CHIEF: (True, True), Role.REPORTER: (True, False)}


def test_a_signed_issue_lets_nothing_pass_any_more(client, editor):
    issue = publishing.publish(lacking(), by=editor, at=MORNING)
    response = client.post(check_url(issue), {"mark": marks(issue), "reason": "本期赠阅"})
    assert (response.status_code, "本期已签发，不能再放行" in words(response)) == (422, True)
    assert "您写的原因没有记下：本期赠阅" in words(response)


# --- publishing -----------------------------------------------------------------------------------


def test_an_issue_against_which_nothing_stands_is_published_now_or_for_a_time(client):
    issue = make_sound()
    response = client.get(publish_url(issue))
    assert buttons(response) == ["立即出版", "定时出版"]
    sent = {"seen_version": issue.version, "later": "1", "at": "2026-03-04T06:00"}
    client.post(publish_url(issue), sent)
    assert Issue.objects.get().publish_at == MORNING
    sent = {"seen_version": Issue.objects.get().version}
    client.post(publish_url(issue), sent)
    assert Issue.objects.public().get().publish_at == NOW


def test_a_time_that_was_asked_for_and_not_given_publishes_nothing(client):
    issue = make_sound()
    sent = {"seen_version": issue.version, "later": "1", "at": ""}
    response = client.post(publish_url(issue), sent)
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"at": ["请填出版时间；要立即出版，请按“立即出版”。"]},
    )
    assert Issue.objects.get().state == State.ASSEMBLING


def test_what_stands_is_shown_instead_of_the_buttons_and_refuses_a_forged_request(client):
    issue = lacking()
    response = client.get(publish_url(issue))
    assert (response.status_code, buttons(response)) == (200, [])
    assert f'href="{check_url(issue)}"' in response.content.decode()
    response = client.post(publish_url(issue), {"seen_version": issue.version})
    assert response.status_code == 422
    [sentence] = response.context["form"].non_field_errors()
    assert sentence.startswith("付印前检查还有 2 项没有处理，本期没有出版：报头、版权项还缺定价。")
    assert not Issue.objects.public().exists()


def test_a_scheduled_issue_is_moved_or_taken_back(client, editor):
    issue = publishing.publish(make_sound(), by=editor, at=MORNING)
    response = client.get(publish_url(issue))
    assert buttons(response) == ["立即出版", "改定时出版"]
    assert 'value="2026-03-04T06:00"' in response.content.decode()
    back = reverse("admin:issue_withdraw", args=[issue.pk])
    assert f'href="{back}"' in response.content.decode()
    assert "到时不再出版" in words(client.get(back))
    sent = {"seen_version": issue.version, "reason": "改期"}
    said = [str(m) for m in client.post(back, sent, follow=True).context["messages"]]
    assert said == [f"{issue}已撤回，到时不再出版；改好后可再次出版。"]
    assert Issue.objects.get().state == State.WITHDRAWN


def test_the_second_click_and_the_second_editor_are_told_who_did_it_and_when(client):
    issue = make_sound()
    sent = {"seen_version": issue.version}
    client.post(publish_url(issue), sent, follow=True)
    sign_in(client, "林晓禾")
    response = client.post(publish_url(issue), sent, follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        f"{issue}已由沈墨签发，2026年03月03日10:00出版，不必再次出版。"
    ]
    assert Issue.objects.get().publications.count() == 1


# --- what was published ---------------------------------------------------------------------------


def test_the_issue_s_form_shows_every_act_of_publication_the_last_first(client, editor):
    issue = publishing.publish(make_sound(stories=2), by=editor)
    url = reverse("admin:articles_issue_change", args=[issue.pk])
    story = stories_of(issue)[0]
    publishing.withdraw_story(story, by=editor, reason="待核实")
    response = client.get(url)
    back, sign = response.context["publications"]
    told = words(response).split("出版记录", 1)[1]
    assert f"今天 10:00 沈墨 撤稿《{story.headline}》：待核实 第1稿 · 校验值" in told
    assert "今天 10:00 沈墨 签发，今天 10:00出版 2 篇 · 校验值" in told
    html = response.content.decode()
    for row in (back, sign):
        assert f'title="{row.content_hash}">{row.content_hash[:12]}</code>' in html
        assert f'href="{row.address}"' in html


def test_an_open_issue_has_no_record_yet(client):
    issue = make_issue()
    url = reverse("admin:articles_issue_change", args=[issue.pk])
    assert "出版记录" not in words(client.get(url))
