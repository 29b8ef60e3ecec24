"""A text → the YAML that reads back as that text, in the manner of the value that it replaces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LINE_WIDTH = 110
_LITERAL, _FOLDED, _SINGLE, _DOUBLE = "|", ">", "'", '"'
_PLAIN_TAGS = frozenset(
    {"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"}
)  # others are read as numbers …
_STRANGE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]"
)
_SIMPLE_KEY = re.compile(r"[^\W\d](?:[\w -]*\w)?")
_DISPUTED = frozenset("?:")
_FOLDABLE = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a value stands in its file.

    `style` is that of the value it replaces: "" for plain or none, else ' " | >.  `indent` is the
    column where lines of a block would begin; `roomy` tells whether a block may stand there at all,
    which it may not between brackets or before a comment.
    """

    style: str = ""
    indent: int = 0
    roomy: bool = True
    flow: bool = False


def scalar(text: str, manner: Manner) -> list[str]:
    """Return the lines of `text` as a YAML scalar; the first follows its key, the others are indented."""
    if manner.roomy and not _STRANGE.search(text):
        if "\n" in text:
            return [f"{_LITERAL}-", *_literal_lines(text, manner.indent)]
        if manner.style in (_FOLDED, _LITERAL) or len(text) + manner.indent > LINE_WIDTH:
            return [f"{_FOLDED}-", *_folded_lines(text, manner.indent)]
    return [_inline(text, manner)]


def _literal_lines(text: str, indent: int) -> Iterator[str]:
    return (" " * indent + line if line else "" for line in text.split("\n"))


def _folded_lines(text: str, indent: int) -> Iterator[str]:
    """Break at single spaces between words only: YAML gives each such break back as one space."""
    margin = " " * indent
    line = ""
    for word in _FOLDABLE.split(text):
        if line and indent + len(line) + 1 + len(word) > LINE_WIDTH:
            yield margin + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield margin + line


def _inline(text: str, manner: Manner) -> str:
    printable = not _STRANGE.search(text) and "\n" not in text and "\t" not in text
    if printable and manner.style == _SINGLE:
        return _SINGLE + text.replace("'", "''") + _SINGLE
    if printable and manner.style != _DOUBLE and _is_plain(text, flow=manner.flow):
        return text
    return _double_quoted(text)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Tell whether `text` may stand without quotes: YAML itself is asked.

    Between brackets parsers disagree on question marks and colons; we stay out of that.
    """
    if flow and not _DISPUTED.isdisjoint(text):
        return False
    try:
        root = yaml.compose(f"{{k: {text}, l: m}}" if flow else f"k: {text}\nl: m", Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    if [key.value for key, _ in entries] != ["k", "l"]:
        return False
    value = entries[0][1]
    return (
        isinstance(value, yaml.ScalarNode)
        and value.value == text
        and not value.style
        and value.tag in _PLAIN_TAGS
    )


def key(text: str) -> str:
    """Return `text` as the key of an entry; "on", a field of ours, which nobody quotes, stays plain.

    >>> key("next_action"), key("Cost: EUR"), key("no"), key("on")
    ('next_action', '"Cost: EUR"', '"no"', 'on')
    """
    simple = _SIMPLE_KEY.fullmatch(text) and (_is_plain(text, flow=True) or text == "on")
    return text if simple else _double_quoted(text)


def _double_quoted(text: str) -> str:
    """JSON's strings are YAML's; what YAML cannot show besides is escaped too."""
    return _STRANGE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
