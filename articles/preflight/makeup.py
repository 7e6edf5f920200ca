"""What the issue itself lacks: pages, numbers, masthead, pairs of 转版, corrections that are due."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles import assembly, workflow
from articles.models import Correction, Issue, Masthead, Page, Placement
from articles.models.issue import Kind
from articles.preflight.findings import Check, Finding, blocking, warning
from articles.preflight.stories import STORY, needs_review
from articles.text import body

ISSUE, PAGE, PROOF = "articles_issue_change", "articles_page_change", "page_proof"
#: What every issue must print (报纸出版管理规定): field -> its name.
REQUIRED = {
    "cn_number": "国内统一连续出版物号",
    "supervisor": "主管单位",
    "sponsor": "主办单位",
    "publisher": "出版单位",
    "address": "地址",
    "phone": "电话",
    "price": "定价",
    "printer": "印刷单位",
}
GOES_ON = re.compile(r"[（(]\s*下?转第?\s*(\d{1,2})\s*版\s*[）)]")


def empty(issue: Issue, places: list[Placement]) -> Iterator[Finding]:
    if not places:
        said = "本期还没有稿件上版，不能出版；请先编排版面。"
        yield blocking(Check.EMPTY, said, ISSUE, issue.pk)


def masthead(issue: Issue) -> Iterator[Finding]:
    row = Masthead.objects.first()
    if row is None:
        said = "报名还没有填写，不能出版；请先填好报头。"
        yield blocking(Check.MASTHEAD, said, "articles_masthead_add")
        return
    missing = [name for field, name in REQUIRED.items() if not getattr(row, field)]
    if missing:
        said = f"报头、版权项还缺{'、'.join(missing)}。"
        yield warning(
            Check.MASTHEAD, said, "articles_masthead_change", row.pk, of="-".join(missing)
        )


def unproofed(pages: list[Page], places: list[Placement]) -> Iterator[Finding]:
    """三校 of each page on which a story stands that came in through the desk."""
    reviewed = {place.page_id for place in places if needs_review(place.article)}
    waits = workflow.next_proofs(page for page in pages if page.pk in reviewed)
    for page in pages:
        stage = waits.get(page.pk)
        if stage is not None:
            said = f"{page.heading}还没有做{stage.label}；三校做完才能出版。"
            yield blocking(Check.UNPROOFED, said, PROOF, page.pk)


def empty_pages(pages: list[Page], places: list[Placement]) -> Iterator[Finding]:
    filled = {place.page_id for place in places}
    for page in pages:
        if page.pk not in filled:
            said = f"{page.heading}是空版；整版广告等不排稿的，请写明。"
            yield warning(Check.PAGE, said, PAGE, page.pk, of=page.number)


def jumps(issue: Issue, pages: list[Page], places: list[Placement]) -> Iterator[Finding]:
    """A mark in the text and a 转至 on the board belong together."""
    numbers = {page.number for page in pages}
    for place in places:
        story, version = place.article, place.article.latest_version
        name = f"{place.page.heading}《{story.headline}》"
        marked = {int(n) for n in GOES_ON.findall(body.plain(version.body))} if version else set()
        goes_on = {place.continued_on.number} if place.continued_on else set()
        for number in sorted(marked - goes_on):
            where = "本期没有这一版" if number not in numbers else "版面上没有设转版"
            said = f"{name}文中写着“下转第{number}版”，{where}。"
            yield warning(Check.JUMP, said, STORY, story.pk, of=f"{version.number}.{number}")


def numbers(issue: Issue) -> Iterator[Finding]:
    for at, said in enumerate(assembly.doubts(issue)):
        of = f"{issue.date}.{issue.total_number}.{at}"
        yield warning(Check.NUMBER, said, ISSUE, issue.pk, of=of)


def corrections(issue: Issue) -> Iterator[Finding]:
    if issue.kind == Kind.EXTRA:
        return
    due = Correction.objects.due().filter(article__placement__page__issue__date__lt=issue.date)
    for row in due.select_related("article__placement__page__issue"):
        page = row.article.placement.page
        where = f"{page.issue.date.isoformat()}第{page.number:02}版"
        said = (
            f"{where}《{row.article.headline}》的更正应在本期第{page.number:02}版见报，还没有排。"
        )
        yield warning(Check.CORRECTION, said, "articles_correction_change", row.pk)
