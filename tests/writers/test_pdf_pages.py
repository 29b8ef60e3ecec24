"""Pages of a long document: notes at their feet, two languages side by side, pages on their side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from page import ValidationProfile, validate_pdf_bytes
from pypdf import PageObject
from pypdf.generic import RectangleObject

from exporter.document.nodes import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Contents,
    Document,
    Footnote,
    Heading,
    KeyFigure,
    KeyFigures,
    ListBlock,
    PageBreak,
    Paragraph,
    Parallel,
    Table,
    Text,
    text,
)
from exporter.theme.factsheet import PdfTheme
from exporter.theme.fonts import FontFiles
from exporter.writers.pdf import write_pdf
from tests.writers import sample
from tests.writers.pdf_reading import reader, text_of, tree

PdfOf = Callable[[Document], bytes]
FILLER = Paragraph(text("words " * 300))


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in reader(data).pages]


def noted(*notes: str) -> Paragraph:
    """A paragraph that calls a note after each word."""
    return Paragraph(
        tuple(part for n, said in enumerate(notes) for part in (Text(f"word{n} "), Footnote(text(said))))
    )


def lowest(page: PageObject, words: str) -> float:
    """How high above the foot of a page `words` stand, in points."""
    found: list[float] = []

    def note(said: str, _cm: object, matrix: list[float], *_: object) -> None:
        if words in said:
            found.append(matrix[5])

    page.extract_text(visitor_text=note)
    return min(found)


# -- notes -----------------------------------------------------------------------------------------


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it(pdf_of: PdfOf) -> None:
    data = pdf_of(sample.of_blocks(noted("said of the first page"), *(FILLER,) * 6))
    pages = reader(data).pages

    assert len(pages) > 1
    assert [n for n, page in enumerate(pages_of(data)) if "said of the first page" in page] == [0]
    assert lowest(pages[0], "said of the first page") < 100


def test_a_note_of_a_paragraph_that_goes_on_stands_where_it_is_called(pdf_of: PdfOf) -> None:
    late = Paragraph((*text("words " * 1500), Text("called"), Footnote(text("a late note"))))
    pages = pages_of(pdf_of(sample.of_blocks(late)))

    assert len(pages) > 1
    assert ["a late note" in page for page in pages] == ["called" in page for page in pages]


def test_a_note_of_a_table_stands_where_its_row_does(pdf_of: PdfOf) -> None:
    rows = tuple(
        (Cell(text(f"row{n}")), Cell((Text("x"), Footnote(text(f"note of line {n},"))))) for n in range(1, 90)
    )
    table = Table("t", text("Rows"), (Column("No."), Column("Words")), rows)
    for page in pages_of(pdf_of(sample.of_blocks(table))):
        called = {n for n in range(1, 90) if f"row{n}\n" in page or f"row{n} " in page}
        assert called == {n for n in range(1, 90) if f"note of line {n}," in page}


def test_notes_longer_than_a_page_lose_no_word(pdf_of: PdfOf) -> None:
    words = [f"w{n}" for n in range(3000)]
    notes = [f"note{n} " + "and so on " * 30 for n in range(60)]
    data = pdf_of(sample.of_blocks(noted(" ".join(words), *notes)))
    printed = text_of(data).split()

    assert set(words) <= set(printed)
    assert {f"note{n}" for n in range(60)} <= set(printed)


# -- two languages ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parallel(pdf_of: PdfOf) -> bytes:
    pair = Paragraph(text("left " * 900)), Paragraph((Text("右边" * 900, language="zh-Hans"),))
    return pdf_of(sample.of_blocks(Parallel(("en", "zh-Hans"), (pair, pair))))


def places(page: PageObject, words: str) -> Iterator[float]:
    found: list[float] = []

    def note(said: str, _cm: object, matrix: list[float], *_: object) -> None:
        if words in said:
            found.append(matrix[4])

    page.extract_text(visitor_text=note)
    return iter(found)


def test_two_languages_stand_side_by_side_on_every_page(parallel: bytes) -> None:
    for page in reader(parallel).pages:
        half = float(page.mediabox.width) / 2
        left, right = list(places(page, "left")), list(places(page, "右"))
        assert left and right
        assert max(left) < half <= min(right) + 10


def test_columns_that_go_on_lose_no_word_and_are_read_one_after_the_other(parallel: bytes) -> None:
    read = [node.words for node in tree(parallel).all("P") if "left" in node.words or "右" in node.words]
    assert [words.count("left") or words.count("右") for words in read] == [900] * 4
    assert ["left" in words for words in read] == [True, False, True, False]


# -- pages on their side ---------------------------------------------------------------------------


def test_a_page_lies_on_its_side_until_the_next_break(pdf_of: PdfOf) -> None:
    blocks = (FILLER, PageBreak(landscape=True), *(FILLER,) * 5, PageBreak(), FILLER)
    pages = reader(pdf_of(sample.of_blocks(*blocks))).pages
    sides = [page.mediabox.width > page.mediabox.height for page in pages]

    assert sides[0] is False and sides[-1] is False
    assert sides.count(True) > 1 and all(sides[1:-1])


# -- what no line holds ----------------------------------------------------------------------------

LONG = ("x" * 4000, "汉" * 4000)


def blocks_of(word: str) -> dict[str, tuple[Block, ...]]:
    said = text(word)
    return {
        "heading": (Heading(1, said, "h"), FILLER),
        "list": (ListBlock((said,)),),
        "contents": (Contents(word), Heading(1, said, "h"), FILLER),
        "key figures": (KeyFigures((KeyFigure(word, text("meaning")), KeyFigure("1", said))),),
        "chart": (Chart("c", said, (Bar(word, 1.0, "1"), Bar("b", 2.0, word)), "alt"),),
        "table": (Table("t", said, (Column(word), Column("b")), ((Cell(said), Cell(said)),)),),
        "parallel": (Parallel(("en", "zh"), ((Paragraph(said), Paragraph(said)),)),),
        "note": (noted(word),),
    }


@pytest.mark.parametrize("word", LONG, ids=["Latin", "Han"])
@pytest.mark.parametrize("place", blocks_of(""))
def test_a_word_of_four_thousand_letters_ends(place: str, word: str, pdf_of: PdfOf) -> None:
    assert 1 <= len(reader(pdf_of(sample.of_blocks(*blocks_of(word)[place]))).pages) < 30


# -- all of it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_a_document_of_all_this_is_accessible_and_archivable(
    profile: ValidationProfile, pdf_of: PdfOf
) -> None:
    pair = Paragraph(text("Left.")), Paragraph((Text("安东尼奥·坎普诺斯。", language="zh-Hans"),))
    blocks = (noted("one", "two"), Parallel(("en", "zh-Hans"), (pair,)), PageBreak(landscape=True), FILLER)
    data = pdf_of(sample.of_blocks(*blocks))

    assert [f.message for f in validate_pdf_bytes(data, profile=profile).failures] == []
    assert "安东尼奥·坎普诺斯" in text_of(data)


# -- other paper -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def on_paper(
    pdf_theme: PdfTheme, fonts_for: Callable[[Document], FontFiles]
) -> Callable[[str], tuple[PageObject, bytes]]:
    """The first page of a small document, and its file, on the paper of a variant."""
    document = sample.of_blocks(Heading(1, text("Heading"), "h"), noted("said"))

    def made(variant: str) -> tuple[PageObject, bytes]:
        data = write_pdf(document, pdf_theme.on(variant), fonts_for(document))
        return reader(data).pages[0], data

    return made


def size(box: RectangleObject) -> tuple[float, float]:
    """Width and height in millimetres."""
    return round(float(box.width) / 72 * 25.4, 1), round(float(box.height) / 72 * 25.4, 1)


def test_each_variant_has_its_paper(on_paper: Callable[[str], tuple[PageObject, bytes]]) -> None:
    assert size(on_paper("")[0].mediabox) == (210.0, 297.0)
    assert size(on_paper("letter")[0].mediabox) == (215.9, 279.4)


def test_print_has_three_millimetres_of_bleed_around_the_page_that_is_cut(
    on_paper: Callable[[str], tuple[PageObject, bytes]],
) -> None:
    page, _ = on_paper("print")
    boxes = page.trimbox, page.bleedbox, page.mediabox
    assert [size(box) for box in boxes[:2]] == [(210.0, 297.0), (216.0, 303.0)]
    assert all(float(outer.left) < float(inner.left) for inner, outer in pairwise(boxes))
    assert all(float(outer.top) > float(inner.top) for inner, outer in pairwise(boxes))


def test_the_title_block_of_print_reaches_the_edge_of_the_bleed(
    on_paper: Callable[[str], tuple[PageObject, bytes]],
) -> None:
    page, _ = on_paper("print")
    words = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    bleed = 3 / 25.4 * 72
    filled = [tuple(map(float, found)) for found in re.findall(r"(\S+) (\S+) (\S+) (\S+) re f", words)]
    left, foot, width, height = max(filled, key=lambda rect: rect[2] * rect[3])
    assert (round(left, 2), round(width, 1)) == (round(-bleed, 2), round(595.28 + 2 * bleed, 1))
    assert round(foot + height, 1) == round(841.89 + bleed, 1)


@pytest.mark.parametrize("variant", ["letter", "print"])
@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_other_paper_is_as_accessible_and_archivable(
    profile: ValidationProfile, variant: str, on_paper: Callable[[str], tuple[PageObject, bytes]]
) -> None:
    _, data = on_paper(variant)
    assert [f.message for f in validate_pdf_bytes(data, profile=profile).failures] == []


def test_links_of_print_lie_on_their_words(on_paper: Callable[[str], tuple[PageObject, bytes]]) -> None:
    """The sheet is larger than the page: what is told in coordinates moves with what is drawn."""
    own, printed = on_paper("")[0], on_paper("print")[0]
    for old, new in zip(own["/Annots"], printed["/Annots"], strict=True):  # type: ignore[arg-type]
        moved = [float(b) - float(a) for a, b in zip(old["/Rect"], new["/Rect"], strict=True)]
        assert all(round(by, 1) == 28.5 for by in moved)
