"""Inlines as runs: emphasis, languages, links, cross references, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from exporter.document.nodes import (
    Footnote,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    Title,
)
from exporter.theme.word import is_east_asian, word_language
from exporter.writers.docx.output import Output, Setting, number_name, place_name
from exporter.writers.docx.trace import Trace
from exporter.writers.docx.xml import escaped, field, paragraph, run, turned

# Marks that Unicode gives to both scripts: Word sets them in the Latin face unless told otherwise.
# An apostrophe between Latin letters stays Latin.
_SHARED_MARKS = re.compile("((?:[“”‘…—·]|(?<![A-Za-z])’|’(?![A-Za-z]))+)")
# Letters and figures that keep their own direction, with the marks between them: "WIPO ST.3", "C/55".
_LEFT_TO_RIGHT = re.compile(r"([A-Za-z\u00c0-\u024f](?:[\w./&’'@:-]*[A-Za-z\u00c0-\u024f\d])?)", re.ASCII)
_EAST_ASIAN_HINT = '<w:rFonts w:hint="eastAsia"/>'
_LINE_BREAK = "<w:r><w:br/></w:r>"
_SCHEMES = ("http://", "https://", "mailto:")


class Look(NamedTuple):
    """How the words around a run are set."""

    link: bool = False
    strong: bool = False
    work: bool = False


_PLAIN = Look()


def inlines_xml(inlines: Iterable[Inline], out: Output, look: Look = _PLAIN) -> str:
    """Return `inlines` as runs, fields and hyperlinks."""
    return "".join([inline_xml(inline, out, look) for inline in inlines])


def inline_xml(inline: Inline, out: Output, look: Look) -> str:
    """Return one inline as WordprocessingML."""
    match inline:
        case Text(text=words, language=language):
            start = len(out.trace.words)
            runs = words_xml(words, out, look, language)
            if inline.record is not None or inline.rule is not None:
                out.trace.made(start, inline.record, inline.rule)
            return runs
        case Strong():
            return inlines_xml(inline.inlines, out, look._replace(strong=True))
        case Title():
            return inlines_xml(inline.inlines, out, look._replace(work=True))
        case Link():
            return _link(inline, out, look)
        case Reference(anchor=anchor, text=words):
            counted = anchor in out.counted  # then its number is no text that could be repeated
            target = f"{place_name(anchor)} \\n" if counted else number_name(anchor)
            return field(f"REF {target} \\h", words_xml(words, out, look), _properties(out, look, None))
        case Footnote():
            return _footnote(inline, out)
        case LineBreak():
            return _LINE_BREAK
        case _:
            assert_never(inline)


def lines_xml(words: str, out: Output) -> str:
    """Return `words` as runs, a line for each language where they are in two."""
    return _LINE_BREAK.join(words_xml(line, out) for line in words.split("\n"))


def words_xml(words: str, out: Output, look: Look = _PLAIN, language: str | None = None) -> str:
    """Return `words` as runs in `language`, None for the document's."""
    out.trace.say(words)
    between, properties, others = _setting(out, look, language)
    if between is None:
        return run(words, properties)
    pieces = between.split(words)
    return "".join([run(piece, others if n % 2 else properties) for n, piece in enumerate(pieces)])


def _setting(out: Output, look: Look, language: str | None = None) -> Setting:
    """Return how words are set; kept by document, since few combinations occur."""
    key = (look, language, out.language)
    known = out.settings.get(key)
    if known is None:
        known = out.settings[key] = _setting_of(out, look, language)
    return known


def _setting_of(out: Output, look: Look, language: str | None) -> Setting:
    properties = _properties(out, look, language)
    if (language or out.language) in out.document.right_to_left:
        return Setting(_LEFT_TO_RIGHT, _properties(out, look, language, turned=True), properties)
    if is_east_asian(language or out.language):
        return Setting(_SHARED_MARKS, properties, _properties(out, look, language, hint=True))
    return Setting(None, properties, "")


def _properties(
    out: Output, look: Look, language: str | None, *, hint: bool = False, turned: bool = False
) -> str:
    """Return the w:rPr element of a run."""
    inner = "".join(_property_elements(out, look, language, hint=hint, turned=turned))
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _property_elements(
    out: Output, look: Look, language: str | None, *, hint: bool, turned: bool
) -> Iterator[str]:
    """Yield run properties in schema order.  A run has one character style; the rest is set directly."""
    # Han script is never slanted, whatever the edition.
    work = look.work and not is_east_asian(language or out.language)
    roles = [role for role, on in (("link", look.link), ("strong", look.strong), ("work", work)) if on]
    if roles:
        yield f'<w:rStyle w:val="{out.style(roles[0])}"/>'
    if hint:
        yield _EAST_ASIAN_HINT
    if "strong" in roles[1:]:
        yield "<w:b/><w:bCs/>"
    if "work" in roles[1:]:
        yield "<w:i/><w:iCs/>"
    if turned:
        yield f'<w:rtl/><w:lang w:bidi="{word_language(language or out.language)}"/>'
    elif language and language != out.language:
        yield f'<w:lang w:{"eastAsia" if is_east_asian(language) else "val"}="{word_language(language)}"/>'


def _link(link: Link, out: Output, look: Look) -> str:
    words = inlines_xml(link.inlines, out, look._replace(link=True))
    if link.target.startswith("#"):
        return f'<w:hyperlink w:anchor="{place_name(link.target[1:])}" w:history="1">{words}</w:hyperlink>'
    if not link.target.lower().startswith(_SCHEMES):
        raise ValueError(f"a link may lead to http, https, mailto or #anchor, not to {link.target!r}")
    key = out.relations.add("hyperlink", link.target, external=True)
    return f'<w:hyperlink r:id="{key}" w:history="1">{words}</w:hyperlink>'


def _footnote(footnote: Footnote, out: Output) -> str:
    """Return the call of `footnote`; its words go to the footnotes part, with links of its own."""
    call = f'<w:rPr><w:rStyle w:val="{out.theme.styles["footnote_call"]}"/></w:rPr>'
    key = len(out.notes) + 1
    out.notes.append("")  # its place: a note's own words come after it
    of_body, out.relations = (out.relations, out.trace), out.note_relations
    out.trace = Trace(makers=out.trace.makers, places=out.trace.places)
    out.trace.say(" ")
    said = inlines_xml(footnote.inlines, out)
    words = f"<w:r>{call}<w:footnoteRef/></w:r>{run(' ')}{out.traced(said)}"
    out.relations, out.trace = of_body
    out.notes[key - 1] = f'<w:footnote w:id="{key}">{_note_paragraph(words, out)}</w:footnote>'
    return f'<w:r>{call}<w:footnoteReference w:id="{key}"/></w:r>'


def _note_paragraph(words: str, out: Output) -> str:
    return paragraph(out.theme.styles["footnote"], words, turned("") if out.right_to_left else "")


def strong_xml(words: str, out: Output) -> str:
    """Return `words` with weight."""
    return words_xml(words, out, Look(strong=True))


def styled_xml(words: str, out: Output, role: str) -> str:
    """Return `words` in the character style of `role`."""
    out.trace.say(words)
    turn = "<w:rtl/>" if out.right_to_left else ""
    return run(words, f'<w:rPr><w:rStyle w:val="{escaped(out.theme.styles[role])}"/>{turn}</w:rPr>')
