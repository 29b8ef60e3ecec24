"""A row that staff wrote below a table → the record to begin with, as YAML to paste into the source.

What the row says in words that the source has as ids, or in one language only, is left as a remark:
a fact is somebody's decision, and the checks tell what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exporter.compose.tracker.fields import overlay_field
from exporter.loading.edit import Tree, record_lines
from exporter.merge.changes import Change
from exporter.merge.tables import ADDED
from exporter.model.chapter import Chapter
from exporter.model.records import Overlay
from exporter.model.walk import hints
from exporter.readers.xlsx.values import written_date

_TEXTS = {"title": "title", "name": "name", "what": "text"}  # column → field with a text in each language
_LISTED = {"topics": "topics", "outcomes": "outcomes"}
_CODES = ("kind", "programme", "stage", "state", "acronym")
_DATES = {"date": "date", "deadline": "due", "period": "period", "published": "date"}
_ACTIONS = {"signed": "signed", "effective": "in_effect"}
_PARTIES = {"agreements": "parties", "projects": "parties", "commitments": "counterparts"}
_LATIN = re.compile(r"[a-z0-9]+")
_LONGEST_ID = 5  # words


def snippet(change: Change, chapter: Chapter, edition: str) -> Iterator[str]:
    """Yield the lines of the record that a new row may become; `edition` is its tracker's."""
    draft = _Draft(change, chapter, edition)
    draft.fill()
    yield f"{change.sheet}:"
    yield from record_lines({"id": draft.id, **draft.fields})
    yield from (f"    # {remark}" for remark in draft.remarks)
    if draft.notes:
        yield "overlay:"
        yield from record_lines({"id": f"{draft.id}-notes", "about": draft.id, **draft.notes})


class _Draft:
    """The record of one new row, as far as the row tells it."""

    def __init__(self, change: Change, chapter: Chapter, edition: str) -> None:
        self._sheet, self._chapter, self._edition = change.sheet, chapter, edition
        self._values = dict(change.values)
        self.id = change.record or self._free_id()
        self.fields: dict[str, Tree] = {}
        self.notes: dict[str, Tree] = {}
        self.remarks: list[str] = []

    def _free_id(self) -> str:
        """An id of the Latin words in the row's texts; the writer may well find a better one."""
        said = (text for column, text in self._values.items() if column.partition("_")[0] in _TEXTS)
        words = next((found for text in said if (found := _LATIN.findall(text.lower()))), [])
        base = "-".join(words[:_LONGEST_ID]) or f"new-{self._sheet.replace('_', '-')}"
        name, number = base, 1
        while name in self._chapter.records or name in self._chapter.paragraph_by_id:
            number += 1
            name = f"{base}-{number}"
        return name

    def fill(self) -> None:
        """Sort what the row says into fields, notes and remarks."""
        for column, field in _TEXTS.items():
            self._text(column, field)
        for column in _CODES:
            if column in self._values:
                self.fields[column] = self._values.pop(column)
        for column, field in _DATES.items():
            self._date(column, field)
        self._parties()
        self._life()
        for column, field in _LISTED.items():
            self._listed(column, field)
        self._notes()
        self.remarks += [f"{column}: {' '.join(text.split())}" for column, text in self._values.items()]

    def _text(self, column: str, field: str) -> None:
        tags = self._chapter.report.editions
        columns = {tag: column if tag == self._edition else f"{column}_{tag}" for tag in tags}
        texts = {tag: self._values.pop(name) for tag, name in columns.items() if name in self._values}
        if texts:
            self.fields[field] = texts
            self.remarks += [f"{field}: there is no {tag} text yet" for tag in tags if tag not in texts]

    def _listed(self, column: str, field: str) -> None:
        if column in self._values:
            text: Tree = {self._edition: self._values.pop(column)}
            self.fields[field] = [{"text": text}] if column == "outcomes" else [text]
            self.remarks.append(f"{field}: in {self._edition} only")

    def _taken_date(self, column: str) -> str | None:
        """Take a date that can be read as one; another stays for the remarks."""
        day = written_date(self._values[column]) if column in self._values else None
        if not isinstance(day, str):
            return None
        del self._values[column]
        return day

    def _date(self, column: str, field: str) -> None:
        day = self._taken_date(column)
        if day:
            self.fields[field] = day

    def _life(self) -> None:
        days = {kind: self._taken_date(column) for column, kind in _ACTIONS.items()}
        actions: list[Tree] = [{"kind": kind, "on": day} for kind, day in days.items() if day]
        if actions:
            self.fields["actions"] = actions
        end = self._taken_date("until")
        if end:
            self.fields["end"] = {"basis": "printed", "date": end}

    def _parties(self) -> None:
        """Organizations by their ST.3 codes; names alone may be anybody's."""
        if self._sheet == "organizations":
            for column, field in (("st3", "st3"), ("economy_code", "economy")):
                if column in self._values:
                    self.fields[field] = self._values.pop(column)
            return
        codes = re.split(r"[,;、，；\s]+", self._values.get("st3", ""))
        known = {body.st3: body.id for body in self._chapter.organizations if body.st3}
        found = [known[code] for code in codes if code in known]
        if not found or len(found) < len(codes):
            return
        if self._sheet in _PARTIES:
            own = [] if self._sheet == "commitments" else [self._chapter.report.office]
            self.fields[_PARTIES[self._sheet]] = [*own, *found]
        elif self._sheet == "engagements":
            self.fields["participants"] = [{"organization": body} for body in found]
        else:
            return
        del self._values["st3"]

    def _notes(self) -> None:
        for column in tuple(self._values):
            if column.startswith(ADDED):
                extra = self.notes.setdefault("extra", {})
                assert isinstance(extra, dict)
                extra[column.removeprefix(ADDED)] = self._values.pop(column)
            elif overlay_field(column) in _NOTE_FIELDS:
                self.notes[overlay_field(column)] = self._values.pop(column)


_NOTE_FIELDS: Mapping[str, object] = hints(Overlay)
