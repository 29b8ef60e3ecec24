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
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"exporter {arguments[0]} ended with {done.returncode}: {done.stderr.strip()}")


def running(*arguments: str, cache: Path | None = None) -> Work:
    """Return the work of one run."""

    def work() -> int:
        run(*arguments, cache=cache)
        return 1

    return work
