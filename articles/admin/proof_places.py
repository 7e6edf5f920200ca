"""Places of a text by its letters, so that the form finds them in what is typed.

What is checked is not what stands in the form: indents, doubled blanks and empty paragraphs are gone from it. The letters
are the same on both sides. A place is (letters before it, blanks after the last of these, whether a letter stands there);
static/js/admin/proof-places.js finds it in a field or in the editor.
"""

from __future__ import annotations

import re
from bisect import bisect_left

#: What does not count as a letter; the script has the same ones.
BLANK = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)

Place = tuple[int, int, bool]


class Letters:
    """A text's letters. `before`: letters of the blocks that stand before it in the same field."""

    def __init__(self, text: str, before: int = 0) -> None:
        self.text = text
        self.before = before
        self.at = [at for at, char in enumerate(text) if not BLANK.match(char)]

    def __len__(self) -> int:
        return len(self.at)

    def place(self, offset: int) -> Place:
        count = bisect_left(self.at, offset)
        last = self.at[count - 1] + 1 if count else 0
        is_letter = count < len(self.at) and self.at[count] == offset
        return self.before + count, offset - last, is_letter


def letters(text: str) -> str:
    return BLANK.sub("", text)
