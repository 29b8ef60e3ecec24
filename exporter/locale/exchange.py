"""Texts for translators as gettext files, and back: what every translation tool opens."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One text: what it is called, its source, its translation ("" for none), where it stands.

    `doubtful` marks a translation of an earlier source text; `remarks` are for the translator.
    """

    context: str
    source: str
    target: str = ""
    doubtful: bool = False
    file: str = ""
    line: int = 0
    remarks: tuple[str, ...] = ()


class Unreadable(ValueError):  # noqa: N818 - it says what the file is
    """The file is no gettext file."""


def write_po(texts: Iterable[Exchanged], language: str, project: str, stamp: str) -> bytes:
    """Return a gettext file of `texts`, to be translated into `language`.

    `stamp` is the day that the file bears, "2022-06-30": the clock is not read.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po as write

    day = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    catalogue = Catalog(
        locale=language,
        project=project,
        version="",
        copyright_holder="",
        msgid_bugs_address="",
        creation_date=day,
        revision_date=day,
        last_translator="",
        language_team="",
        header_comment="",
        fuzzy=False,
    )
    for text in texts:
        message = catalogue.add(
            text.source,
            text.target,
            locations=[(text.file, text.line)] if text.file else [],
            flags=["fuzzy"] if text.doubtful else [],
            auto_comments=text.remarks,
            context=text.context,
        )
        message.flags &= {"fuzzy"}  # our placeholders are no Python formats, whatever a guess says
    out = io.BytesIO()
    write(out, catalogue, width=0)
    return out.getvalue()


def read_po(data: bytes) -> tuple[str, tuple[Exchanged, ...]]:
    """Return the language of a gettext file and its texts; `line` is that of the file itself."""
    from babel.core import UnknownLocaleError
    from babel.messages.pofile import PoFileError
    from babel.messages.pofile import read_po as read

    try:
        found = read(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError, UnknownLocaleError) as error:
        raise Unreadable(str(error)) from error
    texts = (
        Exchanged(str(m.context or ""), str(m.id), str(m.string), m.fuzzy, line=m.lineno or 0)
        for m in found
        if m.id and isinstance(m.id, str) and isinstance(m.string, str)
    )
    if not found.locale_identifier:
        raise Unreadable("it does not say into which language it translates")
    return str(found.locale_identifier), tuple(texts)
