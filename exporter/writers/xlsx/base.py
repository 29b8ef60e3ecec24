"""What a tracker remembers of its export, so that edits can be told from it: a sheet out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from exporter.document.workbook import Origin, Workbook
from exporter.merge.base import base_text, packed
from exporter.merge.tables import base_of

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # says that a property is one of ours: [MS-OSHARED]


def base_lines(workbook: Workbook, origin: Origin) -> Iterator[str]:
    """Yield the texts of the sheet, from its first row down; the second is the base's hash."""
    return packed(base_text(base_of(workbook, origin)))


def stamps_xml(origin: Origin, digest: str) -> str:
    """Return the file's own properties, that say what it was made of to those who only look at it."""
    stamps = {
        "exporter.report": origin.report,
        "exporter.version": origin.version,
        "exporter.edition": origin.edition,
        "exporter.scope": origin.scope,
        "exporter.as_of": origin.as_of,
        "exporter.base": digest,
    }
    properties = "".join(
        f'<property name="{name}" fmtid="{_CUSTOM}" pid="{number}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(stamps.items(), 2)
    )
    spaces = f'xmlns="{_PROPERTIES}/custom-properties" xmlns:vt="{_PROPERTIES}/docPropsVTypes"'
    return f"<Properties {spaces}>{properties}</Properties>"
