"""The first page of a PDF as a picture; whatever else comes under that name is refused in a sentence, and in time."""

from __future__ import annotations

import io
import sys
import time

import pytest
from PIL import Image

from articles import facsimiles
from articles.facsimiles import pdf
from articles.images import BadImage
from tests.facsimiles import pdfs
from tests.factories import picture_bytes


def test_the_first_page_is_drawn_large_enough_to_be_read():
    data = pdfs.pdf(pdfs.HALF, b"1 0 0 rg 0 0 842 1191 re f")
    picture = Image.open(io.BytesIO(pdf.first_page(data)))
    assert (picture.size, picture.mode) == ((1697, 2400), "RGB")
    assert [picture.getpixel((800, y)) for y in (300, 2100)] == [(0, 0, 0), (255, 255, 255)]


def test_a_page_of_the_press_is_kept_at_a_few_sizes():
    made = facsimiles.prepare(pdfs.SOUND)
    assert (made.width, made.height) == (1697, 2400)
    assert made.widths == [226, 424, 848, 1697]
    assert sorted(made.files) == sorted(
        ["1697.webp", "226.webp", "424.webp", "848.webp", "fallback.jpg"]
    )


@pytest.mark.parametrize("name", pdfs.REFUSED)
def test_a_bad_pdf_is_refused_with_its_reason(name):
    data, reason = pdfs.REFUSED[name]
    with pytest.raises(BadImage) as refused:
        facsimiles.prepare(data)
    assert str(refused.value) == reason


def test_a_pdf_is_told_by_its_beginning_and_not_by_its_name():
    found = [pdf.is_pdf(data) for data in (pdfs.SOUND, b"\xef\xbb\xbf\n%PDF-1.4", picture_bytes())]
    assert found == [True, True, False]


def test_more_than_64_megabytes_are_not_looked_at():
    with pytest.raises(BadImage, match="PDF 超过 40 MB，请压缩后再传。"):
        facsimiles.prepare(pdfs.SOUND + bytes(pdf.MAX_BYTES))


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE", 1.5)
    began = time.monotonic()
    with pytest.raises(BadImage, match="这个 PDF 太复杂"):
        facsimiles.prepare(pdfs.NESTED)
    assert time.monotonic() - began < 20


def test_what_wants_too_much_memory_harms_only_the_program_that_draws(tmp_path, monkeypatch):
    greedy = tmp_path / "greedy.py"
    limits = "from articles.facsimiles import rasterise\nrasterise.limit()\n"
    path = f"import sys\nsys.path[:0] = {sys.path!r}\n"
    greedy.write_text(f"{path}{limits}bytes(3 * 1024**3)\n")
    monkeypatch.setattr(pdf, "PROGRAM", greedy)
    with pytest.raises(BadImage, match="这个 PDF 太复杂，没有画出来；请另存为图片"):
        facsimiles.prepare(pdfs.SOUND)


def test_the_program_that_draws_is_told_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSROOM_SECRET_KEY", "an-jian")
    said = tmp_path / "said"
    spy = tmp_path / "spy.py"
    spy.write_text(f"import os\nopen({str(said)!r}, 'w').write(repr(sorted(os.environ)))\n")
    monkeypatch.setattr(pdf, "PROGRAM", spy)
    with pytest.raises(BadImage):
        facsimiles.prepare(pdfs.SOUND)
    assert "SECRET" not in said.read_text()


@pytest.mark.parametrize("size", [(299, 420), (420, 100)])
def test_a_picture_on_which_nothing_can_be_read_is_refused(size):
    with pytest.raises(BadImage, match=f"版面图太小（{size[0]}×{size[1]} 像素），短边至少要 300"):
        facsimiles.prepare(picture_bytes(size))


def test_what_is_no_picture_is_refused_as_pictures_are():
    with pytest.raises(BadImage, match="这不是可用的图片"):
        facsimiles.prepare(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
