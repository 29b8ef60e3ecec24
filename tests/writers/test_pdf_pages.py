"""Pages of a long document: notes at their feet, two languages side by side, pages on their side."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from page import ValidationProfile, validate_pdf_bytes
from pypdf import PageObject

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
