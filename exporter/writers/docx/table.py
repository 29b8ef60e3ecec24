"""Tables of data and bands of key figures.  Widths in twips (twentieths of a point)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from exporter.document.nodes import Cell, KeyFigure, KeyFigures, Table, plain
from exporter.writers.docx.inlines import inlines_xml, lines_xml, styled_xml, words_xml
from exporter.writers.docx.output import Output
from exporter.writers.docx.widths import Widths, even_widths, table_widths
from exporter.writers.docx.xml import escaped, paragraph, turned

_MOST_IN_A_ROW = 4
_RIGHT = '<w:jc w:val="right"/>'


def table_xml(table: Table, out: Output) -> str:
    """Return a table of data: its header row repeats on every page, no row is split between pages."""
    widths = table_widths(table, out.page.width.twips)
    opening = _opening(
        "table", widths, out, header=True, stub=table.stub, alternative=_alternative(table, out)
    )
    last = len(table.rows) - 1
    kept = last - 1 if last > 1 else -1  # no row goes over to another page alone
    rows = [_data_row(row, widths, out, keep=n == kept) for n, row in enumerate(table.rows)]
    return "".join((opening, _header(table, widths, out), *rows, "</w:tbl>"))


def _opening(
    role: str,
    widths: Widths,
    out: Output,
    *,
    header: bool,
    alternative: tuple[str, str],
    stub: bool = False,
) -> str:
    """Return the start tag of a table with its properties and its grid.

    `alternative` are its title and its description for a reader who cannot see it.
    """
    named = zip(("tblCaption", "tblDescription"), alternative, strict=True)
    description = "".join([f'<w:{name} w:val="{escaped(words)}"/>' for name, words in named if words])
    set_up = _set_up(out.theme.styles[role], sum(widths), header, stub, out.document_turned)
    return f"<w:tbl><w:tblPr>{set_up}{description}</w:tblPr>{_grid(widths)}"


@lru_cache(maxsize=64)
def _set_up(style: str, width: int, header: bool, stub: bool, turned_over: bool) -> str:
    """Return the w:tblPr children that say how a table looks, in schema order."""
    look = f'w:firstRow="{int(header)}" w:lastRow="0" w:firstColumn="{int(stub)}" w:lastColumn="0"'
    return (
        f'<w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" if turned_over else ""}'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{_look_bits(header, stub)}" {look} w:noHBand="1" w:noVBand="1"/>'
    )


@lru_cache(maxsize=256)
def _grid(widths: Widths) -> str:
    columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _alternative(table: Table, out: Output) -> tuple[str, str]:
    """The caption as printed; what the document says of the table beyond that, else its columns."""
    caption, labels = plain(table.caption), out.document.labels
    title = labels.colon.join(filter(None, (table.label, caption)))
    if table.description not in ("", caption):
        return title, table.description
    headers = labels.semicolon.join([column.header.replace("\n", " / ") for column in table.columns])
    return title, labels.columns.replace("{columns}", headers)


def _look_bits(header: bool, stub: bool) -> str:
    """Return the same flags as older Word reads them: hexadecimal, ECMA-376 part 1, 17.7.6.7."""
    return f"{0x0600 | header << 5 | stub << 7:04X}"


def _header(table: Table, widths: Widths, out: Output) -> str:
    aligned = tuple([cell.align for cell in table.rows[0]]) if table.rows else ("start",) * len(widths)
    frame = _frame(widths, aligned, out.style("table_heading"), "<w:tblHeader/>", "", out.right_to_left)
    return _filled(frame, [lines_xml(column.header, out) for column in table.columns], out)


def _data_row(row: Sequence[Cell], widths: Widths, out: Output, *, keep: bool = False) -> str:
    aligned = tuple([cell.align for cell in row])
    before = "<w:keepNext/>" if keep else ""
    frame = _frame(widths, aligned, out.style("table_text"), "", before, out.right_to_left)
    return _filled(frame, [inlines_xml(cell.inlines, out) for cell in row], out)


def _filled(frame: str, contents: list[str], out: Output) -> str:
    """Return the row `frame` with the runs of its cells; the first holds the bookmark of the row."""
    contents[0] = out.traced(contents[0], row=True)
    return frame % tuple(contents)


@lru_cache(maxsize=256)
def _frame(
    widths: Widths, aligned: tuple[str, ...], style: str, row: str, before: str, right_to_left: bool
) -> str:
    """Return a row with %s for the runs of each cell: most rows of a table have the same.

    `row` are properties of the row; `before` those of its paragraphs that come ahead of w:jc.
    """
    cells = []
    for width, align in zip(widths, aligned, strict=True):
        properties = before + (_RIGHT if align == "end" else "")
        words = paragraph(style, "\0", turned(properties) if right_to_left else properties)
        cells.append(_box(width, words))
    return _row(cells, row).replace("%", "%%").replace("\0", "%s")


def _box(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _row(cells: Sequence[str], properties: str = "", before: str = "") -> str:
    """Return a row; `before` are the w:trPr children that come ahead of w:cantSplit."""
    return f"<w:tr><w:trPr>{before}<w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


# -- two languages side by side --------------------------------------------------------------------


def columns_xml(rows: Sequence[Sequence[str]], description: str, out: Output) -> str:
    """Return rows of paragraphs as columns of one width; a long row goes on over the page."""
    widths = even_widths(2, out.page.width.twips)
    lines = [
        f"<w:tr>{''.join(_box(width, side) for side, width in zip(row, widths, strict=True))}</w:tr>"
        for row in rows
    ]
    opening = _opening("parallel", widths, out, header=False, alternative=("", description))
    return "".join((opening, *lines, "</w:tbl>")) if lines else ""


# -- key figures -----------------------------------------------------------------------------------


def key_figures_xml(band: KeyFigures, out: Output) -> str:
    """Return a band of big numbers, at most four in a row and rows as even as can be."""
    across = ceil(len(band.figures) / ceil(len(band.figures) / _MOST_IN_A_ROW))
    widths = even_widths(across, out.page.width.twips)
    starts = range(0, len(band.figures), across)
    rows = [_figures_row(band.figures[start : start + across], widths, out) for start in starts]
    said = out.document.labels.semicolon.join(
        f"{f.value}{out.document.labels.colon}{plain(f.meaning)}" for f in band.figures
    )
    alternative = out.document.labels.key_figures, said
    opening = _opening("key_figures", widths, out, header=False, alternative=alternative)
    return "".join((opening, *rows, "</w:tbl>"))


def _figures_row(figures: Sequence[KeyFigure], widths: Widths, out: Output) -> str:
    cells = [_box(width, _figure(figure, out)) for figure, width in zip(figures, widths, strict=False)]
    missing = widths[len(figures) :]
    after = f'<w:gridAfter w:val="{len(missing)}"/><w:wAfter w:w="{sum(missing)}" w:type="dxa"/>'
    return _row(cells, before=after if missing else "")


def _figure(figure: KeyFigure, out: Output) -> str:
    if figure.record is not None:
        out.trace.made(figure.record, figure.rule)
    value = out.paragraph("key_figure_value", words_xml(figure.value, out))
    meaning = inlines_xml(figure.meaning, out)
    source = styled_xml(f" [{figure.source}]", out, "key_figure_source") if figure.source else ""
    return value + out.paragraph("key_figure_meaning", meaning + source)
