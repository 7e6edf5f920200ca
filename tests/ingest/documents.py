"""Word documents made part by part, as Word writes them; and the clipboards of Word, WPS, 公众号 and a mail program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

OOXML = "http://schemas.openxmlformats.org"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{OOXML}/wordprocessingml/2006/main",
        "r": f"{OOXML}/officeDocument/2006/relationships",
        "a": f"{OOXML}/drawingml/2006/main",
        "wp": f"{OOXML}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{OOXML}/drawingml/2006/picture",
        "c": f"{OOXML}/drawingml/2006/chart",
        "m": f"{OOXML}/officeDocument/2006/math",
        "mc": f"{OOXML}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
STRICT = {
    f"{OOXML}/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    f"{OOXML}/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: id -> (name, properties of the style). Ids as a Chinese Word gives them.
STYLES = {
    "a": ("Normal", '<w:pPr><w:jc w:val="both"/></w:pPr>'),
    "1": (
        "heading 1",
        '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>',
    ),
    "2": (
        "heading 2",
        '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>',
    ),
    "a3": (
        "Title",
        '<w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>',
    ),
    "a4": ("Subtitle", '<w:basedOn w:val="a"/>'),
    "a5": ("caption", '<w:basedOn w:val="a"/>'),
    "a6": ("Quote", '<w:basedOn w:val="a"/>'),
    "b1": ("新闻标题", '<w:basedOn w:val="b2"/>'),
    "b2": ("版面标题", '<w:basedOn w:val="1"/><w:rPr><w:b w:val="0"/></w:rPr>'),
    "b3": ("标题 3", ""),
    "b4": ("题注", ""),
    "b5": ("副标题", ""),
    "b6": ("引用", ""),
    "b7": ("标题", ""),
    "b8": ("二级标题", ""),
    "b9": ("正文无大纲", '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
    "c1": ("内部备注", "<w:rPr><w:vanish/></w:rPr>"),
    "c2": ("编号段落", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    "e1": (
        "表样",
        '<w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>",
    ),
    "d1": ("甲环", '<w:basedOn w:val="d2"/>'),
    "d2": ("乙环", '<w:basedOn w:val="d1"/><w:rPr><w:b/></w:rPr>'),
}
CHARACTERS = {
    "s1": ("Strong", "<w:rPr><w:b/></w:rPr>"),
    "s2": ("隐藏字", "<w:rPr><w:vanish/></w:rPr>"),
}
#: definition -> levels (format, text, more); list -> definition.
DEFINITIONS = {
    "0": [
        ("chineseCounting", "%1、", ""),
        ("decimal", "%2.", ""),
        ("decimal", "%1.%2.%3", "<w:isLgl/>"),
    ],
    "1": [("bullet", "\uf06c", "")],
    "2": [("decimal", "（%1）", '<w:suff w:val="nothing"/>')],
    "3": [("decimalEnclosedCircleChinese", "%1", '<w:suff w:val="nothing"/>')],
    "4": [("hebrew1", "%1.", "")],
    "5": [("upperRoman", "%1.", ""), ("lowerLetter", "%2)", ""), ("decimalZero", "%3.", "")],
}
LISTS = {
    "1": ("0", ""),
    "2": ("1", ""),
    "3": ("2", ""),
    "4": ("3", ""),
    "5": ("4", ""),
    "6": ("5", ""),
} | {"7": ("0", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')}


def run(text: str, *, bold: bool | None = None, hidden: bool = False, style: str = "") -> str:
    """Tabs and line ends in the text become Word's elements for them."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "" if bold is None else ("<w:b/>" if bold else '<w:b w:val="0"/>')
    properties += "<w:vanish/>" if hidden else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{words(text)}</w:r>"


def words(text: str, tag: str = "w:t") -> str:
    """A run's content."""
    for mark, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
        if mark in text:
            return element.join(words(each, tag) for each in text.split(mark))
    return f'<{tag} xml:space="preserve">{escape(text)}</{tag}>' if text else ""


def paragraph(
    *content: str,
    style: str = "",
    align: str = "",
    number: tuple[str, int] | None = None,
    level: int | None = None,
    mark: str = "",
    more: str = "",
) -> str:
    """Plain text or runs. `mark` is the properties of the end mark, `more` further properties."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += more
    if number:
        properties += (
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
        )
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    properties += "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: Iterable[str], row: str = "") -> str:
    """Cells are text, one paragraph for each of its lines, or XML. `row` is properties of every row."""
    made = "".join(
        f"<w:tr><w:trPr>{row}</w:trPr>{''.join(map(cell, cells))}</w:tr>" for cells in rows
    )
    return f'<w:tbl><w:tblPr><w:jc w:val="center"/></w:tblPr><w:tblGrid/>{made}</w:tbl>'


def cell(content: str) -> str:
    if not content.startswith("<"):
        content = "".join(paragraph(line) for line in content.split("\n"))
    return f"<w:tc><w:tcPr/>{content}</w:tc>"


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="林舟"><w:r>{words(text, "w:delText")}</w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="林舟">{run(text)}</w:ins>'


def moved(text: str, *, away: bool) -> str:
    tag = "w:moveFrom" if away else "w:moveTo"
    return f'<{tag} w:id="3" w:author="林舟">{run(text)}</{tag}>'


def field(code: str, *result: str) -> str:
    """A complex field: `code` is text or, for a field inside of a field, XML."""
    code = code if code.startswith("<") else f"<w:r>{words(code, 'w:instrText')}</w:r>"
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")
    )
    return f"{begin}{code}{separate}{''.join(map(run, result))}{end}"


def drawing(content: str, *, alt: str = "", hidden: bool = False) -> str:
    """In a run of its own, as Word puts it."""
    unseen = ' hidden="1"' if hidden else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr={quoteattr(alt)}{unseen}/>'
        f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture(relation: str, *, alt: str = "", how: str = "r:embed", hidden: bool = False) -> str:
    blip = f'<pic:pic><pic:blipFill><a:blip {how}="{relation}"/></pic:blipFill></pic:pic>'
    return drawing(blip, alt=alt, hidden=hidden)


def box(*content: str) -> str:
    """A text box as Word 2010 and later write it: the same words twice, for programs new and old."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><wp:docPr id='2' name='文本框'/><wps:txbx>{inner}</wps:txbx></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return f"<w:r>{alternatives(new, old)}</w:r>"


def alternatives(choice: str, fallback: str, requires: str = "wps") -> str:
    choice = f'<mc:Choice Requires="{requires}">{choice}</mc:Choice>'
    return (
        f"<mc:AlternateContent>{choice}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def note(kind: str, number: int, *content: str) -> str:
    """`kind` is footnote or endnote."""
    return f'<w:{kind} w:id="{number}">{"".join(content)}</w:{kind}>'


def refer(kind: str, number: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def styles_xml() -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"{" w:default=" + chr(34) + "1" + chr(34) if key == "a" else ""}>'
        f'<w:name w:val="{name}"/>{more}</w:style>'
        for key, (name, more) in STYLES.items()
    )
    made += "".join(
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
        for key, (name, more) in CHARACTERS.items()
    )
    return f"<w:styles {NAMESPACES}>{made}</w:styles>"


def numbering_xml() -> str:
    made = ""
    for key, levels in DEFINITIONS.items():
        inner = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
            for at, (form, text, more) in enumerate(levels)
        )
        made += f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>'
    made += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'
        for key, (definition, more) in LISTS.items()
    )
    return f"<w:numbering {NAMESPACES}>{made}</w:numbering>"


def relations_xml(relations: dict[str, tuple[str, str]]) -> str:
    """id -> (kind, target); a target with `://` is outside of the package."""
    made = "".join(
        f'<Relationship Id="{key}" Type="{OOXML}/officeDocument/2006/relationships/{kind}" Target={quoteattr(target)}'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for key, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="{OOXML}/package/2006/relationships">{made}</Relationships>'


def body_xml(*content: str) -> str:
    made = "".join(each if each.startswith("<") else paragraph(each) for each in content)
    return f"<w:document {NAMESPACES}><w:body>{made}<w:sectPr/></w:body></w:document>"


def docx(
    *content: str,
    media: dict[str, bytes] | None = None,
    linked: dict[str, str] | None = None,
    footnotes: str = "",
    endnotes: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """A document. `media` is relation id -> bytes, `linked` relation id -> address; plain text is a paragraph."""
    relations = {"rId1": ("styles", "styles.xml"), "rId2": ("numbering", "numbering.xml")}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="x"/>',
        "_rels/.rels": relations_xml({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": body_xml(*content),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": numbering_xml(),
    }
    for kind, made in (("footnotes", footnotes), ("endnotes", endnotes)):
        if made:
            relations[kind] = (kind, f"{kind}.xml")
            parts[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{made}</w:{kind}>"
    for key, data in (media or {}).items():
        relations[key] = ("image", f"media/{key}.bin")
        parts[f"word/media/{key}.bin"] = data
    relations |= {key: ("image", address) for key, address in (linked or {}).items()}
    parts["word/_rels/document.xml.rels"] = relations_xml(relations)
    return zipped(parts | (more or {}))


def zipped(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Texts get an XML declaration."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name)  # of one time: equal documents are equal bytes
            member.compress_type = method
            package.writestr(member, HEAD + content if isinstance(content, str) else content)
    return made.getvalue()


PNG = b"\x89PNG\r\n\x1a\n"


def png(mark: str = "") -> bytes:
    """Enough of a picture to be known as one; `mark` makes it another."""
    return PNG + b"\x00\x00\x00\rIHDR" + mark.encode()


WMF = b"\xd7\xcd\xc6\x9a" + bytes(40)
EMF = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(40)
