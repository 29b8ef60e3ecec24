"""Jobs over processes: each alone, none able to stop the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from multiprocessing.connection import wait as wait_for
from threading import Thread
from typing import TypeAlias

from exporter.plan.interruptions import held
from exporter.plan.jobs import Job
from exporter.plan.outcome import Outcome, lost

Task: TypeAlias = Callable[[Job], Outcome]

_WORTH = 4  # fewer jobs are done before a second process is ready
_WORTH_SPAWNED = 16  # where a process must load the project itself
_CHUNK = 8  # jobs handed over at once, of one product: a process loads the libraries of few
_ROUND = 250  # chunks that a process lives for, so that whatever it keeps stays bounded
_FORKS = sys.platform.startswith("linux")  # elsewhere a fork of a threaded system library may hang


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outcomes(jobs: Sequence[Job], task: Task, workers: int) -> Generator[Outcome, None, None]:
    """Yield the outcome of every job as it ends, in no order.

    A process that dies takes nothing with it: what it had in hand is done again, each job in a process
    of its own, and only a job that kills that one too is lost.
    """
    if workers <= 1 or len(jobs) < (_WORTH if _FORKS else _WORTH_SPAWNED):
        yield from map(task, jobs)
        return
    waiting = deque(_chunks(jobs, workers))
    while waiting:
        suspects: list[Job] = []
        yield from _round(waiting, task, workers, suspects)
        for job in suspects:
            yield _alone(job, task)


def _chunks(jobs: Sequence[Job], workers: int) -> Iterator[tuple[Job, ...]]:
    """Cut jobs into small runs of one product, the slowest product first."""
    size = max(1, min(_CHUNK, len(jobs) // (3 * workers)))
    for _, run in groupby(sorted(jobs, key=_weight), key=lambda job: job.product):
        same = tuple(run)
        yield from (same[first : first + size] for first in range(0, len(same), size))


def _weight(job: Job) -> int:
    slowest_first = ("factsheet", "briefing", "tracker")
    return slowest_first.index(job.product) if job.product in slowest_first else len(slowest_first)


def _round(
    waiting: deque[tuple[Job, ...]], task: Task, workers: int, suspects: list[Job]
) -> Generator[Outcome, None, None]:
    """Yield outcomes from one set of processes: until no job waits, one died, or they grew old."""
    handed = 0
    running: dict[Future[tuple[Outcome, ...]], tuple[Job, ...]] = {}
    with _pool(workers, task) as pool:
        try:
            while running or (waiting and handed < _ROUND * workers):
                while waiting and len(running) < workers and handed < _ROUND * workers:
                    chunk = waiting.popleft()
                    handed += 1
                    with held():  # the first one starts the processes: those of half a set would never end
                        future = pool.submit(_each, chunk)
                    running[future] = chunk
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from future.result()
                    del running[future]
        except BrokenProcessPool:
            suspects += [job for chunk in running.values() for job in chunk]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _alone(job: Job, task: Task) -> Outcome:
    with _pool(1, task) as pool:
        try:
            with held():
                future = pool.submit(_each, (job,))
            return future.result()[0]
        except BrokenProcessPool:
            return lost(job)


def _pool(workers: int, task: Task) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork" if _FORKS else "spawn")
    return ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(task,))


_task: Task | None = None  # of this process, when it is a worker: what it holds is loaded once


def _begin(task: Task) -> None:
    global _task  # noqa: PLW0603 - a worker is born with its task
    _task = task
    # Interruptions are for the process that builds: it ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that builds is killed: it would hold the lock of the outputs for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait_for([parent.sentinel])
    os._exit(1)


def _each(jobs: Iterable[Job]) -> tuple[Outcome, ...]:
    assert _task is not None
    return tuple(map(_task, jobs))
