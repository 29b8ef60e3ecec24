"""How well one colour is told from another: WCAG 2.2, relative luminance and contrast ratio."""

from __future__ import annotations

READABLE = 4.5  # the least ratio for text, 1.4.3; held for bars too, whose length is read

_WEIGHTS = (0.2126, 0.7152, 0.0722)
_LINEAR_BELOW = 0.04045


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours of six hexadecimal digits, from 1 to 21.

    >>> contrast("000000", "FFFFFF"), round(contrast("2F6DB5", "E8EEF5"), 2)
    (21.0, 4.52)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (p / 12.92 if p <= _LINEAR_BELOW else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))
