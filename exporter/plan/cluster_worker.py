"""What runs on a worker of a cluster: unpack the sources once, then make outputs one by one."""

from __future__ import annotations

import io
import platform
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from distributed import WorkerPlugin, get_worker

from exporter.errors import UsageError
from exporter.loading.kept import load_kept
from exporter.plan.audience import circles
from exporter.plan.fingerprint import fingerprint
from exporter.plan.jobs import Job
from exporter.plan.outcome import Outcome
from exporter.plan.task import Task
from exporter.plan.workshop import Workshop
from exporter.theme.cache import cache_folder

_one_at_a_time = Lock()  # libraries of ours keep state; a worker of several threads must not mix it


class Bundle(WorkerPlugin):
    """A project's sources, sent to every worker that there is or will be, once for each content."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.name = f"exporter-{sha256(data).hexdigest()[:32]}"

    def setup(self, worker: Any) -> None:
        """Unpack into the worker's folder: whole, or not at all."""
        target = Path(worker.local_directory) / self.name
        if target.exists():
            return
        half = Path(tempfile.mkdtemp(dir=worker.local_directory))
        with zipfile.ZipFile(io.BytesIO(self._data)) as package:
            package.extractall(half)
        try:
            half.rename(target)
        except OSError:  # another worker of the same folder was faster
            shutil.rmtree(half, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Order:
    """Which sources and chapter, for whom, by which program; `paginate` has Word files laid out."""

    bundle: str
    chapter: str | None
    audience: str
    program: str
    paginate: bool = False
    codec: str = "zlib"


def made(order: Order, job: Job, printed: str) -> tuple[Outcome, bytes | None]:
    """Return what became of a job, and the bytes of its output, if it was made."""
    project = Path(get_worker().local_directory) / order.bundle
    with _one_at_a_time, tempfile.TemporaryDirectory() as folder:
        outcome = Task(_workshop(project, order), Path(folder), {job: printed})(job)
        path = Path(folder) / job.path
        return outcome, path.read_bytes() if path.exists() else None


@lru_cache(maxsize=4)
def _workshop(project: Path, order: Order) -> Workshop:
    """Return the workshop of an order; a worker that runs another program would make other bytes."""
    if fingerprint(project).program != order.program:
        raise UsageError(
            f"the worker on {platform.node()} runs another version of exporter, a library or Python\n"
            "  remedy: install the same on every worker"
        )
    loaded = load_kept(project, cache_folder(), order.chapter)
    ceiling, desk = circles(order.audience)
    return Workshop(project, loaded.chapter, ceiling, print, desk, order.paginate, order.codec)
