"""Who signed a story and where it was sent from: the two things print hides at the ends of its text."""

from __future__ import annotations

import re

from articles.ingest.drafts import Defect, Draft, Passage
from articles.ingest.joins import Element
from articles.text import byline

DATELINE = re.compile(
    r"^(?:本报讯|本报[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?\d{1,2}日[讯电]|本刊讯|"
    r"(?:据)?(?:新华社|中新社|中新网|人民网|科技日报|新华网)[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?(?:\d{1,2}日)?[讯电])"
    r"(?=[ \u3000（(]|$)"
)


def sign(draft: Draft, elements: list[Element]) -> list[Element]:
    """Find who signed; returns the elements that stay in the body."""
    body = list(elements)
    closing = [element for element in body if element.role == "signature"]
    body = [element for element in body if element.role != "signature"]
    closing = closing or _trailing_signatures(body)
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


def date(draft: Draft, elements: list[Element]) -> None:
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
