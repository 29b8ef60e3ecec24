"""A file that is no tracker, or an attack, is refused by name: quickly, and in little memory."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.errors import TrackerError
from exporter.readers.xlsx import read_tracker
from exporter.writers.xlsx import write_xlsx
from tests.readers.office import rewritten
from tests.readers.test_tracker import BOOK
from tests.writers.workbook_sample import SAMPLE, THEME

SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(write_xlsx(BOOK, THEME))
    return path


def refused(path: Path) -> str:
    start = time.perf_counter()
    with pytest.raises(TrackerError) as caught:
        read_tracker(path)
    assert time.perf_counter() - start < 2
    assert caught.value.exit_code == 2
    assert "remedy: " in str(caught.value)
    return str(caught.value)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_an_old_xls_file(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    assert "old .xls format" in refused(written(tmp_path / "a.xls", old))


def test_a_file_with_a_password(tmp_path: Path) -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(2000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(2000)
    )
    assert "locked by a password" in refused(written(tmp_path / "a.xlsx", locked))


@pytest.mark.parametrize("data", [b"", b"id,title\n1,2\n", b"PK", b"%PDF-1.7", b"PK\x03\x04" + bytes(100)])
def test_something_else(tmp_path: Path, data: bytes) -> None:
    assert "no Excel workbook" in (words := refused(written(tmp_path / "a.xlsx", data))) or "damaged" in words


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "none.xlsx")
    assert "cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file(tracker: Path, part: float) -> None:
    data = tracker.read_bytes()
    assert "damaged or cut off" in refused(written(tracker, data[: int(len(data) * part)]))


def test_a_file_with_a_spoilt_part(tracker: Path) -> None:
    broken = rewritten(tracker, lambda name, data: data[: len(data) // 2] if name == SHEET else data)
    assert "damaged or cut off" in refused(broken)


def test_a_file_whose_bytes_were_turned(tracker: Path) -> None:
    data = bytearray(tracker.read_bytes())
    with zipfile.ZipFile(tracker) as archive:
        offset = archive.getinfo(SHEET).header_offset
    for at in range(offset + 80, offset + 120):
        data[at] ^= 0xFF
    assert "damaged or cut off" in refused(written(tracker, bytes(data)))


def test_a_workbook_that_is_no_tracker(tmp_path: Path) -> None:
    assert "no tracker of exporter" in refused(written(tmp_path / "a.xlsx", write_xlsx(SAMPLE, THEME)))


def test_a_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "no Excel workbook" in refused(tmp_path / "a.xlsx")


def test_a_base_that_somebody_changed(tracker: Path) -> None:
    def spoil(name: str, data: bytes) -> bytes:
        return (
            re.sub(rb"<t>([0-9a-f]{64})</t>", b"<t>" + b"0" * 64 + b"</t>", data)
            if "shared" in name
            else data
        )

    assert "changed or damaged" in refused(rewritten(tracker, spoil))


DOCTYPES = {
    "file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "laughs": "<!DOCTYPE a [<!ENTITY b '" + "ha" * 50 + "'>"
    + "".join(f"<!ENTITY {chr(99 + i)} '{f'&{chr(98 + i)};' * 10}'>" for i in range(9)) + "]>",
    "parameter": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
}  # fmt: skip


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", SHEET])
@pytest.mark.parametrize("attack", DOCTYPES)
def test_entities_are_never_read(tracker: Path, part: str, attack: str) -> None:
    def infect(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        body = re.sub(r"^<\?xml[^>]*>\s*", "", data.decode())
        return (DOCTYPES[attack] + body).encode()

    assert "declares a document type" in refused(rewritten(tracker, infect))


def bomb(name: str, data: bytes) -> bytes:
    return b"<sst>" + b" " * 90_000_000 + b"</sst>" if name == "xl/sharedStrings.xml" else data


def liar(path: Path) -> Path:
    """A bomb whose directory says that it is small."""
    copy = rewritten(path, bomb)
    data = bytearray(copy.read_bytes())
    true, small = struct.pack("<L", 90_000_011), struct.pack("<L", 4_000)
    copy.write_bytes(bytes(data).replace(true, small))
    return copy


def nested(name: str, data: bytes) -> bytes:
    return b"<worksheet>" + b"<a>" * 1_000_000 if name == SHEET else data


def far(name: str, data: bytes) -> bytes:
    """Two cells at the far ends of the sheet: readers that lay sheets out in memory need it all."""
    return data.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


PROBE = r"""
import re, sys, time
from pathlib import Path
from exporter.errors import TrackerError
from exporter.readers.xlsx import read_tracker
start = time.perf_counter()
try:
    read_tracker(Path(sys.argv[1]))
    words = "read"
except TrackerError as error:
    words = str(error).splitlines()[0]
peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]
print(time.perf_counter() - start, peak, words, sep="\t")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
@pytest.mark.parametrize(
    ("attack", "words"),
    [
        (lambda path: rewritten(path, bomb), "grow beyond all reason"),
        (liar, "damaged or cut off"),
        (lambda path: rewritten(path, nested), "nested beyond all reason"),
        (lambda path: rewritten(path, far), "read"),
    ],
    ids=["bomb", "liar", "nested", "far"],
)
def test_attacks_cost_little_time_and_memory(
    tracker: Path, attack: Callable[[Path], Path], words: str
) -> None:
    path = attack(tracker)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, path], capture_output=True, encoding="utf-8", check=True
    )
    seconds, kilobytes, said = done.stdout.rstrip("\n").split("\t")
    assert words in said
    assert float(seconds) < 2
    assert int(kilobytes) < 200_000
