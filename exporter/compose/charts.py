"""Charts of a selection: engagements by month, kind, region and economy, agreements by kind.

Counted from records, each bar says which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from exporter import locale
from exporter.compose import naming
from exporter.compose.labels import label
from exporter.compose.prose import capital
from exporter.document.nodes import Bar, Chart, ChartKind, text
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Region
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Agreement,
    Engagement,
    Figure,
    Group,
    Organization,
    Person,
    PphArrangement,
)

FEWEST_BARS = 2  # one bar compares nothing
MOST_BARS = 8
MOST_MONTHS = 24
_DECEMBER = 12
_Month = tuple[int, int]
_Kind = TypeVar("_Kind", bound=StrEnum)
_Group = TypeVar("_Group")


class Charts:
    """Makes the charts of one selection in one edition."""

    def __init__(
        self, chapter: Chapter, edition: Edition, most: int = MOST_BARS, fewest: int = FEWEST_BARS
    ) -> None:
        """Chart `chapter`: nothing of fewer bars than `fewest`; beyond `most`, the smallest become one."""
        self._chapter, self._edition = chapter, edition
        self._most, self._fewest = most, fewest

    def _t(self, words: str, **values: str) -> str:
        return self._edition.text("chart", words, **values)

    def _number(self, n: int) -> str:
        return locale.say_number(n, self._edition)

    # -- engagements -------------------------------------------------------------------------------

    def by_month(self, held: Sequence[Engagement]) -> Iterator[Chart]:
        """Yield the chart of months; none of one month, or of more than two years.

        What states no month is counted in the note, and never placed in a month.
        """
        placed = _grouped(((e.date.year, e.date.month), e.id) for e in held if _has_month(e.date))
        months = Counter({month: len(ids) for month, ids in placed.items()})
        spanned = tuple(islice(_months(months), MOST_MONTHS + 1))
        if not self._fewest <= len(spanned) <= MOST_MONTHS:
            return
        form = "short_month" if spanned[0][0] == spanned[-1][0] else "abbreviated"  # two years are told apart
        bars = tuple(self._month_bar(month, placed.get(month, ()), form) for month in spanned)
        unplaced = sum(not _has_month(e.date) for e in held)
        note = self._t("Not shown, because no month is stated: {n}.", n=self._number(unplaced))
        yield self._chart("c-months", "Engagements by month", bars, "columns", note if unplaced else "")

    def _month_bar(self, month: _Month, held: Sequence[str], form: str) -> Bar:
        when = Edtf.parse(f"{month[0]:04}-{month[1]:02}")
        bar = self._bar(locale.say_when(when, self._edition, form), held)
        return replace(bar, meaning=locale.say_when(when, self._edition))

    def by_kind_of_engagement(self, held: Sequence[Engagement]) -> Iterator[Chart]:
        """Yield the chart of kinds of engagements."""
        placed = _grouped((engagement.kind, engagement.id) for engagement in held)
        if len(placed) >= self._fewest:
            yield self._bars("c-kinds", "Engagements by kind", placed)

    def by_region(self, held: Sequence[Engagement]) -> Iterator[Chart]:
        """Yield the chart of the counterparts' regions."""
        found = [(self._regions(engagement), engagement.id) for engagement in held]
        placed = _grouped((region, id_) for regions, id_ in found for region in sorted(regions))
        if len(placed) < self._fewest:
            return
        unplaced = sum(not regions for regions, _ in found)
        note = self._t("An engagement with counterparts of several regions counts in each.")
        if unplaced:
            rest = self._t("Not shown, because no region is stated: {n}.", n=self._number(unplaced))
            note = self._t("{first} {rest}", first=note, rest=rest)
        yield self._bars("c-regions", "Engagements by region of the counterpart", placed, note)

    def by_economy(self, held: Sequence[Engagement]) -> Iterator[Chart]:
        """Yield the map of counterparts: a tile for each, by its code, with its engagements, by region."""
        found = [(place, engagement.id) for engagement in held for place in sorted(self._places(engagement))]
        placed = _grouped(found)
        if len(placed) < self._fewest:
            return
        regions = dict.fromkeys(Region)
        order = {region: position for position, region in enumerate(regions)}
        ranked = sorted(placed.items(), key=lambda item: (order[item[0][0]], -len(item[1]), item[0][1]))
        tiles = tuple(self._tile(region, code, ids) for (region, code), ids in ranked)
        note = self._t("Codes of ISO 3166 and, for regional offices, WIPO ST.3.")
        yield self._chart("c-map", "Engagements by counterpart", tiles, "tiles", note)

    def _tile(self, region: Region, code: str, counted: Sequence[str]) -> Bar:
        name = capital(label(region, self._edition))
        return replace(self._bar(code, counted), group=name, meaning=self._place_name(code))

    def _place_name(self, code: str) -> str:
        """The economy of a code, or the regional office that has no economy."""
        offices = (self._chapter.whole or self._chapter).bodies_of.get(code, ())
        regional = next((o for o in offices if o.st3 == code and o.economy is None), None)
        return naming.name(regional, self._edition) if regional else locale.say_territory(code, self._edition)

    def _places(self, engagement: Engagement) -> set[tuple[Region, str]]:
        """The counterparts' economies and regional offices, each with its region."""
        bodies = [b for b in self._bodies(engagement) if not self._is_home(b)]
        found = {(b.region, b.economy or b.st3) for b in bodies}
        found |= {(self._region_of(code), code) for code in engagement.economies}
        return {(r, code) for r, code in found if r not in (None, Region.WORLD) and code}

    def _regions(self, engagement: Engagement) -> frozenset[Region]:
        """The regions of the foreign bodies that took part, in person or through their people."""
        bodies = (b for b in self._bodies(engagement) if not self._is_home(b))
        met = {body.region for body in bodies} | {self._region_of(code) for code in engagement.economies}
        return frozenset(region for region in met if region not in (None, Region.WORLD))

    def _bodies(self, engagement: Engagement) -> Iterator[Organization]:
        named = [*engagement.hosts]
        for participant in engagement.participants:
            named += filter(None, (participant.organization, participant.person))
        for agent in named:
            record = self._chapter.records.get(agent)
            posts = record.posts if isinstance(record, Person) else ()
            held = (self._chapter.records.get(post.organization or "") for post in posts)
            yield from (body for body in (record, *held) if isinstance(body, Organization))

    def _region_of(self, economy: str) -> Region | None:
        """The region of a foreign economy, as the registered bodies of that economy have it."""
        bodies = (o for o in (self._chapter.whole or self._chapter).organizations if o.economy == economy)
        return next((body.region for body in bodies if not self._is_home(body)), None)

    def _is_home(self, body: Organization) -> bool:
        home = self._chapter.records[self._chapter.report.office]
        return isinstance(home, Organization) and body.economy == home.economy

    # -- agreements --------------------------------------------------------------------------------

    def by_kind(self, agreements: Sequence[Agreement]) -> Iterator[Chart]:
        """Yield the chart of kinds of instruments."""
        placed = _grouped((agreement.kind, agreement.id) for agreement in agreements)
        if len(placed) >= self._fewest:
            yield self._bars("c-agreements", "Agreements and other instruments by kind", placed)

    # -- the PPH network -----------------------------------------------------------------------------

    def network(
        self, figure: Figure, name: str, group: Group, arrangements: Sequence[PphArrangement]
    ) -> Iterator[Chart]:
        """Yield how a stated total divides: members named by stage of their PPH, and those not named.

        `name` says what `figure` counts; `group` holds the members that the chapter names.
        """
        stages = _grouped((p.stage, p.id) for p in arrangements if p.partner in group.members)
        named = len(group.members or group.economies)
        others, unnamed = named - sum(map(len, stages.values())), int(figure.value) - named
        if not stages or unnamed < 0 or others < 0:
            return
        bars = [self._bar(capital(label(stage, self._edition)), ids) for stage, ids in stages.items()]
        rest = (self._t("Named, stage not stated"), others), (self._t("Not named in the chapter"), unnamed)
        bars += [Bar(words, float(n), self._number(n), records=(figure.id,)) for words, n in rest if n]
        values = {"name": name, "total": self._number(int(figure.value))}
        yield self._chart("c-pph", "{name}: {total}", tuple(bars), "share", **values)

    # -- bars --------------------------------------------------------------------------------------

    def _bars(
        self, anchor: str, caption: str, placed: Mapping[_Kind, Sequence[str]], note: str = ""
    ) -> Chart:
        known = (item for item in placed.items() if item[0] != "other")
        ranked = sorted(known, key=lambda item: (-len(item[1]), item[0]))[: self._most]
        shown = dict(ranked)
        rest = [id_ for kind, ids in placed.items() if kind not in shown for id_ in ids]
        bars = [self._bar(capital(label(kind, self._edition)), ids) for kind, ids in ranked]
        if rest:
            bars.append(self._bar(self._t("Other kinds"), rest))
        return self._chart(anchor, caption, tuple(bars), "bars", note)

    def _bar(self, name: str, counted: Sequence[str]) -> Bar:
        """A bar as long as there are records; it says which."""
        return Bar(name, float(len(counted)), self._number(len(counted)), records=tuple(counted))

    def _chart(
        self,
        anchor: str,
        caption: str,
        bars: tuple[Bar, ...],
        kind: ChartKind,
        note: str = "",
        **values: str,
    ) -> Chart:
        words = self._t(caption, **values)
        parts = [self._t("{label}: {value}", label=bar.meaning or bar.label, value=bar.text) for bar in bars]
        said = self._edition.text("table", "; ").join(parts)
        alt = self._alternative(kind, caption=words, values=said)
        return Chart(anchor, text(words), bars, alt, kind=kind, note=note)

    def _alternative(self, kind: ChartKind, **values: str) -> str:
        """What a chart says to those who do not see it."""
        match kind:
            case "columns":
                return self._t("Column chart. {caption}: {values}.", **values)
            case "share":
                return self._t("Bar of shares. {caption}: {values}.", **values)
            case "tiles":
                return self._t("Map of tiles. {caption}: {values}.", **values)
            case _:
                return self._t("Bar chart. {caption}: {values}.", **values)


def _grouped(pairs: Iterable[tuple[_Group, str]]) -> Mapping[_Group, list[str]]:
    """Return the ids of each group, in the order in which they come."""
    groups: dict[_Group, list[str]] = defaultdict(list)
    for group, id_ in pairs:
        groups[group].append(id_)
    return dict(groups)


def _has_month(when: Edtf) -> bool:
    return not when.is_interval and when.month is not None


def _months(counts: Counter[tuple[int | None, int | None]]) -> Iterator[_Month]:
    """Every month from the first to the last that has engagements."""
    present = sorted((y, m) for y, m in counts if y is not None and m is not None)
    if not present:
        return
    (year, month), last = present[0], present[-1]
    while (year, month) <= last:
        yield year, month
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)
