"""Habits of workbooks: each planted fault is found, a sound workbook has none."""

from __future__ import annotations

from datetime import date

import pytest

from exporter.document.nodes import Properties
from exporter.document.workbook import CellValue, SheetColumn, SheetFurniture, TableSheet, Workbook
from exporter.style.sheets import sheet_findings

DAYS = '[$-804]yyyy"年"m"月"d"日"'
TEXT = SheetColumn("signed", "签署", kind="text")
DAY = SheetColumn("signed_first", "首日", kind="date", number_format=DAYS)
COUNT = SheetColumn("count", "人数", kind="integer", number_format='0"名"')


def workbook(
    columns: tuple[SheetColumn, ...], row: tuple[CellValue, ...], date_format: str = DAYS
) -> Workbook:
    sheet = TableSheet("agreements", "协议", "协议", columns, (row,))
    properties = Properties("t", "s", "a", (), "2022-06-30T00:00:00Z", "1")
    return Workbook("zh-Hans-CN", properties, SheetFurniture("", "", ""), (sheet,), date_format)


def found(columns: tuple[SheetColumn, ...], row: tuple[CellValue, ...], date_format: str = DAYS) -> set[str]:
    return {finding.rule for finding in sheet_findings(workbook(columns, row, date_format))}


def test_a_sound_workbook_has_no_findings() -> None:
    assert found((TEXT, DAY, COUNT), ("2021年9月", date(2021, 9, 1), 59)) == set()


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        ('yyyy"年"m"月"', "X1"),
        ("mmmm yyyy", "X1"),
        ("[DBNum1][$-804]yyyy", "X1"),
        ("[$-F800]dddd, mmmm dd, yyyy", "X2"),
    ],
)
def test_a_format_of_dates_names_its_language(pattern: str, rule: str) -> None:
    assert rule in found((TEXT,), ("2021年",), pattern)


@pytest.mark.parametrize(
    "pattern", ["[$-809]d mmmm yyyy", "[$-409]mmmm d, yyyy", 'yyyy"年"', "#,##0", '"第"0"届"']
)
def test_formats_that_read_alike_everywhere_pass(pattern: str) -> None:
    assert found((TEXT,), ("2021年",), pattern) == set()


def test_days_stand_beside_the_date_as_printed() -> None:
    assert found((COUNT, DAY), (59, date(2021, 9, 1))) == {"X3"}
    assert found((TEXT,), (date(2021, 9, 1),)) == {"X3"}


def test_numbers_stay_numbers() -> None:
    assert found((COUNT,), ("59",)) == {"X4"}
    assert found((TEXT,), ("1,234",)) == {"X4"}
    assert found((TEXT,), ("2021",)) == set()  # a date, to the year
    assert found((TEXT, DAY), ("2021年", "2021")) == {"X4"}
    assert found((TEXT, DAY, COUNT), ("未说明", "–", "–")) == set()  # a mark that nothing is stated
    assert "X4" in found((COUNT,), (59,), '0!.0,"万"')
