"""Letters of Latin Extended-A that the built-in typeface lacks, put together from parts that it has.

Noto Sans SC draws Western and pinyin letters only; names from Prague, Warsaw or Ankara need more.
The marks are taken off letters that exist (the caron of "ě", the breve of "ă"), at the height and the
offset that their designer gave them.  Works on a static TrueType font, and only adds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

Contour = tuple[Any, ...]  # pen calls from moveTo to closePath
Outline = tuple[Contour, ...]

# Combining mark → the letters, small and capital, that show it.
_MODELS = MappingProxyType(
    {
        "\u0300": "èÈ",
        "\u0301": "éÉ",
        "\u0302": "êÊ",
        "\u0303": "ñÑ",
        "\u0304": "ēĒ",
        "\u0306": "ăĂ",
        "\u0308": "ëË",
        "\u030a": "åÅ",
        "\u030c": "ěĚ",
        "\u0327": "çÇ",
    }
)
_COMMA, _STROKE = "\u0326", "\u0335"
_COMMA_BELOW = frozenset("gklnrGKLNR")  # Latvian writes their cedilla as a comma
_CARON_BESIDE = frozenset("dtlL")
_GAP = 0.05  # of the em
_LETTERS = (*range(0x100, 0x180), *range(0x1CD, 0x1DD), *range(0x218, 0x21C))


class _Bounds(NamedTuple):
    left: float
    foot: float
    right: float
    top: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class _Absent(Exception):  # noqa: N818 - no error: the letter is simply not made
    """The font lacks a part of a letter."""


def add_letters(font: TTFont) -> None:
    """Give `font` the letters that it lacks and that its parts can make."""
    shapes = _Shapes(font)
    for code in _LETTERS:
        if chr(code) not in shapes:
            with suppress(_Absent):
                _add(font, code, _made(chr(code), shapes), shapes.advance(_base(chr(code))))


def _base(letter: str) -> str:
    special = {"ı": "i", "ł": "l", "Ł": "L"}
    return special.get(letter) or unicodedata.normalize("NFD", letter)[0]


def _made(letter: str, shapes: _Shapes) -> Outline:
    """Return the outline of `letter`, put together from its base and its one mark."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if letter == "ı":
        return shapes.without_dot("i")
    if letter in "łŁ":
        base, marks = _base(letter), [_STROKE]
    if len(marks) != 1:
        raise _Absent(letter)
    body = shapes.without_dot(base) if base in "ij" else shapes[base]
    return body + _mark(base, marks[0], shapes)


def _mark(base: str, mark: str, shapes: _Shapes) -> Outline:
    """Return a mark where it stands on `base`."""
    here, gap = bounds(shapes[base]), _GAP * shapes.em
    match mark:
        case "\u030c" if base in _CARON_BESIDE:
            return shapes.placed(shapes["’"], here.right + gap, top=here.top)
        case "\u0327" if base == "g":  # its tail leaves no room below
            return shapes.placed(shapes["‘"], here.centre, foot=here.top + gap)
        case "\u0327" | "\u0326" if base in _COMMA_BELOW or mark == _COMMA:
            return shapes.placed(shapes[","], here.centre, top=-gap)
        case "\u0307":
            return shapes.placed(shapes.dot(), _crown(base, here), foot=here.top + 2 * gap)
        case "\u030b":
            return _double_acute(base, shapes)
        case "\u0328":
            return _ogonek(shapes, here)
        case "\u0335":
            return _stroke(shapes, here)
        case _:
            return _from_model(base, mark, shapes)


def _crown(base: str, here: _Bounds) -> float:
    """Where a mark stands over a letter: over the stem of "l", over the middle of others."""
    return here.left + 0.3 * (here.right - here.left) if base == "l" else here.centre


def _from_model(base: str, mark: str, shapes: _Shapes) -> Outline:
    """Take the mark off a letter that has it: off a capital for letters as high as capitals."""
    if mark not in _MODELS:
        raise _Absent(mark)
    small, capital = tuple(_MODELS[mark])
    is_high = bounds(shapes[base]).top > 1.1 * bounds(shapes["x"]).top
    model = capital if is_high else small
    body, taken = bounds(shapes[_base(model)]), shapes.mark_of(model)
    here = bounds(shapes.without_dot(base) if base in "ij" else shapes[base])
    across = _crown(base, here) + bounds(taken).centre - body.centre
    if mark == "\u0327":
        return shapes.placed(taken, across, foot=bounds(taken).foot)
    return shapes.placed(taken, across, foot=here.top + bounds(taken).foot - body.top)


def _double_acute(base: str, shapes: _Shapes) -> Outline:
    acute = _from_model(base, "\u0301", shapes)
    half = 0.45 * (bounds(acute).right - bounds(acute).left)
    centre = bounds(shapes[base]).centre
    foot = bounds(acute).foot
    return shapes.placed(acute, centre - half, foot=foot) + shapes.placed(acute, centre + half, foot=foot)


def _ogonek(shapes: _Shapes, here: _Bounds) -> Outline:
    """Return a cedilla turned over, at the right foot."""
    cedilla = shapes.mark_of("ç")
    turned = shapes.transformed(cedilla, (-1, 0, 0, 1, 0, 0))
    width = bounds(turned).right - bounds(turned).left
    return shapes.placed(turned, here.right - 0.6 * width, foot=bounds(cedilla).foot)


def _stroke(shapes: _Shapes, here: _Bounds) -> Outline:
    """Return a slanting bar across the stem."""
    bar = shapes.transformed(shapes["-"], (1, 0.55, 0, 1, 0, 0))
    height = bounds(bar).top - bounds(bar).foot
    across = (
        here.left + 0.3 * (here.right - here.left)
        if here.right - here.left < shapes.em / 3
        else here.left + 0.1 * shapes.em
    )
    return shapes.placed(bar, across, foot=(here.top + max(here.foot, 0) - height) / 2)


# -- outlines ------------------------------------------------------------------------------------


def bounds(outline: Outline) -> _Bounds:
    """Return the smallest box around an outline."""
    from fontTools.pens.boundsPen import BoundsPen

    pen = BoundsPen(None)
    _replay(outline, pen)
    return _Bounds(*(pen.bounds or (0, 0, 0, 0)))


def _replay(outline: Outline, pen: Any) -> None:
    for contour in outline:
        for call, points in contour:
            getattr(pen, call)(*points)


class _Shapes:
    """The outlines of a font by character."""

    def __init__(self, font: TTFont) -> None:
        self._glyphs, self._names = font.getGlyphSet(), font.getBestCmap()
        self.em = font["head"].unitsPerEm

    def __contains__(self, character: str) -> bool:
        return ord(character) in self._names

    def __getitem__(self, character: str) -> Outline:
        from fontTools.pens.recordingPen import DecomposingRecordingPen

        if character not in self:
            raise _Absent(character)
        pen = DecomposingRecordingPen(self._glyphs)
        self._glyphs[self._names[ord(character)]].draw(pen)
        return tuple(_contours(pen.value))

    def advance(self, character: str) -> int:
        """How far the next letter stands off."""
        return int(self._glyphs[self._names[ord(character)]].width)

    def mark_of(self, letter: str) -> Outline:
        """The contours above or below the body of a marked letter."""
        body = bounds(self[_base(letter)])
        return tuple(
            c for c in self[letter] if bounds((c,)).foot > body.top or bounds((c,)).top < 0.02 * self.em
        )

    def without_dot(self, letter: str) -> Outline:
        """The contours of "i" or "j" that stand no higher than an "x"."""
        return tuple(c for c in self[letter] if bounds((c,)).foot < bounds(self["x"]).top)

    def dot(self) -> Outline:
        """The dot of the "i"."""
        return tuple(c for c in self["i"] if bounds((c,)).foot >= bounds(self["x"]).top)

    def placed(
        self, outline: Outline, centre: float, *, foot: float | None = None, top: float | None = None
    ) -> Outline:
        """Move an outline so that it stands on `foot`, or hangs from `top`, around `centre`."""
        box = bounds(outline)
        rise = foot - box.foot if foot is not None else (top or 0) - box.top
        return self.transformed(outline, (1, 0, 0, 1, centre - box.centre, rise))

    def transformed(self, outline: Outline, matrix: tuple[float, ...]) -> Outline:
        """Return an outline under an affine map; turned around if it was turned over."""
        from fontTools.pens.recordingPen import RecordingPen
        from fontTools.pens.reverseContourPen import ReverseContourPen
        from fontTools.pens.transformPen import TransformPen

        recorded = RecordingPen()
        is_turned = matrix[0] * matrix[3] - matrix[1] * matrix[2] < 0
        _replay(outline, TransformPen(ReverseContourPen(recorded) if is_turned else recorded, matrix))
        return tuple(_contours(recorded.value))


def _contours(calls: Iterable[Any]) -> Iterator[Contour]:
    contour: list[Any] = []
    for call in calls:
        contour.append(call)
        if call[0] == "closePath":
            yield tuple(contour)
            contour = []


def _add(font: TTFont, code: int, outline: Outline, advance: int) -> None:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen, name = TTGlyphPen(None), f"uni{code:04X}"
    _replay(outline, pen)
    font["glyf"][name] = glyph = pen.glyph(round=round)
    glyph.recalcBounds(font["glyf"])
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font["hmtx"][name] = (advance, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
