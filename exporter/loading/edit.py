"""Changes to the text of a source file that leave every other byte as it was.

The parser's marks say where a value stands; only that stretch is written anew.  Comments, order,
quoting, indentation and line ends of everything else cannot change, since nobody writes them.
Whatever is written is read back and compared before it is returned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from exporter.loading.places import identity_of, steps
from exporter.loading.scalars import Manner, key, scalar

Tree: TypeAlias = "str | Mapping[str, Tree] | Sequence[Tree]"
Step: TypeAlias = str | int

_BOM = "\ufeff"
_NULL = "tag:yaml.org,2002:null"
_DASH = 2  # columns that "- " takes


class Uneditable(ValueError):  # noqa: N818 - the text is as it is; the change does not fit it
    """The file has no place for a change."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One value to set: of the record `record` ("report" for the report, a number for a section).

    `path` leads to it by keys and positions; what is missing on the way is made, but no list grows.
    `value` None takes the entry away.
    """

    record: str
    path: tuple[Step, ...]
    value: Tree | None

    @classmethod
    def at(cls, record: str, path: str, value: Tree | None) -> Edit:
        """Return the edit of a path written as in faults: "actions[0].on", "text.zh"."""
        return cls(record, tuple(steps(path)), value)


@dataclass(frozen=True, slots=True)
class Addition:
    """A record to append to a collection."""

    collection: str
    fields: Mapping[str, Tree]


def edited(text: str, edits: Iterable[Edit], additions: Iterable[Addition] = ()) -> str:
    """Return the text of a file after `edits` and `additions`, made in their order.

    Uneditable tells what the file has no place for, or cannot hold.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    newline = "\r\n" if "\r\n" in text else "\n"
    # One edit of each record in a round: their stretches cannot overlap, and one parse serves them all.
    for round_ in _rounds(edits):
        text = _checked(text, _splices(text, round_), _model_edits(text, round_), newline)
    for addition in additions:
        text = _checked(text, [_addition(text, addition)], _model_addition(text, addition), newline)
    return mark + text


def _rounds(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    waiting: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        waiting[edit.record].append(edit)
    while waiting:
        yield [queue.pop(0) for queue in waiting.values()]
        waiting = defaultdict(list, {record: queue for record, queue in waiting.items() if queue})


@dataclass(frozen=True, slots=True)
class _Splice:
    """What takes the place of text[start:end]; its lines are parted by "\\n" until the end."""

    start: int
    end: int
    text: str


def _checked(text: str, splices: Sequence[_Splice], expected: Any, newline: str) -> str:
    changed = text
    for splice in sorted(splices, key=lambda s: s.start, reverse=True):
        changed = changed[: splice.start] + splice.text.replace("\n", newline) + changed[splice.end :]
    try:
        found = _plain(_compose(changed))
    except yaml.YAMLError as error:
        raise Uneditable(f"the change does not fit there: {error}") from error
    if found != expected:
        raise Uneditable("the change does not fit there: it reads back otherwise")
    return changed


def _compose(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


# -- where a value stands --------------------------------------------------------------------------


def _splices(text: str, edits: Sequence[Edit]) -> list[_Splice]:
    found = _record_nodes(_compose(text))
    file = _Text(text)
    splices = []
    for edit in edits:
        if edit.record not in found:
            raise Uneditable(f"the file has no record '{edit.record}'")
        splices.append(_splice(file, found[edit.record], edit))
    return splices


def _record_nodes(root: yaml.Node | None) -> dict[str, yaml.MappingNode]:
    found: dict[str, yaml.MappingNode] = {}
    for collection, node in _entries(root):
        if collection.value == "report" and isinstance(node, yaml.MappingNode):
            found["report"] = node
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            name = identity_of(
                (k.value, v.value) for k, v in _entries(item) if isinstance(v, yaml.ScalarNode)
            )
            if name is not None:
                found.setdefault(name, item)
    return found


def _entries(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _splice(file: _Text, record: yaml.MappingNode, edit: Edit) -> _Splice:
    """Follow the path as far as the file has it; set what is there, insert what is not."""
    above: list[tuple[yaml.CollectionNode, int]] = []  # what the path goes through, and which part it takes
    node: yaml.Node = record
    for depth, step in enumerate(edit.path):
        position = _position(node, step)
        if position is None:
            return _missing(file, node, edit, depth)
        assert isinstance(node, yaml.CollectionNode)
        above.append((node, position))
        part = node.value[position]
        node = part[1] if isinstance(part, tuple) else part
    if edit.value is None:
        return _removal(file, above)
    return _replacement(file, node, above, edit.value)


def _position(node: yaml.Node, step: Step) -> int | None:
    match node, step:
        case (yaml.MappingNode(), str()):
            return next((at for at, (name, _) in enumerate(node.value) if name.value == step), None)
        case (yaml.SequenceNode(), int()) if step < len(node.value):
            return step
    return None


def _missing(file: _Text, node: yaml.Node, edit: Edit, depth: int) -> _Splice:
    """Make what the path lacks from `depth` on: an entry of `node`, or a map in place of nothing."""
    if edit.value is None:
        return _Splice(0, 0, "")  # what is not there needs no taking away
    value: Tree = edit.value
    for step in reversed(edit.path[depth + 1 :]):
        value = {_name(step): value}
    name = _name(edit.path[depth])
    if isinstance(node, yaml.MappingNode):
        return _insertion(file, node, name, value)
    if _is_null(node):
        start, end = node.start_mark.index, file.end_of(node)
        return _Splice(start, end, f"{file.gap(node)}{_flow({name: value})}")
    raise Uneditable(f"'{edit.record}' holds no map where '{name}' would stand")


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def _name(step: Step) -> str:
    if isinstance(step, int):
        raise Uneditable(f"there is no item {step} in the list")
    return step


class _Text:
    """A file's text, and where its lines begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text

    def end_of(self, node: yaml.Node) -> int:
        """Return where the last character of a node's own text ends.

        The parser lets blocks end where the next thing begins.
        """
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def gap(self, node: yaml.Node) -> str:
        """Return what must part a scalar, which may be no more than a place, from what stands before it."""
        start, end = node.start_mark.index, node.end_mark.index
        before = self.text[:start]
        if start == end and before.rstrip()[-1:] not in (":", "-"):
            return ": "  # {key} alone
        return "" if before[-1:].isspace() or before[-1:] in ",[{" else " "

    def line_start(self, at: int) -> int:
        """Return the start of the line that holds `at`."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return the end of the line that holds `at`, before its line break."""
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def line_after(self, at: int) -> int:
        """Return the start of the line after the one that holds `at`; the end of the text at last."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def rest_of_line(self, at: int) -> str:
        """Return what follows `at` in its line."""
        return self.text[at : self.line_end(at)]


# -- set -------------------------------------------------------------------------------------------


def _replacement(
    file: _Text, node: yaml.Node, above: Sequence[tuple[yaml.CollectionNode, int]], value: Tree
) -> _Splice:
    if not isinstance(node, yaml.ScalarNode) or not isinstance(value, str):
        raise Uneditable("only one value can be set at a time")
    start, end = node.start_mark.index, file.end_of(node)
    inside = any(collection.flow_style for collection, _ in above)
    indent = above[-1][0].start_mark.column + _DASH
    if node.style in ("|", ">"):
        return _Splice(start, end, _block_again(file, node, indent, _sound(value)))
    roomy = not inside and not file.rest_of_line(end).strip()
    lines = scalar(_sound(value), Manner(node.style or "", indent, roomy, inside))
    return _Splice(start, end, file.gap(node) + "\n".join(lines))


def _block_again(file: _Text, node: yaml.ScalarNode, indent: int, text: str) -> str:
    """Write a block anew, as far in as it stood; what stands behind its sign, a comment, stays."""
    start, end = node.start_mark.index, file.end_of(node)
    head_end = min(file.line_end(start), end)
    comment = file.text[start:head_end].lstrip("|>+-0123456789")
    first = next((line for line in file.text[head_end:end].splitlines() if line.strip()), "")
    assert node.style is not None
    lines = scalar(text, Manner(node.style, len(first) - len(first.lstrip(" ")) or indent))
    return "\n".join([lines[0] + comment, *lines[1:]])


def _sound(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise Uneditable("an empty text cannot be written; take the entry away")
    return text


# -- insert ----------------------------------------------------------------------------------------


def _insertion(file: _Text, mapping: yaml.MappingNode, name: str, value: Tree) -> _Splice:
    if not mapping.value:  # {}
        at = mapping.start_mark.index + 1
        return _Splice(at, at, f"{key(name)}: {_flow(value)}")
    last = mapping.value[-1][1]
    at = file.end_of(last)
    if mapping.flow_style:
        return _Splice(at, at, f"{_nothing(file, last)}, {key(name)}: {_flow(value)}")
    column = mapping.value[0][0].start_mark.column
    at = file.line_end(at)
    return _Splice(at, at, "\n" + "\n".join(_block({name: value}, column)))


def _nothing(file: _Text, node: yaml.Node) -> str:
    """Say null where an entry between brackets has no value at all."""
    if not isinstance(node, yaml.ScalarNode) or node.start_mark.index != node.end_mark.index:
        return ""
    return f"{file.gap(node)}null"


def _block(value: Tree, column: int) -> list[str]:
    """Return a map or list as indented lines that begin at `column`."""
    margin = " " * column
    lines: list[str] = []
    if isinstance(value, Mapping):
        for name, part in value.items():
            lines += _entry(margin + key(name) + ":", part, column)
    else:
        for part in value:
            inner = _item(part, column + _DASH)
            lines += [f"{margin}- {inner[0].lstrip(' ')}", *inner[1:]]
    return lines


def _entry(head: str, part: Tree, column: int) -> list[str]:
    if isinstance(part, str):
        first, *more = scalar(_sound(part), Manner(indent=column + _DASH))
        return [f"{head} {first}", *more]
    if not part:
        return [f"{head} {_flow(part)}"]
    return [head, *_block(part, column + _DASH)]


def _item(part: Tree, column: int) -> list[str]:
    if isinstance(part, str):
        return scalar(_sound(part), Manner(indent=column))
    return _block(part, column) if part else [_flow(part)]


def _flow(value: Tree) -> str:
    """Return a value as it stands between brackets, on one line."""
    if isinstance(value, str):
        return scalar(_sound(value), Manner(roomy=False, flow=True))[0]
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {_flow(part)}" for name, part in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def record_lines(fields: Mapping[str, Tree]) -> list[str]:
    """Return a record as the lines of an item of a list, as it would be appended."""
    return _block([fields], _DASH)


# -- take away -------------------------------------------------------------------------------------


def _removal(file: _Text, above: Sequence[tuple[yaml.CollectionNode, int]]) -> _Splice:
    """Take the innermost entry away, and every map that would be left empty by that."""
    mapping, position = above[-1]
    for outer, taken in reversed(above[:-1]):
        if len(mapping.value) == 1 and isinstance(outer, yaml.MappingNode):
            mapping, position = outer, taken
        else:
            break
    if not isinstance(mapping, yaml.MappingNode) or not isinstance(above[-1][0], yaml.MappingNode):
        raise Uneditable("only entries of maps can be taken away")
    if mapping.flow_style:
        return _removal_in_brackets(file, mapping, position)
    name, value = mapping.value[position]
    start, end = name.start_mark.index, file.end_of(value)
    line = file.line_start(start)
    if file.text[line:start].strip(" "):  # "- " stands before it
        after = file.end_of(name) + 1
        return _Splice(after, end, " null")
    return _Splice(line, file.line_after(end), "")


def _removal_in_brackets(file: _Text, mapping: yaml.MappingNode, position: int) -> _Splice:
    entries = mapping.value
    name, value = entries[position]
    if position + 1 < len(entries):
        return _Splice(name.start_mark.index, entries[position + 1][0].start_mark.index, "")
    start = file.end_of(entries[position - 1][1]) if position else name.start_mark.index
    return _Splice(start, file.end_of(value), "")


# -- add a record ----------------------------------------------------------------------------------


def _addition(text: str, addition: Addition) -> _Splice:
    file = _Text(text)
    root = _compose(text)
    found = next((node for name, node in _entries(root) if name.value == addition.collection), None)
    if found is None:
        return _new_collection(file, root, addition)
    if isinstance(found, yaml.SequenceNode) and found.value:
        return _next_item(file, found, addition)
    start, end = file.text.rindex(":", 0, found.start_mark.index) + 1, file.end_of(found)
    if file.rest_of_line(end).strip():  # a comment, which must stay behind the key
        return _Splice(start, end, f" [{_flow(addition.fields)}]")
    return _Splice(start, end, "\n" + "\n".join(_block([addition.fields], _DASH)))


def _next_item(file: _Text, listed: yaml.SequenceNode, addition: Addition) -> _Splice:
    at = file.end_of(listed.value[-1])
    if listed.flow_style:
        return _Splice(at, at, ", " + _flow(addition.fields))
    at = file.line_end(at)
    lines = _block([addition.fields], listed.start_mark.column)
    gap = "\n" * (1 + _parted_by_blank_lines(file, listed))
    return _Splice(at, at, gap + "\n".join(lines))


def _parted_by_blank_lines(file: _Text, listed: yaml.SequenceNode) -> bool:
    if len(listed.value) == 1:
        return False
    before = listed.value[-1].start_mark.index
    line = file.line_start(before)
    return not file.text[file.line_start(line - 1) : line].strip()


def _new_collection(file: _Text, root: yaml.Node | None, addition: Addition) -> _Splice:
    if root is not None and not (isinstance(root, yaml.MappingNode) and root.value and not root.flow_style):
        raise Uneditable("the file is no map of collections")
    at = file.line_end(file.end_of(root)) if root is not None else len(file.text)
    before = file.text[file.line_start(at) : at]
    lines = [f"{addition.collection}:", *_block([addition.fields], _DASH)]
    ends = at == len(file.text)
    return _Splice(at, at, ("\n" if before else "") + "\n".join(lines) + ("\n" if ends else ""))


# -- the same changes to what the file means -------------------------------------------------------


def _plain(node: yaml.Node | None) -> Any:
    """Return the maps, lists and stripped texts of a node; None where nothing is said."""
    match node:
        case yaml.MappingNode():
            return _said({name.value: _plain(value) for name, value in node.value})
        case yaml.SequenceNode():
            return [_plain(item) for item in node.value]
        case yaml.ScalarNode() if node.tag != _NULL:
            return node.value.strip()
    return None


def _said(entries: dict[str, Any]) -> dict[str, Any]:
    """An entry that says nothing is as good as none."""
    return {name: value for name, value in entries.items() if value is not None and value != {}}


def _model_edits(text: str, edits: Sequence[Edit]) -> Any:
    root = _plain(_compose(text))
    for edit in edits:
        _set(_model_record(root, edit.record), edit.path, edit.value)
    return root


def _model_record(root: Any, record: str) -> Any:
    if record == "report":
        return root["report"]
    lists = (records for records in root.values() if isinstance(records, list))
    items = (item for records in lists for item in records if isinstance(item, dict))
    return next(item for item in items if identity_of(item.items()) == record)


def _set(holder: Any, path: tuple[Step, ...], value: Tree | None) -> None:
    step, *rest = path
    if rest:
        inner = holder.get(step, {}) if isinstance(holder, dict) else holder[step]
        _set(inner, tuple(rest), value)
        holder[step] = inner
    else:
        holder[step] = None if value is None else _stripped(value)
    if isinstance(holder, dict) and holder[step] in (None, {}):
        del holder[step]


def _stripped(value: Tree) -> Any:
    if isinstance(value, str):
        return _sound(value)
    if isinstance(value, Mapping):
        return _said({name: _stripped(part) for name, part in value.items()})
    return [_stripped(part) for part in value]


def _model_addition(text: str, addition: Addition) -> Any:
    root = _plain(_compose(text)) or {}
    root[addition.collection] = [*(root.get(addition.collection) or []), _stripped(addition.fields)]
    return root
