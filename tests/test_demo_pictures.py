"""The sample issues' illustrations: right size, not flat, the same pixels on every run."""

from pathlib import Path

import pytest
from PIL import Image

from articles.management.demo import pictures

CHEAP = "microscope"  # one of the quickest to draw: used wherever one picture will do


# Left out for time: two landscapes made with the same brushes as the rest.
DRAWN = [name for name in pictures.NAMES if name not in ("forest-stream", "weather-station")]


@pytest.mark.parametrize("name", DRAWN)
def test_a_name_draws_a_full_picture(name: str) -> None:
    # Only the pixels are asked for, never a PNG: encoding costs as much as drawing.
    image = pictures.draw(name)

    assert image.mode == "RGB"
    assert image.size == ((1067, 1600) if name == "observatory-night" else (1600, 1067))
    small = image.reduce(8)
    assert len(set(small.get_flattened_data())) > 1000
    darkest, brightest = small.convert("L").getextrema()
    assert brightest - darkest > 100


def test_a_picture_is_the_same_on_every_run() -> None:
    assert pictures.draw(CHEAP).tobytes() == pictures.draw(CHEAP).tobytes()


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        pictures.draw("no-such-picture")


def test_saving_writes_only_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dot = Image.new("RGB", (2, 2), "#808080")
    monkeypatch.setattr(pictures, "draw", lambda name: dot)
    kept = tmp_path / f"{CHEAP}.png"
    kept.write_bytes(b"an editor's own picture")

    pictures.save_all(tmp_path)

    assert {path.stem for path in tmp_path.iterdir()} == set(pictures.NAMES)
    assert kept.read_bytes() == b"an editor's own picture"
