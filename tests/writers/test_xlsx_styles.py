"""Styles written as strings are what openpyxl would have made of the same looks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from typing import get_args

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from exporter.theme.sheet import load_sheet_theme
from exporter.writers.package import repack
from exporter.writers.xlsx.page import Fills
from exporter.writers.xlsx.parts import STYLES
from exporter.writers.xlsx.styles import Align, Look, Role, StyleBook
from tests.benchmarks.ours import TEMPLATES

THEME = load_sheet_theme(TEMPLATES / "tracker.toml")
FORMATS = ("General", "@", "#,##0", '[$-804]yyyy"年"m"月"d"日"', '0.0 "<a&b>"')


def looks() -> Iterator[Look]:
    for role, han, code, align, quoted in product(
        get_args(Role), (False, True), FORMATS, get_args(Align), (False, True)
    ):
        yield Look(role, han, code, align, quoted)


def specimen(cell: Cell, look: Look) -> None:
    """Dress `cell` by openpyxl's own means."""
    paint, fonts = StyleBook(THEME)._paints[look.role], THEME.fonts
    cell.font = Font(
        name=fonts.han if look.han else fonts.latin,
        charset=134 if look.han else None,
        size=paint.size,
        bold=paint.bold or None,
        color=paint.text,
        underline="single" if paint.underlined else None,
    )
    cell.alignment = Alignment(
        horizontal=look.align, vertical="top", wrap_text=paint.wrapped, indent=int(look.align == "right")
    )
    cell.number_format = look.number_format
    cell.protection = Protection(locked=not paint.unlocked)
    cell.quotePrefix = look.quoted
    if paint.fill:
        cell.fill = PatternFill("solid", fgColor=paint.fill)
    if paint.framed:
        side = Side("thin", color=THEME.colours.line)
        cell.border = Border(left=side, right=side, top=side, bottom=side)


def face(cell: Cell) -> str:
    parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    said = "".join(map(repr, parts)).replace("wrapText=False", "wrapText=None")
    return f"{said}{cell.number_format}{bool(cell.quotePrefix)}"


def test_each_look_is_what_openpyxl_makes_of_it() -> None:
    theirs, ours = Workbook(), StyleBook(THEME)
    wanted = tuple(looks())
    numbers = [ours.number(look) for look in wanted]
    for row, look in enumerate(wanted, 1):
        specimen(theirs.active.cell(row, 1, "x"), look)
    saved = io.BytesIO()
    theirs.save(saved)
    swapped = io.BytesIO(repack(saved.getvalue(), {STYLES: ours.xml(Fills().xml()).encode()}))
    expected = load_workbook(saved).active
    found = load_workbook(swapped).active
    assert [face(found.cell(row, 1)) for row, _ in enumerate(wanted, 1)] == [
        face(expected.cell(row, 1)) for row, _ in enumerate(wanted, 1)
    ]
    assert numbers == [theirs.active.cell(row, 1).style_id for row, _ in enumerate(wanted, 1)]


def test_a_style_is_told_once() -> None:
    book = StyleBook(THEME)
    assert book.number(Look("locked")) == book.number(Look("locked")) != book.number(Look("editable"))
