"""Pages as PDF, sound and hostile, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

A3 = (842, 1191)


def pdf(
    *contents: bytes,
    size: tuple[float, float] = A3,
    pages: int | None = None,
    encrypt: bytes = b"",
    objects: Sequence[bytes] = (),
) -> bytes:
    """A page for each content stream; `objects` stand behind them, from number 3 + 2 * pages on."""
    count = len(contents) if pages is None else pages
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(contents)))
    found = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
    for at, content in enumerate(contents):
        box = b"[0 0 %g %g]" % size
        found.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R/Resources<<>>>>"
            % (box, 4 + 2 * at)
        )
        found.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _file([*found, *objects], encrypt)


def _file(objects: Sequence[bytes], encrypt: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, encrypt)
    return out + head + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


#: Its upper half black.
HALF = b"0 g 0 595 842 596 re f"
SOUND = pdf(HALF)
ENCRYPT = (
    b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    b"/ID[<" + b"43" * 16 + b"><" + b"43" * 16 + b">]"
)
BROKEN = "这个 PDF 已损坏或没有版面，无法读取；请重新导出再传。"
SHAPELESS = "这个 PDF 的页面尺寸不对，没有画出来；请另存为图片再传。"

#: What is wrong -> the file and what an editor is told.
REFUSED: dict[str, tuple[bytes, str]] = {
    "a password": (pdf(HALF, encrypt=ENCRYPT), "这个 PDF 有密码，打不开；请去掉密码再传。"),
    "no page": (pdf(), BROKEN),
    "only a head": (b"%PDF-1.7\n", BROKEN),
    "cut off": (SOUND[: len(SOUND) // 4], BROKEN),
    "letters": (b"%PDF-1.7\n" + b"<script>" * 4000, BROKEN),
    "a thread": (pdf(HALF, size=(14400, 9)), SHAPELESS),
}
#: Ten forms, each of which draws the one before ten times: ten thousand million squares.
NESTED = pdf(
    b"/F9 Do",
    objects=[
        b"<</Type/XObject/Subtype/Form/BBox[0 0 900 1200]/Resources<</XObject<</F%d %d 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream"
        % (at - 1, 4 + at, len(b"/F%d Do " % (at - 1)) * 10, b"/F%d Do " % (at - 1) * 10)
        if at
        else b"<</Type/XObject/Subtype/Form/BBox[0 0 900 1200]/Length 14>>stream\n0 0 800 900 re f\nendstream"
        for at in range(10)
    ],
).replace(b"/Resources<<>>", b"/Resources<</XObject<</F9 14 0 R>>>>", 1)
