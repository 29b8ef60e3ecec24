"""What a fact sheet shows: its blocks in their order by scope, and how much of each.  A theme may choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class SheetBlock(StrEnum):
    """A block of a fact sheet, by the name that a theme calls it."""

    SUMMARY = "summary"  # how much there is, in one sentence
    FIGURES = "figures"  # the key figures, printed big
    MONTHS = "months"  # engagements along the year
    KINDS = "kinds"  # engagements by kind
    REGIONS = "regions"  # engagements by region of the counterpart
    MAP = "map"  # counterparts as tiles, by region
    ENGAGEMENTS = "engagements"  # a table of them
    AGREEMENT_KINDS = "agreement-kinds"
    AGREEMENTS = "agreements"  # a table of them
    PPH = "pph"  # the network and its partners
    WORK = "work"  # projects, programmes and publications
    PEOPLE = "people"  # the other side's, with their posts
    CONTACT = "contact"


Blocks: TypeAlias = tuple[SheetBlock, ...]
Limit: TypeAlias = int

_WHOLE = (
    SheetBlock.SUMMARY,
    SheetBlock.FIGURES,
    SheetBlock.PPH,
    SheetBlock.MONTHS,
    SheetBlock.KINDS,
    SheetBlock.REGIONS,
    SheetBlock.AGREEMENTS,
    SheetBlock.CONTACT,
)
_PART = (
    SheetBlock.SUMMARY,
    SheetBlock.FIGURES,
    SheetBlock.AGREEMENTS,
    SheetBlock.ENGAGEMENTS,
    SheetBlock.PPH,
    SheetBlock.WORK,
    SheetBlock.PEOPLE,
    SheetBlock.CONTACT,
)
_TIME = (
    SheetBlock.SUMMARY,
    SheetBlock.FIGURES,
    SheetBlock.MONTHS,
    SheetBlock.KINDS,
    SheetBlock.MAP,
    SheetBlock.AGREEMENTS,
    SheetBlock.CONTACT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The blocks of a fact sheet, in their order, for each kind of scope."""

    chapter: Blocks = _WHOLE
    section: Blocks = _PART
    partner: Blocks = _PART
    framework: Blocks = _PART
    period: Blocks = _TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How many bars of a chart and rows of a table a fact sheet shows; further ones are counted."""

    bars: Limit = 6
    rows: Limit = 5
