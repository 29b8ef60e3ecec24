"""The same jobs on a real cluster: a scheduler and two worker processes on this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from exporter.errors import UsageError
from exporter.plan.cluster import _greeted, _key, bundled
from exporter.plan.deliver import Store, deliver, is_url
from exporter.plan.jobs import Job
from exporter.plan.request import Request
from exporter.scope import Scope
from tests.plan.listening import Kept, told
from tests.plan.test_build import hashes

CHAPTER = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds


@dataclass
class Cluster:
    """A running cluster: its address, and its processes."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers, on loopback, ended with the test."""
    folder = tmp_path_factory.mktemp("cluster")
    address = f"tcp://127.0.0.1:{_free_port()}"
    common = ["--no-dashboard"]
    log = (folder / "log.txt").open("wb")

    def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *common]
        environment = {**os.environ, "PYTHONWARNINGS": ""}
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2])
    alone = ("--nthreads", "1", "--no-nanny", "--local-directory")
    workers = [start("dask_worker", address, *alone, str(folder / name)) for name in ("one", "two")]
    try:
        _await(address)
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
        log.close()


def _await(address: str) -> None:
    """Return when the scheduler greets; a program that starts sooner would rightly refuse it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _greeted(address)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def build(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "exporter", "build", "--project", str(project), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def test_a_cluster_makes_the_same_bytes_as_this_machine(
    project: Path, cluster: Cluster, tmp_path: Path
) -> None:
    done = build(project, "--scheduler", cluster.address, "--out", str(tmp_path / "far"))
    assert done.returncode == 0, done.stderr
    told(project, out=tmp_path / "near")
    assert hashes(tmp_path / "far") == hashes(tmp_path / "near")


def test_a_thousand_jobs_survive_the_death_of_a_worker(cluster: Cluster, tmp_path: Path) -> None:
    sheets = ["--scope", "all-partners", "--product", "tracker", "--format", "csv"]
    command = [sys.executable, "-m", "exporter", "build", "--project", str(CHAPTER), *sheets]
    command += ["--scheduler", cluster.address, "--out", str(tmp_path / "far")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, **quiet) as ran:  # type: ignore[call-overload]
        assert ran.stderr is not None
        for line in ran.stderr:
            if line.startswith("[100/"):
                cluster.workers[0].send_signal(signal.SIGKILL)
    assert ran.returncode == 0
    made = hashes(tmp_path / "far")
    assert len(made) > 1000
    listed = json.loads((tmp_path / "far/manifest.json").read_text("utf-8"))["outputs"]
    assert {line["path"] for line in listed} == made.keys() - {"manifest.json"}
    assert build(CHAPTER, *sheets, "--out", str(tmp_path / "near")).returncode == 0
    assert hashes(tmp_path / "near") == made


def test_a_job_that_fails_on_the_cluster_is_reported_as_if_it_failed_here(
    project: Path, cluster: Cluster, tmp_path: Path
) -> None:
    registry = project / "source/registry.yaml"
    registry.write_text(registry.read_text("utf-8").replace("Graustark Patent", "Graustark 𓀀"), "utf-8")
    done = build(project, "--scheduler", cluster.address, "--out", str(tmp_path / "far"))
    assert (done.returncode, "Traceback" in done.stderr) == (4, False)
    assert "U+13000" in done.stderr
    assert (tmp_path / "far/en/tracker.xlsx").exists()


def test_a_cluster_that_does_not_answer_is_a_fault_of_usage(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exporter.plan import cluster

    monkeypatch.setattr(cluster, "_GREETING", 0.3)
    began = time.monotonic()
    with pytest.raises(UsageError, match="no scheduler answers"):
        told(project, scheduler=f"tcp://127.0.0.1:{_free_port()}")
    assert time.monotonic() - began < cluster._PATIENCE / 2


def test_another_server_than_a_scheduler_is_a_fault_of_usage(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exporter.plan import cluster

    monkeypatch.setattr(cluster, "_GREETING", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(UsageError, match="no scheduler"):
        told(project, scheduler=f"tcp://127.0.0.1:{silent.getsockname()[1]}")


def test_a_task_is_named_by_all_that_decides_its_answer() -> None:
    job = Job(Scope("chapter"), "en", "briefing")
    asked = [("order", job, ""), ("order", job, "printed"), ("another", job, "")]
    assert len({_key(*one) for one in asked}) == len(asked)


def test_a_bundle_is_the_same_for_the_same_files(project: Path) -> None:
    before = bundled(project)
    for path in project.rglob("*"):
        os.utime(path, (0, time.time()))
    assert bundled(project) == before


# -- stores ------------------------------------------------------------------------------------------


def test_a_store_holds_what_a_folder_would(project: Path, tmp_path: Path) -> None:
    addresses = deliver(Request(project, products=("tracker",)), "memory://shelf", Kept())
    assert addresses == ("memory://shelf/en/tracker.xlsx", "memory://shelf/zh/tracker.xlsx")
    told(project, products=("tracker",), out=tmp_path / "near")
    store = Store("memory://shelf")
    for name in hashes(tmp_path / "near"):
        assert store.read(name) == (tmp_path / "near" / name).read_bytes()


def test_the_manifest_of_a_store_keeps_what_it_listed(project: Path) -> None:
    deliver(Request(project, products=("tracker",), editions=("en",)), "memory://shelf2", Kept())
    deliver(Request(project, products=("briefing",), editions=("en",)), "memory://shelf2", Kept())
    listed = json.loads(Store("memory://shelf2").read("manifest.json") or b"")["outputs"]
    assert [line["path"] for line in listed] == ["en/briefing.docx", "en/tracker.xlsx"]


def test_a_store_never_shows_half_an_output() -> None:
    store = Store("memory://shelf3")
    store.write("a/b.txt", b"first")
    store.write("a/b.txt", b"second")
    assert store.read("a/b.txt") == b"second"
    assert store.read("a/b.txt.half") is None


@pytest.mark.parametrize(("out", "answer"), [("s3://x/y", True), ("dist", False), ("file:///x", False)])
def test_an_address_is_told_from_a_folder(out: str, answer: bool) -> None:
    assert is_url(out) is answer


def test_a_store_of_an_unknown_kind_is_a_fault_of_usage() -> None:
    with pytest.raises(UsageError, match="no place for outputs"):
        Store("nonsense://x")
