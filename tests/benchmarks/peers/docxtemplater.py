"""docxtemplater on node: one warm process, its template in our styles; node's own start is counted.

What it is spared: what docxtpl is spared, and a header row that repeats.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.documents import frame_of, pieces_of
from tests.benchmarks.measure import ROOT
from tests.benchmarks.ours import clear, partner_briefs
from tests.benchmarks.peers.docxtpl import context, frame, widest

Work = Callable[[], int]
HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def _make_template(path: Path, columns: int) -> None:
    """The loop template in docxtemplater's marks: {#list} … {/list}."""
    from docx import Document

    word: Any = Document(str(ROOT / "templates" / "briefing.docx"))
    body = word.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    add = word.add_paragraph
    add("{#blocks}", style="Body Text")
    for mark, style in (("one", "Heading 1"), ("two", "Heading 2")):
        add(f"{{#{mark}}}", style="Body Text")
        add("{words}", style=style)
        add(f"{{/{mark}}}", style="Body Text")
    add("{#grid}", style="Body Text")
    add("Table {number}  {words}", style="Caption")
    table = word.add_table(rows=2, cols=columns)
    for at in range(columns):
        table.rows[0].cells[at].text = f"{{h{at}}}"
        opening, closing = "{#lines}" * (at == 0), "{/lines}" * (at == columns - 1)
        table.rows[1].cells[at].text = f"{opening}{{c{at}}}{closing}"
    add("{/grid}", style="Body Text")
    add("{#prose}", style="Body Text")
    prose = add("", style="Body Text")
    prose.add_run("{lead}").bold = True
    prose.add_run(" {words}")
    add("{/prose}", style="Body Text")
    add("{/blocks}", style="Body Text")
    frame(word, "{%s}")
    word.save(str(path))


def _block(block: dict[str, Any], columns: int) -> dict[str, Any]:
    if "rows" in block:  # what a narrow table lacks is empty: it would print "undefined"
        none = ("",) * columns
        header = {f"h{at}": words for at, words in enumerate((*block["header"], *none)[:columns])}
        lines = [
            {f"c{at}": words for at, words in enumerate((*row, *none)[:columns])} for row in block["rows"]
        ]
        return {**header, "number": block["number"], "words": block["words"], "lines": lines, "grid": True}
    kinds = {1: "one", 2: "two"}
    return {**block, kinds.get(block.get("level", 0), "prose"): True}


def docx_bulk(size: int, folder: Path) -> Work:
    """All partners' briefs."""
    briefs = [context(pieces_of(brief), frame_of(brief)) for brief in partner_briefs(folder)]
    columns = widest(briefs)
    _make_template(folder / "template.docx", columns)
    for brief in briefs:
        brief["blocks"] = [_block(block, columns) for block in brief["blocks"]]
    data = folder / "data.json"
    data.write_text(json.dumps(briefs, ensure_ascii=False), "utf-8")
    command = ["node", HERE / "docxtemplater.js", folder / "template.docx", data, folder, size]

    clear(folder)

    def work() -> int:
        subprocess.run(list(map(str, command)), check=True, env={**os.environ, "NODE_PATH": str(MODULES)})
        return size

    return work
