"""What is done for a job, in whichever process: compose, compare with what stands, write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from exporter.loading.project import no_collector
from exporter.plan.jobs import Job
from exporter.plan.outcome import Outcome, failed, peak_memory
from exporter.plan.publish import write_output
from exporter.plan.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Task:
    """What is done for a job: its output is made, and written into a folder that is not published yet.

    `printed` says of outputs that stand what they print; one that would print the same is kept.
    """

    workshop: Workshop
    folder: Path
    printed: Mapping[Job, str]

    @no_collector()
    def __call__(self, job: Job) -> Outcome:
        """Return what became of the job; no error leaves it."""
        try:
            composed = self.workshop.compose(job)
            if self.printed.get(job) == composed.digest:
                return Outcome(job, kept=True, reads=composed.reads, printed=composed.digest)
            data = self.workshop.write(composed.tree, job)
            write_output(self.folder, job.path, data)
        except Exception as error:  # noqa: BLE001 - one job must not stop the others
            return failed(job, error)
        return Outcome(
            job,
            sha256=sha256(data).hexdigest(),
            size=len(data),
            reads=composed.reads,
            printed=composed.digest,
            memory=peak_memory(),
        )
