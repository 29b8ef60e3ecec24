"""The objects of a PDF file: numbered, written one after the other, and found again by their places."""

from __future__ import annotations

import zlib
from hashlib import sha256

from exporter.writers.pdf.text import plain

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes beyond ASCII tell programs that this is no text


class Objects:
    """The objects of one file.  A number may be given out before its object is known."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """Return the number of an object that comes later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def put(self, body: str | bytes, number: int = 0) -> int:
        """Take an object under a reserved number or the next one; return its number."""
        number = number or self.reserve()
        self._bodies[number - 1] = body if isinstance(body, bytes) else body.encode("latin-1")
        return number

    def stream(self, entries: str, data: bytes, number: int = 0) -> int:
        """Take a stream whose dictionary has `entries` and its length."""
        return self.put(stream(entries, data), number)

    def file(self, root: int, information: int) -> bytes:
        """Return the file; the same objects give the same bytes."""
        parts, places, at = [_HEAD], [], len(_HEAD)
        for number, body in enumerate(self._bodies, 1):
            places.append(at)
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            parts.append(part)
            at += len(part)
        table = "".join([f"{place:010d} 00000 n \n" for place in places])
        size = len(places) + 1
        identity = sha256(b"".join(parts)).hexdigest()[:32]
        tail = (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root {root} 0 R"
            f"/Info {information} 0 R/ID[<{identity}><{identity}>]>>\nstartxref\n{at}\n%%EOF\n"
        )
        parts.append(tail.encode("ascii"))
        return b"".join(parts)


def stream(entries: str, data: bytes) -> bytes:
    """Return a stream object; the line end before "endstream" is none of its content (PDF/A-2, 6.1.7.1).

    Behind data that end with a carriage return it is CR and LF, lest theirs be taken for a part of it.
    """
    end = b"\r\n" if data.endswith(b"\r") else b"\n"
    return b"<<%b/Length %d>>\nstream\n%b%bendstream" % (entries.encode("latin-1"), len(data), data, end)


def deflated(entries: str, data: bytes, effort: int = 6) -> bytes:
    """Return a stream object with its data made smaller, with an effort from 1 to 9."""
    return stream(f"{entries}/Filter/FlateDecode", zlib.compress(data, effort))


_ESCAPED = (("\\", r"\\"), ("(", r"\("), (")", r"\)"), ("\r", r"\r"))


def literal(text: str) -> str:
    """Return characters up to U+00FF, each for one byte, as a string.

    >>> print(literal("a (b)"))
    (a \\(b\\))
    """
    for special, escaped in _ESCAPED:
        if special in text:
            text = text.replace(special, escaped)
    return f"({text})"


def string(text: str) -> str:
    """Return text for people: ASCII as it is, else UTF-16 with its mark.

    >>> string("a"), string("é")
    ('(a)', '<FEFF00E9>')
    """
    words = plain(text)
    if words.isascii() and words.isprintable():
        return literal(words)
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a length to a thousandth of a point, never with an exponent.

    >>> number(12.5), number(595.2756), number(3)
    ('12.5', '595.276', '3')
    """
    return f"{value:.3f}".rstrip("0").rstrip(".")
