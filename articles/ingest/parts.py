"""The parts of a draft that staff edit in place, and the fixes that proofreading offers for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from articles.ingest.drafts import Draft, Passage, Span, line_at
from articles.ingest.worksheet import CannotAmend

#: A fix: the span of a part's text, and what should stand there.
Fix = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a story: `kind` as the plan's JSON names it, `label` as staff do."""

    kind: str
    label: str
    passage: Passage
    #: What finds it again: line.column-column of its first and last piece, and how many there are. A change on another
    #: line leaves it as it is, and a paragraph torn over thousands of lines has a short one too.
    key: str = ""

    @property
    def is_line(self) -> bool:
        """It is one line, or a few; a paragraph is not."""
        return self.kind not in ("paragraph", "table", "abstract")


LABELS = {
    "paragraph": "正文",
    "subhead": "小标题",
    "caption": "图说",
    "table": "表格",
    "abstract": "提要",
}


def parts(draft: Draft, source: str) -> Iterator[Part]:
    """In the order of print. `source` is the text that the draft was read from."""
    for part in _parts(draft):
        yield replace(part, key=_key(part.passage, source))


def _key(passage: Passage, source: str) -> str:
    if not passage.spans:
        return ""
    first, last = _place(passage.spans[0], source), _place(passage.spans[-1], source)
    return first if len(passage.spans) == 1 else f"{first},{last},{len(passage.spans)}"


def _place(span: Span, source: str) -> str:
    column = span.start - source.rfind("\n", 0, span.start) - 1
    return f"{line_at(source, span.start)}.{column}-{column + span.end - span.start}"


def _parts(draft: Draft) -> Iterator[Part]:
    heads = (
        ("kicker", "引题", draft.kicker),
        ("title", "标题", draft.title),
        ("subtitle", "副题", draft.subtitle),
        ("tags", "标签", draft.tags),
        ("source", "来源", draft.origin),
        ("dateline", "电头", draft.dateline),
    )
    yield from (Part(kind, label, passage) for kind, label, passage in heads if passage)
    for item in draft.body:
        if item.passage:
            yield Part(item.kind, LABELS[item.kind], item.passage)
        if item.credit:
            yield Part("credit", "摄影", item.credit)
    if draft.signature:
        yield Part("signature", "署名", draft.signature)
    yield from (Part("contact", "联系方式", contact) for contact in draft.contacts)
    yield from (Part("jump", "转版", jump.passage) for jump in draft.jumps)


def find(drafts: Iterable[Draft], key: str, source: str) -> Part:
    """The part with that key. Raises CannotAmend where the text has changed and there is none."""
    for draft in drafts:
        for part in parts(draft, source):
            if part.key == key:
                return part
    raise CannotAmend("这一处刚刚被同事改过，您这一步没有保存；请看过新的样子再改。")


def splices(part: Part, fixes: Iterable[Fix]) -> Iterator[tuple[Span, str]]:
    """Fixes of a part's text as changes of the source's text, mark by mark: what does not change is not touched."""
    offset = part.passage.offsets()
    for start, end, text in fixes:
        old = part.passage.text[start:end]
        if len(old) == len(text):
            for at, (one, other) in enumerate(zip(old, text, strict=True), start):
                if one != other:
                    yield Span(offset(at), offset(at) + 1), other
        else:
            yield from _whole(offset, start, end, text)


def _whole(
    offset: Callable[[int], int], start: int, end: int, text: str
) -> Iterator[tuple[Span, str]]:
    """A fix that makes the text longer or shorter: its first character becomes all of it."""
    if start == end:  # an insertion, before the character that stands there
        at = offset(start)
        yield Span(at, at), text
        return
    for at in range(start, end):
        yield Span(offset(at), offset(at) + 1), text if at == start else ""
