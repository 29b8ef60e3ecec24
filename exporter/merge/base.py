"""The base of a tracker as text: what an export held, a line for its origin and a line for each row.

The text is JSON, sorted and without spaces, so that equal tables are equal text and have one hash.
In a file it stands deflated, cut to what a cell holds: a cell for each of its values would make the
file half as large again, and slow to read.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from hashlib import sha256
from typing import Any

from exporter.document.workbook import Origin
from exporter.merge.tables import Base, Column, Table

SHEET = "_base"  # the hidden sheet that holds a base
SIGN = "exporter base 1"  # stands in its first cell
_CELL = 30_000  # characters of a cell; Excel takes 32,767
_LONGEST = 500_000_000  # bytes of a base

FORMAT = 1  # of the text; a reader refuses what it does not know

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


_OF_A_COLUMN = tuple(field.name for field in fields(Column))  # flat: `asdict` would copy each value


class NotABase(ValueError):  # noqa: N818 - a finding, not an error of the program
    """A text is no base, or one of another format."""


def base_text(base: Base) -> str:
    """Return the lines of a base."""
    return "\n".join(_lines(base))


def _lines(base: Base) -> Iterator[str]:
    sheets = [_head(table) for table in base.tables.values()]
    yield _encode({"format": FORMAT, "origin": asdict(base.origin), "sheets": sheets, "codes": base.codes})
    for table in base.tables.values():
        yield from map(_encode, table.rows.values())


def _head(table: Table) -> dict[str, Any]:
    columns = [{name: getattr(column, name) for name in _OF_A_COLUMN} for column in table.columns]
    return {"key": table.key, "name": table.name, "columns": columns, "rows": len(table.rows)}


def digest(text: str) -> str:
    """Return the hash of a base's text."""
    return sha256(text.encode("utf-8")).hexdigest()


def read_base(text: str) -> Base:
    """Return the base of `base_text`; NotABase for anything else."""
    lines = iter(text.split("\n"))
    try:
        head = json.loads(next(lines))
        if head["format"] != FORMAT:
            raise NotABase(f"format {head['format']}")
        tables = {sheet["key"]: _table(sheet, lines) for sheet in head["sheets"]}
        return Base(Origin(**head["origin"]), tables, head["codes"])
    except (ValueError, KeyError, TypeError, StopIteration, IndexError, RecursionError) as error:
        raise NotABase(str(error)) from error


def packed(text: str) -> Iterator[str]:
    """Yield the texts of the sheet's cells, from its first row down: a sign, the hash, the base itself."""
    yield SIGN
    yield digest(text)
    data = base64.b64encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii")
    for start in range(0, len(data), _CELL):
        yield data[start : start + _CELL]


def unpacked(cells: Sequence[str]) -> str:
    """Return the text that `packed` made into `cells`; NotABase where somebody changed them."""
    try:
        sign, expected, *data = cells
        inflate = zlib.decompressobj()
        text = inflate.decompress(base64.b64decode("".join(data), validate=True), _LONGEST).decode("utf-8")
    except (ValueError, zlib.error) as error:
        raise NotABase(str(error)) from error
    if sign != SIGN or digest(text) != expected or not inflate.eof or inflate.unused_data:
        raise NotABase("its hash is another")
    return text


def _table(sheet: dict[str, Any], lines: Iterator[str]) -> Table:
    columns = tuple(Column(**column) for column in sheet["columns"])
    rows = {}
    for _ in range(sheet["rows"]):
        values = tuple(json.loads(next(lines)))
        if len(values) != len(columns):
            raise NotABase(f"a row of '{sheet['key']}' has {len(values)} values")
        rows[values[0] or ""] = values
    return Table(sheet["key"], sheet["name"], columns, rows)
