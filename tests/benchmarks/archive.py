"""The chapter of this repository with all its partners: three products in two editions, fonts warm."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.benchmarks.measure import ROOT
from tests.benchmarks.processes import Work, run, running

_EVERYTHING = ("build", "--scope", "chapter", "--scope", "all-partners")
_MEETING = re.compile(r"(- id: \S+\n +told: .*\n +kind: bilateral_meeting\n +title:\n +en: )(?=\w)")


def copied(folder: Path) -> Path:
    """Return a copy of the project that may be changed, with nothing built."""
    copy = folder / "project"
    shutil.rmtree(copy, ignore_errors=True)
    for part in ("source", "templates"):
        shutil.copytree(ROOT / part, copy / part)
    return copy


def _everything(project: Path, workers: int) -> tuple[str, ...]:
    return (*_EVERYTHING, "--project", str(project), "--workers", str(workers))


def one_process(size: int, folder: Path) -> Work:
    """All of it, one process."""
    return running(*_everything(copied(folder), 1))


def two_processes(size: int, folder: Path) -> Work:
    """All of it, two processes."""
    return running(*_everything(copied(folder), 2))


def unchanged(size: int, folder: Path) -> Work:
    """Nothing has changed since."""
    command = _everything(copied(folder), 2)
    run(*command)
    return running(*command)


def one_changed(size: int, folder: Path) -> Work:
    """The title of one meeting has changed since."""
    copy = copied(folder)
    command = _everything(copy, 2)
    run(*command)
    change_a_meeting(copy)
    return running(*command)


def change_a_meeting(project: Path) -> None:
    """Give the first meeting that the sources tell another English title."""
    for path in sorted((project / "source").rglob("*.yaml")):
        text, changed = _MEETING.subn(r"\1rearranged ", path.read_text("utf-8"), count=1)
        if changed:
            path.write_text(text, "utf-8")
            return
    raise LookupError("the sources tell no bilateral meeting")
