"""Faster compressors are asked for by name; the standard library's is the one whose bytes repeat."""

from __future__ import annotations

import io
import zipfile

import pytest

from exporter.errors import UsageError
from exporter.writers import codecs
from exporter.writers.package import around, middle, pack, zlib_codec


def test_the_standard_codec_is_always_there() -> None:
    assert codecs.find_codec("zlib") is zlib_codec


def test_an_unknown_codec_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="one of zlib, zlib-ng, isal"):
        codecs.find_codec("lzma")


def test_a_codec_that_is_not_installed_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "isal", None)
    with pytest.raises(UsageError, match=r"exporter\[fast\]"):
        codecs.find_codec("isal")


@pytest.mark.parametrize(("name", "module"), [("zlib", "zlib"), ("zlib-ng", "zlib_ng"), ("isal", "isal")])
def test_what_a_codec_packs_is_read_back(name: str, module: str) -> None:
    pytest.importorskip(module)
    codec = codecs.find_codec(name)
    body = [f"<row>{number}</row>".encode() for number in range(5000)]
    part = around(b"<head>", middle(body, codec=codec), b"</tail>", codec=codec)
    package = pack({"whole": b"".join(body), "made": part}, codec=codec)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None  # compares every checksum
        assert archive.read("made") == b"<head>" + archive.read("whole") + b"</tail>"


@pytest.mark.parametrize("middles", [[], [b""], [b"x"], [b"x" * 70_000, b"y"]])
def test_a_part_made_from_the_middle_has_the_checksum_of_the_whole(middles: list[bytes]) -> None:
    package = pack({"part": around(b"head", middle(middles), b"tail")})
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.read("part") == b"head" + b"".join(middles) + b"tail"
