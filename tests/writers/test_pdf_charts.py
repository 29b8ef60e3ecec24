"""Charts of PDF files: what is drawn, and what is said of it to those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from page import ValidationProfile, validate_pdf_bytes

from exporter.document.nodes import Bar, Chart, ChartKind, Document, KeyFigure, KeyFigures, text
from exporter.theme.factsheet import PdfInks, PdfTheme
from exporter.theme.fonts import FontFiles
from exporter.writers.pdf import coarse, write_pdf
from exporter.writers.pdf.charts import MOST_UNTABLED
from tests.writers import sample
from tests.writers.pdf_reading import places, reader, text_of, tree

PdfOf = Callable[[Document], bytes]
KINDS: tuple[ChartKind, ...] = ("bars", "columns", "share", "tiles")
in_every_form = pytest.mark.parametrize("kind", KINDS)


def chart(kind: ChartKind, bars: int, label: str = "Q") -> Chart:
    """A chart of values 1, 2, 3 …, three bars to a group."""
    drawn = tuple(Bar(f"{label}{n}", float(n), str(n), group=f"Group {n // 3}") for n in range(1, bars + 1))
    return Chart("c-1", text("Visits by quarter"), drawn, "Said in words.", kind=kind)


def drawn(pdf_of: PdfOf, *charts: Chart) -> bytes:
    return pdf_of(sample.of_blocks(*charts))


def figure_words(data: bytes) -> str:
    return "".join(figure.words for figure in tree(data).all("Figure"))


@in_every_form
def test_more_than_four_numbers_are_also_a_table(kind: ChartKind, pdf_of: PdfOf) -> None:
    table = tree(drawn(pdf_of, chart(kind, MOST_UNTABLED + 1))).all("Table")[0]
    rows = [(row.all("TH")[0].words, row.all("TD")[0].words) for row in table.all("TR")]
    assert rows == [(f"Q{n}", str(n)) for n in range(1, MOST_UNTABLED + 2)]
    assert [str(head.entry["/A"]["/Scope"]) for head in table.all("TH")] == ["/Row"] * len(rows)


@in_every_form
def test_four_numbers_and_fewer_stand_in_the_figure(kind: ChartKind, pdf_of: PdfOf) -> None:
    data = drawn(pdf_of, chart(kind, MOST_UNTABLED))
    assert tree(data).all("Table") == []
    assert all(f"Q{n}" in figure_words(data) for n in range(1, MOST_UNTABLED + 1))


@in_every_form
@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_every_form_is_accessible_and_archivable(
    kind: ChartKind, profile: ValidationProfile, pdf_of: PdfOf
) -> None:
    data = drawn(pdf_of, chart(kind, 9))
    assert [f.message for f in validate_pdf_bytes(data, profile=profile).failures] == []


@in_every_form
def test_a_figure_holds_its_caption_and_its_words(kind: ChartKind, pdf_of: PdfOf) -> None:
    (figure,) = tree(drawn(pdf_of, chart(kind, 9))).all("Figure")
    assert [caption.words.strip() for caption in figure.all("Caption")] == ["Figure 1  Visits by quarter"]
    assert figure.entry["/Alt"] == "Said in words."


@in_every_form
def test_no_number_is_printed_twice(kind: ChartKind, pdf_of: PdfOf) -> None:
    words = text_of(drawn(pdf_of, chart(kind, 9)))
    assert [words.count(f"Q{n}") for n in range(1, 10)] == [1] * 9


def test_columns_without_room_for_their_labels_lie_down(pdf_of: PdfOf) -> None:
    """Lying bars give a label nearly half of the width; type is never smaller for want of room."""
    upright = _heights(drawn(pdf_of, chart("columns", 12)))
    lying = _heights(drawn(pdf_of, chart("columns", 12, "A quarter of the year ")))
    assert len(upright) > len(lying) == 1


def _heights(data: bytes) -> set[float]:
    """The heights of what is filled with the colour of bars."""
    (page,) = reader(data).pages
    operations = page.get_contents().get_data().decode("latin-1").splitlines()
    found, in_bar = set(), False
    for line in operations:
        if line.endswith((" rg", " k")):
            in_bar = line.startswith("0.1843")
        elif in_bar and line.endswith("re f"):
            found.add(round(float(line.split()[3]), 1))
    return found


@in_every_form
def test_a_chart_higher_than_a_page_goes_on(kind: ChartKind, pdf_of: PdfOf) -> None:
    data = drawn(
        pdf_of, chart(kind, 60, "A label of a great many words, to fill some lines of a chart, number ")
    )
    words = " ".join(text_of(data).split())
    assert all(f"number {n}" in words for n in range(1, 61))
    assert all(0 < y < 842 for page in reader(data).pages for _, y in places(page))


def test_a_long_number_makes_cards_fewer_not_its_type_smaller(pdf_of: PdfOf, pdf_theme: PdfTheme) -> None:
    figures = tuple(KeyFigure("1,234,567,890", text("a long number")) for _ in range(4))
    (page,) = reader(pdf_of(sample.of_blocks(KeyFigures(figures)))).pages
    content = page.get_contents().get_data().decode("latin-1")
    sizes = {line.split()[1] for line in content.splitlines() if line.endswith(" Tf")}
    assert f"{pdf_theme.sizes.figure:g}" in sizes


# -- for a printer -----------------------------------------------------------------------------------

INK = (10.0, 20.0, 30.0, 40.0)


@pytest.fixture(scope="module")
def in_inks(pdf_theme: PdfTheme, fonts_for: Callable[[Document], FontFiles]) -> bytes:
    inks = PdfInks(**dict.fromkeys(PdfInks.__slots__, INK))  # type: ignore[arg-type]
    document = sample.fact_sheet("en")
    return write_pdf(document, replace(pdf_theme, inks=inks).on("print"), fonts_for(document))


def test_a_file_for_print_has_the_inks_that_its_theme_declares(in_inks: bytes) -> None:
    for page in reader(in_inks).pages:
        content = page.get_contents().get_data().decode("latin-1").splitlines()
        assert {line for line in content if line.endswith((" k", " rg"))} == {"0.1 0.2 0.3 0.4 k"}


def test_a_file_in_inks_claims_accessibility_and_no_archive(in_inks: bytes) -> None:
    packet = reader(in_inks).trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfuaid:part>1<" in packet and b"<pdfaid:part>" not in packet
    assert validate_pdf_bytes(in_inks, profile=ValidationProfile.PDF_UA_1).failures == []


def test_other_variants_stay_in_rgb(pdf_theme: PdfTheme) -> None:
    inks = PdfInks(**dict.fromkeys(PdfInks.__slots__, INK))  # type: ignore[arg-type]
    assert replace(pdf_theme, inks=inks).on("letter").printed_inks is None


def test_photographs_too_coarse_for_print_are_told(pdf_theme: PdfTheme) -> None:
    document = sample.sample("en")
    assert all(dots < 300 for _, dots in coarse(document, pdf_theme))
    assert list(coarse(document, pdf_theme))
