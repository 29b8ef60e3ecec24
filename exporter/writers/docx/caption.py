"""Captions: the label with its number in a field, and the bookmarks that references repeat."""

from __future__ import annotations

import re
from functools import lru_cache

from exporter.document.nodes import Chart, Picture, Table
from exporter.writers.docx.inlines import inlines_xml, words_xml
from exporter.writers.docx.output import Output, number_name
from exporter.writers.docx.setting import Setting
from exporter.writers.docx.xml import field


def caption_xml(block: Table | Picture | Chart, out: Output) -> str:
    """Return the caption of a block; a table's stands above it, and stays with it."""
    table = isinstance(block, Table)
    words = _label(block, out) + inlines_xml(block.caption, out)
    _, tail = _around(block.label, _pattern(block, out))
    if tail:
        words += words_xml(tail, out)
    role = "caption" if table else "figure_caption"
    noted = isinstance(block, Chart) and bool(block.note)
    return out.paragraph(role, out.placed(block.anchor, words), keep=table or noted)


def _label(block: Table | Picture | Chart, out: Output) -> str:
    """Return the label of a caption, which references repeat, and what parts it from the caption."""
    if not block.label:
        return ""
    out.trace.words.append(block.label)
    gap, _ = _around(block.label, _pattern(block, out))
    return out.bookmark(number_name(block.anchor), _numbered(block.label, out.plain)) + words_xml(gap, out)


def _pattern(block: Table | Picture | Chart, out: Output) -> str:
    return out.document.labels.table if isinstance(block, Table) else out.document.labels.figure


@lru_cache(maxsize=256)
def _around(label: str, pattern: str) -> tuple[str, str]:
    """Return what parts the label of a caption from the caption, and what follows that.

    >>> _around("Table 3", "Table {number}  {caption}.")
    ('  ', '.')
    """
    found = re.search(r"\d+", label)
    if found is None:
        return " " if label else "", ""
    head, _, tail = pattern.format(number=found[0], caption="\0").partition("\0")
    return head.removeprefix(label), tail


@lru_cache(maxsize=256)
def _numbered(label: str, setting: Setting) -> str:
    """Return `label` with its number in a SEQ field, so that captions added in Word count on."""
    before, number, after = re.match(r"(\D*)(\d*)(.*)", label, re.DOTALL).groups()  # type: ignore[union-attr]
    name = re.sub(r"\W", "", before) or "_"
    sequence = field(f"SEQ {name} \\* ARABIC", setting.runs(number)) if number else ""
    return setting.runs(before) + sequence + setting.runs(after)
