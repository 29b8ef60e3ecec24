"""A column with the way to its value: sheets are declared as lists of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, reduce
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from exporter.compose.labels import label
from exporter.compose.tracker import deadlines
from exporter.compose.tracker.desk import Desk
from exporter.document.workbook import (
    ABSENT,
    CellValue,
    Formula,
    Highlight,
    Hyperlink,
    SheetColumn,
    TableSheet,
)
from exporter.model import codes
from exporter.model.chapter import AnyRecord
from exporter.model.codes import DateBasis
from exporter.model.edtf import Edtf
from exporter.model.records import Agreement, Engagement

R = TypeVar("R")
Kind: TypeAlias = Literal["text", "code", "integer", "decimal", "date", "long_text"]


@dataclass(frozen=True, slots=True)
class Field(Generic[R]):
    """A column, and what a record of type R puts in it."""

    column: SheetColumn
    value: Callable[[R], CellValue]


class Fields(Generic[R]):
    """Makes the fields of one sheet; headers are words of the catalogue."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def field(
        self,
        key: str,
        header: str,
        value: Callable[[R], CellValue],
        width: float = 14,
        kind: Kind = "text",
        **options: Any,
    ) -> Field[R]:
        """Return a field; `options` are further attributes of SheetColumn."""
        return self.headed(key, self.desk.say("column", header), value, width, kind, **options)

    def headed(
        self,
        key: str,
        header: str,
        value: Callable[[R], CellValue],
        width: float = 14,
        kind: Kind = "text",
        **options: Any,
    ) -> Field[R]:
        """Return a field whose header is already in the edition's words."""
        return Field(SheetColumn(key, header, width, kind, **options), value)

    def date(
        self,
        key: str,
        header: str,
        value: Callable[[R], Edtf | None],
        basis: Callable[[R], DateBasis] | None = None,
        *,
        seen: Literal["first", "last"] | None = "first",
        without: str = "not stated",
    ) -> Iterator[Field[R]]:
        """Yield a date as the source prints it, then the first and the last day that it covers.

        The words never hold a day that the source does not print.  The days serve filters and
        formulas; only the `seen` one is shown.  `basis` adds why the date is believed; `without`
        is said where there is no date.
        """
        words, say = self.desk.say("column", header), self.desk.say
        hint = say("hint", "Only for filters and formulas")
        why = basis or (lambda _: DateBasis.PRINTED)
        yield self.headed(key, words, lambda r: self.desk.when(value(r), why(r), without), 11, entry=True)
        for which, pattern in _DAYS:
            yield self.headed(
                f"{key}_{which}", say("column", pattern, date=words), _day(value, which), 12, "date",
                hidden=which != seen, note=hint,
            )  # fmt: skip
        if basis is not None:
            header = say("column", "{date}: basis", date=words)
            yield self.headed(f"{key}_basis", header, _basis(self.desk, value, basis), 13, hidden=True)


_DAYS: tuple[tuple[Literal["first", "last"], str], ...] = (
    ("first", "{date}: first day"),
    ("last", "{date}: last day"),
)


def _day(value: Callable[[R], Edtf | None], which: Literal["first", "last"]) -> Callable[[R], date | None]:
    def day(record: R) -> date | None:
        when = value(record)
        if when is None:
            return None
        return when.first_day if which == "first" else when.last_day

    return day


def _basis(
    desk: Desk, value: Callable[[R], Edtf | None], basis: Callable[[R], DateBasis]
) -> Callable[[R], str]:
    return lambda record: desk.label(basis(record)) if value(record) else ""


# -- columns that many sheets share ----------------------------------------------------------------


def identity(make: Fields[Any]) -> Field[Any]:
    """The id, by which a row is known for ever."""
    return make.field("id", "ID", lambda r: r.id, 20, "code")


def titles(make: Fields[Any], header: str = "Title") -> Iterator[Field[Any]]:
    """The title, in this edition and in the report's others."""
    desk = make.desk
    yield make.field("title", header, desk.prose.title, 28, "long_text", entry=True)
    for other in desk.others:
        words = desk.say("column", "Title in {language}", language=desk.language(other.edition.tag))
        yield make.headed(f"title_{other.edition.tag}", words, other.title, 22, "long_text", entry=True)


def names(make: Fields[Any]) -> Iterator[Field[Any]]:
    """The name, in this edition and in the report's others."""
    desk = make.desk
    yield make.field("name", "Name", lambda r: desk.name(r.name), 30, "long_text", entry=True)
    for other in desk.others:
        tag = other.edition.tag
        words = desk.say("column", "Name in {language}", language=desk.language(tag))
        yield make.headed(f"name_{tag}", words, _name_in(tag), 26, "long_text", entry=True)


def _name_in(tag: str) -> Callable[[Any], str]:
    return lambda record: str(record.name[tag])


def partners(make: Fields[Any], ids: Callable[[Any], Iterable[str]]) -> Iterator[Field[Any]]:
    """Who is on the other side: names, ST.3 codes, countries or regions."""
    desk = make.desk

    def named(record: Any) -> str:
        return desk.agents(ids(record), open_list=_is_open(record), economies=_states(record))

    yield make.field("counterparts", "Counterparts", named, 22, "long_text", entry=True)
    yield make.field("st3", "ST.3", lambda r: desk.st3(ids(r)), 6, "code", entry=True)
    yield make.field(
        "economy", "Country or region", lambda r: desk.economies(ids(r), _states(r)), 16, hidden=True
    )
    yield make.field("region", "Region", lambda r: desk.region(ids(r), _states(r)), 10, hidden=True)
    yield make.field("frameworks", "Group", lambda r: desk.groups(r, ids(r)), 14, "long_text")


def _states(record: Any) -> tuple[str, ...]:
    """The countries or regions that met or agreed themselves; those of a project are only concerned by it."""
    return record.economies if isinstance(record, Engagement | Agreement) else ()


def _is_open(record: Any) -> bool:
    return bool(getattr(record, "parties_open", False) or getattr(record, "participants_open", False))


def provenance(make: Fields[Any]) -> Iterator[Field[Any]]:
    """Where the report tells it, who may read it, and what the editors remark."""
    desk = make.desk
    yield make.field("section", "Section", desk.sections, 7, "code")
    yield make.field("audience", "Audience", lambda r: desk.label(r.audience), 10, hidden=True)
    yield make.field("remark", "Remark", lambda r: desk.message(r.note, r), 18, "long_text")


# -- staff's own columns ---------------------------------------------------------------------------

STATUSES = ("not_started", "in_progress", "waiting", "done", "dropped")
RISKS = ("low", "medium", "high")

# key, header, width, kind, list; a key is the field of Overlay that it shows, where there is one.
_STAFF: Sequence[tuple[str, str, float, Kind, str | None]] = (
    ("owner", "Owner", 9, "text", None),
    ("status", "Status", 10, "text", "status"),
    ("next_action", "Next action", 16, "long_text", None),
    ("due", "Due", 12, "date", None),
    ("note", "Note", 16, "long_text", None),
    ("risk", "Risk", 8, "text", "risk"),
    ("last_checked", "Last checked", 12, "date", None),
    ("next_review", "Next review", 12, "date", None),
    ("file_link", "File link", 14, "text", None),
)
_OFF_PAGE = frozenset({"risk", "last_checked", "next_review", "file_link"})  # the page is narrow
_FEW = frozenset({"owner", "next_action", "due", "note"})
_FIELD_OF = {"note": "remark"}  # the overlay's name of a column's field, where it differs


def staff(make: Fields[Any], *, few: bool = False) -> Iterator[Field[Any]]:
    """The columns that staff fill, with what they wrote so far; `few` for sheets that nobody works in."""
    band = make.desk.say("band", "Your own notes (yellow)")
    for key, header, width, kind, choices in _STAFF:
        if few and key not in _FEW:
            continue
        yield make.field(
            key, header, _staff_value(make.desk, key, kind, choices), width, kind, editable=True,
            choices=choices, band=band, printed=key not in _OFF_PAGE,
            highlights=_highlights(make.desk, key),
        )  # fmt: skip
        if key == "due":
            yield _due_state(make, band, few)


def worked_out(desk: Desk) -> str:
    """Return the hint on a column whose cells are formulas."""
    return desk.say("hint", "Worked out at the as-of date on the first sheet")


def _highlights(desk: Desk, key: str) -> tuple[Highlight, ...]:
    """What is closed, and what wants watching."""
    match key:
        case "status":
            return deadlines.done(desk)
        case "risk":
            high, medium = (staff_label(desk, "risk", code) for code in ("high", "medium"))
            return deadlines.says("risk", high, "past"), deadlines.says("risk", medium, "within_60")
        case _:
            return ()


def _due_state(make: Fields[Any], band: str, few: bool) -> Field[Any]:
    """How far off the day due is, in words: it follows the as-of date."""
    desk = make.desk
    formula = deadlines.due_formula(desk, with_status=not few)
    due, status = (_staff_value(desk, key, *rest) for key, rest in _DUE_NEEDS.items())

    def value(record: AnyRecord) -> Formula:
        return Formula(formula, deadlines.due_words(desk, due(record), None if few else status(record)))

    return make.field(
        "due_state",
        "Due in",
        value,
        11,
        band=band,
        note=worked_out(desk),
        highlights=deadlines.bands(desk, "due_state"),
    )


_DUE_NEEDS: dict[str, tuple[Kind, str | None]] = {"due": ("date", None), "status": ("text", "status")}


def _staff_value(desk: Desk, key: str, kind: Kind, choices: str | None) -> Callable[[Any], CellValue]:
    def value(record: AnyRecord) -> CellValue:
        written = desk.staff_word(record.id, _FIELD_OF.get(key, key))
        if written is None:
            return None
        if kind == "date":
            return _day_or_words(written)
        if key == "file_link" and _ADDRESS.fullmatch(written):
            return Hyperlink(written, written)
        return staff_label(desk, choices, written) if choices else written

    return value


_ADDRESS = re.compile(r"https?://\S{1,2000}")  # what a cell can lead to; other words stay words


def staff_day(desk: Desk, record: AnyRecord, key: str) -> date | None:
    """Return the day that staff wrote in a column; None for other words."""
    written = desk.staff_word(record.id, key)
    day = _day_or_words(written) if written else None
    return day if isinstance(day, date) else None


def _day_or_words(written: str) -> date | str:
    """A whole day becomes a date; a month or a year stays as written, and invents none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


def staff_label(desk: Desk, choices: str, written: str) -> str:
    """Return the edition's word for a code of a drop-down; other words as staff wrote them."""
    known = {"status": STATUSES, "risk": RISKS}[choices]
    return desk.edition.text(f"staff_{choices}", written) if written in known else written


# The lists that a record of staff's own is chosen from, by the column's `choices`.
_CODES: Mapping[str, type[StrEnum]] = {
    "agreement_kind": codes.AgreementKind,
    "pph_programme": codes.PphProgramme,
    "pph_stage": codes.PphStage,
    "engagement_kind": codes.EngagementKind,
    "commitment_state": codes.CommitmentState,
    "project_kind": codes.ProjectKind,
    "publication_kind": codes.PublicationKind,
    "organization_kind": codes.OrganizationKind,
    "region": codes.Region,
}


def choices(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return the choices of the drop-downs in the edition's words."""
    return {
        "status": tuple(desk.edition.text("staff_status", code) for code in STATUSES),
        "risk": tuple(desk.edition.text("staff_risk", code) for code in RISKS),
        **{name: tuple(map(desk.label, enumeration)) for name, enumeration in _CODES.items()},
    }


def choice_codes(desk: Desk) -> dict[str, dict[str, str]]:
    """Return what the words of each drop-down stand for, in every edition: list → word → code."""
    found: dict[str, dict[str, str]] = {}
    for spoken in (desk.edition, *(other.edition for other in desk.others)):
        for code in STATUSES:
            found.setdefault("status", {})[spoken.text("staff_status", code)] = code
        for code in RISKS:
            found.setdefault("risk", {})[spoken.text("staff_risk", code)] = code
        for name, enumeration in _CODES.items():
            found.setdefault(name, {}).update({label(code, spoken): code.value for code in enumeration})
    return found


def overlay_field(key: str) -> str:
    """Return the field of Overlay that a staff's column shows."""
    return _FIELD_OF.get(key, key)


def _added(desk: Desk, records: Sequence[Any], taken: set[str]) -> Iterator[Field[Any]]:
    """The columns that staff added to a sheet themselves, in the order of their first use.

    `taken` are the sheet's own headers: what is new in one edition may be a header of another.
    """
    band = desk.say("band", "Your own notes (yellow)")
    for number, name in enumerate(desk.added_headers(record.id for record in records), 1):
        header = name if name.casefold() not in taken else f"{name} ({number})"
        yield Field(
            SheetColumn(f"added_{number}", header, 16, editable=True, added=name, band=band, printed=False),
            _added_value(desk, name),
        )


def _added_value(desk: Desk, header: str) -> Callable[[AnyRecord], CellValue]:
    return lambda record: desk.added_word(record.id, header)


# -- sheets ----------------------------------------------------------------------------------------


_FREE = 44  # width of a long text that does not print: rows stay low
_SPARE = 10  # rows below a table in which staff write records of their own


def table(
    desk: Desk,
    key: str,
    name: str,
    records: Iterable[R],
    fields: Iterable[Field[R]],
    *,
    notes: Iterable[str] = (),
    core: Sequence[str] = (),
    told: str = "From the report (locked)",
) -> TableSheet:
    """Return a table sheet; `name` is its tab's name in the catalogue, `notes` stand above the table.

    What staff do not fill is `told` by the report, and its band says so.  Where it has nothing to say,
    a dash stands.  Of a wide table `core` names the columns that staff's own stand right beside.
    """
    records, declared = tuple(records), tuple(fields)
    if any(f.column.editable for f in declared):
        declared += tuple(_added(desk, records, {f.column.header.casefold() for f in declared}))
    if core:
        declared = tuple(_by_use(declared, core))
    band = desk.say("band", told)
    columns = tuple(f.column if f.column.band else _banded(f.column, band) for f in declared)
    rows = tuple(tuple(_value(field, record) for field in declared) for record in records)
    tab = desk.say("sheet", name)
    spare = _SPARE if any(column.entry for column in columns) else 0
    note = _note(desk, len(rows), columns, spare, notes)
    return TableSheet(key, tab, tab, columns, rows, note=note, spare=spare, still=_still(columns))


_NAMES = frozenset({"title", "name", "partner", "what", "scope"})  # columns that say what a row is


def _still(columns: Sequence[SheetColumn]) -> int:
    """An id says little to readers: what stands beside it and names the row stays in sight as well."""
    return 2 if len(columns) > 1 and columns[1].key in _NAMES else 1


def _by_use(fields: Iterable[Field[R]], core: Sequence[str]) -> Iterator[Field[R]]:
    """Yield the fields of `core`, then staff's own, then the rest, which does not print.

    A name in `core` stands for its other languages and days too: "title" for "title_zh", "signed" for
    "signed_first".
    """
    declared = tuple(fields)
    chosen = [f for key in core for f in declared if f"{f.column.key}_".startswith(f"{key}_")]
    own = [f for f in declared if f.column.band and f not in chosen]
    yield from (*chosen, *own)
    for field in declared:
        if field not in chosen and field not in own:
            width = _FREE if field.column.kind == "long_text" else field.column.width
            yield Field(_unprinted(field.column, width), field.value)


@lru_cache(maxsize=1024)  # the same in every tracker of an edition
def _banded(column: SheetColumn, band: str) -> SheetColumn:
    return replace(column, band=band)


@lru_cache(maxsize=1024)
def _unprinted(column: SheetColumn, width: float) -> SheetColumn:
    return replace(column, printed=False, width=width)


def _value(field: Field[R], record: R) -> CellValue:
    value = field.value(record)
    return ABSENT if value in (None, "") and not field.column.editable else value


def _note(desk: Desk, count: int, columns: Sequence[SheetColumn], spare: int, notes: Iterable[str]) -> str:
    lines = [*notes] if count else [desk.say("note", "Nothing recorded here.")]
    if count and any(column.kind == "date" and not column.editable for column in columns):
        lines.append(
            desk.say("note", "Dates read as the report gives them; first and last days only serve filters.")
        )
    if spare:
        lines.append(desk.say("note", "New records: write them in the yellow rows below the table."))
    return reduce(
        lambda first, more: desk.say("note", "{first} {more}", first=first, more=more), lines or [""]
    )
