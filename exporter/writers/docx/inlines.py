"""Inlines as runs: emphasis, languages, links, cross references, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

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
from exporter.writers.docx.output import Output, number_name, place_name
from exporter.writers.docx.setting import PLAIN, Look
from exporter.writers.docx.trace import Trace
from exporter.writers.docx.xml import escaped, field, kept_run, paragraph, run, turned

_RARE = 24  # characters: what is longer is hardly printed again; dates, names and states are
_LINE_BREAK = "<w:r><w:br/></w:r>"
_SCHEMES = ("http://", "https://", "mailto:")


def inlines_xml(inlines: Sequence[Inline], out: Output, look: Look = PLAIN) -> str:
    """Return `inlines` as runs, fields and hyperlinks."""
    if len(inlines) == 1 and type(inlines[0]) is Text:  # most cells and many paragraphs
        return _text(inlines[0], out, look)
    return "".join([_text(i, out, look) if type(i) is Text else inline_xml(i, out, look) for i in inlines])


def _text(text: Text, out: Output, look: Look) -> str:
    if text.record is not None or text.rule is not None:
        out.trace.made(text.record, text.rule)
    words = text.text
    return words_xml(words, out, look, text.language, kept_run if len(words) < _RARE else run)


def inline_xml(inline: Inline, out: Output, look: Look) -> str:
    """Return one inline as WordprocessingML."""
    match inline:
        case Text():
            return _text(inline, out, look)
        case Strong():
            return inlines_xml(inline.inlines, out, look.in_strong())
        case Title():
            return inlines_xml(inline.inlines, out, look.in_work())
        case Link():
            return _link(inline, out, look)
        case Reference(anchor=anchor, text=words):
            counted = anchor in out.counted  # then its number is no text that could be repeated
            target = f"{place_name(anchor)} \\n" if counted else number_name(anchor)
            return field(f"REF {target} \\h", words_xml(words, out, look), out.setting(look).marks)
        case Footnote():
            return _footnote(inline, out)
        case LineBreak():
            return _LINE_BREAK
        case _:
            assert_never(inline)


def lines_xml(words: str, out: Output) -> str:
    """Return `words` as runs, a line for each language where they are in two."""
    return _LINE_BREAK.join([words_xml(line, out) for line in words.split("\n")])


def words_xml(
    words: str,
    out: Output,
    look: Look = PLAIN,
    language: str | None = None,
    make: Callable[[str, str], str] = kept_run,
) -> str:
    """Return `words` as runs in `language`, None for that of the words around; `make` makes each of them."""
    out.trace.words.append(words)
    setting = out.plain if look is PLAIN and language is None else out.setting(look, language)
    if setting.between is None:  # mostly: then spare the call
        return make(words, setting.properties)
    return setting.runs(words, make)


def _link(link: Link, out: Output, look: Look) -> str:
    words = inlines_xml(link.inlines, out, look.in_link())
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
    out.trace.words.append(" ")
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
    out.trace.words.append(words)
    turn = "<w:rtl/>" if out.right_to_left else ""
    return run(words, f'<w:rPr><w:rStyle w:val="{escaped(out.theme.styles[role])}"/>{turn}</w:rPr>')
