"""Cells that break spreadsheets, written and read back by every reader that we know of."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from exporter.document.workbook import CellValue, SheetColumn
from tests.writers.workbook_sample import one_cell, written

Reader = Callable[[bytes], object]

TEXTS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "#REF!", "#DIV/0!", "#NAME?", "TRUE", "1E5",
    "1234567890123456", "00012", "2021-13-45", "10000-01-01", "NaN", "_x000D_", "<a> & \"b\"", "tab\tin",
    "line\nend", " edges ", "𠮷野家", "e\u0301", "x" * 32_767, "😀" * 16_383,
]  # fmt: skip


def by_openpyxl(package: bytes) -> object:
    return openpyxl.load_workbook(io.BytesIO(package), data_only=True)["Deals"]["B5"].value


def by_calamine(package: bytes) -> object:
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(package))
    return book.get_sheet_by_name("Deals").to_python()[4][1]


def by_pandas(package: bytes) -> object:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_excel(
        io.BytesIO(package),
        sheet_name="Deals",
        header=3,
        engine="calamine",
        dtype=object,
        keep_default_na=False,
    )
    return frame["Value"][0]


READERS = pytest.mark.parametrize("read", [by_openpyxl, by_calamine, by_pandas])


def package_of(value: CellValue, kind: str = "text") -> bytes:
    return written(one_cell(value, SheetColumn("value", "Value", kind=kind)))


@READERS
@pytest.mark.parametrize("words", TEXTS, ids=lambda words: ascii(words[:12]))
def test_a_text_comes_back_as_it_was(read: Reader, words: str):
    assert read(package_of(words)) == words


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "#REF!", "#DIV/0!"])
def test_what_looks_like_a_formula_or_an_error_is_text_with_a_quote(words: str):
    cell = openpyxl.load_workbook(io.BytesIO(package_of(words)))["Deals"]["B5"]

    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@READERS
@pytest.mark.parametrize("day", [date(1899, 12, 31), date(1883, 3, 20), date(1, 1, 1)])
def test_a_day_before_1900_comes_back_as_iso_text(read: Reader, day: date):
    assert read(package_of(day, "date")) == day.isoformat()


@READERS
@pytest.mark.parametrize("day", [date(1900, 3, 1), date(2030, 12, 31), date(9999, 12, 31)])
def test_a_day_comes_back_as_a_day(read: Reader, day: date):
    found = read(package_of(day, "date"))

    assert str(found)[:10] == day.isoformat() and not isinstance(found, str)


@READERS
@pytest.mark.parametrize("number", [0, -7, 999_999_999_999_999, 10**18])
def test_a_number_comes_back_as_a_number(read: Reader, number: int):
    assert read(package_of(number, "integer")) == number
