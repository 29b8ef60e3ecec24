"""How far a build is: a bar on a terminal, plain lines in a pipe."""

from __future__ import annotations

from types import TracebackType
from typing import Any, TextIO


class Progress:
    """Tells jobs as they are done.  Writes to `stream`, which is standard error."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Any = None
        self._total = self._done = self._failed = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def say(self, message: str) -> None:
        """Print a line apart from the progress: a font being prepared."""
        if self._bar is not None:
            self._bar.clear()
        print(message, file=self._stream, flush=True)

    def kept(self, count: int) -> None:
        """Tell how many outputs stand unchanged."""
        self.say(f"{count} unchanged")

    def begin(self, total: int) -> None:
        """Start to count `total` jobs."""
        self._total += total
        if self._bar is not None:  # of the chapter before
            self._bar.total = self._total
            self._bar.refresh()
        elif total and self._stream.isatty():
            from tqdm import tqdm  # only a terminal pays for it

            tqdm.monitor_interval = 0  # its thread would be forked with us
            self._bar = tqdm(total=total, unit="file", file=self._stream, leave=False)

    def done(self, job: str) -> None:
        """Count a job as done."""
        self._done += 1
        self._failed += job.endswith(": failed")
        if self._bar is None:
            print(f"[{self._done}/{self._total}] {job}", file=self._stream, flush=True)
        else:
            self._bar.set_postfix_str(f"{self._failed} failed, {job}" if self._failed else job)
            self._bar.update()
