"""Nodes → records, by the annotations of the model.  Every fault is reported; nothing stops the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from collections.abc import Mapping as MappingABC
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, cast, get_args, get_origin

from exporter.errors import Fault, Place
from exporter.loading.yaml_tree import Mapping, Node, Scalar, Sequence
from exporter.model.edtf import Edtf
from exporter.model.records import Borrowing, CodeList, Pattern, Ref
from exporter.model.text import Forms, Localized, Message, Part, parse_message
from exporter.model.walk import hints

FIRST = "=1"  # an exact match, as ICU writes it: 首届 beside 第{n}届
PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other", FIRST)
_WIDE = r"\u2014\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uffef"  # Han, and the marks set as wide as Han
# A space beside such a mark.  It is matched first, what stands before it after: so the search is fast.
_FOLD = re.compile(rf" (?:(?<=[{_WIDE}}}] )(?=[{_WIDE}{{])|(?<=[{_WIDE}] )|(?=[{_WIDE}]))")
NULLS = frozenset({"", "~", "null"})
_LATIN = re.compile(r"\s*[A-Za-z\u00c0-\u024f]")
_DIGITS = 15  # as many as Excel keeps
_NUMBER = re.compile(rf"(?=(?:\D*\d){{1,{_DIGITS}}}\D*$)[+-]?\d+(?:\.\d+)?", re.ASCII)
# Controls but for tab and line feed, what turns the reading direction, and what Unicode leaves out.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Undecodable(Exception):  # noqa: N818 - not an error of the program
    """A node has no value; its faults were reported."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """An id as read, to be looked up when every file is in."""

    target: str
    collections: tuple[str, ...]
    place: Place


class Decoder:
    """Decodes the nodes of one file.  Faults and pointers go to the lists that it was given."""

    def __init__(
        self, file: str, editions: tuple[str, ...], faults: list[Fault], pointers: list[Pointer]
    ) -> None:
        self._file, self._editions = file, editions
        self._faults, self._pointers = faults, pointers

    def place(self, node: Node) -> Place:
        """Where `node` stands."""
        return Place(self._file, node.line, node.column)

    def fault(self, node: Node, problem: str, remedy: str) -> Undecodable:
        """Report a fault, and return what to raise when the node has no value at all."""
        self._faults.append(Fault(self.place(node), problem, remedy))
        return Undecodable()

    def record(self, record_type: type[Any], node: Node) -> Any:
        """Return the record of `node`; Undecodable when something needed is missing or wrong."""
        shape = _shape(cast(Hashable, record_type))
        entries = self._entries(shape, node)
        values: dict[str, Any] = {}
        broken = False
        for name, entry in entries.items():
            try:
                values[name] = shape.readers[name](self, entry)
            except Undecodable:
                broken = True
        missing = [name for name in shape.required if name not in entries]
        for name in missing:
            self.fault(node, f"{shape.called}{_identity(entries)} lacks '{name}'", f"add '{name}:'")
        if broken or missing:
            raise Undecodable
        if shape.has_place:
            values["place"] = self.place(node)
        return record_type(**values)

    def _entries(self, shape: _Shape, node: Node) -> dict[str, Node]:
        known = shape.readers
        if not isinstance(node, Mapping):
            problem = f"expected {shape.called} with its fields"
            raise self.fault(node, problem, f"write 'key: value' lines: {_some(known)}")
        for key, _ in node.entries:
            if key.value not in known:
                self.fault(key, f"{shape.called} has no '{key.value}'", nearest(key.value, known))
        return {key.value: value for key, value in node.entries if key.value in known}

    def point(self, collections: tuple[str, ...], value: object, node: Node) -> None:
        """Note that `value`, an id, must stand in one of `collections`; None points nowhere."""
        if isinstance(value, str):
            self._pointers.append(Pointer(value, collections, self.place(node)))

    def items(self, read: Reader, node: Node) -> tuple[Any, ...]:
        """Return what `read` makes of every item of a list; an empty value is an empty list."""
        if _is_null(node):
            return ()
        if not isinstance(node, Sequence):
            raise self.fault(node, "expected a list", "write '- ' before each item")
        values, broken = [], False
        for child in node.items:
            try:
                values.append(read(self, child))
            except Undecodable:
                broken = True
        if broken:
            raise Undecodable
        return tuple(values)

    def texts(self, node: Node) -> dict[str, str]:
        """Return texts by key."""
        if not isinstance(node, Mapping):
            raise self.fault(node, "expected 'key: text' lines", "write 'zh: why it is unsure'")
        return {key.value: self.text(value) for key, value in node.entries}

    def text(self, node: Node) -> str:
        """Return a scalar's text in Unicode NFC; an empty one is a fault."""
        if not isinstance(node, Scalar):
            raise self.fault(
                node, "expected a text", "write the text after the colon, without '-' or further keys"
            )
        text = node.value.strip()
        if not text or _is_null(node):
            raise self.fault(node, "the text is empty", "write it, or remove the key")
        if not text.isprintable() and (unseen := _UNSEEN.search(text)):
            problem = f"the text holds the character U+{ord(unseen.group()):04X}, which nobody can see"
            raise self.fault(node, problem, "take it out: no product may hold it")
        return unicodedata.normalize("NFC", text)

    def code(self, codes: type[StrEnum], node: Node) -> StrEnum:
        """Return a member of `codes`."""
        value = self.text(node)
        try:
            return codes(value)
        except ValueError:
            problem = f"'{value}' is not one of {_some(codes)}"
            raise self.fault(node, problem, nearest(value, list(codes))) from None

    def _bool(self, node: Node) -> bool:
        value = self.text(node)
        if value not in ("true", "false"):
            raise self.fault(node, f"'{value}' is neither true nor false", "write true or false")
        return value == "true"

    def _int(self, node: Node) -> int:
        value = self.text(node)
        if not re.fullmatch(rf"[+-]?\d{{1,{_DIGITS}}}", value, re.ASCII):
            raise self.fault(
                node, f"'{value}' is not a whole number of at most {_DIGITS} digits", "write digits alone: 62"
            )
        return int(value)

    def _decimal(self, node: Node) -> Decimal:
        value = self.text(node)
        if not _NUMBER.fullmatch(value):
            problem = f"'{value}' is not a number of at most {_DIGITS} digits"
            raise self.fault(node, problem, "write digits with a point before decimals: 1234.5")
        return Decimal(value)

    def _edtf(self, node: Node) -> Edtf:
        value = self.text(node)
        try:
            return Edtf.parse(value)
        except ValueError as error:
            raise self.fault(
                node, str(error), "write an EDTF date: 2021, 2021-09, 2021-09-15, 2020-10/2021-10"
            ) from None

    def _localized(self, node: Node) -> Localized:
        found = self._editions_of(node)
        texts = {edition: self._spoken(edition, text) for edition, text in found.items()}
        return Localized(texts, {edition: self.place(text) for edition, text in found.items()})

    def _name(self, node: Node) -> Localized:
        """A name; an edition that has none borrows the first in Latin letters, and none of our own making."""
        given = {key.value: value for key, value in node.entries} if isinstance(node, Mapping) else {}
        latin = [e for e, name in given.items() if isinstance(name, Scalar) and _LATIN.match(name.value)]
        found = self._editions_of(node, whole=not latin)
        texts = {edition: self._spoken(edition, text) for edition, text in found.items()}
        lender = next((edition for edition in latin if edition in texts), "")
        borrowed = {edition: lender for edition in self._editions if edition not in texts}
        lent = texts | dict.fromkeys(borrowed, texts[lender])
        places = {edition: self.place(found.get(edition, node)) for edition in self._editions}
        return Localized({edition: lent[edition] for edition in self._editions}, places, borrowed)

    def _spoken(self, edition: str, node: Node) -> str:
        """A text in its language: Chinese does not part words, so the space of a folded line goes."""
        text = self.text(node)
        return _FOLD.sub("", text) if edition.startswith(("zh", "ja")) else text

    def _message(self, node: Node) -> Message:
        found = self._editions_of(node)
        parts = {edition: self._parts(edition, text) for edition, text in found.items()}
        return Message(parts, {edition: self.place(text) for edition, text in found.items()})

    def _parts(self, edition: str, node: Node) -> tuple[Part, ...]:
        text = self._spoken(edition, node)
        try:
            return parse_message(text)
        except ValueError as error:
            raise self.fault(
                node, str(error), "write {record.field}, {record.field:form} or {@name}"
            ) from None

    def _editions_of(self, node: Node, *, whole: bool = True) -> dict[str, Node]:
        """Return the nodes by edition; with `whole`, every edition must be there, else one."""
        if not isinstance(node, Mapping):
            example = " and ".join(f"'{edition}:'" for edition in self._editions)
            raise self.fault(node, "expected the text in every language", f"write it under {example}")
        found = {key.value: value for key, value in node.entries}
        missing = [edition for edition in self._editions if edition not in found]
        if not whole and len(missing) < len(self._editions):
            missing = []
        for edition in missing:
            self.fault(
                node, f"no '{edition}' text", f"add '{edition}:' beside {_some(found) or 'the others'}"
            )
        unknown = [key for key, _ in node.entries if key.value not in self._editions]
        for key in unknown:
            self.fault(
                key,
                f"'{key.value}' is no language of this report",
                f"its languages are {_some(self._editions)}",
            )
        if missing or unknown:
            raise Undecodable
        return {edition: found[edition] for edition in self._editions if edition in found}

    def _forms(self, node: Node) -> Forms:
        found = self._editions_of(node)
        return Forms({edition: self._patterns(forms) for edition, forms in found.items()})

    def _patterns(self, node: Node) -> dict[str, str]:
        entries = [("other", node)] if isinstance(node, Scalar) else self._categories(node)
        patterns = {category: self.text(pattern) for category, pattern in entries}
        for category, pattern in entries:
            counted = "{n}" in patterns[category] or "{han}" in patterns[category]
            if not counted and category != FIRST:
                raise self.fault(
                    pattern,
                    f"the pattern '{patterns[category]}' has no {{n}}",
                    "write {n} where the number stands",
                )
        return patterns

    def _categories(self, node: Node) -> list[tuple[str, Node]]:
        if not isinstance(node, Mapping):
            raise self.fault(node, "expected a pattern", "write '{n} centres', or one: and other: below")
        wrong = [key for key, _ in node.entries if key.value not in PLURAL_CATEGORIES]
        for key in wrong:
            self.fault(key, f"'{key.value}' is no plural category", f"one of {_some(PLURAL_CATEGORIES)}")
        if wrong or "other" not in {key.value for key, _ in node.entries}:
            raise (
                self.fault(node, "the plural category 'other' is missing", "add 'other:'")
                if not wrong
                else Undecodable()
            )
        return [(key.value, value) for key, value in node.entries]


# -- annotations → readers -------------------------------------------------------------------------

Reader: TypeAlias = Callable[[Decoder, Node], Any]
Rule: TypeAlias = Callable[[Decoder, Any, Node], None]  # raises, or notes, what is wrong with a value

_LEAVES: MappingABC[Any, Reader] = {
    str: Decoder.text,
    bool: Decoder._bool,
    int: Decoder._int,
    Decimal: Decoder._decimal,
    Edtf: Decoder._edtf,
    Localized: Decoder._localized,
    Message: Decoder._message,
    Forms: Decoder._forms,
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a record type is read: its name in faults, a reader for each field, the fields it must have."""

    called: str
    readers: MappingABC[str, Reader]
    required: tuple[str, ...]
    has_place: bool


@cache
def _shape(record_type: Any) -> _Shape:
    declared = fields(record_type)
    return _Shape(
        called=_called(record_type),
        readers={name: _reader(hint) for name, hint in hints(record_type).items()},
        required=tuple(f.name for f in declared if f.default is MISSING and f.default_factory is MISSING),
        has_place=any(f.name == "place" for f in declared),
    )


def _reader(hint: Any) -> Reader:
    """Return what reads a node as the annotation `hint` asks."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hasattr(hint, "__metadata__"):
        if any(isinstance(extra, Borrowing) for extra in hint.__metadata__):
            return Decoder._name
        return _checked(_reader(arguments[0]), hint.__metadata__)
    if origin in (Union, UnionType):
        return _optional(_reader(arguments[0]))
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda decoder, node: decoder.items(item, node)
    if origin is MappingABC:
        return Decoder.texts
    if hint in _LEAVES:
        return _LEAVES[hint]
    if is_dataclass(hint):
        return lambda decoder, node: decoder.record(hint, node)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return lambda decoder, node: decoder.code(hint, node)
    raise TypeError(f"the source format has no form for {hint}")


def _optional(read: Reader) -> Reader:
    return lambda decoder, node: None if _is_null(node) else read(decoder, node)


def _checked(read: Reader, metadata: Iterable[object]) -> Reader:
    """Return `read` followed by the rules among `metadata`, whose strings only describe."""
    rules = tuple(rule for rule in map(_rule, metadata) if rule is not None)

    def read_and_check(decoder: Decoder, node: Node) -> Any:
        value = read(decoder, node)
        for rule in rules:
            rule(decoder, value, node)
        return value

    return read_and_check if rules else read


def _rule(extra: object) -> Rule | None:
    match extra:
        case Ref(collections):
            return lambda decoder, value, node: decoder.point(collections, value, node)
        case Pattern():
            return _pattern_rule(extra)
        case CodeList():
            return _code_rule(extra)
    return None


def _pattern_rule(pattern: Pattern) -> Rule:
    matches = re.compile(pattern.regex).fullmatch

    def check(decoder: Decoder, value: str, node: Node) -> None:
        if not matches(value):
            problem = f"'{value}' is not {pattern.words}"
            raise decoder.fault(node, problem, f"write it like '{pattern.example}'")

    return check


def _code_rule(listed: CodeList) -> Rule:
    def check(decoder: Decoder, value: str, node: Node) -> None:
        if value not in listed.codes:
            problem = f"'{value}' is no code of {listed.standard}"
            raise decoder.fault(node, problem, _code_remedy(value, listed.codes, listed.example))

    return check


# -- words of faults -------------------------------------------------------------------------------


def nearest(mistyped: str, known: Iterable[str]) -> str:
    """Return a remedy for a mistyped word: the nearest known one, or all of them."""
    from difflib import get_close_matches  # only a fault needs it

    words = [str(word) for word in known]
    close = get_close_matches(mistyped, words, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"use one of {_some(words)}"


def _some(words: Iterable[str], most: int = 30) -> str:
    listed = [str(word) for word in words]
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")


def _code_remedy(value: str, codes: frozenset[str], example: str) -> str:
    if value.upper() in codes:
        return f"write it in capitals: {value.upper()}"
    return f"look the code up in the standard; an example is '{example}'"


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.value in NULLS


def _identity(entries: dict[str, Node]) -> str:
    node = entries.get("id")
    return f" '{node.value}'" if isinstance(node, Scalar) else ""


def _called(record_type: type[Any]) -> str:
    words = re.sub(r"(?<!^)([A-Z])", r" \1", record_type.__name__).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
