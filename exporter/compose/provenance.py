"""Footnotes that say how a fact is known, where that serves a reader: once each, at its first mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from exporter.compose.prose import Prose
from exporter.compose.unsaid import NOT_NAMED, total_words
from exporter.document.nodes import (
    Block,
    Cell,
    Footnote,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Strong,
    Table,
    Text,
    Title,
)
from exporter.model.chapter import AnyRecord
from exporter.model.codes import DateBasis, Qualifier
from exporter.model.records import Engagement, Figure, Group, Organization, Person, Publication
from exporter.model.text import Message

# Fields that stand for a record as a whole; a date or a party of it does not.
_ITSELF = frozenset({"title", "name", "value", "partner"})


class Provenance:
    """Adds the footnotes of one document."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._due = dict(self._notes())

    def noted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield `blocks` with a footnote at the first mention of each fact that needs one."""
        for block in blocks:
            if not self._due:
                yield block
                continue
            match block:
                case Heading(anchor="annex-open"):  # from here on the page itself says what is open
                    self._due.clear()
                    yield block
                case Paragraph(role="body" | "note"):
                    yield replace(block, inlines=self._inlines(block.inlines))
                case ListBlock(items=items):
                    yield replace(block, items=tuple(self._inlines(item) for item in items))
                case Table():
                    yield self._table(block)
                case _:
                    yield block

    def _table(self, table: Table) -> Table:
        """The table with its notes; where the first column holds days, they stand at what comes after it."""
        dated = table.columns[0].header == self._prose.edition.text("column", "Date")
        return replace(table, rows=tuple(self._row(row, 1 if dated else 0) for row in table.rows))

    def _row(self, row: tuple[Cell, ...], first: int) -> tuple[Cell, ...]:
        noted = tuple(replace(cell, inlines=self._inlines(cell.inlines)) for cell in row[first:])
        return (*row[:first], *noted)

    def _inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for inline in inlines:
            found.append(inline)
            for trace in _traces(inline):
                words = self._due.pop(trace, "")
                if words:
                    found.append(Footnote((Text(words, record=trace.partition(".")[0]),)))
        return tuple(found)

    # -- what is noted -----------------------------------------------------------------------------

    def _t(self, words: str, **values: str) -> str:
        return self._prose.edition.text("provenance", words, **values)

    def _notes(self) -> Iterator[tuple[str, str]]:
        for record in self._prose.chapter.selected.values():
            said = [*self._of(record)]
            if record.note is not None and not isinstance(record, Engagement):
                said.append(self._closed(record.note, record))
            if said:
                yield record.id, self._joined(said)
            if getattr(record, "date_basis", None) is DateBasis.INFERRED:
                yield f"{record.id}.date", self._inferred(record)

    def _closed(self, note: Message, record: AnyRecord) -> str:
        """An editor's remark as a sentence, whether its author closed it or not."""
        return self._t("{sentence}.", sentence=self._prose.words(note, record).rstrip(".。"))

    def _joined(self, said: list[str]) -> str:
        first, *rest = said
        for more in rest:
            first = self._t("{first} {rest}", first=first, rest=more)
        return first

    def _inferred(self, record: AnyRecord) -> str:
        assert isinstance(record, Engagement | Publication)
        note = self._closed(record.note, record) if record.note is not None else ""
        said = self._t("The source does not print this date; it is inferred.")
        return self._t("{first} {rest}", first=said, rest=note) if note else said

    def _of(self, record: AnyRecord) -> Iterator[str]:
        match record:
            case Figure():
                if record.qualifier is not Qualifier.EXACTLY:
                    yield self._t("The source gives no exact number.")
                yield from total_words(record, self._prose)
            case Organization() | Group() | Person():
                doubtful: Mapping[str, str] = record.doubtful
                if self._prose.edition.tag in doubtful:
                    yield self._t("The form of this name is to be confirmed.")


def _traces(inline: Inline) -> Iterator[str]:
    """The facts that an inline prints: a record, or a field of one."""
    match inline:
        case Text(rule=rule) if rule == NOT_NAMED:  # says itself what a note would
            return
        case Text(record=str(trace)):
            record, _, field = trace.partition(".")
            yield record if field in _ITSELF else trace
        case Strong() | Title():
            for inner in inline.inlines:
                yield from _traces(inner)
