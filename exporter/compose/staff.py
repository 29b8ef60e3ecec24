"""What staff wrote for a meeting: the overlay of a brief, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporter import locale
from exporter.compose.prose import Prose
from exporter.compose.tables import Tables, first_day
from exporter.document.nodes import Inline, Text
from exporter.model.chapter import LEAD, AnyRecord, Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import Agreement, Engagement, Figure, Overlay, Project, Publication
from exporter.model.text import Message
from exporter.model.walk import slots_in

_STOPS = (".", "。")

# Sections of a brief that only staff can write, by the field of the overlay that holds them.
SECTIONS = {
    "meeting": "Meeting",
    "objectives": "Purpose and objectives",
    "issues": "Issues and concerns",
    "talking_points": "Talking points",
}


def left_out(chapter: Chapter) -> tuple[str, ...]:
    """Return the sections that a brief on this selection leaves out, because staff wrote nothing for them."""
    return tuple(title for field, title in SECTIONS.items() if not any(_written(chapter, field)))


def _written(chapter: Chapter, field: str) -> Iterator[Message]:
    for overlay in chapter.overlay:
        value = getattr(overlay, field)
        yield from value if isinstance(value, tuple) else filter(None, (value,))


def points(chapter: Chapter, field: str, prose: Prose, tables: Tables) -> tuple[tuple[Inline, ...], ...]:
    """Return the points that staff wrote in `field`, each followed by the records that it cites."""
    return tuple(
        _cited(tuple(_owned(prose.inlines(message, overlay), overlay)), message, prose, tables)
        for overlay in chapter.overlay
        for message in getattr(overlay, field)
    )


def _cited(said: tuple[Inline, ...], message: Message, prose: Prose, tables: Tables) -> tuple[Inline, ...]:
    """The words of a point with what they cite, which stands before a full stop that ends them."""
    cited = _citations(message, prose, tables)
    last = said[-1] if said else None
    if not cited or not isinstance(last, Text) or not last.text.endswith(_STOPS):
        return (*said, *cited)
    return (*said[:-1], replace(last, text=last.text[:-1]), *cited, replace(last, text=last.text[-1]))


def _owned(inlines: Iterable[Inline], overlay: Overlay) -> Iterator[Inline]:
    """What staff typed comes from their overlay, so that no product prints it unseen."""
    for inline in inlines:
        if isinstance(inline, Text) and inline.record is None:
            yield replace(inline, record=overlay.id)
        else:
            yield inline


def _citations(message: Message, prose: Prose, tables: Tables) -> tuple[Inline, ...]:
    """Where to look a point up: the day and the section of every record that it names."""
    named = dict.fromkeys(slot.target for slot in slots_in(message) if not slot.is_name)
    cited = [prose.chapter.records[i] for i in named if i in prose.chapter.records]
    parts: list[Inline] = []
    for record in cited:
        parts += [Text(prose.edition.text("table", "; "))] if parts else []
        parts.append(Text(_citation(record, prose, tables), record=record.id, rule="section_of"))
    if not parts:
        return ()
    before, after = prose.edition.pattern("staff", " [{citation}]").split("{citation}")
    return (Text(before), *parts, Text(after))


def _citation(record: AnyRecord, prose: Prose, tables: Tables) -> str:
    section = prose.chapter.section_of(record)
    told = prose.edition.text("frame", "§ {number}", number=section) if section not in ("", LEAD) else ""
    day = _day(record, tables)
    return prose.edition.text("staff", ", ").join(filter(None, (day, told))) or record.id


def _day(record: AnyRecord, tables: Tables) -> str:
    match record:
        case Engagement():
            return tables.when(record.date, record.date_basis)
        case Agreement() | Project():
            return tables.actions(
                action for action in record.actions if action.on == first_day(record.actions)
            )
        case Publication():
            return tables.when(record.date, record.date_basis)
        case Figure():
            return tables.day(record)
        case _:
            return ""


def meeting(chapter: Chapter, prose: Prose) -> str:
    """Return the meeting that a brief is for, with its day; "" where staff named none."""
    said = [
        _dated(prose.words(overlay.meeting, overlay), overlay.meeting_on, prose)
        for overlay in chapter.overlay
        if overlay.meeting is not None
    ]
    return prose.edition.text("table", "; ").join(said)


def _dated(words: str, day: Edtf | None, prose: Prose) -> str:
    if day is None:
        return words
    return prose.edition.text(
        "relations", "{event} ({date})", event=words, date=locale.say_when(day, prose.edition)
    )


def relation_since(overlays: Iterable[Edtf | None]) -> Edtf | None:
    """Return the earliest beginning of relations that staff state."""
    return min((since for since in overlays if since is not None), default=None)
