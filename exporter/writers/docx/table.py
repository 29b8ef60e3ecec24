"""Tables of data and bands of key figures.  Widths in twips (twentieths of a point)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from exporter.document.nodes import Cell, KeyFigure, KeyFigures, Table, plain
from exporter.writers.docx.inlines import inlines_xml, lines_xml, styled_xml, words_xml
from exporter.writers.docx.output import Output
from exporter.writers.docx.xml import escaped

_MOST_IN_A_ROW = 4
_RIGHT = '<w:jc w:val="right"/>'


def table_xml(table: Table, out: Output) -> str:
    """Return a table of data: its header row repeats on every page, no row is split between pages."""
    shares = [column.share for column in table.columns]
    widths = column_widths(shares, list(map(_floor, _columns(table))), out.page.width.twips)
    opening = _opening(
        "table", widths, out, header=True, stub=table.stub, alternative=_alternative(table, out)
    )
    last = len(table.rows) - 1
    kept = last - 1 if last > 1 else -1  # no row goes over to another page alone
    rows = [_data_row(row, widths, out, keep=n == kept) for n, row in enumerate(table.rows)]
    return "".join((opening, _header(table, widths, out), *rows, "</w:tbl>"))


def _opening(
    role: str,
    widths: list[int],
    out: Output,
    *,
    header: bool,
    alternative: tuple[str, str],
    stub: bool = False,
) -> str:
    """Return the start tag of a table with its properties and its grid.

    `alternative` are its title and its description for a reader who cannot see it.
    """
    look = f'w:firstRow="{int(header)}" w:lastRow="0" w:firstColumn="{int(stub)}" w:lastColumn="0"'
    named = zip(("tblCaption", "tblDescription"), alternative, strict=True)
    description = "".join(f'<w:{name} w:val="{escaped(words)}"/>' for name, words in named if words)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    turn = "<w:bidiVisual/>" if out.document_turned else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{out.theme.styles[role]}"/>{turn}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{_look_bits(header, stub)}" {look} w:noHBand="1" w:noVBand="1"/>{description}'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    )


def _alternative(table: Table, out: Output) -> tuple[str, str]:
    """The caption as printed; what the document says of the table beyond that, else its columns."""
    caption, labels = plain(table.caption), out.document.labels
    title = labels.colon.join(filter(None, (table.label, caption)))
    if table.description not in ("", caption):
        return title, table.description
    headers = labels.semicolon.join(column.header.replace("\n", " / ") for column in table.columns)
    return title, labels.columns.replace("{columns}", headers)


def _look_bits(header: bool, stub: bool) -> str:
    """Return the same flags as older Word reads them: hexadecimal, ECMA-376 part 1, 17.7.6.7."""
    return f"{0x0600 | header << 5 | stub << 7:04X}"


def _header(table: Table, widths: list[int], out: Output) -> str:
    aligned = [cell.align for cell in table.rows[0]] if table.rows else ["start"] * len(widths)
    cells = [
        _box(width, out.paragraph("table_heading", lines_xml(column.header, out), rest=_justified(align)))
        for column, width, align in zip(table.columns, widths, aligned, strict=True)
    ]
    return _row(cells, "<w:tblHeader/>")


def _data_row(row: Sequence[Cell], widths: list[int], out: Output, *, keep: bool = False) -> str:
    contents = [inlines_xml(cell.inlines, out) for cell in row]
    contents[0] = out.traced(contents[0], row=True)
    return _row(
        [
            _box(width, out.paragraph("table_text", content, rest=_justified(cell.align), keep=keep))
            for cell, content, width in zip(row, contents, widths, strict=True)
        ]
    )


def _justified(align: str) -> str:
    return _RIGHT if align == "end" else ""


def _box(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _row(cells: Sequence[str], properties: str = "", before: str = "") -> str:
    """Return a row; `before` are the w:trPr children that come ahead of w:cantSplit."""
    return f"<w:tr><w:trPr>{before}<w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


# -- widths ----------------------------------------------------------------------------------------

_UNIT = 105  # a Latin letter at 10.5 points; a Han character takes two
_MARGINS = 220  # of a cell, left and right, with a little air
_SHORT_WORD = 8  # units: four Han characters
_LONGEST = 17  # units: a full date; a longer word must not starve the other columns


def column_widths(shares: Sequence[float], floors: Sequence[int], total: int) -> list[int]:
    """Return column widths that add up to `total`: by share, but none below its floor where that can be.

    >>> column_widths([1, 1, 1], [0, 0, 0], 100), column_widths([8, 1, 1], [0, 30, 0], 100)
    ([33, 34, 33], [62, 30, 8])
    """
    if sum(floors) >= total:
        return _in_proportion(floors, total)
    fixed: dict[int, int] = {}
    while True:
        free = sum(share for column, share in enumerate(shares) if column not in fixed)
        rest = total - sum(fixed.values())
        short = {
            c: floors[c]
            for c, share in enumerate(shares)
            if c not in fixed and rest * share < free * floors[c]
        }
        if not short:
            return _in_proportion(
                [fixed.get(c, rest * share / free) for c, share in enumerate(shares)], total
            )
        fixed |= short


def _in_proportion(parts: Sequence[float], total: int) -> list[int]:
    ends = [round(total * end / sum(parts)) for end in accumulate(parts)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _columns(table: Table) -> Iterator[list[str]]:
    """Yield the words of each column, header first."""
    for position, column in enumerate(table.columns):
        yield [column.header, *(plain(row[position].inlines) for row in table.rows)]


_BREAKS = "/—–-"  # beside spaces


def _floor(cells: Sequence[str]) -> int:
    """Return the least width of a column that holds `cells` without cutting words and dates."""
    words = "\n".join(cells)
    for mark in _BREAKS:
        words = words.replace(mark, " ")
    longest = max(map(len if words.isascii() else _least, words.split()), default=0)
    return _MARGINS + _UNIT * min(_LONGEST, longest)


@lru_cache(maxsize=4096)
def _least(piece: str) -> int:
    """Return the width in units below which `piece` would be cut where it should not be.

    Han text may be cut anywhere, so only short words of it and dates ("2021年12月31日") are held whole.
    Word opens a gap of half a unit wherever Han characters meet letters or digits.
    """
    if piece.isascii():
        return len(piece)
    wide = [unicodedata.east_asian_width(character) in "WF" for character in piece]
    gaps = sum(left != right for left, right in pairwise(wide))
    width = len(wide) + sum(wide) + ceil(gaps / 2)
    whole = not any(wide) or width <= _SHORT_WORD or (gaps > 0 and width <= _LONGEST)
    return width if whole else _SHORT_WORD


# -- two languages side by side --------------------------------------------------------------------


def columns_xml(rows: Sequence[Sequence[str]], description: str, out: Output) -> str:
    """Return rows of paragraphs as columns of one width; a long row goes on over the page."""
    widths = column_widths([1.0, 1.0], [0, 0], out.page.width.twips)
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
    widths = column_widths([1.0] * across, [0] * across, out.page.width.twips)
    starts = range(0, len(band.figures), across)
    rows = [_figures_row(band.figures[start : start + across], widths, out) for start in starts]
    said = out.document.labels.semicolon.join(
        f"{f.value}{out.document.labels.colon}{plain(f.meaning)}" for f in band.figures
    )
    alternative = out.document.labels.key_figures, said
    opening = _opening("key_figures", widths, out, header=False, alternative=alternative)
    return "".join((opening, *rows, "</w:tbl>"))


def _figures_row(figures: Sequence[KeyFigure], widths: list[int], out: Output) -> str:
    cells = [_box(width, _figure(figure, out)) for figure, width in zip(figures, widths, strict=False)]
    missing = widths[len(figures) :]
    after = f'<w:gridAfter w:val="{len(missing)}"/><w:wAfter w:w="{sum(missing)}" w:type="dxa"/>'
    return _row(cells, before=after if missing else "")


def _figure(figure: KeyFigure, out: Output) -> str:
    said = words_xml(figure.value, out)
    if figure.record is not None:
        out.trace.made(0, figure.record, figure.rule)
    value = out.paragraph("key_figure_value", said)
    meaning = inlines_xml(figure.meaning, out)
    source = styled_xml(f" [{figure.source}]", out, "key_figure_source") if figure.source else ""
    return value + out.paragraph("key_figure_meaning", meaning + source)
