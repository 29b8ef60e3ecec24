"""What changed from one chapter to the next, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from exporter.compose.comparison import compare, comparison, comparison_workbook
from exporter.compose.comparison.changes import Change, Comparison, Measured
from exporter.document.nodes import Table, plain
from exporter.document.passes import problems
from exporter.document.workbook import TableSheet
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.model.codes import Qualifier
from tests.archive import AFTER, ARCHIVE, BEFORE


@pytest.fixture(scope="module")
def before() -> Chapter:
    return load(ARCHIVE, BEFORE).chapter


@pytest.fixture(scope="module")
def after() -> Chapter:
    return load(ARCHIVE, AFTER).chapter


@pytest.fixture(scope="module")
def found(before: Chapter, after: Chapter) -> Comparison:
    return compare(before, after)


def changes(found: Comparison) -> dict[str, Change]:
    return {(one.before or one.after).id: one.change for one in found.agreements}  # type: ignore[union-attr]


def test_a_chapter_does_not_differ_from_itself(after: Chapter) -> None:
    found = compare(after, after)
    assert (found.agreements, found.pph) == ((), ())
    assert found.same_agreements == len(after.agreements)
    assert {one.difference for one in found.figures} == {0}


def test_an_instrument_of_the_later_chapter_alone_is_new(found: Comparison) -> None:
    assert changes(found)["mou-kpo"] is Change.NEW


def test_an_instrument_that_another_one_renews_is_renewed_and_the_other_is_not_new(found: Comparison) -> None:
    assert changes(found)["plan-gpo"] is Change.RENEWED
    assert "plan-gpo-2" not in changes(found)


def test_an_instrument_with_an_action_of_extension_is_extended(found: Comparison) -> None:
    (extended,) = (one for one in found.agreements if one.change is Change.EXTENDED)
    assert [action.kind.value for action in extended.actions] == ["extended"]


def test_an_instrument_that_the_later_chapter_leaves_out_is_no_longer_told(found: Comparison) -> None:
    assert changes(found)["letter-gpo"] is Change.NOT_TOLD


def test_an_instrument_left_out_after_its_last_day_has_expired(before: Chapter, after: Chapter) -> None:
    kept = tuple(a for a in after.agreements if not a.id.startswith("plan"))
    assert changes(compare(before, replace(after, agreements=kept)))["plan-gpo"] is Change.EXPIRED


def test_where_a_record_is_told_is_no_change(before: Chapter) -> None:
    moved = tuple(replace(a, told=(), note=None) for a in before.agreements)
    assert compare(before, replace(before, agreements=moved)).agreements == ()


def measured(found: Comparison, name: str) -> Measured:
    return next(one for one in found.figures if one.after and one.after.id == name)


def test_a_figure_differs_by_number_and_share(found: Comparison) -> None:
    one = measured(found, "trainee-count")
    assert (one.difference, one.share) == (Decimal(7), Decimal("0.125"))


def test_nothing_is_divided_by_zero(found: Comparison) -> None:
    one = measured(found, "trainee-count")
    assert one.before is not None
    assert replace(one, before=replace(one.before, value=Decimal(0))).share is None


def test_figures_of_other_units_have_no_difference(found: Comparison) -> None:
    one = measured(found, "trainee-count")
    assert one.before is not None
    assert replace(one, before=replace(one.before, unit="meeting")).difference is None


@pytest.mark.parametrize(("tag", "said"), [("en", ("about +5", "about +25%")), ("zh", ("约+5", "约+25%"))])
def test_a_difference_of_inexact_numbers_is_not_exact(
    found: Comparison, tag: str, said: tuple[str, str]
) -> None:
    one = measured(found, "guest-count")
    assert one.before is not None and one.before.qualifier is Qualifier.ABOUT
    table = [b for b in comparison(found, load_edition(tag)).blocks if isinstance(b, Table)][-1]
    (row,) = (r for r in table.rows if plain(r[0].inlines) in ("Guests of the meeting", "会议来宾人数"))
    assert tuple(plain(cell.inlines).replace(".0", "") for cell in row[3:]) == said


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_the_comparison_is_a_sound_document(found: Comparison, tag: str) -> None:
    assert problems(comparison(found, load_edition(tag))) == ()


def test_both_editions_have_the_same_tables(found: Comparison) -> None:
    tables = [
        [(b.anchor, len(b.rows)) for b in comparison(found, load_edition(tag)).blocks if isinstance(b, Table)]
        for tag in ("en", "zh")
    ]
    assert tables[0] == tables[1]


def test_the_workbook_holds_numbers_as_numbers(found: Comparison) -> None:
    book = comparison_workbook(found, load_edition("en"))
    (figures,) = (s for s in book.sheets if isinstance(s, TableSheet) and s.key == "figures")
    assert figures.rows[0][2:] == (Decimal(56), Decimal(63), Decimal(7), Decimal("0.125"))
