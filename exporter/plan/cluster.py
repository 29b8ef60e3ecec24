"""The same jobs on a Dask cluster: sources travel once, outputs come back as each is made."""

from __future__ import annotations

import io
import logging
import socket
import zipfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from exporter.errors import UsageError
from exporter.loading.chapters import SOURCE
from exporter.plan.fingerprint import fingerprint
from exporter.plan.jobs import Job
from exporter.plan.outcome import Outcome, failed, lost
from exporter.plan.publish import write_output
from exporter.plan.request import Request
from exporter.plan.themes import TEMPLATES

_RETRIES = 3  # times that a job may lose its worker, or fail to be sent, before it is given up
_PATIENCE = 20  # seconds for a scheduler to answer
_GREETING = 5  # seconds for it to say its first word, which it does as soon as somebody connects


def cluster_outcomes(
    request: Request, chapter: str | None, jobs: Sequence[Job], folder: Path, printed: Mapping[Job, str]
) -> Generator[Outcome, None, None]:
    """Yield the outcome of every job as it ends; each output is written into `folder` here.

    A worker that dies loses nothing: the scheduler gives its jobs to others, and each job has one outcome.
    """
    with _client(request.scheduler) as client:
        from distributed import as_completed

        from exporter.plan.cluster_worker import Bundle, Order, made

        bundle = Bundle(bundled(request.project))
        client.register_plugin(bundle, name=bundle.name)
        program = fingerprint(request.project).program
        order = Order(bundle.name, chapter, request.audience, program, request.paginate, request.codec)
        futures = {
            client.submit(
                made, order, job, standing, key=_key(order, job, standing), pure=True, retries=_RETRIES
            ): job
            for job, standing in ((job, printed.get(job, "")) for job in jobs)
        }
        for future in as_completed(list(futures)):
            yield _taken(future, futures.pop(future), folder)


@contextmanager
def _client(scheduler: str) -> Generator[Any, None, None]:
    try:
        from distributed import Client
    except ImportError:
        remedy = "pip install 'exporter[distributed]', here and on every worker"
        raise UsageError(f"a cluster needs the library distributed\n  remedy: {remedy}") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what concerns the user, we say
    try:
        _greeted(scheduler)
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no scheduler answers at '{scheduler}': {error}\n  remedy: start one: dask scheduler --port 8786"
        ) from None
    try:
        with client.as_current():
            yield client
    finally:
        client.close()


def _greeted(scheduler: str) -> None:
    """Raise OSError, ValueError if nobody listens at a tcp address, or somebody who is no scheduler.

    Dask would go on trying, and wait for a stranger's answer without end.
    """
    if not scheduler.startswith("tcp://"):
        return
    at = urlsplit(scheduler)
    if at.port is None:
        raise ValueError("missing port number")
    with socket.create_connection((at.hostname or "", at.port), timeout=_GREETING) as connection:
        if not connection.recv(1):
            raise ValueError("what listens there is no scheduler")


def bundled(project: Path) -> bytes:
    """Return what a worker needs of a project, as a zip that is the same for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for room in (SOURCE, TEMPLATES):
            for path in sorted(path for path in (project / room).rglob("*") if path.is_file()):
                name = zipfile.ZipInfo(path.relative_to(project).as_posix())  # dated 1980, whoever packs it
                package.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _key(order: object, job: Job, printed: str) -> str:
    """Name a task by what it makes: the same one asked for twice is made once.

    Who has the output already is answered otherwise than who has not.
    """
    return f"exporter-{sha256(repr((order, job, printed)).encode()).hexdigest()[:32]}"


def _taken(future: Any, job: Job, folder: Path) -> Outcome:
    error = future.exception()
    if error is not None:
        future.release()
        return failed(job, error) if type(error).__name__ != "KilledWorker" else lost(job)
    outcome, data = future.result()
    future.release()  # the cluster need not keep it any longer
    if data is not None:
        write_output(folder, job.path, data)
    assert isinstance(outcome, Outcome)
    return outcome
