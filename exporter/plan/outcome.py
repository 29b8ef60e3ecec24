"""What became of a job: the file made, or why there is none."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from exporter.errors import ExporterError, FaultsError
from exporter.plan.jobs import Job


@dataclass(frozen=True, slots=True)
class Outcome:
    """One job done or failed, as one process tells another.

    `kept` says that the file which stands prints the same, and none was made; `reads` are the lookups
    beyond the job's scope, `printed` is the hash of what it prints; `memory` is the peak of the
    process, in bytes.
    """

    job: Job
    kept: bool = False
    sha256: str = ""
    size: int = 0
    reads: tuple[str, ...] = ()
    printed: str = ""
    problem: ExporterError | None = None
    memory: int = 0


class Unexpected(ExporterError):  # noqa: N818 - not a fault of the source
    """A job failed for a reason that lies outside the project."""


def failed(job: Job, error: Exception) -> Outcome:
    """Return the outcome of a job that raised."""
    if isinstance(error, ExporterError):
        return Outcome(job, problem=error, memory=peak_memory())
    if isinstance(error, OSError):  # a full disk, a file taken away: not our mistake, so no story
        words = f"{job}: {error.strerror or error}"
        return Outcome(job, problem=Unexpected(words), memory=peak_memory())
    story = "".join(traceback.format_exception(error))
    return Outcome(job, problem=Unexpected(f"{job}: {story}".rstrip()), memory=peak_memory())


def lost(job: Job) -> Outcome:
    """Return the outcome of a job whose process died twice."""
    words = (
        f"{job}: its process was ended by the system\n  remedy: free memory, or build with fewer --workers"
    )
    return Outcome(job, problem=Unexpected(words))


def together(problems: Sequence[ExporterError]) -> ExporterError:
    """Return several problems as one error: faults of one kind in one report, each once."""
    first = problems[0]
    if isinstance(first, FaultsError):
        same = (p for p in problems if isinstance(p, type(first)))
        return type(first)(fault for problem in same for fault in problem.faults)
    words = dict.fromkeys(str(problem) for problem in problems if type(problem) is type(first))
    return type(first)("\n".join(words))


def peak_memory() -> int:
    """Return the most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
