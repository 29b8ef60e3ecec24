"""WordprocessingML as strings: the only place that escapes.

Strings are some hundred times faster than an element tree here; what keeps them safe is that every
character of a document passes through `escaped`.
"""

from __future__ import annotations

import re
from functools import lru_cache

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# XML 1.0 §2.2: no control characters, no lone surrogates, no U+FFFE or U+FFFF, not even as references.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))


def escaped(words: str) -> str:
    """Return `words` fit for XML text and attributes; what XML cannot hold is left out."""
    if not words.isprintable():  # no illegal character is printable, and to ask costs least
        words = _ILLEGAL.sub("", words)
    for mark, reference in _MARKUP:
        if mark in words:
            words = words.replace(mark, reference)
    return words


def escaped_each(pieces: list[str]) -> list[str]:
    """Return `pieces`, each `escaped`: one search where none needs it."""
    whole = "".join(pieces)
    if escaped(whole) == whole:
        return pieces
    return [escaped(piece) for piece in pieces]


def run(words: str, properties: str = "") -> str:
    """Return a run of `words`; nothing for no words.  `properties` is a whole w:rPr element."""
    if not words:
        return ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(words)}</w:t></w:r>'


kept_run = lru_cache(maxsize=2048)(run)  # for labels and headers, which stand in many documents


def field(instruction: str, result: str, properties: str = "") -> str:
    """Return a field with its cached `result`, itself runs: what prints until somebody updates it."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>{result}'
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph; `properties` are the w:pPr children that follow w:pStyle, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


_BEHIND_BIDI = re.compile("<w:(?:spacing|ind|contextualSpacing|jc|textAlignment|outlineLvl|sectPr)\\b|$")


def turned(properties: str) -> str:
    """Return w:pPr children with the mark of a paragraph that runs from right to left, in schema order.

    >>> turned('<w:jc w:val="right"/>')
    '<w:bidi/><w:jc w:val="right"/>'
    """
    return _BEHIND_BIDI.sub(lambda found: f"<w:bidi/>{found[0]}", properties, count=1)
