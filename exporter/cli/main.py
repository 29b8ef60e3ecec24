"""Parse, call, print.  The only place that turns an error into an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from exporter.errors import ExporterError, FaultsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    with _seldom_collecting():
        code = _run(argv)
    if argv is None:  # the program ends: nothing is left to collect
        gc.freeze()
    return code


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let the garbage collector look seldom: nearly all that a command makes lives to its end."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(argv: Sequence[str] | None) -> int:
    from exporter.cli.arguments import parser  # the commands' modules import what they need, when they run

    _speak_utf8()
    if argv is None:  # the program, which tidies up when it is ended as when it is interrupted
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    return perform(parser().parse_args(argv))


def perform(arguments: argparse.Namespace) -> int:
    """Run the command that was typed; tell what went wrong, and return the exit code."""
    try:
        from exporter.cli import commands

        return commands.COMMANDS[arguments.command](arguments)
    except FaultsError as error:
        print(_report(error), file=sys.stderr)
        return error.exit_code
    except ExporterError as error:
        print(f"exporter: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output went away: `exporter list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # no file of ours: a full disk, a folder that may not be written to
        where = f"'{error.filename}': " if error.filename else ""
        print(f"exporter: {where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("exporter: interrupted; the outputs are as they were", file=sys.stderr)
        return 130


def _speak_utf8() -> None:
    """Chinese must print wherever the output goes, also under LANG=C; a closed stream swallows it."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _report(error: FaultsError) -> str:
    """Faults grouped by file, in reading order, with their number."""
    files = {fault.place.file for fault in error.faults}
    return f"{error}\n\n{_counted(len(error.faults), 'fault')} in {_counted(len(files), 'file')}"


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
