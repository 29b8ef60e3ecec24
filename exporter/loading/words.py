"""Where printed words come from: which text of which record holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from exporter.errors import Place
from exporter.loading.places import Places
from exporter.model.chapter import COLLECTIONS, Chapter
from exporter.model.facts import REPORT
from exporter.model.text import Localized, Message

_SECTION = "section-"  # anchors of headings in documents


class Words:
    """The typed texts of a chapter by the record or paragraph that holds them."""

    def __init__(self, chapter: Chapter, places: Places) -> None:
        self._places = places
        self._texts: dict[str, list[Localized | Message]] = {}
        owners: list[tuple[str, Any]] = [(REPORT, chapter.report)]
        for name in COLLECTIONS:
            owners += [(getattr(r, "id", None) or r.number, r) for r in getattr(chapter, name)]
        for owner, record in owners:
            self._texts[owner] = list(_texts(record))

    def place(
        self,
        words: str,
        edition: str,
        made_of: Sequence[str],
        traces: Sequence[str] = (),
        around: str = "",
    ) -> Place:
        """Return where `words` are typed: in what made them, else anywhere, else where what made them stands.

        `made_of` are ids, the closest first; `traces` name the fields that printed the words: "mou.signed".
        Elsewhere, a mark alone would be found in any text: there the words `around` it are looked for.
        """
        owners = self._owners(made_of)
        for said, among in ((words, owners), (around or words, self._texts)):
            for text in (text for owner in among for text in self._texts[owner]):
                if said in _literal(text, edition):
                    return text.place(edition)
        for trace in traces:
            owner, _, field = trace.partition(".")
            if owner in self._texts:
                return self._places.of(owner, field)
        return self._places.of(owners[0] if owners else REPORT)

    def maker(self, words: str, edition: str, made_of: Sequence[str]) -> Place:
        """Return where the record that printed `words` by a reference stands, else where they are typed."""
        owners = self._owners(made_of)
        return self._places.of(owners[0]) if owners else self.place(words, edition, ())

    def _owners(self, made_of: Sequence[str]) -> list[str]:
        return [owner for owner in map(_owner, made_of) if owner in self._texts]

    def makers(self, words: str, edition: str, made_of: Sequence[str]) -> tuple[str, ...]:
        """Return what made `words`: the ids given, and the records whose own texts hold them."""
        typed = (o for o, texts in self._texts.items() if any(words in _literal(t, edition) for t in texts))
        return tuple(dict.fromkeys((*map(_owner, made_of), *typed)))


def _owner(anchor: str) -> str:
    return anchor.removeprefix(_SECTION)


def _literal(text: Localized | Message, edition: str) -> str:
    if isinstance(text, Localized):
        return text.texts.get(edition, "")
    return "\0".join(part for part in text.parts.get(edition, ()) if isinstance(part, str))


def _texts(value: object) -> Iterator[Localized | Message]:
    """Yield every text inside a record, at any depth."""
    match value:
        case Localized() | Message():
            yield value
        case tuple():
            for item in value:
                yield from _texts(item)
        case _ if is_dataclass(value):
            for name in _names(value):
                yield from _texts(getattr(value, name))


def _names(record: Any) -> Iterable[str]:
    return (field.name for field in fields(record) if field.name != "place")


__all__ = ["Words"]
