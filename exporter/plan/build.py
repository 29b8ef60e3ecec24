"""The one file that names every step: load, plan, select, compose, write, publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from exporter import __version__
from exporter.errors import Fault, Place, SourceError, UsageError
from exporter.loading.project import SOURCE, load
from exporter.locale import Edition, load_edition
from exporter.locale.names import UnknownName
from exporter.model.chapter import RECORD_COLLECTIONS, Chapter
from exporter.model.codes import Audience
from exporter.plan.check import refuse
from exporter.plan.editions import edition_faults
from exporter.plan.jobs import PRODUCTS, Job, plan
from exporter.plan.publish import MANIFEST, Staging, entry, manifest_bytes
from exporter.plan.themes import Themes
from exporter.scope import Scope, parse_scope, select

OUT = "dist"


class Listener(Protocol):
    """Who is told how far a build is."""

    def say(self, message: str) -> None: ...
    def begin(self, total: int) -> None: ...
    def done(self, job: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; an empty tuple asks for everything there is."""

    project: Path
    out: Path | None = None
    editions: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("chapter",)
    audience: str = "public"


def build(request: Request, listener: Listener) -> Iterator[Path]:
    """Build what `request` asks for; yield the path of each output once all of them are published."""
    loaded = load(request.project)
    refuse(edition_faults(loaded.chapter, loaded.places))
    chapter = _for_audience(loaded.chapter, _audience(request.audience))
    jobs = _jobs(request, chapter)
    out = request.out or request.project / OUT
    workshop = Workshop(request.project, chapter, _audience(request.audience), listener)
    source = _fingerprint(request.project, loaded.files)
    listener.begin(len(jobs))
    with Staging(out) as staging:
        entries = {}
        for job in jobs:
            data = workshop.make(job)
            staging.add(job.path, data)
            entries[str(job.path)] = entry(data, workshop.facts(job, source))
            listener.done(str(job))
        manifest = manifest_bytes(out / MANIFEST, {"exporter": __version__}, entries)
        staging.add(PurePosixPath(MANIFEST), manifest)
        staging.publish()
    yield from (out / job.path for job in jobs)


def _audience(name: str) -> Audience:
    if name not in list(Audience):
        raise UsageError(f"there is no audience '{name}'\n  remedy: one of {', '.join(Audience)}")
    return Audience(name)


def _for_audience(chapter: Chapter, ceiling: Audience) -> Chapter:
    """Return the chapter without what staff wrote for a narrower circle than `ceiling`.

    What the report itself says above the ceiling is refused by name: nothing is dropped silently.
    """
    told = (*chapter.paragraphs, *chapter.records.values())
    above = [r.id for r in told if r.audience.rank > ceiling.rank]
    overlay = {o.id for o in chapter.overlay}
    refused = [i for i in above if i not in overlay]
    if refused:
        raise UsageError(
            f"these records are above the audience '{ceiling}': {', '.join(refused)}\n"
            "  remedy: build with a higher --audience, or lower theirs"
        )
    return replace(chapter, overlay=tuple(o for o in chapter.overlay if o.audience.rank <= ceiling.rank))


def _jobs(request: Request, chapter: Chapter) -> tuple[Job, ...]:
    editions = _chosen(request.editions, chapter.report.editions, "edition")
    products = _chosen(request.products, PRODUCTS, "product")
    scopes = dict.fromkeys(scope for text in request.scopes for scope in parse_scope(text, chapter))
    return plan(tuple(scopes), editions, products)


def _chosen(asked: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    for name in asked:
        if name not in known:
            raise UsageError(f"there is no {what} '{name}' here\n  remedy: {what}s are {', '.join(known)}")
    return tuple(asked) or tuple(known)


def _fingerprint(project: Path, files: Sequence[Path]) -> str:
    """Return one hash over all source files, their names included."""
    whole = sha256()
    for path in files:
        whole.update(path.relative_to(project).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


class Workshop:
    """Makes outputs of one chapter.  What several jobs need is prepared once."""

    def __init__(self, project: Path, chapter: Chapter, audience: Audience, listener: Listener) -> None:
        self._chapter, self._audience = chapter, audience
        self._themes = Themes(project, listener.say)
        self._selections: dict[Scope, Chapter] = {}
        self._editions: dict[str, Edition] = {}

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
        if tag not in self._editions:
            style = "month-day" if self._chapter.report.date_style == "month-day" else "day-month"
            self._editions[tag] = load_edition(tag, date_style=style)
        return self._editions[tag]

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

        document = factsheet(self.selection(job.scope), job.scope, self.edition(job.edition))
        return write_pdf(document, self._themes.pdf, self._themes.fonts(characters(document)))

    def _tracker(self, job: Job) -> bytes:
        from exporter.compose.tracker import tracker
        from exporter.writers.xlsx import write_xlsx

        workbook = tracker(self.selection(job.scope), self.edition(job.edition), job.scope, self._audience)
        return write_xlsx(workbook, self._themes.sheet)


_MAKERS = {"briefing": Workshop._briefing, "factsheet": Workshop._factsheet, "tracker": Workshop._tracker}
_ = (cached_property, Mapping)
