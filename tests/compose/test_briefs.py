"""The briefings by their outlines: what each scope tells, in which order, and what it says of gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.compose import staff
from exporter.compose.briefing import brief
from exporter.compose.prose import Prose
from exporter.compose.tables import Tables
from exporter.document.nodes import (
    Block,
    Chart,
    Document,
    Footnote,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    Table,
    plain,
)
from exporter.loading.project import load
from exporter.locale import load_edition
from exporter.model.chapter import Chapter
from exporter.model.codes import (
    ActionKind,
    AgreementKind,
    CommitmentState,
    DateBasis,
    EngagementKind,
    OrganizationKind,
    PphStage,
    ProjectKind,
    Qualifier,
)
from exporter.model.edtf import Edtf
from exporter.model.records import (
    Action,
    Commitment,
    Organization,
    Overlay,
    Participant,
    Post,
    PphArrangement,
    Project,
)
from exporter.model.text import Localized, Message, parse_message
from exporter.scope import CHAPTER, Scope, select

PARTNER = Scope("partner", "MT")
TAGS = ("en", "zh")


@pytest.fixture
def chapter(project: Path) -> Chapter:
    return load(project).chapter


def message(words: str) -> Message:
    return Message({tag: parse_message(words) for tag in TAGS})


def written(chapter: Chapter, scope: Scope = PARTNER, tag: str = "en") -> Document:
    return brief(select(chapter, scope), scope, load_edition(tag))


def headings(document: Document) -> list[str]:
    return [plain(block.inlines) for block in document.blocks if isinstance(block, Heading)]


def under(document: Document, heading: str) -> Sequence[Block]:
    """The blocks of one section."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = plain(block.inlines) == heading
        elif inside:
            found.append(block)
    return found


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[plain(cell.inlines) for cell in row] for row in block.rows]


def notes(document: Document) -> Iterator[str]:
    for block in document.blocks:
        passages = [block.inlines] if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            passages = [cell.inlines for row in block.rows for cell in row]
        for inlines in passages:
            yield from (plain(inline.inlines) for inline in inlines if isinstance(inline, Footnote))


# -- the partner briefing --------------------------------------------------------------------------


def test_a_partner_briefing_has_the_outline_of_a_meeting(chapter: Chapter) -> None:
    assert headings(written(chapter)) == [
        "At a glance",
        "Relations in short",
        "Recent engagements",
        "Agreements",
        "Patent Prosecution Highway",
        "Joint work",
        "Next steps and commitments",
        "Annex A. People",
        "Annex B. Timeline",
        "Annex C. What the source does not say",
        "Annex D. Sources",
    ]


def test_what_staff_wrote_stands_at_its_place(chapter: Chapter) -> None:
    overlay = Overlay(
        id="visit",
        about="gpo",
        objectives=(message("Agree."),),
        issues=(message("They hesitate."),),
        talking_points=(message("Say so."),),
    )
    document = written(replace(chapter, overlay=(overlay,)))
    assert headings(document)[1] == "Purpose and objectives"
    assert headings(document)[7:9] == ["Issues and concerns", "Talking points"]
    points = under(document, "Talking points")[0]
    assert isinstance(points, ListBlock)
    assert points.ordered


def test_sections_that_staff_did_not_write_are_known(chapter: Chapter) -> None:
    overlay = Overlay(id="visit", about="gpo", issues=(message("They hesitate."),))
    assert staff.left_out(select(replace(chapter, overlay=(overlay,)), PARTNER)) == (
        "Meeting",
        "Purpose and objectives",
        "Talking points",
    )


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "Ask for a memorandum of understanding on training [signed, May 2030, §\u00a01.1]."),
        ("zh", "Ask for a 培训合作谅解备忘录（2030年5月签署，见1.1）."),
    ],
)
def test_a_point_cites_the_records_that_it_names(chapter: Chapter, tag: str, said: str) -> None:
    overlay = Overlay(id="visit", about="gpo", talking_points=(message("Ask for a {mou-gpo}."),))
    points = under(
        written(replace(chapter, overlay=(overlay,)), tag=tag),
        load_edition(tag).text("briefing", "Talking points"),
    )[0]
    assert isinstance(points, ListBlock)
    assert [plain(item) for item in points.items] == [said]


def test_the_cover_names_the_meeting_and_its_day(chapter: Chapter) -> None:
    overlay = Overlay(id="visit", about="gpo", meeting=message("Visit"), meeting_on=Edtf.parse("2031-04-12"))
    assert written(replace(chapter, overlay=(overlay,))).cover.details[0] == (
        "Meeting",
        "Visit (12 April 2031)",
    )


def test_relations_begin_where_staff_say_so(chapter: Chapter) -> None:
    overlay = Overlay(id="visit", about="gpo", relation_since=Edtf.parse("1999"))
    glance = under(written(replace(chapter, overlay=(overlay,))), "At a glance")[0]
    assert rows(glance)[0] == ["Relations since", "1999"]


def test_without_their_word_the_first_month_of_the_source_is_no_beginning(chapter: Chapter) -> None:
    glance = under(written(chapter), "At a glance")[0]
    assert rows(glance)[0][1].startswith("not stated; first month named in the source: May 2030")


def test_where_the_source_names_no_month_nothing_is_called_the_first(chapter: Chapter) -> None:
    undated = tuple(replace(e, date=Edtf.parse("2030")) for e in chapter.engagements)
    glance = under(written(replace(chapter, engagements=undated, agreements=())), "At a glance")[0]
    assert rows(glance)[0] == ["Relations since", "not stated"]


def test_at_a_glance_has_five_lines(chapter: Chapter) -> None:
    assert len(rows(under(written(chapter), "At a glance")[0])) == 5


def test_the_next_deadline_is_the_nearest_that_is_to_come(chapter: Chapter) -> None:
    promise = Commitment(id="promise", text=message("send the list"), owner="gpo", due=Edtf.parse("2031-02"))
    past = replace(promise, id="past", due=Edtf.parse("2030-01"))
    glance = under(written(replace(chapter, commitments=(past, promise))), "At a glance")[0]
    assert rows(glance)[4][1] == "Feb 2031, send the list"


def test_an_open_promise_whose_day_has_passed_is_overdue(chapter: Chapter) -> None:
    promise = Commitment(
        id="promise",
        text=message("send the list"),
        owner="gpo",
        due=Edtf.parse("2030-01"),
        state=CommitmentState.OPEN,
    )
    table = under(written(replace(chapter, commitments=(promise,))), "Next steps and commitments")[0]
    assert rows(table) == [["Send the list", "GPO", "Jan 2030", "open, overdue"]]


def test_sections_without_records_say_so_in_one_line(chapter: Chapter) -> None:
    bare = replace(chapter, agreements=(), figures=())
    for heading in ("Agreements", "Patent Prosecution Highway", "Joint work", "Next steps and commitments"):
        line = under(written(bare), heading)[0]
        assert isinstance(line, Paragraph)
        assert line.role == "empty"


def test_an_agreement_shows_its_days_left_and_its_state(chapter: Chapter) -> None:
    table = under(written(chapter), "Agreements")[0]
    assert rows(table)[0][2:] == ["May 2030", "May 2035", "1,612", "signed"]


def test_a_text_that_was_adopted_is_not_called_signed(chapter: Chapter) -> None:
    adopted = Action(kind=ActionKind.ADOPTED, on=Edtf.parse("2030-05"))
    agreements = tuple(replace(a, actions=(adopted,)) for a in chapter.agreements)
    table = under(written(replace(chapter, agreements=agreements)), "Agreements")[0]
    assert {(signed, state) for _, _, signed, _, _, state in rows(table)} == {
        ("adopted, May 2030", "adopted")
    }


def test_annexes_start_a_page(chapter: Chapter) -> None:
    blocks = written(chapter).blocks
    position = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.anchor == "annex-people")
    assert isinstance(blocks[position - 1], PageBreak)


def test_a_person_is_shown_in_the_post_of_the_day(chapter: Chapter) -> None:
    titles = [Localized({"en": name, "zh": name}) for name in ("Vice-President", "President")]
    posts = (
        Post(title=titles[0], organization="gpo", until=Edtf.parse("2029")),
        Post(title=titles[1], organization="gpo", start=Edtf.parse("2030-01")),
    )
    people = tuple(replace(p, posts=posts) if p.id == "yetive-lorry" else p for p in chapter.people)
    table = under(written(replace(chapter, people=people)), "Annex A. People")[0]
    assert rows(table)[0] == [
        "Yetive Lorry",
        "伊蒂芙·洛里",
        "President of GPO",
        "May 2030, meeting of heads of office",
    ]


def test_the_newest_engagement_comes_first_and_the_undated_last(chapter: Chapter) -> None:
    held = [
        replace(chapter.engagements[0], id=f"heads-{n}", date=Edtf.parse(day))
        for n, day in enumerate(("2030", "2030-03", "2030-09"))
    ]
    table = under(written(replace(chapter, engagements=tuple(held), photos=())), "Recent engagements")[0]
    assert [row[0] for row in rows(table)] == ["Sept 2030", "Mar 2030", "2030"]


def test_of_one_month_the_meeting_of_heads_comes_first(chapter: Chapter) -> None:
    heads = chapter.engagements[0]
    experts = replace(
        heads,
        id="a-seminar",
        kind=EngagementKind.SEMINAR,
        title=message("a seminar"),
        participants=(Participant(organization="gpo"),),
    )
    document = written(replace(chapter, engagements=(experts, heads)))
    table = under(document, "Recent engagements")[0]
    assert [row[1].partition("\n")[0] for row in rows(table)] == [
        "7th Meeting of the Heads of RIPO and GPO",
        "A seminar",
    ]
    assert (
        rows(under(document, "At a glance")[0])[3][1] == "May 2030, 7th Meeting of the Heads of RIPO and GPO"
    )


def test_what_a_meeting_brought_about_follows_it_in_the_timeline(chapter: Chapter) -> None:
    agreements = tuple(replace(a, id=f"a-{a.id}") for a in chapter.agreements)
    timeline = under(written(replace(chapter, agreements=agreements)), "Annex B. Timeline")[0]
    assert [row[1] for row in rows(timeline)][:2] == [
        "7th Meeting of the Heads of RIPO and GPO",
        "Memorandum of understanding on training: signed",
    ]


def test_engagements_beyond_two_pages_stand_in_annex_b(chapter: Chapter) -> None:
    held = tuple(
        replace(chapter.engagements[0], id=f"heads-{n}", date=Edtf.parse(f"2030-{n:02}")) for n in range(1, 8)
    )
    document = written(replace(chapter, engagements=held, agreements=(), photos=(), figures=()))
    table, note = under(document, "Recent engagements")
    assert len(rows(table)) == 4
    assert isinstance(note, Paragraph)
    assert plain(note.inlines) == "Further, in Annex B: three engagements."
    assert len(rows(under(document, "Annex B. Timeline")[0])) == 7
    assert [row[0] for row in rows(under(document, "Engagements not shown above")[0])] == [
        "Mar 2030",
        "Feb 2030",
        "Jan 2030",
    ]


def crowded(chapter: Chapter, titles: int = 1) -> Chapter:
    """The chapter with twelve agreements, their titles `titles` times as long."""
    first = chapter.agreements[0]
    title = Message({tag: parse_message("协定" * 10 * titles) for tag in TAGS})
    held = tuple(replace(first, id=f"agreement-{n}", title=title) for n in range(12))
    return replace(chapter, engagements=(), agreements=held, photos=(), figures=())


def shown_and_not(document: Document) -> tuple[int, int]:
    """How many agreements stand on the two pages, and how many in Annex B alone."""
    counted = {block.anchor: len(block.rows) for block in document.blocks if isinstance(block, Table)}
    return counted.get("t-agreements", 0), counted.get("t-agreements-more", 0)


def test_instruments_that_two_pages_do_not_hold_stand_in_annex_b(chapter: Chapter) -> None:
    document = written(crowded(chapter))
    _, note = under(document, "Agreements")
    assert shown_and_not(document) == (8, 4)
    assert isinstance(note, Paragraph)
    assert plain(note.inlines) == "Further, in Annex B: four instruments."
    (further,) = (b for b in document.blocks if isinstance(b, Table) and b.anchor == "t-agreements-more")
    assert plain(further.caption) == "Further agreements and other instruments, as of the end of 2030"


def test_long_titles_leave_room_for_fewer(chapter: Chapter) -> None:
    shown, further = shown_and_not(written(crowded(chapter, titles=8)))
    assert shown < 8
    assert shown + further == 12


def test_what_staff_wrote_moves_records_to_annex_b_and_is_never_cut(chapter: Chapter) -> None:
    points = tuple(message(f"{n} " + "要点" * 40) for n in range(9))
    overlay = Overlay(id="visit", about="gpo", talking_points=points)
    document = written(replace(crowded(chapter), overlay=(overlay,)))
    said, note = under(document, "Talking points")[0], under(document, "Agreements")[0]
    assert shown_and_not(document) == (0, 12)
    assert isinstance(note, Paragraph)
    assert plain(note.inlines) == "In Annex B: 12\u00a0instruments."
    assert isinstance(said, ListBlock)
    assert len(said.items) == 9


def test_every_edition_shows_the_same_records(chapter: Chapter) -> None:
    held = crowded(chapter, titles=8)
    english, chinese = written(held), written(held, tag="zh")
    tables = [
        [len(block.rows) for block in document.blocks if isinstance(block, Table)]
        for document in (english, chinese)
    ]
    assert tables[0] == tables[1]


def test_many_other_bodies_are_counted_in_a_brief_on_one(chapter: Chapter) -> None:
    others = tuple(
        Organization(
            id=f"office-{n}",
            kind=OrganizationKind.IP_OFFICE,
            name=Localized({"en": f"Office {n}", "zh": f"{n}局"}),
        )
        for n in range(5)
    )
    took_part = tuple(Participant(organization=o.id) for o in (chapter.organizations[1], *others))
    event = replace(chapter.engagements[0], participants=took_part)
    crowd = replace(chapter, organizations=(*chapter.organizations, *others), engagements=(event,))
    table = under(written(crowd), "Recent engagements")[0]
    assert rows(table)[0][2] == "GPO and 5 other bodies"


def test_bodies_that_stand_alone_are_not_called_other(chapter: Chapter) -> None:
    bodies = tuple(
        Organization(
            id=f"body-{n}", kind=OrganizationKind.COMPANY, name=Localized(dict.fromkeys(TAGS, f"Body {n}"))
        )
        for n in range(9)
    )
    met = replace(
        chapter.engagements[0],
        participants=tuple(Participant(organization=body.id) for body in bodies),
        economies=(),
    )
    everything = replace(chapter, organizations=(*chapter.organizations, *bodies), engagements=(met,))
    tables = Tables(Prose(everything, load_edition("en")))
    assert tables.counterparts(met, frozenset({"gpo"}), 3) == "9 bodies"


def test_the_work_with_the_partner_alone_comes_first(chapter: Chapter) -> None:
    wide = Project(
        id="wide", kind=ProjectKind.PROJECT, title=message("wide work"), parties=("ripo", "gpo", "alps")
    )
    ours = Project(id="own", kind=ProjectKind.PROJECT, title=message("own work"), parties=("ripo", "gpo"))
    table = under(written(replace(chapter, projects=(wide, ours))), "Joint work")[0]
    assert [row[0] for row in rows(table)] == ["Own work", "Wide work"]


def test_a_project_without_a_status_stands_as_it_was_last_acted_on(chapter: Chapter) -> None:
    launched = Action(kind=ActionKind.LAUNCHED, on=Edtf.parse("2030-05"))
    work = Project(
        id="work", kind=ProjectKind.PROJECT, title=message("work"), parties=("gpo",), actions=(launched,)
    )
    table = under(written(replace(chapter, projects=(work,))), "Joint work")[0]
    assert rows(table)[0][3] == "launched"


def test_an_arrangement_tells_stage_and_state(chapter: Chapter) -> None:
    extended = Action(kind=ActionKind.EXTENDED, on=Edtf.parse("2030"))
    arrangement = PphArrangement(id="pph-gpo", partner="gpo", stage=PphStage.PILOT, actions=(extended,))
    lines = under(written(replace(chapter, pph=(arrangement,))), "Patent Prosecution Highway")[0]
    assert isinstance(lines, ListBlock)
    said = "GPO: pilot (extended, 2030); state as of the end of 2030: started, end not stated"
    assert plain(lines.items[0]) == said


# -- framework, period and section -----------------------------------------------------------------


@pytest.fixture
def with_framework(chapter: Chapter) -> Chapter:
    return replace(chapter, engagements=(replace(chapter.engagements[0], frameworks=("alps",)),))


def test_a_framework_briefing_lists_members_meetings_and_decisions(with_framework: Chapter) -> None:
    document = written(with_framework, Scope("framework", "alps"))
    assert headings(document)[:5] == [
        "At a glance",
        "Members",
        "Meetings",
        "Decisions and texts",
        "Projects",
    ]
    assert [row[0] for row in rows(under(document, "Members")[0])] == [
        "Ruritanian Intellectual Property Office (RIPO)",
        "Graustark Patent Office (GPO)",
    ]


def test_a_framework_without_known_members_says_so(with_framework: Chapter) -> None:
    bare = replace(with_framework, groups=(replace(with_framework.groups[0], members=()),))
    (line,) = under(written(bare, Scope("framework", "alps")), "Members")
    assert isinstance(line, Paragraph)
    assert plain(line.inlines) == "The source does not list the members."


def test_a_period_is_told_month_by_month(chapter: Chapter) -> None:
    days = ("2030-02", "2030-04-03", "2030-04")
    held = tuple(replace(chapter.engagements[0], id=f"e-{n}", date=Edtf.parse(d)) for n, d in enumerate(days))
    document = written(replace(chapter, engagements=held, photos=()), Scope("period", "2030-01/2030-04"))
    assert headings(document)[1:4] == ["What happened", "February 2030", "April 2030"]
    assert len(rows(under(document, "April 2030")[0])) == 2


def test_what_is_dated_too_roughly_for_a_period_is_counted(chapter: Chapter) -> None:
    rough = replace(chapter.engagements[0], id="rough", date=Edtf.parse("2030"))
    crowded = replace(chapter, engagements=(*chapter.engagements, rough))
    note = under(written(crowded, Scope("period", "2030-05")), "At a glance")[-1]
    assert isinstance(note, Paragraph)
    assert plain(note.inlines).endswith("too roughly to place them in the period: one engagement.")


def test_a_period_tells_what_ends_in_it(chapter: Chapter) -> None:
    table = under(written(chapter, Scope("period", "2035")), "What ends or falls due")[0]
    assert rows(table)[0][1] == "Memorandum of understanding on training"


def test_a_section_refers_to_its_tables(chapter: Chapter) -> None:
    document = written(chapter, Scope("section", "1.1"))
    anchors = {block.anchor for block in document.blocks if isinstance(block, Table)}
    named = [
        inline.anchor
        for block in document.blocks
        if isinstance(block, Paragraph)
        for inline in block.inlines
        if isinstance(inline, Reference)
    ]
    assert named == ["t-engagements-1.1", "t-agreements-1.1"]
    assert set(named) <= anchors


def test_no_engagement_of_the_chapter_is_lost_between_its_sections(chapter: Chapter) -> None:
    untold = replace(chapter.engagements[0], id="untold", told=())
    document = written(replace(chapter, engagements=(*chapter.engagements, untold)), CHAPTER)
    tables = [b for b in document.blocks if isinstance(b, Table) and b.anchor.startswith("t-engagements")]
    assert sum(len(table.rows) for table in tables) == 2


def test_a_photograph_without_an_image_has_no_number(chapter: Chapter) -> None:
    document = written(chapter, CHAPTER)
    noted = [plain(b.inlines) for b in document.blocks if isinstance(b, Paragraph) and b.role == "note"]
    said = [words for words in noted if words.startswith("Photograph:")]
    assert said == ["Photograph: The 7th Meeting of the Heads of RIPO and GPO"]
    assert not any(isinstance(block, Picture) for block in document.blocks)


def test_wide_annexes_lie_on_landscape_pages_and_end_there(chapter: Chapter) -> None:
    breaks = [b.landscape for b in written(chapter, CHAPTER).blocks if isinstance(b, PageBreak)]
    assert breaks == [True, False]


# -- charts ----------------------------------------------------------------------------------------


def test_undated_engagements_are_counted_beside_the_columns_and_placed_in_none(chapter: Chapter) -> None:
    days = ("2030-03", "2030")
    more = (replace(chapter.engagements[0], id=f"e-{d}", date=Edtf.parse(d)) for d in days)
    held = (*chapter.engagements, *more)
    charts = [b for b in written(replace(chapter, engagements=held), CHAPTER).blocks if isinstance(b, Chart)]
    months = next(chart for chart in charts if chart.anchor == "c-months")
    assert months.kind == "columns"
    assert [bar.value for bar in months.bars] == [1, 0, 1]
    assert months.note == "Not shown, because no month is stated: 1."


def test_kinds_that_are_other_and_those_left_over_make_one_bar(chapter: Chapter) -> None:
    kinds = (AgreementKind.MOU, AgreementKind.AGREEMENT, AgreementKind.OTHER)
    signed = tuple(replace(chapter.agreements[0], id=f"a-{n}", kind=kind) for n, kind in enumerate(kinds))
    more = (*chapter.agreements, *signed[1:])
    charts = written(replace(chapter, agreements=more), CHAPTER).blocks
    chart = next(b for b in charts if isinstance(b, Chart) and b.anchor == "c-agreements")
    assert [bar.label for bar in chart.bars] == ["Agreement", "Memorandum of understanding", "Other kinds"]


def test_one_bar_alone_is_no_chart(chapter: Chapter) -> None:
    assert not any(isinstance(block, Chart) for block in written(chapter, CHAPTER).blocks)


# -- footnotes and gaps ----------------------------------------------------------------------------


def test_a_qualified_number_is_noted_once(chapter: Chapter) -> None:
    figure = replace(chapter.figures[0], qualifier=Qualifier.OVER)
    document = written(replace(chapter, figures=(figure,)), CHAPTER)
    assert list(notes(document)) == ["The source gives no exact number."]


def test_an_inferred_date_is_noted_where_prose_prints_it(chapter: Chapter) -> None:
    event = replace(chapter.engagements[0], date_basis=DateBasis.INFERRED)
    document = written(replace(chapter, engagements=(event,)), CHAPTER)
    assert "The source does not print this date; it is inferred." in list(notes(document))


@pytest.mark.parametrize(("tag", "count"), [("en", 0), ("zh", 1)])
def test_a_doubtful_name_is_noted_in_its_language_only(chapter: Chapter, tag: str, count: int) -> None:
    people = tuple(replace(p, doubtful={"zh": "our rendering"}) for p in chapter.people[1:])
    document = written(replace(chapter, people=(chapter.people[0], *people)), CHAPTER, tag)
    assert len(list(notes(document))) == count


def test_a_total_whose_members_are_not_all_named_is_noted(chapter: Chapter) -> None:
    figure = replace(chapter.figures[0], named="alps")
    document = written(replace(chapter, figures=(figure,)), CHAPTER)
    assert list(notes(document)) == ["The source states 56, names 2 and leaves 54 unnamed."]


def test_what_many_records_leave_open_is_counted(chapter: Chapter) -> None:
    rough = tuple(
        replace(chapter.engagements[0], id=f"e-{n}", date=Edtf.parse("2030"), kind=EngagementKind.VISIT)
        for n in range(9)
    )
    document = written(replace(chapter, engagements=(*chapter.engagements, *rough)), CHAPTER)
    table = under(document, next(h for h in headings(document) if h.endswith("does not say")))[0]
    assert rows(table)[0] == ["9 entries", "the month is not stated; marked in the tables"]
