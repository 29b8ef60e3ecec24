"""Lists, titles and quotations, with the marks of each language."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from exporter.locale.edition import Edition


def say_list(items: Sequence[str], edition: Edition) -> str:
    """Return items as a sentence joins them: "WIPO, EPO and EUIPO" · "WIPO、EPO和EUIPO".

    Items that hold commas themselves are parted by semicolons.
    """
    if len(items) > 1 and any(mark in item for item in items for mark in ", ，、".replace(" ", "")):
        return edition.text("list", "; ").join(items[:-1]) + edition.text("list", "; and ") + items[-1]
    return format_list(items, locale=edition.locale)


def say_title(words: str, edition: Edition) -> str:
    """Return a title with its marks: 《…》 in Chinese; English sets it in italics instead."""
    before, after = edition.style.marks["title"]
    if not before or words.startswith(before):
        return words
    return f"{before}{words.replace('《', '〈').replace('》', '〉')}{after}"


def say_titles(items: Sequence[str], edition: Edition) -> str:
    """Return titles in a row: no 、 between adjoining 《》."""
    said = [say_title(item, edition) for item in items]
    if edition.style.marks["title_joiner"] or len(said) == 1:
        return say_list(said, edition)
    return "".join(said[:-1]) + edition.text("list", " and ") + said[-1]


def say_quote(words: str, edition: Edition) -> str:
    """Return words in quotation marks; those inside are set as inner ones."""
    before, after = edition.style.marks["quote"]
    return f"{before}{words}{after}"
