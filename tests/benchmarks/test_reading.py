"""How fast signatures and pages are read: signatures and pages per second, and that a source costs what it is long.

Not collected by default: name the folder. Figures of one machine say little; the ratios within a run count.
"""

from __future__ import annotations

import time

import pytest

from articles.ingest import reader
from articles.ingest.source import MAX_LINES
from articles.text import byline
from tests.ingest.samples import DATA, SECTIONS, SOUND

SIGNATURES = [
    "（本报记者　刘　畅）",
    "（彭佳 本报记者 杨永忠）",
    "（全媒体记者 刘畅 通讯员 孙大为 实习生 唐小雨）",
    "（记者刘畅通讯员孙大为文/图）",
    "（刘畅/文 马原/摄）",
    "（四川省气象学会 供图）",
    "（据新华社电 记者 刘畅）",
    "（以下简称“双进”）",
]
STORY = """\
## 望溪县科协 把课堂搬到果园

**本报讯** 11月3日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停。

课后，大家又去看了新修的水渠，把三处堵口都记在本子上，说好下周再来。

### 先看枝条

老树的枝条要先看朝向，再看粗细，最后才下剪刀，剪口要斜，不能积水，伤口抹上药膏。

![果农在学嫁接](a.png)
果农在学嫁接。　何晓 摄

（通讯员 罗川 本报记者 林舟）

"""
BARE = STORY.replace("#", "").replace("**", "").replace("![果农在学嫁接](a.png)\n", "")


def test_signatures_per_second(benchmark):
    benchmark(lambda: [byline.parse(text) for text in SIGNATURES])
    benchmark.extra_info["signatures per second"] = round(len(SIGNATURES) / benchmark.stats["mean"])


@pytest.mark.parametrize("story", [STORY, BARE], ids=["marked", "bare"])
def test_a_page_of_sixty_stories(benchmark, story: str):
    data = (story * 60).encode()
    (page,) = benchmark(reader.read, data, "稿.md").pages
    benchmark.extra_info["pages per second"] = round(1 / benchmark.stats["mean"], 1)
    assert len(page.stories) == 60
    assert benchmark.stats["mean"] < 1


@pytest.mark.parametrize(
    "path", [SOUND, *sorted((DATA / "pages").iterdir())], ids=lambda path: path.stem
)
def test_a_page_as_it_is_printed(benchmark, path):
    data = path.read_bytes()
    assert benchmark(reader.read, data, path.name, sections=SECTIONS).pages
    benchmark.extra_info["pages per second"] = round(1 / benchmark.stats["mean"])


#: A line that a whole file is made of -> what makes it dear.
LINES = {
    "paragraphs": "会后，大家又去看了水渠，修了三处堵口。\n",
    "one torn paragraph": "会后大家又去看了水渠修了三处堵口的地方\n",
    "holes": "会后，大家又去看了水渠，修了三处堵口，\n",
    "signatures": "（何晓）\n",
    "bare names": "何晓\n",
    "headings": "## 题目甲\n### 副题\n",
    "titles without marks": "春天来了吗\n春天来了，大家都去看花，山上山下都是人。\n",
    "captions": "学生用小旗标水位 何晓 摄\n",
    "pictures": "![图](a.png)\n",
    "rows": "| 甲 | 乙 |\n",
    "verse": "床前明月光，\n",
    "items": "- 苹果\n",
    "contacts": "电话：13800000000\n",
    "jumps": "（下转第2版）\n",
    "open brackets": "他说（何晓\n",
}


def seconds(line: str, lines: int) -> float:
    """Of this process's own time, which its neighbours do not stretch."""
    text = "# 题\n" + line * (lines // line.count("\n") - 1)
    start = time.process_time()
    reader.read(text.encode(), "稿.md")
    return time.process_time() - start


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_file_of_the_longest_length_costs_what_it_is_long(benchmark, line: str):
    half = min(seconds(line, MAX_LINES // 2) for _ in range(2))
    whole = min(seconds(line, MAX_LINES) for _ in range(2))
    benchmark.extra_info |= {"half": round(half, 2), "whole": round(whole, 2)}
    benchmark.pedantic(seconds, (line, MAX_LINES // 10), rounds=1)
    assert whole < 3
    assert whole < 3 * half
