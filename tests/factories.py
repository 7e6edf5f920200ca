"""Plain functions that make what a test needs, through the product's own acts where there is one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from itertools import count

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from PIL import Image as Picture

from articles import (
    assembly,
    facsimiles,
    geometry,
    history,
    images,
    proofreading,
    publishing,
    workflow,
    writing,
)
from articles.models import Article, Facsimile, Image, Issue, Masthead, Page, Placement, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.permissions import Role, printed_name
from articles.workflow import rules
from sections import naming
from sections.models import Section

#: One person who may do all that a story and an issue need; no two steps of one story's review, though.
EDITOR = (Role.EDITOR, Role.HEAD, Role.CHIEF, Role.LAYOUT, Role.PUBLISHER)
NUMBERS = count(1)
DATE = dt.date(2026, 3, 4)  # a Wednesday


def make_user(name: str = "", *, role: Role | Sequence[Role] | None = None, **fields):
    number = next(NUMBERS)
    fields = {"is_staff": role is not None, "first_name": name or f"何{number}"} | fields
    user = get_user_model().objects.create_user(name or f"user{number}", password="mi-ma", **fields)
    if role:
        names = [role] if isinstance(role, Role) else role
        user.groups.add(*Group.objects.filter(name__in=names))
    return user


def make_editor(name: str = ""):
    return make_user(name, role=EDITOR)


def sign_in(client, name: str = "沈墨"):
    """An editor of that name, at the desk."""
    user = make_editor(name)
    client.force_login(user)
    return user


def sign(article: Article, *, by=None) -> None:
    """Through the whole review, or the change of signed words confirmed; `by` gives the last signature."""
    send_up(article, State.FINAL)
    act = workflow.confirm if workflow.was_signed(article) else workflow.approve
    act(article, by=by or _reviewer(Role.CHIEF))


def write_as_reviewed(article: Article) -> None:
    """Of a story just written: the rows that its review would leave, which tests/test_factories.py holds against it. The
    four acts ask the database some eighty times, and most tests only want a signed story."""
    first, second, last = map(_reviewer, (Role.EDITOR, Role.HEAD, Role.CHIEF))
    people = [first, first, second, last]
    stages = ["", Stage.FIRST, Stage.SECOND, Stage.FINAL]
    facts = {"findings": len(proofreading.check(article)), "rule": rules.rule(), "round": 1}
    lines = [
        Review(
            article=article,
            version=article.latest_version,
            stage=stage,
            verdict=Verdict.APPROVE if stage else Verdict.SUBMIT,
            reviewer=by,
            printed_name=printed_name(by),
            **facts,
        )
        for stage, by in zip(stages, people, strict=True)
    ]
    Review.objects.bulk_create(lines)
    number = article.latest_version.number
    for line in lines:
        history.log(line.reviewer, article, f"{line.said}第{number}稿")
    signed = {"state": State.SIGNED_OFF, "round": 1, "signed_version": article.latest_version}
    Article.objects.filter(pk=article.pk).update(**signed)
    for name, fact in signed.items():
        setattr(article, name, fact)


def send_up(article: Article, state: State) -> Article:
    """From its author up to where it waits for 初审, 复审 or 终审."""
    way = [State.DRAFT, State.FIRST, State.SECOND, State.FINAL]
    steps = [
        (workflow.submit, Role.EDITOR),
        (workflow.approve, Role.EDITOR),
        (workflow.approve, Role.HEAD),
    ]
    stands = State.DRAFT if article.state == State.RETURNED else State(article.state)
    for act, role in steps[way.index(stands) : way.index(state)]:
        act(article, by=_reviewer(role))
    return article


def _reviewer(role: Role):
    """The same three for every story of a test."""
    name = f"当班{role.value}"
    return get_user_model().objects.filter(username=name).first() or make_user(name, role=role)


#: What every issue must print.
IMPRINT = {
    "cn_number": "CN 00-0000",
    "supervisor": "云岭省科协",
    "sponsor": "云岭省科学传播中心",
    "publisher": "江源科学报社",
    "address": "云岭市望溪路1号",
    "phone": "000-0000",
    "price": "1元",
    "printer": "望溪印务",
}


def make_masthead(**fields) -> Masthead:
    return Masthead.objects.create(**{"name": "江源科学报"} | IMPRINT | fields)


def make_section(name: str = "科协动态") -> Section:
    return Section.objects.filter(name=name).first() or naming.add(name)


def make_article(title: str = "", *, by=None, signed: bool = True, **fields) -> Article:
    """A story with a body and a signature, signed off unless told otherwise."""
    number = next(NUMBERS)
    figures, tags = fields.pop("figures", None), fields.pop("tags", None)
    words = {
        "title": title or f"第{number}座气象站建成",
        "dateline": "本报讯",
        "body": f"<p>近日，第{number}座气象站在云岭建成。</p>",
        "signature": "（本报记者 何晓）",
    }
    article = Article(**words | fields)
    by = by or make_user()
    writing.save(article, by=by, figures=figures, tags=tags)
    if signed and article.body and settings.REVIEW_STEPS == 3:
        write_as_reviewed(article)
    elif signed:
        sign(article)
    return article


def make_issue(date: dt.date = DATE, *, pages: int = 1, stories: int = 1, **fields) -> Issue:
    """An open issue with so many pages and so many signed-off stories on each, of a paper that has its name."""
    if not Masthead.objects.exists():
        make_masthead()
    fields = {"total_number": 1000 + next(NUMBERS)} | fields
    issue = assembly.open_issue(date, **fields)
    for number in range(1, pages + 1):
        page = assembly.add_page(issue, number, name=f"版名{number}")
        place(page, [make_article(section=make_section()) for _ in range(stories)])
    issue.refresh_from_db(fields=["version"])
    return issue


def make_ready(issue: Issue) -> Issue:
    """Nothing of the pre-flight stands against it any more, unless its stories are not signed: proofread, imprint filled."""
    Masthead.objects.update(**IMPRINT)
    for page in issue.pages.filter(placements__isnull=False).distinct():
        proofread(page)
    issue.refresh_from_db()
    return issue


def proofread(page: Page) -> None:
    """What is still to be done of its three proofs, by three people."""
    page.refresh_from_db()
    while stage := workflow.next_proof(page):
        workflow.proof_done(page, stage, by=_reviewer(Role.PROOFREADER))


def place(page: Page, articles: list[Article]) -> None:
    assembly.arrange(page, articles, by=make_user())


def make_sound(date: dt.date = DATE, **fields) -> Issue:
    """An issue against which nothing stands: proofread three times, its masthead complete."""
    return make_ready(make_issue(date, **fields))


def make_published(date: dt.date = DATE, *, at: dt.datetime | None = None, **fields) -> Issue:
    return publishing.publish(make_issue(date, **fields), by=make_editor(), at=at)


def stories_of(issue: Issue) -> list[Article]:
    """In the issue's order."""
    placed = Article.objects.filter(placement__page__issue=issue)
    return list(placed.order_by("placement__page__number", "placement__position"))


def picture_bytes(size: tuple[int, int] = (64, 48), kind: str = "PNG", colour: str = "") -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", size, colour or f"#{next(NUMBERS) % 0xFFFFFF:06x}").save(out, kind)
    return out.getvalue()


def make_image(title: str = "气象站", *, size: tuple[int, int] = (64, 48)) -> Image:
    data = picture_bytes(size)
    return images.keep(data, images.prepare(data), title=title, by=make_user())


def make_facsimile(page: Page, *, size: tuple[int, int] = (300, 420), by=None) -> Facsimile:
    """A picture of the page, with a zone for each of its stories, one below the other."""
    data, by = picture_bytes(size), by or make_user()
    facsimile = facsimiles.put(page, data, facsimiles.prepare(data), name="版面.png", by=by)
    places = list(Placement.objects.filter(page=page).order_by("position"))
    height = 0.9 / (len(places) or 1)
    zones = [
        facsimiles.Drawn(
            place.pk,
            geometry.tidied(
                geometry.rectangle((0.05, 0.05 + at * height), (0.95, 0.04 + (at + 1) * height))
            ),
        )
        for at, place in enumerate(places)
    ]
    return facsimiles.draw(page, zones, by=by, expected=facsimile.version)
