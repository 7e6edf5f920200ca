"""What may be done on the board: each act of `assembly` by its name, of the board as it was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import assembly, corrections, history, workflow, writing
from articles.forms import NONE
from articles.models import Article, Correction, Issue, Page
from articles.permissions import Act

#: Why nothing was done; the message says it.
REFUSALS = (
    assembly.CannotPlace,
    corrections.CannotCorrect,
    workflow.NotReady,
    writing.StaleStory,
)


class Asked:
    """One act: of which issue, by whom, with what was sent. What it is about is looked up when it is asked for."""

    def __init__(self, issue: Issue, by: AbstractBaseUser, given: dict[str, Any]) -> None:
        self.issue, self.by, self.given = issue, by, given

    def stories(self) -> list[Article]:
        """In the order in which they were sent. Raises CannotPlace where one is gone."""
        keys = list(self.given["story"] or {})
        found = Article.objects.select_related("latest_version").in_bulk(keys)
        if len(found) != len(keys):
            raise assembly.CannotPlace(
                f"所选有 {len(keys) - len(found)} 篇稿件刚刚删去了，没有改动。"
            )
        if not keys:
            raise assembly.CannotPlace("没有选稿件，没有改动；请先勾选。")
        return [found[key] for key in keys]

    def story(self, what: str) -> Article:
        stories = self.stories()
        if len(stories) > 1:
            raise assembly.CannotPlace(f"{what}一次只办一篇，没有改动；请只选一篇。")
        return stories[0]

    def choice(self, name: str, what: str) -> Any:
        """None where it is to be none. Raises CannotPlace where nothing was chosen."""
        if self.given[name] is None:
            raise assembly.CannotPlace(f"请先选{what}，没有改动。")
        return None if self.given[name] == NONE else self.given[name]

    def page(self) -> Page:
        page = self.issue.pages.filter(pk=self.given["page"] or 0).first()
        if page is None:
            raise assembly.CannotPlace("没有选版面，或者这一版刚刚删去了；没有改动。")
        return page


@transaction.atomic
def perform(issue: Issue, given: dict[str, Any], *, by: AbstractBaseUser) -> str:
    """-> what was done, in a sentence. Raises one of REFUSALS, with nothing written."""
    held = assembly.lock(issue, given["seen_version"])
    return ACTS[given["act"]](Asked(held, by, given))


def names(stories: list[Article]) -> str:
    said = "、".join(f"《{story.headline}》" for story in stories[:3])
    return f"{said}等 {len(stories)} 篇" if len(stories) > 3 else said


# --- stories ------------------------------------------------------------------------------------------


def _move(asked: Asked) -> str:
    stories, page = asked.stories(), asked.page()
    before = Article.objects.filter(pk=asked.given["before"] or 0).first()
    assembly.move(asked.issue, stories, page, before=before, by=asked.by)
    return f"{names(stories)}排到{page.heading}。"


def _take_off(asked: Asked) -> str:
    stories = asked.stories()
    assembly.take_off(asked.issue, stories, by=asked.by)
    return f"{names(stories)}撤下版面，放回待排。"


def _lead(asked: Asked) -> str:
    story = asked.story("设头条")
    assembly.lead(asked.issue, story, by=asked.by)
    return f"{names([story])}设为头条。"


def _up(asked: Asked) -> str:
    stories = asked.stories()
    assembly.shift(asked.issue, stories, by=asked.by)
    return f"{names(stories)}上移一位。"


def _down(asked: Asked) -> str:
    stories = asked.stories()
    assembly.shift(asked.issue, stories, down=True, by=asked.by)
    return f"{names(stories)}下移一位。"


def _continue_on(asked: Asked) -> str:
    story = asked.story("转版")
    page = asked.choice("goes_on", "转到哪一版")
    assembly.continue_on(asked.issue, story, page, by=asked.by)
    return f"{names([story])}{f'下转{page.heading}' if page else '不再转版'}。"


def _set_section(asked: Asked) -> str:
    """Each as the list's own act does it: by whoever may edit the story, of the version that was seen; all or none."""
    stories, section = asked.stories(), asked.choice("section", "哪个栏目")
    for story in stories:
        workflow.require_right(Act.EDIT, story, asked.by)
        story.section = section
        writing.save(story, by=asked.by, expected=asked.given["story"][story.pk])
        history.log(asked.by, story, f"栏目设为{section or '空'}")
    return f"{names(stories)}栏目设为{section or '空'}。"


# --- pages --------------------------------------------------------------------------------------------


def _add_page(asked: Asked) -> str:
    return f"加了{assembly.append_page(asked.issue, by=asked.by).heading}。"


def _describe(asked: Asked) -> str:
    page, given = asked.page(), asked.given
    words = {name: given[name] for name in ("name", "credits", "budget")}
    assembly.describe(page, by=asked.by, **words)
    return f"{page.heading}改好了。"


def _page_left(asked: Asked) -> str:
    return _turn(asked, -1)


def _page_right(asked: Asked) -> str:
    return _turn(asked, 1)


def _turn(asked: Asked, step: int) -> str:
    """The page trades its number with its neighbour's."""
    page = asked.page()
    order = list(asked.issue.pages.order_by("number").values_list("pk", flat=True))
    at = order.index(page.pk)
    to = at + step
    if not 0 <= to < len(order):
        raise assembly.CannotPlace(f"{page.heading}已经是{'最后' if step > 0 else '第'}一版。")
    order[at], order[to] = order[to], order[at]
    assembly.reorder(asked.issue, order, by=asked.by)
    page.refresh_from_db()
    return f"版序已调整，现在是{page.heading}。"


def _remove_page(asked: Asked) -> str:
    page = asked.page()
    assembly.remove_page(page, by=asked.by)
    return f"删去{page.heading}。"


def _print_correction(asked: Asked) -> str:
    correction = Correction.objects.filter(pk=asked.given["correction"] or 0).first()
    if correction is None:
        raise corrections.CannotCorrect("这条更正已经没有了，没有改动。")
    story = corrections.print_in(correction, asked.issue, by=asked.by)
    return f"《{correction.article.headline}》的更正排到{story.place.page.heading}。"


ACTS: dict[str, Callable[[Asked], str]] = {
    "move": _move,
    "take_off": _take_off,
    "lead": _lead,
    "up": _up,
    "down": _down,
    "section": _set_section,
    "continue_on": _continue_on,
    "add_page": _add_page,
    "describe": _describe,
    "page_left": _page_left,
    "page_right": _page_right,
    "remove_page": _remove_page,
    "print_correction": _print_correction,
}
