"""The fact sheet: blocks that its theme chooses and orders, from key figures to people with their posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from exporter import locale
from exporter.compose import frame, naming
from exporter.compose.briefing import key_figures
from exporter.compose.charts import Charts
from exporter.compose.counted import counted, ids, inlines
from exporter.compose.labels import label
from exporter.compose.prose import Prose, capital
from exporter.compose.sheet_tables import SheetTables
from exporter.compose.tables import first_day
from exporter.document.nodes import (
    Block,
    Document,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Table,
    Text,
    text,
)
from exporter.document.outline import Blocks, Most, Outline, SheetBlock
from exporter.locale import Edition
from exporter.model.chapter import AnyRecord, Chapter, sort_key
from exporter.model.codes import ActionKind
from exporter.model.records import Agreement, Figure, Group, Organization, Person, PphArrangement
from exporter.scope import Scope

KIND = "Fact sheet"
_OUTLINE, _MOST = Outline(), Most()


def factsheet(
    chapter: Chapter, scope: Scope, edition: Edition, outline: Outline = _OUTLINE, most: Most = _MOST
) -> Document:
    """Return the fact sheet of a scope.  It is public: no overlay reaches it.

    `outline` says which blocks it shows, `most` how much of each.
    """
    kind = edition.text("product", KIND)
    maker = _Maker(chapter, scope, edition, most)
    blocks = maker.blocks(getattr(outline, scope.kind))
    return frame.reading_product(chapter, scope, kind, edition, blocks)


# What makes an instrument one of the year; to promote or to study it does not.
_DONE = frozenset(
    {
        ActionKind.SIGNED,
        ActionKind.ADOPTED,
        ActionKind.APPROVED,
        ActionKind.IN_EFFECT,
        ActionKind.EXTENDED,
        ActionKind.RENEWED,
        ActionKind.AMENDED,
        ActionKind.UPDATED,
        ActionKind.REPLACED,
        ActionKind.TERMINATED,
    }
)
FIGURES_FROM = 10
_ENGAGEMENTS = ("Engagements over the year", "engagements")
_INSTRUMENTS = ("Agreements and other instruments", "agreements")
# The heading of each block and its anchor; neighbours under the same heading share it.
_HEADINGS: Mapping[SheetBlock, tuple[str, str]] = {
    SheetBlock.FIGURES: ("Key figures", "key-figures"),
    SheetBlock.MONTHS: _ENGAGEMENTS,
    SheetBlock.KINDS: _ENGAGEMENTS,
    SheetBlock.REGIONS: _ENGAGEMENTS,
    SheetBlock.MAP: _ENGAGEMENTS,
    SheetBlock.ENGAGEMENTS: _ENGAGEMENTS,
    SheetBlock.AGREEMENT_KINDS: _INSTRUMENTS,
    SheetBlock.AGREEMENTS: _INSTRUMENTS,
    SheetBlock.PPH: ("Patent Prosecution Highway", "pph"),
    SheetBlock.WORK: ("Joint work", "work"),
    SheetBlock.PEOPLE: ("People", "people"),
}


class _Maker:
    def __init__(self, chapter: Chapter, scope: Scope, edition: Edition, most: Most) -> None:
        self._chapter, self._scope, self._edition, self._most = chapter, scope, edition, most
        self._prose = Prose(chapter, edition)
        self._tables = SheetTables(self._prose)
        self._charts = Charts(chapter, edition, most.bars, fewest=1)

    def blocks(self, chosen: Blocks) -> Iterator[Block]:
        """Yield the chosen blocks; a heading only where something stands under it."""
        used: set[str] = set()
        for heading, group in groupby(chosen, _HEADINGS.get):
            content = [block for name in group for block in _MAKERS[name](self)]
            if heading and content:
                words, anchor = heading
                while anchor in used:  # a theme may part what belongs together
                    anchor += "-more"
                used.add(anchor)
                yield Heading(1, text(self._t(words)), anchor)
            yield from content

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("factsheet", words, **values)

    def _summary(self) -> Iterator[Block]:
        chapter = self._chapter
        counts = {
            "engagement": len(chapter.engagements),
            "instrument": len(chapter.agreements),
            "project": len(chapter.projects),
            "publication": len(chapter.publications),
        }
        words = max(counts.values()) < FIGURES_FROM  # beside a larger number, small ones are in figures too
        stated = [locale.say_count(n, noun, self._edition, words=words) for noun, n in counts.items() if n]
        if not stated:
            return
        said = locale.say_list(stated, self._edition)
        yield Paragraph(text(self._t("The chapter records {counts}.", counts=said)), role="lead")

    def _key_figures(self) -> Iterator[Block]:
        figures = key_figures(self._chapter, self._prose)
        if figures:
            yield KeyFigures(figures)

    # -- what does not fit -------------------------------------------------------------------------

    def _cut(self, table: Table, **records: Sequence[AnyRecord]) -> Iterator[Block]:
        """Yield the first rows of a table, and say how many more there are.

        `records` are those of its rows, by their noun, in the order of the rows.
        """
        shown = table.rows[: self._most.rows]
        if not shown:
            return
        yield replace(table, rows=shown)
        before, more = 0, []
        for noun, held in records.items():
            left = held[max(len(shown) - before, 0) :]
            before += len(held)
            if left:
                more.append(counted(locale.say_count(len(left), noun, self._edition), ids(left)))
        if more:
            n = locale.say_list(more, self._edition)
            yield Paragraph(inlines(self._t("And another {n}.", n=n)), role="note")

    # -- engagements -------------------------------------------------------------------------------

    def _months(self) -> Iterator[Block]:
        return self._charts.by_month(self._chapter.engagements)

    def _kinds(self) -> Iterator[Block]:
        return self._charts.by_kind_of_engagement(self._chapter.engagements)

    def _regions(self) -> Iterator[Block]:
        return self._charts.by_region(self._chapter.engagements)

    def _map(self) -> Iterator[Block]:
        return self._charts.by_economy(self._chapter.engagements)

    def _engagements(self) -> Iterator[Block]:
        held = sorted(self._chapter.engagements, key=lambda e: (sort_key(e.date), e.id))
        yield from self._cut(self._tables.events("t-engagements", held), engagement=held)

    # -- instruments -------------------------------------------------------------------------------

    def _agreement_kinds(self) -> Iterator[Block]:
        return self._charts.by_kind(self._chapter.agreements)

    def _agreements(self) -> Iterator[Block]:
        """Of a partner, all instruments and how they stand; else those with which something was done."""
        if self._scope.kind == "partner":
            held = sorted(self._chapter.agreements, key=_first_done)
            table = self._tables.standing("t-instruments", held)
        else:
            held = sorted(filter(self._acted, self._chapter.agreements), key=_first_done)
            table = self._tables.acted("t-instruments", held)
        yield from self._cut(table, instrument=held)

    def _acted(self, agreement: Agreement) -> bool:
        """Whether something happened to it in the period: a treaty only mentioned has no place here."""
        period = self._chapter.report.period
        return any(
            action.on is not None and period.contains(action.on) and action.kind in _DONE
            for action in agreement.actions
        )

    # -- PPH ---------------------------------------------------------------------------------------

    def _pph(self) -> Iterator[Block]:
        if not self._chapter.pph:
            return
        stages = dict.fromkeys(p.stage for p in self._chapter.pph)
        yield ListBlock(
            tuple(self._stage(stage, [p for p in self._chapter.pph if p.stage == stage]) for stage in stages)
        )
        if self._scope.kind == "chapter":  # elsewhere, only a part of the network is at hand
            yield from self._network()

    def _network(self) -> Iterator[Block]:
        partners = {arrangement.partner for arrangement in self._chapter.pph}
        for figure in self._chapter.figures:
            group = self._chapter.records.get(figure.named or "")
            if isinstance(group, Group) and not partners.isdisjoint(group.members):
                yield from self._charts.network(figure, self._named(figure), group, self._chapter.pph)

    def _named(self, figure: Figure) -> str:
        return capital(self._prose.words(figure.scope, figure))

    def _stage(self, stage: StrEnum, partners: Iterable[PphArrangement]) -> tuple[Text, ...]:
        bodies = [self._chapter.records[p.partner] for p in partners]
        full = [naming.name(body, self._edition) for body in bodies if isinstance(body, Organization)]
        names = locale.say_list(full, self._edition)
        return (Text(self._t("{label}: {value}", label=capital(label(stage, self._edition)), value=names)),)

    # -- work, people, whom to ask -----------------------------------------------------------------

    def _work(self) -> Iterator[Block]:
        projects, publications = self._chapter.projects, self._chapter.publications
        table = self._tables.works("t-work", projects, publications)
        yield from self._cut(table, project=projects, publication=publications)

    def _people(self) -> Iterator[Block]:
        theirs = [person for person in self._chapter.people if not self._is_ours(person)]
        yield from self._cut(self._tables.posts("t-people", theirs), person=theirs)

    def _is_ours(self, person: Person) -> bool:
        return any(post.organization == self._chapter.report.office for post in person.posts)

    def _contact(self) -> Iterator[Block]:
        contact = self._chapter.report.contact
        if contact:
            yield Paragraph(text(self._t("Contact: {contact}", contact=contact)), role="source")


_MAKERS: Mapping[SheetBlock, Callable[[_Maker], Iterator[Block]]] = {
    SheetBlock.SUMMARY: _Maker._summary,
    SheetBlock.FIGURES: _Maker._key_figures,
    SheetBlock.MONTHS: _Maker._months,
    SheetBlock.KINDS: _Maker._kinds,
    SheetBlock.REGIONS: _Maker._regions,
    SheetBlock.MAP: _Maker._map,
    SheetBlock.ENGAGEMENTS: _Maker._engagements,
    SheetBlock.AGREEMENT_KINDS: _Maker._agreement_kinds,
    SheetBlock.AGREEMENTS: _Maker._agreements,
    SheetBlock.PPH: _Maker._pph,
    SheetBlock.WORK: _Maker._work,
    SheetBlock.PEOPLE: _Maker._people,
    SheetBlock.CONTACT: _Maker._contact,
}


def _first_done(agreement: Agreement) -> tuple[Any, str]:
    return sort_key(first_day(agreement.actions)), agreement.id
