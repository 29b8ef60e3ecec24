"""The words of enumerations, and the small phrases that every product prints."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from exporter.locale import Edition


def label(value: StrEnum, edition: Edition) -> str:
    """Return the edition's word for a value of the model: "memorandum of understanding", "谅解备忘录"."""
    return edition.text(context_of(type(value)), value.value)


@cache
def context_of(enumeration: type[StrEnum]) -> str:
    """Return the catalogue's context of an enumeration: AgreementKind → "agreement_kind"."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", enumeration.__name__).lower()
