"""Building again whenever something that products are made from is saved."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from exporter.errors import UsageError
from exporter.loading.chapters import SOURCE
from exporter.plan.themes import TEMPLATES

_CATALOGUES = Path(__file__).parents[1] / "locale"
_SETTLED = 100  # milliseconds without a further save: editors write a file in several steps


def saves(project: Path, stop: Event | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the names of what was saved in source, templates or catalogues, each time something was.

    As soon as the watch has begun it yields, mostly no names: whatever is saved from then on is told.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise UsageError(
            "watching needs the library watchfiles\n  remedy: pip install 'exporter[watch]'"
        ) from None
    folders = [folder for folder in (project / SOURCE, project / TEMPLATES, _CATALOGUES) if folder.is_dir()]
    if len(folders) == 1:
        raise UsageError(f"'{project}' is no project\n  remedy: name its folder: --project DIR")
    begun = False
    for changes in watch(
        *folders,
        watch_filter=_is_ours,
        debounce=_SETTLED * 4,
        step=_SETTLED,
        rust_timeout=_SETTLED,
        yield_on_timeout=True,
        stop_event=stop,
    ):
        if changes or not begun:
            begun = True
            yield _names(changes)


def _names(changes: Iterable[tuple[object, str]]) -> tuple[str, ...]:
    paths = {Path(path) for _, path in changes}
    there = {path for path in paths if path.exists()}  # not what an editor wrote first, and renamed
    return tuple(sorted({path.name for path in there or paths}))


def _is_ours(_: object, path: str) -> bool:
    """Tell a file that somebody saved from what an editor or Word keeps beside it while it is open."""
    name = Path(path).name
    return not name.startswith((".", "~$")) and not name.endswith(("~", ".tmp", ".pyc"))


def in_a_process_of_its_own(work: Callable[[], int]) -> int:
    """Return the exit code of `work`, done where nothing of an earlier build is remembered.

    What this process has imported is there at once.
    """
    if not sys.platform.startswith("linux"):  # a fork may hang there; catalogues stay as first read
        return work()
    process = multiprocessing.get_context("fork").Process(target=_ended, args=(work,))
    process.start()
    process.join()
    return process.exitcode or 0


def _ended(work: Callable[[], int]) -> None:
    sys.exit(work())
