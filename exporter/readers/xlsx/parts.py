"""What an Excel file says of itself: its sheets, names, texts, and which styles show dates.

ECMA-376 part 1: §18.2 (workbook), §18.4 (shared strings), §18.8 (styles).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from exporter.readers.xlsx.package import Attributes, End, Handler, Package, Start, Text

WORKBOOK = "xl/workbook.xml"
_RELATION_ID = re.compile(r"(?:^|:)id$")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: the name on its tab and the part that holds it."""

    name: str
    part: str


@dataclass(slots=True)
class Contents:
    """What the workbook part says."""

    sheets: list[SheetPart] = field(default_factory=list)
    names: dict[str, str] = field(
        default_factory=dict
    )  # of the whole file, in capitals or not → what they mean
    since_1904: bool = False


def contents(package: Package) -> Contents:
    """Return the sheets and names of a file."""
    relations = _Relations()
    package.parse("xl/_rels/workbook.xml.rels", relations)
    handler = _Workbook(relations.targets)
    package.parse(WORKBOOK, handler)
    return handler.found


class _Relations(Handler):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes, /) -> None:
        self.deeper()
        if name.endswith("Relationship") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip(
                "/"
            )

    def end(self, _name: str, /) -> None:
        self.higher()


class _Workbook(Handler):
    def __init__(self, targets: dict[str, str]) -> None:
        self.found = Contents()
        self._targets = targets
        self._name: str | None = None
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes, /) -> None:
        self.deeper()
        local = name.removeprefix(self.prefix)
        if local == "sheet":
            relation = next((v for k, v in attributes.items() if _RELATION_ID.search(k)), "")
            part = self._targets.get(relation, "")
            self.found.sheets.append(SheetPart(attributes.get("name", ""), part))
        elif local == "definedName":
            # A copied sheet brings copies of the names that hold on it alone.
            self._name = attributes.get("name") if "localSheetId" not in attributes else None
            self._text = []
        elif local == "workbookPr":
            self.found.since_1904 = attributes.get("date1904") in ("1", "true")

    def text(self, text: str, /) -> None:
        if self._name is not None:
            self._text.append(text)

    def end(self, name: str, /) -> None:
        self.higher()
        if self._name is not None and name.removeprefix(self.prefix) == "definedName":
            self.found.names[self._name.casefold()] = "".join(self._text)
            self._name = None


# -- texts -----------------------------------------------------------------------------------------

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a text with what Excel writes as _x000D_ as the character that it stands for."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


class _Strings(Handler):
    """Gathers texts, formats and the reading aids of Japanese files aside.  There are many of them."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def calls(self) -> tuple[Start, End, Text]:
        item, t, aid = (self.prefix + name for name in ("si", "t", "rPh"))
        deeper, higher, add = self.deeper, self.higher, self.found.append
        words, inside, aside = "", False, 0

        def start(name: str, _attributes: Attributes) -> None:
            nonlocal words, inside, aside
            if name == t:
                inside = not aside
            elif name == item:
                words = ""
            else:
                deeper()
                aside += name == aid

        def end(name: str) -> None:
            nonlocal inside, aside
            if name == t:
                inside = False
            elif name == item:
                add(unescaped(words))
            else:
                higher()
                aside -= name == aid

        def text(piece: str) -> None:
            nonlocal words
            if inside:
                words += piece

        return start, end, text


def shared_strings(package: Package) -> list[str]:
    """Return the texts that cells name by number, formats aside."""
    handler = _Strings()
    package.parse("xl/sharedStrings.xml", handler)
    return handler.found


# -- styles ----------------------------------------------------------------------------------------

_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])  # §18.8.30
_NOT_A_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_CODE = re.compile(r"[ymdhs年月日]|gg|ee", re.IGNORECASE)


class _Styles(Handler):
    def __init__(self) -> None:
        self.dates: set[str] = set()
        self._formats: dict[str, bool] = {}
        self._styles = 0
        self._inside = False

    def start(self, name: str, attributes: Attributes, /) -> None:
        self.deeper()
        local = name.removeprefix(self.prefix)
        if local == "numFmt":
            code = _NOT_A_CODE.sub("", attributes.get("formatCode", ""))
            self._formats[attributes.get("numFmtId", "")] = _DATE_CODE.search(code) is not None
        elif local == "cellXfs":
            self._inside = True
        elif local == "xf" and self._inside:
            number = attributes.get("numFmtId", "0")
            is_date = self._formats.get(number, number.isdigit() and int(number) in _DATE_FORMATS)
            if is_date:
                self.dates.add(str(self._styles))
            self._styles += 1

    def end(self, name: str, /) -> None:
        self.higher()
        if name.removeprefix(self.prefix) == "cellXfs":
            self._inside = False


def date_styles(package: Package) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date or time."""
    handler = _Styles()
    package.parse("xl/styles.xml", handler)
    return frozenset(handler.dates)
