"""Finding stories by their words, in Chinese too: `index` and `forget` are called by the acts, `find` by whoever looks.

The answer is that of a substring scan over the normalised text (text.tokens) of title with kicker and subtitle,
signature and body: every word of the query stands in one of them. Terms give candidates, the stored text decides. What
readers may find is decided by `public()`, never by the index alone.
"""

from __future__ import annotations

from articles.search.finding import LIMIT, Scope, find
from articles.search.indexing import empty, forget, index, reindex
from articles.search.keeping import keep_filled
from articles.search.ranking import Found, Order

__all__ = [
    "LIMIT",
    "Found",
    "Order",
    "Scope",
    "empty",
    "find",
    "forget",
    "index",
    "keep_filled",
    "reindex",
]
