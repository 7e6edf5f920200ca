from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.article import Article


class SearchText(models.Model):
    """检索文本: a story's words as search compares them (text.tokens). Written by `search` alone, made anew by `reindex`.

    One row for the working text and one for the published text, or one for both where they say the same. The index of
    terms lies beside it: an FTS5 table on SQLite, a column with a GIN index on PostgreSQL.
    """

    # No constraint and no cascade: it is a derivative, not a part that stands against the deletion of its story.
    article = models.ForeignKey(Article, models.DO_NOTHING, db_constraint=False, related_name="+")
    for_desk = models.BooleanField()
    for_readers = models.BooleanField()
    title = models.TextField()
    signature = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "检索文本"
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(for_desk=True), name="one_search_text_for_the_desk"
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(for_readers=True),
                name="one_search_text_for_readers",
            ),
            models.CheckConstraint(
                condition=Q(for_desk=True) | Q(for_readers=True),
                name="a_search_text_is_for_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.title.partition("\n")[0]
