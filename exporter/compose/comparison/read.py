"""The comparison to read: on paper or on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporter import locale
from exporter.compose import frame
from exporter.compose.comparison.changes import Change, Changed, Comparison
from exporter.compose.comparison.words import Words
from exporter.compose.labels import label
from exporter.compose.prose import capital
from exporter.document.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Text,
    text,
)
from exporter.locale import Edition
from exporter.scope import CHAPTER


def comparison(found: Comparison, edition: Edition) -> Document:
    """Return what changed between two chapters, under the later one's frame."""
    made = _Maker(found, edition)
    kind = edition.text("product", "Comparison")
    details = ((edition.text("comparison", "Compared with"), made.earlier()),)
    document = frame.reading_product(found.after, CHAPTER, kind, edition, made.blocks())
    marking = frame.highest((*found.before.records.values(), *found.after.records.values()))
    furniture = frame.furniture(found.after, CHAPTER, kind, edition, marking)
    cover = replace(document.cover, details=(*details, *document.cover.details))
    return replace(document, cover=cover, furniture=furniture)


class _Maker:
    def __init__(self, found: Comparison, edition: Edition) -> None:
        self._found, self._edition = found, edition
        self._words = Words(found, edition)

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("comparison", words, **values)

    def earlier(self) -> str:
        """The earlier chapter, by report, title and version."""
        report = self._found.before.report
        return self._t(
            "{report}, {chapter}, version {version}",
            report=report.title[self._edition.tag],
            chapter=frame.chapter_title(self._found.before, self._edition),
            version=report.version,
        )

    def blocks(self) -> Iterator[Block]:
        found = self._found
        yield from self._glance()
        yield self._heading("Agreements", "agreements")
        yield from self._instruments(found.agreements, found.same_agreements, "t-agreements", "Agreements")
        yield self._heading("Patent Prosecution Highway", "pph")
        yield from self._instruments(found.pph, found.same_pph, "t-pph", "Partners of the PPH")
        yield self._heading("Figures", "figures")
        yield self._figures()
        yield Paragraph(text(self._t("how it was compared")), role="note")

    def _heading(self, words: str, anchor: str) -> Heading:
        return Heading(1, text(self._t(words)), anchor)

    def _glance(self) -> Iterator[Block]:
        every = (*self._found.agreements, *self._found.pph)
        counted = [(change, sum(one.change is change for one in every)) for change in Change]
        figures = tuple(
            KeyFigure(locale.say_number(n, self._edition), text(capital(label(change, self._edition))))
            for change, n in counted
            if n
        )
        if figures:
            yield KeyFigures(figures)

    def _instruments(
        self, changed: Sequence[Changed], same: int, anchor: str, caption: str
    ) -> Iterator[Block]:
        if changed:
            headers = (("Change", 1), ("Instrument", 2.6), ("With", 1.6), ("Before", 2), ("Now", 2.8))
            yield self._table(anchor, caption, headers, [self._row(one) for one in changed])
        else:
            yield Paragraph(text(self._t("Nothing changed.")), role="empty")
        if same:
            n = locale.say_number(same, self._edition)
            yield Paragraph(text(self._t("As before: {n}.", n=n)), role="note")

    def _table(
        self,
        anchor: str,
        caption: str,
        headers: Sequence[tuple[str, float]],
        rows: Sequence[tuple[Cell, ...]],
    ) -> Table:
        words = self._t(
            "{caption}, {before} and {after}",
            caption=self._t(caption),
            before=self._words.before.period,
            after=self._words.after.period,
        )
        columns = self._words.after.tables.columns(*headers)
        return Table(anchor, text(words), columns, tuple(rows), description=words)

    def _row(self, one: Changed) -> tuple[Cell, ...]:
        record = one.after or one.before
        assert record is not None
        said = self._words
        change = label(one.change, self._edition)
        return self._cells(
            record.id, change, said.name(one), said.parties(one), said.then(one), said.now(one)
        )

    def _cells(self, record: str, *words: str) -> tuple[Cell, ...]:
        return tuple(Cell((Text(one, record=record),)) for one in words)

    def _figures(self) -> Block:
        said = self._words
        rows = []
        for one in self._found.figures:
            figure = one.after or one.before
            assert figure is not None
            numbers = (
                said.value(one.before, said.before),
                said.value(one.after, said.after),
                said.difference(one),
                said.share(one),
            )
            first = Cell((Text(said.figure(one), record=figure.id),))
            rows.append((first, *(Cell((Text(n, record=figure.id),), align="end") for n in numbers)))
        if not rows:
            return Paragraph(text(self._t("Neither chapter states a figure.")), role="empty")
        headers = (("Figure", 3.4), ("Before", 1.5), ("Now", 1.5), ("Difference", 1.2), ("Per cent", 1.1))
        return self._table("t-figures", "Figures", headers, rows)
