"""Publishing, withdrawing, correcting: the only writers of what readers may see."""

from articles.publishing.due import appear, due, publish_due
from articles.publishing.issues import publish, require_signed, require_unpublished, withdraw
from articles.publishing.refusals import AlreadyPublished, CannotPublish, CannotWithdraw
from articles.publishing.stories import (
    is_shown,
    reinstate_story,
    renew,
    require_revision,
    require_shown,
    require_taken_back,
    withdraw_story,
)

__all__ = [
    "AlreadyPublished",
    "CannotPublish",
    "CannotWithdraw",
    "appear",
    "due",
    "is_shown",
    "publish",
    "publish_due",
    "reinstate_story",
    "renew",
    "require_revision",
    "require_shown",
    "require_signed",
    "require_taken_back",
    "require_unpublished",
    "withdraw",
    "withdraw_story",
]
