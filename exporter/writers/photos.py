"""Photographs fit to be printed: upright, in RGB or grey, without transparency or anything that a camera
or an editor wrote beside the picture, and no finer than print shows."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps

_POINTS_PER_INCH, _DOTS_PER_INCH = 72, 300
_QUALITY = 88
_ORIENTATION = 0x0112
_PLAIN = frozenset(
    {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
)  # what tells nothing of anybody


@lru_cache(maxsize=16)
def printable(data: bytes, width: float) -> bytes:
    """Return a PNG or JPEG fit to be printed `width` points wide; the same bytes if it already is."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        most = max(1, round(width / _POINTS_PER_INCH * _DOTS_PER_INCH))
        plain = image.info.keys() <= _PLAIN and image.mode in ("RGB", "L")
        if image.format == "JPEG" and plain and image.width <= most:
            return data
        upright = ImageOps.exif_transpose(image) if image.getexif().get(_ORIENTATION, 1) != 1 else image
        return _saved(_smaller(_flat(_in_srgb(upright)), most), is_photo=image.format == "JPEG")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture with the colours that its own profile means; those of the file, if it is broken."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return turned or image


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, on white where it was transparent."""
    if image.mode.startswith("I"):  # grey of 16 bits
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
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
    bare = Image.new(image.mode, image.size)
    bare.paste(image)  # the picture alone, without what stood beside it
    out = io.BytesIO()
    if is_photo:
        bare.save(out, "JPEG", quality=_QUALITY)
    else:
        bare.save(out, "PNG")
    return out.getvalue()
