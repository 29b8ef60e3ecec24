"""The record of translations: a plain table beside the source that only commands write.

A line for each text and language, in the order of their names, so that versions of it merge by lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from exporter.errors import Fault, Place, SourceError
from exporter.loading.chapters import SOURCE
from exporter.model.translation import Known

FILE = "translations.tsv"
_HEAD = "# Written by `exporter messages`: text, language, hash of its source, hash of it, who reviewed it.\n"
_FIELDS = 5

Register: TypeAlias = Mapping[tuple[str, str], Known]


def register_path(project: Path, chapter: str | None) -> Path:
    """Return where the record of a chapter lies."""
    return project / SOURCE / (chapter or "") / FILE


def read_register(project: Path, chapter: str | None) -> Register:
    """Return what is on record of each text, by its key and language; nothing where there is no file."""
    path = register_path(project, chapter)
    name = path.relative_to(project).as_posix()
    try:
        lines = path.read_bytes().decode("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        problem, remedy = f"cannot be read: {error}", "take it from version control again"
        raise SourceError([Fault(Place(name), problem, remedy)]) from error
    faults = [_fault(name, number) for number, line in enumerate(lines, 1) if not _is_sound(line)]
    if faults:
        raise SourceError(faults)
    return dict(_entries(lines))


def _is_sound(line: str) -> bool:
    return not line.strip() or line.startswith("#") or line.count("\t") == _FIELDS - 1


def _fault(name: str, number: int) -> Fault:
    problem = f"the line has no {_FIELDS} fields: a merge was left open, or somebody typed here"
    return Fault(
        Place(name, number, 1),
        problem,
        "keep one whole line a text, or remove it: the text is unreviewed then",
    )


def _entries(lines: list[str]) -> Iterator[tuple[tuple[str, str], Known]]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            key, tag, source, target, reviewer = line.split("\t")
            yield (key, tag), Known(source, target, reviewer)


def register_bytes(register: Register) -> bytes:
    """Return the file of a record."""
    lines = ("\t".join((*key, k.source, k.target, k.reviewer)) for key, k in sorted(register.items()))
    return (_HEAD + "".join(f"{line}\n" for line in lines)).encode()
