"""Tables are written column by column, and streamed rows never held: the file says the same."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exporter.document.workbook import Formula, Hyperlink, Row, StreamedRows
from exporter.errors import SourceError
from exporter.theme.sheet import load_sheet_theme
from exporter.writers.xlsx import write_xlsx
from tests.benchmarks import content
from tests.benchmarks.documents import workbook
from tests.benchmarks.measure import ROOT

THEME = load_sheet_theme(ROOT / "templates" / "tracker.toml")
WIDTH = len(content.ROW_HEADER)


def cells_of(data: bytes) -> list[tuple[object, ...]]:
    page = load_workbook(io.BytesIO(data))["Agreements"]
    return [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=5, max_col=WIDTH)]


def row_of(*values: object) -> Row:
    return (*values, *(None,) * (WIDTH - len(values)))  # type: ignore[return-value]


def test_rows_of_several_blocks_read_back_as_they_were() -> None:
    rows = tuple(content.sheet_rows(1200))
    read = cells_of(write_xlsx(workbook(rows), THEME))
    assert [row[:5] for row in read] == [row[:5] for row in rows]
    assert [row[5].date() for row in read] == [row[5] for row in rows]  # type: ignore[attr-defined]
    assert [Decimal(str(row[10])) for row in read] == [row[10] for row in rows]


def test_streamed_rows_say_what_held_rows_say() -> None:
    held = write_xlsx(workbook(tuple(content.sheet_rows(900))), THEME)
    streamed = write_xlsx(workbook(StreamedRows(900, lambda: content.sheet_rows(900))), THEME)
    assert cells_of(streamed) == cells_of(held)


def test_values_that_python_calls_equal_keep_their_types() -> None:
    mixed = tuple(row_of(value) for value in (1, True, Decimal("1.0"), "1", 0, False, "", None))
    read = [row[0] for row in cells_of(write_xlsx(workbook(mixed), THEME))]
    assert read == [1, True, 1, "1", 0, False, None, None]
    assert [type(value) for value in read[:2]] == [int, bool]


def test_a_block_with_one_odd_cell_is_written_cell_by_cell() -> None:
    odd = ("plain", "=1+1", "中文", "", date(1899, 12, 31), Hyperlink("there", "#agreements!A1"), "last")
    rows = tuple(row_of(value) for value in odd)
    data = write_xlsx(workbook(rows), THEME)
    assert [row[0] for row in cells_of(data)] == [
        "plain",
        "=1+1",
        "中文",
        None,
        "1899-12-31",
        "there",
        "last",
    ]


def test_a_formula_names_the_row_that_it_stands_in() -> None:
    rows = tuple(row_of("x", Formula("{id}", "x")) for _ in range(600))
    read = [row[1] for row in cells_of(write_xlsx(workbook(rows), THEME))]
    assert (read[0], read[-1]) == ("=$A5", "=$A604")


def test_a_fault_far_down_in_streamed_rows_is_named_with_its_row() -> None:
    def make() -> Iterator[Row]:
        for number in range(3000):
            yield row_of("bad\x01" if number == 2500 else f"id-{number}")

    with pytest.raises(SourceError, match="row 2505") as caught:
        write_xlsx(workbook(StreamedRows(3000, make)), THEME)
    assert len(caught.value.faults) == 1


def test_writing_a_workbook_does_not_import_numpy(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('numpy was imported')")
    code = "import exporter.writers.xlsx, sys; assert 'numpy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": f"{tmp_path}:{ROOT}"}, check=False)
    assert done.returncode == 0
