"""Who signs stories: the records, whose printed name is whose, and the acts that bring them together.

Nobody else writes a Contributor or an Alias.
"""

from articles.contributors.finding import duplicates, search
from articles.contributors.keeping import SOURCES, add, bearers, index, keep, known, present
from articles.contributors.merging import CannotMerge, Choice, merge
from articles.contributors.settling import NEW, named, settle, unsettled, unsettled_names
from articles.contributors.yearly import Work, totals, unpublished, years

__all__ = [
    "NEW",
    "SOURCES",
    "CannotMerge",
    "Choice",
    "Work",
    "add",
    "bearers",
    "duplicates",
    "index",
    "keep",
    "known",
    "merge",
    "named",
    "present",
    "search",
    "settle",
    "totals",
    "unpublished",
    "unsettled",
    "unsettled_names",
    "years",
]
