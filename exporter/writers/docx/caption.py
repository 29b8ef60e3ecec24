"""Captions: the label with its number in a field, and the bookmarks that references repeat."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from exporter.document.nodes import Chart, Picture, Table
from exporter.writers.docx.inlines import inlines_xml, words_xml
from exporter.writers.docx.output import Output, number_name
from exporter.writers.docx.xml import field

_NOT_IN_NAMES = re.compile(r"\W")


def caption_xml(block: Table | Picture | Chart, out: Output) -> str:
    """Return the caption of a block; a table's stands above it, and stays with it."""
    table = isinstance(block, Table)
    label = _label(block.label, out.document.labels.table if table else out.document.labels.figure)
    number = out.bookmark(number_name(block.anchor), _numbered(label, out)) if block.label else ""
    words = number + words_xml(label.gap, out) + inlines_xml(block.caption, out) + words_xml(label.tail, out)
    role = "caption" if table else "figure_caption"
    noted = isinstance(block, Chart) and bool(block.note)
    return out.paragraph(role, out.placed(block.anchor, words), keep=table or noted)


class _Label(NamedTuple):
    """The label of a caption, around its number; what parts it from the caption; what follows that."""

    before: str
    number: str
    after: str
    gap: str
    tail: str


@lru_cache(maxsize=256)
def _label(label: str, pattern: str) -> _Label:
    """Take the label of a caption apart.

    >>> _label("Table 3", "Table {number}  {caption}.")
    _Label(before='Table ', number='3', after='', gap='  ', tail='.')
    """
    found = re.search(r"\d+", label)
    if found is None:
        return _Label(label, "", "", " " if label else "", "")
    head, _, tail = pattern.format(number=found[0], caption="\0").partition("\0")
    return _Label(label[: found.start()], found[0], label[found.end() :], head.removeprefix(label), tail)


def _numbered(label: _Label, out: Output) -> str:
    """Return a label with its number in a SEQ field, so that captions added in Word count on."""
    head = words_xml(label.before, out)
    sequence = field(_sequence(label.before), words_xml(label.number, out)) if label.number else ""
    return head + sequence + words_xml(label.after, out)


@lru_cache(maxsize=16)
def _sequence(before: str) -> str:
    """Return the instruction that counts captions whose labels begin with `before`."""
    name = _NOT_IN_NAMES.sub("", before) or "_"
    return f"SEQ {name} \\* ARABIC"
