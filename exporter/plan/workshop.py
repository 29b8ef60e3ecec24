"""How one output is made: select, compose, write.  What several jobs need is prepared once."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from exporter.document.nodes import Contents, Document, Image
from exporter.document.passes import illustrated
from exporter.document.workbook import Workbook
from exporter.errors import Fault, Place, SourceError
from exporter.loading.chapters import SOURCE
from exporter.loading.images import IMAGES, UnusableImage, read_image
from exporter.locale import Edition, UnknownName, load_edition
from exporter.model.chapter import RECORD_COLLECTIONS, Chapter
from exporter.model.codes import Audience
from exporter.plan.jobs import Job
from exporter.plan.paginate import heading_pages, unnumbered
from exporter.plan.themes import Themes
from exporter.scope import Scope, select
from exporter.scope.known import partners
from exporter.scope.watch import held_digest, watched

_SELECTIONS = 128  # kept at once: asked for by the jobs of a scope, and by the manifest


class Listener(Protocol):
    """Who is told how far a build is."""

    def say(self, message: str) -> None: ...
    def begin(self, total: int) -> None: ...
    def done(self, job: str) -> None: ...
    def kept(self, count: int) -> None: ...


def edition_of(tag: str, chapter: Chapter) -> Edition:
    """Return the edition of a language in the report's style of dates."""
    style = chapter.report.date_style
    return load_edition(tag, date_style="month-day" if style == "month-day" else "day-month")


def without_notes_above(chapter: Chapter, ceiling: Audience) -> Chapter:
    """Return the chapter without what staff wrote for a narrower circle than `ceiling`."""
    kept = tuple(o for o in chapter.overlay if o.audience.rank <= ceiling.rank)
    return chapter if len(kept) == len(chapter.overlay) else replace(chapter, overlay=kept)


@dataclass(frozen=True, slots=True)
class Composed:
    """What an output prints, and which lookups beyond its scope that took."""

    tree: Document | Workbook
    reads: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The hash of all that is printed: the same words in the same theme give the same file."""
        return sha256(repr(self.tree).encode("utf-8", "surrogatepass")).hexdigest()


class Workshop:
    """Makes outputs of one chapter.  What several jobs need is prepared once."""

    def __init__(
        self,
        project: Path,
        chapter: Chapter,
        audience: Audience,
        say: Callable[[str], None],
        desk: Audience | None = None,
        paginate: bool = False,
        codec: str = "zlib",
    ) -> None:
        """Work for `audience`; `desk` is who reads the trackers, where that is a narrower circle.

        `paginate` has Word files laid out for the page numbers of their contents.  `codec` names the
        compressor of trackers.
        """
        self._paginate, self._codec = paginate, codec
        self._whole, self._audience, self._project = chapter, audience, project
        self._desk = desk or audience
        self._noted = without_notes_above(chapter, self._desk)
        self.chapter = without_notes_above(self._noted, audience)
        self._themes, self._say = Themes(project, say), say
        self._reads: set[str] = set()
        self._selection = lru_cache(maxsize=_SELECTIONS)(self._selected)
        self._composed = lru_cache(maxsize=1)(self._compose)  # formats of one product follow each other

    def __reduce__(self) -> tuple[type[Workshop], tuple[object, ...]]:
        """A workshop crosses to another process as what it is made from; that one opens its own themes."""
        return Workshop, (
            self._project,
            self._whole,
            self._audience,
            print,
            self._desk,
            self._paginate,
            self._codec,
        )

    def compose(self, job: Job) -> Composed:
        """Return what one output will print."""
        return self._composed(replace(job, format="", part="", variant=""))  # all formats print the same

    def _compose(self, job: Job) -> Composed:
        self._reads = set()
        try:
            tree = _COMPOSERS[job.product](self, job)
        except UnknownName as unknown:
            remedy = "write a code that is in use: en, zh-Hans"
            raise SourceError([Fault(Place(SOURCE), str(unknown), remedy)]) from unknown
        return Composed(tree, tuple(sorted(self._reads)))

    def write(self, tree: Document | Workbook, job: Job) -> bytes:
        """Return the bytes of an output that prints `tree`."""
        return _WRITERS[job.suffix](self, tree, job)

    def selection(self, scope: Scope, product: str = "") -> Chapter:
        """Return the part of the chapter that a scope holds, with the notes that a product may print."""
        return self._selection(scope, product == "tracker")

    def _selected(self, scope: Scope, for_desk: bool) -> Chapter:
        return select(self._noted if for_desk else self.chapter, scope)

    def _watched(self, job: Job) -> Chapter:
        """Return the part that a job prints, with its lookups beyond it noted for the output in hand."""
        selection, self._reads = watched(self.selection(job.scope, job.product))
        return selection

    def edition(self, tag: str) -> Edition:
        """The edition of a language."""
        return edition_of(tag, self.chapter)

    def facts(self, job: Job, source: str) -> dict[str, object]:
        """What the manifest says of an output beside its hash."""
        selection = self.selection(job.scope, job.product)
        records = sorted(r.id for name in RECORD_COLLECTIONS for r in getattr(selection, name))
        inputs = {"source": source, "template": self.template(job)}
        return {
            "product": job.product,
            "scope": str(job.scope),
            "edition": job.edition,
            "inputs": inputs,
            "records": records,
        }

    def template(self, job: Job) -> str:
        """The hash of the template that an output takes its look from."""
        return self._themes.fingerprint(_LOOKS.get(job.suffix, job.product))

    def held(self, scope: Scope) -> str:
        """The hash of what a scope itself holds."""
        return held_digest(self.selection(scope, "tracker"))

    # -- one composer a product --------------------------------------------------------------------

    def _briefing(self, job: Job) -> Document:
        from exporter.compose.bilingual import side_by_side
        from exporter.compose.briefing import brief
        from exporter.compose.leak import refuse_leaks

        selection = self._watched(job)
        documents = [brief(selection, job.scope, self.edition(tag)) for tag in job.languages]
        for document in documents:
            refuse_leaks(document, selection, job.scope, self._audience)
        whole = side_by_side(*documents) if job.is_bilingual else documents[0]
        return illustrated(whole, self._images(selection))

    def _images(self, selection: Chapter) -> Mapping[str, Image]:
        """The images of a selection's photographs, by the photographs' ids."""
        folder = self._project / SOURCE / IMAGES
        try:
            return {p.id: read_image(folder, p.image) for p in selection.photos if p.image is not None}
        except UnusableImage as unusable:  # taken away since the source was read
            raise SourceError(
                [Fault(Place(f"{SOURCE}/{IMAGES}"), unusable.problem, unusable.remedy)]
            ) from unusable

    def pictures(self, job: Job) -> str:
        """The hash of the images that a product prints, which are no part of its records."""
        if job.product != "briefing":
            return ""
        images = self._images(self.selection(job.scope, job.product))
        return sha256(repr(sorted(images.items())).encode()).hexdigest() if images else ""

    def _factsheet(self, job: Job) -> Document:
        from exporter.compose.factsheet import factsheet

        told = replace(self._watched(job), overlay=())  # what staff wrote never reaches a fact sheet
        theme = self._themes.pdf
        return factsheet(told, job.scope, self.edition(job.edition), theme.blocks, theme.most)

    def _tracker(self, job: Job) -> Workbook:
        from exporter.compose.tracker import tracker

        selection = self._watched(job)
        briefs = _briefs(job, selection)
        return tracker(selection, self.edition(job.edition), job.scope, self._desk, briefs)

    # -- one writer a format -----------------------------------------------------------------------

    def _docx(self, document: Document, _: Job) -> bytes:
        from exporter.writers.docx import write_docx

        if not (self._paginate and any(isinstance(block, Contents) for block in document.blocks)):
            return write_docx(document, self._themes.word)
        draft = write_docx(document, self._themes.word, unnumbered(document))
        return write_docx(document, self._themes.word, heading_pages(draft, document))

    def _pdf(self, document: Document, job: Job) -> bytes:
        from exporter.writers.pdf import characters, coarse, write_pdf

        theme = self._themes.pdf.of(job.product).on(job.variant)
        if job.variant == "print":
            for photograph, dots in coarse(document, theme):
                self._say(
                    f"{job.path}: photograph '{photograph}' has {dots} dots per inch; 300 print sharply"
                )
        return write_pdf(document, theme, self._themes.fonts(characters(document)))

    def _xlsx(self, workbook: Workbook, _: Job) -> bytes:
        from exporter.writers.codecs import find_codec
        from exporter.writers.xlsx import write_xlsx

        return write_xlsx(workbook, self._themes.sheet, codec=find_codec(self._codec))

    def _csv(self, workbook: Workbook, job: Job) -> bytes:
        from exporter.writers.flat import table_of, write_csv

        return write_csv(table_of(workbook, job.part))

    def _json(self, workbook: Workbook, job: Job) -> bytes:
        from exporter.writers.flat import table_of, write_json

        return write_json(table_of(workbook, job.part), workbook)


def _briefs(job: Job, selection: Chapter) -> dict[str, str]:
    """Where the briefing on each partner of a selection goes, seen from where an output lies."""
    folder = replace(job, part="").path.parent
    briefs = (Job(scope, job.edition, "briefing") for scope in partners(selection))
    return {brief.scope.id: posixpath.relpath(brief.path, folder) for brief in briefs}


_COMPOSERS: Mapping[str, Callable[[Workshop, Job], Document | Workbook]] = {
    "briefing": Workshop._briefing,
    "factsheet": Workshop._factsheet,
    "tracker": Workshop._tracker,
}
_LOOKS = {"pdf": "factsheet"}  # every PDF file takes its look from the one theme
_WRITERS: Mapping[str, Callable[[Workshop, Any, Job], bytes]] = {
    "docx": Workshop._docx,
    "pdf": Workshop._pdf,
    "xlsx": Workshop._xlsx,
    "csv": Workshop._csv,
    "json": Workshop._json,
}
