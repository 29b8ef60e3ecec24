"""Two editions of a document → one, side by side, as offices circulate it.

Both say the same in the same blocks; that they do is the proof of the editions, and what cannot be
paired is refused.  Running text stands in two columns, paragraph by paragraph; headings, tables,
charts and pictures stand once, in both languages; what prints the same in both is not doubled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from exporter.compose.abbreviations import EXPLAINED
from exporter.compose.tables import NOTHING
from exporter.document.nodes import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Contents,
    Cover,
    Document,
    Footnote,
    Furniture,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Parallel,
    Picture,
    Properties,
    Reference,
    Strong,
    Table,
    Text,
    Title,
    plain,
)

_BETWEEN = " / "
_Pair = tuple[Block, Block]
_Prose = Paragraph | ListBlock


def side_by_side(left: Document, right: Document) -> Document:
    """Return two editions of one document as one; ValueError says where they differ in shape."""
    shapes = shape(left), shape(right)
    if shapes[0] != shapes[1]:
        differing = next((pair for pair in zip(*shapes, strict=False) if pair[0] != pair[1]), shapes)
        raise ValueError(f"the editions are not built alike: {differing[0]} beside {differing[1]}")
    return _Pairing(left, right).document()


def shape(document: Document) -> tuple[tuple[object, ...], ...]:
    """Return what two editions of a document must share: kinds of blocks, anchors, levels, sizes."""
    return tuple(_shape(block) for block in _shared(document))


def _shared(document: Document) -> tuple[Block, ...]:
    """The blocks that the other edition has too."""
    return tuple(block for block in document.blocks if not _is_own(block))


def _own(document: Document) -> tuple[Block, ...]:
    return tuple(block for block in document.blocks if _is_own(block))


def _is_own(block: Block) -> bool:
    """Whether one edition alone has it: each explains acronyms of its own."""
    return getattr(block, "anchor", None) == EXPLAINED


def _shape(block: Block) -> tuple[object, ...]:
    kind, anchor = type(block).__name__, getattr(block, "anchor", None)
    match block:
        case Heading(level=level):
            return kind, anchor, level
        case Paragraph(role=role):
            return kind, anchor, role
        case ListBlock(items=items, ordered=ordered):
            return kind, len(items), ordered
        case Table(columns=columns, rows=rows):
            return kind, anchor, len(columns), len(rows)
        case Chart(bars=bars, kind=form, note=note):
            return kind, anchor, form, tuple(bar.value for bar in bars), bool(note)
        case KeyFigures(figures=figures):
            return kind, tuple(figure.record for figure in figures)
        case _:
            return kind, anchor


class _Pairing:
    def __init__(self, left: Document, right: Document) -> None:
        self._left, self._right = left, right

    def document(self) -> Document:
        left, right = self._left, self._right
        return replace(
            left,
            properties=_properties(left.properties, right.properties),
            cover=_cover(left.cover, right.cover),
            furniture=_furniture(left.furniture, right.furniture),
            blocks=tuple(self._blocks()),
            right_to_left=left.right_to_left + right.right_to_left,
        )

    def _blocks(self) -> Iterator[Block]:
        pairs = zip(_shared(self._left), _shared(self._right), strict=True)
        for is_prose, run in groupby(pairs, key=lambda pair: isinstance(pair[0], _Prose)):
            if is_prose:
                yield self._parallel(run)
            else:
                yield from (self._block(*pair) for pair in run)
        yield from _own(self._left)
        yield from (self._spoken(note) for note in _own(self._right))

    def _parallel(self, pairs: Iterable[_Pair]) -> Parallel:
        rows = tuple((left, self._spoken(right)) for left, right in pairs)
        languages = (self._left.language, self._right.language)
        spoken = _joined(self._left.labels.language, self._right.labels.language)
        return Parallel(languages, rows, spoken)  # type: ignore[arg-type]

    def _spoken(self, block: Block) -> _Prose:
        """The right side of a row: in its own language, and without an anchor that stands left already."""
        if isinstance(block, ListBlock):
            return replace(block, items=tuple(self._said(item) for item in block.items))
        assert isinstance(block, Paragraph)
        return replace(block, inlines=self._said(block.inlines), anchor=None)

    # -- blocks that stand once --------------------------------------------------------------------

    def _block(self, left: Block, right: Block) -> Block:
        match left, right:
            case Heading(), Heading():
                return replace(left, inlines=self._both(left.inlines, right.inlines))
            case Table(), Table():
                return self._table(left, right)
            case Picture(), Picture():
                return replace(
                    left, caption=self._caption(left, right), alt=_joined(left.alt, right.alt, " ")
                )
            case Chart(), Chart():
                return self._chart(left, right)
            case KeyFigures(), KeyFigures():
                pairs = zip(left.figures, right.figures, strict=True)
                return KeyFigures(tuple(self._figure(*pair) for pair in pairs))
            case Contents(), Contents():
                return replace(left, title=_joined(left.title, right.title))
            case _:
                return left

    def _table(self, left: Table, right: Table) -> Table:
        columns = zip(left.columns, right.columns, strict=True)
        rows = zip(left.rows, right.rows, strict=True)
        table = replace(
            left,
            caption=self._caption(left, right),
            columns=tuple(Column(_joined(a.header, b.header, "\n"), a.share) for a, b in columns),
            rows=tuple(tuple(self._cell(*pair) for pair in zip(*row, strict=True)) for row in rows),
            description=_joined(left.description, right.description, " "),
        )
        return _without_repeats(table)

    def _cell(self, left: Cell, right: Cell) -> Cell:
        return replace(left, inlines=self._both(left.inlines, right.inlines))

    def _caption(self, left: Table | Picture | Chart, right: Table | Picture | Chart) -> tuple[Inline, ...]:
        """Both captions; the second has its label in words, for the number counts once."""
        if plain(left.caption) == plain(right.caption):
            return left.caption
        label = Text(f"{right.label}\u3000", language=self._right.language)
        return (*left.caption, LineBreak(), label, *self._said(right.caption))

    def _chart(self, left: Chart, right: Chart) -> Chart:
        bars = zip(left.bars, right.bars, strict=True)
        return replace(
            left,
            caption=self._caption(left, right),
            bars=tuple(_bar(*pair) for pair in bars),
            alt=_joined(left.alt, right.alt, " "),
            note=_joined(left.note, right.note, " "),
            unit=_joined(left.unit, right.unit),
        )

    def _figure(self, left: KeyFigure, right: KeyFigure) -> KeyFigure:
        return replace(
            left,
            value=_joined(left.value, right.value),
            meaning=self._both(left.meaning, right.meaning),
            source=_joined(left.source, right.source),
        )

    # -- inlines -----------------------------------------------------------------------------------

    def _both(self, left: tuple[Inline, ...], right: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Both texts, the second on a line of its own; once where they print the same."""
        if plain(left) == plain(right):
            return left
        return (*left, LineBreak(), *self._said(right))

    def _said(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inlines of the right document, each run with its language."""
        return tuple(self._said_one(inline) for inline in inlines)

    def _said_one(self, inline: Inline) -> Inline:
        match inline:
            case Text(language=None):
                return replace(inline, language=self._right.language)
            case Reference(anchor=anchor, text=words):
                # A field would be renumbered in the left language; a link keeps its words.
                return Link((Text(words, language=self._right.language),), f"#{anchor}")
            case Strong() | Title() | Link() | Footnote():
                return replace(inline, inlines=self._said(inline.inlines))
            case _:
                return inline


def _without_repeats(table: Table) -> Table:
    """The table without columns that say what an earlier one says: a name in the other language."""
    lines = [[frozenset(plain(cell.inlines).split("\n")) for cell in row] for row in table.rows]
    kept = [n for n in range(len(table.columns)) if not any(_repeats(lines, n, m) for m in range(n))]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
    )


def _repeats(lines: list[list[frozenset[str]]], later: int, earlier: int) -> bool:
    """Whether every cell of a column only turns round both languages of an earlier one."""
    said = [row[later] for row in lines if len(row[later]) > 1]
    return bool(said) and all(row[later] - {NOTHING} <= row[earlier] for row in lines)


def _bar(left: Bar, right: Bar) -> Bar:
    return replace(
        left,
        label=_joined(left.label, right.label, "\n"),
        text=_joined(left.text, right.text),
        group=_joined(left.group, right.group),
    )


def _joined(left: str, right: str, between: str = _BETWEEN) -> str:
    return left if left == right or not right else f"{left}{between}{right}"


def _cover(left: Cover, right: Cover) -> Cover:
    details = zip(left.details, right.details, strict=True)
    return Cover(
        title=_joined(left.title, right.title, "\n"),
        subtitle=_joined(left.subtitle, right.subtitle),
        kind=_joined(left.kind, right.kind),
        details=tuple((_joined(a, b), _joined(x, y)) for (a, x), (b, y) in details),
    )


def _furniture(left: Furniture, right: Furniture) -> Furniture:
    return Furniture(
        running_header=_joined(left.running_header, right.running_header),
        footer=_joined(left.footer, right.footer),
        page=left.page,
        marking=_joined(left.marking, right.marking),
    )


def _properties(left: Properties, right: Properties) -> Properties:
    return replace(
        left,
        title=_joined(left.title, right.title),
        subject=_joined(left.subject, right.subject),
        author=_joined(left.author, right.author),
        keywords=tuple(dict.fromkeys((*left.keywords, *right.keywords))),
        edition=f"{left.edition}+{right.edition}",
    )
