"""A theme file of either product: what is wrong with it is told at once, each fault where it stands."""

from __future__ import annotations

import re

import pytest

from exporter.errors import ThemeError
from tests.theme.toml_themes import FACTSHEET, TRACKER, TomlTheme, line_of

pytestmark = pytest.mark.parametrize("theme", [FACTSHEET, TRACKER], ids=lambda theme: theme.file)


def last_table(theme: TomlTheme) -> str:
    return theme.text[theme.text.rindex("\n[") + 1 :].partition("\n")[0]


def test_a_missing_file_is_named(theme, tmp_path):
    with pytest.raises(ThemeError, match=rf"^{re.escape(theme.name)}: {theme.called} is missing"):
        theme.load(tmp_path / theme.file, theme.name)


def test_a_missing_file_ends_the_program_with_the_code_of_templates(theme, tmp_path):
    with pytest.raises(ThemeError) as caught:
        theme.load(tmp_path / theme.file)

    assert caught.value.exit_code == 4


def test_a_file_that_is_no_text_is_named(theme, tmp_path):
    (tmp_path / theme.file).write_bytes(b"\xff\xfe")

    with pytest.raises(ThemeError, match=f"{theme.called} cannot be read as UTF-8 text"):
        theme.load(tmp_path / theme.file)


def test_a_slip_in_the_toml_is_told_with_its_place(theme):
    (fault,) = theme.faults("[page]\nwidth = \n")

    assert fault == f"{theme.name}:2:9: not TOML: invalid value\n  remedy: mend the line"


def test_an_end_that_comes_too_soon_is_told_of_the_file(theme):
    (fault,) = theme.faults("[page")

    assert fault.startswith(f"{theme.name}: not TOML: ")


def test_an_unknown_key_is_told_where_it_stands(theme):
    table = last_table(theme)
    source = theme.text.replace(f"{table}\n", f"{table}\n  slip = 3\n")

    (fault,) = theme.faults(source)

    where = f"{theme.name}:{line_of('slip', source)}:3"
    assert fault.startswith(f"{where}: '{table.strip('[]')}.slip' means nothing here\n  remedy: known: ")


def test_an_unknown_table_is_told(theme):
    source = theme.text + "\n[colors]\nband = '#000000'\n"

    (fault,) = theme.faults(source)

    assert fault.startswith(f"{theme.name}:{line_of('[colors]', source)}:2: 'colors' means nothing here")


def test_a_missing_table_is_told_of_the_file(theme):
    table = last_table(theme)
    source = theme.text[: theme.text.index(table)]

    (fault,) = theme.faults(source)

    assert fault == (
        f"{theme.name}: '{table.strip('[]')}' is missing or no table\n  remedy: add a table {table}"
    )


def test_a_missing_key_is_told_at_its_table(theme):
    source = re.sub(r"^link = .*$", "", theme.text, count=1, flags=re.MULTILINE)

    (fault,) = theme.faults(source)

    assert fault.startswith(f"{theme.name}:{line_of('[colours]', source)}:2: 'link' of [colours] is missing")


@pytest.mark.parametrize("wrong", ['"navy"', '"#12345"', '"#GGGGGG"', "14365"])
def test_a_colour_is_six_hexadecimal_digits(theme, wrong):
    (fault,) = theme.faults(theme.text.replace('link = "#0B57A4"', f"link = {wrong}"))

    assert "'link' of [colours] is" in fault and fault.endswith('remedy: write a colour: "#14365D"')


def test_all_faults_are_told_at_once(theme):
    broken = theme.text.replace('link = "#0B57A4"', 'link = "navy"').replace("[page]", "[pag]", 1)

    assert len(theme.faults(broken)) == 3  # a colour, an unknown table, a missing one
