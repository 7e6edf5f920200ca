"""What a step changed on a worksheet, both ways: only the lines and decisions that differ, as JSON keeps them.

    {"at": 4, "lines": [[before], [after]], "looks": {}, "decisions": {"5": [before or None, after or None]}}

Line numbers count from 1 in decisions and looks, from 0 in `at`. A page of 60 stories is 100 KB, a step a few hundred bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

#: A worksheet as it is stored (worksheet.pack), and a patch.
Stored = dict[str, Any]
Patch = dict[str, Any]
Side = Literal[0, 1]
BEFORE: Side = 0
AFTER: Side = 1


def patch(before: Stored, after: Stored) -> Patch | None:
    """What leads from one to the other and back; None where they are the same."""
    if before == after:
        return None
    old, new = before["lines"], after["lines"]
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    return {
        "at": head,
        "lines": [old[head : len(old) - tail], new[head : len(new) - tail]],
        **{name: _differing(before[name], after[name]) for name in ("looks", "decisions")},
    }


def _common(one: list[str], other: list[str]) -> int:
    """How many lines both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        key: [before.get(key), after.get(key)]
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    }


def turned(stored: Stored, made: Patch, side: Side) -> Stored:
    """The worksheet as it was on that side of the step. It has to be as the step, or taking it back, left it."""
    lines, here = list(stored["lines"]), made["lines"][1 - side]
    lines[made["at"] : made["at"] + len(here)] = made["lines"][side]
    maps = {name: {**stored[name]} for name in ("looks", "decisions")}
    for name, values in maps.items():
        for key, pair in made[name].items():
            values.pop(key, None)
            if pair[side] is not None:
                values[key] = pair[side]
    return {"lines": lines, **maps}


def line_of(made: Patch) -> int:
    """The first line that the step touched."""
    changed = [int(key) for name in ("looks", "decisions") for key in made[name]]
    return made["at"] + 1 if made["lines"] != [[], []] else min(changed)
