"""What every sheet needs: the words of the edition, names, dates, and what staff wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from exporter import locale
from exporter.compose import frame, naming
from exporter.compose.labels import label
from exporter.compose.prose import Prose
from exporter.document.workbook import CellValue, Formula, Hyperlink
from exporter.locale import Edition
from exporter.model.chapter import AnyRecord, Chapter
from exporter.model.codes import DateBasis, Region
from exporter.model.edtf import Edtf
from exporter.model.records import Figure, Group, Organization, Overlay
from exporter.model.text import Localized, Message
from exporter.scope.spec import partner_code

_LONGEST_LITERAL = 255  # characters of a text in a formula of Excel
_WITHOUT_SHEET = frozenset({"photos", "overlay"})  # collections
_MOST_LINKED = 2_000  # records of a sheet whose rows links look for
CODE_SEPARATOR = ", "  # between codes, in every edition: "EP, JP"


class Desk:
    """One chapter in one edition, with the report's other editions at hand for second titles."""

    def __init__(self, chapter: Chapter, edition: Edition, briefs: Mapping[str, str] | None = None) -> None:
        """`briefs` leads to the briefing on each partner: its code → a path beside the workbook's."""
        self.chapter, self.edition = chapter, edition
        self.briefs: Mapping[str, str] = briefs or {}
        self.prose = Prose(chapter, edition)
        self.others = tuple(
            Prose(chapter, locale.load_edition(tag)) for tag in chapter.report.editions if tag != edition.tag
        )
        self.as_of = date.fromisoformat(chapter.report.as_of)

    # -- words -------------------------------------------------------------------------------------

    def say(self, context: str, words: str, /, **values: str) -> str:
        """Return a phrase of the tracker's own: `context` is "sheet", "column", "cell" …"""
        return self.edition.text(f"tracker.{context}", words, **values)

    def cell(self, words: str) -> str:
        """Return a short phrase that stands in a cell: "not stated"."""
        return self.say("cell", words)

    def label(self, value: StrEnum) -> str:
        """Return the edition's word for a code."""
        return label(value, self.edition)

    def labels(self, values: Iterable[StrEnum]) -> str:
        """Return the edition's words for several codes."""
        return self.join(map(self.label, values))

    def language(self, tag: str) -> str:
        """Return the name of a language."""
        return locale.say_language(tag, self.edition)

    def join(self, phrases: Iterable[str]) -> str:
        """Return phrases of any shape as one text; repeated ones once."""
        return self.cell("; ").join(dict.fromkeys(filter(None, phrases)))

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a sentence would list them; "not stated" for none."""
        unique = list(dict.fromkeys(names))
        return locale.say_list(unique, self.edition) if unique else self.cell("not stated")

    def message(self, message: Message | None, owner: AnyRecord) -> str:
        """Return a message in words; "" for none."""
        return self.prose.words(message, owner) if message else ""

    def messages(self, messages: Iterable[Message], owner: AnyRecord) -> str:
        """Return messages in words, one after the other."""
        return self.join(self.prose.words(message, owner) for message in messages)

    def name(self, text: Localized | None) -> str:
        """Return a plain text in this edition; "" for none."""
        return text[self.edition.tag] if text else ""

    # -- dates -------------------------------------------------------------------------------------

    def when(
        self, day: Edtf | None, basis: DateBasis = DateBasis.PRINTED, without: str = "not stated"
    ) -> str:
        """Return a date at its own precision, marked where it was inferred; `without` for none."""
        if day is None:
            return self.cell(without) if without else ""
        said = locale.say_when(day, self.edition, "abbreviated")
        return self.say("cell", "{date} (inferred)", date=said) if basis is DateBasis.INFERRED else said

    @cached_property
    def date_format(self) -> str:
        """Excel's format of a day; months are abbreviated to keep columns narrow."""
        return self.edition.excel_date_format().replace("mmmm", "mmm")

    # -- names -------------------------------------------------------------------------------------

    def agents(self, ids: Iterable[str], *, open_list: bool = False, economies: Iterable[str] = ()) -> str:
        """Return the names of the other side; our own office is a party to nearly all."""
        named = naming.counterparts(ids, self.chapter, self.edition, economies)
        if open_list:
            named.append(self.cell("others not named") if named else self.cell("not named"))
        return self.listed(named)

    def named(self, ids: Iterable[str]) -> str:
        """Return the short names of `ids` one after the other; "" for none."""
        return self.join(map(self.agent, ids))

    def agent(self, agent_id: str) -> str:
        """Return the short name of an organization or group, the name of a person."""
        return naming.called(agent_id, self.chapter, self.edition)

    def organizations(self, ids: Iterable[str]) -> Iterator[Organization]:
        """Yield the organizations among `ids`, members of groups included, our own office left out."""
        for agent_id in dict.fromkeys(ids):
            agent = self.chapter.records[agent_id]
            if isinstance(agent, Group):
                yield from self.organizations(agent.members)
            elif isinstance(agent, Organization) and agent.id != self.chapter.report.office:
                yield agent

    def st3(self, ids: Iterable[str]) -> str:
        """Return the WIPO ST.3 codes of organizations."""
        codes = (organization.st3 for organization in self.organizations(ids))
        return CODE_SEPARATOR.join(dict.fromkeys(filter(None, codes)))

    def economies(self, ids: Iterable[str], met: Iterable[str] = ()) -> str:
        """Return the countries or regions of organizations, and those that met themselves, in words."""
        return self.territories([*(body.economy for body in self.organizations(ids)), *met])

    def territories(self, codes: Iterable[str | None]) -> str:
        """Return countries or regions in words; "" for none."""
        names = [locale.say_territory(code, self.edition) for code in dict.fromkeys(codes) if code]
        return locale.say_list(names, self.edition) if names else ""

    def region(self, ids: Iterable[str], met: Iterable[str] = ()) -> str:
        """Return the region of organizations and of states that met; in words where there are several."""
        found = {body.region for body in self.organizations(ids)}
        found |= {self._regions.get(code) for code in met if code != self._home}
        known = sorted(filter(None, found))
        if len(known) > 1:
            return self.cell("several regions")
        return self.label(known[0]) if known else self.cell("not stated")

    @cached_property
    def _regions(self) -> Mapping[str, Region]:
        """The region of each country or region that has an organization in the registry."""
        bodies = (self.chapter.whole or self.chapter).organizations
        return {body.economy: body.region for body in bodies if body.economy and body.region}

    @cached_property
    def _home(self) -> str | None:
        office = self.chapter.records[self.chapter.report.office]
        return office.economy if isinstance(office, Organization) else None

    def groups(self, record: AnyRecord, ids: Iterable[str]) -> str:
        """Return the frameworks of `record`, and the groups among `ids`; "" for none."""
        parties = (i for i in ids if isinstance(self.chapter.records[i], Group))
        return self.named([*getattr(record, "frameworks", ()), *parties])

    def figures(self, ids: Iterable[str]) -> str:
        """Return figures with their units: "59 officials"."""
        found = (self.chapter.records[i] for i in ids)
        return self.join(self.prose.count(f, words=False) for f in found if isinstance(f, Figure))

    def sections(self, record: AnyRecord) -> str:
        """Return the numbers of the sections that tell `record`."""
        return CODE_SEPARATOR.join(self.chapter.sections_of(record))

    # -- links -------------------------------------------------------------------------------------

    def row_of(self, record_id: str | None) -> CellValue:
        """Return the id of a record as a link to its row, which it finds even after the rows were sorted.

        To find rows takes Excel time at each change: a register of thousands goes without.
        """
        if record_id is None or record_id not in self.chapter.selected or len(record_id) > _LONGEST_LITERAL:
            return record_id
        sheet = self.chapter.collection_of[record_id]
        if sheet in _WITHOUT_SHEET or len(getattr(self.chapter, sheet)) > _MOST_LINKED:
            return record_id
        ids = f"{{{sheet}.id}}"
        row = f'INDEX({ids},MATCH("{record_id}",{ids},0))'
        return Formula(f'HYPERLINK("#"&CELL("address",{row}),"{record_id}")', record_id, linked=True)

    def brief(self, ids: Iterable[str]) -> CellValue:
        """Return a link to the briefing on the first partner among `ids` that has one."""
        for code in filter(None, map(partner_code, self.organizations(ids))):
            if code in self.briefs:
                partner = frame.partner_name(self.chapter, code, self.edition, naming.short)
                return Hyperlink(
                    self.say("cell", "Briefing on {partner}", partner=partner), self.briefs[code]
                )
        return None

    # -- staff -------------------------------------------------------------------------------------

    @cached_property
    def overlays(self) -> Mapping[str, tuple[Overlay, ...]]:
        """What staff wrote, by the record that it is about."""
        found: dict[str, tuple[Overlay, ...]] = {}
        for overlay in self.chapter.overlay:
            found[overlay.about] = (*found.get(overlay.about, ()), overlay)
        return found

    def staff_word(self, about: str, field: str) -> str | None:
        """Return what staff wrote in `field` of a record's overlay; None if nothing."""
        written = (getattr(overlay, field, None) for overlay in self.overlays.get(about, ()))
        return next((str(value) for value in written if value), None)

    def added_headers(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the headers of the columns that staff added for any of `ids`."""
        written = (overlay.extra for about in ids for overlay in self.overlays.get(about, ()))
        return tuple(dict.fromkeys(header for extra in written for header in extra))

    def added_word(self, about: str, header: str) -> str | None:
        """Return what staff wrote on a record in a column of their own; None if nothing."""
        written = (overlay.extra.get(header) for overlay in self.overlays.get(about, ()))
        return next(filter(None, written), None)
