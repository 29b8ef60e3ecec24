"""The look of the tracker: what its file may say, and how it is told off."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import ThemeError
from exporter.theme.sheet import load_sheet_theme, parse_sheet_theme

SHIPPED = Path(__file__).parents[2] / "templates" / "tracker.toml"
TEXT = SHIPPED.read_text(encoding="utf-8")


def faults_of(source: str) -> list[str]:
    with pytest.raises(ThemeError) as caught:
        parse_sheet_theme(source, "templates/tracker.toml")
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_theme_names_a_font_for_each_script():
    fonts = load_sheet_theme(SHIPPED).fonts

    assert fonts.latin and fonts.han and fonts.latin != fonts.han


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ThemeError, match=r"^templates/tracker\.toml: the theme of the tracker is missing"):
        load_sheet_theme(tmp_path / "tracker.toml", "templates/tracker.toml")


def test_a_missing_file_ends_the_program_with_the_code_of_templates(tmp_path):
    with pytest.raises(ThemeError) as caught:
        load_sheet_theme(tmp_path / "tracker.toml")

    assert caught.value.exit_code == 4


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "tracker.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(ThemeError, match="cannot be read as UTF-8"):
        load_sheet_theme(tmp_path / "tracker.toml")


def test_a_slip_in_the_toml_is_told_with_its_line():
    (fault,) = faults_of("[fonts]\nlatin = \n")

    assert fault.startswith("templates/tracker.toml:2:")


def test_an_unknown_key_is_told_with_its_line_and_the_known_ones():
    (fault,) = faults_of(TEXT.replace("[page]\n", "[page]\nmargn = 3\n"))

    line = TEXT[: TEXT.index("[page]")].count("\n") + 2
    assert fault == (
        f"templates/tracker.toml:{line}:1: 'page.margn' means nothing here\n"
        "  remedy: known: margin, header_margin"
    )


def test_an_unknown_table_is_told():
    (fault,) = faults_of(TEXT + "\n[colors]\ntitle = '#000000'\n")

    assert "'colors' means nothing here" in fault


def test_a_missing_key_is_told_at_its_table():
    (fault,) = faults_of(TEXT.replace("size = 10\n", "", 1))

    line = TEXT[: TEXT.index("[fonts]")].count("\n") + 1
    assert fault.startswith(f"templates/tracker.toml:{line}:1: 'size' of [fonts] is missing")


def test_all_faults_are_told_at_once():
    broken = TEXT.replace('"#14365D"', '"blue"').replace("margin = 10", "margin = 1000")
    broken = broken.replace("[fonts]", "[font]")

    assert len(faults_of(broken)) >= 4


@pytest.mark.parametrize("wrong", ['"navy"', '"#12345"', '"#GGGGGG"', "14365"])
def test_a_colour_is_six_hexadecimal_digits(wrong):
    (fault,) = faults_of(TEXT.replace('link = "#0B57A4"', f"link = {wrong}"))

    assert "'link' of [colours] is" in fault


@pytest.mark.parametrize("wrong", ["true", "0", "500", '"10"'])
def test_a_size_is_a_number_of_points(wrong):
    (fault,) = faults_of(TEXT.replace("title_size = 16", f"title_size = {wrong}"))

    assert "write a size in points" in fault


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("header_text", "header_fill"),
        ("editable_header_text", "editable_header_fill"),
        ("text", "locked_fill"),
        ("text", "editable_fill"),
        ("quiet", "locked_fill"),
        ("link", "locked_fill"),
        ("title", "locked_fill"),
    ],
)
def test_the_shipped_colours_can_be_read(ink, paper):
    colours = load_sheet_theme(SHIPPED).colours

    dark, light = sorted(_luminance(getattr(colours, name)) for name in (ink, paper))

    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.2, 1.4.3
