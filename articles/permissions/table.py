"""The table: role x act x state of the thing x one's own or another's. Nothing else in the paper says who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from articles.models.article import State
from articles.models.issue import State as IssueState


class Role(StrEnum):
    """Groups; the value is the group's name as staff see it."""

    REPORTER = "记者"
    EDITOR = "责任编辑"
    HEAD = "部主任"
    CHIEF = "总编辑"
    PROOFREADER = "校对"
    LAYOUT = "版面编辑"
    PUBLISHER = "发布员"
    ACCOUNTS = "用户管理员"
    AUDITOR = "审计员"


class Act(StrEnum):
    # about a story; the last two about an issue too
    EDIT = "edit"
    DELETE = "delete"
    SUBMIT = "submit"
    APPROVE = "approve"
    CONFIRM = "confirm"
    SEND_BACK = "send back"
    HOLD = "hold"
    REJECT = "reject"
    TAKE_UP = "take up"
    PROOFREAD = "proofread"
    SHOW_OUTSIDE = "show outside"
    END_LINKS = "end preview links"
    # about a story or an issue
    READ_RECORD = "read the record"
    # about an issue
    ASSEMBLE = "assemble"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    OVERRIDE = "override a warning"
    SET_FACSIMILE = "set the picture of a page"
    # about the whole paper
    SEE_UNPUBLISHED = "see unpublished"
    IMPORT = "import"
    ARCHIVE = "import into the archive"
    MERGE = "merge contributors"
    KEEP_ACCOUNTS = "keep accounts"
    READ_TRAIL = "read the trail"
    READ_ACCOUNT_TRAIL = "read the trail of accounts"


class Whose(Enum):
    """OWN: one made it, or its signature names one (permissions.is_own)."""

    OWN = "own"
    OTHERS = "others"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Row:
    """Who may do the act to things in these states."""

    roles: frozenset[Role]
    states: frozenset[str]
    whose: Whose = Whose.ANY

    def allows(self, role: Role, state: str, is_own: bool) -> bool:
        fits = self.whose is Whose.ANY or (self.whose is Whose.OWN) == is_own
        return role in self.roles and state in self.states and fits


def _row(roles: Role | Iterable[Role], states: Iterable[str], whose: Whose = Whose.ANY) -> Row:
    held = {roles} if isinstance(roles, Role) else roles
    return Row(frozenset(held), frozenset(states), whose)


STORIES, ISSUES = frozenset(State), frozenset(IssueState)
ANYTHING = STORIES | ISSUES
UNSENT = (State.DRAFT, State.RETURNED)
OPEN = (IssueState.PLANNING, IssueState.ASSEMBLING, IssueState.WITHDRAWN)

EDITORS = (Role.EDITOR, Role.HEAD, Role.CHIEF)
EDITORIAL = (*EDITORS, Role.REPORTER, Role.PROOFREADER, Role.LAYOUT, Role.PUBLISHER)

#: Who holds which stage of review: a verdict on another's story there is his.
_AT_THE_STAGE = (
    _row(Role.EDITOR, {State.FIRST}, Whose.OTHERS),
    _row(Role.HEAD, {State.SECOND}, Whose.OTHERS),
    _row(Role.CHIEF, {State.FINAL}, Whose.OTHERS),
)

#: Whose hands a story is in, as it stands.
_IN_HAND = (
    _row(Role.REPORTER, UNSENT, Whose.OWN),
    _row(EDITORS, UNSENT),
    # whoever holds a stage, or a later one, may edit before he signs
    _row(EDITORS, {State.FIRST}, Whose.OTHERS),
    _row({Role.HEAD, Role.CHIEF}, {State.SECOND}, Whose.OTHERS),
    _row(Role.CHIEF, {State.FINAL}),
    # a correction of signed words: it voids the signature until 总编辑 confirms it
    _row({Role.PROOFREADER, Role.LAYOUT}, {State.FINAL}),
    _row({*EDITORS, Role.PROOFREADER, Role.LAYOUT}, {State.SIGNED_OFF}),
)

TABLE: dict[Act, tuple[Row, ...]] = {
    Act.EDIT: _IN_HAND,
    Act.DELETE: (
        _row(Role.REPORTER, {State.DRAFT}, Whose.OWN),
        _row(EDITORS, {State.DRAFT}),
    ),
    Act.SUBMIT: (_row(Role.REPORTER, UNSENT, Whose.OWN), _row(EDITORS, UNSENT)),
    Act.APPROVE: _AT_THE_STAGE,
    Act.CONFIRM: (_row(Role.CHIEF, {State.FINAL}, Whose.OTHERS),),
    Act.SEND_BACK: (*_AT_THE_STAGE, _row(Role.CHIEF, {State.SIGNED_OFF}, Whose.OTHERS)),
    Act.HOLD: (*_AT_THE_STAGE, _row(Role.CHIEF, {State.SIGNED_OFF}, Whose.OTHERS)),
    Act.REJECT: (*_AT_THE_STAGE, _row({Role.HEAD, Role.CHIEF}, {State.HELD}, Whose.OTHERS)),
    Act.TAKE_UP: (
        _row(EDITORS, {State.HELD}),
        _row(Role.CHIEF, {State.REJECTED}, Whose.OTHERS),
    ),
    Act.PROOFREAD: (_row(Role.PROOFREADER, {State.FINAL, State.SIGNED_OFF}, Whose.OTHERS),),
    # a whole issue: whoever assembles it
    Act.SHOW_OUTSIDE: (*_IN_HAND, _row({Role.LAYOUT, Role.CHIEF}, ISSUES)),
    # wherever the story has gone since: what was shown outside can always be taken back
    Act.END_LINKS: (
        _row(Role.REPORTER, STORIES, Whose.OWN),
        _row(EDITORS, STORIES),
        _row({Role.PROOFREADER, Role.LAYOUT}, {State.FINAL, State.SIGNED_OFF}),
        _row({Role.LAYOUT, Role.CHIEF}, ISSUES),
    ),
    # 审稿单 holds the opinions of colleagues: a reporter reads those on his own stories
    Act.READ_RECORD: (
        _row(Role.REPORTER, STORIES, Whose.OWN),
        _row({*EDITORIAL, Role.AUDITOR} - {Role.REPORTER}, ANYTHING),
    ),
    Act.ASSEMBLE: (_row({Role.LAYOUT, Role.CHIEF}, OPEN),),
    Act.PUBLISH: (_row({Role.PUBLISHER, Role.CHIEF}, ISSUES),),
    Act.WITHDRAW: (_row({Role.PUBLISHER, Role.CHIEF}, {IssueState.SIGNED}),),
    Act.OVERRIDE: (_row(Role.CHIEF, OPEN),),
    # also once it is out: the press sends the picture late, and the archive's pages are scanned years after
    Act.SET_FACSIMILE: (_row({Role.LAYOUT, Role.CHIEF}, ISSUES),),
    Act.SEE_UNPUBLISHED: (_row({*EDITORIAL, Role.AUDITOR}, ANYTHING),),
    Act.IMPORT: (_row({*EDITORS, Role.REPORTER, Role.LAYOUT}, ANYTHING),),
    Act.ARCHIVE: (_row(Role.CHIEF, ANYTHING),),
    Act.MERGE: (_row(EDITORS, ANYTHING),),
    Act.KEEP_ACCOUNTS: (_row(Role.ACCOUNTS, ANYTHING),),
    Act.READ_TRAIL: (_row(Role.AUDITOR, ANYTHING),),
    Act.READ_ACCOUNT_TRAIL: (_row({Role.ACCOUNTS, Role.AUDITOR}, ANYTHING),),
}
