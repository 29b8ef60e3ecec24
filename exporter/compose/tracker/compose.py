"""All sheets of the tracker, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from exporter.compose import frame
from exporter.compose.tracker import activities, instruments, registers
from exporter.compose.tracker.cover import cover, kind
from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.fields import choice_codes, choices
from exporter.compose.tracker.overview import KEY as OVERVIEW
from exporter.compose.tracker.overview import overview
from exporter.document.workbook import Origin, SheetFurniture, TableSheet, Workbook
from exporter.locale import Edition
from exporter.model.chapter import RECORD_COLLECTIONS, Chapter
from exporter.model.codes import Audience
from exporter.scope import CHAPTER, Scope

# The makers of the sheets by the sheets' stable keys.
_SHEETS: Mapping[str, Callable[[Desk], TableSheet]] = {
    "agreements": instruments.agreements,
    "agreement_actions": instruments.actions,
    "pph": instruments.pph,
    "pph_periods": instruments.pph_periods,
    "engagements": activities.engagements,
    "commitments": activities.commitments,
    "projects": activities.projects,
    "publications": activities.publications,
    "people": registers.people,
    "organizations": registers.organizations,
    "groups": registers.groups,
    "figures": registers.figures,
    "codes": registers.code_sheet,
}
SHEET_KEYS = (OVERVIEW, *_SHEETS)


def tracker(
    chapter: Chapter,
    edition: Edition,
    scope: Scope = CHAPTER,
    audience: Audience = Audience.RESTRICTED,
    briefs: Mapping[str, str] | None = None,
) -> Workbook:
    """Return the tracker of a chapter, or of the selection `scope` of it.

    It holds records for `audience` and wider circles, and bears the marking of the narrowest of them.
    `briefs` leads to the briefing on each partner: its code → a path from where the workbook lies.
    """
    admitted = _admitted(chapter, audience)
    desk = Desk(admitted, edition, briefs)
    tables = tuple(make(desk) for make in _SHEETS.values())
    sheets = (overview(desk, tables), *tables)
    marking = frame.highest(admitted.selected.values())
    return Workbook(
        language=edition.language_tag,
        properties=frame.properties(admitted, scope, kind(desk), edition),
        furniture=_furniture(desk, scope, marking),
        sheets=(cover(desk, scope, marking, sheets), *sheets),
        date_format=desk.date_format,
        lists=choices(desk),
        codes=choice_codes(desk),
        origin=_origin(admitted, edition, scope, audience),
        right_to_left=edition.right_to_left,
    )


def _origin(chapter: Chapter, edition: Edition, scope: Scope, audience: Audience) -> Origin:
    report = chapter.report
    return Origin(report.id, report.version, edition.tag, str(scope), audience.value, report.as_of)


def _admitted(chapter: Chapter, ceiling: Audience) -> Chapter:
    parts: dict[str, Any] = {
        name: tuple(record for record in getattr(chapter, name) if record.audience.rank <= ceiling.rank)
        for name in RECORD_COLLECTIONS
    }
    return replace(chapter, whole=chapter.whole or chapter, **parts)


def _furniture(desk: Desk, scope: Scope, marking: Audience) -> SheetFurniture:
    printed = frame.furniture(desk.chapter, scope, kind(desk), desk.edition, marking)
    header = printed.running_header
    if printed.marking:
        header = desk.say("frame", "{marking}  {title}", marking=printed.marking, title=header)
    return SheetFurniture(header, printed.footer, printed.page)
