"""Trackers in the output folder that staff have worked in: no build may overwrite what is not pulled yet."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from exporter.errors import ExporterError, TrackerError, UsageError
from exporter.model.chapter import Chapter
from exporter.plan.jobs import Job
from exporter.plan.publish import MANIFEST


class Unpulled:
    """Looks at the trackers that a build would overwrite.

    `known` gives the hash that an output had when it was built, by its path.
    """

    def __init__(self, project: Path, chapter: Chapter, out: Path, known: Mapping[str, str]) -> None:
        self._project, self._chapter, self._out = project, chapter, out
        self._known = {**_in_manifest(out), **known}

    def problem(self, job: Job) -> ExporterError | None:
        """Return why the output of `job` must not be overwritten; None if nothing would be lost.

        A file whose bytes are as built is not read; one that somebody only saved anew passes.
        """
        file = self._out / job.path
        if job.product != "tracker" or job.suffix != "xlsx" or not file.is_file() or self._is_as_built(job):
            return None
        return self._edited(file)

    def _is_as_built(self, job: Job) -> bool:
        with suppress(OSError):
            return _digest(self._out / job.path) == self._known.get(str(job.path))
        return False

    def _edited(self, file: Path) -> ExporterError | None:
        from exporter.plan.pull import compare
        from exporter.readers.xlsx import read_tracker

        keep = "--force overwrites it and keeps a dated copy beside it"
        try:
            changes = compare(self._project, self._chapter, read_tracker(file), file.name).unpulled
        except TrackerError as error:
            problem = f"'{file}' is not as it was built, and no tracker that can be pulled: {error}"
            return UsageError(f"{problem}\n  remedy: move it away; or {keep}")
        if not changes:
            return None
        count = f"{len(changes)} change{'s' * (len(changes) != 1)}"
        remedy = f"exporter pull '{file}' shows them, and --apply takes what can be taken; {keep}"
        return UsageError(f"'{file}' holds {count} that the source does not have yet\n  remedy: {remedy}")

    def keep_copy(self, job: Job, say: Callable[[str], None]) -> None:
        """Copy the file of `job`, if it has edits, to a name with the time when it was last saved."""
        if self.problem(job) is None:
            return
        file = self._out / job.path
        saved = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        copy = file.with_name(f"{file.stem}.edited-{saved:%Y-%m-%d-%H%M%S}{file.suffix}")
        if not copy.exists():
            shutil.copy2(file, copy)
        say(f"kept the edited tracker as {copy}")


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _in_manifest(out: Path) -> dict[str, str]:
    try:
        outputs = json.loads((out / MANIFEST).read_text("utf-8"))["outputs"]
        return {line["path"]: line["sha256"] for line in outputs}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
