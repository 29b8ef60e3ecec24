"""Reading a project as a whole."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.errors import SourceError
from exporter.loading.project import load


def test_the_garbage_collector_runs_again_when_a_project_is_read(project: Path) -> None:
    load(project)
    assert gc.isenabled()


def test_the_garbage_collector_runs_again_after_a_fault(spoil: Callable[[str, str, str], Path]) -> None:
    with pytest.raises(SourceError):
        load(spoil("sections/01-meetings.yaml", "    kind: mou\n", ""))
    assert gc.isenabled()
