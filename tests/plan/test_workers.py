"""Jobs over processes: alone, in any number, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exporter.errors import Fault, Place, SourceError, ThemeError, UsageError
from exporter.plan.jobs import Job
from exporter.plan.outcome import Outcome, Unexpected, failed, together
from exporter.plan.workers import outcomes
from exporter.scope import Scope
from tests.plan.listening import told
from tests.plan.test_build import hashes

JOBS = [Job(Scope("partner", f"{number:02}"), "en", "briefing") for number in range(20)]


def dutiful(job: Job) -> Outcome:
    return Outcome(job, sha256="x")


def deadly(job: Job) -> Outcome:
    if job == JOBS[7]:
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(job, sha256="x")


def deadly_once(job: Job) -> Outcome:
    mark = Path(os.environ["MARK"])
    if job == JOBS[7] and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(job, sha256="x")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_job_has_one_outcome(workers: int) -> None:
    assert sorted(outcome.job for outcome in outcomes(JOBS, dutiful, workers)) == JOBS


def test_a_process_that_dies_loses_only_the_job_that_killed_it() -> None:
    ended = list(outcomes(JOBS, deadly, 2))
    assert sorted(outcome.job for outcome in ended) == JOBS
    assert [outcome.job for outcome in ended if outcome.problem] == [JOBS[7]]


def test_a_job_whose_process_was_killed_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARK", str(tmp_path / "mark"))
    assert [outcome.problem for outcome in outcomes(JOBS, deadly_once, 2)] == [None] * len(JOBS)


def test_two_workers_make_the_same_bytes_as_one(project: Path, tmp_path: Path) -> None:
    told(project, scopes=("chapter", "all-partners"), workers=1)
    told(project, scopes=("chapter", "all-partners"), workers=2, out=tmp_path / "two")
    assert hashes(tmp_path / "two") == hashes(project / "dist")


def test_the_memory_of_workers_is_told(project: Path) -> None:
    assert any("2 workers: at most" in line for line in told(project, workers=2).said)


def test_an_unforeseen_error_names_its_job_and_its_cause() -> None:
    outcome = failed(JOBS[0], ZeroDivisionError("division by zero"))
    assert isinstance(outcome.problem, Unexpected)
    assert "en/partner/00/briefing.docx" in str(outcome.problem)
    assert "ZeroDivisionError" in str(outcome.problem)


def test_the_same_fault_of_many_jobs_is_reported_once() -> None:
    fault = Fault(Place("templates/factsheet.toml", 3, 1), "no such font", "name another")
    error = together([ThemeError([fault]), ThemeError([fault]), UsageError("no")])
    assert isinstance(error, ThemeError)
    assert list(error.faults) == [fault]


def test_faults_cross_from_one_process_to_another() -> None:
    error = SourceError([Fault(Place("a.yaml", 1, 1), "wrong", "right it")])
    kind, arguments = error.__reduce__()
    assert kind(*arguments).faults == error.faults


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_end_with_a_build_that_is_killed() -> None:
    program = (
        "import os, time, types\n"
        "from exporter.plan.workers import outcomes\n"
        "def task(job):\n"
        "    os.write(1, f'{os.getpid()}\\n'.encode())\n"  # at once: two workers share the pipe
        "    time.sleep(60)\n"
        "list(outcomes([types.SimpleNamespace(product='tracker')] * 8, task, 2))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        try:
            workers = [int(build.stdout.readline()) for _ in range(2)]
        finally:
            build.kill()
    until = time.monotonic() + 20
    while any(_lives(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(_lives(worker) for worker in workers)


def test_a_build_that_is_interrupted_while_its_workers_start_ends() -> None:
    program = (
        "import signal, types\n"
        "from multiprocessing.process import BaseProcess\n"
        "from exporter.plan.workers import outcomes\n"
        "start = BaseProcess.start\n"
        "def interrupted(process):\n"
        "    start(process)\n"
        "    signal.raise_signal(signal.SIGTERM)\n"
        "BaseProcess.start = interrupted\n"
        "signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
        "try: list(outcomes([types.SimpleNamespace(product='tracker')] * 8, str, 2))\n"
        "except KeyboardInterrupt: print('interrupted')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=20, check=False)
    assert (ended.stdout, ended.stderr) == (b"interrupted\n", b"")


def _lives(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
