"""Fonts inside a PDF file: which byte stands for which character, and the glyphs that are embedded.

A font of a document is one or more subsets of up to 256 characters.  What a subset is made of is kept
between documents, glyph by glyph, and whole where documents share one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFile

from exporter.writers.pdf.objects import Objects, deflated, literal

_SPACE, _BOUND_SPACE = 0x20, 0xA0
_ASCII = tuple(range(_SPACE, 0x7F))
# Almost every document prints most of these: embedded together, they are cut and deflated once per process.
_COMMON = (*_ASCII, *map(ord, "–—‘’“”•…·×"))
_FULL = 256


class _Glyph(NamedTuple):
    data: bytes  # ends on four bytes
    checksum: int
    metrics: bytes
    parts: tuple[tuple[int, int], ...]  # of a composite: where each part is named, and which glyph it is


class _Widths(dict[int, float]):
    def __missing__(self, code: int) -> float:
        return 0.0


@dataclass(frozen=True, eq=False)
class Font:
    """A TrueType file of static outlines; `common` fonts always embed what most Latin text needs."""

    path: Path
    common: bool

    @cached_property
    def _file(self) -> Any:  # the stubs leave half of it out
        return TTFontFile(str(self.path))

    @cached_property
    def widths(self) -> Mapping[int, float]:
        """The widths of characters in thousandths of the size; 0 where the font has no glyph."""
        return _Widths(self._file.charWidths)

    @cached_property
    def glyphs(self) -> Mapping[int, int]:
        """The number of the glyph of each character."""
        glyphs: Mapping[int, int] = self._file.charToGlyph
        return glyphs

    @cached_property
    def base(self) -> tuple[int, ...]:
        """The characters that every document embeds, by their byte from 32 on."""
        return tuple(code for code in _COMMON if code in self.glyphs or code in _ASCII) if self.common else ()

    @cached_property
    def _outlines(self) -> bytes:
        return bytes(self._file.get_table("glyf"))

    @cached_property
    def _places(self) -> Sequence[int]:
        data = bytes(self._file.get_table("loca"))
        is_long = struct.unpack_from(">h", self._file.get_table("head"), 50)[0]
        if is_long:
            return struct.unpack(f">{len(data) // 4}L", data)
        return [2 * place for place in struct.unpack(f">{len(data) // 2}H", data)]

    @cached_property
    def _kept(self) -> dict[int, _Glyph]:
        return {}

    def _glyph(self, number: int) -> _Glyph:
        if number not in self._kept:
            data = self._outlines[self._places[number] : self._places[number + 1]]
            padded = data + bytes(-len(data) % 4)
            width, bearing = self._file.hmetrics[number]
            metrics = struct.pack(">HH", int(width), int(bearing))
            self._kept[number] = _Glyph(padded, checksum(padded), metrics, tuple(_parts(data)))
        return self._kept[number]

    def program(self, codes: Sequence[int]) -> bytes:
        """Return a TrueType file in which byte n shows the character `codes[n]`."""
        chosen = [self.glyphs.get(code, 0) for code in codes]
        numbers = list(dict.fromkeys((0, *chosen)))
        for number in numbers:  # grows while composites name their parts
            numbers += {part: 0 for _, part in self._glyph(number).parts if part not in numbers}
        places = {number: place for place, number in enumerate(numbers)}
        glyphs = [self._moved(self._glyph(number), places) for number in numbers]
        return _sfnt(self._tables(glyphs, [places[number] for number in chosen]))

    @staticmethod
    def _moved(glyph: _Glyph, places: Mapping[int, int]) -> _Glyph:
        """Return a glyph that names its parts by their numbers in a subset."""
        if not glyph.parts:
            return glyph
        data = bytearray(glyph.data)
        for at, part in glyph.parts:
            struct.pack_into(">H", data, at, places[part])
        return glyph._replace(data=bytes(data), checksum=checksum(bytes(data)))

    def _tables(self, glyphs: Sequence[_Glyph], mapped: Sequence[int]) -> dict[str, tuple[bytes, int]]:
        """Return the tables that ISO 32000-1, 9.9 asks for, each with its checksum."""
        table = self._file.get_table
        head, hhea, maxp = bytearray(table("head")), bytearray(table("hhea")), bytearray(table("maxp"))
        head[8:12], head[50:52] = bytes(4), b"\0\1"
        hhea[34:36] = maxp[4:6] = struct.pack(">H", len(glyphs))
        count = len(mapped)
        places = accumulate([len(glyph.data) for glyph in glyphs], initial=0)
        plain = {
            "cmap": struct.pack(
                f">{11 + count}H", 0, 1, 1, 0, 0, 12, 6, 10 + 2 * count, 0, 0, count, *mapped
            ),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join([glyph.metrics for glyph in glyphs]),
            "loca": struct.pack(f">{len(glyphs) + 1}L", *places),
            "maxp": bytes(maxp),
        }
        plain |= {tag: bytes(table(tag)) for tag in _HINTS if tag in self._file.table}
        tables = {tag: (data, checksum(data)) for tag, data in plain.items()}
        outlines = b"".join([glyph.data for glyph in glyphs])
        tables["glyf"] = outlines, sum([glyph.checksum for glyph in glyphs]) & _WORD
        return tables

    def descriptor(self, name: str, program: int) -> str:
        """Return the font descriptor of a subset."""
        file = self._file
        flags = file.flags & ~_NONSYMBOLIC | _SYMBOLIC
        box = " ".join(f"{edge:g}" for edge in file.bbox)
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]/Ascent {file.ascent:g}"
            f"/Descent {file.descent:g}/CapHeight {file.capHeight:g}/ItalicAngle {file.italicAngle:g}"
            f"/StemV {file.stemV}/MissingWidth {file.defaultWidth:g}/FontFile2 {program} 0 R>>"
        )

    @cached_property
    def name(self) -> str:
        """The PostScript name."""
        return bytes(self._file.name).decode("ascii", "replace")

    @cached_property
    def missing_width(self) -> float:
        """The width of a character that the font does not have."""
        return float(self._file.defaultWidth)


_HINTS = ("cvt ", "fpgm", "prep")
_SYMBOLIC, _NONSYMBOLIC = 1 << 2, 1 << 5
_WORD = 0xFFFFFFFF


def checksum(data: bytes) -> int:
    """Return the sum of the 32-bit words of a table that ends on one, or is taken to."""
    data += bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & _WORD


_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80  # flags of a part of a composite


def _parts(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where a composite glyph names its parts, and which glyphs they are."""
    if len(data) < 10 or struct.unpack_from(">h", data)[0] >= 0:  # noqa: PLR2004 - the header of a glyph
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, number = struct.unpack_from(">HH", data, at)
        yield at + 2, number
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _sfnt(tables: Mapping[str, tuple[bytes, int]]) -> bytes:
    """Return a font file of tables with their checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = bytearray(
        struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * (count - (1 << power)))
    )
    parts, at, whole, head = [], 12 + 16 * count, 0, 0
    for tag, (data, total) in sorted(tables.items()):
        directory += struct.pack(">4sLLL", tag.encode("ascii"), total, at, len(data))
        head = at if tag == "head" else head
        parts.append(data + bytes(-len(data) % 4))
        at += len(parts[-1])
        whole += total
    adjustment = (0xB1B0AFBA - whole - checksum(bytes(directory))) & _WORD
    font = bytearray(b"".join((directory, *parts)))
    struct.pack_into(">L", font, head + 8, adjustment)
    return bytes(font)


# -- in a document ---------------------------------------------------------------------------------


class Coding(dict[int, int]):
    """The code of each character that a document prints in a font: 256 times the subset, plus the byte."""

    def __init__(self, font: Font, position: int) -> None:
        super().__init__(zip(font.base, range(_SPACE, _FULL), strict=False))
        self._font, self._name = font, f"F{position}"
        self._subsets: list[list[int]] = [[0] * _SPACE + list(font.base)] if font.base else [[0]]

    def __missing__(self, code: int) -> int:
        if code == _BOUND_SPACE:
            given = self[_SPACE]
        elif code not in self._font.glyphs:
            given = 0
        else:
            if len(self._subsets[-1]) == _FULL:
                self._subsets.append([0])
            given = _FULL * (len(self._subsets) - 1) + len(self._subsets[-1])
            self._subsets[-1].append(code)
        self[code] = given
        return given

    def shown(self, words: str) -> list[tuple[str, str]]:
        """Return the name of each subset with the string that shows the next characters of `words` in it."""
        coded = words.translate(self)
        if len(self._subsets) == 1:
            return [(f"{self._name}.0", literal(coded))]
        return [
            (f"{self._name}.{subset}", literal("".join([chr(ord(c) % _FULL) for c in found])))
            for subset, found in groupby(coded, lambda c: ord(c) // _FULL)
        ]

    def embed(self, objects: Objects) -> Iterator[tuple[str, int]]:
        """Put the subsets into the file; yield their names and numbers."""
        for position, codes in enumerate(self._subsets):
            made = _subset(self._font, tuple(codes))
            descriptor = objects.put(self._font.descriptor(made.name, objects.put(made.program)))
            unicode = objects.put(made.unicode)
            font = f"{made.entries}/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>"
            yield f"{self._name}.{position}", objects.put(font)


_EFFORT = 3  # of 9: outlines hardly repeat; 6 takes half as long again and leaves them a fiftieth smaller


class _Subset(NamedTuple):
    name: str
    program: bytes  # these two are whole streams
    unicode: bytes
    entries: str  # the beginning of the dictionary


@lru_cache(maxsize=8)
def _subset(font: Font, codes: tuple[int, ...]) -> _Subset:
    name = f"{_tag(codes)}+{font.name}"
    program = font.program(codes)
    widths = " ".join([f"{font.widths.get(code, font.missing_width):g}" for code in codes])
    return _Subset(
        name,
        deflated(f"/Length1 {len(program)}", program, _EFFORT),
        deflated("", to_unicode(name, codes).encode("ascii")),
        f"<</Type/Font/Subtype/TrueType/BaseFont/{name}"
        f"/FirstChar 0/LastChar {len(codes) - 1}/Widths[{widths}]",
    )


def _tag(codes: Sequence[int]) -> str:
    """Return six letters that tell one subset from another: ISO 32000-1, 9.6.4."""
    rest = zlib.crc32(struct.pack(f">{len(codes)}L", *codes))
    letters = ""
    for _ in range(6):
        rest, letter = divmod(rest, 26)
        letters += chr(ord("A") + letter)
    return letters


_CHUNK = 100  # entries in one bfchar block: Adobe technical note 5014


def to_unicode(name: str, codes: Sequence[int]) -> str:
    """Return the CMap from the bytes of a subset to characters, those beyond U+FFFF included."""
    pairs = [f"<{byte:02X}> <{_utf16(code)}>" for byte, code in enumerate(codes) if code]
    blocks = [pairs[at : at + _CHUNK] for at in range(0, len(pairs), _CHUNK)]
    body = [line for b in blocks for line in (f"{len(b)} beginbfchar", *b, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *body,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def _utf16(code: int) -> str:
    return f"{code:04X}" if code < 0x10000 else chr(code).encode("utf-16-be").hex().upper()  # noqa: PLR2004
