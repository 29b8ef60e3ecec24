"""Does a briefing say more than it may?  Every text that a record made is held against scope and audience."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.document.nodes import Document
from exporter.document.passes import texts
from exporter.errors import UsageError
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.model.walk import slots_in
from exporter.scope import Scope


class Leak(UsageError):  # noqa: N818 - the field's word
    """A product would print a record that is not its own, or not for its readers."""


def refuse_leaks(document: Document, selection: Chapter, scope: Scope, ceiling: Audience) -> None:
    """Raise Leak if `document` prints a record outside of `selection`, or one above `ceiling`."""
    printed = frozenset(printed_records(document))
    strangers = sorted(printed - _own(selection))
    if strangers:
        raise Leak(
            f"the briefing on {scope} would print what is not of its scope: {', '.join(strangers)}\n"
            "  remedy: take them out of the overlay, or build a wider scope"
        )
    records = selection.records
    secret = sorted(i for i in printed & records.keys() if records[i].audience.rank > ceiling.rank)
    if secret:
        raise Leak(
            f"the briefing on {scope} would print what is above the audience '{ceiling}': "
            f"{', '.join(secret)}\n  remedy: build with a higher --audience"
        )


def printed_records(document: Document) -> Iterator[str]:
    """Yield the id of every record that made a text of `document`; repeated where it made several."""
    makers = (text.record for text in texts(document.blocks) if text.record)
    return (trace.partition(".")[0] for maker in makers for trace in maker.split())


def _own(selection: Chapter) -> frozenset[str]:
    """What a selection may print: its records, the reporting office, and what its own prose names."""
    named = {slot.target for paragraph in selection.paragraphs for slot in slots_in(paragraph.text)}
    return frozenset(selection.selected) | named | {selection.report.office, selection.report.id, "report"}
