"""The way from a Workbook to bytes: check, shell, cells, package."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, count, islice
from typing import TypeAlias

from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.functions import tostring

from exporter.document.nodes import Properties
from exporter.document.workbook import CoverSheet, StreamedRows, TableSheet, Workbook
from exporter.errors import Fault, SourceError
from exporter.merge.base import SHEET as BASE
from exporter.theme.sheet import SheetTheme
from exporter.writers.package import (
    CONTENT_TYPES,
    Codec,
    Content,
    Packed,
    around,
    chunks,
    middle,
    pack,
    zlib_codec,
)
from exporter.writers.xlsx.base import base_lines, stamps_xml
from exporter.writers.xlsx.book import content_types, root_relations, workbook_relations, workbook_xml
from exporter.writers.xlsx.charts import drawings
from exporter.writers.xlsx.check import LISTS, block_faults, faults
from exporter.writers.xlsx.layout import Measure
from exporter.writers.xlsx.names import column_cells, list_names
from exporter.writers.xlsx.page import (
    Fills,
    Page,
    Surroundings,
    cover_page,
    plain_page,
    table_page,
    table_xml,
)
from exporter.writers.xlsx.parts import (
    APP,
    CORE,
    CUSTOM,
    RELATIONS,
    ROOT_RELATIONS,
    STRINGS,
    STYLES,
    THEME,
    WORKBOOK,
    drawing_part,
    relations_part,
    relations_xml,
    sheet_part,
    table_part,
)
from exporter.writers.xlsx.rows import Ink, cover_grid, cover_rows, list_rows, table_rows, text_rows
from exporter.writers.xlsx.strings import SharedStrings
from exporter.writers.xlsx.styles import StyleBook
from exporter.writers.xlsx.survey import Block

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
    names = dict(column_cells(tables))
    ink = Ink(StyleBook(theme), SharedStrings(), theme.fonts.size, theme.fonts.title_size, names)
    widths = {key: measure.widths(workbook.date_format) for key, measure in measures.items()}
    # Styles and texts are numbered as cells are made: cells come first.
    base = tuple(base_lines(workbook, workbook.origin)) if workbook.origin else ()
    late: list[Fault] = []
    inspectors = {sheet.key: _inspector(sheet, workbook, measures[sheet.key], late) for sheet in tables}
    rows_of_all = _bodies(workbook, widths, ink, base, inspectors)
    bodies = [_body(chunks(rows), codec) for rows in rows_of_all]
    if late:
        raise SourceError(late)
    plain = frozenset(key for key, measure in measures.items() if measure.plain)
    fills = Fills()
    pages = tuple(_pages(workbook, widths, plain, len(base), theme, fills))
    parts: dict[str, Content | Packed] = dict(_parts(workbook, pages))
    parts |= dict(drawings(workbook, widths, theme))
    if workbook.origin:
        parts[CUSTOM] = stamps_xml(workbook.origin, base[1]).encode()
    parts[STYLES], parts[STRINGS] = ink.styles.xml(fills.xml()).encode(), chunks(ink.strings.xml())
    for number, page in enumerate(pages, 1):  # bodies are used up: no sheet is held twice
        parts[sheet_part(number)] = _whole(page, bodies.pop(0), codec)
    parts[CONTENT_TYPES] = content_types(sorted([*parts])).encode()
    return pack(parts, codec=codec)


def _body(rows: Iterator[bytes], codec: Codec) -> bytes | Packed:
    """Return the rows of a sheet: deflated already, unless they are few."""
    few = b"".join(islice(rows, 1))
    more = next(rows, b"")
    return middle(chain((few, more), rows), codec=codec) if more else few


def _whole(page: Page, body: bytes | Packed, codec: Codec) -> bytes | Packed:
    head, tail = f"{page.head}<sheetData>".encode(), f"</sheetData>{page.tail}".encode()
    return head + body + tail if isinstance(body, bytes) else around(head, body, tail, codec=codec)


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


def _pages(
    workbook: Workbook, widths: Widths, plain: Collection[str], base: int, theme: SheetTheme, fills: Fills
) -> Iterator[Page]:
    """Yield what stands around the rows of each sheet; `base` is how many rows the hidden base has."""
    shared = Surroundings(
        furniture=workbook.furniture,
        theme=theme,
        lists=workbook.lists,
        tabs={sheet.key: sheet.name for sheet in workbook.sheets},
        fills=fills,
        right_to_left=workbook.right_to_left,
        date_format=workbook.date_format,
    )
    tables, drawings = count(1), count(1)
    for sheet in workbook.sheets:
        match sheet:
            case CoverSheet():
                rows = sum(1 for _ in cover_grid(sheet, workbook.date_format))
                yield cover_page(sheet, f"A1:B{rows}", shared)
            case TableSheet():
                drawing = f"/{drawing_part(next(drawings))}" if sheet.charts else ""
                parts = f"/{table_part(next(tables))}", drawing
                yield table_page(sheet, widths[sheet.key], sheet.key not in plain, parts, shared)
    longest = max(map(len, workbook.lists.values()), default=0)
    extent = f"A1:{get_column_letter(max(len(workbook.lists), 1))}{longest + 1}"
    yield plain_page(extent, "hidden", workbook.right_to_left, tuple(list_names(workbook.lists)))
    if base:
        yield plain_page(f"A1:A{base}", "veryHidden", workbook.right_to_left)


# -- the package -----------------------------------------------------------------------------------


def _parts(workbook: Workbook, pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that say how the others hang together, and what the file is."""
    tables = [sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet)]
    tabs = [*(sheet.name for sheet in workbook.sheets), LISTS, BASE][: len(pages)]
    yield APP, _PROGRAM.encode()
    yield CORE, _core(workbook.properties, workbook.language)
    yield THEME, theme_xml.encode()
    yield ROOT_RELATIONS, root_relations(workbook.origin is not None).encode()
    yield WORKBOOK, workbook_xml(tabs, pages).encode()
    yield RELATIONS, workbook_relations(len(pages)).encode()
    for number, sheet in enumerate(tables, 1):
        yield table_part(number), table_xml(sheet, number).encode()
    for number, page in enumerate(pages, 1):
        if page.relations:
            yield relations_part(sheet_part(number)), relations_xml(page.relations).encode()


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


__all__ = ["write_xlsx"]
