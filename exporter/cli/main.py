"""Parse, call, print.  The only place that turns an error into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from exporter.errors import ExporterError, FaultsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    from exporter.cli.arguments import parser  # the commands' modules import what they need, when they run

    _speak_utf8()
    arguments = parser().parse_args(argv)
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
    except KeyboardInterrupt:
        print("exporter: interrupted; the outputs are as they were", file=sys.stderr)
        return 130


def _speak_utf8() -> None:
    """Chinese must print wherever the output goes, also under LANG=C."""
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
