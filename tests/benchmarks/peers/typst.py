"""Typst from Python: one warm Compiler, our fonts alone, tagged as it writes by default.

Charts come as bars of the same values; metadata are the title's alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.benchmarks import content
from tests.benchmarks.documents import pieces_of
from tests.benchmarks.ours import fact_sheets, repeated
from tests.benchmarks.sheets import font_paths

Work = Callable[[], int]


def markup(pieces: Iterable[content.Piece], language: str, family: str) -> Iterator[str]:
    """Yield `pieces` as a Typst source."""
    yield '#set document(title: "A sheet")\n#set page(paper: "a4", margin: 20mm, numbering: "1 / 1")\n'
    yield f'#set text(font: "{family}", size: 10pt, lang: "{language}")\n#set par(justify: true)\n'
    for piece in pieces:
        match piece:
            case content.Heading(level, words):
                yield f"#heading(level: {level})[#{_string(words)}]\n\n"
            case content.Prose(lead, words):
                yield f"#strong({_string(lead)}) #{_string(words)}\n\n" if lead else f"#{_string(words)}\n\n"
            case content.Grid(caption, header, rows):
                cells = ", ".join(f"[#{_string(cell)}]" for row in rows for cell in row)
                head = ", ".join(f"[#{_string(cell)}]" for cell in header)
                table = f"table(columns: {len(header)}, table.header({head}), {cells})"
                yield f"#figure({table}, caption: [#{_string(caption)}])\n\n"


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fonts(folder: Path, language: str) -> tuple[Path, str]:
    """Put our fonts into a folder of their own; return it and the family's name."""
    from fontTools.ttLib import TTFont

    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    paths = font_paths(language)
    for name, path in paths._asdict().items():
        shutil.copyfile(path, fonts / f"{name}.ttf")
    return fonts, str(TTFont(paths.regular)["name"].getBestFamilyName())


def _bulk(size: int, folder: Path, language: str) -> Work:
    from typst import Compiler

    fonts, family = _fonts(folder, language)
    sources = [
        "".join(markup(pieces_of(s), language, family)).encode() for s in fact_sheets(folder, language)
    ]
    compiler = Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    def make(number: int, target: Path) -> None:
        target.write_bytes(compiler.compile(input=sources[number % len(sources)], format="pdf"))

    return repeated(size, make, folder, "pdf")


def pdf_bulk_en(size: int, folder: Path) -> Work:
    """English fact sheets of all partners."""
    return _bulk(size, folder, "en")


def pdf_bulk_zh(size: int, folder: Path) -> Work:
    """Chinese fact sheets of all partners."""
    return _bulk(size, folder, "zh")


def pdf_long(size: int, folder: Path) -> Work:
    """The Chinese report, cold."""
    fonts, family = _fonts(folder, "zh")
    source = "".join(markup(content.chapter(size, "zh"), "zh", family)).encode()

    def work() -> int:
        from typst import Compiler

        compiler = Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)
        (folder / "out.pdf").write_bytes(compiler.compile(input=source, format="pdf"))
        return 1

    return work
