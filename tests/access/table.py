"""Who gets in where: a line for each address of the URLconf; those that every list has stand in `lists`.

Written by hand and apart from the product. An address without a line fails in test_access.py, and so does a line
without an address. `rows` says how a line is written.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from articles import preflight, previews
from articles.models import Article, IntakeFile, Issue, Masthead, Override, Placement
from articles.models.issue import State as IssueState
from articles.permissions import Act, Role
from tests.access.lists import CHOICES, EDIT, MODELS, OPEN_ISSUES, PASSWORDS, PASTED, picture
from tests.access.rows import (
    ALL,
    EDITS,
    IMPORTS,
    MAKES_UP,
    SEES,
    STAFF,
    TYPES,
    WRITES,
    Form,
    Row,
    on_intake,
    on_issue,
    on_story,
    own_copy,
    public,
    reading,
    seen,
    step,
)
from tests.access.things import ROOT, Thing
from tests.factories import make_ready, make_user, picture_bytes
from tests.matrix import ISSUES, STORIES

PUBLISHERS = {Role.CHIEF: "PASW", Role.PUBLISHER: "PASW"}
OVERRIDERS = {Role.CHIEF: "PAW"}
WITHDRAWERS = {Role.CHIEF: "SO", Role.PUBLISHER: "SO"}
TYPED = {"copy_key": UUID(int=7), "title": "没有存的标题"}


def _make_ready(thing: Thing) -> None:
    make_ready(thing.row)
    for each in preflight.check(thing.row).warnings:
        facts = {"mark": each.mark, "said": each.said, "reason": "本期赠阅"}
        Override.objects.create(issue=thing.row, printed_name="苏文", **facts)


def _verdict(thing: Thing) -> dict:
    return seen(thing) | {"seen_state": thing.row.state, "opinion": "采用", "verdict": "approve"}


def _not_proofread(_thing: Thing) -> None:
    """As no act of the paper could: its records stay."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_review WHERE verdict = 'proofread'")


def _proof(thing: Thing) -> dict:
    texts = Article.objects.filter(placement__page=thing.row).values_list(
        "latest_version", flat=True
    )
    read = ",".join(map(str, texts))
    return seen(thing) | {"stage": "proof_1", "opinion": "", "seen_texts": read}


def _drawn(thing: Thing) -> dict:
    """One zone, by two corners of a rectangle."""
    place = Placement.objects.get(page=thing.row)
    counts = {"zone-TOTAL_FORMS": 1, "zone-INITIAL_FORMS": 0}
    corners = {"zone-0-points_x": ["10", "90"], "zone-0-points_y": ["10", "60"]}
    return _seen_picture(thing) | counts | corners | {"zone-0-placement": place.pk}


def _seen_picture(thing: Thing) -> dict:
    return {"seen_version": thing.row.facsimile.version}


def _scan(thing: Thing) -> dict:
    upload = SimpleUploadedFile("版面.png", picture_bytes((300, 420)))
    return _seen_picture(thing) | {"file": upload}


def _pair(thing: Thing) -> dict:
    return {"ids": ",".join(str(row.pk) for row in thing.row)}


def _button(thing: Thing) -> dict:
    return seen(thing) | {"do": "remove", "file": IntakeFile.objects.get(intake=thing.row).pk}


def _added_page(thing: Thing) -> dict:
    return seen(thing) | {"act": "add_page"}


def _lacking(_thing: Thing) -> None:
    """Something to let pass."""
    Masthead.objects.update(price="")


def _passing(thing: Thing) -> dict:
    [warning] = [
        each
        for each in preflight.check(thing.row).warnings
        if each.check is preflight.Check.MASTHEAD
    ]
    return {"mark": warning.mark, "reason": "本期赠阅"}


def _choice(name: str, who: str) -> Row:
    label, _dot, field = name.rpartition(".")
    app, model = label.split(".")
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
    return Row(who, None, query=asked)


#: Name of an address, its route where it has no name -> its line; several where it is about several things.
ADDRESSES: dict[str, Row | tuple[Row, ...]] = {
    # --- the desk's frame
    "admin:index": Row(STAFF),
    "admin:login": Row(ALL, leads=True),
    "admin:logout": Row(None, STAFF, send={}, outside="told"),
    "admin:sign_in_code": Row("", refused="sign in"),
    "admin:account": Row(STAFF, None),
    "admin:second_factor_on": Row(STAFF),
    "admin:second_factor_off": Row(STAFF, leads=True),
    "admin:recovery_codes": Row(STAFF, leads=True),
    "admin:resume": Row(STAFF, leads=True),
    "admin:audit": Row("用审系", None),
    "admin:audit_table": Row(None, "用审系", send={}),
    "admin:password_change": Row(STAFF),
    "admin:password_change_done": Row(STAFF, None),
    "admin:jsi18n": Row(STAFF, None),
    "admin:autocomplete": tuple(_choice(name, who) for name, who in CHOICES.items()),
    "admin:app_list": Row(STAFF, args=("articles",), leads=True),
    "admin/(?P<url>.*)$": Row("", args=("no-such-screen",), refused="404"),
    "admin:view_on_site": (
        Row(SEES, of="story on site", leads=True, refused="404"),
        Row("", of="account on site", leads=True, refused="404"),
    ),
    # --- a story
    "admin:article_renew": Row(
        WITHDRAWERS, WITHDRAWERS, of="placed", told=SEES,
        send=lambda thing: {
            "seen_version": thing.row.latest_version.number, "silence": "只改了标题"
        },
    ),
    "admin:article_withdraw": Row(
        WITHDRAWERS, WITHDRAWERS, of="placed", told=SEES,
        send=lambda thing: seen(thing) | {"reason": "待核实"},
    ),
    "admin:article_reinstate": Row("总发系", "总发系", of="taken back", told=SEES, send=seen),
    "admin:article_step": (
        step(Act.SUBMIT, "submit"),
        step(Act.APPROVE, "approve"),
        step(Act.CONFIRM, "confirm", of="changed"),
        step(Act.SEND_BACK, "send_back"),
        step(Act.HOLD, "hold"),
        step(Act.REJECT, "reject"),
        step(Act.TAKE_UP, "take_up"),
    ),
    "admin:article_review": on_story(STORIES[Act.APPROVE], get=SEES, send=_verdict, told=SEES),
    "admin:article_record": Row(STORIES[Act.READ_RECORD], None, of="story"),
    "admin:article_proofs_new": Row(None, WRITES, send={"title": "云领"}, reads=True),
    "admin:article_proofs": (
        on_story(SEES, send={"title": "云领"}, reads=True),
        on_story(EDIT, send={"title": "云领", "ignore": "[]"}, reads=True),
    ),
    "admin:article_preview": Row(SEES, None, of="story"),
    "admin:article_preview_page": public(SEES, of="story"),
    "admin:article_preview_make": on_story(STORIES[Act.SHOW_OUTSIDE]),
    "admin:article_preview_revoke": on_story(
        STORIES[Act.END_LINKS], before=lambda thing: previews.make(thing.row, by=thing.row.created_by)
    ),
    "admin:article_versions": Row(SEES, None, of="story"),
    "admin:article_compare": Row(SEES, None, of="story", args=(1, 2)),
    "admin:article_restore": on_story(EDIT, get=EDIT, args=(1,), send=seen),
    "admin:article_present": on_story(SEES, send=seen, reads=True, refused="404"),
    "admin:article_read_signature": Row(TYPES, None, query={"text": "（何晓）"}),
    "admin:article_suggest_tags": Row(TYPES, None),
    # --- what is typed and not saved
    "admin:article_copy_keep": Row(None, TYPES, send=TYPED),
    "admin:article_preview_typed_new": Row(None, WRITES, send=TYPED),
    "admin:article_preview_typed": on_story(TYPES, send=TYPED),
    "admin:article_copy": (
        own_copy(SEES, of="copy", refused_own="403"),
        own_copy(STAFF, of="new copy"),
    ),
    "admin:article_copy_drop": Row(None, dict.fromkeys(STAFF, "C|"), of="copy", send={}, refused="404"),
    "admin:article_preview_copy": (
        own_copy(SEES, of="copy", refused_own="403", post=None),
        own_copy(STAFF, of="new copy", post=None),
    ),
    "admin:article_preview_copy_page": own_copy(SEES, of="copy", outside="404", post=None),
    # --- pictures, people, sources
    "admin:articles_image_upload": Row(None, IMPORTS, send=picture),
    "admin:contributor_merge": Row(EDITS, EDITS, of="pair", query=_pair, send=Form()),
    "admin:contributor_unsettled": (
        Row(WRITES),
        Row(
            WRITES, WRITES, of="unsettled", query={"name": "陆舟", "kind": "person"},
            send=Form(rest="0"),
        ),
    ),
    "admin:contributor_years": Row(SEES, SEES, of="contributor", send={}),
    "admin:source_download": Row(SEES, of="source"),
    "admin:auth_user_second_factor": (
        Row("用系", of="account", leads=True),
        Row(ROOT, of="administrator", leads=True),
    ),
    "admin:auth_user_password_change": (
        Row("用系", "用系", of="account", send=PASSWORDS),
        Row(ROOT, ROOT, of="administrator", send=PASSWORDS),
    ),
    # --- imports
    "admin:intake_step": on_intake(send=_button),
    "admin:intake_sources": on_intake(send=lambda thing: seen(thing) | {"text": "又来一段。"}),
    "admin:intake_aim": on_intake(send=lambda thing: seen(thing) | PASTED),
    "admin:intake_accept": on_intake(),
    "admin:intake_drop": on_intake(),
    "admin:intake_resume": on_intake("dropped intake"),
    "admin:intake_present": Row(None, IMPORTS, of="intake", send={}, reads=True, told=STAFF),
    # --- an issue
    "admin:page_proof": Row(SEES, "校系", of="page", send=_proof, told=SEES, before=_not_proofread),
    "admin:page_zones": Row(MAKES_UP, MAKES_UP, of="page", send=_drawn),
    "admin:page_facsimile": Row(MAKES_UP, MAKES_UP, of="page", send=_scan, leads=True),
    "admin:page_facsimile_remove": Row(None, MAKES_UP, of="page", send=_seen_picture),
    "admin:issue_publish": on_issue(PUBLISHERS, before=_make_ready),
    "admin:issue_record": Row("责部总校版发审系", None, of="issue"),
    "admin:issue_preflight": Row(
        SEES, OVERRIDERS, of="issue", before=_lacking, send=_passing, told="总系"
    ),
    "admin:correction_print": Row(
        MAKES_UP, MAKES_UP, of="correction",
        send=lambda _thing: {"issue": Issue.objects.get(state=IssueState.ASSEMBLING).pk},
    ),
    "admin:issue_withdraw": on_issue(WITHDRAWERS),
    "admin:issue_board": Row(SEES, None, of="issue"),
    "admin:issue_board_state": Row(SEES, None, of="issue"),
    "admin:issue_board_move": Row(None, OPEN_ISSUES, of="issue", send=_added_page, told=MAKES_UP, leads=True),
    "admin:issue_preview": Row(SEES, None, of="issue"),
    "admin:issue_preview_make": Row(
        None, ISSUES[Act.SHOW_OUTSIDE], of="issue", send={}, told=MAKES_UP
    ),
    "admin:issue_preview_revoke": Row(
        None, MAKES_UP, of="issue", send={},
        before=lambda thing: previews.make_of_issue(thing.row, by=make_user()),
    ),
    # --- the readers' site
    "front": public(ALL),
    "archive": public(ALL),
    "search": public(ALL),
    "suggest": public(ALL),
    "issue": reading("issue of a day", once="W"),
    "issue_print": reading("issue of a day", once="W"),
    "issue_qr": public(dict.fromkeys(ALL, "O"), of="issue of a day", once="W"),
    "page_qr": public(dict.fromkeys(ALL, "O"), of="page of a day", once="W"),
    "page": reading("page of a day", once="W"),
    "<year:year>/<month:month>/<day:day>/<int:number>/": public(
        ALL, of="issue of a day", args=(1,), leads=True
    ),
    "article": (reading("placed", once="W"), public(SEES, of="story")),
    "article_qr": (public(dict.fromkeys(ALL, "O"), of="placed", once="W"), public("", of="story")),
    "picture": (reading("picture"), public(SEES, of="unused picture")),
    "facsimile": reading("page picture"),
    "section": public(ALL, of="public section"),
    "contributor": (public(ALL, of="public contributor"), public("", of="contributor")),
    "tag": public(ALL, of="public tag"),
    "feed": public(ALL),
    "feed_json": public(ALL),
    "section_feed": public(ALL, of="public section"),
    "section_feed_json": public(ALL, of="public section"),
    "contributor_feed": (public(ALL, of="public contributor"), public("", of="contributor")),
    "contributor_feed_json": (public(ALL, of="public contributor"), public("", of="contributor")),
    "sitemap": public(ALL),
    "sitemap_news": public(ALL),
    "sitemap_part": public(ALL, args=("lists",)),
    "robots": public(ALL),
    "security": public(""),  # a paper that names no contact has none
    "opensearch": public(ALL),
    "favicon": public(ALL, leads=True),
    "touch_icon": public(ALL, leads=True),
    "year": public(ALL, args=("2026",), leads=True),
    "month": public(ALL, args=("2026", "03"), leads=True),
    "legacy_entrance": public(ALL, leads=True),
    "legacy_issue": public(dict.fromkeys(ALL, "O"), of="issue of a day", once="W", leads=True),
    "legacy_leaf": public(
        dict.fromkeys(ALL, "O"), of="issue of a day", args=("node_1.htm",), once="W", leads=True
    ),
    "preview_link": (public(ALL, of="link"), public(ALL, of="link of an issue")),
    "preview_page": (
        public(ALL, of="link of an issue", args=(1,)),
        public("", of="link of an issue", args=(2,)),
        public("", of="link", args=(1,)),
    ),
    "preview_story": (
        public(ALL, of="link of an issue", args=(1,)),
        public("", of="link of an issue", args=(2,)),
        public("", of="link", args=(1,)),
    ),
    "preview_picture": (
        public(ALL, of="picture of a link"),
        public(ALL, of="picture of an issue's link"),
        public("", of="link", args=("0" * 64, "fallback.jpg")),
    ),
}  # fmt: skip
ADDRESSES |= {
    f"admin:{model}_{name}" if name else f"admin/{model.replace('_', '/')}/<path:object_id>/": row
    for model, rows in MODELS.items()
    for name, row in rows.items()
}


# who comes too late with his words keeps them
ADDRESSES["admin:articles_article_change"] = replace(
    MODELS["articles_article"]["change"], keeps="articles_workingcopy"
)
# who keeps the accounts is not above those of the system
ADDRESSES["admin:auth_user_change"] = (
    MODELS["auth_user"]["change"],
    Row("用审系", ROOT, of="administrator", send=Form(first_name="另一个名字")),
)
