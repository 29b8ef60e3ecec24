"""Words that are nearly a known name: one word misspelt, another kind of body, another transliteration."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from exporter.loading.names import Name
from exporter.loading.prose_texts import Typed

_ALIKE = 0.6  # European and Euro are, Danish and Austrian are not
_FEWEST_LETTERS = 4  # of an acronym that may stand in small letters
_FEWEST_HAN = 4  # of what a body is called by, without what kind of body it is
_KINDS = ("委员会", "办公室", "办事处", "理事会", "总局", "总署", "组织", "协会", "联盟", "局", "厅", "署")
_KIND = re.compile("|".join(_KINDS))
_CAPITALIZED = re.compile(r"\b[A-Z][a-z]{3,}\b")
_WORD_BEFORE = re.compile(r"[^\W\d_][\w’'-]* $")
_WORD_AFTER = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST = 40  # letters of a word
_POINT = "·"
_POINTED = re.compile(f"(?<=[㐀-鿿]){_POINT}(?P<last>[㐀-鿿]{{1,8}})")


def near_names(typed: Typed, names: Mapping[str, Name]) -> Iterator[tuple[int, str, Name]]:
    """Yield (position, words, the name meant) of what is nearly one of `names`, and is none of them."""
    gaps = _gaps(name for name in names.values() if name.kind in ("body", "person"))
    stems = dict(_stems(names.values()))
    first_parts = _parts(names.values(), 0)
    found = typed.occurrences([*(before or after for before, after in gaps), *stems, *first_parts])
    yield from _in_small_letters(typed, names)
    for (before, after), meant in gaps.items():
        for at in found[before or after]:
            yield from _misspelt(typed.words, at, before, after, meant)
    for stem, name in stems.items():
        for at in found[stem]:
            yield from _other_kind(typed.words, at, stem, name, names)
    yield from _other_people(typed, found, first_parts, names)


def _in_small_letters(typed: Typed, names: Mapping[str, Name]) -> Iterator[tuple[int, str, Name]]:
    """Acronyms written like words: "Euipo"."""
    acronyms = {
        words.lower(): name
        for words, name in names.items()
        if name.kind == "acronym" and len(words) >= _FEWEST_LETTERS and words.isupper()
    }
    for match in _CAPITALIZED.finditer(typed.words):
        meant = acronyms.get(match.group().lower())
        if meant is not None and match.group() not in names:
            yield match.start(), match.group(), meant


# -- names of several words ------------------------------------------------------------------------


def _gaps(names: Iterable[Name]) -> dict[tuple[str, str], dict[str, Name]]:
    """What stands before and after each word of each name of several words, with the words that fill it."""
    gaps: dict[tuple[str, str], dict[str, Name]] = {}
    for name in names:
        words = name.words.split(" ")
        for i, word in enumerate(words) if len(words) > 1 else ():
            if not word[:1].isupper():
                continue  # a common word: "IP offices of Peru" is no name misspelt
            gaps.setdefault((" ".join(words[:i]), " ".join(words[i + 1 :])), {})[word] = name
    return gaps


def _misspelt(
    text: str, at: int, before: str, after: str, meant: Mapping[str, Name]
) -> Iterator[tuple[int, str, Name]]:
    """Yield a word between `before` and `after` that is like one of those which belong there."""
    if before:
        match = _WORD_AFTER.match(text, at + len(before) + 1) if text[at + len(before)] == " " else None
        rest = f" {after}" if after else ""
        if match is None or not text.startswith(rest, match.end()):
            return
        start, end = at, match.end() + len(rest)
    else:
        match = _WORD_BEFORE.search(text[max(0, at - _LONGEST) : at])
        if match is None:
            return
        start, end = at - len(match.group()), at + len(after)
    other = match.group().rstrip()
    if other in meant or (_is_plural(other, meant) and not after[:1].isupper()):
        return  # "the Patent Offices of" several countries
    name = next((n for word, n in meant.items() if _alike(other, word)), None)
    if name is not None:
        yield start, text[start:end], name


def _is_plural(word: str, singulars: Container[str]) -> bool:
    return word.endswith("s") and word.removesuffix("s") in singulars


def _alike(one: str, other: str) -> bool:
    """Whether two words could be one misspelt; of compounds, each part: China-UK is not China-ASEAN."""
    parts, others = one.split("-"), other.split("-")
    if len(parts) == len(others) > 1:
        return all(a == b or _alike(a, b) for a, b in zip(parts, others, strict=True))
    if one[:1].lower() != other[:1].lower():
        return False
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


# -- names in Han ----------------------------------------------------------------------------------


def _stems(names: Iterable[Name]) -> Iterator[tuple[str, Name]]:
    """What bodies are called, without what kind of body they are: 欧洲专利 of 欧洲专利局."""
    for name in names:
        kind = next((kind for kind in _KINDS if name.words.endswith(kind)), None)
        if name.kind == "body" and kind is not None and len(name.words) - len(kind) >= _FEWEST_HAN:
            yield name.words.removesuffix(kind), name


def _other_kind(
    text: str, at: int, stem: str, name: Name, names: Mapping[str, Name]
) -> Iterator[tuple[int, str, Name]]:
    """Yield where a body's name ends as another kind of body: 欧洲专利组织 for 欧洲专利局."""
    match = _KIND.match(text, at + len(stem))
    if match and stem + match.group() not in names:
        yield at, stem + match.group(), name


def _parts(names: Iterable[Name], position: int) -> dict[str, Name]:
    """The first or last parts of transliterated names."""
    foreign = (name for name in names if name.kind == "person" and _POINT in name.words)
    return {name.words.split(_POINT)[position]: name for name in foreign}


def _other_people(
    typed: Typed,
    found: Mapping[str, Sequence[int]],
    first_parts: Mapping[str, Name],
    names: Mapping[str, Name],
) -> Iterator[tuple[int, str, Name]]:
    """Yield where one part of a transliterated name stands beside a part alike but not the same."""
    text = typed.words
    for first, name in first_parts.items():
        rest = name.words[len(first) :]
        for at in found[first]:
            said = text[at + len(first) : at + len(name.words)]
            if said.startswith(_POINT) and said != rest and _same_half(said[1:], rest[1:]):
                yield at, first + said, name
    lasts = _parts(names.values(), -1)
    for match in _POINTED.finditer(text):
        named = lasts.get(match["last"]) or next(
            (lasts[w] for w in _beginnings(match["last"]) if w in lasts), None
        )
        if named is None:
            continue
        first, last = named.words.split(_POINT)[0], named.words.split(_POINT)[-1]
        start = match.start("last") - 1 - len(first)
        said = text[max(start, 0) : match.start("last") - 1]
        if said != first and len(said) == len(first) and _same_half(said, first):
            yield start, said + _POINT + last, named


def _beginnings(words: str) -> Iterator[str]:
    return (words[:length] for length in range(len(words) - 1, 0, -1))


def _same_half(said: str, right: str) -> bool:
    """Whether half of the characters of a transliteration are those of another, each in its place."""
    return 2 * sum(a == b for a, b in zip(said, right, strict=False)) >= len(right)
