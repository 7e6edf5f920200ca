"""How long the renditions of a photograph of 24 megapixels take, as an editor waits for them after the upload.

In this process's own time, which its neighbours do not stretch.
"""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from articles import images
from articles.images import render

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def photograph() -> bytes:
    """6000 by 4000: soft shapes with grain, which costs an encoder what a landscape does."""
    shapes = Image.effect_noise((300, 200), 90).resize((6000, 4000), Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").resize((6000, 4000))
    grain = Image.effect_noise((6000, 4000), 20)
    picture = Image.merge("RGB", [Image.blend(shapes, light, 0.5), light, shapes])
    picture = Image.blend(picture, grain.convert("RGB"), 0.15)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def test_a_photograph_of_24_megapixels(benchmark):
    data = photograph()
    made = benchmark.pedantic(images.prepare, (data,), rounds=5, warmup_rounds=1)
    kept = sum(map(len, made.files.values()))
    benchmark.extra_info |= {"upload KB": len(data) // 1024, "kept KB": kept // 1024}
    assert (made.width, made.height) == (1600, 2400)
    assert benchmark.stats["min"] < 1.5


def test_another_focal_point(benchmark):
    made = images.prepare(photograph())
    from_kept = made.files[f"{max(made.widths)}.webp"]
    benchmark.pedantic(render.crops, (from_kept, (0.2, 0.8)), rounds=5, warmup_rounds=1)
    assert benchmark.stats["min"] < 0.5
