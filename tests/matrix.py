"""Who may do what, written down a second time and in another way: the tests hold the product's table against it.

A cell names the states by letters, before the bar for one's own stories and behind it for others'.
"""

from articles.models.article import State
from articles.permissions import Act, Role

LETTERS = {
    "D": State.DRAFT,
    "1": State.FIRST,
    "2": State.SECOND,
    "3": State.FINAL,
    "S": State.SIGNED_OFF,
    "R": State.RETURNED,
    "H": State.HELD,
    "X": State.REJECTED,
}

STORIES: dict[Act, dict[Role, str]] = {
    Act.EDIT: {
        Role.REPORTER: "DR|",
        Role.EDITOR: "DRS|DR1S",
        Role.HEAD: "DRS|DR12S",
        Role.CHIEF: "DR3S|DR123S",
        Role.PROOFREADER: "3S|3S",
        Role.LAYOUT: "3S|3S",
    },
    Act.DELETE: {
        Role.REPORTER: "D|",
        Role.EDITOR: "D|D",
        Role.HEAD: "D|D",
        Role.CHIEF: "D|D",
    },
    Act.SUBMIT: {
        Role.REPORTER: "DR|",
        Role.EDITOR: "DR|DR",
        Role.HEAD: "DR|DR",
        Role.CHIEF: "DR|DR",
    },
    Act.APPROVE: {Role.EDITOR: "|1", Role.HEAD: "|2", Role.CHIEF: "|3"},
    Act.CONFIRM: {Role.CHIEF: "|3"},
    Act.SEND_BACK: {Role.EDITOR: "|1", Role.HEAD: "|2", Role.CHIEF: "|3S"},
    Act.HOLD: {Role.EDITOR: "|1", Role.HEAD: "|2", Role.CHIEF: "|3S"},
    Act.REJECT: {Role.EDITOR: "|1", Role.HEAD: "|2H", Role.CHIEF: "|3H"},
    Act.TAKE_UP: {Role.EDITOR: "H|H", Role.HEAD: "H|H", Role.CHIEF: "H|HX"},
    Act.PROOFREAD: {Role.PROOFREADER: "|3S"},
    Act.SHOW_OUTSIDE: {
        Role.REPORTER: "DR|",
        Role.EDITOR: "DRS|DR1S",
        Role.HEAD: "DRS|DR12S",
        Role.CHIEF: "DR3S|DR123S",
        Role.PROOFREADER: "3S|3S",
        Role.LAYOUT: "3S|3S",
    },
    Act.END_LINKS: {
        Role.REPORTER: "D123SRHX|",
        Role.EDITOR: "D123SRHX|D123SRHX",
        Role.HEAD: "D123SRHX|D123SRHX",
        Role.CHIEF: "D123SRHX|D123SRHX",
        Role.PROOFREADER: "3S|3S",
        Role.LAYOUT: "3S|3S",
    },
    Act.READ_RECORD: {
        Role.REPORTER: "D123SRHX|",
        Role.EDITOR: "D123SRHX|D123SRHX",
        Role.HEAD: "D123SRHX|D123SRHX",
        Role.CHIEF: "D123SRHX|D123SRHX",
        Role.PROOFREADER: "D123SRHX|D123SRHX",
        Role.LAYOUT: "D123SRHX|D123SRHX",
        Role.PUBLISHER: "D123SRHX|D123SRHX",
        Role.AUDITOR: "D123SRHX|D123SRHX",
    },
}

#: By state of the issue: planning, assembling, signed, withdrawn.
ISSUES: dict[Act, dict[Role, str]] = {
    Act.ASSEMBLE: {Role.CHIEF: "PAW", Role.LAYOUT: "PAW"},
    Act.PUBLISH: {Role.CHIEF: "PASW", Role.PUBLISHER: "PASW"},
    Act.WITHDRAW: {Role.CHIEF: "S", Role.PUBLISHER: "S"},
    Act.OVERRIDE: {Role.CHIEF: "PAW"},
    Act.SET_FACSIMILE: {Role.CHIEF: "PASW", Role.LAYOUT: "PASW"},
    Act.READ_RECORD: {
        Role.EDITOR: "PASW",
        Role.HEAD: "PASW",
        Role.CHIEF: "PASW",
        Role.PROOFREADER: "PASW",
        Role.LAYOUT: "PASW",
        Role.PUBLISHER: "PASW",
        Role.AUDITOR: "PASW",
    },
    Act.SHOW_OUTSIDE: {Role.CHIEF: "PASW", Role.LAYOUT: "PASW"},
    Act.END_LINKS: {Role.CHIEF: "PASW", Role.LAYOUT: "PASW"},
}

PAPER: dict[Act, str] = {
    Act.SEE_UNPUBLISHED: "记者 责任编辑 部主任 总编辑 校对 版面编辑 发布员 审计员",
    Act.IMPORT: "记者 责任编辑 部主任 总编辑 版面编辑",
    Act.ARCHIVE: "总编辑",
    Act.MERGE: "责任编辑 部主任 总编辑",
    Act.KEEP_ACCOUNTS: "用户管理员",
    Act.READ_TRAIL: "审计员",
    Act.READ_ACCOUNT_TRAIL: "用户管理员 审计员",
}


def allows(act: Act, roles: set[Role], state: State, *, is_own: bool) -> bool:
    """For a story."""
    cells = [cell.split("|") for role, cell in STORIES[act].items() if role in roles]
    own, others = ("".join(part) for part in zip(*cells, strict=True)) if cells else ("", "")
    return state in {LETTERS[letter] for letter in (own if is_own else others)}
