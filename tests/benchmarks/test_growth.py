"""Work grows with the content and no faster.  Calls are counted, not seconds: the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks import ours

_TENFOLD = 11  # times the calls, at most


def calls(work: Callable[[], object]) -> int:
    """How many Python functions `work` calls."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    ("candidate", "size"), [(ours.load_records, 240), (ours.docx_long, 80), (ours.xlsx_rows, 100)]
)
def test_ten_times_the_content_takes_at_most_eleven_times_the_calls(
    candidate: Callable[[int, Path], Callable[[], int]], size: int, tmp_path: Path
) -> None:
    taken = []
    for times in (1, 1, 10):  # the first run imports and fills caches
        folder = tmp_path / str(times)
        folder.mkdir(exist_ok=True)
        taken.append(calls(candidate(size * times, folder)))
    assert taken[2] <= _TENFOLD * taken[1]
