"""Tokens -> pages of stories: what belongs to a story, in which field, mended and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.ingest import courtesies, heads, marks, notices
from articles.ingest.bounds import find_bounds
from articles.ingest.captions import find_captions
from articles.ingest.doubts import doubt_rubric, doubt_sections
from articles.ingest.drafts import (
    Defect,
    Draft,
    PageDraft,
    Passage,
    Role,
    SectionHead,
    SetAside,
    StoryKind,
)
from articles.ingest.elements import Element, ElementKind
from articles.ingest.furniture import Head
from articles.ingest.joins import mend, unmended
from articles.ingest.passages import in_lines
from articles.ingest.signing import date, sign, take_jumps
from articles.ingest.tokens import Token


@dataclass(slots=True)
class Raw:
    """A story as its lines came: head, fields and body elements, not yet mended."""

    draft: Draft
    elements: list[Element] = field(default_factory=list)


SLOTS = {"引题": "kicker", "副题": "subtitle", "标签": "tags", "来源": "origin"}
KINDS: dict[Role | None, StoryKind] = {"correction": "correction", "advertisement": "advertisement"}
#: What staff rule a line of the body to be.
ELEMENTS: dict[Role | None, ElementKind] = {
    "subhead": "subhead",
    "caption": "caption",
    "signature": "signature",
    "abstract": "abstract",
    "dateline": "dateline",
}


class Composer:
    """Takes the tokens of one page in order; `finish` gives the page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = PageDraft()
        self.raws: list[Raw] = []
        self.section: str | None = None
        self.label: Token | None = None  # 广告 over what comes
        self.in_ads = False

    @property
    def story(self) -> Raw | None:
        return self.raws[-1] if self.raws else None

    def take(self, tokens: Sequence[Token]) -> PageDraft:
        for token in find_bounds(tokens):
            if self.label and (token.kind != "title" or token.is_news):
                self._open_by_label(self.label)
            take = self._ruled if token.role else getattr(self, "_" + token.kind.replace("-", "_"))
            take(token)
        return self.finish()

    def _ruled(self, token: Token) -> None:
        """A line that staff decided about, whatever it looks like."""
        role, story = token.role, self.story
        if token.kind == "title":
            self._title(token)
        elif role == "discard":
            self.page.set_aside.append(SetAside(token.passage, token.reason))
        elif role == "section":
            self._section(token)
        elif role == "table":
            self._row(token)
        elif role == "contact":
            self._contact(token)
        elif token.kind == "field" and story:
            self._set(story, token)
        else:
            kind = "picture" if token.picture else ELEMENTS.get(role, "text")
            self._add(_element(kind, token))

    def _set(self, story: Raw, token: Token) -> None:
        """Into its field, unless that is taken."""
        slot = SLOTS[token.name]
        if getattr(story.draft, slot) is None:
            setattr(story.draft, slot, token.passage)
            return
        whole = token.whole or token.passage
        message = f"“{token.name}”写了两次，后一次没有归入稿件；请核对。"
        defect = Defect("unreadable", token.line, message, whole.text, whole.spans)
        story.draft.defects.append(defect)

    # --- The page's own lines ---------------------------------------------------------------------

    def _page(self, token: Token) -> None:
        """The head may be printed in several lines, each saying something more."""
        head, page = token.head or Head(token.passage), self.page
        page.head = _with_line(page.head, head.passage)
        for name in ("number", "name", "date", "total_number", "year_number"):
            if not getattr(page, name) and (value := getattr(head, name)):
                setattr(page, name, value)
                page.lines[name] = token.line
        if head.credits:
            page.credits = _with_line(page.credits, head.credits)

    _page_line = _page

    def _page_credits(self, token: Token) -> None:
        self.page.credits = _with_line(self.page.credits, token.passage)

    def _section(self, token: Token) -> None:
        self.page.sections.append(SectionHead(token.passage, token.pinyin))
        self.section, self.in_ads = token.passage.text, False

    def _advertisement(self, token: Token) -> None:
        story = self.story
        if story and not story.elements and not token.blanks_before:  # right under its title
            story.draft.kind = "advertisement"
            self._add(_element("text", token))
        else:
            self.label, self.in_ads = token, True

    # --- A story's lines --------------------------------------------------------------------------

    def _title(self, token: Token) -> None:
        title = token.passage if "\n" in token.passage.text else heads.broken_title(token.passage)
        draft = Draft(title, self._kind(token), kicker=token.kicker, subtitle=token.subtitle)
        if draft.kind == "story":
            draft.section = self.section
        draft.defects += doubt_rubric(token)
        self.raws.append(Raw(draft))
        if (label := self.label) is not None:
            self.label = None
            self._label(draft, label)

    def _kind(self, token: Token) -> StoryKind:
        """Below 广告 stand the first title and whatever else reads like a notice, until the paper's news begins."""
        if token.role:
            return KINDS.get(token.role, "story")
        text = token.passage.text
        if self.in_ads and not token.is_news and (self.label or notices.NOTICE.fullmatch(text)):
            return "advertisement"
        self.in_ads = False
        return "correction" if notices.CORRECTION.fullmatch(text) else "story"

    def _label(self, draft: Draft, label: Token) -> None:
        """广告 is printed over the title; where a 引题 stands there already, it is a line of the text."""
        if draft.kicker is None:
            draft.kicker = label.passage
        else:
            self._add(_element("text", label))

    def _open_by_label(self, label: Token) -> None:
        """An advertisement without a title has its label for one."""
        self.label = None
        self.raws.append(Raw(Draft(label.passage, "advertisement")))

    def _subhead(self, token: Token) -> None:
        self._add(_element("subhead", token))

    def _field(self, token: Token) -> None:
        if story := self.story:
            self._set(story, token)
        else:
            self._add(_element("text", replace(token, passage=token.whole or token.passage)))

    def _picture(self, token: Token) -> None:
        self._add(_element("picture", token))

    def _caption(self, token: Token) -> None:
        self._add(_element("caption", token))

    def _signature(self, token: Token) -> None:
        self._add(_element("signature", token))

    def _abstract(self, token: Token) -> None:
        self._add(_element("abstract", token))

    def _text(self, token: Token) -> None:
        self._add(_element("text", token))

    def _note(self, token: Token) -> None:
        element = _element("text", token)
        element.is_note = element.is_item = element.is_whole = True
        self._add(element)

    def _row(self, token: Token) -> None:
        """Rows that follow one another are one table; a gap begins the next."""
        last = self.story.elements[-1] if self.story and self.story.elements else None
        if last and last.kind == "table" and not token.blanks_before:
            last.rows.append(token.passage)
            return
        element = _element("table", token)
        element.rows, element.header = [token.passage], token.name == "header"
        self._add(element)

    def _contact(self, token: Token) -> None:
        if story := self.story:
            story.draft.contacts.append(token.passage)
        else:
            self._add(_element("text", token))

    def _courtesy(self, token: Token) -> None:
        self.page.set_aside.append(SetAside(token.passage, courtesies.REASON))

    _more = _courtesy

    def _jump(self, token: Token) -> None:
        story, jump = self.story, token.jump
        if story and jump:
            story.draft.jumps.append(replace(jump, passage=token.passage))
            if jump.direction == "to" and story.elements:
                story.elements[-1].is_whole = True
        else:
            self._add(_element("text", token))

    def _add(self, element: Element) -> None:
        """Text before the first title stands in no story: reported, kept."""
        if self.story is not None:
            self.story.elements.append(element)
            return
        picture = element.picture
        pieces = (picture.file, picture.alt) if picture else (element.passage,)
        for passage in filter(None, pieces):
            message = "这段文字前面没有标题，没有归入任何稿件；请补上标题再导入。"
            self.page.defects.append(
                Defect("unreadable", passage.line, message, passage.text, passage.spans)
            )

    # --- The end ----------------------------------------------------------------------------------

    def finish(self) -> PageDraft:
        if self.label:
            self._open_by_label(self.label)
        self.page.stories = [self._finish_story(raw) for raw in self.raws]
        doubt_sections(self.page)
        for story in self.page.stories:
            story.defects.sort(key=lambda defect: defect.line)
        return self.page

    def _finish_story(self, raw: Raw) -> Draft:
        draft = raw.draft
        if draft.kind == "advertisement":
            draft.body = unmended(raw.elements)
            return draft
        elements = find_captions(raw.elements)
        take_jumps(draft, elements)
        elements = sign(draft, elements)
        elements = date(draft, elements)
        # A line may have been nothing but the dateline, the signature or a jump.
        elements = [each for each in elements if each.kind != "text" or each.passage]
        draft.body, defects = mend(elements)
        draft.defects += defects
        paragraphs = [item.passage for item in draft.body if item.kind == "paragraph"]
        draft.defects += marks.unbalanced([draft.title, *paragraphs], self.source)
        others = [item.passage for item in draft.body if item.kind != "paragraph"]
        for passage in filter(None, (draft.kicker, draft.subtitle, *others)):
            draft.defects += marks.unbalanced([passage], self.source)
        printed = [p for p in draft.published() if p.spans]
        draft.defects += marks.halfwidth(printed, self.source)
        return draft


def _element(kind: ElementKind, token: Token) -> Element:
    is_picture = kind == "picture"
    passage = Passage("", (), token.line) if is_picture else token.passage
    return Element(
        kind,
        passage,
        token.blanks_before,
        picture=token.picture if is_picture else None,
        signature=token.signature,
        is_item=token.is_item,
        is_indented=token.is_indented,
        role=token.role,
    )


MOST_LINES = 40  # no page head has more; what follows is reported as standing in no story


def _with_line(passage: Passage | None, line: Passage) -> Passage:
    if passage is None or len(passage.spans) > MOST_LINES:
        return passage or line
    return in_lines(passage, line)
