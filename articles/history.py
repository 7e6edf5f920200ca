"""Versions: the append-only record of every story's words."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Model, Q, Value, When
from django.utils.timezone import localtime

from articles import trail
from articles.models import Article, Version, VersionImage
from articles.models.article import State
from articles.models.trail import Kind
from articles.permissions import printed_name

WORDS = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source")
#: As Django records what a form did.
VERBS = {"added": "添加了", "changed": "修改了", "deleted": "删除了"}
CREDIT = ("role", "name", "kind", "affiliation", "work")
#: Beside Django's three kinds of log lines: something was read or taken away, and the thing is as it was.
LOOKED_AT = 4


def snapshot(article: Article) -> dict[str, Any]:
    """What a version keeps of the working text: words, credits in printed order, pictures with their captions.

    Two queries: bylines and image uses.
    """
    words = {name: getattr(article, name) for name in WORDS}
    credits = list(article.bylines.order_by("order").values(*CREDIT))
    figures = [
        {
            "sha256": use.image.sha256,
            "widths": use.image.widths,
            "width": use.image.width,
            "height": use.image.height,
            "caption": use.caption,
            "credit": use.credit,
            "alt": use.alt,
            "after_block": use.after_block,
        }
        for use in article.image_uses.select_related("image").order_by("order", "pk")
        if use.image is not None
    ]
    return {**words, "credits": credits, "figures": figures}


def fingerprint(content: dict[str, Any]) -> str:
    """sha256 of what `snapshot` gives; equal texts have equal fingerprints on every machine."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def record(article: Article, *, by: AbstractBaseUser, reason: str = "") -> Version:
    """Write the working text down as the article's latest version, unless the latest says the same already.

    A new version of a signed-off story voids the signature, which was of other words. Called inside the transaction that changed the text.
    """
    content = snapshot(article)
    mark = fingerprint(content)
    latest = article.latest_version
    if latest is None or latest.fingerprint != mark:
        latest = Version.objects.create(
            article=article,
            number=latest.number + 1 if latest else 1,
            fingerprint=mark,
            character_count=article.character_count,
            reason=reason,
            created_by=by,
            **content,
        )
        article.latest_version = latest
        _become_latest(article, latest)
        _link_pictures(article, latest)
    link_contributors(article)
    return latest


def _become_latest(article: Article, version: Version) -> None:
    """In one statement with the state: a story is never signed off with words that nobody signed."""
    if article.state == State.SIGNED_OFF:
        article.state = article.unsigned_state
    unsigned = Case(
        When(state=State.SIGNED_OFF, round=0, then=Value(State.DRAFT)),
        When(state=State.SIGNED_OFF, then=Value(State.FINAL)),
        default=F("state"),
    )
    Article.objects.filter(pk=article.pk).update(latest_version=version, state=unsigned)


def link_contributors(article: Article) -> None:
    """Which contributors the latest version credits; who a printed name belongs to may be found out later."""
    linked = article.bylines.filter(contributor__isnull=False)
    article.latest_version.contributors.set(linked.values_list("contributor", flat=True))


def _link_pictures(article: Article, version: Version) -> None:
    used = article.image_uses.filter(image__isnull=False).values_list("image", flat=True)
    VersionImage.objects.bulk_create(
        VersionImage(version=version, image_id=image) for image in set(used)
    )


def log(
    by: AbstractBaseUser,
    thing: Model,
    sentence: str,
    kind: Kind = Kind.EDIT,
    *,
    flag: int = CHANGE,
) -> None:
    """Who did what to which thing when: in the thing's own history in the admin, and in the trail."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(thing),
        object_id=str(thing.pk),
        object_repr=str(thing)[:200],
        action_flag=flag,
        change_message=sentence,
    )
    trail.note(by, kind, sentence, thing=thing)


def told(line: LogEntry) -> str:
    """What a line of a thing's history says, as Chinese: Django's own sentences keep the blanks and the “and” of theirs."""
    try:
        acts = json.loads(line.change_message)
    except ValueError:
        return line.change_message
    if not isinstance(acts, list):  # a sentence of ours that happens to be JSON, such as a number
        return line.change_message
    return "；".join(_done(verb, what) for act in acts for verb, what in act.items()) + "。"


def _done(verb: str, what: dict[str, Any]) -> str:
    """`("changed", {"name": "图片", "object": "雪后", "fields": ["图说", "次序"]})` -> `修改了图片“雪后”的图说、次序`."""
    if not what:
        return "新建"
    thing = f"{what['name']}“{what['object']}”" if "name" in what else ""
    fields = "、".join(map(str, what.get("fields", ())))
    return f"{VERBS[verb]}{'的'.join(filter(None, (thing, fields)))}"


def last_hand(thing: Model, *parts: Model) -> str:
    """`沈墨（03月04日10:05）`: who last changed a thing, or one of its parts, as their own histories in the admin tell; 别人
    where they tell nothing."""
    last = _last_line(thing, *parts)
    if last is None:
        return "别人"
    return f"{printed_name(last.user)}（{localtime(last.action_time):%m月%d日%H:%M}）"


def last_act(thing: Model, *parts: Model) -> str:
    """`沈墨：《云海之上》排到第02版`: what was last done to it or to one of its parts; empty where nothing is told."""
    last = _last_line(thing, *parts)
    return f"{printed_name(last.user)}：{told(last)}" if last else ""


def _last_line(*things: Model) -> LogEntry | None:
    kinds = ContentType.objects.get_for_models(*{type(thing) for thing in things})
    of_them = Q()
    for model, kind in kinds.items():
        keys = [str(thing.pk) for thing in things if isinstance(thing, model)]
        of_them |= Q(content_type=kind, object_id__in=keys)
    lines = LogEntry.objects.filter(of_them).exclude(action_flag=LOOKED_AT).select_related("user")
    return lines.order_by("-action_time", "-pk").first()
