"""Translations of a chapter: how they stand, out to translators and back, and put on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporter.errors import Fault, Place, SourceError, UsageError
from exporter.loading.chapters import the_one
from exporter.loading.edit import Edit
from exporter.loading.project import Loaded, load
from exporter.loading.save import changed_files, save
from exporter.loading.translated import Register, read_register, register_bytes, register_path
from exporter.locale.exchange import Exchanged, Unreadable, read_po, write_po
from exporter.model.chapter import Chapter
from exporter.model.facts import UnknownFact, fact
from exporter.model.text import Message, Slot, parse_message
from exporter.model.translation import State, Translation, known_of, state_of, states, translations
from exporter.plan.workshop import edition_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a translator's file: texts that change, and what is refused with its line there."""

    changed: tuple[tuple[Translation, str], ...]
    confirmed: int
    refused: tuple[Fault, ...]
    written: tuple[Path, ...]


class Messages:
    """The translations of one chapter into one language."""

    def __init__(self, project: Path, chapter: str | None = None, tag: str = "") -> None:
        """Read a chapter; `tag` is the language to translate into, where there are several."""
        self._project, self._name = project, the_one(project, chapter)
        self.loaded: Loaded = load(project, self._name)
        self.tag = tag or _other(self.loaded.chapter)
        if self.tag not in self.loaded.chapter.report.editions[1:]:
            raise UsageError(
                f"nothing is translated into '{self.tag}' here\n"
                f"  remedy: one of {', '.join(self.loaded.chapter.report.editions[1:])}"
            )
        self._register: Register = read_register(project, self._name)

    @property
    def by_state(self) -> dict[str, list[Translation]]:
        """The translations by how they stand."""
        return states(self.loaded.chapter, self.tag, self._register)

    # -- out ---------------------------------------------------------------------------------------

    def exported(self) -> bytes:
        """Return every text as a gettext file."""
        report = self.loaded.chapter.report
        texts = map(self._exchanged, translations(self.loaded.chapter, self.tag))
        return write_po(texts, self.tag, report.id, report.issued)

    def _exchanged(self, one: Translation) -> Exchanged:
        state = state_of(one, self._register.get((one.key, self.tag)))
        return Exchanged(
            context=one.key,
            source=one.source,
            target=one.target,
            doubtful=state is State.STALE,
            file=one.place.file,
            line=one.place.line,
            remarks=tuple(self._values(one)),
        )

    def _values(self, one: Translation) -> Iterator[str]:
        """What each placeholder prints now in the language translated into."""
        from exporter.compose.prose import Prose

        prose = Prose(self.loaded.chapter, edition_of(self.tag, self.loaded.chapter))
        for slot in dict.fromkeys(_slots(one.source) if isinstance(one.text, Message) else ()):
            try:
                yield f"{slot} = {prose.say(fact(self.loaded.chapter, slot, one.owner), slot.form)}"
            except UnknownFact:  # loading has told it already
                continue

    # -- back --------------------------------------------------------------------------------------

    def imported(self, file: Path, *, apply: bool, reviewer: str = "") -> Imported:
        """Take a translator's file; with `apply`, write what can be taken into the source and on record."""
        known = {one.key: one for one in translations(self.loaded.chapter, self.tag)}
        changed: list[tuple[Translation, str]] = []
        confirmed: list[Translation] = []
        refused: list[Fault] = []
        for text in self._read(file):
            one = known.get(text.context)
            reason = _refusal(text, one)
            if one is None or reason is not None:
                refused.append(Fault(Place(file.name, text.line, 1), *(reason or ("", ""))))
            elif text.target.strip() == one.target:
                confirmed.append(one)
            else:
                changed.append((one, text.target.strip()))
        written = self._apply(changed, confirmed, reviewer) if apply else ()
        return Imported(tuple(changed), len(confirmed), tuple(refused), written)

    def _read(self, file: Path) -> Iterator[Exchanged]:
        try:
            language, texts = read_po(file.read_bytes())
        except OSError as error:
            raise UsageError(f"{file}: cannot be read: {error.strerror}\n  remedy: check the path") from error
        except Unreadable as error:
            raise UsageError(
                f"{file}: this is no gettext file: {error}\n  remedy: name an exported .po"
            ) from error
        if language.replace("_", "-").partition("-")[0] != self.tag.partition("-")[0]:
            raise UsageError(
                f"{file}: it translates into '{language}', not '{self.tag}'\n  remedy: --to {language}"
            )
        return (text for text in texts if text.target and not text.doubtful)

    def _apply(
        self, changed: Sequence[tuple[Translation, str]], confirmed: Iterable[Translation], reviewer: str
    ) -> tuple[Path, ...]:
        edits = [Edit.at(one.record, f"{one.path}.{self.tag}", words) for one, words in changed]
        files = changed_files(self._project, self.loaded, edits)
        made = [_as(one, words) for one, words in changed]
        return self._save(files, (*made, *confirmed), reviewer)

    def accept(self, ids: Sequence[str] = (), *, reviewer: str = "") -> tuple[Path, ...]:
        """Put translations on record as they stand: all, or those of the records `ids`."""
        found = [t for t in translations(self.loaded.chapter, self.tag) if not ids or t.record in ids]
        unknown = set(ids) - {t.record for t in found}
        if unknown:
            raise UsageError(
                f"no text belongs to {', '.join(sorted(unknown))}\n  remedy: name records by their ids"
            )
        return self._save({}, found, reviewer)

    def _save(self, files: dict[Path, bytes], made: Iterable[Translation], reviewer: str) -> tuple[Path, ...]:
        live = {one.key for one in translations(self.loaded.chapter, self.tag)}
        register = {k: v for k, v in self._register.items() if k[1] != self.tag or k[0] in live}
        for one in made:
            key = (one.key, self.tag)
            before, now = register.get(key), known_of(one, reviewer)
            kept = (
                before is not None
                and not reviewer
                and (before.source, before.target) == (now.source, now.target)
            )
            register[key] = before if kept and before is not None else now
        path = register_path(self._project, self._name)
        data = register_bytes(register)
        if not path.exists() or path.read_bytes() != data:
            files = {**files, path: data}
        if files:
            save(self._project, files, self._name)
        return tuple(sorted(files))


def _other(chapter: Chapter) -> str:
    editions = chapter.report.editions
    if len(editions) == 2:  # noqa: PLR2004 - from one into the other
        return editions[1]
    raise UsageError(
        "nothing says which language to translate into\n"
        f"  remedy: {'--to ' + ', '.join(editions[1:]) if editions[1:] else 'add an edition to the report'}"
    )


def _as(one: Translation, words: str) -> Translation:
    return Translation(one.record, one.path, one.source, words, one.place, one.text, one.owner)


def _slots(raw: str) -> tuple[Slot, ...]:
    return tuple(part for part in parse_message(raw) if isinstance(part, Slot))


def _refusal(text: Exchanged, one: Translation | None) -> tuple[str, str] | None:
    """Say why a text cannot be taken, and what to do; None if it can."""
    if one is None:
        return f"the source has no text '{text.context}'", "export the messages anew"
    if text.source != one.source:
        problem = f"the source text of '{text.context}' has changed since the export"
        return problem, "export the messages anew, and translate what is marked fuzzy"
    if not isinstance(one.text, Message):
        return None
    try:
        here = {slot.fact for slot in _slots(text.target)}
    except ValueError as error:
        return f"{text.context}: {error}", "write placeholders as the source text does"
    wanted = {slot.fact for slot in _slots(one.source)}
    if here != wanted:
        missing, added = sorted(wanted - here), sorted(here - wanted)
        said = [f"lacks {{{f}}}" for f in missing] + [f"adds {{{f}}}" for f in added]
        return (
            f"the translation of '{text.context}' {', '.join(said)}",
            "use the placeholders of the source text, all of them",
        )
    return None


# -- for check and build ---------------------------------------------------------------------------


def translation_notes(project: Path, name: str | None, chapter: Chapter) -> Iterator[Fault]:
    """Yield a note for each language that has texts which nobody translated, revised or reviewed."""
    register = read_register(project, name)
    file = register_path(project, name).relative_to(project).as_posix()
    for tag in chapter.report.editions[1:]:
        found = states(chapter, tag, register)
        counts = {state: len(found[state]) for state in (State.MISSING, State.STALE, State.UNREVIEWED)}
        if any(counts.values()):
            said = ", ".join(f"{n} {state}" for state, n in counts.items())
            yield Fault(Place(file), f"translations into {tag}: {said}", "`exporter messages` lists them")


def release_faults(project: Path, name: str | None, chapter: Chapter, tags: Iterable[str]) -> Iterator[Fault]:
    """Yield what a release may not print: translations that are missing, or of an earlier source text."""
    register = read_register(project, name)
    for tag in tags:
        if tag in chapter.report.editions[1:]:
            found = states(chapter, tag, register)
            for one in found[State.MISSING]:
                remedy = "translate it, or confirm that it has none: messages --accept ID --reviewed-by NAME"
                yield Fault(one.place, f"the {tag} text of '{one.key}' is missing", remedy)
            for one in found[State.STALE]:
                problem = f"the {tag} text of '{one.key}' is stale: its source text changed since"
                yield Fault(one.place, problem, f"revise it, then: exporter messages --accept {one.record}")


def listed(messages: Messages) -> str:
    """Return how translations stand: a line for each that is missing or stale, then the counts."""
    found = messages.by_state
    lines = [
        f"{one.place}: {state}: {one.key}" for state in (State.MISSING, State.STALE) for one in found[state]
    ]
    counts = ", ".join(f"{len(found[state])} {state}" for state in State)
    return "\n".join([*lines, f"translations into {messages.tag}: {counts}"]) + "\n"


def told(imported: Imported, tag: str, *, applied: bool) -> str:
    """Return what came of a translator's file, in lines."""
    lines = [
        f"{one.place}: {one.key}\n  - {one.target or '(none)'}\n  + {words}"
        for one, words in imported.changed
    ]
    done = "changed" if applied else "would change (--apply writes them)"
    lines.append(f"{len(imported.changed)} texts in {tag} {done}, {imported.confirmed} stand as they are")
    lines += [f"wrote {path}" for path in imported.written]
    return "\n".join(lines) + "\n"


def refuse(imported: Imported) -> None:
    """Raise what of a translator's file is refused, if anything is."""
    if imported.refused:
        raise SourceError(imported.refused)
