"""A project's source folder → one Chapter.  The only place that opens source files."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exporter.errors import Fault, Place, SourceError
from exporter.loading.chapters import SOURCE, is_shared, paths_of, the_one
from exporter.loading.checks import check
from exporter.loading.decode import NULLS, Decoder, Pointer, Undecodable, nearest
from exporter.loading.images import IMAGES
from exporter.loading.places import Nodes, Places, identity
from exporter.loading.registry import spoken_of
from exporter.loading.yaml_tree import Mapping, Node, Scalar, Sequence, read_tree
from exporter.model.chapter import COLLECTIONS, Chapter
from exporter.model.records import Report

_DEFAULT_EDITIONS = ("en", "zh")
_MOST_SUGGESTIONS = 50  # to look for the nearest id takes 30 ms in a large project


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a source folder holds: the chapter, notes that are no faults, and where each value stands."""

    chapter: Chapter
    notes: tuple[Fault, ...]
    files: tuple[Path, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class _File:
    name: str  # relative to the project, with "/"
    root: Mapping


def load(project: Path, chapter: str | None = None) -> Loaded:
    """Return a chapter below `project`/source; SourceError holds every fault of every file.

    `chapter` names one of an archive's; a project of one chapter needs no name.
    """
    name = the_one(project, chapter)
    with no_collector():
        return _named(project, name)


@contextmanager
def no_collector() -> Iterator[None]:
    """Look for no garbage cycles meanwhile: millions of nodes are made, none of them garbage, and to walk
    them again and again took half the time of a large project, and more the larger it was."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _named(project: Path, name: str | None) -> Loaded:
    faults: list[Fault] = []
    paths = tuple(_source_files(project, name, faults))
    loaded = _loaded(project, paths, faults)
    shared = {path.relative_to(project).as_posix() for path in paths if is_shared(path, project, name)}
    if not shared:
        return loaded
    ids = {record for record, (file, _) in loaded.places.nodes.items() if file in shared}
    return replace(loaded, chapter=spoken_of(loaded.chapter, ids))


def _loaded(project: Path, paths: tuple[Path, ...], faults: list[Fault]) -> Loaded:
    files = [file for path in paths if (file := _read(project, path, faults))]
    chapter = _chapter(files, faults)
    if chapter is None:
        raise SourceError(faults)
    nodes = dict(_nodes(files))
    places = Places(lambda: nodes)
    found, notes = check(chapter, places, project / SOURCE / IMAGES)
    if found:
        raise SourceError(found)
    return Loaded(chapter, tuple(notes), paths, places)


def places_in(project: Path, paths: Iterable[Path]) -> Places:
    """Return the places of records in files that are known to be sound; they are read when asked for."""

    def read() -> Nodes:
        with no_collector():
            faults: list[Fault] = []
            return dict(_nodes([file for path in paths if (file := _read(project, path, faults))]))

    return Places(read)


def _nodes(files: list[_File]) -> Iterator[tuple[str, tuple[str, Node]]]:
    for file in files:
        for collection, node in file.root.entries:
            if collection.value == "report":
                yield "report", (file.name, node)
            for item in node.items if isinstance(node, Sequence) else ():
                name = identity(item)
                if name is not None:
                    yield name, (file.name, item)


def _source_files(project: Path, chapter: str | None, faults: list[Fault]) -> Iterator[Path]:
    source = project / SOURCE
    if not source.is_dir():
        faults.append(
            Fault(
                Place(SOURCE),
                "there is no source folder here",
                "go to the project's folder, or name it: --project DIR",
            )
        )
        return
    found = tuple(paths_of(project, chapter))
    for path in found:
        if path.is_file():
            yield path
        else:
            faults.append(
                Fault(
                    Place(_name(project, path)),
                    "this is no file, but is named like one",
                    "rename the folder, or remove it",
                )
            )
    if not found:
        faults.append(
            Fault(Place(SOURCE), "the source folder holds no .yaml file", "begin with source/report.yaml")
        )


def _name(project: Path, path: Path) -> str:
    return path.relative_to(project).as_posix()


def _read(project: Path, path: Path, faults: list[Fault]) -> _File | None:
    name = _name(project, path)
    try:
        data = path.read_bytes()
    except OSError as error:
        faults.append(Fault(Place(name), f"cannot be read: {error.strerror}", "check the file's permissions"))
        return None
    root = read_tree(data, name, faults.append)
    if root is None:
        return None
    if not isinstance(root, Mapping):
        faults.append(
            Fault(
                Place(name, root.line, root.column),
                "the file is no map of collections",
                f"begin with a collection: {', '.join(COLLECTIONS)}",
            )
        )
        return None
    return _File(name, root)


def _chapter(files: list[_File], faults: list[Fault]) -> Chapter | None:
    editions = _editions(files)
    reports: list[Report] = []
    collections: dict[str, list[Any]] = {name: [] for name in COLLECTIONS}
    pointers: list[Pointer] = []
    for file in files:
        decoder = Decoder(file.name, editions, faults, pointers)
        for key, node in file.root.entries:
            if key.value == "report":
                reports += _records(decoder, Report, node)
            elif key.value in COLLECTIONS:
                collections[key.value] += _listed(decoder, key.value, node)
            else:
                decoder.fault(
                    key, f"there is no collection '{key.value}'", nearest(key.value, ("report", *COLLECTIONS))
                )
    broken = bool(faults)
    _check_ids(collections, faults)
    _check_report(reports, faults)
    _check_pointers(pointers, collections, faults, complete=not broken)
    if faults:  # what points nowhere cannot be checked further
        return None
    contents: dict[str, Any] = {name: tuple(records) for name, records in collections.items()}
    return Chapter(report=reports[0], **contents)


def _editions(files: list[_File]) -> tuple[str, ...]:
    """The languages of the report, needed before anything is decoded."""
    for file in files:
        report = {key.value: node for key, node in file.root.entries}.get("report")
        if isinstance(report, Mapping):
            for key, node in report.entries:
                if key.value == "editions" and isinstance(node, Sequence) and node.items:
                    return tuple(item.value for item in node.items if isinstance(item, Scalar))
    return _DEFAULT_EDITIONS


def _records(decoder: Decoder, record_type: type[Any], node: Node) -> Iterator[Any]:
    try:
        yield decoder.record(record_type, node)
    except Undecodable:
        return


def _listed(decoder: Decoder, name: str, node: Node) -> Iterator[Any]:
    if isinstance(node, Scalar) and node.plain and node.value in NULLS:
        return
    if not isinstance(node, Sequence):
        decoder.fault(node, f"'{name}' is no list", "write '- ' before each record")
        return
    for item in node.items:
        yield from _records(decoder, COLLECTIONS[name], item)


def _key(record: Any) -> str:
    return record.id if hasattr(record, "id") else f"section {record.number}"


def _check_ids(collections: dict[str, list[Any]], faults: list[Fault]) -> None:
    first: dict[str, Place] = {"report": Place("the format, which reserves it")}
    for records in collections.values():
        for record in records:
            key = _key(record)
            if key in first:
                faults.append(
                    Fault(
                        record.place,
                        f"'{key}' is taken: it stands at {first[key]} already",
                        "give one of the two another id",
                    )
                )
            first.setdefault(key, record.place)


def _check_report(reports: list[Report], faults: list[Fault]) -> None:
    if not reports and not faults:
        faults.append(
            Fault(
                Place(f"{SOURCE}/report.yaml"),
                "no file says what the report is",
                "add 'report:' with its fields",
            )
        )
    for repeated in reports[1:]:
        faults.append(
            Fault(repeated.place, "the report is described twice", f"keep the one at {reports[0].place}")
        )


def _check_pointers(
    pointers: list[Pointer], collections: dict[str, list[Any]], faults: list[Fault], *, complete: bool
) -> None:
    home: dict[str, str] = {}
    for name, records in collections.items():
        for record in records:
            home.setdefault(_key(record), name)
    dangling = 0
    for pointer in pointers:
        found = home.get(pointer.target)
        if found is None and complete:
            dangling += 1
            faults.append(_dangling(pointer, home, suggest=dangling <= _MOST_SUGGESTIONS))
        elif found is not None and pointer.collections and found not in pointer.collections:
            expected = " or ".join(pointer.collections)
            faults.append(
                Fault(
                    pointer.place,
                    f"'{pointer.target}' stands in {found}, not in {expected}",
                    f"name a record of {expected}",
                )
            )


def _dangling(pointer: Pointer, home: dict[str, str], *, suggest: bool) -> Fault:
    where = " or ".join(pointer.collections) or "any collection"
    remedy = _meant(pointer, home) if suggest else None
    return Fault(
        pointer.place,
        f"there is no '{pointer.target}' in {where}",
        remedy or "add the record, or name one that exists",
    )


def _meant(pointer: Pointer, home: dict[str, str]) -> str | None:
    from difflib import get_close_matches  # only a fault needs it

    known = [id_ for id_, name in home.items() if not pointer.collections or name in pointer.collections]
    close = get_close_matches(pointer.target, known, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else None
