"""Putting an issue together. The only writer of Issue numbers, Pages from imports and Placements."""

from articles.assembly.board import continue_on, lead, move, shift, take_off
from articles.assembly.issues import (
    complete,
    copy_pages,
    doubts,
    lock,
    next_issue,
    open_issue,
    require_open,
)
from articles.assembly.pages import (
    add_page,
    append_page,
    describe,
    lift,
    remove_page,
    reorder,
    require_empty,
)
from articles.assembly.placing import add, arrange, check, in_order
from articles.assembly.refusals import CannotPlace, StaleBoard, StalePage

__all__ = [
    "CannotPlace",
    "StaleBoard",
    "StalePage",
    "add",
    "add_page",
    "append_page",
    "arrange",
    "check",
    "complete",
    "continue_on",
    "copy_pages",
    "describe",
    "doubts",
    "in_order",
    "lead",
    "lift",
    "lock",
    "move",
    "next_issue",
    "open_issue",
    "remove_page",
    "reorder",
    "require_empty",
    "require_open",
    "shift",
    "take_off",
]
