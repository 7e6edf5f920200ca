"""A whole readers' site for the crawl: what is published, what is not, and what somebody typed to break it."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from articles import publishing, writing
from articles.models import Contributor, Issue, Masthead, Page
from sections.models import Section
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_facsimile,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_user,
    place,
    sign,
    stories_of,
)

CANARY = "金丝雀"
#: Typed into every field of a published story: the ends of everything, characters no XML may hold, rare Han.
HOSTILE = "]]>\x0b</script><!--\"'&amp;<b>\u2028\x00𠮷㐀\ufffe%{{ x }}"
#: The same without what no form lets through.
PLAIN = re.sub("[\x00-\x1f\ufffe]", "", HOSTILE)


def make_unpublished() -> None:
    """A canary in every text of everything that readers may not see."""
    section = make_section(f"{CANARY}栏目")
    section.visible = False
    section.save()
    words = {
        name: f"{CANARY}{name}"
        for name in ("kicker", "title", "subtitle", "dateline", "source", "note")
    }
    figure = writing.Figure(make_image(f"{CANARY}图"), f"{CANARY}图说", f"{CANARY} 摄", CANARY)
    draft = make_article(
        **words,
        body=f"<p>{CANARY}正文。</p>",
        signature="（本报记者 何金丝雀）",
        tags=[f"{CANARY}标签"],
        section=section,
        figures=[figure],
    )
    open_issue = make_issue(DATE + dt.timedelta(days=7), stories=0, theme=f"{CANARY}专刊")
    place(Page.objects.get(issue=open_issue), [draft])
    make_facsimile(Page.objects.get(issue=open_issue), size=(320, 448))
    scheduled = make_issue(DATE + dt.timedelta(days=14), theme=f"{CANARY}专刊")
    publishing.publish(scheduled, by=make_editor(), at=timezone.now() + dt.timedelta(hours=1))
    for page in scheduled.pages.all():
        make_facsimile(page, size=(320, 449))
    withdrawn = make_published(DATE - dt.timedelta(days=7), theme=f"{CANARY}专刊")
    publishing.withdraw(withdrawn, by=make_editor())
    revised = stories_of(Issue.objects.public().newest_first().first())[0]
    revised.title = f"{CANARY}改题"
    writing.save(revised, by=make_user(), expected=revised.version)
    Contributor.objects.create(name=f"{CANARY}作者")
    Contributor.objects.update(note=CANARY, contact=CANARY)


def make_site() -> None:
    make_masthead()
    make_published(DATE - dt.timedelta(days=28), pages=2, stories=2)
    issue = make_issue(DATE, pages=2, stories=2)
    story = make_article(
        "有图有标签",
        tags=["气象"],
        figures=[writing.Figure(make_image(), "图说", "何晓 摄", "画面")],
        section=make_section("他山之石"),
    )
    place(issue.pages.get(number=2), [*stories_of(issue)[2:], story])
    make_facsimile(issue.pages.get(number=2))
    publishing.publish(issue, by=make_editor())


def make_hostile() -> None:
    """One published story, its section, tag, author and paper, with everything in every field."""
    section = make_section("敌意栏目")
    Section.objects.filter(pk=section.pk).update(name=f"栏目{PLAIN}"[:40])
    figure = writing.Figure(make_image("图"), f"图说{HOSTILE}", f"{HOSTILE} 摄", HOSTILE)
    story = make_article(
        f"标题{HOSTILE}",
        kicker=f"引题{HOSTILE}",
        subtitle=f"副题{HOSTILE}",
        dateline=f"本报讯{HOSTILE}",
        source=HOSTILE,
        body=f"<p>正文{HOSTILE}</p><h3>{HOSTILE}</h3><p><a href='https://example.org/?a=1&b=\"'>{HOSTILE}</a></p>",
        signature="（本报记者 何晓 通讯员 陆𠮷）",
        tags=["R&D<b>", "“引号”'"],
        section=section,
        figures=[figure],
    )
    issue = make_issue(DATE + dt.timedelta(days=1), stories=0, theme=PLAIN[:20])
    page = Page.objects.get(issue=issue)
    Page.objects.filter(pk=page.pk).update(name=PLAIN[:30])
    place(page, [story])
    publishing.publish(issue, by=make_editor())
    story.title = f"改题{HOSTILE}"
    writing.save(story, by=make_user(), expected=story.version)
    sign(story)
    publishing.renew(story, by=make_editor(), correction=f"标题有误{HOSTILE}")


def make_everything() -> None:
    make_site()
    make_unpublished()
    make_hostile()
    Masthead.objects.update(name="江源<科学>报]]>&")
