"""One function per kind of value, each a pure function of value and edition.  Only this room calls Babel."""

from exporter.locale.dates import say_academic_year, say_as_of, say_duration, say_expiry, say_span, say_when
from exporter.locale.edition import Edition, MissingMessage, load_edition
from exporter.locale.lists import say_list, say_quote, say_title, say_titles
from exporter.locale.names import say_language, say_territory
from exporter.locale.nouns import say_count, say_ordinal
from exporter.locale.numbers import (
    say_chapter,
    say_money,
    say_number,
    say_number_range,
    say_percent,
    say_percent_range,
    say_section,
    say_share,
)

__all__ = [
    "Edition",
    "MissingMessage",
    "load_edition",
    "say_academic_year",
    "say_as_of",
    "say_chapter",
    "say_count",
    "say_duration",
    "say_expiry",
    "say_language",
    "say_list",
    "say_money",
    "say_number",
    "say_number_range",
    "say_ordinal",
    "say_percent",
    "say_percent_range",
    "say_quote",
    "say_section",
    "say_share",
    "say_span",
    "say_territory",
    "say_title",
    "say_titles",
    "say_when",
]
