"""The facts. `from articles.models import Article` is the only spelling."""

from articles.models.article import Article, Origin
from articles.models.byline import Byline
from articles.models.contributor import Alias, Contributor
from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.models.facsimile import Facsimile, Zone
from articles.models.house_word import HouseWord
from articles.models.image import Image, ImageUse, Rendition
from articles.models.intake import Arrival, Intake, IntakeFile, IntakeStep, IntakeVisit
from articles.models.issue import Issue
from articles.models.masthead import Masthead
from articles.models.override import Override
from articles.models.page import Page
from articles.models.placement import Placement
from articles.models.preview_link import PreviewLink
from articles.models.proof_ignore import ProofIgnore
from articles.models.publication import Publication
from articles.models.review import Review
from articles.models.search_text import SearchText
from articles.models.second_factor import RecoveryCode, SecondFactor
from articles.models.sign_in import SignIn, SignInTally
from articles.models.source import Source
from articles.models.trail import TrailEntry
from articles.models.version import Version, VersionImage
from articles.models.working_copy import StoryVisit, WorkingCopy

__all__ = [
    "Alias",
    "Arrival",
    "Article",
    "Byline",
    "Contributor",
    "Correction",
    "Edition",
    "Facsimile",
    "HouseWord",
    "Image",
    "ImageUse",
    "Intake",
    "IntakeFile",
    "IntakeStep",
    "IntakeVisit",
    "Issue",
    "Masthead",
    "Origin",
    "Override",
    "Page",
    "Placement",
    "PreviewLink",
    "ProofIgnore",
    "Publication",
    "RecoveryCode",
    "Rendition",
    "Review",
    "SearchText",
    "SecondFactor",
    "SignIn",
    "SignInTally",
    "Source",
    "StoryVisit",
    "TrailEntry",
    "Version",
    "VersionImage",
    "WorkingCopy",
    "Zone",
]
