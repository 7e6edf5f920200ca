"""今天的工作: what each role's start page shows, and the counts in the navigation."""

from articles.desks.counts import Tally, tally
from articles.desks.start import overview

__all__ = ["Tally", "overview", "tally"]
