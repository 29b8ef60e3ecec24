"""The look of the fact sheet: what its file may say, and how it is told off."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from exporter.document.outline import Most, Outline, SheetBlock
from exporter.errors import Place, ThemeError
from exporter.theme.factsheet import load_pdf_theme, parse_pdf_theme
from tests.theme.toml_themes import FACTSHEET, READABLE, TEMPLATES, contrast, line_of

SHIPPED = TEMPLATES / FACTSHEET.file
TEXT, NAME = FACTSHEET.text, FACTSHEET.name


def test_the_shipped_theme_is_sound():
    assert load_pdf_theme(SHIPPED).page.width.mm == 210


def test_a_file_is_called_by_folder_and_name(tmp_path):
    with pytest.raises(ThemeError, match=r"^templates/factsheet\.toml: "):
        load_pdf_theme(tmp_path / "templates" / "factsheet.toml")


def test_the_known_keys_of_a_table_are_told():
    (fault,) = FACTSHEET.faults(TEXT.replace("[grid]\n", "[grid]\nfigres = 3\n"))

    assert fault.endswith("remedy: known: figures, charts, details")


@pytest.mark.parametrize(
    ("right", "wrong", "wanted"),
    [
        ('link = "#0B57A4"', 'link = "#0B57A"', "write a colour"),
        ("title = 26", "title = true", "write a size in points"),
        ("body = 1.4", "body = 0.2", "write a multiple of the size"),
        ("left = 16", "left = -1", "write a length in millimetres"),
        ("width = 210", 'width = "A4"', "write a side of the sheet"),
        ("charts = 2", "charts = 0", "write a whole number"),
        ('han_bold = ""', "han_bold = 7", "write the name of a font file"),
    ],
)
def test_a_wrong_value_is_told_with_a_right_one(right, wrong, wanted):
    (fault,) = FACTSHEET.faults(TEXT.replace(right, wrong, 1))

    assert fault.startswith(f"{NAME}:{line_of(right, TEXT)}:1:") and wanted in fault


def test_margins_must_leave_room_for_text():
    (fault,) = FACTSHEET.faults(TEXT.replace("left = 16", "left = 90").replace("right = 16", "right = 90"))

    assert "less than 80 mm" in fault


def test_fonts_are_sought_beside_the_theme():
    theme = parse_pdf_theme(TEXT.replace('latin_regular = ""', 'latin_regular = "a.ttf"'), NAME, Path("here"))

    assert theme.font_choice.folder == Path("here")
    assert theme.font_choice.latin.regular == "a.ttf"
    assert theme.font_choice.han.regular is None


def test_a_fault_of_a_font_points_at_the_fonts_of_the_theme():
    assert load_pdf_theme(SHIPPED).font_choice.han.place == Place(NAME, line_of("[fonts]", TEXT), 2)


def test_type_grows_in_the_text_area_only():
    theme = load_pdf_theme(SHIPPED)

    grown = theme.grown(2.0)

    assert (grown.sizes.body, grown.sizes.title) == (2 * theme.sizes.body, theme.sizes.title)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("band_text", "band"),
        ("band_quiet", "band"),
        ("text", "tint"),
        ("quiet", "tint"),
        ("heading", "tint"),
        ("bar", "bar_ground"),
    ],
)
def test_the_shipped_colours_can_be_told_apart(ink, paper):
    colours = load_pdf_theme(SHIPPED).colours

    assert contrast(getattr(colours, ink), getattr(colours, paper)) >= READABLE


@pytest.mark.parametrize("ink", ["text", "quiet", "link", "heading", "accent"])
def test_the_shipped_colours_can_be_read_on_white(ink):
    assert contrast(getattr(load_pdf_theme(SHIPPED).colours, ink), "FFFFFF") >= READABLE


def test_all_type_of_a_fact_sheet_is_large_enough_for_every_reader():
    sizes = asdict(load_pdf_theme(SHIPPED).sizes)

    assert {name for name, size in sizes.items() if size < 12} == {"furniture"}


def test_a_briefing_may_be_set_smaller_than_a_sheet():
    theme = load_pdf_theme(SHIPPED)

    assert theme.of("factsheet").sizes == theme.sizes
    assert theme.of("briefing").sizes.body == 10.5


def test_a_theme_without_sizes_of_briefings_sets_them_as_sheets():
    start, end = TEXT.index("[sizes_briefing]"), TEXT.index("[leading_latin]")
    theme = parse_pdf_theme(TEXT[:start] + TEXT[end:], NAME)

    assert theme.of("briefing").sizes == theme.sizes


# -- what a sheet shows ------------------------------------------------------------------------------


def test_a_theme_chooses_the_blocks_of_a_sheet_and_their_order():
    line = next(line for line in TEXT.splitlines() if line.startswith("partner ="))
    theme = parse_pdf_theme(TEXT.replace(line, 'partner = ["people", "summary"]'), NAME)

    assert theme.blocks.partner == (SheetBlock.PEOPLE, SheetBlock.SUMMARY)


def test_a_theme_of_an_older_version_shows_what_is_usual():
    start, end = TEXT.index("[blocks]"), TEXT.index("[page]")
    theme = parse_pdf_theme(TEXT[:start] + TEXT[end:], NAME)

    assert (theme.blocks, theme.most) == (Outline(), Most())


def test_the_shipped_theme_shows_what_is_usual():
    theme = load_pdf_theme(SHIPPED)

    assert (theme.blocks, theme.most) == (Outline(), Most())


@pytest.mark.parametrize(
    ("blocks", "remedy"),
    [
        ('["summary", "weather"]', "write a list of blocks: summary, figures, months"),
        ('["summary", "summary"]', "write a list of at least one block, each of them once"),
        ("[]", "write a list of at least one block, each of them once"),
        ('"summary"', "write a list of blocks: summary, figures, months"),
    ],
)
def test_wrong_blocks_are_told_with_those_that_exist(blocks, remedy):
    line = next(line for line in TEXT.splitlines() if line.startswith("period ="))

    with pytest.raises(ThemeError) as raised:
        parse_pdf_theme(TEXT.replace(line, f"period = {blocks}"), NAME)

    (fault,) = raised.value.faults
    assert fault.place == Place(NAME, line_of("period =", TEXT), 1)
    assert fault.remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("ink", "colour", "problem"),
    [
        ("quiet", "#AAAAAA", "its contrast with the paper is 2.3, and 4.5 is the least that can be read"),
        ("band_quiet", "#14365D", "its contrast with 'band' is 1.0, and 4.5 is the least that can be read"),
        ("bar", "#3F7DC5", "its contrast with 'bar_ground' is 3.6, and 4.5 is the least that can be read"),
    ],
)
def test_colours_that_cannot_be_told_from_their_ground_are_refused(ink, colour, problem):
    line = next(line for line in TEXT.splitlines() if line.startswith(f"{ink} ="))
    spoilt = TEXT.replace(line, f'{ink} = "{colour}"')
    found = [fault for fault in FACTSHEET.faults(spoilt) if problem in fault]

    assert len(found) == 1
    line_number = spoilt.splitlines().index(f'{ink} = "{colour}"') + 1
    assert f"{NAME}:{line_number}:" in found[0]
