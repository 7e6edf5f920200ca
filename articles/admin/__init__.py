"""The desk: lists and forms for staff. Buttons and forms call the same acts as commands do."""

from articles.admin import accounts, article, image, issue, page, people, records, source

__all__ = ["accounts", "article", "image", "issue", "page", "people", "records", "source"]
