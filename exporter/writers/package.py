"""Office packages as deterministic zip files.  Knows parts and bytes; nothing of Word or Excel.

Word and Excel files are zip archives of parts ("word/document.xml").  The order of the parts, their
dates and their attributes are fixed here, so the same parts give the same file; a part that did not
change is copied as the deflated bytes that it already is.  Layout: PKWARE APPNOTE 6.3, without
Zip64: a package of 4 GiB is refused, since no Office program opens one.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias

CONTENT_TYPES = "[Content_Types].xml"
Content: TypeAlias = bytes | Iterable[bytes]


class Compressor(Protocol):
    """What `zlib.compressobj` returns; zlib-ng and isal offer the same two methods."""

    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self, mode: int = zlib.Z_FINISH, /) -> bytes: ...


Codec: TypeAlias = Callable[[int], Compressor]  # level → a compressor of one raw deflate stream


def zlib_codec(level: int) -> Compressor:
    """Return the standard library's compressor: the only codec whose bytes we promise to repeat."""
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)


class Packed(NamedTuple):
    """A part as it lies in the archive."""

    method: int
    crc: int
    size: int  # bytes of the part itself
    data: bytes  # as stored, usually deflated


Parts: TypeAlias = Mapping[str, Content | Packed]


def pack(parts: Parts, *, level: int = 6, codec: Codec = zlib_codec) -> bytes:
    """Return a package of `parts`, each given as bytes or as chunks of bytes."""
    return _archive({name: _packed(content, level, codec) for name, content in parts.items()})


def repack(
    package: bytes,
    parts: Parts,
    *,
    level: int = 6,
    drop: Collection[str] = (),
    codec: Codec = zlib_codec,
) -> bytes:
    """Return `package` with `parts` replaced or added and the parts named in `drop` left out.

    A replaced part may be streamed as chunks of bytes, or come as it will lie in the archive.  What
    stays is not inflated.  Relationships
    and content types are the caller's: they are parts like any other.
    """
    kept = {n: p for n, p in unpacked(package).items() if n not in parts and n not in drop}
    return _archive(kept | {name: _packed(content, level, codec) for name, content in parts.items()})


@lru_cache(maxsize=4)
def unpacked(package: bytes) -> Mapping[str, Packed]:
    """Return the parts of `package` by name, still deflated.  Kept: a template is read for every job."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {entry.filename: _stored(package, entry) for entry in archive.infolist() if not entry.is_dir()}


def _stored(package: bytes, entry: zipfile.ZipInfo) -> Packed:
    # The local header repeats the name and has extra fields of its own length: APPNOTE 4.3.7.
    name, extra = struct.unpack_from("<HH", package, entry.header_offset + 26)
    start = entry.header_offset + _LOCAL.size + name + extra
    data = package[start : start + entry.compress_size]
    return Packed(entry.compress_type, entry.CRC, entry.file_size, data)


def _packed(content: Content | Packed, level: int, codec: Codec) -> Packed:
    if isinstance(content, Packed):
        return content
    if isinstance(content, bytes) and len(content) <= _SMALL:
        return _small(content, level, codec)
    return _whole((content,) if isinstance(content, bytes) else content, level, codec)


_SMALL = 1 << 13


@lru_cache(maxsize=256)
def _small(content: bytes, level: int, codec: Codec) -> Packed:
    """Return a small part, kept: most of those around the body are the same in every document of a run."""
    return _whole((content,), level, codec)


def _whole(content: Iterable[bytes], level: int, codec: Codec) -> Packed:
    """Return a part, deflated by a compressor that has done others where one is at hand."""
    if codec is not zlib_codec:
        return _deflated(content, codec(level), zlib.Z_FINISH)
    idle = _IDLE.setdefault(level, [])
    compressor = idle.pop() if idle else codec(level)
    part = _deflated(content, compressor, zlib.Z_FULL_FLUSH)  # which forgets all that went before
    idle.append(compressor)
    # A flush of nothing says something the first time and nothing the second.
    return part._replace(data=part.data + _LAST_BLOCK if part.size else _LAST_BLOCK)


# By level.  To get and clear the memory of a new one takes as long as to deflate a page or two of text.
_IDLE: dict[int, list[Compressor]] = {}


def _deflated(content: Iterable[bytes], compressor: Compressor, end: int) -> Packed:
    crc = size = 0
    stored: list[bytes] = []
    for chunk in content:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        stored.append(compressor.compress(chunk))
    stored.append(compressor.flush(end))
    return Packed(zipfile.ZIP_DEFLATED, crc, size, b"".join(stored))


# -- a part whose middle is made before its head ----------------------------------------------------

_LAST_BLOCK = b"\3\0"  # an empty block that says it is the last: RFC 1951, 3.2.6


def middle(content: Iterable[bytes], *, level: int = 6, codec: Codec = zlib_codec) -> Packed:
    """Return the middle of a part, deflated while it is made, for `around`: it is never held whole."""
    return _deflated(content, codec(level), zlib.Z_SYNC_FLUSH)


def around(head: bytes, body: Packed, tail: bytes, *, level: int = 6, codec: Codec = zlib_codec) -> Packed:
    """Return the part of `head`, `body` (from `middle`) and `tail`."""
    ends = [_deflated((end,), codec(level), zlib.Z_SYNC_FLUSH) for end in (head, tail)]
    crc = _product(_power(8 * body.size), ends[0].crc) ^ body.crc  # as crc32_combine of zlib
    data = b"".join((ends[0].data, body.data, ends[1].data, _LAST_BLOCK))
    size = len(head) + body.size + len(tail)
    return Packed(zipfile.ZIP_DEFLATED, zlib.crc32(tail, crc), size, data)


# CRC-32 is a remainder of polynomials over GF(2), lowest power in the highest bit.
_POLYNOMIAL, _ONE, _X = 0xEDB8_8320, 1 << 31, 1 << 30


def _product(a: int, b: int) -> int:
    """Return a · b modulo the polynomial of CRC-32."""
    product = 0
    while a:
        if a & _ONE:
            product ^= b
        a = a << 1 & 0xFFFF_FFFF
        b = b >> 1 ^ (_POLYNOMIAL if b & 1 else 0)
    return product


def _power(exponent: int) -> int:
    """Return x to the power of `exponent` modulo the polynomial of CRC-32."""
    power, square = _ONE, _X
    while exponent:
        if exponent & 1:
            power = _product(power, square)
        square = _product(square, square)
        exponent >>= 1
    return power


# -- the archive -----------------------------------------------------------------------------------

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sBBHHHHHLLLHHHHHL")  # and the offset of the part, and its name
_OFFSET = struct.Struct("<L")
_END = struct.Struct("<4sHHHHLLH")
_VERSION, _UNIX, _UTF8_NAMES = 20, 3, 0x800
_MIDNIGHT, _FIRST_DAY = 0, 0x21  # 1980-01-01, the first date that a zip file can tell
_ATTRIBUTES = 0o600 << 16
_LIMIT = 0xFFFF_FFFF


def _archive(parts: Mapping[str, Packed]) -> bytes:
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name in _in_order(tuple(parts)):
        method, crc, size, data = parts[name]
        header, listed, encoded = _entry(name, method, crc, size, len(data))
        local += (header, encoded, data)
        central += (listed, _OFFSET.pack(offset), encoded)
        offset += len(header) + len(encoded) + len(data)
        if offset > _LIMIT:
            raise ValueError(f"part {name!r} takes the package over 4 GiB")
    directory = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), offset, 0)
    return b"".join((*local, directory, end))


@lru_cache(maxsize=16)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=_rank))


def _rank(name: str) -> tuple[bool, bool, str]:
    return name != CONTENT_TYPES, not name.startswith("_rels/"), name


@lru_cache(maxsize=256)  # most parts of a run's documents are the same
def _entry(name: str, method: int, crc: int, size: int, stored: int) -> tuple[bytes, bytes, bytes]:
    """Return the local header of a part, its entry in the directory up to the offset, and its name."""
    flags = 0 if name.isascii() else _UTF8_NAMES
    encoded = name.encode()
    told = (flags, method, _MIDNIGHT, _FIRST_DAY, crc, stored, size, len(encoded), 0)
    local = _LOCAL.pack(b"PK\3\4", _VERSION, *told)
    return local, _CENTRAL.pack(b"PK\1\2", _VERSION, _UNIX, _VERSION, *told, 0, 0, 0, _ATTRIBUTES), encoded


# -- what the parts say of each other --------------------------------------------------------------


@lru_cache(maxsize=16)
def part_text(package: bytes, name: str) -> str:
    """Return the text of one part of `package`."""
    part = unpacked(package)[name]
    data = zlib.decompress(part.data, -zlib.MAX_WBITS) if part.method == zipfile.ZIP_DEFLATED else part.data
    return data.decode("utf-8")


def chunks(pieces: Iterable[str], size: int = 1 << 16) -> Iterator[bytes]:
    """Yield `pieces` as UTF-8 in chunks of about `size` bytes: small writes cost more than bytes."""
    waiting: list[bytes] = []
    length = 0
    for piece in pieces:
        waiting.append(piece.encode())  # each for itself: joined, one Han character would make all wider
        length += len(waiting[-1])
        if length >= size:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)
