"""Charts of a selection: engagements by month and by region, agreements by kind.  Counted from records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import Literal, TypeVar

from exporter import locale
from exporter.compose.labels import label
from exporter.compose.prose import capital
from exporter.document.nodes import Bar, Chart, text
from exporter.locale import Edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Region
from exporter.model.edtf import Edtf
from exporter.model.records import Agreement, Engagement, Organization, Person

FEWEST_BARS = 2  # one bar compares nothing
MOST_BARS = 8
MOST_MONTHS = 24
_DECEMBER = 12
_Month = tuple[int, int]
_Kind = TypeVar("_Kind", bound=StrEnum)
_Group = TypeVar("_Group")


class Charts:
    """Makes the charts of one selection in one edition."""

    def __init__(self, chapter: Chapter, edition: Edition) -> None:
        self._chapter, self._edition = chapter, edition

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
        if not FEWEST_BARS <= len(spanned) <= MOST_MONTHS:
            return
        form = "short_month" if spanned[0][0] == spanned[-1][0] else "abbreviated"  # two years are told apart
        bars = tuple(self._month_bar(month, placed.get(month, ()), form) for month in spanned)
        unplaced = sum(not _has_month(e.date) for e in held)
        note = self._t("Not shown, because no month is stated: {n}.", n=self._number(unplaced))
        yield self._chart("c-months", "Engagements by month", bars, "columns", note if unplaced else "")

    def _month_bar(self, month: _Month, held: Sequence[str], form: str) -> Bar:
        name = locale.say_when(Edtf.parse(f"{month[0]:04}-{month[1]:02}"), self._edition, form)
        return self._bar(name, held)

    def by_region(self, held: Sequence[Engagement]) -> Iterator[Chart]:
        """Yield the chart of the counterparts' regions."""
        found = [(self._regions(engagement), engagement.id) for engagement in held]
        placed = _grouped((region, id_) for regions, id_ in found for region in sorted(regions))
        if len(placed) < FEWEST_BARS:
            return
        unplaced = sum(not regions for regions, _ in found)
        note = self._t("An engagement with counterparts of several regions counts in each.")
        if unplaced:
            rest = self._t("Not shown, because no region is stated: {n}.", n=self._number(unplaced))
            note = self._t("{first} {rest}", first=note, rest=rest)
        yield self._bars("c-regions", "Engagements by region of the counterpart", placed, note)

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
        if len(placed) >= FEWEST_BARS:
            yield self._bars("c-agreements", "Agreements and other instruments by kind", placed)

    # -- bars --------------------------------------------------------------------------------------

    def _bars(
        self, anchor: str, caption: str, placed: Mapping[_Kind, Sequence[str]], note: str = ""
    ) -> Chart:
        known = (item for item in placed.items() if item[0] != "other")
        ranked = sorted(known, key=lambda item: (-len(item[1]), item[0]))[:MOST_BARS]
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
        self, anchor: str, caption: str, bars: tuple[Bar, ...], kind: Literal["bars", "columns"], note: str
    ) -> Chart:
        words = self._t(caption)
        parts = [self._t("{label}: {value}", label=bar.label, value=bar.text) for bar in bars]
        said = self._edition.text("table", "; ").join(parts)
        pattern = "Bar chart. {caption}: {values}."
        if kind == "columns":
            pattern = "Column chart. {caption}: {values}."
        alt = self._t(pattern, caption=words, values=said)
        return Chart(anchor, text(words), bars, alt, kind=kind, note=note)


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
