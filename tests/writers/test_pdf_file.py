"""The file below the pages: its objects are found where it says, its fonts are fonts, nothing is missing."""

from __future__ import annotations

import ast
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pypdf import PdfReader

from exporter.document.nodes import Document, Heading, Link, Paragraph, text
from exporter.document.nodes import Text as Words
from exporter.theme.fonts import FontFiles
from exporter.writers.pdf.embedding import Coding, Font
from exporter.writers.pdf.faces import faces
from exporter.writers.pdf.objects import Objects, number, stream
from tests.writers import sample
from tests.writers.pdf_reading import reader, text_of

PDF = Path(__file__).parents[2] / "exporter" / "writers" / "pdf"
PdfOf = Callable[[Document], bytes]


@pytest.fixture(scope="module")
def files(fonts_for: Callable[[Document], FontFiles]) -> FontFiles:
    return fonts_for(sample.sample("zh"))


@pytest.fixture(scope="module")
def latin(files: FontFiles) -> Font:
    return faces(files).latin[0]


@pytest.fixture(scope="module")
def han(files: FontFiles) -> Font:
    return faces(files).han[0]


# -- objects ---------------------------------------------------------------------------------------


def test_every_object_is_where_the_table_says(everything: bytes) -> None:
    pdf = PdfReader(io.BytesIO(everything), strict=True)

    assert all(pdf.get_object(own) is not None for own in range(1, pdf.trailer["/Size"]))


def test_a_number_that_was_given_out_is_used(everything: bytes) -> None:
    assert b"obj\nnull\nendobj" not in everything


def test_the_identity_follows_the_content(pdf_of: PdfOf) -> None:
    first, again, other = (
        pdf_of(sample.of_blocks(Paragraph(text(words)))) for words in ("one", "one", "two")
    )

    identities = [reader(data).trailer["/ID"][0] for data in (first, again, other)]
    assert identities[0] == identities[1] != identities[2]


def test_objects_may_come_in_another_order_than_their_numbers() -> None:
    objects = Objects()
    later = objects.reserve()
    first = objects.put("<</Type/Catalog>>")
    objects.put("(later)", later)

    pdf = PdfReader(io.BytesIO(objects.file(first, later)))
    assert pdf.get_object(later) == "later"


def test_a_small_length_has_no_exponent() -> None:
    assert (number(0.00001), number(1e6)) == ("0", "1000000")


# -- ways ------------------------------------------------------------------------------------------


def test_a_reference_leads_to_the_page_of_its_heading(pdf_of: PdfOf) -> None:
    link = Paragraph((Link(text("there"), "#end"),))
    filler = [Paragraph(text("words " * 400)) for _ in range(6)]
    data = pdf_of(sample.of_blocks(link, *filler, Heading(1, text("End"), anchor="end")))

    pdf = reader(data)
    page = pdf.pages[0]["/Annots"][0]["/Dest"][0]
    assert page.get_object() == pdf.pages[-1]


def test_bookmarks_stand_below_each_other(pdf_of: PdfOf) -> None:
    levels = (("A", 1), ("B", 2), ("C", 3), ("D", 2), ("E", 1))
    blocks = [Heading(level, text(title), anchor=title) for title, level in levels]

    def titles(marks: object) -> object:
        return [titles(mark) if isinstance(mark, list) else mark.title for mark in marks]  # type: ignore[attr-defined]

    outline = reader(pdf_of(sample.of_blocks(*blocks))).outline
    assert titles(outline) == ["A", ["B", ["C"], "D"], "E"]


# -- fonts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Zürich: “fiancée”", "ąçęş are made of parts"])
def test_a_subset_is_a_font_with_the_outlines_of_the_whole(words: str, latin: Font) -> None:
    codes = sorted({ord(c) for c in words})
    part = TTFont(io.BytesIO(latin.program(codes)), checkChecksums=2)
    whole = TTFont(latin.path)

    table = part["cmap"].tables[0].cmap
    for byte, code in enumerate(codes):
        ours, theirs = part.getGlyphID(table[byte]), whole.getBestCmap()[code]
        assert outline(part, part.getGlyphName(ours)) == outline(whole, theirs)
        assert part["hmtx"][part.getGlyphName(ours)] == whole["hmtx"][theirs]


def test_the_parts_of_a_composite_come_along(tmp_path: Path) -> None:
    font = Font(composed(tmp_path / "composed.ttf"), common=False)

    part = TTFont(io.BytesIO(font.program([0, ord("é")])), checkChecksums=2)
    assert part["maxp"].numGlyphs == len((".notdef", "é", "acute", "e"))
    assert outline(part, part["cmap"].tables[0].cmap[1]) == outline(TTFont(font.path), "eacute")


def composed(path: Path) -> Path:
    """A font whose é is an e between two accents."""
    glyphs = {".notdef": drawn(), "a": drawn(1), "e": drawn(2), "acute": drawn(4)}
    pen = TTGlyphPen(glyphs)
    pen.addComponent("acute", (1, 0, 0, 1, 300, 500))
    pen.addComponent("e", (0.5, 0, 0, 0.5, 0, 0))
    pen.addComponent("acute", (1, 0, 0, 1, 100, 500))
    glyphs["eacute"] = pen.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord("a"): "a", ord("e"): "e", ord("é"): "eacute"})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Composed", "styleName": "Regular", "psName": "Composed"})
    font.setupOS2()
    font.setupPost()
    font.save(path)
    return path


def drawn(width: int = 0) -> Glyph:
    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((0, 0))
        pen.lineTo((0, 100))
        pen.lineTo((100 * width, 100))
        pen.closePath()
    return pen.glyph()


def outline(font: TTFont, name: str) -> object:
    coordinates, ends, _ = font["glyf"][name].getCoordinates(font["glyf"])
    return list(coordinates), list(ends)


def test_documents_share_what_most_of_them_print(latin: Font) -> None:
    one, other = Coding(latin, 0), Coding(latin, 0)

    assert list(one.shown("Agreement (2021)")) == [("F0.0", r"(Agreement \(2021\))")]
    list(other.shown("Patents – and “marks”"))
    assert programs(one) == programs(other)


def test_a_rarer_character_joins_the_subset_of_the_others(latin: Font) -> None:
    coding = Coding(latin, 0)

    assert [name for name, _ in coding.shown("Zürich")] == ["F0.0"]


def programs(coding: Coding) -> bytes:
    objects = Objects()
    list(coding.embed(objects))
    return objects.file(1, 1)


def test_more_characters_than_bytes_make_another_subset(han: Font) -> None:
    words = "".join(chr(code) for code in range(0x4E00, 0x9FA5) if code in han.glyphs)[:600]
    coding = Coding(han, 3)

    assert [name for name, _ in coding.shown(words)] == ["F3.0", "F3.1", "F3.2"]
    assert [name for name, _ in coding.shown(words[0] + words[-1] + words[1])] == ["F3.0", "F3.2", "F3.0"]


def test_six_hundred_characters_are_read_back(pdf_of: PdfOf) -> None:
    words = "".join(
        bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xB7) for cell in range(0xA1, 0xFF)
    )
    document = sample.of_blocks(Paragraph((Words(words, "zh-Hans"),)))

    assert words in text_of(pdf_of(document)).replace("\n", "")


def test_reportlab_reads_fonts_and_nothing_else() -> None:
    found = {
        (path.name, node.module, alias.name)
        for path in PDF.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab")
        for alias in node.names
    }
    assert found == {("embedding.py", "reportlab.pdfbase.ttfonts", "TTFontFile")}


def test_a_line_end_inside_a_stream_is_told_from_the_one_behind_it() -> None:
    assert stream("", b"x").endswith(b"x\nendstream")
    assert stream("", b"x\r").endswith(b"x\r\r\nendstream")
