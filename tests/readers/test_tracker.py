"""A tracker that came back reads as what it was, whatever its office did to its looks."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from exporter.document.workbook import Formula, Hyperlink, Origin, SheetColumn, TableSheet
from exporter.merge.changes import Change, Outcome
from exporter.merge.tables import base_of
from exporter.merge.three_way import merge
from exporter.readers.xlsx import read_tracker
from exporter.writers.xlsx import write_xlsx
from tests.readers.office import HEADER, edited, rewritten, type_into
from tests.writers.workbook_sample import SAMPLE, THEME

COLUMNS = (
    SheetColumn("id", "ID", 20, "code"),
    SheetColumn("title", "Title", 30, "long_text"),
    SheetColumn("until", "Until", 12, "date"),
    SheetColumn("count", "Count", 8, "integer"),
    SheetColumn("share", "Share", 8, "decimal", number_format="0.0%"),
    SheetColumn("left", "Days left", 8, "integer"),
    SheetColumn("owner", "Owner", editable=True),
    SheetColumn("status", "Status", editable=True, choices="status"),
    SheetColumn("due", "Due", 12, "date", editable=True),
    SheetColumn("added_1", "Budget", editable=True, added="Budget"),
    SheetColumn("link", "Link", editable=True),
)
LEFT = Formula("{until}-{as_of}", 59)
ROWS: tuple[tuple[Any, ...], ...] = (
    ("d-1", "谅解备忘录 & <x>\nline two", date(2031, 2, 28), 1234, Decimal("0.125"), LEFT, None,
     "open", date(2030, 5, 1), "12", Hyperlink("copy", "https://example.org/copy")),
    ("d-2", "=1+1", date(1899, 12, 31), None, None, LEFT, "Wang", "a word of my own", "2030-05", None, None),
    ("d-3", "–", "–", 0, Decimal("1e3"), LEFT, None, None, None, None, None),
)  # fmt: skip
DEALS = TableSheet("deals", "Deals", "Deals", COLUMNS, ROWS)
ORIGIN = Origin("r", "1", "en", "chapter", "internal", "2030-12-31")
CODES = {"status": {"open": "open", "done": "done", "进行中": "open", "Done": "done"}}
BOOK = replace(
    SAMPLE,
    sheets=(*SAMPLE.sheets[:1], DEALS),
    lists={"status": ("open", "done")},
    codes=CODES,
    origin=ORIGIN,
)
BASE = base_of(BOOK, ORIGIN)


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(write_xlsx(BOOK, THEME))
    return path


def changes(path: Path) -> tuple[Change, ...]:
    found = read_tracker(path)
    assert found.base == BASE
    return merge(found.base.tables, found.tables, BASE.tables).changes


def told(path: Path) -> list[tuple[str, str, str | None]]:
    return [(c.outcome.value, f"{c.record}.{c.field}", c.theirs) for c in changes(path)]


def test_an_untouched_tracker_holds_no_change(tracker: Path) -> None:
    assert changes(tracker) == ()


def test_texts_that_look_like_escapes_come_back_as_written(tmp_path: Path) -> None:
    path, row = tmp_path / "tracker.xlsx", ("d-1", "_x000D_ _x0041_", *ROWS[0][2:])
    path.write_bytes(write_xlsx(replace(BOOK, sheets=(BOOK.sheets[0], replace(DEALS, rows=(row,)))), THEME))
    found = read_tracker(path)
    assert merge(found.base.tables, found.tables, found.base.tables).changes == ()
    assert found.base.tables["deals"].rows["d-1"][1] == "_x000D_ _x0041_"


def test_a_mere_save_by_another_program_is_no_change(tracker: Path) -> None:
    with edited(tracker):
        pass
    assert changes(tracker) == ()


@pytest.mark.parametrize(
    ("column", "typed", "read"),
    [
        ("owner", "  Li \r\n", "Li"),
        ("owner", 12, "12"),
        ("owner", 12.5, "12.5"),
        ("owner", True, "true"),
        ("owner", datetime(2030, 6, 1), "2030-06-01"),
        ("owner", "=SUM(A1)", "=SUM(A1)"),
        ("owner", "é", "é"),
        ("status", "DONE", "done"),
        ("status", "进行中", None),
        ("status", "rejected", "rejected"),
        ("due", datetime(2030, 6, 1), "2030-06-01"),
        ("due", "2030-06", "2030-06"),
        ("due", "2030年6月1日", "2030-06-01"),
        ("due", "2030/6", "2030-06"),
        ("due", None, None),
        ("added_1", 15, "15"),
        ("link", "copy", None),
    ],
)
def test_what_staff_type_is_read_in_one_form(
    tracker: Path, column: str, typed: Any, read: str | None
) -> None:
    with edited(tracker) as book:
        book.put("deals", "d-1", column, typed)
    name = "extra.Budget" if column == "added_1" else column
    same = (column, typed) in {("status", "进行中"), ("link", "copy")}
    assert told(tracker) == ([] if same else [("taken", f"d-1.{name}", read)])


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("due", "next week", "no date"),
        ("due", datetime(2030, 6, 1, 12), "time of day"),
        ("due", 1e9, "no date"),
        ("due", "2030-02-30", "no date"),
        ("owner", "a\u202eb", "U+202E"),
        ("title", "Mine", "the report's own fact"),
        ("count", 7, "the report's own fact"),
        ("until", datetime(2031, 3, 1), "the report's own fact"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_reason(
    tracker: Path, column: str, typed: Any, words: str
) -> None:
    with edited(tracker) as book:
        book.put("deals", "d-1", column, typed)
    (change,) = changes(tracker)
    assert change.outcome is Outcome.REFUSED
    assert words in change.reason


def test_computed_cells_are_never_edits(tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("deals", "d-1", "left", 7)
        book.book.worksheets[0]["B5"] = datetime(2031, 1, 1)  # the as-of date
    assert changes(tracker) == ()


def test_sorting_moving_renaming_and_filtering_change_nothing(tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("deals", "d-2", "owner", "Li")
        page = book.page("deals")
        values = [[cell.value for cell in page[row]] for row in (HEADER + 1, HEADER + 2, HEADER + 3)]
        for row, moved in zip((HEADER + 1, HEADER + 2, HEADER + 3), reversed(values), strict=True):
            for column, value in enumerate(moved, 1):
                type_into(page.cell(row, column), value)
        page.row_dimensions[HEADER + 2].hidden = True
        book.shuffle_columns("deals", lambda letters: random.Random(1).sample(letters, len(letters)))
        book.rename("deals", "我的 '表'!")
    (change,) = changes(tracker)
    assert (change.record, change.field, change.theirs) == ("d-2", "owner", "Li")
    assert change.cell.startswith("我的 '表'!!")


def test_new_rows_are_found_below_the_table(tracker: Path) -> None:
    with edited(tracker) as book:
        page, letter = book.at("deals", "title")
        page[f"{letter}40"] = "A new deal"
    (change,) = changes(tracker)
    assert (change.outcome, change.cell, change.values) == (
        Outcome.PROPOSED,
        "Deals!40",
        {"title": "A new deal"},
    )


def test_staffs_own_columns_are_found_by_their_headers(tracker: Path) -> None:
    with edited(tracker) as book:
        book.add_column("deals", "Kontakt", {"d-1": "Ms Li", "d-3": 7})
        book.add_column("deals", "x" * 101, {"d-1": "too long"})
    assert told(tracker) == [
        ("taken", "d-1.extra.Kontakt", "Ms Li"),
        ("refused", f"d-1.extra.{'x' * 101}", "x" * 101),
        ("taken", "d-3.extra.Kontakt", "7"),
    ]


def without_names(name: str, data: bytes) -> bytes:
    return data.replace(b'name="xp_', b'name="zz_') if name == "xl/workbook.xml" else data


def test_lost_names_are_made_up_for_by_headers(tracker: Path) -> None:
    with edited(tracker) as book:
        book.put("deals", "d-1", "owner", "Li")
    assert told(rewritten(tracker, without_names)) == [("taken", "d-1.owner", "Li")]


def test_a_copy_of_a_sheet_is_not_read(tracker: Path) -> None:
    with edited(tracker) as book:
        copy = book.book.copy_worksheet(book.page("deals"))
        copy["G5"] = "on the copy"
    assert changes(tracker) == ()


def test_prefixed_elements_and_cells_without_addresses_are_read(tracker: Path) -> None:
    import re

    def plain(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return data
        text = data.decode()
        text = text.replace('xmlns="', 'xmlns:x="', 1)
        return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).encode()

    assert changes(rewritten(tracker, plain)) == ()


def test_a_renamed_base_is_found(tracker: Path) -> None:
    with edited(tracker) as book:
        book.book["_base"].title = "Sheet 9"
    assert changes(tracker) == ()


def test_reading_leaves_the_file_alone(tracker: Path) -> None:
    before = (tracker.read_bytes(), tracker.stat().st_mtime_ns)
    read_tracker(tracker)
    assert (tracker.read_bytes(), tracker.stat().st_mtime_ns) == before
