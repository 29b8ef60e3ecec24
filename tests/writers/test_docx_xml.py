"""Words as XML: nothing that XML can hold is lost, nothing that it cannot hold gets in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.writers.docx.xml import escaped, escaped_each

# XML 1.0, 2.2, production 2; beyond the first plane everything is legal.
LEGAL = {0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE)}


def test_every_character_is_kept_if_xml_can_hold_it_and_only_then() -> None:
    kept = {code for code in range(0x10000) if escaped(f"a{chr(code)}b") != "ab"}

    assert kept == LEGAL


@given(st.text())
def test_a_parser_reads_what_was_written(words: str) -> None:
    legal = "".join(character for character in words if ord(character) in LEGAL or ord(character) > 0xFFFF)
    root = etree.fromstring(f'<a b="{escaped(legal)}">{escaped(words)}</a>'.encode())

    assert (root.text or "") == legal.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.text(st.sampled_from('a&<">\0 字'), max_size=4)))
def test_many_are_escaped_as_each_alone(pieces: list[str]) -> None:
    assert escaped_each(pieces) == [escaped(piece) for piece in pieces]
