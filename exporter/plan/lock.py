"""One build at a time in an output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from exporter.errors import UsageError

_NAME = ".building"
_PATIENCE = 300  # seconds: the longest build of an archive's chapter takes less


@contextmanager
def only_build(out: Path, say: Callable[[str], None], patience: float = _PATIENCE) -> Iterator[None]:
    """Hold `out` for one build; another waits, says so, and gives up after `patience` seconds.

    The lock is the system's, so a build that was killed leaves none behind.
    """
    from filelock import FileLock, Timeout  # what is not built needs no lock

    path = out / _NAME
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"another build is writing to '{out}'; waiting for it to end")
            lock.acquire(timeout=patience)
    except Timeout:
        raise UsageError(
            f"another build has been writing to '{out}' for {patience:.0f} seconds\n"
            "  remedy: wait until it ends, or end it, or name another --out"
        ) from None
    except OSError as error:
        raise UsageError(
            f"'{out}' cannot hold outputs: {error.strerror}\n  remedy: name another --out"
        ) from error
    try:
        yield
    finally:
        with suppress(OSError):  # while it is held; who waits sees that it is gone, and makes a new one
            path.unlink()
        lock.release()
