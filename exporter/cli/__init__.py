"""Arguments, progress, exit codes; nothing else.  Every import that costs time waits for its command."""

from exporter.cli.main import main

__all__ = ["main"]
