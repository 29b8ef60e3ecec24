"""The one file that names every step: load, plan, select, compose, write, publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from exporter import __version__
from exporter.errors import UsageError
from exporter.loading.project import load
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.plan.check import refuse
from exporter.plan.editions import edition_faults
from exporter.plan.jobs import PRODUCTS, Job, plan
from exporter.plan.publish import MANIFEST, Staging, entry, manifest_bytes
from exporter.plan.workshop import Listener, Workshop
from exporter.scope import parse_scope

OUT = "dist"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; an empty tuple asks for everything there is."""

    project: Path
    out: Path | None = None
    editions: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("chapter",)
    audience: str = "public"


def build(request: Request, listener: Listener) -> tuple[Path, ...]:
    """Build what `request` asks for, publish it whole or not at all, and return the path of each output."""
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
    return tuple(out / job.path for job in jobs)


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
