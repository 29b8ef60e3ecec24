"""docxtpl: Jinja over a Word template.  Its template has our styles, page set-up and header row.

What it is spared: bookmarks, a SEQ field behind each table's number, column widths by content, properties
but the title and the subject, a table's words for who cannot see it, an index of what was made from what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.benchmarks import content
from tests.benchmarks.documents import document, frame_of, pieces_of
from tests.benchmarks.measure import ROOT
from tests.benchmarks.ours import partner_briefs, repeated

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
    frame(word, "{{ %s }}")
    word.save(str(path))


def frame(word: Any, mark: str) -> None:
    """Put what stands around the text into a template; `mark`, with %s, is how it names a word."""
    word.core_properties.title, word.core_properties.subject = mark % "title", mark % "subject"
    section = word.sections[0]
    section.header.paragraphs[0].text = mark % "header"
    line = section.footer.paragraphs[0]
    line.text = f"{mark % 'footer'}\tPage "
    for before, name in (("", "PAGE"), (" of ", "NUMPAGES")):
        line.add_run(before)
        line._p.append(OxmlElement("w:fldSimple", attrs={qn("w:instr"): name}))
    section.different_first_page_header_footer = True  # without header, with the same footer
    usual = section._sectPr.find(qn("w:footerReference"))
    first = deepcopy(usual)
    first.set(qn("w:type"), "first")
    usual.addnext(first)


def context(pieces: Iterable[content.Piece], frame: content.Frame) -> dict[str, Any]:
    """Return what the template prints: what stands around the text, and the blocks that it loops over."""
    return {**frame._asdict(), "blocks": list(_blocks(pieces))}


def _blocks(pieces: Iterable[content.Piece]) -> Iterator[dict[str, Any]]:
    tables = count(1)
    for piece in pieces:
        match piece:
            case content.Heading(level, words):
                yield {"level": level, "words": words}
            case content.Prose(lead, words):
                yield {"lead": lead, "words": words}
            case content.Grid(caption, header, rows):
                yield {"number": next(tables), "words": caption, "header": header, "rows": rows}


def widest(briefs: Iterable[dict[str, Any]]) -> int:
    """Return how many columns the widest table of `briefs` has: the template's table has as many."""
    return max(len(block["header"]) for brief in briefs for block in brief["blocks"] if "rows" in block)


def docx_long(size: int, folder: Path) -> Work:
    """The chapter through the loop template, cold."""
    make_template(folder / "template.docx")
    words = context(content.chapter(size), frame_of(document(())))

    def work() -> int:
        from docxtpl import DocxTemplate

        template = DocxTemplate(str(folder / "template.docx"))
        template.render(words, autoescape=True)
        template.save(str(folder / "out.docx"))
        return 1

    return work


def docx_bulk(size: int, folder: Path) -> Work:
    """All partners' briefs, warm; the template is opened for each, as docxtpl asks."""
    from docxtpl import DocxTemplate

    briefs = [context(pieces_of(brief), frame_of(brief)) for brief in partner_briefs(folder)]
    make_template(folder / "template.docx", widest(briefs))

    def make(number: int, target: Path) -> None:
        template = DocxTemplate(str(folder / "template.docx"))
        template.render(briefs[number % len(briefs)], autoescape=True)
        template.save(str(target))

    return repeated(size, make, folder, "docx")
