"""Photographs as they are printed: upright, bare, no finer than print, the same bytes each time."""

from __future__ import annotations

import io

from PIL import Image

from exporter.writers.photos import printable
from tests.loading.test_images import photo


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_nothing_that_a_camera_wrote_is_printed() -> None:
    for form in ("JPEG", "PNG"):
        data = printable(photo(form), 100)
        assert b"A camera of somebody" in photo(form)
        assert b"A camera of somebody" not in data
        assert not opened(data).getexif()


def test_a_picture_taken_sideways_stands_upright() -> None:
    assert opened(printable(photo(turned=6), 100)).size == (40, 60)


def test_a_picture_is_no_finer_than_print_shows() -> None:
    assert opened(printable(photo(size=(3000, 1500)), 72)).size == (300, 150)


def test_a_picture_fit_for_print_stays_as_it_is() -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG")
    assert printable(out.getvalue(), 100) == out.getvalue()


def test_colours_of_print_become_those_of_screens() -> None:
    assert opened(printable(photo(mode="CMYK"), 100)).mode == "RGB"


def test_grey_of_sixteen_bits_keeps_its_shades() -> None:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(out, "PNG")
    assert opened(printable(out.getvalue(), 100)).getpixel((0, 0)) == (128, 128, 128)


def test_what_was_transparent_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(printable(out.getvalue(), 100)).getpixel((0, 0)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = photo(size=(900, 600))
    first = printable(data, 72)
    printable.cache_clear()
    assert printable(data, 72) == first
