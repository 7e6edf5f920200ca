"""Captions and names that photographers and agencies write into their files, in the encodings that occur."""

import io

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from articles import images
from articles.images import Facts
from articles.images.metadata import gather

CAPTION, NAME, HEADLINE = "何晓在云岭气象站记录积雪深度。", "何晓", "雪后的云岭"
DESCRIPTION = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="雪后的云岭">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">何晓在云岭气象站记录积雪深度。</rdf:li>
<rdf:li xml:lang="en">He Xiao</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>何晓</rdf:li><rdf:li>林舟</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def iptc(*fields: tuple[int, bytes]) -> bytes:
    return b"".join(
        bytes([0x1C, 2, number]) + len(value).to_bytes(2, "big") + value for number, value in fields
    )


def segment(number: int, content: bytes) -> bytes:
    return b"\xff" + bytes([number]) + (len(content) + 2).to_bytes(2, "big") + content


def jpeg(*segments: bytes, **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", **options)
    data = out.getvalue()
    return data[:2] + b"".join(segments) + data[2:]


def photoshop(block: bytes) -> bytes:
    even = block + b"\0" * (len(block) % 2)
    resource = b"8BIM\x04\x04\0\0" + len(block).to_bytes(4, "big") + even
    return segment(0xED, b"Photoshop 3.0\0" + resource)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_words_of_a_press_photograph_are_read(encoding):
    words = [(120, CAPTION), (80, NAME), (105, HEADLINE)]
    block = iptc(*((number, word.encode(encoding)) for number, word in words))
    assert images.facts(jpeg(photoshop(block))) == Facts(CAPTION, NAME, HEADLINE)


def test_the_words_of_a_picture_program_are_read():
    data = jpeg(xmp=DESCRIPTION.encode())
    assert images.facts(data) == Facts(CAPTION, "何晓 林舟", HEADLINE)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_words_of_a_camera_are_read(encoding):
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = CAPTION.encode(encoding), NAME.encode(encoding)
    exif[0x9C9B] = HEADLINE.encode("utf-16-le") + b"\0\0"
    assert images.facts(jpeg(exif=exif)) == Facts(CAPTION, NAME, HEADLINE)


def test_the_words_of_a_scan_are_read():
    tags = ImageFileDirectory_v2()
    tags[33723] = iptc((120, CAPTION.encode()), (80, NAME.encode()))
    tags.tagtype[33723] = 7
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "TIFF", tiffinfo=tags)
    assert images.facts(out.getvalue()) == Facts(CAPTION, NAME, "")


def test_what_a_camera_writes_by_itself_is_no_caption():
    exif = Image.Exif()
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA         "
    assert images.facts(jpeg(exif=exif)) == Facts()


def test_press_words_come_before_a_programs_and_a_cameras():
    found = gather(
        iptc((120, "报纸的".encode())), DESCRIPTION.encode(), {0x010E: "相机的", 0x013B: "甲"}
    )
    assert found == Facts("报纸的", "何晓 林舟", HEADLINE)


@pytest.mark.parametrize(
    ("block", "xmp", "exif"),
    [
        (b"\x1c\x02\x78\xff\xff" + b"x" * 9, b"", {}),  # a length of more than is there
        (b"\x1c\x02\x78\x00", b"", {}),
        (b"", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', {}),
        (b"", b"<x:xmpmeta", {}),
        (b"", b"\xff\xfe\0\0", {}),
        (b"", b"<a/>" + b" " * 600_000, {}),
        (iptc((120, b"\xff\xfe\xff")), b"", {0x010E: 12, 0x013B: b"\xff", 0x9C9B: (1, 2)}),
    ],
)
def test_a_description_that_makes_no_sense_says_nothing(block, xmp, exif):
    assert gather(block, xmp, exif) == Facts()


def test_what_is_no_picture_says_nothing():
    assert images.facts(b"<svg/>") == Facts()
