"""Who signed a story and where it was sent from: the two things print hides at the ends of its text."""

from __future__ import annotations

from collections.abc import Iterable

from articles.ingest import endings, jumps
from articles.ingest.datelines import DATELINE
from articles.ingest.drafts import Defect, Draft, Passage
from articles.ingest.elements import Element
from articles.ingest.passages import in_lines
from articles.text import byline
from articles.text.signature import frame

SHOWN = ("picture", "caption")
MOST_LINES = 8  # of one story's signatures; more is a list of names, which is text


def sign(draft: Draft, elements: list[Element]) -> list[Element]:
    """Find who signed; returns the elements that stay in the body."""
    signers = [element for element in elements if element.role == "signature"]
    body = [element for element in elements if element.role != "signature"]
    if not signers:
        closing = _trailing_signatures(body)
        signers = [*_under_title(body, closing), *closing]
    for element in signers:
        if _is_printed(draft, element):
            draft.defects.append(_duplicate(element.passage))
        else:
            _add_signature(draft, element.passage, element.signature)
    _sign_in_last_paragraph(draft, body)
    stays = []
    for element in body:
        if element.kind == "signature" and _is_printed(draft, element):
            draft.defects.append(_duplicate(element.passage))
        else:
            stays.append(element)
    return stays


def _trailing_signatures(body: list[Element]) -> list[Element]:
    """Taken off the end of the body, in printed order; only pictures may be enclosed behind them."""
    at = end = _end_of_text(body)
    while at > 0 and end - at < MOST_LINES and body[at - 1].kind == "signature":
        at -= 1
    closing = body[at:end]
    del body[at:end]
    return closing


def _end_of_text(body: list[Element]) -> int:
    """Behind the last element of the story's own text."""
    words = (at for at, element in enumerate(body, 1) if not _is_behind(element))
    return max(words, default=0)


def _is_behind(element: Element) -> bool:
    """A picture, its caption, a footnote, or what print says of the story or its writer in brackets."""
    says = element.kind == "text" and not element.role and endings.is_note(element.passage.text)
    return element.kind in SHOWN or element.is_note or says


def _under_title(body: list[Element], closing: list[Element]) -> list[Element]:
    """The lines between title and text, taken off the body; one that the end prints again is left for a duplicate."""
    found: list[Element] = []
    for element in body[:MOST_LINES]:
        is_dateline = element.kind == "text" and DATELINE.fullmatch(element.passage.text)
        if not is_dateline and element.kind not in ("signature", "abstract", *SHOWN):
            break
        if element.kind == "signature" and not any(
            _same(element.passage.text, other.passage.text) for other in closing
        ):
            found.append(element)
    for element in found:
        body.remove(element)
    return found


def _same(one: str, other: str) -> bool:
    """□ 何晓 above a story and （何晓） below it are one signature."""
    return byline.same_print(frame(one).body, frame(other).body)


def _is_printed(draft: Draft, element: Element) -> bool:
    """The story has this signature already."""
    lines = draft.signature.text.split("\n") if draft.signature else []
    return any(_same(line, element.passage.text) for line in lines)


def _add_signature(draft: Draft, passage: Passage, signature: byline.Signature | None) -> None:
    """Two different signatures at one end (`（何晓）` `（林舟 摄）`) are one line of credits."""
    draft.signature = in_lines(draft.signature, passage) if draft.signature else passage
    draft.credits += signature.credits if signature else ()


def _sign_in_last_paragraph(draft: Draft, body: list[Element]) -> None:
    """`……更亮的灯。（望溪县科协）`; where the line below has it too, this is the surplus copy."""
    last = body[end - 1] if (end := _end_of_text(body)) else None
    if last is None or last.kind != "text":
        return
    if own := endings.WRITERS_OWN.search(last.passage.text):
        draft.contacts.append(last.passage.cut(*own.span()).stripped())
        last.passage = last.passage.without(*own.span()).stripped()
        return
    if not (found := byline.find_tail(last.passage.text)):
        return
    start, end, signature = found
    if last.role and not last.passage.text[:start].strip():
        return  # staff saw the line and ruled otherwise
    printed = last.passage.cut(start, end)
    if draft.signature is None:
        _add_signature(draft, printed, signature)
        message = "署名印在末段里，已取出作为署名；请核对。"
        line = last.passage.line
        draft.defects.append(Defect("signature-in-paragraph", line, message))
    elif any(_same(line, printed.text) for line in draft.signature.text.split("\n")):
        draft.defects.append(_duplicate(printed))
    else:
        return
    last.passage = last.passage.without(start, end).stripped()


def _duplicate(passage: Passage) -> Defect:
    message = "署名重复印了一次，已不再排入正文；请核对。"
    return Defect("duplicate-signature", passage.line, message, passage.text, passage.spans)


def date(draft: Draft, elements: list[Element]) -> list[Element]:
    """Take the dateline off the first paragraph, and the signature that stands behind it; returns what stays."""
    ruled = next((element for element in elements if element.kind == "dateline"), None)
    if ruled is not None:
        draft.dateline = ruled.passage
        return [element for element in elements if element is not ruled]
    first = next((element for element in elements if element.kind == "text"), None)
    if first is not None and (match := DATELINE.match(first.passage.text)):
        draft.dateline = first.passage.cut(0, match.end())
        first.passage = first.passage.cut(match.end(), len(first.passage.text)).stripped()
        _sign_behind_dateline(draft, first)
    return elements


def _sign_behind_dateline(draft: Draft, first: Element) -> None:
    """`本报讯（记者 何晓）近日，…`"""
    if found := byline.find_dateline(SHORTEST_DATELINE + first.passage.text):
        start, end = (at - len(SHORTEST_DATELINE) for at in found[:2])
        _add_first(draft, first.passage.cut(start, end), found[2])
        first.passage = first.passage.cut(end, len(first.passage.text)).stripped()


#: Stands for any dateline where the words behind one are asked for a signature.
SHORTEST_DATELINE = "本报讯"


def _add_first(draft: Draft, passage: Passage, signature: byline.Signature) -> None:
    """Before the signature at the end, as it was printed before it."""
    closing, credits = draft.signature, draft.credits
    draft.signature, draft.credits = passage, signature.credits
    if closing is None:
        return
    if any(_same(passage.text, line) for line in closing.text.split("\n")):
        draft.defects.append(_duplicate(passage))
        draft.signature, draft.credits = closing, credits
        return
    draft.signature = in_lines(passage, closing)
    draft.credits += credits


def take_jumps(draft: Draft, elements: Iterable[Element]) -> None:
    """转版 marks at the ends of paragraphs. What one cuts off stands on another page and is not lost."""
    for element in elements:
        if element.kind != "text":
            continue
        rest, found = jumps.take(element.passage)
        if element.role and not rest:
            continue  # staff saw the line and ruled otherwise
        element.passage = rest
        draft.jumps += found
        element.is_whole = element.is_whole or any(jump.direction == "to" for jump in found)
