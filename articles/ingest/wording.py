"""A draft's words as the fields of a story hold them, and whether two hold the same."""

from __future__ import annotations

from articles import writing
from articles.ingest import setting
from articles.ingest.drafts import BodyItem, Draft
from articles.models import Article
from articles.text import body, byline
from articles.text.tags import split_tags
from articles.text.typography import tidy_line, tidy_lines

#: What is compared with a stored story; the note is the office's own.
WORDS = ("kicker", "title", "subtitle", "dateline", "source", "body", "signature")
#: A title alone waits for its text; a picture with its caption does not.
NO_BODY = "这一篇只有标题，没有正文"


def fields(draft: Draft) -> dict[str, str]:
    """The story's words by the name of their field on the story form; the section is not among them."""
    lines = {
        "kicker": draft.kicker,
        "title": draft.title,
        "subtitle": draft.subtitle,
        "dateline": draft.dateline,
        "signature": draft.signature,
        "source": draft.origin,
        "tags": draft.tags,
    }
    words = {name: passage.text if passage else "" for name, passage in lines.items()}
    html, _places = setting.compose(draft.body)
    for name in ("title", *writing.BESIDE_TITLE):  # a form breaks no line at a document's own mark
        words[name] = tidy_lines(words[name])
    return {**words, "body": html, "note": _note(draft)}


def _note(draft: Draft) -> str:
    """What the office must know and readers must not: how to reach and pay the writer, where the story goes on."""
    lines = [f"转版：{jump.passage.text}" for jump in draft.jumps]
    if draft.contacts:
        lines += ["联系方式（不出版）：", *(contact.text for contact in draft.contacts)]
    return "\n".join(lines)


def doubts(draft: Draft) -> list[str]:
    """What nobody has settled, a sentence each. Half-width marks stand in the text for all to see."""
    lines = [
        f"第 {defect.line} 行 {defect.message}"
        for defect in draft.defects
        if defect.kind != "halfwidth-punctuation"
    ]
    if not draft.body:
        lines.append(NO_BODY)
    unread = byline.parse(draft.signature.text).unread if draft.signature else ()
    return lines + ([f"署名里“{'”“'.join(unread)}”没有看懂"] if unread else [])


def plain_text(draft: Draft) -> str:
    """The body's paragraphs, a line each."""
    return "\n".join(item.passage.text for item in draft.body if item.kind != "caption")


def tidied(draft: Draft) -> tuple[str, ...]:
    """Its words as they would be stored, in the order of WORDS."""
    given = fields(draft)
    story = Article(**{name: given[name] for name in WORDS})
    writing.tidy(story)
    return stored(story)


def stored(article: Article) -> tuple[str, ...]:
    return tuple(getattr(article, name) for name in WORDS)


def plain(words: tuple[str, ...]) -> str:
    """All the words of `tidied` or `stored` as one text, a field each line."""
    lines = zip(WORDS, words, strict=True)
    return "\n".join(body.plain(text) if name == "body" else text for name, text in lines)


def says_what_is_stored(draft: Draft, article: Article) -> bool:
    """Writing the draft would change nothing: an undecided section and absent tags leave what the story has.

    Never where it shows pictures: which ones they are, nobody sees here. Queries for section, tags
    and latest version unless they were fetched before.
    """
    given = split_tags(tidy_line(draft.tags.text)) if draft.tags else []
    tags = [tag.name.casefold() for tag in article.tags.all()]
    section = article.section.name if article.section else None
    figures = article.latest_version.figures if article.latest_version else []
    return (
        not any(item.picture for item in draft.body)
        and draft.section in (None, section)
        and (not given or sorted(map(str.casefold, given)) == sorted(tags))
        and captions(draft) == [_line(each["caption"], each["credit"]) for each in figures]
        and tidied(draft) == stored(article)
    )


def captions(draft: Draft) -> list[str]:
    """What is printed at its pictures, each as one line; those without a picture or a word are none."""
    items = (item for item in draft.body if item.kind == "caption")
    lines = ((item.picture, _printed(item)) for item in items)
    return [line for picture, line in lines if picture or line]


def _printed(item: BodyItem) -> str:
    return _line(item.passage.text, item.credit.text if item.credit else "")


def _line(caption: str, credit: str) -> str:
    return tidy_line(f"{caption} {credit}")
