"""Files of photographs: what can be printed is taken, what cannot is told at the record's line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Pillow

from exporter.errors import SourceError
from exporter.loading import images
from exporter.loading.images import UnusableImage, decoded, read_image
from exporter.loading.project import load

ORIENTATION = 0x0112


def photo(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", turned: int = 1) -> bytes:
    out = io.BytesIO()
    image = Pillow.linear_gradient("L").resize(size).convert(mode)
    exif = Pillow.Exif()
    exif[ORIENTATION] = turned
    exif[0x010F] = "A camera of somebody"
    image.save(out, form, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_keeps_its_bytes_and_tells_its_size(form: str) -> None:
    data = photo(form)
    image = decoded(data, "a")
    assert (image.data, image.width, image.height) == (data, 60, 40)


def test_a_picture_taken_upright_is_as_high_as_it_is_seen() -> None:
    image = decoded(photo(turned=6), "a")
    assert (image.width, image.height) == (40, 60)


def test_other_bytes_have_another_digest() -> None:
    assert decoded(photo(), "a").digest != decoded(photo(size=(60, 41)), "a").digest


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no JPEG or PNG"),
        (b"GIF89a", "no JPEG or PNG"),
        (photo("GIF"), "no JPEG or PNG"),
        (photo()[:-200], "damaged"),
        (photo("PNG")[:-100], "damaged"),
    ],
    ids=["empty", "a head alone", "another format", "a JPEG cut off", "a PNG cut off"],
)
def test_what_cannot_be_printed_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(UnusableImage, match=problem):
        decoded(data, "a")


def test_a_picture_that_grows_beyond_reason_is_refused_before_it_grows() -> None:
    out = io.BytesIO()
    Pillow.new("1", (40_000, 20_000)).save(out, "PNG")
    with pytest.raises(UnusableImage, match="million pixels"):
        decoded(out.getvalue(), "a")


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jpg").write_bytes(photo())
    monkeypatch.setattr(images, "MAX_BYTES", 10)
    with pytest.raises(UnusableImage, match="at most"):
        read_image(tmp_path, "a.jpg")


@pytest.mark.parametrize("name", ["missing.jpg", "../secret.jpg", "/etc/passwd", "x" * 5000, "\0"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(photo())
    (tmp_path / "images").mkdir()
    with pytest.raises(UnusableImage, match="there is no picture"):
        read_image(tmp_path / "images", name)


def test_a_broken_picture_is_a_fault_of_its_line(project: Path) -> None:
    first = load(project).chapter.photos[0]
    file = project / first.place.file
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines.insert(first.place.line, " " * (first.place.column - 1) + "image: broken.jpg\n")
    file.write_text("".join(lines), "utf-8")
    (project / "source/images").mkdir(exist_ok=True)
    (project / "source/images/broken.jpg").write_bytes(photo()[:-200])
    with pytest.raises(SourceError, match="damaged") as error:
        load(project)
    (fault,) = error.value.faults
    assert (fault.place.file, fault.place.line) == (first.place.file, first.place.line + 1)
