"""An Excel file as a zip of parts, opened with suspicion.

What is no Excel workbook, is locked by a password, is cut off, or would grow beyond reason when it
is inflated is refused before any of it is parsed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeAlias
from xml.parsers import expat

from exporter.errors import Fault, Place, TrackerError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1 << 16  # of an OLE file, where its directory stands in all that Office writes

MAX_FILE = 200_000_000  # bytes
_MAX_INFLATED = 2_000_000_000
_MAX_PARTS = 5_000
_FREE = 4_000_000  # bytes that a part may have however well it is packed
_MAX_RATIO = 100  # Office's own parts come to 10 to 40
_MAX_DEPTH = 100
_CHUNK = 1 << 18

Attributes: TypeAlias = dict[str, str]
Start: TypeAlias = Callable[[str, Attributes], None]
End: TypeAlias = Callable[[str], None]
Text: TypeAlias = Callable[[str], None]


class Package:
    """The parts of one file, read when asked for."""

    def __init__(self, path: Path) -> None:
        """Open `path`; TrackerError says why it cannot be an edited tracker."""
        self._path = path
        self._open: list[IO[bytes]] = []
        self._archive = self._opened()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        for part in self._open:  # left in the middle by who had read enough
            part.close()
        self._archive.close()

    def refused(self, problem: str, remedy: str) -> TrackerError:
        """Return the error that says what is wrong with the file."""
        return TrackerError([Fault(Place(self._path.name), problem, remedy)])

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def _opened(self) -> zipfile.ZipFile:
        try:
            with self._path.open("rb") as file:
                head = file.read(_HEAD)
            size = self._path.stat().st_size
        except OSError as error:
            raise self.refused(
                f"cannot be read: {error.strerror}", "check the path and its rights"
            ) from error
        if head.startswith(_OLE):
            raise self._refused_ole(head)
        if size > MAX_FILE:
            raise self.refused(
                f"it has {size // 1_000_000} MB; at most {MAX_FILE // 1_000_000} MB are read",
                "take out what is not the tracker",
            )
        if not head.startswith(b"PK"):
            raise self.refused("this is no Excel workbook", "name a tracker that exporter built, as .xlsx")
        return self._checked()

    def _refused_ole(self, head: bytes) -> TrackerError:
        if _ENCRYPTED in head:
            return self.refused(
                "it is locked by a password", "save it without one: File, Info, Protect Workbook"
            )
        return self.refused("this is the old .xls format", "save it as Excel Workbook (.xlsx)")

    def _checked(self) -> zipfile.ZipFile:
        try:
            archive = zipfile.ZipFile(self._path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged() from error
        entries = archive.infolist()
        grown = any(e.file_size > _FREE and e.file_size > _MAX_RATIO * e.compress_size for e in entries)
        if grown or len(entries) > _MAX_PARTS or sum(e.file_size for e in entries) > _MAX_INFLATED:
            archive.close()
            raise self.refused(
                "it would grow beyond all reason when unpacked", "name a tracker that exporter built"
            )
        if any(
            e.flag_bits & 1 or e.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            for e in entries
        ):
            archive.close()
            raise self.refused(
                "its parts are packed as Excel never does", "save it anew by Excel or LibreOffice"
            )
        return archive

    def _damaged(self) -> TrackerError:
        return self.refused("the file is damaged or cut off", "copy it again, or take an earlier version")

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part; nothing for a part that is not there."""
        if name not in self:
            return
        try:
            part = self._archive.open(name)
            self._open.append(part)
            while chunk := part.read(_CHUNK):
                yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged() from error

    def parse(self, name: str, handler: Handler) -> None:
        """Send the elements of a part to `handler`."""
        for _ in self.parsed(name, handler):
            pass

    def parsed(self, name: str, handler: Handler) -> Iterator[None]:
        """Send the elements of a part to `handler`, and yield after each stretch of it."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = _rooted(parser, handler)
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
                yield
            if name in self:
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._damaged() from error
        except _TooDeepError:
            raise self.refused(
                "its parts are nested beyond all reason", "name a tracker that exporter built"
            ) from None
        yield

    def _refuse_doctype(self, *_: object) -> None:
        raise self.refused(
            "it declares a document type, which no Excel file does", "name a tracker that exporter built"
        )


class _TooDeepError(Exception):
    """Elements are nested deeper than any Office program nests them."""


class Handler:
    """Takes the elements of a part by their local names."""

    prefix = ""  # of the names in this part, with its colon
    _depth = 0

    def start(self, name: str, attributes: Attributes, /) -> None:
        """Take the start of an element."""

    def end(self, name: str, /) -> None:
        """Take the end of an element."""

    def text(self, text: str, /) -> None:
        """Take text between elements."""

    def deeper(self) -> None:
        """Note the start of an element that nobody asked for."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError

    def higher(self) -> None:
        """Note the end of an element that nobody asked for."""
        self._depth -= 1

    def begin(self) -> None:
        """Called once `prefix` is known."""

    def calls(self) -> tuple[Start, End, Text]:
        """Return what takes starts, ends and text; asked for once, after `begin`."""
        return self.start, self.end, self.text


def _rooted(parser: expat.XMLParserType, handler: Handler) -> Start:
    """Some programs write <x:row> for <row>: the first element tells."""

    def first(name: str, attributes: Attributes) -> None:
        prefix, colon, _ = name.rpartition(":")
        handler.prefix = prefix + colon
        handler.begin()
        start, end, text = handler.calls()
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        start(name, attributes)

    return first
