"""The chapter's trackers, read by the programs that people analyse workbooks with: every cell as written."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exporter.compose.tracker import tracker
from exporter.document.workbook import CellValue, Formula, Hyperlink, TableSheet, Workbook
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.theme.sheet import load_sheet_theme
from exporter.writers.xlsx import write_xlsx
from exporter.writers.xlsx.check import FIRST_ROW

ROOT = Path(__file__).parents[1]
Grid = list[list[Any]]
Reader = Callable[[bytes, str], Grid]


@pytest.fixture(scope="module", params=["en", "zh"])
def written(request: pytest.FixtureRequest) -> tuple[Workbook, bytes]:
    workbook = tracker(load(ROOT).chapter, load_edition(request.param))
    return workbook, write_xlsx(workbook, load_sheet_theme(ROOT / "templates" / "tracker.toml"))


def by_openpyxl(package: bytes, sheet: str) -> Grid:
    book = openpyxl.load_workbook(io.BytesIO(package), data_only=True)
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def by_calamine(package: bytes, sheet: str) -> Grid:
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(package))
    return list(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))


def by_pandas(package: bytes, sheet: str) -> Grid:
    pandas = pytest.importorskip("pandas")
    options = {"header": None, "dtype": object, "keep_default_na": False, "engine": "calamine"}
    return list(pandas.read_excel(io.BytesIO(package), sheet_name=sheet, **options).values.tolist())


def plain(value: CellValue | datetime) -> object:
    """A value as a reader gives it back, days and numbers in one shape each."""
    match value:
        case Formula(value=inner):
            return plain(inner)
        case Hyperlink(text=words):
            return words
        case bool():
            return value
        case int() | float() | Decimal():
            return float(value)
        case datetime():
            return value.date()
        case date() if value < date(1900, 1, 1):
            return value.isoformat()
        case None:
            return ""
        case _:
            return value


def rows(sheet: TableSheet, grid: Grid) -> Iterator[tuple[list[object], list[object]]]:
    """Each row as written, beside the same row as read."""
    for number, row in enumerate(sheet.rows):
        yield list(map(plain, row)), [plain(v) for v in grid[FIRST_ROW - 1 + number][: len(row)]]


@pytest.mark.parametrize("read", [by_openpyxl, by_calamine, by_pandas])
def test_every_cell_comes_back_as_it_was_written(written: tuple[Workbook, bytes], read: Reader) -> None:
    workbook, package = written
    tables = [sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet)]
    pairs = (pair for sheet in tables for pair in rows(sheet, read(package, sheet.name)))

    assert [(said, found) for said, found in pairs if said != found] == []


def test_a_sheet_is_one_table_under_a_title_without_merged_or_empty_headers(
    written: tuple[Workbook, bytes],
) -> None:
    workbook, package = written
    book = openpyxl.load_workbook(io.BytesIO(package))
    for sheet in workbook.sheets:
        page = book[sheet.name]
        assert page["A1"].value == sheet.title and not page.merged_cells.ranges
        if isinstance(sheet, TableSheet):
            assert len(page.tables) == 1
            assert all(cell.value for cell in page[FIRST_ROW - 1][: len(sheet.columns)])
