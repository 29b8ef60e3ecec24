"""The look of the tracker: what its file may say, and how it is told off."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from exporter.errors import ThemeError
from exporter.theme.sheet import load_sheet_theme, parse_sheet_theme
from tests.theme.toml_themes import READABLE, TEMPLATES, TRACKER, contrast

SHIPPED = TEMPLATES / TRACKER.file
TEXT = TRACKER.text


def test_the_shipped_theme_names_a_font_for_each_script():
    fonts = load_sheet_theme(SHIPPED).fonts

    assert fonts.latin and fonts.han and fonts.latin != fonts.han


def test_a_file_is_called_by_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ThemeError, match=r"^look/tracker\.toml: "):
        load_sheet_theme(Path("look/tracker.toml"))


def test_the_known_keys_of_a_table_are_told():
    (fault,) = TRACKER.faults(TEXT.replace("[page]\n", "[page]\nmargn = 3\n"))

    assert fault.endswith("remedy: known: margin, header_margin")


@pytest.mark.parametrize("wrong", ["true", "0", "500", '"10"'])
def test_a_size_is_a_number_of_points(wrong):
    (fault,) = TRACKER.faults(TEXT.replace("title_size = 16", f"title_size = {wrong}"))

    assert "write a size in points" in fault


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

    assert contrast(getattr(colours, ink), getattr(colours, paper)) >= READABLE


def test_a_font_name_holds_no_control_character():
    (fault,) = TRACKER.faults(TEXT.replace('latin = "Arial"', 'latin = "A\\u0001"'))

    assert "write a font name" in fault


def test_a_pipe_named_like_a_theme_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "tracker.toml")

    with pytest.raises(ThemeError, match="cannot be read"):
        load_sheet_theme(tmp_path / "tracker.toml")


def test_a_theme_of_an_older_version_has_the_usual_fills_of_states():
    older = re.sub(r"\[states\][^\[]*", "", TEXT)

    assert parse_sheet_theme(older, "tracker.toml").states == load_sheet_theme(SHIPPED).states


@pytest.mark.parametrize("state", ["past", "within_30", "within_60", "within_90", "done"])
def test_words_can_be_read_on_the_fill_of_a_state(state):
    theme = load_sheet_theme(SHIPPED)

    assert contrast(theme.colours.text, getattr(theme.states, state)) >= READABLE
