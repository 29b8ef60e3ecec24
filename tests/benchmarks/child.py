"""One run of one candidate, `python -m tests.benchmarks.child MODULE:FUNCTION SIZE FOLDER`: its figures."""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

_KILO = 1024 if sys.platform != "darwin" else 1024 * 1024


def main() -> None:
    """Prepare, time the work, print JSON."""
    entry, size, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    module, _, function = entry.partition(":")
    work = getattr(importlib.import_module(module), function)(size, folder)
    before, start = _cpu(), time.perf_counter()
    units = work()
    wall, cpu = time.perf_counter() - start, _cpu() - before
    own, others = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = max(own.ru_maxrss, others.ru_maxrss)
    made = sum(path.stat().st_size for path in folder.glob("out.*"))
    print(
        json.dumps(
            {"cpu": cpu / units, "wall": wall / units, "megabytes": peak / _KILO, "size": made // units}
        )
    )


def _cpu() -> float:
    both = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


if __name__ == "__main__":
    main()
