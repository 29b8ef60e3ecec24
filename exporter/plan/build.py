"""The one file that names every step: load, plan, select, compose, write, publish."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from exporter import __version__
from exporter.errors import ExporterError
from exporter.loading.chapters import chosen
from exporter.loading.kept import load_kept
from exporter.model.chapter import Chapter
from exporter.plan.audience import circles, refuse_above, say_withheld
from exporter.plan.carry_out import outcomes_of
from exporter.plan.check import refuse
from exporter.plan.editions import edition_faults
from exporter.plan.fingerprint import Fingerprint, fingerprint
from exporter.plan.jobs import Job, languages_of
from exporter.plan.ledger import Entry, Ledger, ledger_path, manifest_hash, read_ledger, write_ledger
from exporter.plan.lock import only_build
from exporter.plan.messages import release_faults
from exporter.plan.outcome import Outcome, failed, together
from exporter.plan.paginate import office
from exporter.plan.publish import MANIFEST, Staging, entry, manifest_bytes
from exporter.plan.request import Request, jobs_of
from exporter.plan.stale import remove, stale_outputs
from exporter.plan.unpulled import Unpulled
from exporter.plan.unwritten import too_long, unwritten
from exporter.plan.workshop import Listener, Workshop
from exporter.scope.watch import Lookups
from exporter.theme.cache import cache_folder
from exporter.writers.codecs import find_codec

OUT = "dist"


def build(request: Request, listener: Listener) -> tuple[Path, ...]:
    """Build what `request` asks for and does not stand there already; return the path of each output.

    An output that cannot be made keeps its last good file, and does not keep the others from being made.
    Each chapter of an archive has a folder of its own among the outputs.
    """
    out = request.out or request.project / OUT
    paths: list[Path] = []
    problems: list[ExporterError] = []
    for name in chosen(request.project, request.chapters):
        try:
            paths += _built(request, name, out / (name or ""), listener)
        except ExporterError as error:
            problems.append(error)
    if problems:
        raise together(problems)
    return tuple(paths)


def _built(request: Request, name: str | None, out: Path, listener: Listener) -> tuple[Path, ...]:
    if request.paginate:
        office()  # asked for before anything is made
    find_codec(request.codec)
    surroundings = fingerprint(request.project)
    ledger_file = ledger_path(cache_folder(), out)
    if not (request.force or request.prune):
        standing = read_ledger(ledger_file).standing(request.wish, str(surroundings), out)
        if standing is not None:
            listener.kept(len(standing))
            return tuple(out / path for path in standing)
    chapter = chapter_of(request, name, listener)
    jobs = jobs_of(request, chapter)
    with only_build(out, listener.say):
        ledger = read_ledger(ledger_file)
        ledger.trust(out)
        run = _Run(request, name, chapter, out, surroundings, ledger, listener)
        problems = run.make(jobs)
        stale = stale_outputs(out, chapter)
        if request.prune:
            remove(out, stale)
        if not problems and (request.prune or not stale):  # what is stale is told until it is removed
            ledger.meet(request.wish, str(surroundings), [job.path for job in jobs])
        ledger.manifest = manifest_hash(out)
        write_ledger(ledger_file, ledger)
    for path in stale:
        listener.say(f"{'removed' if request.prune else 'stale, --prune removes it'}: {out / path}")
    if problems:
        raise together(problems)
    return tuple(out / job.path for job in jobs)


class _Run:
    """One build of an output folder, which it holds alone."""

    def __init__(
        self,
        request: Request,
        name: str | None,
        chapter: Chapter,
        out: Path,
        surroundings: Fingerprint,
        ledger: Ledger,
        listener: Listener,
    ) -> None:
        self._request, self._out, self.ledger = request, out, ledger
        self._whole, self._name = chapter, name
        self._surroundings, self._listener = surroundings, listener
        ceiling, desk = circles(request.audience)
        self._workshop = Workshop(
            request.project, chapter, ceiling, listener.say, desk, request.paginate, request.codec
        )
        self._lookups = Lookups(chapter)
        self._held = cache(self._workshop.held)

    def make(self, jobs: Sequence[Job]) -> tuple[ExporterError, ...]:
        """Make and publish what does not stand; return what went wrong."""
        held, due = self._without_unpulled([job for job in jobs if not self._stands(job)])
        for line in (*unwritten(due, self._workshop.selection), *too_long(due, self._workshop.selection)):
            self._listener.say(line)
        if len(due) + len(held) < len(jobs):
            self._listener.kept(len(jobs) - len(due) - len(held))
        with Staging(self._out) as staging, closing(self._outcomes(due, staging.folder)) as ended:
            done = (*held, *ended)  # closed first: no worker may write into a folder that is being removed
            for outcome in done:
                if outcome.problem is None and not outcome.kept:
                    staging.take(outcome.job.path)
            staging.add(PurePosixPath(MANIFEST), self._manifest(jobs, done))
            staging.publish()
        for outcome in done:
            if outcome.problem is None:
                self._remember(outcome)
        return tuple(outcome.problem for outcome in done if outcome.problem is not None)

    def _without_unpulled(self, due: Sequence[Job]) -> tuple[list[Outcome], list[Job]]:
        """Return the outcomes of jobs that would overwrite staff's edits, and the other jobs.

        Forced, all are made, and what would be overwritten is kept under another name.
        """
        known = {path: entry.sha256 for path, entry in self.ledger.entries.items()}
        unpulled = Unpulled(self._request.project, self._whole, self._out, known)
        if self._request.force:
            for job in due:
                unpulled.keep_copy(job, self._listener.say)
            return [], list(due)
        found = {job: unpulled.problem(job) for job in due}
        held = [failed(job, problem) for job, problem in found.items() if problem is not None]
        return held, [job for job, problem in found.items() if problem is None]

    def _stands(self, job: Job) -> bool:
        """Tell whether the file of a job was made from the same, without composing it."""
        known = self._known(job)
        if known is None or known.held != self._held(job.scope):
            return False
        return self._lookups.digest(known.reads) == known.found

    def _known(self, job: Job) -> Entry | None:
        """The entry of a job whose file stands and was made in the same way, if not by the same words."""
        known = self.ledger.entries.get(str(job.path))
        if known is None or self._request.force or known.made_by != self._made_by(job):
            return None
        return known if known.stands(self._out / job.path) else None

    def _made_by(self, job: Job) -> str:
        """The hash of all that shapes an output beside the chapter."""
        parts = (
            self._surroundings.program,
            self._workshop.template(job),
            self._workshop.pictures(job),
            self._request.settings,
        )
        return sha256(repr((str(job), parts)).encode()).hexdigest()

    def _outcomes(self, due: Sequence[Job], folder: Path) -> Generator[Outcome, None, None]:
        known = {job: self._known(job) for job in due}
        printed = {job: one.printed for job, one in known.items() if one}
        yield from outcomes_of(
            self._request, self._name, self._workshop, due, folder, printed, self._listener
        )

    def _remember(self, outcome: Outcome) -> None:
        job, path = outcome.job, str(outcome.job.path)
        stat = (self._out / job.path).stat()
        self.ledger.entries[path] = Entry(
            made_by=self._made_by(job),
            held=self._held(job.scope),
            reads=outcome.reads,
            found=self._lookups.digest(outcome.reads),
            printed=outcome.printed,
            sha256=self.ledger.entries[path].sha256 if outcome.kept else outcome.sha256,
            size=stat.st_size,
            time=stat.st_mtime_ns,
        )

    def _manifest(self, jobs: Sequence[Job], done: Sequence[Outcome]) -> bytes:
        """Return the manifest: every output of this build, and those of earlier ones that stand."""
        failed = {outcome.job for outcome in done if outcome.problem is not None}
        made = {o.job: (o.sha256, o.size) for o in done if o.sha256}
        entries = {}
        for job in jobs:
            if job not in failed:
                digest, size = made.get(job) or self.ledger.entries[str(job.path)].file
                facts = self._workshop.facts(job, self._surroundings.source)
                entries[str(job.path)] = entry(digest, size, facts)
        return manifest_bytes(self._out / MANIFEST, {"exporter": __version__}, entries)


def chapter_of(request: Request, name: str | None, listener: Listener) -> Chapter:
    """Return a chapter that `request` may print; what it may not is refused, or said to be left out."""
    loaded = load_kept(request.project, cache_folder(), name)
    refuse(edition_faults(loaded.chapter, loaded.places))
    if request.release:
        tags = [tag for edition in request.editions for tag in languages_of(edition)]
        tags = tags or list(loaded.chapter.report.editions)
        refuse(release_faults(request.project, name, loaded.chapter, dict.fromkeys(tags)))
    ceiling, desk = circles(request.audience)
    say_withheld(loaded.chapter, ceiling, desk, listener.say)
    refuse_above(loaded.chapter, ceiling)
    return loaded.chapter
