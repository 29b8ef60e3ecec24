"""What a Document prints from which record: the ground for telling where printed words come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exporter.document.nodes import Chart, Document, KeyFigures
from exporter.document.passes import texts

NAMESPACE = "urn:exporter:trace"  # of the index that a Word file carries
PREFIX = "_x"  # of the hidden bookmarks that point into it


class Maker(NamedTuple):
    """What made words: "record.field", several ids for a count of records, "" for none; and the rule."""

    record: str
    rule: str


def printed(document: Document) -> Iterator[tuple[Maker, str]]:
    """Yield all that `document` prints from records, with what made it."""
    for text in texts(document.blocks):
        if text.record or text.rule:
            yield Maker(text.record or "", text.rule or ""), text.text
    for block in document.blocks:
        match block:
            case KeyFigures(figures=figures):
                for figure in figures:
                    yield Maker(figure.record or "", figure.rule or ""), figure.value
            case Chart(bars=bars):
                for bar in bars:
                    yield Maker(" ".join(bar.records), "count"), bar.text
