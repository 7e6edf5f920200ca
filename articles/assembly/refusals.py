"""Why an issue stays as it was."""

from __future__ import annotations


class CannotPlace(Exception):
    """Nothing was moved. The message says why and what to do."""


class StalePage(CannotPlace):
    """A colleague arranged the page first."""


class StaleBoard(CannotPlace):
    """A colleague moved something in the issue first; the board shows it when it is read again."""
