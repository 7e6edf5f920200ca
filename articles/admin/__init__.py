"""The desk: lists and forms for staff. Buttons and forms call the same acts as commands do."""

from articles.admin import (
    accounts,
    article,
    corrections,
    image,
    intake,
    issue,
    page,
    people,
    records,
    source,
    words,
)

__all__ = [
    "accounts",
    "article",
    "corrections",
    "image",
    "intake",
    "issue",
    "page",
    "people",
    "records",
    "source",
    "words",
]
