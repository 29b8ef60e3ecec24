"""Office packages: every part comes back, and the same parts give the same bytes."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.writers import package
from exporter.writers.package import chunks, pack, part_text, repack

LETTERS = st.characters(codec="utf-8", exclude_characters="\\\0", exclude_categories=["Cs"])
NAMES = st.text(LETTERS, min_size=1).filter(lambda name: not name.endswith("/"))
PARTS = st.dictionaries(NAMES, st.binary(max_size=300), max_size=6)


def opened(package: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package))


def contents(package: bytes) -> dict[str, bytes]:
    with opened(package) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def foreign(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package as another program would save it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


@given(PARTS)
def test_every_part_reads_back_as_it_was_put_in(parts):
    assert contents(pack(parts)) == parts


@given(PARTS, PARTS)
def test_new_parts_replace_old_ones_and_the_rest_stays(old, new):
    assert contents(repack(foreign(old), new)) == old | new


@given(PARTS)
def test_parts_that_were_stored_without_compression_stay_readable(parts):
    assert contents(repack(foreign(parts, zipfile.ZIP_STORED), {})) == parts


@given(st.lists(st.binary(max_size=100)))
def test_a_part_may_come_in_chunks(pieces):
    assert contents(pack({"sheet.xml": iter(pieces)})) == {"sheet.xml": b"".join(pieces)}


@given(st.lists(st.text(max_size=20)), st.integers(1, 40))
def test_chunks_lose_no_character(pieces, size):
    assert b"".join(chunks(pieces, size)).decode() == "".join(pieces)


def rows(amount: int, seed: int = 7) -> list[bytes]:
    """Chunks of something like a sheet, `amount` bytes in all."""
    chance = random.Random(seed)
    row = lambda: b"<c>%d</c><c>%s</c>" % (chance.randrange(10**6), chance.choice([b"signed", b"ended"]))  # noqa: E731
    whole = b"".join(row() for _ in range(amount // 15 + 1))[:amount]
    return [whole[start : start + 9999] for start in range(0, amount, 9999)]


@pytest.mark.parametrize("amount", [0, 1, 300, 32_506, 32_768, 65_274, 65_536, 200_000])
@pytest.mark.parametrize("before", [0, 1, 300_000])
@pytest.mark.parametrize("level", [3, 6])
def test_what_was_packed_before_changes_no_byte(amount, before, level):
    package._IDLE.clear()
    alone = pack({"a": iter(rows(amount))}, level=level)
    for _ in range(2):
        pack({"b": iter(rows(before, seed=8))}, level=level)

        assert pack({"a": iter(rows(amount))}, level=level) == alone


def test_a_part_may_be_made_of_a_package_that_is_made_meanwhile():
    def with_a_package_inside():
        yield from rows(9000)
        yield pack({"inner": iter(rows(5000, seed=8))})

    apart = b"".join(with_a_package_inside())

    assert contents(pack({"outer": with_a_package_inside()})) == {"outer": apart}


def test_a_part_that_cannot_be_made_spoils_no_other():
    def broken():
        yield from rows(50_000)
        raise OSError

    alone = pack({"a": iter(rows(999))})
    with pytest.raises(OSError):
        pack({"a": broken()})

    assert pack({"a": iter(rows(999))}) == alone


def test_dropped_parts_are_gone():
    package = pack({"a.xml": b"a", "b.xml": b"b"})

    assert contents(repack(package, {}, drop={"b.xml"})) == {"a.xml": b"a"}


def test_content_types_come_first_then_package_relationships_then_names_in_order():
    names = ["word/document.xml", "customXml/item1.xml", "_rels/.rels", "[Content_Types].xml"]

    with opened(pack(dict.fromkeys(names, b""))) as archive:
        assert archive.namelist() == names[::-1]


def test_the_order_of_the_mapping_does_not_change_the_bytes():
    assert pack({"a": b"1", "b": b"2"}) == pack({"b": b"2", "a": b"1"})


def test_every_part_carries_the_same_date_and_attributes():
    with opened(repack(foreign({"old.xml": b"old"}), {"new.xml": b"new"})) as archive:
        facts = {(i.date_time, i.create_system, i.external_attr, i.extra) for i in archive.infolist()}

    assert facts == {((1980, 1, 1, 0, 0, 0), 3, 0o600 << 16, b"")}


def test_an_unchanged_part_is_copied_without_being_deflated_again():
    package = pack({"a.xml": b"x" * 999}, level=1)
    with opened(package) as before, opened(repack(package, {}, level=9)) as after:
        assert before.infolist()[0].compress_size == after.infolist()[0].compress_size


def test_another_codec_may_deflate():
    package = pack({"a.xml": b"aaaa"}, codec=lambda _: zlib.compressobj(0, zlib.DEFLATED, -15))

    assert contents(package) == {"a.xml": b"aaaa"}


def test_a_part_can_be_read_as_text():
    assert part_text(pack({"a.xml": "表1".encode()}), "a.xml") == "表1"
