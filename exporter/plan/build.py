"""The one file that names every step: load, plan, select, compose, write, publish."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from exporter import __version__
from exporter.errors import ExporterError, UsageError
from exporter.loading.chapters import chosen
from exporter.loading.project import load
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.plan.check import refuse
from exporter.plan.editions import edition_faults
from exporter.plan.fingerprint import Fingerprint, fingerprint
from exporter.plan.jobs import ALL_FORMATS, BILINGUAL, FORMATS, PRODUCTS, Job, languages_of, plan
from exporter.plan.ledger import Entry, Ledger, ledger_path, read_ledger, write_ledger
from exporter.plan.lock import only_build
from exporter.plan.outcome import Outcome, failed, peak_memory, together
from exporter.plan.publish import MANIFEST, Staging, entry, manifest_bytes, write_output
from exporter.plan.stale import remove, stale_outputs
from exporter.plan.unpulled import Unpulled
from exporter.plan.unwritten import unwritten
from exporter.plan.workers import outcomes, processors
from exporter.plan.workshop import Listener, Workshop
from exporter.scope import parse_scope
from exporter.scope.watch import Lookups
from exporter.theme.cache import cache_folder

OUT = "dist"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; an empty tuple asks for everything there is.

    `workers` is a number of processes, 0 for as many as there are processors; `force` makes again what
    stands unchanged; `prune` removes outputs that nothing would make any more.
    """

    project: Path
    out: Path | None = None
    editions: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("chapter",)
    audience: str = ""
    workers: int = 0
    force: bool = False
    prune: bool = False
    formats: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()

    @property
    def wish(self) -> str:
        """What is asked for, apart from where and how it is done."""
        return repr(replace(self, project=Path(), out=None, workers=0, force=False, prune=False, chapters=()))

    @property
    def settings(self) -> str:
        """What shapes each output asked for, apart from which outputs are."""
        return repr((self.audience,))


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
    surroundings = fingerprint(request.project)
    ledger_file = ledger_path(cache_folder(), out)
    if not (request.force or request.prune):
        standing = read_ledger(ledger_file).standing(request.wish, str(surroundings), out)
        if standing is not None:
            listener.kept(len(standing))
            return tuple(out / path for path in standing)
    chapter = _chapter(request, name, listener)
    jobs = _jobs(request, chapter)
    with only_build(out, listener.say):
        run = _Run(request, chapter, out, surroundings, read_ledger(ledger_file), listener)
        problems = run.make(jobs)
        stale = stale_outputs(out, chapter)
        if request.prune:
            remove(out, stale)
        if not problems:
            run.ledger.meet(request.wish, str(surroundings), [job.path for job in jobs])
        write_ledger(ledger_file, run.ledger)
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
        chapter: Chapter,
        out: Path,
        surroundings: Fingerprint,
        ledger: Ledger,
        listener: Listener,
    ) -> None:
        self._request, self._out, self.ledger = request, out, ledger
        self._whole = chapter
        self._surroundings, self._listener = surroundings, listener
        ceiling, desk = _circles(request)
        self._workshop = Workshop(request.project, chapter, ceiling, listener.say, desk)
        self._lookups = Lookups(chapter)
        self._held = cache(self._workshop.held)

    def make(self, jobs: Sequence[Job]) -> tuple[ExporterError, ...]:
        """Make and publish what does not stand; return what went wrong."""
        held, due = self._without_unpulled([job for job in jobs if not self._stands(job)])
        for line in unwritten(due, self._workshop.selection):
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
        parts = (self._surroundings.program, self._workshop.template(job), self._request.settings)
        return sha256(repr((str(job), parts)).encode()).hexdigest()

    def _outcomes(self, due: Sequence[Job], folder: Path) -> Generator[Outcome, None, None]:
        workers = self._request.workers or processors()
        known = {job: self._known(job) for job in due}
        task = Task(self._workshop, folder, {job: one.printed for job, one in known.items() if one})
        self._listener.begin(len(due))
        memory = [0]
        with closing(outcomes(due, task, workers)) as ended:
            for outcome in ended:
                self._listener.done(f"{outcome.job}{_remark(outcome)}")
                memory.append(outcome.memory)
                yield outcome
        if due and workers > 1:
            self._listener.say(f"{workers} workers, at most {max(memory) / 1e6:.0f} MB each")

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


def _remark(outcome: Outcome) -> str:
    if outcome.problem is not None:
        return ": failed"
    return ": unchanged" if outcome.kept else ""


@dataclass(frozen=True, slots=True)
class Task:
    """What is done for a job: its output is made, and written into a folder that is not published yet.

    `printed` says of outputs that stand what they print; one that would print the same is kept.
    """

    workshop: Workshop
    folder: Path
    printed: Mapping[Job, str]

    def __call__(self, job: Job) -> Outcome:
        """Return what became of the job; no error leaves it."""
        try:
            composed = self.workshop.compose(job)
            if self.printed.get(job) == composed.digest:
                return Outcome(job, kept=True, reads=composed.reads, printed=composed.digest)
            data = self.workshop.write(composed.tree, job)
            write_output(self.folder, job.path, data)
        except Exception as error:  # noqa: BLE001 - one job must not stop the others
            return failed(job, error)
        return Outcome(
            job,
            sha256=sha256(data).hexdigest(),
            size=len(data),
            reads=composed.reads,
            printed=composed.digest,
            memory=peak_memory(),
        )


def _chapter(request: Request, name: str | None, listener: Listener) -> Chapter:
    loaded = load(request.project, name)
    refuse(edition_faults(loaded.chapter, loaded.places))
    ceiling, desk = _circles(request)
    _say_withheld(loaded.chapter, ceiling, desk, listener)
    _refuse_above(loaded.chapter, ceiling)
    return loaded.chapter


def _circles(request: Request) -> tuple[Audience, Audience]:
    """Return who reads the products, and who reads the trackers.

    Unless an audience is asked for, the products are public, and the trackers hold the desk's own
    notes: it works in them, and looks for its notes there.
    """
    if request.audience:
        return _audience(request.audience), _audience(request.audience)
    return Audience.PUBLIC, Audience.INTERNAL


def _audience(name: str) -> Audience:
    if name not in list(Audience):
        raise UsageError(f"there is no audience '{name}'\n  remedy: one of {', '.join(Audience)}")
    return Audience(name)


def _refuse_above(chapter: Chapter, ceiling: Audience) -> None:
    """Refuse by name what the report itself says above `ceiling`: nothing is dropped silently."""
    told = (*chapter.paragraphs, *chapter.records.values())
    above = [r.id for r in told if r.audience.rank > ceiling.rank]
    overlay = {o.id for o in chapter.overlay}
    refused = [i for i in above if i not in overlay]
    if refused:
        raise UsageError(
            f"these records are above the audience '{ceiling}': {', '.join(refused)}\n"
            "  remedy: build with a higher --audience, or lower theirs"
        )


def _say_withheld(whole: Chapter, ceiling: Audience, desk: Audience, listener: Listener) -> None:
    """Name what staff wrote for a narrower circle than the products: it is left out of them."""
    above = [overlay for overlay in whole.overlay if overlay.audience.rank > ceiling.rank]
    for where, found in (
        ("left out", [o.id for o in above if o.audience.rank > desk.rank]),
        ("left out but in trackers", [o.id for o in above if o.audience.rank <= desk.rank]),
    ):
        if found:
            listener.say(f"{where}, above the audience '{ceiling}': {', '.join(found)}")


def _jobs(request: Request, chapter: Chapter) -> tuple[Job, ...]:
    editions = _editions(request, chapter.report.editions)
    formats = _chosen(request.formats, ALL_FORMATS, "format") if request.formats else ()
    products = _in_formats(_chosen(request.products, PRODUCTS, "product"), formats, request.products)
    scopes = dict.fromkeys(scope for text in request.scopes for scope in parse_scope(text, chapter))
    jobs = plan(tuple(scopes), editions, products, formats)
    if not jobs:
        raise UsageError(
            "no product has this format in this edition\n  remedy: leave --format or --edition out"
        )
    return jobs


def _editions(request: Request, known: Sequence[str]) -> tuple[str, ...]:
    """Return the editions asked for; "en+zh" is both languages side by side, the first one left."""
    for edition in request.editions:
        languages = languages_of(edition)
        _chosen(languages, known, "edition")
        if len(languages) > 2 or len(set(languages)) < len(languages):  # noqa: PLR2004 - left and right
            raise UsageError(
                f"'{edition}' is no edition\n  remedy: join two languages: {'+'.join(known[:2])}"
            )
        if len(languages) > 1:
            _refuse_one_language_products(request.products, edition)
    return request.editions or tuple(known)


def _refuse_one_language_products(asked: Sequence[str], edition: str) -> None:
    for name in asked:
        if name in PRODUCTS and name not in BILINGUAL:
            raise UsageError(
                f"there is no {name} in two languages, which '{edition}' asks for\n"
                f"  remedy: build it in each language, or ask for the {', '.join(sorted(BILINGUAL))}"
            )


def _in_formats(products: tuple[str, ...], formats: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    """Return the products that have one of `formats`; UsageError if one that was asked for has none."""
    if not formats:
        return products
    for name in asked:
        if not set(formats) & set(FORMATS[name]):
            raise UsageError(
                f"there is no {name} as {', '.join(formats)}\n"
                f"  remedy: formats of the {name} are {', '.join(FORMATS[name])}"
            )
    return tuple(name for name in products if set(formats) & set(FORMATS[name]))


def _chosen(asked: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    for name in asked:
        if name not in known:
            raise UsageError(f"there is no {what} '{name}' here\n  remedy: {what}s are {', '.join(known)}")
    return tuple(asked) or tuple(known)
