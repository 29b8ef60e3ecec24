"""A generated project of any size as whole processes: read and checked, read again, built."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.benchmarks.processes import Work, run, running
from tests.benchmarks.projects import write_project


def check(size: int, folder: Path) -> Work:
    """Read and check a project of `size` records, with nothing kept from before."""
    project, cache = write_project(folder, size), folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    return running("--project", str(project), "check", cache=cache)


def check_again(size: int, folder: Path) -> Work:
    """The same when nothing has changed."""
    command = ("--project", str(write_project(folder, size)), "check")
    run(*command)
    return running(*command)


def build(size: int, folder: Path) -> Work:
    """The three products of the whole chapter in one edition, one after the other; fonts warm."""
    project = str(write_project(folder, size))
    shutil.rmtree(folder / "dist", ignore_errors=True)
    run("--project", project, "check")
    return running("--project", project, "build", "--edition", "en", "--workers", "1")
