"""Figures inside composed sentences: each comes out as a text of its own that tells what it was counted from.

A language puts a sentence together as one string.  A figure travels through it between characters that no
text may hold, with the records that it was counted from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.document.nodes import Text
from exporter.model.chapter import AnyRecord

_OPEN, _PART, _SHUT = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters
_FIGURE = re.compile(f"{_OPEN}([^{_PART}]*){_PART}([^{_PART}]*){_PART}([^{_SHUT}]*){_SHUT}")


def counted(words: str, records: Iterable[str], rule: str = "count") -> str:
    """Return `words` for a place in a sentence, with the ids of the records that made them."""
    return f"{_OPEN}{' '.join(records)}{_PART}{rule}{_PART}{words}{_SHUT}"


def ids(records: Iterable[AnyRecord]) -> Iterator[str]:
    """Yield the ids of records."""
    return (record.id for record in records)


def inlines(sentence: str) -> tuple[Text, ...]:
    """Return a sentence as texts, its figures apart.

    >>> [(t.text, t.record, t.rule) for t in inlines("In all " + counted("two visits", ["a", "b"]) + ".")]
    [('In all ', None, None), ('two visits', 'a b', 'count'), ('.', None, None)]
    """
    return tuple(_texts(sentence))


def _texts(sentence: str) -> Iterator[Text]:
    at = 0
    for found in _FIGURE.finditer(sentence):
        if found.start() > at:
            yield Text(sentence[at : found.start()])
        yield Text(found[3], record=found[1] or None, rule=found[2])
        at = found.end()
    if at < len(sentence):
        yield Text(sentence[at:])
