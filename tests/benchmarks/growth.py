"""A generated project of any size as whole processes: read and checked, read again, built."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.benchmarks.measure import ROOT
from tests.benchmarks.processes import Work, run, running
from tests.benchmarks.projects import write_project


def _project(size: int, folder: Path) -> str:
    """Return a project of `size` records in the templates of this repository, with nothing built."""
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    for left in ("dist", "source"):  # of another size
        shutil.rmtree(folder / left, ignore_errors=True)
    return str(write_project(folder, size))


def check(size: int, folder: Path) -> Work:
    """Read and check a project of `size` records, with nothing kept from before."""
    project, cache = _project(size, folder), folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    return running("check", "--project", project, cache=cache)


def check_again(size: int, folder: Path) -> Work:
    """The same when nothing has changed."""
    command = ("check", "--project", _project(size, folder))
    run(*command)
    return running(*command)


def build(size: int, folder: Path) -> Work:
    """The three products of the whole chapter in one edition, one after the other; fonts warm."""
    project = _project(size, folder)
    run("check", "--project", project)
    return running("build", "--project", project, "--edition", "en", "--workers", "1")
