"""What a story lacks that a reader would miss: asked before it is signed off, never before a draft is saved."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article


@dataclass(frozen=True, slots=True)
class Gap:
    """`field` is the form's (its id there is `id_` and that), `name` the editor's word for it.

    `left` is how a record says that the story was signed without it; empty where it must be filled.
    """

    field: str
    name: str
    said: str
    left: str = ""


def gaps(article: Article) -> list[Gap]:
    """In the order of the form. One query, for the pictures, unless they were fetched before."""
    found = []
    if not article.body and not any(use.caption for use in article.image_uses.all()):
        found.append(Gap("body", "正文", "还没有正文；图片新闻请配上图片和图说。"))
    if not article.signature:
        left = "不署名"
        found.append(Gap("signature", "署名", "还没有署名；这一篇不署名的，可以照此签发。", left))
    if article.section_id is None:
        left = "不归栏目"
        found.append(Gap("section", "栏目", "还没有选栏目；不归栏目的，可以照此签发。", left))
    return found + _without_words(article)


def _without_words(article: Article) -> list[Gap]:
    """Pictures that a reader who cannot see them would not know of."""
    return [
        Gap(
            f"image_uses-{at}-alt",
            f"第{at + 1}张图片的替代文字",
            "请用一句话写出画面上是什么，看不到图片的读者要靠它。",
        )
        for at, use in enumerate(article.image_uses.all())
        if use.image_id is not None and not use.alt.strip()
    ]
