"""Saves are noticed, and nothing else is."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from exporter.errors import UsageError
from exporter.plan.watch import in_a_process_of_its_own, saves

PATIENCE = 20.0  # seconds


def until(happened: Callable[[], bool]) -> bool:
    """Wait for something to happen; tell whether it did."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not happened():
        time.sleep(0.05)
    return happened()


@pytest.fixture
def noticed(project: Path) -> Iterator[list[tuple[str, ...]]]:
    """What was noticed so far in a project that is being watched."""
    found: list[tuple[str, ...]] = []
    begun, stop = Event(), Event()

    def watch() -> None:
        for names in saves(project, stop):
            found.extend([names] if begun.is_set() else [])
            begun.set()

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        assert begun.wait(PATIENCE)
        yield found
    finally:
        stop.set()
        thread.join(PATIENCE)


def test_a_save_of_the_source_is_noticed(project: Path, noticed: list[tuple[str, ...]]) -> None:
    path = project / "source/report.yaml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert until(lambda: bool(noticed))
    assert noticed[0] == ("report.yaml",)


def test_what_word_keeps_beside_an_open_template_is_no_save(
    project: Path, noticed: list[tuple[str, ...]]
) -> None:
    (project / "templates/~$briefing.docx").write_bytes(b"x")
    (project / "templates/tracker.toml").touch()
    assert until(lambda: bool(noticed))
    assert all("~$briefing.docx" not in names for names in noticed)


def test_what_is_saved_while_the_first_build_runs_is_built_too(project: Path) -> None:
    watched = saves(project)
    assert next(watched) == ()
    (project / "source/report.yaml").touch()  # while who asked is busy
    assert next(watched) == ("report.yaml",)


def test_a_folder_that_is_no_project_is_a_fault_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no project"):
        next(saves(tmp_path))


def test_a_process_of_its_own_gives_its_exit_code() -> None:
    assert in_a_process_of_its_own(lambda: 3) == 3


@pytest.fixture
def watcher(project: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`exporter watch` of the project's English tracker, telling everything to log.txt."""
    command = [sys.executable, "-m", "exporter", "watch", "--product", "tracker", "--edition", "en"]
    with (project / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
        yield process
        process.kill()
        process.wait()


def test_watching_builds_again_shows_errors_and_keeps_the_last_good_output(
    project: Path, watcher: subprocess.Popen[bytes]
) -> None:
    output, source, log = (
        project / name for name in ("dist/en/tracker.xlsx", "source/report.yaml", "log.txt")
    )
    good = source.read_text("utf-8")
    assert until(lambda: "tracker.xlsx\n" in log.read_text("utf-8") and output.exists())
    source.write_text(good + "nonsense:\n", "utf-8")
    assert until(lambda: "no collection 'nonsense'" in log.read_text("utf-8"))
    before = output.read_bytes()
    source.write_text(good.replace("Yearbook", "Almanac"), "utf-8")
    assert until(lambda: output.read_bytes() != before)
    watcher.send_signal(signal.SIGTERM)
    assert watcher.wait(PATIENCE) == 0
