"""How one output is made: select, compose, write.  What several jobs need is prepared once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from exporter.errors import Fault, Place, SourceError
from exporter.loading.project import SOURCE
from exporter.locale import Edition, UnknownName, load_edition
from exporter.model.chapter import RECORD_COLLECTIONS, Chapter
from exporter.model.codes import Audience
from exporter.plan.jobs import Job
from exporter.plan.themes import Themes
from exporter.scope import Scope, select


class Listener(Protocol):
    """Who is told how far a build is."""

    def say(self, message: str) -> None: ...
    def begin(self, total: int) -> None: ...
    def done(self, job: str) -> None: ...


def edition_of(tag: str, chapter: Chapter) -> Edition:
    """Return the edition of a language in the report's style of dates."""
    style = chapter.report.date_style
    return load_edition(tag, date_style="month-day" if style == "month-day" else "day-month")


class Workshop:
    """Makes outputs of one chapter.  What several jobs need is prepared once."""

    def __init__(self, project: Path, chapter: Chapter, audience: Audience, listener: Listener) -> None:
        self._chapter, self._audience = chapter, audience
        self._themes = Themes(project, listener.say)
        self._selections: dict[Scope, Chapter] = {}

    def make(self, job: Job) -> bytes:
        """Return the bytes of one output."""
        try:
            return _MAKERS[job.product](self, job)
        except UnknownName as unknown:
            remedy = "write a code that is in use: en, zh-Hans"
            raise SourceError([Fault(Place(SOURCE), str(unknown), remedy)]) from unknown

    def selection(self, scope: Scope) -> Chapter:
        """The part of the chapter that a scope holds."""
        if scope not in self._selections:
            self._selections[scope] = select(self._chapter, scope)
        return self._selections[scope]

    def edition(self, tag: str) -> Edition:
        """The edition of a language."""
        return edition_of(tag, self._chapter)

    def facts(self, job: Job, source: str) -> dict[str, object]:
        """What the manifest says of an output beside its hash."""
        selection = self.selection(job.scope)
        records = sorted(r.id for name in RECORD_COLLECTIONS for r in getattr(selection, name))
        inputs = {"source": source, **self._themes.fingerprint(job.product)}
        return {
            "product": job.product,
            "scope": str(job.scope),
            "edition": job.edition,
            "inputs": inputs,
            "records": records,
        }

    def _briefing(self, job: Job) -> bytes:
        from exporter.compose.briefing import briefing
        from exporter.compose.partner import partner_briefing
        from exporter.writers.docx import write_docx

        compose = partner_briefing if job.scope.kind == "partner" else briefing
        document = compose(self.selection(job.scope), job.scope, self.edition(job.edition))
        return write_docx(document, self._themes.word)

    def _factsheet(self, job: Job) -> bytes:
        from exporter.compose.factsheet import factsheet
        from exporter.writers.pdf import characters, write_pdf

        told = replace(self.selection(job.scope), overlay=())  # what staff wrote never reaches a fact sheet
        document = factsheet(told, job.scope, self.edition(job.edition))
        return write_pdf(document, self._themes.pdf, self._themes.fonts(characters(document)))

    def _tracker(self, job: Job) -> bytes:
        from exporter.compose.tracker import tracker
        from exporter.writers.xlsx import write_xlsx

        workbook = tracker(self.selection(job.scope), self.edition(job.edition), job.scope, self._audience)
        return write_xlsx(workbook, self._themes.sheet)


_MAKERS = {"briefing": Workshop._briefing, "factsheet": Workshop._factsheet, "tracker": Workshop._tracker}
