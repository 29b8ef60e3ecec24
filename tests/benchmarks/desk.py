"""The daily tasks of the desk as whole processes, on the chapter of this repository, fonts warm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import ROOT

Work = Callable[[], int]


def _task(folder: Path, *arguments: str, again: bool = False) -> Work:
    """Run one command, into an empty folder; with `again`, once more into a folder that has everything."""
    shutil.rmtree(folder / "dist", ignore_errors=True)
    command = [sys.executable, "-m", "exporter", *(a.format(out=folder / "dist") for a in arguments)]

    def work() -> int:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return 1

    if again:
        work()
    return work


def build(size: int, folder: Path) -> Work:
    """Three products in two editions."""
    return _task(folder, "build", "--out", "{out}")


def build_again(size: int, folder: Path) -> Work:
    """The same when nothing has changed."""
    return _task(folder, "build", "--out", "{out}", again=True)


def brief(size: int, folder: Path) -> Work:
    """The brief on one partner in two editions."""
    return _task(folder, "build", "--scope", "partner:EP", "--product", "briefing", "--out", "{out}")


def check(size: int, folder: Path) -> Work:
    """Check everything."""
    return _task(folder, "check")


def show(size: int, folder: Path) -> Work:
    """The model as JSON."""
    return _task(folder, "show", "--json")


def helped(size: int, folder: Path) -> Work:
    """The start alone."""
    return _task(folder, "--help")
