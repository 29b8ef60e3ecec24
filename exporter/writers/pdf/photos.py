"""Photographs as PDF/A takes them: without transparency, in RGB or grey, no finer than print shows."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

_POINTS_PER_INCH, _DOTS_PER_INCH = 72, 300
_QUALITY = 88


@lru_cache(maxsize=16)
def printable(data: bytes, width: float) -> bytes:
    """Return a PNG or JPEG fit to be printed `width` points wide; the same bytes if it already is."""
    with Image.open(io.BytesIO(data)) as image:
        most = max(1, round(width / _POINTS_PER_INCH * _DOTS_PER_INCH))
        if image.format == "JPEG" and image.mode in ("RGB", "L") and image.width <= most:
            return data
        return _saved(_smaller(_flat(image), most), is_photo=image.format == "JPEG")


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, on white where it was transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")


def _smaller(image: Image.Image, most: int) -> Image.Image:
    if image.width <= most:
        return image
    return image.resize((most, max(1, round(image.height * most / image.width))), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, *, is_photo: bool) -> bytes:
    out = io.BytesIO()
    if is_photo:
        image.save(out, "JPEG", quality=_QUALITY)
    else:
        image.save(out, "PNG")
    return out.getvalue()
