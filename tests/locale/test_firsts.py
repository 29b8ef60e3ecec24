"""The first of a series may have a word of its own."""

from exporter.locale import load_edition, say_ordinal

FORMS = {"other": "第{n}届", "=1": "首届"}


def test_the_first_is_said_by_its_own_word() -> None:
    assert say_ordinal(1, FORMS, load_edition("zh")) == "首届"


def test_the_others_are_counted() -> None:
    assert say_ordinal(21, FORMS, load_edition("zh")) == "第21届"
