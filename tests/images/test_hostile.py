"""Whatever comes as a picture is refused with a reason, or comes out clean: upright, in colour, without a word in it."""

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from articles import images
from tests.images import hostile
from tests.images.hostile import CLEANED, PHOTO, REFUSED, plain, saved

ROOT = Path(__file__).resolve().parents[2]
ORIENTED = [name for name in CLEANED if name.startswith("orientation")]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def largest(data: bytes) -> Image.Image:
    made = images.prepare(data)
    return opened(made.files[f"{max(made.widths)}.webp"]).convert("RGB")


def near(colour: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_picture_is_refused_with_its_reason(name: str):
    data, reason = REFUSED[name]
    with pytest.raises(images.BadImage) as refused:
        images.prepare(data)
    assert str(refused.value) == reason


@pytest.mark.parametrize("name", CLEANED)
def test_an_odd_picture_comes_out_clean(name: str):
    data, size = CLEANED[name]
    made = images.prepare(data)
    assert (made.width, made.height) == size
    assert {
        (opened(file).format, getattr(opened(file), "n_frames", 1)) for file in made.files.values()
    } == {
        ("WEBP", 1),
        ("JPEG", 1),
    }
    for file in made.files.values():
        kept = opened(file)
        assert dict(kept.getexif()) == {}
        assert {"comment", "xmp", "icc_profile", "exif", "photoshop"}.isdisjoint(kept.info)
        assert [word for word in (b"canary", b"script", b"PK\x03\x04") if word in file] == []


@pytest.mark.parametrize("name", ORIENTED)
def test_a_turned_picture_stands_upright(name: str):
    picture = largest(CLEANED[name][0])
    corners = [picture.getpixel(at) for at in ((8, 8), (80, 8), (8, 50), (80, 50))]
    assert [near(corner, (254, 0, 0), 40) for corner in corners] == [True, False, False, False]


@pytest.mark.parametrize(
    ("picture", "kind", "seen"),
    [
        (plain(mode="I;16", colour=32_896), "PNG", (128, 128, 128)),
        (plain(mode="CMYK", colour=(0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (plain(mode="RGBA", colour=(0, 0, 0, 0)), "PNG", (255, 255, 255)),
        (plain(mode="LA", colour=(0, 128)), "PNG", (127, 127, 127)),
        (plain(mode="1", colour=1), "PNG", (255, 255, 255)),
        (plain(colour=(200, 30, 60)).quantize(4), "GIF", (200, 30, 60)),
    ],
    ids=["16 bits", "CMYK", "transparent", "half transparent grey", "two colours", "palette"],
)
def test_the_colours_are_those_that_were_meant(picture, kind, seen):
    assert near(largest(saved(picture, kind)).getpixel((45, 30)), seen)


def test_what_is_transparent_stays_white_under_a_profile():
    clear = plain(mode="RGBA", colour=(0, 0, 0, 0))
    data = saved(clear, "PNG", icc_profile=hostile.SRGB)
    assert near(largest(data).getpixel((45, 30)), (255, 255, 255))


def test_the_suffix_of_a_name_counts_for_nothing():
    assert images.prepare(saved(plain(), "PNG")).widths == [90]


def test_more_than_40_megabytes_are_not_looked_at():
    with pytest.raises(images.BadImage, match="图片超过 40 MB，请压缩后再传。"):
        images.prepare(PHOTO + bytes(images.MAX_BYTES))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_a_damaged_file_is_refused_or_clean_and_never_an_accident(kind: str):
    """Cut at many places, and with bytes changed by chance."""
    chance = random.Random(kind)
    whole = saved(Image.effect_noise((60, 40), 90).convert("RGB"), kind)
    damaged = [whole[: len(whole) * at // 12] for at in range(12)]
    for _ in range(25):
        bad = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        damaged.append(bytes(bad))
    outcomes = set()
    for data in damaged:
        images.facts(data)
        try:
            outcomes.add(type(images.prepare(data)))
        except images.BadImage as error:
            outcomes.add(type(error))
    assert outcomes <= {images.Renditions, images.BadImage}
    assert images.BadImage in outcomes


MEASURED = """
import resource, sys
import django
django.setup()
from articles import images
from tests.images.hostile import CLEANED, REFUSED, plain, saved
largest = [saved(plain((7740, 7740), mode), "PNG") for mode in ("RGBA", "I;16", "P", "1")]
for data in [*(data for data, _ in (REFUSED | CLEANED).values()), *largest]:
    try:
        images.facts(data)
        images.prepare(data)
    except images.BadImage:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_all_of_them_together_take_bounded_memory():
    done = subprocess.run(
        [sys.executable, "-c", MEASURED],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1000
