"""An issue as it is read: pages of cards, one story with its neighbours, calendars. Only values go to the templates."""

from articles.reading.calendars import Month, month_calendar, year_calendar, years
from articles.reading.cards import Card, Figure, Opening, figures
from articles.reading.crops import cropped
from articles.reading.faces import (
    PageFace,
    are_counted,
    around,
    around_day,
    issue_neighbours,
    pages,
    unsigned,
)
from articles.reading.hits import Hit, hits
from articles.reading.kept import Ways, kept_pages, kept_story
from articles.reading.makeup import first_page, inner_page, page_alone
from articles.reading.printing import sheets
from articles.reading.scans import Area, Scan, areas
from articles.reading.slices import Rows, slice_of
from articles.reading.story import plain_words, story, story_in, unlinked, words
from articles.reading.tallies import Decade, Tally, decades, tally, year_of

__all__ = [
    "Area",
    "Card",
    "Decade",
    "Figure",
    "Hit",
    "Month",
    "Opening",
    "PageFace",
    "Rows",
    "Scan",
    "Tally",
    "Ways",
    "are_counted",
    "areas",
    "around",
    "around_day",
    "cropped",
    "decades",
    "figures",
    "first_page",
    "hits",
    "inner_page",
    "issue_neighbours",
    "kept_pages",
    "kept_story",
    "month_calendar",
    "page_alone",
    "pages",
    "plain_words",
    "sheets",
    "slice_of",
    "story",
    "story_in",
    "tally",
    "unlinked",
    "unsigned",
    "words",
    "year_calendar",
    "year_of",
    "years",
]
