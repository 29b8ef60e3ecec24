"""The template of the catalogues, as translators' tools want it: `python -m tests.locale.template`.

English is where messages are written first; the template holds them without their words.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import exporter

LOCALE = Path(exporter.__file__).parent / "locale"
TEMPLATE = LOCALE / "exporter.pot"


def template(tag: str = "") -> bytes:
    """Return the template, with the phrases that a language has beside those of English."""
    english = _catalogue("en")
    made = Catalog(
        project="exporter",
        version="0.1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        revision_date=english.revision_date,
        creation_date=english.creation_date,
        header_comment="# The messages of the products: copy, translate, and see docs/new-language.md.",
        fuzzy=False,
    )
    own = (message for message in _catalogue(tag) if message.context == "date.day") if tag else ()
    for message in (*english, *own):
        if message.id:
            made.add(message.id, context=message.context)
    written = BytesIO()
    write_po(written, made)
    return written.getvalue()


def _catalogue(tag: str) -> Catalog:
    return read_po(BytesIO((LOCALE / tag / "exporter.po").read_bytes()))


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
