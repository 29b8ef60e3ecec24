"""The daily tasks of the desk as whole processes, on the chapter of this repository, fonts warm."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.benchmarks.processes import Work, run, running


def _empty(folder: Path) -> str:
    """Return an output folder with nothing in it."""
    out = folder / "dist"
    shutil.rmtree(out, ignore_errors=True)
    return str(out)


def build(size: int, folder: Path) -> Work:
    """Three products in two editions."""
    return running("build", "--out", _empty(folder))


def build_again(size: int, folder: Path) -> Work:
    """The same when nothing has changed."""
    command = ("build", "--out", _empty(folder))
    run(*command)
    return running(*command)


def brief(size: int, folder: Path) -> Work:
    """The brief on one partner in two editions."""
    return running("build", "--scope", "partner:EP", "--product", "briefing", "--out", _empty(folder))


def check(size: int, folder: Path) -> Work:
    """Check everything."""
    return running("check")


def show(size: int, folder: Path) -> Work:
    """The model as JSON."""
    return running("show", "--json")


def helped(size: int, folder: Path) -> Work:
    """The start alone."""
    return running("--help")
