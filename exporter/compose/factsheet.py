"""The fact sheet: key figures, the year in charts, the instruments of the year, the PPH network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from exporter import locale
from exporter.compose import frame, naming
from exporter.compose.briefing import key_figures
from exporter.compose.labels import label
from exporter.compose.prose import Prose, capital
from exporter.compose.tables import Tables
from exporter.document.nodes import (
    Bar,
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Table,
    Text,
    text,
)
from exporter.locale import Edition
from exporter.model.chapter import Chapter, sort_key
from exporter.model.codes import ActionKind, Region
from exporter.model.edtf import Edtf
from exporter.model.records import Agreement, Engagement, Figure, Group, Organization, PphArrangement
from exporter.scope import Scope

KIND = "Fact sheet"
MOST_BARS = 8
MOST_ROWS = 8
MOST_MONTHS = 24
DECEMBER = 12


def factsheet(chapter: Chapter, scope: Scope, edition: Edition) -> Document:
    """Return the fact sheet of a scope.  It is public: no overlay reaches it."""
    kind = edition.text("product", KIND)
    return frame.reading_product(chapter, scope, kind, edition, _Maker(chapter, scope, edition).blocks())


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
_Kind = TypeVar("_Kind", bound=StrEnum)


class _Maker:
    def __init__(self, chapter: Chapter, scope: Scope, edition: Edition) -> None:
        self._chapter, self._scope, self._edition = chapter, scope, edition
        self._prose = Prose(chapter, edition)
        self._tables = Tables(self._prose)

    def blocks(self) -> Iterator[Block]:
        yield from self._lead()
        yield from self._key_figures()
        yield from self._pph()
        yield from self._engagements()
        yield from self._agreements()
        yield from self._notes()

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("factsheet", words, **values)

    def _heading(self, words: str, anchor: str) -> Heading:
        return Heading(1, text(self._t(words)), anchor)

    def _lead(self) -> Iterator[Block]:
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
            yield self._heading("Key figures", "key-figures")
            yield KeyFigures(figures)

    # -- engagements -------------------------------------------------------------------------------

    def _engagements(self) -> Iterator[Block]:
        held = self._chapter.engagements
        if not held:
            return
        yield self._heading("Engagements over the year", "engagements")
        yield from self._by_month(held)
        yield self._bars("c-kinds", "Engagements by kind", Counter(e.kind for e in held))
        regions = Counter(region for e in held for region in self._regions(e) if region)
        if regions:
            yield self._bars(
                "c-regions",
                "Engagements by region of the counterpart",
                regions,
                note=self._t("An engagement with counterparts of several regions counts in each."),
            )

    def _by_month(self, held: Sequence[Engagement]) -> Iterator[Chart]:
        """The chart of months; none where no month is stated, or where they span more than two years."""
        months = Counter((e.date.year, e.date.month) for e in held if _has_month(e.date))
        unplaced = sum(not _has_month(e.date) for e in held)
        spanned = tuple(islice(_months(months), MOST_MONTHS + 1))
        if not 1 <= len(spanned) <= MOST_MONTHS:
            return
        form = "month" if spanned[0][0] == spanned[-1][0] else "abbreviated"  # two years are told apart
        bars = tuple(self._month_bar(year, month, months, form) for year, month in spanned)
        note = (
            self._t("Without a stated month: {n}.", n=locale.say_number(unplaced, self._edition))
            if unplaced
            else ""
        )
        yield self._chart("c-months", "Engagements by month", bars, note)

    def _month_bar(
        self, year: int, month: int, counts: Counter[tuple[int | None, int | None]], form: str
    ) -> Bar:
        name = locale.say_when(Edtf.parse(f"{year:04}-{month:02}"), self._edition, form)
        n = counts[year, month]
        return Bar(name, float(n), locale.say_number(n, self._edition))

    def _bars(self, anchor: str, caption: str, counts: Mapping[_Kind, int], note: str = "") -> Chart:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        shown, rest = ranked[:MOST_BARS], ranked[MOST_BARS:]
        bars = [
            Bar(capital(label(value, self._edition)), float(n), locale.say_number(n, self._edition))
            for value, n in shown
        ]
        if rest:
            n = sum(count for _, count in rest)
            bars.append(Bar(self._t("Other kinds"), float(n), locale.say_number(n, self._edition)))
        return self._chart(anchor, caption, tuple(bars), note)

    def _chart(self, anchor: str, caption: str, bars: tuple[Bar, ...], note: str) -> Chart:
        words = self._t(caption)
        parts = [self._t("{label}: {value}", label=bar.label, value=bar.text) for bar in bars]
        alt = self._t("Bar chart. {caption}: {values}.", caption=words, values=self._t("; ").join(parts))
        return Chart(anchor, text(words), bars, alt, note=note)

    def _regions(self, engagement: Engagement) -> set[Region | None]:
        """The regions of the foreign bodies that took part, in person or through their heads."""
        agents = {p.organization or p.group for p in engagement.participants} | set(engagement.hosts)
        agents |= {post for p in engagement.participants if p.person for post in self._bodies(p.person)}
        found = (self._chapter.records.get(agent) for agent in agents if agent)
        bodies = (agent for agent in found if isinstance(agent, Organization) and not self._is_home(agent))
        met = {body.region for body in bodies} | {self._region_of(code) for code in engagement.economies}
        return met - {None, Region.WORLD}

    def _region_of(self, economy: str) -> Region | None:
        """The region of a foreign economy, as the registered bodies of that economy have it."""
        bodies = (o for o in (self._chapter.whole or self._chapter).organizations if o.economy == economy)
        return next((body.region for body in bodies if not self._is_home(body)), None)

    def _is_home(self, organization: Organization) -> bool:
        home = self._chapter.records[self._chapter.report.office]
        return isinstance(home, Organization) and organization.economy == home.economy

    def _bodies(self, person: str) -> Iterator[str]:
        record = self._chapter.records[person]
        yield from (post.organization for post in getattr(record, "posts", ()) if post.organization)

    # -- instruments -------------------------------------------------------------------------------

    def _agreements(self) -> Iterator[Block]:
        dated = [a for a in self._chapter.agreements if self._acted(a)]
        if not dated:
            return
        yield self._heading("Agreements and other instruments", "agreements")
        ordered = sorted(dated, key=lambda a: sort_key(a.actions[0].on))
        yield self._instrument_table(ordered[:MOST_ROWS], len(ordered))

    def _acted(self, agreement: Agreement) -> bool:
        """Whether something happened to it in the period: a treaty only mentioned has no place here."""
        period = self._chapter.report.period
        return any(
            action.on is not None and period.contains(action.on) and action.kind in _DONE
            for action in agreement.actions
        )

    def _instrument_table(self, agreements: Sequence[Agreement], total: int) -> Table:
        """The first instruments of the year; the caption says how many there are in all."""
        columns = self._tables.columns(("With", 2), ("Instrument", 4), ("Action", 2.2))
        rows = tuple(
            (
                Cell(text(self._tables.parties(a.parties, open_list=a.parties_open, economies=a.economies))),
                Cell(self._prose.titles(a)),
                Cell(text(self._tables.actions(a.actions[:1]))),
            )
            for a in agreements
        )
        caption = self._t("Agreements and other instruments of the year")
        if total > len(agreements):
            shown, whole = (locale.say_number(n, self._edition) for n in (len(agreements), total))
            caption = self._t("{caption}: {shown} of {total}", caption=caption, shown=shown, total=whole)
        return Table("t-instruments", text(caption), columns, rows, description=caption)

    # -- PPH ---------------------------------------------------------------------------------------

    def _pph(self) -> Iterator[Block]:
        if not self._chapter.pph:
            return
        yield self._heading("Patent Prosecution Highway", "pph")
        stages = dict.fromkeys(p.stage for p in self._chapter.pph)
        yield ListBlock(
            tuple(self._stage(stage, [p for p in self._chapter.pph if p.stage == stage]) for stage in stages)
        )
        partners = {arrangement.partner for arrangement in self._chapter.pph}
        for figure in self._chapter.figures:
            group = self._chapter.records.get(figure.named or "")
            if isinstance(group, Group) and not partners.isdisjoint(group.members):
                yield Paragraph(text(self._unnamed(figure, group)), role="note")

    def _stage(self, stage: StrEnum, partners: Iterable[PphArrangement]) -> tuple[Text, ...]:
        bodies = [self._chapter.records[p.partner] for p in partners]
        full = [naming.name(body, self._edition) for body in bodies if isinstance(body, Organization)]
        names = locale.say_list(full, self._edition)
        return (Text(self._t("{label}: {value}", label=capital(label(stage, self._edition)), value=names)),)

    def _unnamed(self, figure: Figure, group: Group) -> str:
        named = len(group.members) or len(group.economies)
        return self._t(
            "{total}: {named} named in the chapter, {rest} not named.",
            total=capital(self._prose.words(figure.scope, figure)),
            named=locale.say_number(named, self._edition),
            rest=locale.say_number(int(figure.value) - named, self._edition),
        )

    def _notes(self) -> Iterator[Block]:
        contact = self._chapter.report.contact
        if contact:
            yield Paragraph(text(self._t("Contact: {contact}", contact=contact)), role="source")


def _has_month(when: Edtf) -> bool:
    return not when.is_interval and when.month is not None


def _months(counts: Counter[tuple[int | None, int | None]]) -> Iterator[tuple[int, int]]:
    """Every month from the first to the last that has engagements."""
    present = sorted((y, m) for y, m in counts if y is not None and m is not None)
    if not present:
        return
    (year, month), last = present[0], present[-1]
    while (year, month) <= last:
        yield year, month
        year, month = (year, month + 1) if month < DECEMBER else (year + 1, 1)
