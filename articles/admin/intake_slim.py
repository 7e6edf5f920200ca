"""What a step sends back: the parts of the screen that changed. A page of 60 stories is a megabyte, a step changes one.

Every story and every line of the source is a part (articles/templatetags/parts.py) and marked with a digest. The screen
names those it holds.
"""

from __future__ import annotations

import re

DIGEST = re.compile(r"^[0-9a-f]{12}$")
#: A page of the longest source has no more parts.
MOST = 25_000


def known(text: str) -> frozenset[str]:
    """The digests that a screen says it holds."""
    return frozenset(filter(DIGEST.match, text.split(" ")[:MOST]))
