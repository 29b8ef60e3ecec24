"""What is told while a build runs: lines in a pipe, a bar on a terminal."""

from __future__ import annotations

import io

from exporter.cli.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, *jobs: str) -> str:
    with Progress(stream) as progress:
        progress.begin(len(jobs))
        for job in jobs:
            progress.done(job)
        progress.begin(1)
        progress.done("another chapter")
    return stream.getvalue()


def test_a_pipe_gets_a_line_for_each_job_counted_over_all_chapters() -> None:
    assert run(io.StringIO(), "a", "b").splitlines() == ["[1/2] a", "[2/2] b", "[3/3] another chapter"]


def test_a_terminal_gets_a_bar_with_rate_and_time_left() -> None:
    shown = run(Terminal(), "a", "b")
    assert "1/2" in shown and "2/3" in shown and "file/s" in shown


def test_a_bar_counts_what_failed() -> None:
    assert "1 failed" in run(Terminal(), "a: failed", "b")


def test_nothing_to_do_draws_no_bar() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        progress.begin(0)
        progress.kept(3)
    assert stream.getvalue() == "3 unchanged\n"
