"""Why readers see what they saw before."""

from __future__ import annotations


class CannotPublish(Exception):
    """Nothing was published. The message says what stands against it and where."""


class AlreadyPublished(CannotPublish):
    """Readers have it already. The message names who signed it and when."""


class CannotWithdraw(Exception):
    """Nothing was withdrawn. The message says why."""
