"""版面图: a page's picture, and on it the zones that lead to its stories. The only writer of Facsimile and Zone.

A zone hangs on a story's place: taken off, the story takes its zones along; on another page they count for nothing
(`Zone.objects.live`). So nothing has to tidy up behind `assembly`, and no zone leads nowhere.
"""

from articles.facsimiles.acts import (
    CannotDraw,
    Drawn,
    StaleFacsimile,
    draw,
    put,
    release,
    remove,
    watch,
    withhold,
)
from articles.facsimiles.files import NAME, path, prepare

__all__ = [
    "NAME",
    "CannotDraw",
    "Drawn",
    "StaleFacsimile",
    "draw",
    "path",
    "prepare",
    "put",
    "release",
    "remove",
    "watch",
    "withhold",
]
