"""How the pages of PDF files look, held against pictures of pages that somebody has looked at.

`pytest tests/test_pictures.py --accept` takes the pictures anew: look at them before you commit them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from exporter.plan.build import build
from exporter.plan.request import Request
from tests.plan.test_build import Silent

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "golden" / "pictures"
FILES = ("factsheet", "partner/EP/factsheet", "framework/ip5/factsheet", "partner/EP/briefing")
SCOPES = ("chapter", "partner:EP", "framework:ip5")
TAGS = ("en", "zh")
_PAGES = 2  # of each file
_SCALE = 50 / 72  # dots a point: enough to tell every line, and to read headings
_GREYS = 16  # in a picture that is kept
_APART = 64  # of 255: two pixels that differ
_MOST_APART = 0.004  # of all pixels: what edges of letters do between releases of the renderer
_KILOBYTES = 600


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    list(build(Request(ROOT, out, scopes=SCOPES, formats=("pdf",)), Silent()))
    return out


def pages(path: Path) -> Iterator[Image.Image]:
    """The first pages of a file in shades of grey."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(_PAGES, len(document))):
            yield document[number].render(scale=_SCALE).to_pil().convert("L")


def apart(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ."""
    if one.size != other.size:
        return 1.0
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[_APART:]) / (one.width * one.height)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("tag", TAGS)
def test_pages_look_as_they_did(dist: Path, tag: str, name: str, accept: bool) -> None:
    for number, page in enumerate(pages(dist / tag / f"{name}.pdf"), 1):
        kept = PICTURES / f"{tag}-{name.replace('/', '-')}-{number}.png"
        if accept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            page.quantize(_GREYS).save(kept, optimize=True)
        with Image.open(kept) as before:
            assert apart(page, before.convert("L")) <= _MOST_APART, f"{kept.name}: look, then --accept"


def test_a_moved_line_is_seen(dist: Path) -> None:
    page = next(pages(dist / "en" / "factsheet.pdf"))
    moved = page.copy()
    band = page.crop((0, page.height // 2, page.width, page.height // 2 + 60))
    moved.paste(band, (0, page.height // 2 + 4))
    assert apart(page, moved) > _MOST_APART


def test_the_pictures_take_little_room() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < _KILOBYTES * 1000
