"""Orders for renditions: what they say, what they cut, and that nothing is enlarged or leaves its picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.images.spec import BadSpec, Plan, Spec, parse

SIDES = st.integers(1, 4096)
PICTURES = st.tuples(st.integers(1, 9000), st.integers(1, 9000))
PLACES = st.tuples(st.floats(0, 1), st.floats(0, 1))
ORDERS = st.builds(Spec, st.sampled_from(["fill", "max"]), SIDES, SIDES, st.booleans()) | st.builds(
    Spec, st.just("width"), SIDES, st.just(0), st.booleans()
)


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("width-960", Spec("width", 960)),
        ("width-960.jpg", Spec("width", 960, is_jpeg=True)),
        ("max-1200x800", Spec("max", 1200, 800)),
        ("fill-600x400", Spec("fill", 600, 400)),
        ("fill-600x400.jpg", Spec("fill", 600, 400, is_jpeg=True)),
    ],
)
def test_an_order_is_read(text, spec):
    assert parse(text) == spec


@given(ORDERS)
def test_an_order_written_down_is_read_as_itself(spec):
    assert parse(str(spec)) == spec


@pytest.mark.parametrize(
    "text",
    [
        "",
        "width",
        "width-",
        "width-x",
        "width-9x9",
        "fill-600",
        "fill-6x",
        "crop-6x4",
        "width-９６０",
        "width-960.png",
        " width-960",
        "width-960\n",
        "width--1",
        "../width-960",
    ],
)
def test_what_is_no_order_is_refused_by_name(text):
    with pytest.raises(BadSpec, match="is no order for a rendition: say width-960"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["width-0", "width-4097", "fill-0x4", "max-4x99999999999999999999"]
)
def test_a_side_of_no_use_is_refused(text):
    with pytest.raises(BadSpec, match="a side has 1 to 4096 pixels"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "picture", "focus", "plan"),
    [
        ("width-960", (1920, 1280), (0, 0), Plan((0, 0, 1920, 1280), (960, 640))),
        ("width-960", (600, 400), (0, 0), Plan((0, 0, 600, 400), (600, 400))),
        ("max-300x300", (600, 1200), (0, 0), Plan((0, 0, 600, 1200), (150, 300))),
        ("fill-300x200", (1200, 400), (0.5, 0.5), Plan((300, 0, 900, 400), (300, 200))),
        ("fill-300x200", (1200, 400), (0.0, 0.5), Plan((0, 0, 600, 400), (300, 200))),
        ("fill-300x200", (1200, 400), (0.9, 0.5), Plan((600, 0, 1200, 400), (300, 200))),
        ("fill-300x200", (1200, 400), (0.3, 0.5), Plan((60, 0, 660, 400), (300, 200))),
        ("fill-300x200", (300, 900), (0.5, 0.25), Plan((0, 125, 300, 325), (300, 200))),
        ("fill-300x200", (64, 48), (0.5, 0.0), Plan((0, 0, 64, 43), (64, 43))),
        ("fill-300x200", (1, 100000), (0.5, 0.5), Plan((0, 50000, 1, 50001), (1, 1))),
    ],
)
def test_what_is_cut_and_how_large_it_becomes(text, picture, focus, plan):
    assert parse(text).plan(picture, focus) == plan


@given(ORDERS, PICTURES, PLACES)
def test_nothing_is_enlarged_nor_cut_outside_of_the_picture(spec, picture, focus):
    plan = spec.plan(picture, focus)
    left, top, right, bottom = plan.box
    assert 0 <= left < right <= picture[0]
    assert 0 <= top < bottom <= picture[1]
    assert 1 <= plan.size[0] <= min(spec.width, right - left)
    assert 1 <= plan.size[1] <= min(spec.height or 9000, bottom - top)
