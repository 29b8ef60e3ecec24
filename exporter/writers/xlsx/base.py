"""What a tracker remembers of its export, so that edits can be told from it: a sheet out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook as Shell
from openpyxl.packaging.custom import StringProperty

from exporter.document.workbook import Origin, Workbook
from exporter.merge.base import base_text, packed
from exporter.merge.tables import base_of


def base_lines(workbook: Workbook, origin: Origin) -> Iterator[str]:
    """Yield the texts of the sheet, from its first row down; the second is the base's hash."""
    return packed(base_text(base_of(workbook, origin)))


def stamp(shell: Shell, origin: Origin, digest: str) -> None:
    """Say in the file's own properties what it was made of, for those who only look at it."""
    stamps = {
        "exporter.report": origin.report,
        "exporter.version": origin.version,
        "exporter.edition": origin.edition,
        "exporter.scope": origin.scope,
        "exporter.as_of": origin.as_of,
        "exporter.base": digest,
    }
    properties = shell.custom_doc_props  # type: ignore[attr-defined]  # the stubs do not know it
    for name, value in stamps.items():
        properties.append(StringProperty(name=name, value=value))
