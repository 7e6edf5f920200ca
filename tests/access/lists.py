"""The desk's lists: who gets to their addresses, who does their acts, and who searches in the choices of their forms."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Page, Placement
from articles.models.issue import State as IssueState
from articles.permissions import Act, Role
from sections.models import Section
from tests.access.rows import (
    EDITS,
    IMPORTS,
    MAKES_UP,
    SEES,
    SETS_UP,
    STAFF,
    WRITES,
    Form,
    Row,
    Who,
    desk,
)
from tests.access.things import ROOT, Thing
from tests.factories import picture_bytes
from tests.matrix import STORIES

EDIT = STORIES[Act.EDIT]
OPEN_ISSUES = {Role.CHIEF: "PAW", Role.LAYOUT: "PAW"}
PASTED = {"text": "## 新来的稿\n\n青石渡建成气象站。\n", "goal": "page", "kind": "regular"}
PASTED |= {"date": "2026-06-03", "page_number": "1"}
PASSWORDS = {"password1": "yun-ling-9", "password2": "yun-ling-9"}


def picture(_thing: Thing) -> dict:
    return {"file": SimpleUploadedFile("新图.png", picture_bytes())}


#: Model -> the lines of its list.
MODELS: dict[str, dict[str, Row]] = {
    "articles_article": desk(
        SEES, of="story", typed={"title": "改过的标题"},
        add=WRITES, change=EDIT, delete=STORIES[Act.DELETE],
    ),
    "articles_issue": desk(
        SEES, of="issue", typed={"theme": "气象专刊"},
        add=MAKES_UP, change=OPEN_ISSUES, delete={Role.CHIEF: "PA", Role.LAYOUT: "PA"},
        before=lambda thing: Placement.objects.filter(page__issue=thing.row).delete(),
    ),
    "articles_page": desk(SEES, of="page", typed={"name": "新版名"}, change=OPEN_ISSUES),
    "articles_image": desk(
        SEES, of="image", typed={"title": "新图名"},
        add=IMPORTS, change=IMPORTS, delete=IMPORTS, new=picture,
    ),
    "articles_intake": desk("记责部总版审系", of="intake", typed={})
    | {
        "add": Row(IMPORTS, IMPORTS, send=PASTED, told=STAFF),
        "change": Row(IMPORTS, of="intake", told=STAFF),
    },
    "articles_contributor": desk(
        SEES, of="contributor", typed={"affiliation": "云岭科协"},
        add=WRITES, change=WRITES, delete=EDITS, new=Form(name="杨小禾"),
    ),
    "articles_correction": desk(SEES, of="correction", typed={"text": "另一句更正"}),
    "articles_masthead": desk("总审系", of="masthead", typed={"slogan": "一"}, change=SETS_UP),
    "articles_source": desk(SEES, of="source", typed={"filename": "另名.txt"}),
    "articles_houseword": desk(
        SEES, of="word", typed={"note": "地名"},
        add="责部总校系", change="责部总校系", delete="责部总校系",
        new=Form(wrong="青石度", right="青石渡"),
    ),
    "sections_section": desk(
        SEES, of="section", typed={"name": "改名的栏目"},
        add=SETS_UP, change=SETS_UP, delete=SETS_UP,
    ),
    "taggit_tag": desk(
        SEES, of="tag", typed={"name": "改名的标签"}, add=WRITES, change=EDITS, delete=EDITS,
    ),
    "auth_user": desk(
        "用审系", of="account", typed={"first_name": "何新录"},
        add="用系", change="用系", delete=ROOT, new=Form(username="xinlai", **PASSWORDS),
    ),
}  # fmt: skip

#: Model and field of each choice that searches -> who may search.
CHOICES: dict[str, str] = {
    "articles.article.section": SEES,
    "articles.imageuse.image": SEES,
    "articles.byline.contributor": SEES,
    "articles.placement.article": SEES,
    # no form offers it, but everybody can type it
    "articles.article.created_by": "用审系",
}


def _chosen(thing: Thing) -> dict:
    """As the list sends it: the story with its version and state; and what the act's own page asks."""
    number, story = thing.row.pk, thing.row
    return {
        "_selected_action": [number],
        f"seen_{number}": story.version,
        f"state_{number}": story.state,
        "apply": "1",
        "section": Section.objects.earliest("pk").pk,
        "tags": "防灾",
        "page": Page.objects.get(issue__state=IssueState.ASSEMBLING).pk,
    }


def _ticked(thing: Thing) -> dict:
    return {"_selected_action": [thing.row.pk], "post": "yes"}


def on_stories(who: Who) -> Row:
    return Row(None, who, of="story", send=_chosen, told=SEES)


def deleting(who: str, *, of: str, told: str = SEES) -> Row:
    """Chosen rows go after one question."""
    return Row(None, who, of=of, send=_ticked, told=told)


#: Model and name of each act of a list -> its line; who opens the list and may not act changes nothing by it.
ACTS: dict[str, Row] = {
    "articles_article submit_chosen": on_stories(STORIES[Act.SUBMIT]),
    "articles_article approve_chosen": on_stories(STORIES[Act.APPROVE]),
    "articles_article set_section": on_stories(EDIT),
    "articles_article add_tags": on_stories(EDIT),
    "articles_article place": on_stories(MAKES_UP),
    "articles_article delete_selected": deleting("", of="story"),
    "articles_issue delete_selected": deleting("", of="issue"),
    "articles_page delete_selected": deleting("", of="page"),
    "articles_image delete_selected": deleting(IMPORTS, of="image"),
    "articles_intake delete_selected": deleting("", of="intake", told="记责部总版审系"),
    "articles_contributor delete_selected": deleting(EDITS, of="contributor"),
    "articles_contributor merge_chosen": Row(
        None, EDITS, of="pair", told=SEES, reads=True,
        send=lambda thing: {"_selected_action": [row.pk for row in thing.row]},
    ),
    "articles_correction delete_selected": deleting("", of="correction"),
    "articles_masthead delete_selected": deleting("", of="masthead", told="总审系"),
    "articles_source delete_selected": deleting("", of="source"),
    "articles_houseword delete_selected": deleting("责部总校系", of="word"),
    "sections_section delete_selected": deleting(SETS_UP, of="section"),
    "taggit_tag delete_selected": deleting(EDITS, of="tag"),
    "auth_user delete_selected": deleting(ROOT, of="account", told="用审系"),
}  # fmt: skip
