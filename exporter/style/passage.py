"""A passage: what is printed in one place, with what each part of it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

# A sentence is running text; a note says something in passing: below a table, on a cover, in a list.
Role: TypeAlias = Literal["sentence", "note", "heading", "caption", "cell", "label"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a passage's characters, from `start` up to `end`.

    `record` is the id of what it was made from ("record.field" for a field of it), `language` the BCP 47
    tag where it is not the passage's own.
    """

    start: int
    end: int
    record: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as printed in one place.

    `language` is the primary language of the words ("en", "zh"); `anchor` the id of what the passage
    stands in: a paragraph, a table, a sheet; `beside` holds the other cells of its row.
    """

    words: str
    language: str
    role: Role
    spans: tuple[Span, ...] = ()
    anchor: str = ""
    number: str = ""  # of a heading, a caption: as printed before it
    level: int = 0  # of a heading
    beside: tuple[str, ...] = ()

    def records(self, start: int, end: int) -> Iterator[str]:
        """Yield the traces of the spans that `start` to `end` touches."""
        for span in self.spans:
            if span.record is not None and span.start < end and start < span.end:
                yield span.record

    def context(self, start: int, end: int, width: int = 18) -> str:
        """Return the words around a hit, which stands between ⟦ and ⟧."""
        before, after = self.words[max(0, start - width) : start], self.words[end : end + width]
        left = "…" if start > width else ""
        right = "…" if end + width < len(self.words) else ""
        return f"{left}{before}⟦{self.words[start:end]}⟧{after}{right}".replace("\n", "↵")
