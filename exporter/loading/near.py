"""Words that are nearly a known name: one word misspelt, another kind of body, another transliteration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from exporter.loading.names import Name
from exporter.loading.prose_texts import Typed

_ALIKE = 0.6  # European and Euro are, Danish and Austrian are not
_FEWEST_LETTERS = 4  # of an acronym that may stand in small letters
_FEWEST_HAN = 4  # of what a body is called by, without what kind of body it is
_KINDS = ("委员会", "办公室", "办事处", "理事会", "总局", "总署", "组织", "协会", "联盟", "局", "厅", "署")
_KIND = re.compile("|".join(_KINDS))
_CAPITALIZED = re.compile(r"\b[A-Z][a-z]{3,}\b")
_WORD_BEFORE = re.compile(r"[^\W\d_][\w’'-]*$")
_WORD_AFTER = re.compile(r"[^\W\d_][\w’'-]*")
_HAN_AFTER = re.compile("[㐀-鿿]{1,6}(?:[·・•][㐀-鿿]{1,6})*")
_HAN_BEFORE = re.compile("[㐀-鿿]{1,6}$")


def near_names(typed: Typed, names: Mapping[str, Name]) -> Iterator[tuple[int, str, Name]]:
    """Yield (position, words, the name meant) of what is nearly one of `names`, and is none of them."""
    acronyms = {
        words.lower(): name
        for words, name in names.items()
        if name.kind == "acronym" and len(words) >= _FEWEST_LETTERS and words.isupper()
    }
    for match in _CAPITALIZED.finditer(typed.words):
        meant = acronyms.get(match.group().lower())
        if meant is not None:
            yield match.start(), match.group(), meant
    for words, name in names.items():
        if name.kind in ("body", "person"):
            found = _misspelt(typed, words) if words.isascii() or " " in words else _renamed(typed, words)
            yield from ((at, said, name) for at, said in found if said not in names)


# -- names of several words ------------------------------------------------------------------------


def _misspelt(typed: Typed, name: str) -> Iterator[tuple[int, str]]:
    """Yield where all words of a name stand but one, which is alike."""
    words = name.split(" ")
    if len(words) < 2:  # noqa: PLR2004 - of one word nothing would be left to look for
        return
    for i, word in enumerate(words):
        before, after = " ".join(words[:i]), " ".join(words[i + 1 :])
        for at, said, other in _with_another(typed, before, after):
            if other != word and _alike(other, word):
                yield at, said


def _with_another(typed: Typed, before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Yield (position, words, the other word) where one word stands between `before` and `after`."""
    text = typed.words
    if before:
        for at in typed.find(f"{before} "):
            match = _WORD_AFTER.match(text, at + len(before) + 1)
            rest = f" {after}" if after else ""
            if match and text.startswith(rest, match.end()) and _is_start(text, at):
                yield at, text[at : match.end() + len(rest)], match.group()
        return
    for at in typed.find(f" {after}"):
        line = text[max(0, at - 40) : at]
        match = _WORD_BEFORE.search(line)
        if match:
            start = at - len(match.group())
            yield start, text[start : at + 1 + len(after)], match.group()


def _same_half(said: str, right: str) -> bool:
    """Whether half of the characters of a transliteration are those of another, each in its place."""
    return 2 * sum(a == b for a, b in zip(said, right, strict=False)) >= len(right)


def _is_start(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _alike(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


# -- names in Han ----------------------------------------------------------------------------------


def _renamed(typed: Typed, name: str) -> Iterator[tuple[int, str]]:
    yield from _other_person(typed, name) if "·" in name else _other_kind(typed, name)


def _other_kind(typed: Typed, name: str) -> Iterator[tuple[int, str]]:
    """Yield where a body's name ends as another kind of body: 欧洲专利组织 for 欧洲专利局."""
    kind = next((kind for kind in _KINDS if name.endswith(kind)), None)
    if kind is None or len(name) - len(kind) < _FEWEST_HAN:
        return
    stem = name.removesuffix(kind)
    for at in typed.find(stem):
        match = _KIND.match(typed.words, at + len(stem))
        if match and match.group() != kind:
            yield at, stem + match.group()


def _other_person(typed: Typed, name: str) -> Iterator[tuple[int, str]]:
    """Yield where one part of a transliterated name stands beside a part alike but not the same."""
    first, last = name.split("·")[0], name.split("·")[-1]
    text = typed.words
    for at in typed.find(f"{first}·"):
        rest = name[len(first) + 1 :]
        match = _HAN_AFTER.match(text, at + len(first) + 1)
        if match and not match.group().startswith(rest) and _same_half(match.group(), rest):
            yield at, text[at : at + len(first) + 1 + min(len(rest), len(match.group()))]
    for at in typed.find(f"·{last}"):
        match = _HAN_BEFORE.search(text[max(0, at - 6) : at])
        if match and not match.group().endswith(first) and _same_half(match.group()[::-1], first[::-1]):
            start = at - min(len(first), len(match.group()))
            yield start, text[start : at + 1 + len(last)]
