"""The look of the fact sheet: what its file may say, and how it is told off."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import Place, ThemeError
from exporter.theme.factsheet import load_pdf_theme, parse_pdf_theme

SHIPPED = Path(__file__).parents[2] / "templates" / "factsheet.toml"
TEXT = SHIPPED.read_text(encoding="utf-8")
NAME = "templates/factsheet.toml"


def faults_of(source: str) -> list[str]:
    with pytest.raises(ThemeError) as caught:
        parse_pdf_theme(source, NAME)
    return [str(fault) for fault in caught.value.faults]


def line_of(words: str, source: str = TEXT) -> int:
    return source[: source.index(words)].count("\n") + 1


def test_the_shipped_theme_is_sound():
    assert load_pdf_theme(SHIPPED).page.width.mm == 210


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(
        ThemeError, match=r"^templates/factsheet\.toml: the theme of the fact sheet is missing"
    ):
        load_pdf_theme(tmp_path / "templates" / "factsheet.toml")


def test_a_missing_file_ends_the_program_with_the_code_of_templates(tmp_path):
    with pytest.raises(ThemeError) as caught:
        load_pdf_theme(tmp_path / "factsheet.toml")

    assert caught.value.exit_code == 4


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "factsheet.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(ThemeError, match="cannot be read as UTF-8"):
        load_pdf_theme(tmp_path / "factsheet.toml")


def test_a_slip_in_the_toml_is_told_with_its_line():
    (fault,) = faults_of("[page]\nwidth = \n")

    assert fault.startswith(f"{NAME}:2:9: not TOML")


def test_an_unknown_key_is_told_with_its_place_and_the_known_ones():
    source = TEXT.replace("[grid]\n", "[grid]\n  figres = 3\n")

    (fault,) = faults_of(source)

    assert fault == (
        f"{NAME}:{line_of('figres', source)}:3: 'grid.figres' means nothing here\n"
        "  remedy: known: figures, charts, details"
    )


def test_an_unknown_table_is_told():
    (fault,) = faults_of(TEXT + "\n[colors]\nband = '#000000'\n")

    assert "'colors' means nothing here" in fault


def test_a_missing_key_is_told_at_its_table():
    (fault,) = faults_of(TEXT.replace("charts = 2 ", "#", 1))

    assert fault.startswith(f"{NAME}:{line_of('[grid]')}:2: 'charts' of [grid] is missing")


def test_all_faults_are_told_at_once():
    broken = (
        TEXT.replace('"#14365D"', '"navy"').replace("figures = 4", "figures = 4.5").replace("[space]", "[sp]")
    )

    assert len(faults_of(broken)) == 5


@pytest.mark.parametrize(
    ("right", "wrong", "wanted"),
    [
        ('link = "#0B57A4"', 'link = "#0B57A"', "write a colour"),
        ("title = 26", "title = true", "write a size in points"),
        ("body = 1.42", "body = 0.2", "write a multiple of the size"),
        ("left = 18", "left = -1", "write a length in millimetres"),
        ("width = 210", 'width = "A4"', "write a side of the sheet"),
        ("charts = 2", "charts = 0", "write a whole number"),
        ('han_bold = ""', "han_bold = 7", "write the name of a font file"),
    ],
)
def test_a_wrong_value_is_told_with_a_right_one(right, wrong, wanted):
    (fault,) = faults_of(TEXT.replace(right, wrong, 1))

    assert fault.startswith(f"{NAME}:{line_of(right)}:1:") and wanted in fault


def test_margins_must_leave_room_for_text():
    (fault,) = faults_of(TEXT.replace("left = 18", "left = 90").replace("right = 18", "right = 90"))

    assert "less than 80 mm" in fault


def test_fonts_are_sought_beside_the_theme():
    theme = parse_pdf_theme(TEXT.replace('latin_regular = ""', 'latin_regular = "a.ttf"'), NAME, Path("here"))

    assert theme.font_choice.folder == Path("here")
    assert theme.font_choice.latin.regular == "a.ttf"
    assert theme.font_choice.han.regular is None


def test_a_fault_of_a_font_points_at_the_fonts_of_the_theme():
    assert load_pdf_theme(SHIPPED).font_choice.han.place == Place(NAME, line_of("[fonts]"), 2)


def test_type_grows_in_the_text_area_only():
    theme = load_pdf_theme(SHIPPED)

    grown = theme.grown(2.0)

    assert (grown.sizes.body, grown.sizes.title) == (2 * theme.sizes.body, theme.sizes.title)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


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

    dark, light = sorted(_luminance(getattr(colours, name)) for name in (ink, paper))

    least = 3.0 if ink == "bar" else 4.5  # WCAG 2.2, 1.4.11 and 1.4.3
    assert (light + 0.05) / (dark + 0.05) >= least


@pytest.mark.parametrize("ink", ["text", "quiet", "link", "heading", "accent"])
def test_the_shipped_colours_can_be_read_on_white(ink):
    assert 1.05 / (_luminance(getattr(load_pdf_theme(SHIPPED).colours, ink)) + 0.05) >= 4.5


def test_running_text_and_tables_are_large_enough_to_print():
    sizes = load_pdf_theme(SHIPPED).sizes

    assert sizes.body >= 10.5 and min(sizes.table, sizes.chart, sizes.note) >= 9.5
