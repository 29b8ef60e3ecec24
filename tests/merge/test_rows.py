"""What becomes of rows that were added, deleted and copied, and of cells that both sides changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter.document.workbook import Origin
from exporter.merge.base import NotABase, base_text, packed, read_base, unpacked
from exporter.merge.changes import Outcome, Subject
from exporter.merge.tables import Bad, Base, Column, Table, Value
from exporter.merge.three_way import COPIED, LOCKED, NO_NOTES, UNKNOWN, EditedRow, EditedTable, merge

COLUMNS = (Column("id", "ID"), Column("title", "Title"), Column("owner", "Owner", editable=True))
BASE = Table("deals", "Deals", COLUMNS, {"d-1": ("d-1", "One", None), "d-2": ("d-2", "Two", "Wang")})


def changes(
    *rows: tuple[Value | Bad, ...],
    base: Table = BASE,
    ours: Table = BASE,
    added: dict[str, Value] | None = None,
):  # type: ignore[no-untyped-def]
    found = [EditedRow(number, row, added or {}) for number, row in enumerate(rows, 5)]
    theirs = EditedTable("deals", "交易", ("A", "B", "D"), found, {"Fee": "E"})
    return merge({"deals": base}, {"deals": theirs}, {"deals": ours}).changes


ONE, TWO = BASE.rows["d-1"], BASE.rows["d-2"]


def with_owner(owner: Value) -> Table:
    return replace(BASE, rows={**BASE.rows, "d-2": ("d-2", "Two", owner)})


def test_a_change_tells_cell_old_and_new_value() -> None:
    (change,) = changes(ONE, ("d-2", "Two", "Li"))
    assert (change.outcome, change.cell, change.base, change.theirs) == (
        Outcome.TAKEN,
        "交易!D6",
        "Wang",
        "Li",
    )


def test_a_cell_that_is_emptied_is_a_change() -> None:
    (change,) = changes(ONE, ("d-2", "Two", None))
    assert (change.outcome, change.base, change.theirs) == (Outcome.TAKEN, "Wang", None)


def test_both_changed_it_differently() -> None:
    (change,) = changes(ONE, ("d-2", "Two", "Li"), ours=with_owner("Zhao"))
    assert (change.outcome, change.base, change.ours, change.theirs) == (
        Outcome.CONFLICT,
        "Wang",
        "Zhao",
        "Li",
    )


def test_the_reports_own_fact_is_refused() -> None:
    (change,) = changes(ONE, ("d-2", "2", "Wang"))
    assert (change.outcome, change.reason) == (Outcome.REFUSED, LOCKED)


def test_a_value_that_cannot_be_is_refused_with_its_reason() -> None:
    (change,) = changes(ONE, ("d-2", "Two", Bad("#N/A", "no value")))
    assert (change.outcome, change.theirs, change.reason) == (Outcome.REFUSED, "#N/A", "no value")


def test_a_row_without_id_is_proposed_with_what_it_says() -> None:
    (change,) = changes(ONE, TWO, (None, "Three", None), (None, None, None))
    assert (change.outcome, change.subject, change.cell) == (Outcome.PROPOSED, Subject.NEW_ROW, "交易!7")
    assert change.values == {"title": "Three"}


def test_a_deleted_row_is_proposed_never_taken() -> None:
    (change,) = changes(ONE)
    assert (change.outcome, change.subject, change.record) == (Outcome.PROPOSED, Subject.DELETED_ROW, "d-2")


def test_a_deleted_row_that_the_source_changed_is_a_conflict() -> None:
    (change,) = changes(ONE, ours=with_owner("Zhao"))
    assert change.outcome is Outcome.CONFLICT


def test_a_row_deleted_on_both_sides_is_gone() -> None:
    assert changes(ONE, ours=replace(BASE, rows={"d-1": ONE})) == ()


def test_an_edit_of_a_record_that_the_source_deleted_is_a_conflict() -> None:
    (change,) = changes(ONE, ("d-2", "Two", "Li"), ours=replace(BASE, rows={"d-1": ONE}))
    assert change.outcome is Outcome.CONFLICT


def test_a_copied_row_is_new_and_the_one_like_the_record_keeps_its_name() -> None:
    (change,) = changes(ONE, ("d-2", "Copy", "Li"), TWO)
    assert (change.outcome, change.subject, change.reason) == (Outcome.PROPOSED, Subject.NEW_ROW, COPIED)
    assert (change.cell, change.values) == ("交易!6", {"title": "Copy", "owner": "Li"})


def test_an_id_that_the_export_did_not_have_is_a_conflict() -> None:
    (change,) = changes(ONE, TWO, ("d-9", "Nine", None))
    assert (change.outcome, change.record, change.reason) == (Outcome.CONFLICT, "d-9", UNKNOWN)


def test_a_new_column_is_taken_under_its_header() -> None:
    found = changes(ONE, added={"Fee": "12"})
    assert [(c.outcome, c.field, c.cell) for c in found if c.field] == [
        (Outcome.TAKEN, "extra.Fee", "交易!E5")
    ]


def test_a_new_column_on_a_sheet_without_notes_is_refused() -> None:
    locked = replace(BASE, columns=(*COLUMNS[:2], replace(COLUMNS[2], editable=False)))
    found = changes(ONE, TWO, base=locked, added={"Fee": "12"})
    assert {(c.outcome, c.reason) for c in found} == {(Outcome.REFUSED, NO_NOTES)}


def test_a_sheet_that_is_gone_deletes_nothing() -> None:
    found = merge({"deals": BASE}, {}, {"deals": BASE})
    assert (found.changes, len(found.notes)) == ((), 1)


def test_a_column_that_is_gone_deletes_nothing() -> None:
    rows = [EditedRow(5, ("d-1", "One", None)), EditedRow(6, ("d-2", "Two", None))]
    found = merge(
        {"deals": BASE}, {"deals": EditedTable("deals", "D", ("A", "B", None), rows)}, {"deals": BASE}
    )
    assert (found.changes, len(found.notes)) == ((), 1)


# -- the base as text ------------------------------------------------------------------------------

ORIGIN = Origin("report", "1.0", "en", "chapter", "internal", "2030-12-31")
WHOLE = Base(ORIGIN, {"deals": BASE}, {"status": {"开": "open"}})


def test_a_base_survives_its_text_and_its_cells() -> None:
    cells = list(packed(base_text(WHOLE)))
    assert read_base(unpacked(cells)) == WHOLE
    assert max(map(len, cells)) <= 32_767


@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-1], lambda c: [*c, "AAAA"], lambda c: [c[0], "0" * 64, *c[2:]]]
)
def test_a_base_that_was_changed_is_found_out(spoil) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotABase):
        unpacked(spoil(list(packed(base_text(WHOLE)))))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format":2}', base_text(WHOLE) + "\n[]", "{" * 100_000])
def test_what_is_no_base_is_said_to_be_none(text: str) -> None:
    if text.endswith("[]"):
        text = text.replace('"rows":2', '"rows":3')
    with pytest.raises(NotABase):
        read_base(text)
