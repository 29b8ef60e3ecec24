"""One language in one house style: an Edition, and a pure function for each kind of value.

Nothing else in the package calls Babel.  The environment and the clock are never asked.  A message
without a translation raises; no function falls back to another language.
"""

from exporter.locale.catalogue import MissingMessage
from exporter.locale.dates import say_academic_year, say_as_of, say_month, say_span, say_weekday, say_when
from exporter.locale.edition import DateStyleName, Edition, load_edition
from exporter.locale.lists import say_list, say_quote, say_title, say_titles
from exporter.locale.names import UnknownName, say_language, say_name, say_territory
from exporter.locale.nouns import (
    Noun,
    say_count,
    say_duration,
    say_expiry,
    say_in_sentence,
    say_ordinal,
    say_relative,
    say_unit,
)
from exporter.locale.numbers import (
    say_chapter,
    say_compact,
    say_currency,
    say_money,
    say_number,
    say_number_range,
    say_percent,
    say_percent_range,
    say_section,
    say_share,
)
from exporter.locale.style import Style, UnknownEdition

__all__ = [
    "DateStyleName",
    "Edition",
    "MissingMessage",
    "Noun",
    "Style",
    "UnknownEdition",
    "UnknownName",
    "load_edition",
    "say_academic_year",
    "say_as_of",
    "say_chapter",
    "say_compact",
    "say_count",
    "say_currency",
    "say_duration",
    "say_expiry",
    "say_in_sentence",
    "say_language",
    "say_list",
    "say_money",
    "say_month",
    "say_name",
    "say_number",
    "say_number_range",
    "say_ordinal",
    "say_percent",
    "say_percent_range",
    "say_quote",
    "say_relative",
    "say_section",
    "say_share",
    "say_span",
    "say_territory",
    "say_title",
    "say_titles",
    "say_unit",
    "say_weekday",
    "say_when",
]
