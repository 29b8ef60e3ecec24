"""The model as data for other programs: every record with its section, texts in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from exporter.compose.prose import Prose
from exporter.locale import Edition
from exporter.model.chapter import LEAD, RECORD_COLLECTIONS, AnyRecord, Chapter
from exporter.model.edtf import Edtf
from exporter.model.records import Paragraph, Report, Section
from exporter.model.text import Forms, Localized, Message


class Show:
    """Turns a chapter into plain dictionaries and lists; texts are spelled out in each edition."""

    def __init__(self, chapter: Chapter, editions: Sequence[Edition]) -> None:
        self._chapter = chapter
        self._prose = {edition.tag: Prose(chapter, edition) for edition in editions}

    def chapter(self) -> dict[str, Any]:
        """Return the whole chapter by collection."""
        found: dict[str, Any] = {"report": self._report(self._chapter.report)}
        found["sections"] = [self._lead(), *map(self._section, self._chapter.sections)]
        for name in RECORD_COLLECTIONS:
            found[name] = [self.record(record) for record in getattr(self._chapter, name)]
        return found

    def _report(self, report: Report) -> dict[str, Any]:
        return {**self._fields(report, None), "section": LEAD}

    def _lead(self) -> dict[str, Any]:
        title = {tag: self._chapter.report.chapter_title[tag] for tag in self._prose}
        return {
            "id": LEAD,
            "section": LEAD,
            "number": LEAD,
            "title": title,
            "paragraphs": self._paragraphs(LEAD),
        }

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "id": section.number,
            "section": section.number,
            **self._fields(section, None),
            "paragraphs": self._paragraphs(section.number),
        }

    def _paragraphs(self, section: str) -> list[dict[str, Any]]:
        return [self._paragraph(p) for p in self._chapter.paragraphs if p.section == section]

    def _paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        told = [r.id for r in self._chapter.records.values() if paragraph.id in r.told]
        source = {tag: paragraph.text.raw(tag) for tag in self._prose}
        return {**self._fields(paragraph, None), "message": source, "records": told}

    def record(self, record: AnyRecord) -> dict[str, Any]:
        """Return one record with the sections that tell it, its own section first."""
        shown = self._fields(record, record)
        place = {
            "section": self._chapter.section_of(record),
            "sections": list(self._chapter.sections_of(record)),
        }
        return {"id": shown.pop("id"), **place, **shown}

    def _fields(self, value: Any, owner: AnyRecord | None) -> dict[str, Any]:
        names = (f.name for f in fields(value) if f.name != "place")
        return {name: self._value(getattr(value, name), owner) for name in names}

    def _value(self, value: object, owner: AnyRecord | None) -> Any:
        match value:
            case None | bool() | int():
                return value
            case Edtf() | StrEnum() | str():
                return str(value)
            case Decimal():
                return int(value) if value == value.to_integral_value() else str(value)
            case Message():
                return {tag: prose.words(value, owner) for tag, prose in self._prose.items()}
            case Localized():
                return dict(value.texts)
            case Forms():
                return {tag: dict(value[tag]) for tag in value.patterns}
            case tuple():
                return [self._value(item, owner) for item in value]
            case Mapping():
                return {str(key): self._value(item, owner) for key, item in value.items()}
            case _ if is_dataclass(value):
                return self._fields(value, owner)
        raise TypeError(f"no JSON form for {type(value).__name__}")


def text_lines(chapter: Chapter, edition: Edition) -> list[str]:
    """Return the chapter's prose with its section titles, a line a paragraph."""
    prose = Prose(chapter, edition)
    lines: list[str] = []
    for number, title in [(LEAD, chapter.report.chapter_title[edition.tag]), *_titles(chapter, prose)]:
        lines += ["", f"{number} {title}"]
        lines += ["".join(_spoken(p, prose)) for p in chapter.paragraphs if p.section == number]
    return lines[1:]


def _titles(chapter: Chapter, prose: Prose) -> list[tuple[str, str]]:
    return [(section.number, prose.words(section.title)) for section in chapter.sections]


def _spoken(paragraph: Paragraph, prose: Prose) -> str:
    from exporter.document.nodes import plain

    return plain(prose.inlines(paragraph.text))
