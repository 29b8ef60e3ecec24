"""A listener that keeps what it is told."""

from __future__ import annotations

from pathlib import Path

from exporter.plan.build import build
from exporter.plan.request import Request


class Kept:
    """Remembers messages, made outputs and those that stood."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.made: list[str] = []
        self.unchanged = 0

    def say(self, message: str) -> None:
        self.said.append(message)

    def begin(self, total: int) -> None: ...

    def done(self, job: str) -> None:
        if job.endswith(": unchanged"):
            self.unchanged += 1
        else:
            self.made.append(job)

    def kept(self, count: int) -> None:
        self.unchanged += count


def told(project: Path, **wishes: object) -> Kept:
    """Build, and return what was told."""
    listener = Kept()
    build(Request(project, **wishes), listener)  # type: ignore[arg-type]
    return listener
