"""The way from a Workbook to bytes: check, shell, cells, package."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from openpyxl import Workbook as Shell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from exporter.document.nodes import Properties
from exporter.document.workbook import CoverSheet, Hyperlink, Sheet, StreamedRows, TableSheet, Workbook
from exporter.errors import Fault, SourceError
from exporter.theme.sheet import SheetTheme
from exporter.writers.package import (
    CONTENT_TYPES,
    Codec,
    Content,
    Packed,
    around,
    chunks,
    middle,
    part_text,
    repack,
    zlib_codec,
)
from exporter.writers.xlsx import shell as shells
from exporter.writers.xlsx.base import base_lines, stamp
from exporter.writers.xlsx.charts import add_charts, with_alternatives
from exporter.writers.xlsx.check import FIRST_ROW, LISTS, block_faults, faults
from exporter.writers.xlsx.layout import Measure
from exporter.writers.xlsx.rows import Ink, cover_grid, cover_rows, last_row, list_rows, table_rows, text_rows
from exporter.writers.xlsx.strings import PART as STRINGS
from exporter.writers.xlsx.strings import SharedStrings, declared, related
from exporter.writers.xlsx.styles import StyleBook
from exporter.writers.xlsx.survey import Block

_CORE, _STYLES, _RELATIONS = "docProps/core.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
_APP = "docProps/app.xml"
Inspector: TypeAlias = Callable[[int, Block], bool]
_HAN_LANGUAGES = ("zh",)
Widths: TypeAlias = Mapping[str, Sequence[float]]  # of a table sheet's columns, by its key

# openpyxl signs as a kind of Excel; LibreOffice then trusts row heights that nobody has measured.
_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>exporter</Application></Properties>"
)


def write_xlsx(workbook: Workbook, theme: SheetTheme, *, codec: Codec = zlib_codec) -> bytes:
    """Return `workbook` as an .xlsx file; the same workbook and theme give the same bytes,
    as long as the `codec` is the standard library's.

    SourceError names every cell that Excel could not hold as it is.
    """
    tables = [sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet)]
    measures = {sheet.key: Measure(sheet.columns) for sheet in tables}
    found = tuple(faults(workbook, measures))
    if found:
        raise SourceError(found)
    shell = shells.new_shell(workbook, theme)
    names = dict(shells.column_names(tables))
    ink = Ink(StyleBook(shell, theme), SharedStrings(), theme.fonts.size, theme.fonts.title_size, names)
    widths = {key: measure.widths(workbook.date_format) for key, measure in measures.items()}
    # Styles and texts are numbered as cells are made, and the shell holds the styles: cells come first.
    base = tuple(base_lines(workbook, workbook.origin)) if workbook.origin else ()
    late: list[Fault] = []
    inspectors = {sheet.key: _inspector(sheet, workbook, measures[sheet.key], late) for sheet in tables}
    rows_of_all = _bodies(workbook, widths, ink, base, inspectors)
    bodies = [middle(chunks(rows), codec=codec) for rows in rows_of_all]
    if late:
        raise SourceError(late)
    plain = frozenset(key for key, measure in measures.items() if measure.plain)
    if workbook.origin:
        stamp(shell, workbook.origin, base[1])
    _dress(shell, workbook, widths, theme, plain)
    return _finished(shell, workbook, bodies, ink.strings, len(base), codec)


def _inspector(sheet: TableSheet, workbook: Workbook, measure: Measure, late: list[Fault]) -> Inspector:
    """Return what looks at rows before they are written; only streamed ones were not looked at yet."""
    keys = frozenset(other.key for other in workbook.sheets)

    def inspect(first: int, block: Block) -> bool:
        found = tuple(block_faults(sheet, first, block, keys, measure))
        late.extend(found)
        return not found

    return inspect if isinstance(sheet.rows, StreamedRows) else lambda first, block: True  # noqa: ARG005


def _bodies(
    workbook: Workbook,
    widths: Widths,
    ink: Ink,
    base: Sequence[str],
    inspectors: Mapping[str, Inspector],
) -> Iterator[Iterator[str]]:
    """Yield the rows of each sheet, of the hidden lists and the hidden base at last."""
    han = workbook.language.startswith(_HAN_LANGUAGES)
    for sheet in workbook.sheets:
        match sheet:
            case CoverSheet():
                yield cover_rows(sheet, ink, workbook.date_format)
            case TableSheet():
                inspect = inspectors[sheet.key]
                yield table_rows(sheet, widths[sheet.key], ink, workbook.date_format, han, inspect)
    yield list_rows(workbook.lists, ink)
    if base:
        yield text_rows(base, ink)


def _dress(
    shell: Shell, workbook: Workbook, widths: Widths, theme: SheetTheme, plain: Collection[str]
) -> None:
    tabs = {sheet.key: sheet.name for sheet in workbook.sheets}
    shells.dress_lists(shell[LISTS], workbook.lists)
    for page in shell.worksheets if workbook.right_to_left else ():
        page.sheet_view.rightToLeft = True
    for sheet in workbook.sheets:
        page = shell[sheet.name]
        match sheet:
            case CoverSheet():
                shells.dress_cover(page, sheet)
                shells.add_links(page, shells.cover_links(sheet, workbook.date_format), tabs)
                shells.set_page(page, workbook.furniture, theme, high=1)
            case TableSheet():
                shells.dress_table(page, sheet, widths[sheet.key], workbook.lists, theme.states)
                shells.add_links(page, iter(()) if sheet.key in plain else _table_links(sheet), tabs)
                add_charts(page, sheet, widths[sheet.key], theme)
                wide = shells.printed_width(sheet, widths[sheet.key])
                shells.set_page(page, workbook.furniture, theme, high=0, width=wide)


def _table_links(sheet: TableSheet) -> Iterator[tuple[str, Hyperlink]]:
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        for column, value in enumerate(row, 1):
            if isinstance(value, Hyperlink):
                yield f"{get_column_letter(column)}{number}", value


# -- the package -----------------------------------------------------------------------------------


def _finished(
    shell: Shell,
    workbook: Workbook,
    bodies: list[Packed],  # used up: no sheet is held twice
    strings: SharedStrings,
    base_rows: int,
    codec: Codec,
) -> bytes:
    saved = io.BytesIO()
    shell.save(saved)
    package = saved.getvalue()
    parts: dict[str, Content | Packed] = {
        _APP: _PROGRAM.encode(),
        _CORE: _core(workbook.properties, workbook.language),
        _STYLES: _with_fonts_in_order(part_text(package, _STYLES)).encode(),
        CONTENT_TYPES: declared(part_text(package, CONTENT_TYPES)).encode(),
        _RELATIONS: related(part_text(package, _RELATIONS)).encode(),
        STRINGS: chunks(strings.xml()),
    }
    parts |= dict(_drawings(package, workbook))
    extents = [*(_extent(sheet, workbook) for sheet in workbook.sheets), _extent_of_lists(workbook)]
    if base_rows:
        extents.append(f"A1:A{base_rows}")
    for number, extent in enumerate(extents, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _spliced(part_text(package, name), bodies.pop(0), extent, codec)
    return repack(package, parts, codec=codec)


def _drawings(package: bytes, workbook: Workbook) -> Iterator[tuple[str, bytes]]:
    """Yield the drawing part of each sheet with charts; openpyxl numbers them in the order of sheets."""
    charted = (s for s in workbook.sheets if isinstance(s, TableSheet) and s.charts)
    for number, sheet in enumerate(charted, 1):
        name = f"xl/drawings/drawing{number}.xml"
        yield name, with_alternatives(part_text(package, name), sheet.charts).encode()


def _core(properties: Properties, language: str) -> bytes:
    """What the file says of itself.  openpyxl would stamp it with the clock."""
    stamp = datetime.fromisoformat(properties.stamp)
    day = stamp.astimezone(UTC).replace(tzinfo=None) if stamp.tzinfo else stamp
    core = DocumentProperties(
        title=properties.title,
        subject=properties.subject,
        creator=properties.author,
        lastModifiedBy=properties.author,
        keywords=", ".join(properties.keywords),
        version=properties.revision,
        language=language,
        created=day,
        modified=day,
    )
    xml: str | bytes = tostring(core.to_tree())
    return xml.encode() if isinstance(xml, str) else xml


# The Open XML SDK wants this order; ECMA-376 leaves it free, and openpyxl takes another.
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
    "family", "charset", "scheme",
)  # fmt: skip
_FONT = re.compile(r"<font>(.*?)</font>", re.DOTALL)
_CHILD = re.compile(r"<(\w+)[^>]*?/>")


def _with_fonts_in_order(styles: str) -> str:
    def sorted_font(font: re.Match[str]) -> str:
        children = sorted(_CHILD.finditer(font[1]), key=lambda child: _FONT_ORDER.index(child[1]))
        return f"<font>{''.join(child[0] for child in children)}</font>"

    return _FONT.sub(sorted_font, styles)


_SHEET_DATA = re.compile(r"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'(<dimension ref=")[^"]*')


def _spliced(page: str, body: Packed, extent: str, codec: Codec) -> Packed:
    """Return the sheet that openpyxl wrote with our rows in place of its own."""
    head, tail = _SHEET_DATA.split(page, maxsplit=1)
    head = _DIMENSION.sub(rf"\g<1>{extent}", head)
    opening, closing = f"{head}<sheetData>", f"</sheetData>{_with_quiet(tail, extent)}"
    return around(opening.encode(), body, closing.encode(), codec=codec)


def _with_quiet(tail: str, extent: str) -> str:
    """Tell Excel what is meant as it is: "4.1" as text, and formulas that differ from row to row."""
    ignored = f'<ignoredError sqref="{extent}" numberStoredAsText="1" formula="1"/>'
    quiet = f"<ignoredErrors>{ignored}</ignoredErrors>"
    behind = _BEHIND_QUIET.search(tail)
    assert behind is not None
    return tail[: behind.start()] + quiet + tail[behind.start() :]


_BEHIND_QUIET = re.compile("<drawing|<legacyDrawing|<tableParts|</worksheet>")  # ECMA-376 §18.3.1.99


def _extent(sheet: Sheet, workbook: Workbook) -> str:
    """The cells of a sheet, from A1 to its last: "A1:H12"."""
    match sheet:
        case TableSheet():
            return f"A1:{get_column_letter(len(sheet.columns))}{last_row(sheet) + sheet.spare}"
        case CoverSheet():
            return f"A1:B{sum(1 for _ in cover_grid(sheet, workbook.date_format))}"


def _extent_of_lists(workbook: Workbook) -> str:
    longest = max(map(len, workbook.lists.values()), default=0)
    return f"A1:{get_column_letter(max(len(workbook.lists), 1))}{longest + 1}"


__all__ = ["write_xlsx"]
