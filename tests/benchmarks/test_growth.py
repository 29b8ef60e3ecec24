"""Work grows with the content and no faster.  Lines are counted, not seconds: the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from exporter.loading.project import load
from exporter.model.codes import Audience
from exporter.plan.jobs import Job
from exporter.plan.workshop import Workshop
from exporter.scope import Scope
from tests.benchmarks import ours
from tests.benchmarks.measure import ROOT
from tests.benchmarks.projects import write_project

_MORE = 1.01  # a loop over all partners for each record, one line of it, shows as 1.02


def lines(work: Callable[[], object]) -> int:
    """How many lines of ours `work` runs; each turn of a loop counts, within a line too."""
    ran = 0

    def each_line(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal ran
        ran += event == "line"
        return each_line

    def ours_alone(frame: FrameType, event: str, argument: object) -> Any:
        return each_line if "/exporter/" in frame.f_code.co_filename else None

    sys.settrace(ours_alone)
    try:
        work()
    finally:
        sys.settrace(None)
    return ran


def made(product: str) -> Callable[[int, Path], Callable[[], object]]:
    """A product of a whole project, composed and written."""

    def candidate(size: int, folder: Path) -> Callable[[], object]:
        chapter = load(write_project(folder, size)).chapter
        job = Job(Scope("chapter"), "en", product)
        workshop = Workshop(ROOT, chapter, Audience("public"), print)
        return lambda: workshop.write(workshop.compose(job).tree, job)

    return candidate


@pytest.mark.parametrize(
    ("candidate", "size"),
    [
        (ours.load_records, 600),
        (ours.docx_long, 400),
        (ours.xlsx_rows, 500),
        (ours.xlsx_pull, 500),
        (made("briefing"), 900),
        (made("tracker"), 900),
    ],
    ids=["a source that is read", "a long docx", "a long xlsx", "its way back", "a briefing", "a tracker"],
)
def test_each_further_part_of_the_content_takes_as_many_lines_as_the_one_before(
    candidate: Callable[[int, Path], Callable[[], object]], size: int, tmp_path: Path
) -> None:
    taken = []
    for parts in (1, 1, 2, 3):  # the first run imports and fills caches
        folder = tmp_path / str(parts)
        folder.mkdir(exist_ok=True)
        taken.append(lines(candidate(size * parts, folder)))
    _, one, two, three = taken
    assert three - two <= _MORE * (two - one), taken
