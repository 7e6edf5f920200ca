"""What a step sends back: the parts of the screen that changed. A page of 60 stories is a megabyte, a step changes one.

Every story and every line of the source is marked with a digest. The screen names those it holds; a part that it holds
already is answered by an empty element with the digest, and the screen keeps its own.
"""

from __future__ import annotations

import hashlib
import re

PART = re.compile(r'<(article|li)(?= (?:class="story|id="l\d))(.*?)</\1>', re.DOTALL)
#: What changes with every step, every sign-in and every story before; the screen puts it right in the parts it keeps.
PASSING = re.compile(
    r'name="(?:seen_version|csrfmiddlewaretoken)" value="[^"]*"|<span class="story__number">\d+</span>'
)
DIGEST = re.compile(r"^[0-9a-f]{12}$")
#: A page of the longest source has no more parts.
MOST = 25_000


def known(text: str) -> frozenset[str]:
    """The digests that a screen says it holds."""
    return frozenset(filter(DIGEST.match, text.split(" ")[:MOST]))


def slim(html: str, held: frozenset[str] = frozenset()) -> str:
    """The screen's HTML with a digest on each part, and without the parts that are held."""

    def part(match: re.Match[str]) -> str:
        tag, rest = match.groups()
        silent = PASSING.sub("", rest).encode()
        digest = hashlib.md5(silent, usedforsecurity=False).hexdigest()[:12]
        if digest in held:
            return f'<{tag} data-same="{digest}"></{tag}>'
        return f'<{tag} data-part="{digest}"{rest}</{tag}>'

    return PART.sub(part, html)
