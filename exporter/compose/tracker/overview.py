"""The sheet that counts the others: by kind, region and state, what is due, stated totals and names.

One table, every number a formula over the other sheets, so that it follows the as-of date, filters of
nobody, and what staff write; charts beside it draw runs of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from exporter.compose.tracker.deadlines import Band, Need, band_word, need_word, quoted
from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.fields import STATUSES
from exporter.compose.tracker.state import InstrumentState
from exporter.document.workbook import (
    BarChart,
    CellValue,
    Formula,
    Hyperlink,
    SheetColumn,
    TableSheet,
    Value,
)
from exporter.model.codes import CommitmentState
from exporter.model.records import Figure, Group

KEY = "overview"
_LONGEST_LITERAL = 255  # characters of a text in a formula of Excel
_CHARTED = ("agreement_kind", "agreement_state", "agreement_region", "engagement_kind", "engagement_region")
_INSTRUMENTS = ("agreements", "pph")
_NEAR = ((0, 30, Band.WITHIN_30), (31, 60, Band.WITHIN_60), (61, 90, Band.WITHIN_90))  # days from, to


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the overview: what it is about, what it counts, how, and the sheet that it counts in."""

    subject: str  # stable: "agreement_kind"
    heading: str
    item: str
    count: Formula
    sheet: str


class Counting:
    """Counts cells of the finished sheets: as a formula, and now."""

    def __init__(self, sheets: Sequence[TableSheet]) -> None:
        self.names = {sheet.key: sheet.name for sheet in sheets}
        self._cells = {
            f"{sheet.key}.{column.key}": tuple(_plain(row[at]) for row in sheet.rows)
            for sheet in sheets
            for at, column in enumerate(sheet.columns)
        }

    def has(self, column: str) -> bool:
        """Tell whether there is such a column."""
        return column in self._cells

    def cells(self, column: str) -> tuple[Value, ...]:
        """Return the values of a column, "agreements.kind"; none where the workbook has no such column."""
        return self._cells.get(column, ())

    def words(self, columns: Iterable[str], word: str) -> Formula:
        """Return how many cells of `columns` say `word`, which stands beside the number."""
        known = [column for column in columns if column in self._cells]
        expression = "+".join(f"COUNTIF({{{column}}},{{item}})" for column in known)
        found = sum(self.cells(column).count(word) for column in known)
        return Formula(expression or "0", found)

    def sum(self, parts: Iterable[Formula]) -> Formula:
        """Return the sum of counts."""
        counted = tuple(parts)
        value = sum(part.value for part in counted if isinstance(part.value, int))
        return Formula("+".join(part.expression for part in counted), value)

    def numbers(self, column: str, least: int | None, most: int) -> Formula:
        """Return how many cells of `column` hold a number from `least` to `most`."""
        above = f'{{{column}}},">={least}",' if least is not None else ""
        found = (v for v in self.cells(column) if isinstance(v, int))
        value = sum(1 for v in found if v <= most and (least is None or v >= least))
        return Formula(f'COUNTIFS({above}{{{column}}},"<={most}")', value)


def _plain(value: CellValue) -> Value:
    match value:
        case Formula(value=cached):
            return cached
        case Hyperlink(text=words):
            return words
        case _:
            return value


def overview(desk: Desk, sheets: Sequence[TableSheet]) -> TableSheet:
    """Return the sheet that counts `sheets`."""
    counting = Counting(sheets)
    lines = tuple(_lines(desk, counting))
    band = desk.say("band", "Counted from the other sheets (locked)")
    columns = (
        SheetColumn("subject", desk.say("column", "Subject"), 30, "text", band=band),
        SheetColumn("item", desk.say("column", "Item"), 40, "long_text", band=band),
        SheetColumn("count", desk.say("column", "Number"), 9, "integer", band=band),
        SheetColumn("sheet", desk.say("column", "Sheet"), 18, "text", band=band),
    )
    rows = tuple(
        (line.heading, line.item, line.count, Hyperlink(counting.names[line.sheet], f"#{line.sheet}!A1"))
        for line in lines
    )
    name = desk.say("sheet", "Overview")
    note = desk.say(
        "note", "Numbers follow the as-of date on the first sheet and what is written in the others."
    )
    return TableSheet(KEY, name, name, columns, rows, note=note, charts=tuple(_charts(desk, lines)))


def _charts(desk: Desk, lines: Sequence[Line]) -> Iterator[BarChart]:
    first = 0
    for subject, run in groupby(lines, key=lambda line: line.subject):
        block = tuple(run)
        if subject in _CHARTED and any(line.count.value for line in block):
            said = desk.join(
                desk.say("cell", "{item}: {count}", item=line.item, count=str(line.count.value))
                for line in block
            )
            yield BarChart(
                block[0].heading, "item", "count", first, len(block),
                desk.say("cell", "Bar chart. {counts}", counts=said),
            )  # fmt: skip
        first += len(block)


def _lines(desk: Desk, counting: Counting) -> Iterator[Line]:
    yield from _records(desk, counting)
    yield from _due(desk, counting)
    yield from _needs(desk, counting)
    yield from _by_word(desk, counting, "agreement_kind", "Agreements by kind", "agreements.kind")
    yield from _by_state(desk, counting, "agreement_state", "Agreements by state", "agreements")
    yield from _by_word(desk, counting, "agreement_region", "Agreements by region", "agreements.region")
    yield from _by_word(desk, counting, "pph_stage", "PPH partners by stage", "pph.stage")
    yield from _by_state(desk, counting, "pph_state", "PPH partners by state", "pph")
    yield from _by_word(desk, counting, "pph_region", "PPH partners by region", "pph.region")
    yield from _by_word(desk, counting, "engagement_kind", "Engagements by kind", "engagements.kind")
    yield from _by_word(desk, counting, "engagement_region", "Engagements by region", "engagements.region")
    yield from _by_word(desk, counting, "project_kind", "Projects by kind", "projects.kind")
    yield from _own_statuses(desk, counting)
    yield from _totals(desk, counting)


def _own_statuses(desk: Desk, counting: Counting) -> Iterator[Line]:
    heading = desk.say("overview", "Our own work by status")
    columns = [f"{key}.status" for key in counting.names]
    for code in STATUSES:
        word = desk.edition.text("staff_status", code)
        yield Line("own_status", heading, word, counting.words(columns, word), "agreements")


def _records(desk: Desk, counting: Counting) -> Iterator[Line]:
    heading = desk.say("overview", "Records by sheet")
    for key, name in counting.names.items():
        column = f"{key}.id"
        if counting.has(column):
            count = Formula(f'COUNTIF({{{column}}},"?*")', len(counting.cells(column)))
            yield Line("records", heading, name, count, key)


def _by_word(desk: Desk, counting: Counting, subject: str, heading: str, column: str) -> Iterator[Line]:
    """One line for each word that stands in a column, the commonest first."""
    said = Counter(word for word in counting.cells(column) if isinstance(word, str))
    for word in said:
        assert "*" not in word and "?" not in word, "COUNTIF would take it for a pattern"
    for word, _ in sorted(said.items(), key=lambda pair: -pair[1]):
        yield Line(
            subject, desk.say("overview", heading), word, counting.words((column,), word), _sheet(column)
        )


def _by_state(desk: Desk, counting: Counting, subject: str, heading: str, sheet: str) -> Iterator[Line]:
    """One line for each state there is: on another day a record is in another."""
    if counting.cells(f"{sheet}.state"):
        for state in InstrumentState:
            word = desk.label(state)
            count = counting.words((f"{sheet}.state",), word)
            yield Line(subject, desk.say("overview", heading), word, count, sheet)


def _sheet(column: str) -> str:
    return column.partition(".")[0]


# -- what is due -----------------------------------------------------------------------------------


def _due(desk: Desk, counting: Counting) -> Iterator[Line]:
    yield from _ends(desk, counting)
    yield from _days(desk, counting, "notice_due", "Agreements: notice by", "agreements.notice_by")
    yield from _days(desk, counting, "commitment_due", "Commitments: deadlines", "commitments.deadline_last")
    yield from _own_deadlines(desk, counting)


def _ends(desk: Desk, counting: Counting) -> Iterator[Line]:
    heading = desk.say("overview", "Agreements and PPH: ends")
    spans: Iterable[tuple[int | None, int, Band]] = ((None, -1, Band.PAST), *_NEAR)
    for least, most, band in spans:
        columns = (f"{sheet}.days_left" for sheet in _INSTRUMENTS)
        count = counting.sum(counting.numbers(column, least, most) for column in columns)
        word = desk.say("overview", "past their end") if band is Band.PAST else band_word(desk, band)
        yield Line("ends", heading, word, count, "agreements")


def _days(desk: Desk, counting: Counting, subject: str, heading: str, column: str) -> Iterator[Line]:
    """Days of a column by how far off they are; nothing where it holds none."""
    days = [value for value in counting.cells(column) if isinstance(value, date)]
    if not days:
        return
    open_only, is_open = _open_commitments(desk, counting) if _sheet(column) == "commitments" else ("", None)
    spans: Iterable[tuple[int | None, int, Band]] = ((None, -1, Band.PAST), *_NEAR)
    for least, most, band in spans:
        first = f'{{{column}}},">="&{{as_of}}+{least},' if least is not None else ""
        expression = f'COUNTIFS({first}{{{column}}},"<="&{{as_of}}+{most}{open_only})'
        value = sum(
            1
            for at, day in enumerate(counting.cells(column))
            if isinstance(day, date)
            and _between(desk.as_of, day, least, most)
            and (is_open is None or is_open(at))
        )
        word = band_word(desk, band)
        yield Line(subject, desk.say("overview", heading), word, Formula(expression, value), _sheet(column))


def _between(as_of: date, day: date, least: int | None, most: int) -> bool:
    return day <= as_of + timedelta(most) and (least is None or day >= as_of + timedelta(least))


def _open_commitments(desk: Desk, counting: Counting) -> tuple[str, Callable[[int], bool]]:
    """A commitment that is kept or dropped is due no more: as criteria of COUNTIFS, and as a test."""
    over = [desk.label(state) for state in (CommitmentState.DONE, CommitmentState.DROPPED)]
    criteria = "".join(f",{{commitments.state}},{quoted('<>' + word)}" for word in over)
    states = counting.cells("commitments.state")
    return criteria, lambda at: states[at] not in over


def _own_deadlines(desk: Desk, counting: Counting) -> Iterator[Line]:
    heading = desk.say("overview", "Our own deadlines")
    columns = [f"{key}.due_state" for key in counting.names]
    for band in (Band.PAST, Band.WITHIN_30, Band.WITHIN_60, Band.WITHIN_90):
        word = band_word(desk, band)
        yield Line("own_due", heading, word, counting.words(columns, word), "agreements")


def _needs(desk: Desk, counting: Counting) -> Iterator[Line]:
    heading = desk.say("overview", "Agreements and PPH: action needed")
    columns = tuple(f"{sheet}.action_needed" for sheet in _INSTRUMENTS)
    for need in Need:
        if need is not Need.NOTHING:
            word = need_word(desk, need)
            yield Line("needs", heading, word, counting.words(columns, word), "agreements")


# -- stated totals ---------------------------------------------------------------------------------


def _totals(desk: Desk, counting: Counting) -> Iterator[Line]:
    """For each total whose members the report names: what it states, how many it names."""
    heading = desk.say("overview", "Totals that the report states, and members that it names")
    records: Mapping[str, object] = desk.chapter.records
    for figure in desk.chapter.figures:
        if isinstance(records.get(figure.named or ""), Group):
            scope = desk.message(figure.scope, figure)
            for part, column in (("stated", "value"), ("named", "named"), ("not named", "not_named")):
                count = _of_figure(counting, figure, column)
                if count is not None:
                    word = desk.say(
                        "overview", "{scope}: {part}", scope=scope, part=desk.say("overview", part)
                    )
                    yield Line("totals", heading, word, count, "figures")


def _of_figure(counting: Counting, figure: Figure, column: str) -> Formula | None:
    values = dict(zip(counting.cells("figures.id"), counting.cells(f"figures.{column}"), strict=True))
    value = values.get(figure.id)
    if not isinstance(value, int) or len(figure.id) > _LONGEST_LITERAL:
        return None
    return Formula(f'SUMIF({{figures.id}},"{figure.id}",{{figures.{column}}})', value)
