"""docxtpl: Jinja over a Word template.  Its template has our styles, page set-up and header row.

What it is spared: bookmarks on paragraphs, a SEQ field behind each table's number, column widths by content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks import content
from tests.benchmarks.documents import pieces_of
from tests.benchmarks.measure import ROOT
from tests.benchmarks.ours import partner_briefs

Work = Callable[[], int]


def make_template(path: Path, columns: int = 4) -> None:
    """Write a template that loops over blocks, with the styles of our own template."""
    from docx import Document

    word: Any = Document(str(ROOT / "templates" / "briefing.docx"))
    body = word.element.body
    for child in list(body)[:-1]:
        body.remove(child)

    def add(words: str, style: str = "Body Text") -> Any:
        return word.add_paragraph(words, style=style)

    add("{%p for b in blocks %}")
    add("{%p if b.level == 1 %}")
    add("{{ b.words }}", "Heading 1")
    add("{%p elif b.level == 2 %}")
    add("{{ b.words }}", "Heading 2")
    add("{%p elif b.rows %}")
    add("Table {{ b.number }}  {{ b.words }}", "Caption")
    table = word.add_table(rows=2 + 2, cols=columns)
    for at in range(columns):
        table.rows[0].cells[at].text = f"{{{{ b.header[{at}] }}}}"
        table.rows[2].cells[at].text = f"{{{{ row[{at}] }}}}"
    table.rows[1].cells[0].text = "{%tr for row in b.rows %}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    add("{%p else %}")
    prose = add("")
    prose.add_run("{{ b.lead }}").bold = True
    prose.add_run(" {{ b.words }}")
    add("{%p endif %}")
    add("{%p endfor %}")
    word.save(str(path))


def context(pieces: Iterable[content.Piece]) -> list[dict[str, Any]]:
    """Return `pieces` as the blocks that the template loops over."""
    blocks: list[dict[str, Any]] = []
    tables = 0
    for piece in pieces:
        match piece:
            case content.Heading(level, words):
                blocks.append({"level": level, "words": words})
            case content.Prose(lead, words):
                blocks.append({"lead": lead, "words": words})
            case content.Grid(caption, header, rows):
                tables += 1
                blocks.append({"number": tables, "words": caption, "header": header, "rows": rows})
    return blocks


def docx_long(size: int, folder: Path) -> Work:
    """The chapter through the loop template, cold."""
    make_template(folder / "template.docx")
    blocks = context(content.chapter(size))

    def work() -> int:
        from docxtpl import DocxTemplate

        template = DocxTemplate(str(folder / "template.docx"))
        template.render({"blocks": blocks}, autoescape=True)
        template.save(str(folder / "out.docx"))
        return 1

    return work


def docx_bulk(size: int, folder: Path) -> Work:
    """All partners' briefs, warm; the template is opened for each, as docxtpl asks."""
    from docxtpl import DocxTemplate

    briefs = [context(pieces_of(brief)) for brief in partner_briefs(folder)]
    make_template(
        folder / "template.docx", max(len(b["header"]) for brief in briefs for b in brief if "rows" in b)
    )
    target = str(folder / "out.docx")

    def make(number: int) -> None:
        template = DocxTemplate(str(folder / "template.docx"))
        template.render({"blocks": briefs[number % len(briefs)]}, autoescape=True)
        template.save(target)

    make(0)

    def work() -> int:
        for number in range(size):
            make(number)
        return size

    return work
