"""The integrity checks of workbooks find each fault that they are there for, one change at a time."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.workbook_integrity import problems
from tests.writers.workbook_sample import written

PACKAGE = written()


def spoiled(part: str, old: str, new: str) -> bytes:
    """The sample with one change in one part."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PACKAGE)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            assert name != part or old in text
            target.writestr(name, text.replace(old, new, 1) if name == part else text)
    return result.getvalue()


def test_a_sound_workbook_has_no_problem():
    assert problems(PACKAGE) == []


SHEET, TABLE, BOOK = "xl/worksheets/sheet2.xml", "xl/tables/table1.xml", "xl/workbook.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "problem"),
    [
        (SHEET, '<c r="C5"', '<c r="B5"', "cell B5 does not follow the one before it"),
        (SHEET, '<row r="6"', '<row r="5"', "rows stand twice or out of order"),
        (SHEET, "$C5-as_of", "$C5-as_at", "there is no name 'as_at'"),
        (SHEET, "<formula1>list_status", "<formula1>list_state", "there is no name 'list_state'"),
        (TABLE, 'name="Until"', 'name="Till"', "its header says"),
        (TABLE, 'name="Until"', 'name="title"', "column 'title' stands 2 times"),
        (TABLE, 'ref="A4:I6"', 'ref="A4:H6"', "9 columns in A4:H6"),
        (TABLE, 'ref="A4:I6"', 'ref="A4:I4"', "no row below its header"),
        (TABLE, '<autoFilter ref="A4:I6"', '<autoFilter ref="A4:I5"', "its filter covers A4:I5"),
        (BOOK, "'O''Deals'!$A$4", "'Deals'!$A$4", "there is no sheet 'Deals'"),
        (BOOK, "'O''Deals'!$A$4", "#REF!", "it has lost what it refers to"),
        (BOOK, 'name="xp_deals_title"', 'name="xp_deals_id"', "name 'xp_deals_id' stands 2 times"),
        (
            "xl/worksheets/sheet1.xml",
            "location=\"'O''Deals'!A1\"",
            "location=\"'Nowhere'!A1\"",
            "no sheet 'Nowhere'",
        ),
    ],
)
def test_a_fault_is_found(part, old, new, problem):
    assert problem in "\n".join(problems(spoiled(part, old, new)))
