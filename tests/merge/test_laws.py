"""What a three-way merge must do, whatever the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from exporter.merge.changes import Change, ChangeSet, Outcome, Subject
from exporter.merge.tables import Bad, Column, Table, Value
from exporter.merge.three_way import EditedRow, EditedTable, merge

COLUMNS = (
    Column("id", "ID", "code"),
    Column("title", "Title"),
    Column("owner", "Owner", editable=True),
    Column("status", "Status", editable=True, choices="status"),
    Column("left", "Days left", "integer", computed=True),
    Column("added_1", "Budget", editable=True, added="Budget"),
)
EDITABLE = (2, 3, 5)
COMPUTED = 4
LETTERS = ("A", "B", "C", "D", "E", "F")

values = st.sampled_from([None, "a", "b", "词"])
cells = values | st.just(Bad("#N/A", "no value"))
names = st.sampled_from(["r-1", "r-2", "r-3", "r-4"])


@st.composite
def rows(draw: st.DrawFn, ids: Sequence[str]) -> dict[str, tuple[Value, ...]]:
    return {i: (i, *(draw(values) for _ in range(3)), None, draw(values)) for i in ids}


@st.composite
def tables(draw: st.DrawFn, ids: Sequence[str] | None = None) -> Table:
    chosen = draw(st.lists(names, unique=True)) if ids is None else ids
    return Table("deals", "Deals", COLUMNS, draw(rows(chosen)))


@st.composite
def same_records(draw: st.DrawFn, count: int) -> tuple[Table, ...]:
    """Tables of the same records with values of their own."""
    ids = draw(st.lists(names, unique=True))
    return tuple(draw(tables(ids)) for _ in range(count))


ids = names | st.sampled_from([None, "stray"])


@st.composite
def files(draw: st.DrawFn) -> EditedTable:
    """A file in which anything may have happened to the rows."""
    found = []
    for number in range(5, 5 + draw(st.integers(0, 6))):
        row = tuple(draw(cells) for _ in range(3))
        added = draw(st.dictionaries(st.sampled_from(["Contact", "Fee"]), values, max_size=2))
        found.append(EditedRow(number, (draw(ids), *row, None, draw(cells)), added))
    return EditedTable("deals", "Deals", LETTERS, found, {"Contact": "G", "Fee": "H"})


def as_file(table: Table) -> EditedTable:
    found = [EditedRow(number, row) for number, row in enumerate(table.rows.values(), 5)]
    return EditedTable(table.key, table.name, LETTERS, found)


def merged(base: Table, theirs: EditedTable, ours: Table) -> ChangeSet:
    return merge({"deals": base}, {"deals": theirs}, {"deals": ours})


def after(ours: Table, changes: ChangeSet) -> Mapping[str, tuple[Value, ...]]:
    """Our rows with what is taken."""
    found = {identity: list(row) for identity, row in ours.rows.items()}
    position = {column.field: at for at, column in enumerate(COLUMNS)}
    for change in changes.of(Outcome.TAKEN):
        found[change.record][position[change.field]] = change.theirs
    return {identity: tuple(row) for identity, row in found.items()}


def editable(table: Mapping[str, tuple[Value, ...]]) -> dict[str, tuple[Value, ...]]:
    return {identity: tuple(row[at] for at in EDITABLE) for identity, row in table.items()}


@given(tables(), tables())
def test_a_file_that_nobody_changed_changes_nothing(base: Table, ours: Table) -> None:
    assert merged(base, as_file(base), ours).changes == ()


@given(same_records(2))
def test_where_the_source_stood_still_staff_get_what_they_wrote(pair: tuple[Table, Table]) -> None:
    base, theirs = pair
    changes = merged(base, as_file(theirs), base)
    assert editable(after(base, changes)) == editable(theirs.rows)
    assert {change.outcome for change in changes.changes} <= {Outcome.TAKEN, Outcome.REFUSED}


@given(same_records(2))
def test_what_both_wrote_alike_is_settled(pair: tuple[Table, Table]) -> None:
    base, both = pair
    changes = merged(base, as_file(both), both)
    assert changes.unpulled == ()
    assert after(both, changes) == both.rows


@given(same_records(3))
def test_what_only_the_source_changed_stays(three: tuple[Table, Table, Table]) -> None:
    base, theirs, ours = three
    result = after(ours, merged(base, as_file(theirs), ours))
    for identity, row in ours.rows.items():
        for at in range(len(COLUMNS)):
            if theirs.rows[identity][at] == base.rows[identity][at]:
                assert result[identity][at] == row[at]


@given(tables(), files(), tables())
def test_every_change_has_one_outcome_and_none_is_lost(base: Table, theirs: EditedTable, ours: Table) -> None:
    changes = merged(base, theirs, ours).changes
    assert max(Counter((c.record, c.field) for c in changes if c.field).values(), default=1) == 1
    told = [c for c in changes if c.subject is Subject.CELL]
    kept = _kept_rows(base, theirs, changes)
    expected = [
        (identity, COLUMNS[at].field)
        for identity, row in kept.items()
        for at in range(len(COLUMNS))
        if at != COMPUTED and row.values[at] != base.rows[identity][at]
    ] + [
        (i, f"extra.{header}") for i, row in kept.items() for header, v in row.added.items() if v is not None
    ]
    assert sorted((c.record, c.field) for c in told) == sorted(expected)


def _kept_rows(base: Table, theirs: EditedTable, changes: Sequence[Change]) -> dict[str, EditedRow]:
    """The rows that stand for records: those that no change of a whole row tells of."""
    new = {c.cell for c in changes if c.subject is Subject.NEW_ROW}
    blank = [r for r in theirs.rows if not any(r.values[1:]) and not any(r.added.values())]
    found: dict[str, EditedRow] = {}
    for row in theirs.rows:
        identity = row.values[0]
        if identity in base.rows and f"Deals!{row.number}" not in new:
            assert isinstance(identity, str)
            assert identity not in found or row in blank or found[identity] in blank
            if identity not in found or found[identity] in blank:
                found[identity] = row
    return found


def likeness(changes: ChangeSet) -> list[str]:
    """All that a change says but for where it stands."""
    return sorted(repr(replace(change, cell="")) for change in changes.changes)


@given(tables(), files(), tables(), st.randoms(), st.text(min_size=1))
def test_order_of_rows_and_names_of_sheets_mean_nothing(base, theirs, ours, random, name) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(theirs.rows)
    random.shuffle(shuffled)
    moved = [replace(row, number=number) for number, row in enumerate(shuffled, 5)]
    other = EditedTable("deals", name, LETTERS[::-1], moved, {"Contact": "A", "Fee": "Z"})
    assert likeness(merged(base, theirs, ours)) == likeness(merged(base, other, ours))
