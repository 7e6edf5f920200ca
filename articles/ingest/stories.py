"""Tokens -> pages of stories: where a story begins, what belongs to it, who signed it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from articles.ingest import marks
from articles.ingest.drafts import Defect, Draft, PageDraft, Passage, Role, SectionHead, SetAside
from articles.ingest.joins import Element, ElementKind, mend
from articles.ingest.signing import DATELINE, date, sign
from articles.ingest.tokens import Token, broken_title
from articles.text import byline


@dataclass(slots=True)
class Raw:
    """A story as its lines came: head, fields and body elements, not yet mended."""

    draft: Draft
    elements: list[Element] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        """Its signature has come and nothing after it."""
        if not self.elements:
            return False
        last = self.elements[-1]
        return last.kind == "signature" or (
            last.kind == "text" and byline.find_tail(last.passage.text) is not None
        )


SLOTS = {"引题": "kicker", "副题": "subtitle", "标签": "tags", "来源": "origin"}
#: How many lines after one may say what it is.
AHEAD = 12


class Composer:
    """Takes the tokens of one page in order; `finish` gives the page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = PageDraft()
        self.raws: list[Raw] = []
        self.section: str | None = None
        self.kicker: Passage | None = None  # of the title to come

    @property
    def story(self) -> Raw | None:
        return self.raws[-1] if self.raws else None

    def take(self, tokens: list[Token]) -> PageDraft:
        for at, token in enumerate(tokens):
            take = self._ruled if token.role else self._seen
            take(token, tokens[at + 1 : at + 1 + AHEAD])
        return self.finish()

    def _seen(self, token: Token, rest: list[Token]) -> None:
        getattr(self, "_" + token.kind.replace("-", "_"))(token, rest)

    def _ruled(self, token: Token, rest: list[Token]) -> None:
        """A line that staff decided about: no look at its neighbours."""
        role, story = token.role, self.story
        if role == "title":
            level = token.level or (story.draft.level if story else 1)
            self._open(broken_title(token.passage), level)
        elif role == "discard":
            self.page.set_aside.append(SetAside(token.passage, token.reason))
        elif role == "kicker" and rest and rest[0].role == "title":
            self.kicker = token.passage
        elif token.kind == "field" and story:
            self._set(story, token, token.passage)
        elif role == "section":
            self._section(token, rest)
        else:
            self._add(_element(token))

    def _set(self, story: Raw, token: Token, value: Passage) -> None:
        """Into its field, unless that is taken."""
        slot = SLOTS[token.name]
        if getattr(story.draft, slot) is None:
            setattr(story.draft, slot, value)
            return
        whole = token.whole or token.passage
        message = f"“{token.name}”写了两次，后一次没有归入稿件；请核对。"
        defect = Defect("unreadable", token.line, message, whole.text, whole.spans)
        story.draft.defects.append(defect)

    def _page(self, token: Token, _: list[Token]) -> None:
        self.page.number, self.page.name = token.number, token.name
        self.page.head = token.passage

    def _page_credits(self, token: Token, rest: list[Token]) -> None:
        if self.raws or self.page.credits:
            self._text(token, rest)
        else:
            self.page.credits = token.passage

    def _section(self, token: Token, _: list[Token]) -> None:
        self.page.sections.append(SectionHead(token.passage, token.pinyin))
        self.section = token.passage.text

    def _heading(self, token: Token, rest: list[Token]) -> None:
        story = self.story
        if story is None or self._begins_story(story, token, rest):
            self._open(broken_title(token.passage), token.level)
        elif self._is_subtitle(story, token):
            story.draft.subtitle = token.passage
        else:
            self._add(Element("subhead", token.passage, token.blanks_before))

    def _is_subtitle(self, story: Raw, token: Token) -> bool:
        is_first = not story.elements and story.draft.subtitle is None
        return is_first and token.passage.text.startswith("——")

    def _begins_story(self, story: Raw, token: Token, rest: list[Token]) -> bool:
        """Levels are no roles: a heading begins a story after a signature or section head, or before a dateline."""
        if story.is_closed or story.draft.section != self.section:
            return True
        following = next((t for t in rest if t.kind not in ("field", "picture")), None)
        if (
            following is not None
            and following.kind == "text"
            and DATELINE.match(following.passage.text)
        ):
            return True
        return token.level <= story.draft.level

    def _open(self, title: Passage, level: int) -> None:
        draft = Draft(title, level=level, section=self.section, kicker=self.kicker)
        self.raws.append(Raw(draft))
        self.kicker = None

    def _field(self, token: Token, rest: list[Token]) -> None:
        story = self.story
        if story is None or story.elements:
            whole = token.whole or token.passage
            self._text(replace(token, kind="text", passage=whole), rest)
        else:
            self._set(story, token, token.passage)

    def _picture(self, token: Token, rest: list[Token]) -> None:
        caption = rest[0] if rest and rest[0].kind == "text" and not rest[0].blanks_before else None
        if caption is None or caption.role not in (None, "caption"):
            caption_text = Passage("", (), token.line)
            self._add(Element("picture", caption_text, token.blanks_before, picture=token.picture))
        else:
            caption.kind, caption.role = "caption", None
            self._add(
                Element("caption", caption.passage, token.blanks_before, picture=token.picture)
            )

    def _caption(self, token: Token, _: list[Token]) -> None:
        """Already taken with its picture."""

    def _signature(self, token: Token, _: list[Token]) -> None:
        element = Element(
            "signature", token.passage, token.blanks_before, signature=token.signature
        )
        self._add(element)

    def _text(self, token: Token, _: list[Token]) -> None:
        story = self.story
        if story and self._is_subtitle(story, token):
            story.draft.subtitle = token.passage
        else:
            self._add(Element("text", token.passage, token.blanks_before))

    def _add(self, element: Element) -> None:
        """Text before the first title stands in no story: reported, kept."""
        if self.story is not None:
            self.story.elements.append(element)
            return
        for passage in filter(
            None,
            (
                element.passage,
                *((element.picture and (element.picture.file, element.picture.alt)) or ()),
            ),
        ):
            message = "这段文字前面没有标题，没有归入任何稿件；请补上标题再导入。"
            self.page.defects.append(
                Defect("unreadable", passage.line, message, passage.text, passage.spans)
            )

    def finish(self) -> PageDraft:
        self.page.stories = [self._finish_story(raw) for raw in self.raws]
        _doubt_sections(self.page.stories)
        for story in self.page.stories:
            story.defects.sort(key=lambda defect: defect.line)
        return self.page

    def _finish_story(self, raw: Raw) -> Draft:
        draft = raw.draft
        elements = sign(draft, raw.elements)
        date(draft, elements)
        # A line may have been nothing but the dateline or the signature.
        elements = [each for each in elements if each.kind != "text" or each.passage]
        draft.body, defects = mend(elements)
        draft.defects += defects
        paragraphs = [item.passage for item in draft.body if item.kind == "paragraph"]
        draft.defects += marks.unbalanced([draft.title, *paragraphs], self.source)
        draft.defects += marks.halfwidth([p for p in draft.passages() if p.spans], self.source)
        return draft


def _element(token: Token) -> Element:
    """A body line as staff see it."""
    kinds: dict[Role | None, ElementKind] = {
        "subhead": "subhead",
        "caption": "caption",
        "signature": "signature",
    }
    kind = kinds.get(token.role, "text")
    return Element(
        kind, token.passage, token.blanks_before, signature=token.signature, role=token.role
    )


def _doubt_sections(stories: list[Draft]) -> None:
    """A section of features (no dateline) ends without a mark where the paper's own news begins again."""
    plain: dict[str, bool] = {}
    for story in stories:
        if story.section is None:
            continue
        if story.section in plain and plain[story.section] and story.dateline is not None:
            name = story.section
            message = f"这篇排在“{name}”之后，体裁却不同，可能已不属于该栏目；请选定栏目。"
            story.defects.append(Defect("section-uncertain", story.title.line, message))
            story.section = None
        else:
            plain[story.section] = plain.get(story.section, True) and story.dateline is None
