"""What a Word file says of itself: core properties, which every program shows, and our own beside them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from exporter.document.nodes import Document, Properties
from exporter.theme.word import word_language
from exporter.writers.docx.xml import DECLARATION, escaped

CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


def core_part(properties: Properties, language: str) -> bytes:
    """Return the core properties; both dates are the source's stamp, never the clock."""
    stamp = _instant(properties.stamp)
    revision = properties.revision if properties.revision.isdecimal() else "1"  # Word's is a count
    values = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", ", ".join(properties.keywords)),
        ("cp:lastModifiedBy", properties.author),
        ("cp:revision", revision),
        ("cp:version", properties.revision),
        ("dc:language", word_language(language)),
    )
    simple = "".join(f"<{name}>{escaped(value)}</{name}>" for name, value in values)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return f"{DECLARATION}<cp:coreProperties {_CORE_NAMESPACES}>{simple}{dates}</cp:coreProperties>".encode()


_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


@lru_cache(maxsize=16)
def _instant(stamp: str) -> str:
    """Return an ISO 8601 instant in UTC; one without an offset is UTC, wherever the build runs.

    >>> _instant("2022-03-01T08:00:00+08:00"), _instant("2022-03-01")
    ('2022-03-01T00:00:00Z', '2022-03-01T00:00:00Z')
    """
    instant = datetime.fromisoformat(stamp)
    instant = instant.astimezone(UTC) if instant.tzinfo else instant
    return f"{instant:%Y-%m-%dT%H:%M:%S}Z"


# -- custom properties -----------------------------------------------------------------------------

_USERS_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OLEPS] 2.25: the set that File, Properties shows
_FIRST = 2  # numbers 0 and 1 are taken by the format


def custom_part(document: Document) -> bytes:
    """Return the custom properties: what a records office asks of a file and core properties do not hold."""
    own = document.properties
    values = (
        ("Title", own.title),
        ("Language", document.language),
        ("Edition", own.edition),
        ("Subject", own.subject),
        ("Keywords", ", ".join(own.keywords)),
        ("Source revision", own.revision),
        ("Marking", document.furniture.marking),
    )
    told = [(name, value) for name, value in values if value]
    properties = "".join(
        f'<property fmtid="{_USERS_SET}" pid="{number}" name="{name}"><vt:lpwstr>{escaped(value)}</vt:lpwstr>'
        "</property>"
        for number, (name, value) in enumerate(told, _FIRST)
    )
    return f"{DECLARATION}<Properties {_CUSTOM_NAMESPACES}>{properties}</Properties>".encode()


_CUSTOM_NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
