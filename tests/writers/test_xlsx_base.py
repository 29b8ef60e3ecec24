"""What a workbook with an origin remembers of itself."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
from openxml_audit import OpenXmlValidator

from exporter.merge.base import SHEET, digest, packed, read_base, unpacked
from exporter.writers.xlsx import write_xlsx
from tests.readers.test_tracker import BASE, BOOK, DEALS, ROWS
from tests.writers.workbook_sample import THEME


def test_the_base_stands_on_a_sheet_that_excel_shows_nobody() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(BOOK, THEME)))
    cells = [row[0].value for row in book[SHEET].iter_rows()]
    assert book[SHEET].sheet_state == "veryHidden"
    assert read_base(unpacked(cells)) == BASE
    stamps = {p.name: p.value for p in book.custom_doc_props.props}
    assert stamps["exporter.base"] == cells[1] == digest_of(cells)
    assert stamps["exporter.edition"] == "en"


def digest_of(cells: list[str]) -> str:
    return digest(unpacked(cells))


def test_a_large_base_fills_several_cells() -> None:
    words = " ".join(str(hash((n, n))) for n in range(20_000))
    cells = list(packed(words))
    assert len(cells) > 5
    assert unpacked(cells) == words


def test_a_workbook_without_origin_remembers_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(replace(BOOK, origin=None), THEME)))
    assert SHEET not in book.sheetnames


def test_the_same_workbook_gives_the_same_bytes() -> None:
    assert write_xlsx(BOOK, THEME) == write_xlsx(BOOK, THEME)


def test_it_is_valid_open_xml(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(write_xlsx(BOOK, THEME))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_a_base_costs_little() -> None:
    rows = tuple((f"d-{n}", *ROWS[0][1:]) for n in range(2_000))
    many = replace(BOOK, sheets=(BOOK.sheets[0], replace(DEALS, rows=rows)))
    with_base, without = (len(write_xlsx(book, THEME)) for book in (many, replace(many, origin=None)))
    assert with_base < 1.3 * without
