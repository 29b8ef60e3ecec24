"""The sheet that remembers what a tracker held when it was exported, so that edits can be told from it.

One column of texts on a sheet that Excel shows nobody: a sign, the hash of the base, then the base
itself, deflated and cut to what a cell holds.  A row for each of its rows would make the file half
as large again, and slow to read; this is a hundredth of it.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from openpyxl import Workbook as Shell
from openpyxl.packaging.custom import StringProperty

from exporter.document.workbook import Origin, Workbook
from exporter.merge.base import base_text, digest
from exporter.merge.tables import base_of

SIGN = "exporter base 1"
_CELL = 30_000  # characters; Excel takes 32,767


def base_lines(workbook: Workbook, origin: Origin) -> Iterator[str]:
    """Yield the texts of the sheet, from its first row down."""
    text = base_text(base_of(workbook, origin))
    packed = base64.b64encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii")
    yield SIGN
    yield digest(text)
    for start in range(0, len(packed), _CELL):
        yield packed[start : start + _CELL]


def stamp(shell: Shell, origin: Origin, base_digest: str) -> None:
    """Say in the file's own properties what it was made of, for those who only look at it."""
    stamps = {
        "exporter.report": origin.report,
        "exporter.version": origin.version,
        "exporter.edition": origin.edition,
        "exporter.scope": origin.scope,
        "exporter.as_of": origin.as_of,
        "exporter.base": base_digest,
    }
    properties = shell.custom_doc_props  # type: ignore[attr-defined]  # the stubs do not know it
    for name, value in stamps.items():
        properties.append(StringProperty(name=name, value=value))
