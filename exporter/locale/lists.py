"""Items in a row, titles in their marks, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from babel.lists import format_list

from exporter.locale.edition import Edition


def say_list(items: Sequence[str], edition: Edition, kind: Literal["and", "or"] = "and") -> str:
    """Return items as a sentence joins them: "A, B and C", A、B和C; the locale decides on the last comma.

    Where an item holds such a comma itself, semicolons part them: "Industry, Science; and Trade".
    """
    if len(items) > 1 and any(mark in item for item in items for mark in edition.style.list_commas):
        return _parted(items, edition)
    return format_list(items, style="standard" if kind == "and" else "or", locale=edition.locale)


def say_title(title: str, edition: Edition) -> str:
    """Return a title in the marks of its locale: 《专利合作条约》; English sets it in italics, without marks.

    Marks inside become inner ones: 《关于〈专利法〉的说明》.
    """
    return _marked(title, edition.style.marks.title, edition.style.marks.inner_title)


def say_titles(titles: Sequence[str], edition: Edition) -> str:
    """Return titles in a row: 《甲》《乙》和《丙》, marks adjoining; in English a plain list."""
    marked = [say_title(title, edition) for title in titles]
    if len(marked) == 1 or not edition.style.marks.title[0]:
        return say_list(marked, edition)
    return "".join(marked[:-1]) + edition.text("list", " and ") + marked[-1]


def say_quote(words: str, edition: Edition) -> str:
    """Return words in quotation marks; quotation marks inside become inner ones: “甲‘乙’丙”."""
    return _marked(words, edition.style.marks.quote, edition.style.marks.inner_quote)


def _parted(items: Sequence[str], edition: Edition) -> str:
    return edition.text("list", "; ").join(items[:-1]) + edition.text("list", "; and ") + items[-1]


def _marked(words: str, marks: tuple[str, str], inner: tuple[str, str]) -> str:
    for mark, inner_mark in zip(marks, inner, strict=True):
        words = words.replace(mark, inner_mark) if mark else words
    return f"{marks[0]}{words}{marks[1]}"
