"""The first page of a PDF as a picture, drawn in a process of its own that may take so much memory and time and no more.

A page from the press is trusted as little as any upload: whatever a file does to the program that reads it, it does
there.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from articles.images import BadImage

MAX_BYTES = 40 * 1024 * 1024
#: Seconds by the clock; the program itself has fewer of the processor.
PATIENCE = 60
BEGINS = re.compile(rb"%PDF-\d")
PROGRAM = Path(__file__).with_name("rasterise.py")

BROKEN = "这个 PDF 已损坏或没有版面，无法读取；请重新导出再传。"
TOO_MUCH = "这个 PDF 太复杂，没有画出来；请另存为图片（JPEG、PNG）再传。"
#: What rasterise.py ends with -> what an editor is told.
REFUSALS = {
    3: "这个 PDF 有密码，打不开；请去掉密码再传。",
    4: BROKEN,
    5: "这个 PDF 的页面尺寸不对，没有画出来；请另存为图片再传。",
}


def is_pdf(data: bytes) -> bool:
    """By its beginning, as readers of PDF do: something may stand before it."""
    return BEGINS.search(data, 0, 1024) is not None


def first_page(data: bytes) -> bytes:
    """-> PNG, 2400 pixels on its longer side. Raises BadImage."""
    if len(data) > MAX_BYTES:
        raise BadImage(f"PDF 超过 {MAX_BYTES // 1024 // 1024} MB，请压缩后再传。")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.pdf", Path(folder) / "page.png"
        source.write_bytes(data)
        code = _run(source, target)
        if code == 0 and target.exists():
            return target.read_bytes()
    raise BadImage(REFUSALS.get(code, TOO_MUCH))


def _run(source: Path, target: Path) -> int | None:
    """How the program ended; None where it did not in time. It gets no environment, so nothing that is secret."""
    command = [sys.executable, "-I", str(PROGRAM), str(source), str(target)]
    try:
        done = subprocess.run(
            command, env={}, capture_output=True, check=False, timeout=PATIENCE, cwd=source.parent
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode
