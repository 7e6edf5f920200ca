"""The files of a page's picture: made of an image or of the first page of a PDF, kept under the hash of the upload."""

from __future__ import annotations

from django.core.files.storage import default_storage

from articles import images
from articles.facsimiles import pdf
from articles.images import BadImage, Renditions
from articles.images.spec import parse
from articles.models import Facsimile

NAME = images.NAME
#: A thumbnail, a telephone, a screen, and the small print; one JPEG for programs without WebP.
SIZES = ("max-320x320", "max-600x600", "max-1200x1200", "max-2400x2400", "max-1200x1200.jpg")
WHOLE = tuple(map(parse, SIZES))
#: Of the shorter side; on less no title can be read.
LEAST = 300


def prepare(data: bytes) -> Renditions:
    """Decode, render where it is a PDF, and re-encode; some 2 s. Raises BadImage."""
    made = images.prepare(pdf.first_page(data) if pdf.is_pdf(data) else data, WHOLE, crops=())
    if min(made.width, made.height) < LEAST:
        size = f"{made.width}×{made.height}"
        raise BadImage(f"版面图太小（{size} 像素），短边至少要 {LEAST} 像素。")
    return made


def path(sha256: str, name: str) -> str:
    """Where a file lies in the storage."""
    return f"pages/{sha256[:2]}/{sha256}/{name}"


def discard(sha256: str) -> None:
    """Delete the files of a picture that no page has any more."""
    if Facsimile.objects.filter(sha256=sha256).exists():
        return
    folder = path(sha256, "")
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        default_storage.delete(folder + name)
    default_storage.delete(folder)
