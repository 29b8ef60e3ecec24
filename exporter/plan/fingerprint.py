"""Hashes of what outputs are made from beside the chapter: files of the project, our code, libraries."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from exporter import __version__
from exporter.loading.chapters import SOURCE
from exporter.plan.themes import TEMPLATES

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = (  # those that read the source count too: they decide what is printed
    "babel",
    "fonttools",
    "isal",
    "justmytype_intl_cjk",
    "lxml",
    "msgspec",
    "openpyxl",
    "pillow",
    "pypdf",
    "python_bidi",
    "python_docx",
    "pyyaml",
    "reportlab",
    "uharfbuzz",
    "zlib_ng",
)
_CODE = frozenset({".py", ".toml", ".po"})


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a project is, and what would build it."""

    source: str
    templates: str
    program: str

    def __str__(self) -> str:
        return f"{self.source} {self.templates} {self.program}"


def fingerprint(project: Path) -> Fingerprint:
    """Return the fingerprint of a project; a folder that is missing has that of an empty one."""
    return Fingerprint(_folder(project / SOURCE), _folder(project / TEMPLATES), _program())


def _folder(folder: Path) -> str:
    return files_hash(folder, (path for path in folder.rglob("*") if path.is_file()))


def files_hash(base: Path, paths: Iterable[Path]) -> str:
    """Return one hash over the names, relative to `base`, and the contents of files."""
    whole = sha256()
    for path in sorted(paths):
        content = sha256(path.read_bytes()).digest()
        whole.update(path.relative_to(base).as_posix().encode() + b"\0" + content)
    return whole.hexdigest()


def _program() -> str:
    """Our own code and data by content, so that a change of either counts; libraries by version."""
    code = files_hash(_PACKAGE, (path for path in _PACKAGE.rglob("*") if path.suffix in _CODE))
    said = (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, code, *_libraries())
    return sha256(" ".join(said).encode()).hexdigest()


def _libraries() -> Iterator[str]:
    """Yield the libraries that shape outputs with their versions: "reportlab-5.1.0".

    Read from the names of installed packages: importlib.metadata would take thirty milliseconds.
    """
    for folder in dict.fromkeys(map(Path, sys.path)):
        if folder.is_dir():
            for found in sorted(folder.glob("*.dist-info")):
                if found.name.partition("-")[0].lower() in _LIBRARIES:
                    yield found.name.removesuffix(".dist-info").lower()
