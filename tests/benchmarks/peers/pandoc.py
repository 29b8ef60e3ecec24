"""pandoc: a Markdown file in, with our template as its reference document.

Read as gfm, which it parses a third faster than its own Markdown.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.benchmarks import content
from tests.benchmarks.measure import ROOT

Work = Callable[[], int]


def markdown(pieces: Iterable[content.Piece]) -> Iterator[str]:
    """Yield `pieces` as Markdown."""
    for piece in pieces:
        match piece:
            case content.Heading(level, words):
                yield f"{'#' * level} {words}\n\n"
            case content.Prose(lead, words):
                yield f"**{lead}** {words}\n\n"
            case content.Grid(caption, header, rows):
                yield f"{caption}\n\n| {' | '.join(header)} |\n|{' --- |' * len(header)}\n"
                yield from (f"| {' | '.join(row)} |\n" for row in rows)
                yield "\n"


def docx_long(size: int, folder: Path) -> Work:
    """The chapter, whole process."""
    source = folder / "chapter.md"
    source.write_text("".join(markdown(content.chapter(size))), "utf-8")
    reference = f"--reference-doc={ROOT / 'templates' / 'briefing.docx'}"

    def work() -> int:
        command = [
            "pandoc",
            "-f",
            "gfm",
            "-t",
            "docx",
            reference,
            "-o",
            str(folder / "out.docx"),
            str(source),
        ]
        subprocess.run(command, check=True)
        return 1

    return work
