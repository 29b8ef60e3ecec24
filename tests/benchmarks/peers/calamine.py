"""python-calamine: a sheet laid out in memory by Rust, then turned into Python's values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Work = Callable[[], int]


def xlsx_read(size: int, folder: Path) -> Work:
    """Every cell of a tracker."""
    from tests.benchmarks.ours import tracker

    path = tracker(size, folder)

    def work() -> int:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Agreements").to_python()
        assert len(rows) >= size
        return 1

    return work
