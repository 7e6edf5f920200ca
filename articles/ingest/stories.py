"""Tokens -> pages of stories: where a story begins, what belongs to it, who signed it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from articles.ingest import marks
from articles.ingest.drafts import Defect, Draft, PageDraft, Passage, SectionHead
from articles.ingest.joins import Element, mend
from articles.ingest.tokens import Token, broken_title
from articles.text import byline

DATELINE = re.compile(
    r"^(?:本报讯|本报[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?\d{1,2}日[讯电]|本刊讯|"
    r"(?:据)?(?:新华社|中新社|中新网|人民网|科技日报|新华网)[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?(?:\d{1,2}日)?[讯电])"
    r"(?=[ \u3000（(]|$)"
)


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


class Composer:
    """Takes the tokens of one page in order; `finish` gives the page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = PageDraft()
        self.raws: list[Raw] = []
        self.section: str | None = None

    @property
    def story(self) -> Raw | None:
        return self.raws[-1] if self.raws else None

    def take(self, tokens: list[Token]) -> PageDraft:
        for at, token in enumerate(tokens):
            getattr(self, "_" + token.kind.replace("-", "_"))(token, tokens[at + 1 :])
        return self.finish()

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
        self.raws.append(Raw(Draft(title, level=level, section=self.section)))

    def _field(self, token: Token, rest: list[Token]) -> None:
        story = self.story
        slot = {"引题": "kicker", "副题": "subtitle", "标签": "tags", "来源": "origin"}[token.name]
        whole = token.whole or token.passage
        if story is None or story.elements:
            self._text(replace(token, kind="text", passage=whole), rest)
        elif getattr(story.draft, slot) is not None:
            message = f"“{token.name}”写了两次，后一次没有归入稿件；请核对。"
            story.draft.defects.append(
                Defect("unreadable", token.line, message, whole.text, whole.spans)
            )
        else:
            setattr(story.draft, slot, token.passage)

    def _picture(self, token: Token, rest: list[Token]) -> None:
        caption = rest[0] if rest and rest[0].kind == "text" and not rest[0].blanks_before else None
        if caption is None:
            caption_text = Passage("", (), token.line)
            self._add(Element("picture", caption_text, token.blanks_before, picture=token.picture))
        else:
            caption.kind = "caption"
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
        elements = _sign(draft, raw.elements)
        _date(draft, elements)
        # A line may have been nothing but the dateline or the signature.
        elements = [each for each in elements if each.kind != "text" or each.passage]
        draft.body, defects = mend(elements)
        draft.defects += defects
        paragraphs = [item.passage for item in draft.body if item.kind == "paragraph"]
        draft.defects += marks.unbalanced([draft.title, *paragraphs], self.source)
        draft.defects += marks.halfwidth([p for p in draft.passages() if p.spans], self.source)
        return draft


def _sign(draft: Draft, elements: list[Element]) -> list[Element]:
    """Find who signed; returns the elements that stay in the body."""
    body = list(elements)
    closing = _trailing_signatures(body)
    if not closing and body and body[0].kind == "signature":  # under the title
        closing = [body.pop(0)]
    for element in closing:
        if draft.signature and byline.same_print(draft.signature.text, element.passage.text):
            draft.defects.append(_duplicate(element))
        else:
            _add_signature(draft, element.passage, element.signature)
    if draft.signature is None:
        _sign_in_last_paragraph(draft, body)
    return [element for element in body if not _is_surplus(draft, element)]


def _trailing_signatures(body: list[Element]) -> list[Element]:
    """Taken off the end of the body, in printed order."""
    closing: list[Element] = []
    while body and body[-1].kind == "signature":
        closing.insert(0, body.pop())
    return closing


def _add_signature(draft: Draft, passage: Passage, signature: byline.Signature | None) -> None:
    """Two different signatures at one end (`（何晓）` `（林舟 摄）`) are one line of credits."""
    if draft.signature:
        spans = draft.signature.spans + passage.spans
        text = f"{draft.signature.text}\n{passage.text}"
        draft.signature = Passage(text, spans, draft.signature.line, seam="\n")
    else:
        draft.signature = passage
    draft.credits += signature.credits if signature else ()


def _sign_in_last_paragraph(draft: Draft, body: list[Element]) -> None:
    """`……更亮的灯。（望溪县科协）`"""
    last = body[-1] if body else None
    if last is None or last.kind != "text":
        return
    if found := byline.find_tail(last.passage.text):
        start, end, signature = found
        _add_signature(draft, last.passage.cut(start, end), signature)
        message = "署名印在末段里，已取出作为署名；请核对。"
        line = last.passage.line
        draft.defects.append(Defect("signature-in-paragraph", line, message))
        last.passage = last.passage.without(start, end).stripped()


def _is_surplus(draft: Draft, element: Element) -> bool:
    """A second print of the story's own signature, in the middle of the text."""
    if element.kind != "signature" or draft.signature is None:
        return False
    if not byline.same_print(draft.signature.text, element.passage.text):
        return False
    draft.defects.append(_duplicate(element))
    return True


def _duplicate(element: Element) -> Defect:
    message = "署名重复印了一次，已不再排入正文；请核对。"
    passage = element.passage
    return Defect("duplicate-signature", passage.line, message, passage.text, passage.spans)


def _date(draft: Draft, elements: list[Element]) -> None:
    """Take the dateline off the first paragraph, and a signature that stands behind it where there is no other."""
    first = next((element for element in elements if element.kind == "text"), None)
    if first is None or not (match := DATELINE.match(first.passage.text)):
        return
    if draft.signature is None and (found := byline.find_dateline(first.passage.text)):
        start, end, signature = found
        _add_signature(draft, first.passage.cut(start, end), signature)
        first.passage = first.passage.without(start, end)
    draft.dateline = first.passage.cut(0, match.end())
    first.passage = first.passage.cut(match.end(), len(first.passage.text)).stripped()


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
