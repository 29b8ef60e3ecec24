"""The starting Word template, made in code; afterwards `templates/briefing.docx` belongs to designers.

A style named "Body Text zh" refines "Body Text" in Chinese editions; any style may have such a
variant for any language.  The page has the margins of United Nations and WIPO papers, an inch above and
below; Chinese keeps the faces and the width of the official page (GB/T 9704: 156 mm, FangSong, first lines
indented by two characters) in the size below it, 14 pt on a 24 pt pitch, so that a brief on a partner is
two pages.  No theme fonts: Word would hand Han text to a Japanese face.

Run `python -m exporter.theme.starter templates/briefing.docx` to write the file anew.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from exporter.theme.word import APPLICATION

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEGACY = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml",
)
_NAVY, _BLUE, _GREY, _RULE, _TINT, _RED = "1B3A5C", "0B5CAD", "55606B", "BCC6D0", "EDF1F5", "A4161A"
_LATIN, _LATIN_ZH = "Arial", "Times New Roman"  # on every Office machine, with metric twins elsewhere
_SONG, _FANG, _HEI, _KAI = "SimSun", "FangSong", "SimHei", "KaiTi"
_PITCH = 'w:line="480" w:lineRule="exact"'  # 29 lines on 246 mm
_BODY_ZH = 14  # points
_TEXT_WIDTH = 8844  # 156 mm in twips


class _Style(NamedTuple):
    """A style as Word stores it; `paragraph` and `run` are property elements in schema order."""

    name: str
    based: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    extra: str = ""  # the table properties of a table style
    next: str = ""


def starter_template() -> bytes:
    """Return the starting template as a Word file."""
    word = docx.Document()
    _drop_legacy(word)
    _restyle(word)
    _set_page(word)
    _set_properties(word)
    file = io.BytesIO()
    word.save(file)
    return _undated(file)


def _undated(package: io.BytesIO) -> bytes:
    """Return `package` with a fixed date on every part: the same template gives the same file."""
    file = io.BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(part, source.read(name))
    return file.getvalue()


def main(target: str) -> None:
    """Write the starting template to the path `target`."""
    Path(target).write_bytes(starter_template())


# -- parts -----------------------------------------------------------------------------------------


def _drop_legacy(word: WordDocument) -> None:
    _drop(word.part.rels, _LEGACY)
    _drop(word.part.package.rels, (RT.THUMBNAIL,))


def _drop(rels: Relationships, types: Collection[str]) -> None:
    for key in [key for key, rel in rels.items() if rel.reltype in types]:
        del rels[key]


def _restyle(word: WordDocument) -> None:
    part = word.part
    _set_styles(word)
    _put(part.part_related_by(RT.NUMBERING), _numbering())
    _put(part.part_related_by(RT.SETTINGS), _SETTINGS)
    _put(part.part_related_by(RT.FONT_TABLE), _font_table())
    _put(word.part.package.part_related_by(RT.EXTENDED_PROPERTIES), APPLICATION)
    theme = part.part_related_by(RT.THEME)
    _put(theme, _theme(theme.blob))


def _put(part: Part, xml: str) -> None:
    if isinstance(part, XmlPart):
        part._element = parse_xml(xml)
    else:
        part._blob = xml.encode() if xml.startswith(_DECLARATION) else (_DECLARATION + xml).encode()


def _set_styles(word: WordDocument) -> None:
    root = word.styles.element
    for child in root.findall(qn("w:style")) + root.findall(qn("w:docDefaults")):
        root.remove(child)
    root.insert(0, parse_xml(_DEFAULTS))
    root.extend(parse_xml(xml) for xml in map(_style_xml, _STYLES))


def _style_xml(style: _Style) -> str:
    """Return the style element; children stand in the order of CT_Style."""
    default = ' w:default="1"' if style.name in _DEFAULT_STYLES else ""
    custom = "" if style.name.lower() in _BUILT_IN else ' w:customStyle="1"'
    return "".join(
        (
            f'<w:style {nsdecls("w")} w:type="{style.kind}"{default}{custom} w:styleId="{_id(style.name)}">',
            f'<w:name w:val="{style.name}"/>',
            f'<w:basedOn w:val="{_id(style.based)}"/>' if style.based else "",
            f'<w:next w:val="{_id(style.next)}"/>' if style.next else "",
            '<w:uiPriority w:val="99"/>' if default else '<w:uiPriority w:val="1"/><w:qFormat/>',
            f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "",
            f"<w:rPr>{style.run}</w:rPr>" if style.run else "",
            style.extra,
            "</w:style>",
        )
    )


def _id(name: str) -> str:
    """Return the id that Word itself gives a style: "heading 1" is Heading1, "toc 1" is TOC1."""
    words = name.replace("toc ", "TOC ").split(" ")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _theme(blob: bytes) -> str:
    """Return the colour and font theme, which charts fall back on, in our colours and faces."""
    root = etree.fromstring(blob)
    a = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for fonts in root.iterfind(".//a:fontScheme/*", a):
        for font in fonts.findall("a:font", a):
            fonts.remove(font)
        fonts[0].set("typeface", _LATIN)
        fonts[1].set("typeface", _HEI)
    for name, colour in (("dk2", _NAVY), ("accent1", _NAVY), ("accent2", _BLUE), ("hlink", _BLUE)):
        for element in root.iterfind(f".//a:clrScheme/a:{name}/a:srgbClr", a):
            element.set("val", colour)
    return str(etree.tostring(root, encoding="unicode"))


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}">{alternative}<w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, alternative, charset, family, pitch in _FONTS
    )
    return f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(25.4), Mm(25.4)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(13)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:  # lines are set by the styles; a grid of the default template would stretch them
        section._sectPr.remove(grid)


def _set_properties(word: WordDocument) -> None:
    properties = word.core_properties
    properties.title = properties.subject = properties.keywords = properties.comments = ""
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(1980, 1, 1)
    properties.revision = 1


# -- content ---------------------------------------------------------------------------------------


def _fonts(latin: str = "", han: str = "") -> str:
    western = f' w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}"' if latin else ""
    eastern = f' w:eastAsia="{han}"' if han else ""
    return f"<w:rFonts{western}{eastern}/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _spacing(before: float = 0, after: float = 0, line: str = "") -> str:
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" {line}/>'


def _border(side: str, size: int, colour: str, space: int = 0) -> str:
    """`size` in eighths of a point, `space` in points."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _cell_margins(down: int, across: int) -> str:
    """Both in twips."""
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


_BOLD, _PLAIN, _KEEP = "<w:b/><w:bCs/>", '<w:b w:val="0"/><w:bCs w:val="0"/>', "<w:keepNext/><w:keepLines/>"
_INK, _FAINT = f'<w:color w:val="{_NAVY}"/>', f'<w:color w:val="{_GREY}"/>'
_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="560"/>'
_HEADING_PITCH, _HEADING_INDENT = 'w:line="520" w:lineRule="exact"', _TWO_CHARACTERS.replace("560", "640")
_NO_OVERHANG = '<w:overflowPunct w:val="0"/>'  # no mark stands outside of the text
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_LOOSE = 'w:line="276" w:lineRule="auto"'
_SINGLE = 'w:line="240" w:lineRule="auto"'
_ITEM = _spacing(0, 7, _LOOSE) + '<w:ind w:left="340" w:hanging="340"/><w:contextualSpacing/>'
_COLUMN_ITEM = '<w:ind w:left="340" w:firstLineChars="0" w:hanging="340"/>'


def _headings() -> Iterator[_Style]:
    english = ((15, 20, 6), (12.5, 15, 4), (11, 12, 3), (10.5, 10, 2))
    chinese = ((_HEI, _PLAIN), (_KAI, _PLAIN), (_FANG, _BOLD), (_FANG, _PLAIN))
    for level, ((points, before, after), (face, weight)) in enumerate(zip(english, chinese, strict=True), 1):
        name = f"heading {level}"
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        yield _Style(
            name,
            "Normal",
            _KEEP + _spacing(before, after, _SINGLE) + outline,
            _fonts(han=_HEI) + _BOLD + _INK + _size(points),
            next="Body Text",
        )
        yield _Style(
            f"{name} zh",
            name,
            _spacing(10 if level == 1 else 4, 0, _HEADING_PITCH) + _HEADING_INDENT,
            _fonts(han=face) + weight + '<w:color w:val="auto"/>' + _size(16),
        )


def _contents() -> Iterator[_Style]:
    leader = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_TEXT_WIDTH}"/></w:tabs>'
    for level, (indent, before) in enumerate(((0, 3), (284, 0), (568, 0)), 1):
        run = _BOLD if level == 1 else ""
        yield _Style(
            f"toc {level}", "Normal", leader + _spacing(before, 0.5) + f'<w:ind w:left="{indent}"/>', run
        )
        face = _fonts(han=_HEI if level == 1 else _FANG)
        yield _Style(
            f"toc {level} zh",
            f"toc {level}",
            _spacing(0, 0, 'w:line="400" w:lineRule="exact"'),
            face + (_PLAIN if run else "") + _size(12),
        )


_STYLES = (
    _Style("Normal", paragraph="<w:widowControl/>" + _spacing(0, 0, _SINGLE), run=_size(10.5)),
    _Style("Normal zh", "Normal", _NO_OVERHANG, run=_fonts(_LATIN_ZH, _FANG)),
    _Style("Default Paragraph Font", kind="character"),
    _Style(
        "Normal Table",
        kind="table",
        extra=f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_cell_margins(0, 108)}</w:tblPr>',
    ),
    _Style("No List", kind="numbering"),
    # the title block
    _Style(
        "Cover Kind",
        "Normal",
        _KEEP + _spacing(0, 6),
        _fonts(han=_HEI) + _BOLD + f'<w:color w:val="{_BLUE}"/>' + '<w:spacing w:val="20"/>' + _size(11),
        next="Title",
    ),
    _Style("Cover Kind zh", "Cover Kind", '<w:jc w:val="center"/>', _PLAIN + _size(14)),
    _Style(
        "Title",
        "Normal",
        _KEEP + _spacing(0, 6, _SINGLE),
        _fonts(han=_SONG) + _BOLD + _INK + _size(24),
        next="Subtitle",
    ),
    _Style(
        "Title zh",
        "Title",
        _spacing(0, 8, 'w:line="700" w:lineRule="exact"') + '<w:jc w:val="center"/>',
        '<w:color w:val="auto"/>' + _size(22),
    ),
    _Style(
        "Subtitle", "Normal", _KEEP + _spacing(0, 10), _fonts(han=_KAI) + _FAINT + _size(13), next="Body Text"
    ),
    _Style("Subtitle zh", "Subtitle", _spacing(0, 12, _PITCH) + '<w:jc w:val="center"/>', _size(16)),
    _Style(
        "Cover Detail",
        "Normal",
        "<w:keepLines/><w:pBdr>"
        + _border("top", 4, _RULE, 4)
        + _border("bottom", 4, _RULE, 4)
        + "</w:pBdr>"
        + _spacing(0, 2, _LOOSE),
        _size(9.5),
    ),
    _Style("Cover Detail zh", "Cover Detail", _spacing(0, 0, 'w:line="400" w:lineRule="exact"'), _size(12)),
    # running text
    _Style("Body Text", "Normal", _spacing(0, 7, _LOOSE)),
    _Style(
        "Body Text zh",
        "Body Text",
        _spacing(0, 0, _PITCH) + _TWO_CHARACTERS + '<w:jc w:val="both"/>',
        _size(_BODY_ZH),
    ),
    _Style("Lead", "Body Text", _spacing(10, 10, _LOOSE), _INK + _size(12), next="Body Text"),
    _Style(
        "Lead zh",
        "Lead",
        _spacing(8, 8, _PITCH),
        _fonts(han=_KAI) + '<w:color w:val="auto"/>' + _size(_BODY_ZH),
    ),
    _Style("Note", "Normal", _spacing(4, 8, _SINGLE), _FAINT + _size(9)),
    _Style("Note zh", "Note", _spacing(4, 8, _SINGLE) + '<w:jc w:val="both"/>', _size(10.5)),
    _Style("Source", "Note", _spacing(3, 8, _SINGLE), _size(8.5)),
    _Style("Source zh", "Source", run=_size(10.5)),
    _Style("Empty", "Body Text", run=_FAINT),
    _Style(
        "Marking",
        "Normal",
        _spacing(0, 2) + '<w:jc w:val="center"/>',
        _fonts(han=_HEI) + _BOLD + f'<w:color w:val="{_RED}"/>' + _size(9),
    ),
    _Style("Marking zh", "Marking", run=_PLAIN + _size(14)),
    _Style(
        "List Bullet",
        "Normal",
        '<w:numPr><w:numId w:val="1"/></w:numPr>' + _ITEM,
    ),
    _Style(
        "List Bullet zh",
        "List Bullet",
        _spacing(0, 0, _PITCH) + '<w:ind w:left="980" w:hanging="420"/>',
        _size(_BODY_ZH),
    ),
    _Style(
        "List Number",
        "Normal",
        '<w:numPr><w:numId w:val="2"/></w:numPr>' + _ITEM,
    ),
    _Style(
        "List Number zh",
        "List Number",
        _spacing(0, 0, _PITCH) + '<w:ind w:left="980" w:hanging="420"/>',
        _size(_BODY_ZH),
    ),
    *_headings(),
    # two languages side by side: narrow columns want smaller type
    # two columns on one pitch, so that their lines stand level
    _Style("Parallel Text", "Normal", _spacing(0, 6, 'w:line="290" w:lineRule="exact"'), _size(10)),
    _Style(
        "Parallel Text zh",
        "Parallel Text",
        _NO_OVERHANG + '<w:ind w:firstLineChars="200" w:firstLine="420"/><w:jc w:val="both"/>',
        _fonts(han=_SONG) + _size(10.5),
    ),
    _Style(
        "Parallel Bullet",
        "Parallel Text",
        '<w:numPr><w:numId w:val="1"/></w:numPr>' + _COLUMN_ITEM,
    ),
    _Style("Parallel Bullet zh", "Parallel Bullet", _COLUMN_ITEM),
    _Style(
        "Parallel Number",
        "Parallel Text",
        '<w:numPr><w:numId w:val="2"/></w:numPr>' + _COLUMN_ITEM,
    ),
    _Style("Parallel Number zh", "Parallel Number", _COLUMN_ITEM),
    # tables and figures
    _Style(
        "caption",
        "Normal",
        "<w:keepLines/>" + _spacing(12, 5, _SINGLE),
        _fonts(han=_HEI) + _BOLD + _INK + _size(9.5),
        next="Body Text",
    ),
    _Style(
        "caption zh",
        "caption",
        _spacing(6, 3, _SINGLE) + '<w:jc w:val="center"/>',
        _PLAIN + '<w:color w:val="auto"/>' + _size(10.5),
    ),
    _Style("Figure Caption", "caption", _spacing(5, 8, _SINGLE), next="Body Text"),
    _Style("Figure", "Normal", "<w:keepNext/>" + _spacing(10, 0, _SINGLE)),
    _Style("Figure zh", "Figure", '<w:jc w:val="center"/>'),
    _Style("Table Text", "Normal", _spacing(2, 2, _SINGLE), _size(9)),
    # A line as high for digits as for Han, or they would stand on different lines of one row.
    _Style(
        "Table Text zh", "Table Text", _spacing(0.5, 0.5, 'w:line="300" w:lineRule="atLeast"'), _size(10.5)
    ),
    _Style("Table Heading", "Table Text", "<w:keepNext/>", _fonts(han=_HEI) + _BOLD + _INK),
    _Style("Table Heading zh", "Table Heading", run=_PLAIN + '<w:color w:val="auto"/>'),
    _Style("Table End", "Normal", _spacing(0, 0, 'w:line="200" w:lineRule="exact"'), _size(2)),
    _Style(
        "Key Figure Value",
        "Normal",
        _KEEP + _spacing(2, 0, 'w:line="640" w:lineRule="exact"'),  # or Han glyphs would lower one value
        _fonts(han=_HEI) + _BOLD + _INK + _size(24),
    ),
    _Style("Key Figure Value zh", "Key Figure Value", run=_fonts(_LATIN)),
    _Style("Key Figure Meaning", "Normal", _spacing(0, 6, _SINGLE), _size(9)),
    _Style("Key Figure Meaning zh", "Key Figure Meaning", run=_size(12)),
    # contents
    _Style(
        "TOC Heading",
        "Normal",
        _KEEP + _spacing(18, 6),
        _fonts(han=_HEI) + _BOLD + _INK + _size(13),
        next="Body Text",
    ),
    _Style(
        "TOC Heading zh",
        "TOC Heading",
        '<w:jc w:val="center"/>',
        _PLAIN + '<w:color w:val="auto"/>' + _size(16),
    ),
    *_contents(),
    # every page
    _Style(
        "header",
        "Normal",
        "<w:pBdr>" + _border("bottom", 4, _RULE, 4) + "</w:pBdr>" + _spacing(0, 6),
        _FAINT + _size(8.5),
    ),
    _Style("header zh", "header", '<w:jc w:val="center"/>', _fonts(han=_SONG) + _size(9)),
    _Style("footer", "Normal", _spacing(0, 4), _FAINT + _size(8.5)),
    _Style("footer zh", "footer", run=_fonts(han=_SONG) + _size(9)),
    _Style("footnote text", "Normal", _spacing(0, 2), _size(8.5)),
    _Style("footnote text zh", "footnote text", run=_fonts(han=_SONG) + _size(9)),
    # characters
    _Style("page number", run="", kind="character"),
    _Style(
        "page number zh",
        "page number",
        run=_fonts(han=_SONG) + '<w:color w:val="auto"/>' + _size(10.5),
        kind="character",
    ),
    _Style("footnote reference", run='<w:vertAlign w:val="superscript"/>', kind="character"),
    _Style("Hyperlink", run=f'<w:color w:val="{_BLUE}"/><w:u w:val="single"/>', kind="character"),
    _Style("Strong", run=_BOLD, kind="character"),
    _Style("Strong zh", "Strong", run=_fonts(han=_HEI) + _PLAIN, kind="character"),
    _Style("Title of Work", run="<w:i/><w:iCs/>", kind="character"),
    _Style("Title of Work zh", "Title of Work", run='<w:i w:val="0"/><w:iCs w:val="0"/>', kind="character"),
    _Style("Figure Source", run=_FAINT + _size(8), kind="character"),
    # table looks
    _Style(
        "Exporter Table",
        "Normal Table",
        kind="table",
        extra=f"<w:tblPr><w:tblBorders>{_border('top', 8, _NAVY)}{_border('bottom', 8, _NAVY)}"
        f"{_border('insideH', 4, _RULE)}</w:tblBorders>{_cell_margins(28, 85)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{_border("bottom", 6, _NAVY)}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/><w:vAlign w:val="bottom"/></w:tcPr>'
        f'</w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr>{_INK}</w:rPr></w:tblStylePr>',
    ),
    _Style(
        "Parallel Columns",
        "Normal Table",
        kind="table",
        extra='<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="240" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>",
    ),
    _Style(
        "Key Figures",
        "Normal Table",
        kind="table",
        extra=f"<w:tblPr><w:tblBorders>{_border('left', 18, _BLUE)}{_border('insideV', 18, _BLUE)}"
        f"</w:tblBorders>{_cell_margins(0, 120)}</w:tblPr>",
    ),
)
_DEFAULT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
_BUILT_IN = frozenset(
    {
        "normal",
        "default paragraph font",
        "normal table",
        "no list",
        "title",
        "subtitle",
        "body text",
        "list bullet",
        "list number",
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "caption",
        "toc heading",
        "toc 1",
        "toc 2",
        "toc 3",
        "header",
        "footer",
        "footnote text",
        "page number",
        "footnote reference",
        "hyperlink",
        "strong",
    }
)
_DEFAULTS = (
    f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_fonts(_LATIN, _FANG)}"
    '<w:kern w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)


def _numbering() -> str:
    bullet = _abstract_number(1, "bullet", "ListBullet", "•", f"<w:rPr>{_fonts(_LATIN, _LATIN)}</w:rPr>")
    numbers = _abstract_number(2, "decimal", "ListNumber", "%1.")
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"<w:numbering {nsdecls('w')}>{bullet}{numbers}{used}</w:numbering>"


def _abstract_number(number: int, form: str, style: str, mark: str, run: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f"{run}</w:lvl></w:abstractNum>"  # without indents: those are the style's, which has variants
    )


_SETTINGS = (
    f"<w:settings {nsdecls('w', 'm')}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),  # 14 would open in compatibility mode
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
    ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
    ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_FONTS = (
    # name, the names that other systems know it by, charset, family, pitch
    (_LATIN, "", "00", "swiss", "variable"),
    (_LATIN_ZH, "", "00", "roman", "variable"),
    (_SONG, '<w:altName w:val="宋体"/>', "86", "auto", "variable"),
    (_FANG, '<w:altName w:val="仿宋"/>', "86", "modern", "fixed"),
    (_HEI, '<w:altName w:val="黑体"/>', "86", "modern", "fixed"),
    (_KAI, '<w:altName w:val="楷体"/>', "86", "modern", "fixed"),
)

if __name__ == "__main__":
    main(sys.argv[1])
