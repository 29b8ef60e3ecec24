"""The first sheet: what the workbook is, how to read it, what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.compose import frame
from exporter.compose.abbreviations import abbreviations
from exporter.compose.tracker.desk import Desk
from exporter.document.workbook import CoverSheet, Hyperlink, NamedCell, TableSheet
from exporter.model.codes import Audience
from exporter.scope import Scope

AS_OF = "as_of"  # the named cell that states and days left are computed at

_LEGEND = (
    "Columns with a dark blue header come from the report and are locked; they change with its source only.",
    "Columns with a yellow header are your own notes. Type there, and return the file to keep them.",
    "To add a record: write it in the yellow rows below a table and leave its ID empty.",
    "A date reads as the report gives it. The first and last days beside it serve filters and formulas.",
    "“Not stated” means that the report does not say. An empty end is never read as “in effect”.",
    "A dash (–) stands where there is nothing to say: nothing applies, or nothing is known.",
    "State, days left and due dates follow the date in the yellow cell above: change it to see another day.",
    "A coloured cell only repeats its words: overdue or at risk, due within 30, 60 or 90 days, closed.",
    "Filters work on locked sheets. To sort, insert or delete rows: Review, Unprotect Sheet (no password).",
    "Some columns are hidden: select the columns beside them, right-click, Unhide.",
    "A link to a briefing opens where the briefings on partners lie beside this file.",
)


def cover(desk: Desk, scope: Scope, audience: Audience, sheets: Sequence[TableSheet]) -> CoverSheet:
    """Return the cover of a workbook that holds `sheets`."""
    return CoverSheet(
        key="readme",
        name=desk.say("sheet", "Read me"),
        title=title(desk, scope),
        facts=tuple(_facts(desk, scope, audience)),
        cells=(_as_of(desk),),
        sections=(
            (desk.say("cover", "How to read"), tuple(desk.say("legend", line) for line in _LEGEND)),
            (desk.say("cover", "Sheets"), tuple(_entry(desk, sheet) for sheet in sheets)),
            *_abbreviations(desk, sheets),
        ),
    )


def _abbreviations(desk: Desk, sheets: Sequence[TableSheet]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the acronyms of the sheets stand for."""
    words = [cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    listed = frozenset(_acronyms(sheets))  # the registers give each a cell of its own, beside the name
    found = abbreviations(words, desk.chapter, desk.edition, listed)
    if found:
        colon, parting = desk.edition.text("frame", ": "), desk.say("cell", "; ")
        line = parting.join(f"{acronym}{colon}{name}" for acronym, name in found)
        yield desk.edition.text("annex", "Abbreviations"), (line,)


def _acronyms(sheets: Sequence[TableSheet]) -> Iterator[str]:
    for sheet in sheets:
        for position, column in enumerate(sheet.columns):
            if column.key == "acronym":
                yield from (str(row[position]) for row in sheet.rows)


def title(desk: Desk, scope: Scope) -> str:
    """Return what the workbook calls itself: "Tracker: International Cooperation"."""
    words = frame.scope_title(desk.chapter, scope, desk.edition)
    return desk.edition.text("frame", "{kind}: {title}", kind=kind(desk), title=words)


def kind(desk: Desk) -> str:
    """Return the name of the product."""
    return desk.edition.text("product", "Tracker")


def _facts(desk: Desk, scope: Scope, audience: Audience) -> list[tuple[str, str]]:
    report = desk.chapter.report
    facts = [
        (desk.say("cover", "Report"), report.title[desk.edition.tag]),
        (desk.say("cover", "Chapter"), frame.chapter_title(desk.chapter, desk.edition)),
        *frame.cover(desk.chapter, scope, kind(desk), desk.edition).details,
        (desk.say("cover", "Edition"), desk.language(desk.edition.tag)),
        (desk.say("cover", "Marking"), desk.label(audience)),
    ]
    if report.contact:
        facts.append((desk.say("cover", "Contact"), report.contact))
    return facts


def _as_of(desk: Desk) -> NamedCell:

    return NamedCell(AS_OF, desk.say("cover", "As of"), desk.as_of, desk.date_format, editable=True)


def _entry(desk: Desk, sheet: TableSheet) -> Hyperlink:
    words = sheet.name
    if any(column.key == "id" for column in sheet.columns):
        words = desk.say("cover", "{sheet}: {count}", sheet=sheet.name, count=str(len(sheet.rows)))
    return Hyperlink(words, f"#{sheet.key}!A1")
