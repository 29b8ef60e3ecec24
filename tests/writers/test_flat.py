"""Sheets as CSV and JSON: read back as they were, and never a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exporter.document.workbook import ABSENT, CellValue, Formula, Hyperlink, SheetColumn, TableSheet
from exporter.errors import UsageError
from exporter.writers.flat import table_of, write_csv, write_json
from tests.writers.workbook_sample import DEALS, SAMPLE


def table(*values: CellValue) -> TableSheet:
    """A table of one column with `values`."""
    rows = tuple((value,) for value in values)
    return TableSheet("deals", "Deals", "Deals", (SheetColumn("what", "What"),), rows)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def fields(*values: CellValue) -> list[str]:
    return [row[0] for row in read(write_csv(table(*values)))[1:]]


def test_csv_begins_with_the_mark_that_excel_wants_and_ends_lines_as_the_rfc_says():
    data = write_csv(table("谅解备忘录"))

    assert data == "\ufeffWhat\r\n谅解备忘录\r\n".encode()


def test_csv_quotes_what_would_break_a_row():
    hard = ['a "b", c', "two\nlines", " edge "]

    assert fields(*hard) == hard


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "=cmd|' /C calc'!A0"]
)
def test_csv_never_holds_a_formula(words):
    assert fields(words) == [f"'{words}"]


def test_csv_guards_headers_too():
    sheet = replace(table(), columns=(SheetColumn("what", "=WHAT"),))

    assert read(write_csv(sheet)) == [["'=WHAT"]]


def test_csv_writes_numbers_and_days_as_programs_read_them():
    values = (
        -5,
        Decimal("0.125"),
        date(1883, 3, 20),
        True,
        Formula("1+1", -2),
        Hyperlink("copy", "https://e.org"),
    )

    assert fields(*values) == ["-5", "0.125", "1883-03-20", "true", "-2", "copy"]


def test_csv_leaves_a_field_empty_where_a_cell_has_nothing_to_say():
    assert read(write_csv(DEALS))[2][2:5] == ["", "", ""] and fields(ABSENT, "x") == ["", "x"]


def test_json_is_typed_under_stable_keys():
    rows = json.loads(write_json(DEALS, SAMPLE))["rows"]

    assert rows[0] == {
        "id": "deal-1", "title": "谅解备忘录 & <x>", "until": "2031-02-28", "count": 1234, "share": 0.125,
        "left": 59, "hint": "4.10", "status": "open", "file": "copy",
    }  # fmt: skip
    assert rows[1]["until"] is None and rows[1]["left"] is None


def test_json_says_what_it_holds_and_on_which_day():
    whole = json.loads(write_json(DEALS, SAMPLE))

    assert [whole[key] for key in ("sheet", "title", "language", "as_of")] == [
        "deals", "Deals", "en-GB", "2030-12-31",
    ]  # fmt: skip
    assert whole["columns"][2] == {"key": "until", "header": "Until", "kind": "date", "editable": False}


def test_a_sheet_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(UsageError, match=r"no sheet 'deal'\n  remedy: sheets are deals"):
        table_of(SAMPLE, "deal")
