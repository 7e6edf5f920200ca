"""One of every kind of person and one of every thing in each of its states: what addresses are asked about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from taggit.models import Tag

from articles import assembly, contributors, previews, publishing, workflow, writing
from articles.ingest import intake
from articles.models import (
    Article,
    HouseWord,
    Issue,
    Masthead,
    Source,
    WorkingCopy,
)
from articles.models.article import State
from articles.models.contributor import Kind
from articles.models.intake import Goal
from articles.models.issue import State as IssueState
from articles.permissions import Role
from tests import matrix
from tests.factories import (
    IMPRINT,
    make_article,
    make_editor,
    make_facsimile,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_user,
    proofread,
    send_up,
    sign,
    stories_of,
)

#: Beside one of each role: the administrator of the system, staff without a role, somebody who is signed in and not of
#: the staff, one who has left, and whoever has not signed in.
ROOT, NO_ROLE, STRANGER, GONE, NOBODY = "系", "无", "外", "停", "客"
OUTSIDERS = STRANGER + GONE + NOBODY

#: P planning, A assembling, S signed for a later time, O out, W withdrawn.
ISSUE_STATES = "PASOW"


@dataclass(slots=True)
class Thing:
    """`args` are those of its addresses; `owner` is the field that says whose it is, where that matters."""

    state: str
    row: Any
    args: tuple = ()
    owner: str = ""


@dataclass(slots=True)
class World:
    """`people`: letter -> user; `clients` are signed in as they are; `things`: kind -> in each of its states;
    `forms`: what was found in forms already; `in_brief`: who gets in is asked about one state, another for each person."""

    people: dict[str, AbstractBaseUser | None]
    clients: dict[str, Client]
    things: dict[str, list[Thing]] = field(default_factory=dict)
    forms: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    in_brief: bool = False

    def ask(self, who: str, method: str, url: str, data: Any = None) -> Any:
        """By a browser that carries its sign-in and nothing from the requests before."""
        client = self.clients[who]
        kept = client.cookies.get("sessionid")
        session = kept.value if kept else None
        try:
            response = getattr(client, method.lower())(url, data)
            if response.streaming:
                response.getvalue()  # the file is closed behind the last byte
            return response
        finally:
            client.cookies.clear()
            if session:
                client.cookies["sessionid"] = session


def build(*, in_brief: bool = False) -> World:
    people = _people()
    clients = {letter: _client(user) for letter, user in people.items()}
    world = World(people, clients, in_brief=in_brief)
    make_masthead(**IMPRINT)
    world.things |= {"": [Thing("", None)], "story": _stories(), "changed": [_changed()]}
    world.things |= _issues() | _lists(people) | _intakes() | _copies() | _lines()
    return world


def _people() -> dict[str, AbstractBaseUser | None]:
    people = {role.value[0]: make_user(f"某{role.value}", role=role) for role in Role}
    people[ROOT] = make_user("系统主管", is_staff=True, is_superuser=True)
    people[NO_ROLE] = make_user("新来的", is_staff=True)
    people[STRANGER] = make_user("读者某")
    people[GONE] = make_user("离岗的", role=list(Role))
    return people | {NOBODY: None}


def _client(user: AbstractBaseUser | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    if user is not None and user.first_name == "离岗的":  # he left while he was signed in
        user.is_active = False
        user.save(update_fields=["is_active"])
    return client


# --- stories ------------------------------------------------------------------------------------------


def _story(letter: str) -> Article:
    """Of two versions, by somebody whom nobody asks as."""
    story = make_article(f"云岭第{letter}号气象站", section=make_section(), signed=False)
    story.title += "建成"
    writing.save(story, by=make_user(), expected=story.version)
    return story


def _stories() -> list[Thing]:
    """One in each state of the review, in none of the issues."""
    made = {}
    for letter, state in matrix.LETTERS.items():
        story = made[letter] = _story(letter)
        if state in (State.FIRST, State.SECOND, State.FINAL):
            send_up(story, state)
        elif state == State.SIGNED_OFF:
            sign(story)
        elif state != State.DRAFT:
            act = {"returned": "send_back", "held": "hold", "rejected": "reject"}[state]
            send_up(story, State.FIRST)
            getattr(workflow, act)(
                story, by=make_user(role=Role.EDITOR), opinion="请核实第二段的数字"
            )
    return [
        Thing(letter, Article.objects.get(pk=story.pk), (story.pk,), "created_by")
        for letter, story in made.items()
    ]


def _changed() -> Thing:
    """Signed once, and changed since: it waits for 总编辑 to confirm the change."""
    story = _story("改")
    sign(story)
    story.title = "改过的标题"
    writing.save(story, by=make_user(), expected=story.version)
    return Thing("3", Article.objects.get(pk=story.pk), (story.pk,), "created_by")


# --- issues -------------------------------------------------------------------------------------------


def _issues() -> dict[str, list[Thing]]:
    """In each state, with one page, one story and one picture; in the signed ones the story has a revision."""
    issues = {letter: _issue(letter, at) for at, letter in enumerate(ISSUE_STATES)}
    found: dict[str, list[Thing]] = {}
    for letter, issue in issues.items():
        issue.refresh_from_db()
        page, [story] = issue.pages.get(), stories_of(issue)
        image = story.latest_version.images.get()
        day = (f"{issue.date:%Y}", f"{issue.date:%m}", f"{issue.date:%d}")
        for kind, row, args in (
            ("issue", issue, (issue.pk,)),
            ("issue of a day", issue, day),
            ("page", page, (page.pk,)),
            ("page of a day", page, (*day, "01")),
            ("placed", story, (story.pk,)),
            ("picture", image, (image.sha256, "fallback.jpg")),
            ("page picture", page.facsimile, (page.facsimile.sha256, "fallback.jpg")),
        ):
            found.setdefault(kind, []).append(Thing(letter, row, args))
    out = found["placed"][ISSUE_STATES.index("O")].row
    shown = previews.make_of_issue(issues["A"], by=make_user(role=Role.LAYOUT))
    token, image = previews.token(shown), found["picture"][ISSUE_STATES.index("A")]
    return (
        found
        | {
            "link of an issue": [Thing("", shown, (token,))],
            "picture of an issue's link": [Thing("", image.row, (token, *image.args))],
            "public section": [Thing("", out.section, (out.section.slug,))],
            "public contributor": [Thing("", None, (out.bylines.get().contributor_id,))],
            "public tag": [Thing("", None, (out.tags.get().slug,))],
        }
        | _told()
    )


def _told() -> dict[str, list[Thing]]:
    """A story that was taken back, and one of which readers were told what was wrong."""
    issue = make_published(dt.date(2026, 2, 25), stories=2, total_number=1999)
    back, told = stories_of(issue)
    publishing.withdraw_story(back, by=make_editor(), reason="待核实")
    told.title += "两座"
    writing.save(told, by=make_user(), expected=told.version)
    sign(told)
    publishing.renew(told, by=make_editor(), correction="“一座”应为“两座”。")
    row = told.corrections.get()
    return {
        "taken back": [Thing("", back, (back.pk,))],
        "correction": [Thing("", row, (row.pk,))],
    }


def _issue(letter: str, at: int) -> Issue:
    date = dt.date(2026, 3, 4) + dt.timedelta(days=7 * at)
    issue = make_issue(date, stories=0, total_number=2000 + at)
    figure = writing.Figure(make_image(f"配图{letter}"), "山顶的气象站", alt="一座白色的小房子")
    facts = {"signature": "（本报记者 苏文）", "figures": [figure], "tags": ["气象"]}
    story = make_article(f"{letter}期头条", section=make_section("要闻"), **facts)
    assembly.arrange(issue.pages.get(), [story], by=make_user())
    proofread(issue.pages.get())
    make_facsimile(issue.pages.get())
    if letter in "SOW":
        later = timezone.now() + dt.timedelta(days=3) if letter == "S" else None
        issue = publishing.publish(issue, by=make_editor(), at=later)
    if letter == "W":
        publishing.withdraw(issue, by=make_editor(), reason="数字有误")
    elif letter in "SO":
        story.refresh_from_db()
        story.title = f"{letter}期头条改"
        writing.save(story, by=make_user(), expected=story.version)
        sign(story)
    elif letter == "P":
        Issue.objects.filter(pk=issue.pk).update(state=IssueState.PLANNING)
    return issue


# --- what stands in the lists -------------------------------------------------------------------------


def _lists(people: dict[str, AbstractBaseUser | None]) -> dict[str, list[Thing]]:
    word = HouseWord.objects.create(wrong="云领", right="云岭")
    source = Source.objects.create(
        filename="来稿.txt", data=b"a", fingerprint="f" * 64, created_by=people["记"]
    )
    rows = {
        "section": make_section("没有稿件的栏目"),
        "image": make_image("没有用过的图片"),
        "contributor": contributors.add("白鹿", Kind.PERSON),
        "tag": Tag.objects.create(name="没有用过的标签"),
        "word": word,
        "source": source,
        "masthead": Masthead.objects.get(),
        "account": make_user("何录"),
        "administrator": make_user("另一位主管", is_staff=True, is_superuser=True),
    }
    found = {kind: [Thing("", row, (row.pk,))] for kind, row in rows.items()}
    image, story, account = rows["image"], _story("站"), rows["account"]
    return found | {
        "unused picture": [Thing("", image, (image.sha256, "fallback.jpg"))],
        "story on site": [Thing("", story, (_kind(story), story.pk))],
        "account on site": [Thing("", account, (_kind(account), account.pk))],
    }


def _kind(row: Model) -> int:
    return ContentType.objects.get_for_model(row).pk


def _intakes() -> dict[str, list[Thing]]:
    """One in hand with a source, and one that was given up."""
    by, found = make_user("来稿人", role=Role.EDITOR), {}
    for kind in ("intake", "dropped intake"):
        made = intake.begin(by=by, goal=Goal.POOL)
        text = f"## 青石渡的{kind}\n\n近日，青石渡建成一座气象站。\n\n（何晓）\n"
        intake.add_files(made, [("来稿.txt", text.encode())], by=by, expected=made.version)
        made.refresh_from_db()
        found[kind] = [Thing("", made, (made.pk,))]
    intake.drop(made, by=by, expected=made.version)
    made.refresh_from_db()
    return found


def _copies() -> dict[str, list[Thing]]:
    """Unsaved words of a stored story, and of a new one."""
    now, owner, story = timezone.now(), make_user(), _story("写")
    fields = {"title": ["没有存的标题"], "body": ["<p>没有存的一段。</p>"], "signature": [""]}
    found = {}
    for kind, article in (("copy", story), ("new copy", None)):
        key = uuid4()
        row = WorkingCopy.objects.create(
            owner=owner, key=key, article=article, fields=fields, saved_at=now
        )
        found[kind] = [Thing("C", row, (key,), "owner")]
    return found


def _lines() -> dict[str, list[Thing]]:
    """Two records that may be one person's, a name that is not settled, and a link that shows a story outside."""
    pair = [contributors.add("陆舟", Kind.PERSON) for _ in range(2)]
    story = make_article("谁写的", signature="（陆舟）", signed=False)
    shown, image = _story("链"), make_image("链接里的图")
    writing.save(shown, by=make_user(), figures=[writing.Figure(image, "云岭")])
    link = previews.make(shown, by=make_user(role=Role.EDITOR))
    token = previews.token(link)
    return {
        "pair": [Thing("", pair)],
        "unsettled": [Thing("", story.bylines.get())],
        "link": [Thing("", link, (token,))],
        "picture of a link": [Thing("", image, (token, image.sha256, "fallback.jpg"))],
    }
