"""Whole processes of ours as candidates: a command line, run in a shell's stead."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import ROOT

Work = Callable[[], int]


def run(*arguments: str, cache: Path | None = None) -> None:
    """Run `exporter` with `arguments`; what it keeps goes to `cache`, or where it always goes."""
    command = [sys.executable, "-m", "exporter", *arguments]
    environment = {**os.environ, "EXPORTER_CACHE": str(cache)} if cache else None
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def running(*arguments: str, cache: Path | None = None) -> Work:
    """Return the work of one run."""

    def work() -> int:
        run(*arguments, cache=cache)
        return 1

    return work
