"""Where printed words come from, carried by the file: hidden bookmarks, and an index of what they mean.

A bookmark "_x12" stands around a paragraph or in the first cell of a row; place 12 of the index says
which stretches of its text were made from what, and what sum the whole text had when it was written.
Word and LibreOffice keep bookmarks and custom XML through editing and saving.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, chain, count
from uuid import UUID, uuid5
from zlib import crc32

from exporter.document.traces import NAMESPACE, PREFIX
from exporter.writers.docx.xml import DECLARATION, escaped, escaped_each

PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_IDENTITY = str(uuid5(UUID(int=0), NAMESPACE)).upper()


@dataclass(slots=True)
class Trace:
    """What was printed since the last paragraph or row ended, and the index of all that was."""

    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)  # entry, and its slice of `words`
    makers: dict[tuple[str, str, str], int] = field(default_factory=dict)  # (record, rule, words) → entry
    places: list[str] = field(default_factory=list)

    def made(self, record: str | None, rule: str | None) -> None:
        """Note what makes the next of `words`."""
        maker = (record or "", rule or "", "")
        entry = self.makers.get(maker)
        if entry is None:
            entry = self.makers[maker] = len(self.makers) + 1
        at = len(self.words)
        self.spans.append((entry, at, at + 1))

    def drawn(self, records: tuple[str, ...], words: str) -> None:
        """Note what a drawing prints: `words`, counted from `records`."""
        entry = self.makers.setdefault((" ".join(records), "count", words), len(self.makers) + 1)
        self.spans.append((entry, 0, 0))

    def end(self, *, row: bool) -> str:
        """End a paragraph or a row that has spans; return the name of its bookmark."""
        kind = ' row="1"' if row else ""
        total = crc32("".join(self.words).encode("utf-8", "surrogatepass"))
        name = f"{PREFIX}{len(self.places) + 1}"
        at = (0, *accumulate(map(len, self.words)))  # in characters
        told = [f"{entry}:{at[start]}:{at[end] - at[start]}" for entry, start, end in self.spans]
        self.places.append(f'<p{kind} sum="{total:08x}">{" ".join(told)}</p>')
        self.spans.clear()
        self.words.clear()
        return name


def index_parts(
    trace: Trace, scope: str, edition: str, revision: str, taken: frozenset[str]
) -> dict[str, str]:
    """Return the parts of the index by name; `taken` are the names of the parts that there are.

    The first is the index itself, the second its properties.
    """
    number = next(n for n in count(1) if f"customXml/item{n}.xml" not in taken)
    told_of = iter(escaped_each([*chain.from_iterable(trace.makers)]))
    makers = "".join(
        [
            f'<m record="{record}" rule="{rule}">{words}</m>'
            for record, rule, words in zip(told_of, told_of, told_of, strict=True)
        ]
    )
    told = f'scope="{escaped(scope)}" edition="{escaped(edition)}" revision="{escaped(revision)}"'
    index = f'{DECLARATION}<trace xmlns="{NAMESPACE}" {told}>{makers}{"".join(trace.places)}</trace>'
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{{{_IDENTITY}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return {f"customXml/item{number}.xml": index, f"customXml/itemProps{number}.xml": properties}
