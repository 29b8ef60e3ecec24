"""The least that Python can do: the same XML from string operations alone, zipped by the same codec.

No styles, no theme, no checks, no library.  What stands between us and these is what we could still gain.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.benchmarks import content

Work = Callable[[], int]
_W = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
)
_BOLD = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
_GRID = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="ExporterTable"/><w:tblW w:w="9638" w:type="dxa"/>'
    '<w:tblLayout w:type="fixed"/><w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
    ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
    + '<w:gridCol w:w="2409"/>' * 4 + "</w:tblGrid>"
)  # fmt: skip


def _run(words: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _row(cells: tuple[str, ...], style: str, properties: str) -> str:
    box = '<w:tc><w:tcPr><w:tcW w:w="2409" w:type="dxa"/></w:tcPr>'
    inner = "".join([f"{box}{_paragraph(style, _run(words))}</w:tc>" for words in cells])
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{inner}</w:tr>"


def _body(pieces: list[content.Piece]) -> Iterator[str]:
    tables, marks = count(1), count(1)
    for at, piece in enumerate(pieces):
        mark = next(marks)
        start = f'<w:bookmarkStart w:id="{mark}" w:name="_at_p_{at}_{mark:08x}"/>'
        end = f'<w:bookmarkEnd w:id="{mark}"/>'
        match piece:
            case content.Heading(level, words):
                yield _paragraph(f"Heading{level}", f"{start}{_run(words)}{end}")
            case content.Prose(lead, words):
                yield _paragraph("BodyText", f"{start}{_run(lead, _BOLD)}{_run(' ' + words)}{end}")
            case content.Grid(caption, header, rows):
                number = (
                    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
                    " SEQ Table \\* ARABIC </w:instrText></w:r>"
                    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                    f'{_run(str(next(tables)))}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
                )
                yield _paragraph("Caption", f"{start}{_run('Table ')}{number}{_run(caption)}{end}")
                yield _GRID + _row(header, "TableHeading", "<w:tblHeader/>")
                yield from [_row(row, "TableText", "") for row in rows]
                yield "</w:tbl>"


def docx_long(size: int, folder: Path) -> Work:
    """The body of `ours.docx_long` from f-strings, zlib 5, as ours is."""
    pieces = list(content.chapter(size))

    def work() -> int:
        xml = f"{_W}{''.join(_body(pieces))}</w:body></w:document>".encode()
        with zipfile.ZipFile(folder / "out.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
            archive.writestr("word/document.xml", xml)
        return 1

    return work


# -- the sheet -------------------------------------------------------------------------------------

_S = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_CELLS = (
    '<row r="%d" ht="16.0"><c r="A%d" s="1" t="s"><v>%d</v></c><c r="B%d" s="1" t="s"><v>%d</v></c>'
    '<c r="C%d" s="1" t="s"><v>%d</v></c><c r="D%d" s="1" t="s"><v>%d</v></c>'
    '<c r="E%d" s="1" t="s"><v>%d</v></c>'
    '<c r="F%d" s="2"><v>%d</v></c><c r="G%d" s="2"><v>%d</v></c><c r="H%d" s="2"><v>%d</v></c>'
    '<c r="I%d" s="3"><v>%d</v></c><c r="J%d" s="3"><v>%d</v></c><c r="K%d" s="4"><v>%s</v></c>'
    '<c r="L%d" s="1" t="s"><v>%d</v></c><c r="M%d" s="5" t="s"><v>%d</v></c>'
    '<c r="N%d" s="5" t="s"><v>%d</v></c>'
)
_EPOCH = date(1899, 12, 30).toordinal()


def _sheet(rows: Iterator[content.Row], texts: dict[str, int]) -> Iterator[str]:
    put = texts.setdefault
    yield _S
    for n, (a, b, c, d, e, f, g, h, i, j, k, m, o, p, q) in enumerate(rows, 5):
        note = (
            f'<c r="O{n}" s="5" t="s"><v>{put(q, len(texts))}</v></c></row>'
            if q
            else f'<c r="O{n}" s="5"/></row>'
        )
        yield _CELLS % (
            n, n, put(a, len(texts)), n, put(b, len(texts)), n, put(c, len(texts)), n, put(d, len(texts)),
            n, put(e, len(texts)), n, f.toordinal() - _EPOCH, n, g.toordinal() - _EPOCH,
            n, h.toordinal() - _EPOCH, n, i, n, j, n, k, n, put(m, len(texts)), n, put(o, len(texts)),
            n, put(p, len(texts)),
        ) + note  # fmt: skip
    yield "</sheetData></worksheet>"


def _xlsx(size: int, target: Path, codec: Callable[[int], Any]) -> int:
    texts: dict[str, int] = {}
    with target.open("wb") as file:
        _deflate(_sheet(content.sheet_rows(size), texts), file, codec)
        _deflate((f"<si><t>{escape(words)}</t></si>" for words in texts), file, codec)
    return 1


def _deflate(pieces: Iterator[str], file: Any, codec: Callable[[int], Any]) -> None:
    compressor, check = codec(6), 0
    while chunk := "".join(islice(pieces, 200)).encode():
        check = zlib.crc32(chunk, check)
        file.write(compressor.compress(chunk))
    file.write(compressor.flush())


def xlsx_rows(size: int, folder: Path) -> Work:
    """The rows of `ours.xlsx_rows` by one `%` a row, texts shared, zlib 6."""
    return lambda: _xlsx(size, folder / "out.xlsx", lambda level: zlib.compressobj(level, zlib.DEFLATED, -15))


def xlsx_rows_ng(size: int, folder: Path) -> Work:
    """The same, zlib-ng 6."""

    def work() -> int:
        from zlib_ng import zlib_ng

        codec = lambda level: zlib_ng.compressobj(level, zlib_ng.DEFLATED, -15)  # noqa: E731
        return _xlsx(size, folder / "out.xlsx", codec)

    return work
