"""The tracker: every record in a row, nothing invented, staff's own columns, both languages alike."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.compose.tracker import tracker
from exporter.compose.tracker.deadlines import (
    CHECKED,
    NOTICE_BY,
    Outlook,
    band_at,
    due_formula,
    due_words,
    months_before,
    need_at,
    need_formula,
    need_word,
)
from exporter.compose.tracker.desk import Desk
from exporter.compose.tracker.state import (
    ENDED,
    PROPOSED,
    RUNNING,
    SIGNED,
    UNTIL,
    InstrumentState,
    Milestones,
    days_left,
    state_at,
    state_formula,
)
from exporter.document.workbook import (
    ABSENT,
    CellValue,
    CoverSheet,
    Formula,
    Hyperlink,
    TableSheet,
    Workbook,
)
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model import codes
from exporter.model.chapter import Chapter
from exporter.model.codes import Audience
from exporter.theme.sheet import load_sheet_theme
from exporter.writers.xlsx import write_xlsx

THEME = load_sheet_theme(Path(__file__).parents[2] / "templates" / "tracker.toml")

MORE = """
agreements:
  - id: mou-old
    told: [p-1-1-heads]
    kind: mou
    title: {en: older memorandum, zh: 原备忘录}
    parties: [ripo, gpo]
    parties_open: true
    end: {basis: printed, date: "2030-11", notice: P6M}
    actions: [{kind: signed, on: "2025"}, {kind: in_effect, effective: "2026-01-01"}]
  - id: treaty-alps
    told: [p-1-1-heads]
    kind: treaty
    binding: yes
    title: {en: Alpine Treaty, zh: 阿尔卑斯条约}
    parties: [alps]
    end: {basis: open_ended}
    actions: [{kind: signed, on: "1883-03-20"}, {kind: in_effect, effective: "1884-07-07"}]
  - id: plan-alps
    told: [p-1-1-heads]
    kind: work_plan
    title: {en: =work plan, zh: 工作计划}
    parties: [alps]
    covers: "2031/2032"
    actions: [{kind: renewed, on: "2030-09", date_basis: inferred}]
  - id: idea
    told: [p-1-1-heads]
    kind: letter_of_intent
    title: {en: letter, zh: 意向书}
pph:
  - id: pph-gpo
    told: [p-1-1-heads]
    partner: gpo
    stage: pilot
    actions: [{kind: extended, on: "2030-05", new_end: "2033-04-30"}]
commitments:
  - id: promise
    told: [p-1-1-heads]
    text: {en: to train more examiners, zh: 培训更多审查员}
    owner: ripo
    counterparts: [gpo]
    due: "2031-06"
projects:
  - id: exchange
    told: [p-1-1-heads]
    kind: exchange
    title: {en: examiner exchange, zh: 审查员交流}
    parties: [ripo, gpo]
    period: "2030/.."
publications:
  - id: guide
    told: [p-1-1-heads]
    kind: manual
    title: {en: guide, zh: 指南}
    publishers: [ripo]
    languages: [en, zh]
overlay:
  - {id: o-1, about: mou-gpo, owner: Flavia, status: in_progress, due: "2031-02-01", remark: call them}
  - {id: o-2, about: mou-old, status: as the minister likes, due: "2031-03"}
"""


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    from tests.small_project import FILES

    folder = tmp_path_factory.mktemp("project")
    for name, text in {**FILES, "sections/02-more.yaml": MORE}.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load(folder).chapter


@pytest.fixture(scope="module")
def english(chapter: Chapter) -> Workbook:
    return tracker(chapter, load_edition("en"))


@pytest.fixture(scope="module")
def english_desk(chapter: Chapter) -> Desk:
    return Desk(chapter, load_edition("en"))


@pytest.fixture(scope="module")
def chinese(chapter: Chapter) -> Workbook:
    return tracker(chapter, load_edition("zh"))


def sheet(workbook: Workbook, key: str) -> TableSheet:
    return next(s for s in workbook.sheets if isinstance(s, TableSheet) and s.key == key)


def row(workbook: Workbook, key: str, record: str) -> dict[str, CellValue]:
    """The values of a record by column key, formulas as the values that they carry."""
    table = sheet(workbook, key)
    found = next(values for values in table.rows if values[0] == record)
    plain = (value.value if isinstance(value, Formula) else value for value in found)
    return {column.key: value for column, value in zip(table.columns, plain, strict=True)}


def test_no_cell_of_the_report_is_blank(english, chinese):
    tables = [s for book in (english, chinese) for s in book.sheets if isinstance(s, TableSheet)]
    locked = (v for s in tables for r in s.rows for c, v in zip(s.columns, r, strict=True) if not c.editable)
    blank = [value for value in locked if getattr(value, "value", value) in (None, "")]

    assert blank == []


# -- sheets ----------------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_of_work(english):
    assert [s.key for s in english.sheets] == [
        "readme", "overview", "agreements", "agreement_actions", "pph", "pph_periods", "engagements",
        "commitments", "projects", "publications", "people", "organizations", "groups", "figures", "codes",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["agreements", "pph", "engagements", "commitments", "projects", "figures"])
def test_every_record_has_its_row(chapter, english, key):
    assert {values[0] for values in sheet(english, key).rows} == {r.id for r in getattr(chapter, key)}


def test_both_editions_have_the_same_columns_and_ids(english, chinese):
    def shape(workbook: Workbook) -> list[tuple[str, list[CellValue]]]:
        tables = [s for s in workbook.sheets if isinstance(s, TableSheet)]
        told = [table for table in tables if table.key not in ("overview", "codes")]
        return [(table.key, [values[0] for values in table.rows]) for table in told]

    assert shape(english) == shape(chinese)


def test_a_column_keeps_its_key_in_every_edition(english, chinese):
    def keys(workbook: Workbook) -> list[str]:
        found = (c.key for s in workbook.sheets if isinstance(s, TableSheet) for c in s.columns)
        return [re.sub(r"_(en|zh)$", "_other", key) for key in found]

    assert keys(english) == keys(chinese)


def test_dates_and_numbers_are_the_same_in_both_editions(english, chinese):
    def values(workbook: Workbook) -> list[CellValue]:
        cells = (v for s in workbook.sheets if isinstance(s, TableSheet) for r in s.rows for v in r)
        return [v for v in cells if isinstance(v, date | int) and not isinstance(v, bool)]

    assert values(english) == values(chinese)


def test_a_chinese_tracker_speaks_chinese(chinese):
    kind, title = (row(chinese, "agreements", "mou-gpo")[key] for key in ("kind", "title"))

    assert (kind, title) == ("谅解备忘录", "培训合作谅解备忘录")


def test_the_title_in_the_other_language_stands_beside_it(english):
    assert row(english, "agreements", "mou-gpo")["title_zh"] == "培训合作谅解备忘录"


def test_our_own_office_is_no_counterpart(english):
    found = row(english, "agreements", "mou-gpo")

    assert (found["counterparts"], found["st3"]) == ("GPO", "MT")


def test_a_list_that_goes_on_says_so(english):
    assert "others not named" in str(row(english, "agreements", "mou-old")["counterparts"])


def test_a_framework_is_coded_by_its_members(english):
    assert row(english, "agreements", "treaty-alps")["st3"] == "MT"


@pytest.mark.parametrize("key", ["agreements", "pph", "engagements", "projects", "people", "organizations"])
def test_what_a_row_is_called_stands_beside_its_id_and_stays_in_sight(english, key):
    table = sheet(english, key)

    assert table.still == 2 and table.columns[1].key in ("title", "name", "partner")


# -- dates -----------------------------------------------------------------------------------------


def test_a_month_is_shown_as_a_month_and_covers_its_days(english):
    found = row(english, "agreements", "mou-gpo")

    assert [found[key] for key in ("signed", "signed_first", "signed_last")] == [
        "May 2030", date(2030, 5, 1), date(2030, 5, 31),
    ]  # fmt: skip


def test_an_inferred_date_says_so(english):
    table = sheet(english, "agreement_actions")
    taken = [column.key for column in table.columns].index("taken")
    found = next(values[taken] for values in table.rows if values[0] == "plan-alps/1")

    assert found == "Sept 2030 (inferred)" or found == "Sep 2030 (inferred)"


def test_no_shown_date_has_a_digit_that_the_source_has_not(english):
    assert not re.search(r"\b31\b", str(row(english, "agreements", "mou-gpo")["signed"]))


def test_an_open_period_has_no_last_day(english):
    found = row(english, "projects", "exchange")

    assert (found["period_first"], found["period_last"]) == (date(2030, 1, 1), ABSENT)


def test_a_date_that_is_not_stated_is_said_in_words(english):
    assert row(english, "agreements", "idea")["signed"] == "not stated"


# -- states ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "state"),
    [
        ("mou-gpo", "signed"),
        ("mou-old", "expired"),
        ("treaty-alps", "in force"),
        ("plan-alps", "started, end not stated"),
        ("idea", "not stated"),
    ],
)
def test_a_state_is_what_the_days_say(english, record, state):
    assert row(english, "agreements", record)["state"] == state


def test_an_end_that_an_extension_sets_counts(english):
    found = row(english, "pph", "pph-gpo")

    assert [found[key] for key in ("until", "state", "days_left")] == [
        "30 Apr 2033", "in effect", (date(2033, 4, 30) - date(2030, 12, 31)).days,
    ]  # fmt: skip


def test_the_years_of_a_plan_are_no_end(english):
    found = row(english, "agreements", "plan-alps")

    assert str(found["until"]).startswith("for 2031") and found["until_last"] == ABSENT


def test_days_left_are_a_dash_without_an_end(english):
    assert row(english, "agreements", "treaty-alps")["days_left"] == ABSENT


DAYS = st.one_of(st.none(), st.dates(date(2029, 1, 1), date(2031, 12, 31)))
KNOWN = st.builds(
    Milestones, proposed=DAYS, signed=DAYS, running=DAYS, ended=DAYS, until=DAYS,
    open_ended=st.booleans(), binding=st.booleans(),
)  # fmt: skip


@given(KNOWN, st.dates(date(2029, 1, 1), date(2031, 12, 31)))
def test_the_formula_says_what_python_says(known, day):
    cells = {
        PROPOSED: known.proposed, SIGNED: known.signed, RUNNING: known.running,
        ENDED: known.ended, UNTIL: known.until,
    }  # fmt: skip
    shown = {key: ABSENT if value is None else value for key, value in cells.items()}

    assert calculated(state_formula(known, lambda state: state.value), {**shown, "as_of": day}) == state_at(
        known, day
    )


def calculated(formula: str, cells: Mapping[str, object]) -> object:
    """Work a formula out as Excel would; a dash counts as 0."""
    serial = {key: day.toordinal() if isinstance(day, date) else day for key, day in cells.items()}
    names: dict[str, object] = {
        "IF": lambda test, then, other: then() if test else other(),
        "AND": lambda *tests: all(tests),
        "OR": lambda *tests: any(tests),
        "N": lambda value: value if isinstance(value, int) else 0,
        "MAX": max,
        "ISNUMBER": lambda value: isinstance(value, int),
        "DATE": lambda *day: date(*day).toordinal(),
        "EDATE": lambda day, months: months_before(date.fromordinal(day), -months).toordinal(),
        "c": serial,
    }
    python = re.sub(r"\{(\w+)\}", r"c['\1']", formula.replace("<>", "!="))
    return eval(_lazy(re.sub(r"(?<![<>!=])=(?!=)", "==", python)), names)


def _lazy(formula: str) -> str:
    """IF works out one of its branches only: they become functions."""
    tree = ast.parse(formula, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "IF":
            node.args[1:] = [_function(branch) for branch in node.args[1:]]
    return ast.unparse(ast.fix_missing_locations(tree))


def _function(branch: ast.expr) -> ast.expr:
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    return ast.Lambda(args=nothing, body=branch)


NEAR = st.dates(date(2029, 1, 1), date(2031, 12, 31))
OUTLOOKS = st.builds(Outlook, known=KNOWN, notice_by=DAYS, heard=DAYS, checked=DAYS)


@given(OUTLOOKS, NEAR)
def test_the_formula_of_what_is_needed_says_what_python_says(english_desk, outlook, day):
    known = outlook.known
    notice = outlook.notice_by if known.until else None  # none without an end
    outlook = replace(outlook, notice_by=notice)
    cells = {ENDED: known.ended, UNTIL: known.until, NOTICE_BY: notice}
    shown = {key: ABSENT if value is None else value for key, value in cells.items()}
    typed = {CHECKED: outlook.checked or "", "as_of": day}

    found = calculated(need_formula(english_desk, outlook), shown | typed)

    assert found == need_word(english_desk, need_at(outlook, day))


@given(st.one_of(st.none(), NEAR, st.just("2031-03")), st.sampled_from(["", "done", "waiting"]), NEAR)
def test_the_formula_of_a_deadline_says_what_python_says(english_desk, due, status, day):
    desk = copy(english_desk)
    desk.as_of = day
    cells = {"due": due or "", "status": status, "as_of": day}

    assert calculated(due_formula(desk, with_status=True), cells) == due_words(desk, due, status)


@pytest.mark.parametrize(
    ("days", "band"),
    [(-1, "past"), (0, "within_30"), (30, "within_30"), (31, "within_60"), (90, "within_90"), (91, "later")],
)  # fmt: skip
def test_a_deadline_is_near_by_days(days, band):
    assert band_at(date(2031, 1, 1) + timedelta(days), date(2031, 1, 1)) == band


@pytest.mark.parametrize(
    ("notice", "by"), [("P6M", date(2030, 5, 30)), ("P1Y", date(2029, 11, 30)), ("P10D", date(2030, 11, 20)),
                       (None, ABSENT)],
)  # fmt: skip
def test_notice_is_due_its_term_before_the_end(chapter, notice, by):
    old = next(a for a in chapter.agreements if a.id == "mou-old")
    changed = replace(old, end=replace(old.end, notice=notice))
    workbook = tracker(replace(chapter, agreements=(changed,)), load_edition("en"))

    assert row(workbook, "agreements", "mou-old")["notice_by"] == by


@given(KNOWN, st.dates(date(2029, 1, 1), date(2031, 12, 31)))
def test_nothing_is_in_effect_without_an_end_or_the_word_that_there_is_none(known, day):
    in_effect = state_at(known, day) in (InstrumentState.IN_EFFECT, InstrumentState.IN_FORCE)

    assert not in_effect or known.open_ended or (known.until is not None and known.until >= day)


@given(st.dates(date(1901, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_days_left_count_from_the_as_of_day(day, days):
    known = Milestones(None, None, None, None, day + timedelta(days), open_ended=False, binding=False)

    assert days_left(known, day) == days


# -- staff -----------------------------------------------------------------------------------------


def test_what_staff_wrote_fills_their_columns(english):
    found = row(english, "agreements", "mou-gpo")

    assert [found[key] for key in ("owner", "status", "due", "note")] == [
        "Flavia", "in progress", date(2031, 2, 1), "call them",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "https://example.org/mou.pdf",
            Hyperlink("https://example.org/mou.pdf", "https://example.org/mou.pdf"),
        ),
        ("P:\\MOU\\signed.pdf", "P:\\MOU\\signed.pdf"),
        ("see https://example.org", "see https://example.org"),
    ],
)
def test_an_address_of_the_signed_copy_is_a_link(chapter, written, shown):
    noted = tuple(replace(o, file_link=written) if o.id == "o-1" else o for o in chapter.overlay)
    workbook = tracker(replace(chapter, overlay=noted), load_edition("en"))

    assert row(workbook, "agreements", "mou-gpo")["file_link"] == shown


def test_columns_that_are_worked_out_say_so(english):
    hints = {c.key: c.note for c in sheet(english, "agreements").columns}

    assert len({hints[key] for key in ("state", "days_left", "action_needed", "due_state")} - {""}) == 1


def test_a_coded_status_speaks_the_language_of_the_edition(chinese):
    assert row(chinese, "agreements", "mou-gpo")["status"] == "进行中"


def test_other_words_and_other_precision_stay_as_written(english):
    found = row(english, "agreements", "mou-old")

    assert (found["status"], found["due"]) == ("as the minister likes", "2031-03")


def test_only_staffs_columns_are_editable(english):
    columns = sheet(english, "agreements").columns

    assert [c.key for c in columns if c.editable] == [
        "owner", "status", "next_action", "due", "note", "risk", "last_checked", "next_review", "file_link",
    ]  # fmt: skip


def test_drop_downs_offer_the_words_of_the_edition(chinese):
    assert chinese.lists["risk"] == ("低", "中", "高")


# -- overview --------------------------------------------------------------------------------------


def counts(workbook: Workbook, heading: str) -> dict[str, object]:
    """The lines of the overview under a heading: item → number."""
    rows = sheet(workbook, "overview").rows
    return {str(row[1]): row[2].value for row in rows if row[0] == heading and isinstance(row[2], Formula)}


def test_the_overview_counts_kinds_the_commonest_first(english):
    assert counts(english, "Agreements by kind") == {
        "memorandum of understanding": 2, "treaty": 1, "work plan": 1, "letter of intent": 1,
    }  # fmt: skip


def test_the_overview_lists_every_state_for_another_day(chapter, english):
    found = counts(english, "Agreements by state")

    assert len(found) == len(InstrumentState) and sum(map(int, found.values())) == len(chapter.agreements)


def test_the_overview_says_what_is_due(chapter):
    desk_day = replace(chapter, report=replace(chapter.report, as_of="2031-05-10"))
    workbook = tracker(desk_day, load_edition("en"))

    assert counts(workbook, "Commitments: deadlines") == {
        "overdue": 0, "within 30 days": 0, "in 31–60 days": 1, "in 61–90 days": 0,
    }  # fmt: skip
    assert counts(workbook, "Our own deadlines")["overdue"] == 1


def test_a_stated_total_stands_beside_the_members_that_are_named(chapter, english):
    totals = counts(english, "Totals that the report states, and members that it names")
    stated = [figure for figure in chapter.figures if figure.named]

    assert len(totals) >= 2 * len(stated)


def test_every_number_of_the_overview_is_a_formula_that_leads_to_its_sheet(english):
    keys = {s.key for s in english.sheets}

    for _, _, number, link in sheet(english, "overview").rows:
        assert isinstance(number, Formula) and isinstance(link, Hyperlink)
        assert link.target.removeprefix("#").removesuffix("!A1") in keys


def test_a_chart_draws_rows_of_one_subject_and_tells_them_in_words(english):
    table = sheet(english, "overview")

    for chart in table.charts:
        rows = table.rows[chart.first : chart.first + chart.count]
        assert {row[0] for row in rows} == {chart.title}
        assert all(str(row[1]) in chart.alt for row in rows)
    assert table.charts


# -- audience --------------------------------------------------------------------------------------


def test_the_workbook_bears_the_marking_of_its_narrowest_record(english):
    assert english.furniture.header.startswith("internal")


def test_a_public_tracker_holds_nothing_of_staffs(chapter):
    public = tracker(chapter, load_edition("en"), audience=Audience.PUBLIC)

    assert row(public, "agreements", "mou-gpo")["owner"] is None and "internal" not in public.furniture.header


def test_a_record_above_the_audience_has_no_row(chapter):
    secret = replace(chapter.agreements[0], audience=Audience.RESTRICTED)
    chosen = tracker(
        replace(chapter, agreements=(secret, *chapter.agreements[1:])),
        load_edition("en"),
        audience=Audience.INTERNAL,
    )

    assert secret.id not in [values[0] for values in sheet(chosen, "agreements").rows]


# -- the cover, and codes --------------------------------------------------------------------------


def test_the_as_of_day_is_one_named_cell(english):
    cover = english.sheets[0]
    assert isinstance(cover, CoverSheet)

    (as_of,) = cover.cells

    assert (as_of.name, as_of.value, as_of.editable) == ("as_of", date(2030, 12, 31), True)


def test_the_cover_leads_to_every_sheet(english):
    cover = english.sheets[0]
    assert isinstance(cover, CoverSheet)

    targets = [getattr(line, "target", None) for line in cover.sections[1][1]]

    assert targets == [f"#{s.key}!A1" for s in english.sheets[1:]]


def enumerations() -> list[type]:
    return [
        v
        for v in vars(codes).values()
        if isinstance(v, type) and issubclass(v, codes.StrEnum) and v is not codes.StrEnum
    ]


@pytest.mark.parametrize("enumeration", enumerations())
def test_every_code_of_the_model_is_explained(english, enumeration):
    explained = [values[1] for values in sheet(english, "codes").rows]

    assert {value.value for value in enumeration} <= set(explained)


def test_a_code_has_its_words_in_both_languages(english):
    found = next(values for values in sheet(english, "codes").rows if values[1] == "mou")

    assert found[2:4] == ("memorandum of understanding", "谅解备忘录")


def test_every_word_of_a_drop_down_is_defined(chinese):
    words = {values[3] for values in sheet(chinese, "codes").rows}
    defined = [values[4] for values in sheet(chinese, "codes").rows]

    assert {word for choices in chinese.lists.values() for word in choices} <= words
    assert all(isinstance(words, str) and len(words) > 2 for words in defined)


# -- as a file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["english", "chinese"])
def test_the_tracker_is_a_valid_file(edition, request, tmp_path):
    from openxml_audit import OpenXmlValidator

    (tmp_path / "tracker.xlsx").write_bytes(write_xlsx(request.getfixturevalue(edition), THEME))

    assert OpenXmlValidator().validate(tmp_path / "tracker.xlsx").errors == []


def test_every_formula_names_cells_that_exist(english):
    workbook = openpyxl.load_workbook(io.BytesIO(write_xlsx(english, THEME)))
    formulas = [c.value for page in workbook for r in page.iter_rows() for c in r if c.data_type == "f"]

    assert formulas and not [formula for formula in formulas if "{" in formula]


def test_the_same_chapter_gives_the_same_bytes(chapter, english):
    again = tracker(chapter, load_edition("en"))

    assert write_xlsx(again, THEME) == write_xlsx(english, THEME)


def test_an_empty_chapter_still_makes_a_tracker(chapter):
    lists = (
        "engagements",
        "agreements",
        "pph",
        "projects",
        "publications",
        "figures",
        "commitments",
        "overlay",
    )
    empty = replace(chapter, **dict.fromkeys(lists, ()))

    assert sheet(tracker(empty, load_edition("en")), "agreements").note.startswith("Nothing recorded here.")


def test_a_report_in_one_language_has_no_columns_for_others(chapter):
    alone = replace(chapter, report=replace(chapter.report, editions=("en",)))

    assert "title_zh" not in [c.key for c in sheet(tracker(alone, load_edition("en")), "agreements").columns]


# -- links -----------------------------------------------------------------------------------------


def test_an_action_leads_to_its_agreement_wherever_the_row_was_sorted_to(english):
    action = sheet(english, "agreement_actions").rows[0]
    link = action[1]

    assert isinstance(link, Formula) and link.linked and link.value == str(action[0]).partition("/")[0]
    assert 'MATCH("' in link.expression and "{agreements.id}" in link.expression


def test_a_record_outside_the_selection_is_named_and_leads_nowhere(chapter):
    alone = replace(chapter, engagements=(), whole=chapter)
    desk = Desk(alone, load_edition("en"))

    assert desk.row_of(chapter.engagements[0].id) == chapter.engagements[0].id and desk.row_of(None) is None


def test_a_record_without_a_sheet_is_named_and_leads_nowhere(chapter):
    assert Desk(chapter, load_edition("en")).row_of("o-1") == "o-1"


def test_a_register_of_thousands_goes_without_links_that_excel_would_have_to_look_for(chapter):
    one = chapter.agreements[0]
    many = tuple(replace(one, id=f"mou-{number}") for number in range(2_001))
    desk = Desk(replace(chapter, agreements=many), load_edition("en"))

    assert desk.row_of("mou-7") == "mou-7"


def test_a_partner_leads_to_its_briefing_where_there_is_one(chapter):
    workbook = tracker(chapter, load_edition("en"), briefs={"MT": "partner/MT/briefing.docx"})
    found = {values[0]: values for values in sheet(workbook, "organizations").rows}
    at = [column.key for column in sheet(workbook, "organizations").columns].index("brief")

    assert found["gpo"][at] == Hyperlink("Briefing on Malta", "partner/MT/briefing.docx")
    assert found["ripo"][at] == ABSENT


# -- regions and groups ----------------------------------------------------------------------------


def test_an_agreement_has_the_region_of_its_counterparts(english):
    assert row(english, "agreements", "mou-gpo")["region"] == "Europe"


def test_counterparts_of_two_regions_have_several(chapter):
    parts = [replace(o, region=codes.Region.ASIA) if o.id == "gpo" else o for o in chapter.organizations]
    elsewhere = replace(parts[0], id="other", region=codes.Region.AFRICA)
    desk = Desk(replace(chapter, organizations=(*parts, elsewhere)), load_edition("en"))

    assert desk.region(["gpo", "other"]) == "several regions" and desk.region([]) == "not stated"


def test_a_group_that_is_a_party_stands_among_the_groups(english):
    assert row(english, "agreements", "treaty-alps")["frameworks"] not in (None, ABSENT)
