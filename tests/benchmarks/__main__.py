"""Time the daily tasks as whole processes, and print medians as rows of the README's table.

Every task runs once to warm caches and then RUNS times, in turn with the others, so that a slow
minute of the machine falls on all of them.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 7
TASKS = {
    "`exporter build`: 3 products × 2 editions": ("build", "--out", "{out}"),
    "`exporter build --scope partner:EP --product briefing`, 2 editions": (
        "build", "--scope", "partner:EP", "--product", "briefing", "--out", "{out}",
    ),
    "`exporter check`": ("check",),
    "`exporter show --json`": ("show", "--json"),
    "`exporter --help`": ("--help",),
}  # fmt: skip


def run(arguments: tuple[str, ...], out: str) -> tuple[float, float]:
    """Run one command; return its wall time and its CPU time in seconds."""
    command = [sys.executable, "-m", "exporter", *(argument.format(out=out) for argument in arguments)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print one row of Markdown a task."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in TASKS}
    with tempfile.TemporaryDirectory() as out:
        for round_number in range(RUNS + 1):
            for name, arguments in TASKS.items():
                timed = run(arguments, out)
                if round_number:
                    taken[name].append(timed)
    print("| task | wall, s | CPU, s |\n|---|---|---|")
    for name, runs in taken.items():
        wall, cpu = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} |")


if __name__ == "__main__":
    main()
