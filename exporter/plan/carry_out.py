"""Jobs → outcomes, by processes here or by a cluster; who listens hears of each."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from exporter.plan.jobs import Job
from exporter.plan.outcome import Outcome
from exporter.plan.request import Request
from exporter.plan.task import Task
from exporter.plan.workers import outcomes, processors
from exporter.plan.workshop import Listener, Workshop


def outcomes_of(
    request: Request,
    chapter: str | None,
    workshop: Workshop,
    due: Sequence[Job],
    folder: Path,
    printed: Mapping[Job, str],
    listener: Listener,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of each of the jobs `due`; files go to `folder`, which is not published yet."""
    listener.begin(len(due))
    workers = request.workers or processors()
    memory = [0]
    if request.scheduler and due:
        from exporter.plan.cluster import cluster_outcomes

        ending = cluster_outcomes(request, chapter, due, folder, printed)
    else:
        ending = outcomes(due, Task(workshop, folder, printed), workers)
    with closing(ending) as ended:
        for outcome in ended:
            listener.done(f"{outcome.job}{_remark(outcome)}")
            memory.append(outcome.memory)
            yield outcome
    if due and (workers > 1 or request.scheduler):
        where = "the cluster's workers" if request.scheduler else f"{workers} workers"
        listener.say(f"{where}: at most {max(memory) / 1e6:.0f} MB each")


def _remark(outcome: Outcome) -> str:
    if outcome.problem is not None:
        return ": failed"
    return ": unchanged" if outcome.kept else ""
