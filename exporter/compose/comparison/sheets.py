"""The comparison to work with: a workbook of three sheets, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from exporter.compose import frame
from exporter.compose.comparison.changes import Changed, Comparison, Measured
from exporter.compose.comparison.words import Words
from exporter.compose.labels import label
from exporter.document.workbook import (
    ABSENT,
    CellValue,
    CoverSheet,
    SheetColumn,
    SheetFurniture,
    TableSheet,
    Value,
    Workbook,
)
from exporter.locale import Edition
from exporter.scope import CHAPTER


def comparison_workbook(found: Comparison, edition: Edition) -> Workbook:
    """Return what changed between two chapters as tables."""
    words, say = Words(found, edition), edition.text
    kind = say("product", "Comparison")
    sheets = (
        _instruments("agreements", say("comparison", "Agreements"), found.agreements, words),
        _instruments("pph", say("comparison", "Patent Prosecution Highway"), found.pph, words),
        _figures(found, words),
    )
    marking = frame.highest((*found.before.records.values(), *found.after.records.values()))
    printed = frame.furniture(found.after, CHAPTER, kind, edition, marking)
    return Workbook(
        language=edition.language_tag,
        properties=frame.properties(found.after, CHAPTER, kind, edition),
        furniture=SheetFurniture(printed.running_header, printed.footer, printed.page),
        sheets=(_cover(found, words, kind), *sheets),
        date_format=edition.excel_date_format(),
        right_to_left=edition.right_to_left,
    )


def _cover(found: Comparison, words: Words, kind: str) -> CoverSheet:
    say = words.edition.text
    title = frame.scope_title(found.after, CHAPTER, words.edition)
    facts = [
        (say("comparison", "Before"), words.before.period),
        (say("comparison", "Now"), words.after.period),
        *frame.cover(found.after, CHAPTER, kind, words.edition).details,
    ]
    return CoverSheet(
        key="readme",
        name=say("comparison", "Read me"),
        title=say("frame", "{kind}: {title}", kind=kind, title=title),
        facts=tuple(facts),
        sections=((say("comparison", "How it was compared"), (say("comparison", "how it was compared"),)),),
    )


_Kind: TypeAlias = Literal["text", "code", "decimal", "long_text"]


def _column(edition: Edition, key: str, header: str, width: float, kind: _Kind = "text") -> SheetColumn:
    return SheetColumn(key, edition.text("column", header), width, kind)


def _instruments(key: str, name: str, changed: Sequence[Changed], words: Words) -> TableSheet:
    edition = words.edition
    columns = (
        _column(edition, "id", "ID", 26, "code"),
        _column(edition, "change", "Change", 14),
        _column(edition, "instrument", "Instrument", 50, "long_text"),
        _column(edition, "with", "With", 34, "long_text"),
        _column(edition, "before", "Before", 40, "long_text"),
        _column(edition, "now", "Now", 50, "long_text"),
    )
    rows = tuple(tuple(_instrument(one, words)) for one in changed)
    note = edition.text("comparison", "Nothing changed.") if not rows else ""
    return TableSheet(key, name, name, columns, rows, note)


def _instrument(one: Changed, words: Words) -> Iterator[CellValue]:
    record = one.after or one.before
    assert record is not None
    yield record.id
    yield label(one.change, words.edition)
    yield from (words.name(one), words.parties(one), words.then(one), words.now(one))


def _figures(found: Comparison, words: Words) -> TableSheet:
    edition = words.edition
    columns = (
        _column(edition, "id", "ID", 30, "code"),
        _column(edition, "figure", "Figure", 50, "long_text"),
        _column(edition, "before", "Before", 14, "decimal"),
        _column(edition, "now", "Now", 14, "decimal"),
        _column(edition, "difference", "Difference", 14, "decimal"),
        SheetColumn("share", edition.text("column", "Per cent"), 12, "decimal", number_format="0.0%"),
    )
    name = edition.text("comparison", "Figures")
    rows = tuple(tuple(_figure(one, words)) for one in found.figures)
    return TableSheet("figures", name, name, columns, rows)


def _figure(one: Measured, words: Words) -> Iterator[CellValue]:
    figure = one.after or one.before
    assert figure is not None
    yield figure.id
    yield words.figure(one)
    yield one.before.value if one.before else ABSENT
    yield one.after.value if one.after else ABSENT
    yield _number(one.difference)
    yield _number(one.share)


def _number(n: Decimal | None) -> Value:
    return ABSENT if n is None else round(n, 4)
