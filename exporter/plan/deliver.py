"""Outputs to a store that is no folder here: memory://…, s3://…, whatever fsspec reaches."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from exporter import __version__
from exporter.errors import ExporterError, UsageError
from exporter.loading.chapters import chosen
from exporter.plan.audience import circles
from exporter.plan.build import chapter_of
from exporter.plan.carry_out import outcomes_of
from exporter.plan.fingerprint import fingerprint
from exporter.plan.outcome import together
from exporter.plan.paginate import office
from exporter.plan.publish import MANIFEST, entry
from exporter.plan.request import Request, jobs_of
from exporter.plan.workshop import Listener, Workshop
from exporter.writers.codecs import find_codec


def is_url(out: str) -> bool:
    """Tell a store's address from a folder's name; file:// is a folder like any other."""
    return "://" in out and not out.startswith("file://")


class Store:
    """A place that holds outputs by name."""

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs

            self._files, root = url_to_fs(url)
        except ImportError as error:
            remedy = f"pip install 'exporter[distributed]', and what {url.partition(':')[0]} needs: {error}"
            raise UsageError(f"'{url}' cannot be written to\n  remedy: {remedy}") from None
        except ValueError as error:
            problem = f"'{url}' is no place for outputs: {error}"
            raise UsageError(f"{problem}\n  remedy: name another --out") from None
        self.url, self._root = url.rstrip("/"), root.rstrip("/")

    def read(self, name: str) -> bytes | None:
        """Return what is held under a name; None if there is nothing."""
        with suppress(OSError):
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        return None

    def write(self, name: str, data: bytes) -> None:
        """Put `data` in place of what is held under a name: all of it is seen, or what was there before."""
        path = f"{self._root}/{name}"
        try:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            half = f"{path}.half"
            self._files.pipe_file(half, data)
            self._files.mv(half, path)
        except OSError as error:
            raise UsageError(
                f"'{self.url}/{name}' cannot be written: {error}\n  remedy: check the address and your rights"
            ) from error


def deliver(request: Request, url: str, listener: Listener) -> tuple[str, ...]:
    """Make everything that `request` asks for, write it to a store, and return the address of each output.

    Each is written as soon as it is made; the manifest comes last.  What stands there is not looked at.
    """
    addresses: list[str] = []
    problems: list[ExporterError] = []
    for name in chosen(request.project, request.chapters):
        store = Store(f"{url.rstrip('/')}/{name}" if name else url)
        try:
            addresses += _delivered(request, name, store, listener, problems)
        except ExporterError as error:
            problems.append(error)
    if problems:
        raise together(problems)
    return tuple(addresses)


def _delivered(
    request: Request, name: str | None, store: Store, listener: Listener, problems: list[ExporterError]
) -> list[str]:
    if request.paginate:
        office()  # asked for before anything is made
    chapter = chapter_of(request, name, listener)
    find_codec(request.codec)
    ceiling, desk = circles(request.audience)
    workshop = Workshop(
        request.project, chapter, ceiling, listener.say, desk, request.paginate, request.codec
    )
    jobs = jobs_of(request, chapter)
    source = fingerprint(request.project).source
    entries: dict[str, Any] = {}
    with (
        tempfile.TemporaryDirectory(prefix="exporter-") as folder,
        closing(outcomes_of(request, name, workshop, jobs, Path(folder), {}, listener)) as ended,
    ):
        for outcome in ended:
            if outcome.problem is not None:
                problems.append(outcome.problem)
                continue
            path, made = str(outcome.job.path), Path(folder, outcome.job.path)
            store.write(path, made.read_bytes())
            made.unlink()
            entries[path] = entry(outcome.sha256, outcome.size, workshop.facts(outcome.job, source))
    store.write(MANIFEST, _manifest(store.read(MANIFEST), entries))
    return [f"{store.url}/{job.path}" for job in jobs if str(job.path) in entries]


def _manifest(old: bytes | None, entries: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the manifest: these outputs, and those that the old one lists."""
    listed: dict[str, Mapping[str, Any]] = {}
    with suppress(ValueError, KeyError, TypeError):
        listed = {line.pop("path"): line for line in json.loads(old or b"")["outputs"]}
    listed |= entries
    outputs = [{"path": path, **listed[path]} for path in sorted(listed)]
    whole = {"exporter": __version__, "outputs": outputs}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
