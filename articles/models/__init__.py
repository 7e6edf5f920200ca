"""The facts. `from articles.models import Article` is the only spelling."""

from articles.models.article import Article, Origin
from articles.models.byline import Byline
from articles.models.contributor import Contributor
from articles.models.house_word import HouseWord
from articles.models.image import Image, ImageUse
from articles.models.intake import Arrival, Intake, IntakeFile, IntakeVisit
from articles.models.issue import Issue
from articles.models.masthead import Masthead
from articles.models.page import Page
from articles.models.placement import Placement
from articles.models.search_text import SearchText
from articles.models.source import Source
from articles.models.version import Version, VersionImage

__all__ = [
    "Arrival",
    "Article",
    "Byline",
    "Contributor",
    "HouseWord",
    "Image",
    "ImageUse",
    "Intake",
    "IntakeFile",
    "IntakeVisit",
    "Issue",
    "Masthead",
    "Origin",
    "Page",
    "Placement",
    "SearchText",
    "Source",
    "Version",
    "VersionImage",
]
