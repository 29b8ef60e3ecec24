"""The records of a chapter: frozen, typed, as the chapter states them.  Nothing here prints.

The annotations are the source format: `loading` decodes YAML by them and `exporter schema` publishes
them.  A string inside Annotated says what a field means; a Ref says which records its id may name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, TypeAlias

from exporter.errors import Place
from exporter.model.codes import (
    ISO_3166,
    ST3,
    ActionKind,
    AgreementKind,
    Audience,
    Binding,
    CommitmentState,
    DateBasis,
    EndBasis,
    EngagementKind,
    EngagementStatus,
    FigureKind,
    GroupKind,
    Membership,
    Mode,
    OrganizationKind,
    PphProgramme,
    PphRoute,
    PphStage,
    ProjectKind,
    ProjectStatus,
    PublicationKind,
    Qualifier,
    Region,
    RelationKind,
    Role,
)
from exporter.model.edtf import Edtf
from exporter.model.text import Forms, Localized, Message


@dataclass(frozen=True, slots=True)
class Ref:
    """Which collections an id may point into; none means any record."""

    collections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a text must look like: a regular expression, in words, with an example."""

    regex: str
    words: str
    example: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes that a text may be, the standard that lists them, and an example."""

    standard: str
    codes: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A name that may be missing in a language: it then prints as another one writes it, in Latin letters."""


OrganizationId: TypeAlias = Annotated[str, Ref(("organizations",))]
GroupId: TypeAlias = Annotated[str, Ref(("groups",))]
PersonId: TypeAlias = Annotated[str, Ref(("people",))]
PartyId: TypeAlias = Annotated[str, Ref(("organizations", "groups"))]
EngagementId: TypeAlias = Annotated[str, Ref(("engagements",))]
FigureId: TypeAlias = Annotated[str, Ref(("figures",))]
ParagraphId: TypeAlias = Annotated[str, Ref(("paragraphs",))]
UnitId: TypeAlias = Annotated[str, Ref(("units",))]
RecordId: TypeAlias = Annotated[str, Ref()]
Name: TypeAlias = Annotated[Localized, Borrowing()]

Id: TypeAlias = Annotated[
    str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens", "mou-epo-2021")
]
SectionNumber: TypeAlias = Annotated[str, Pattern(r"\d+(\.\d+)*", "a section number", "4.1")]
St3: TypeAlias = Annotated[str, CodeList("WIPO ST.3", ST3, "EP")]
Territory: TypeAlias = Annotated[str, CodeList("ISO 3166-1 alpha-2", ISO_3166, "CN")]
Language: TypeAlias = Annotated[
    str, Pattern(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", "a BCP 47 language tag", "zh-Hans")
]
Duration: TypeAlias = Annotated[str, Pattern(r"P(\d+Y)?(\d+M)?(\d+D)?", "an ISO 8601 duration", "P5Y")]
Day: TypeAlias = Annotated[str, Pattern(r"\d{4}-\d{2}-\d{2}", "a calendar day", "2021-12-31")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an id, the paragraphs that tell it, and who may read it."""

    id: Annotated[Id, "unique in the whole chapter; stays the same from year to year"]
    told: Annotated[tuple[ParagraphId, ...], "the paragraphs that tell it; the first is its source"] = ()
    audience: Annotated[Audience, "who may read it"] = Audience.PUBLIC
    note: Annotated[Message | None, "a remark that prints with it: what is doubtful, what is left open"] = (
        None
    )
    place: Place = field(default=Place(""), compare=False, repr=False)


# -- the report ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseException:
    """Digits that may stand bare in prose, because they are no fact of the chapter: "COVID-19"."""

    text: Annotated[str, "the characters as printed"]
    reason: Annotated[str, "why they are no fact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleException:
    """Words that may break a rule of style or of names: a title printed as its owner writes it."""

    rule: Annotated[str, "number of the rule, as `exporter check --style` says it: Z10"]
    reason: Annotated[str, "why the words stay as they are"]
    words: Annotated[str | None, "the words as printed; left out, whatever breaks the rule there"] = None
    about: Annotated[RecordId | None, "the record or paragraph that prints them; left out, any"] = None
    edition: Annotated[str | None, "the edition; left out, every one"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The publication, and the chapter of it that this project holds."""

    id: Annotated[Id, "short name of report and chapter"]
    office: Annotated[OrganizationId, "the office that reports"]
    title: Annotated[Localized, "title of the whole report"]
    chapter: Annotated[int, "number of the chapter"]
    chapter_title: Annotated[Localized, "title of the chapter"]
    period: Annotated[Edtf, "the time reported on"]
    as_of: Annotated[Day, "the day on which stocks and states are counted"]
    issued: Annotated[Day, "day stamped on the products; the clock is never read"]
    version: Annotated[str, "version of this source"]
    editions: Annotated[tuple[str, ...], "languages, in the order of building"]
    date_style: Annotated[str, "English dates: day-month or month-day"] = "day-month"
    contact: Annotated[str | None, "where to ask for another format"] = None
    keywords: Annotated[tuple[Localized, ...], "for the files' properties"] = ()
    prose_exceptions: Annotated[tuple[ProseException, ...], "digits allowed in all prose"] = ()
    style_exceptions: Annotated[
        tuple[StyleException, ...], "what may break a rule of style or of names; an unused one is a fault"
    ] = ()
    key_figures: Annotated[tuple[FigureId, ...], "six to eight figures worth printing big"] = ()
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section; "4.1" belongs to "4"."""

    number: Annotated[SectionNumber, "its number"]
    title: Annotated[Message, "its title"]
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of prose in every edition."""

    id: Annotated[Id, "records name it to say where they are told"]
    section: Annotated[SectionNumber, 'the section it stands in; "0" for the lead of the chapter']
    text: Annotated[Message, "the prose, with placeholders for every fact"]
    exceptions: Annotated[tuple[ProseException, ...], "digits allowed in this paragraph"] = ()
    reordered: Annotated[str | None, "why the editions print these facts in different order"] = None
    audience: Annotated[Audience, "who may read it"] = Audience.PUBLIC
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A photograph of the chapter; its caption can name what the body does not."""

    caption: Annotated[Message, "the caption"]
    alt: Annotated[Message | None, "what the picture shows, for those who do not see it"] = None
    image: Annotated[str | None, "JPEG or PNG below source/images; left out, the caption prints alone"] = None
    shows: Annotated[tuple[RecordId, ...], "what it shows"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A counted noun in every language, for numbers and for ordinals."""

    id: Annotated[Id, "its name"]
    label: Annotated[Localized, "the noun alone, as a table heads a column"]
    count: Annotated[Forms | None, "patterns by plural category with {n}"] = None
    ordinal: Annotated[Forms | None, "patterns for the n-th: {n} arrives as 62nd, {han} as 六十二"] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """Words that stand for a term and must not: a former form, a calque, another body's name."""

    edition: Annotated[str, "the edition that must not print them"]
    words: Annotated[str, "the words"]
    reason: Annotated[str | None, "why they are wrong"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the field in every language, with the forms that are wrong."""

    id: Annotated[Id, "its name"]
    term: Annotated[Localized, "the term as this report writes it"]
    acronym: Annotated[str | None, "Latin acronym, as it stands in brackets"] = None
    record: Annotated[RecordId | None, "the record whose name it is; faults then name the reference"] = None
    avoid: Annotated[tuple[Avoided, ...], "forms that no text may use"] = ()
    doubtful: Annotated[Mapping[str, str], "edition → why its form is unsure"] = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False, repr=False)


# -- who -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that an organization had."""

    name: Localized
    until: Annotated[Edtf | None, "last day of the name"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """An office, ministry, company, association or university."""

    kind: OrganizationKind
    name: Annotated[Name, "full official name; left out in a language where none is known"]
    short: Annotated[Name | None, "name in running text after the first mention"] = None
    acronym: Annotated[str | None, "Latin acronym, as it stands in brackets"] = None
    article: Annotated[bool | None, "whether the English name takes 'the'; left out, the kind decides"] = None
    former_names: tuple[FormerName, ...] = ()
    st3: Annotated[St3 | None, "WIPO ST.3 code; offices and intergovernmental bodies only"] = None
    economy: Annotated[Territory | None, "country or region"] = None
    region: Annotated[Region | None, "UN M49 region"] = None
    parent: Annotated[OrganizationId | None, "the body that it is part of"] = None
    doubtful: Annotated[Mapping[str, str], "edition → why its name is unsure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """A framework, union, initiative, or a list that the chapter names together."""

    kind: GroupKind
    name: Annotated[Localized, "full name"]
    short: Annotated[Localized | None, "name in running text after the first mention"] = None
    acronym: Annotated[str | None, "Latin acronym"] = None
    article: Annotated[bool | None, "whether the English name takes 'the'; left out, the kind decides"] = None
    members: Annotated[tuple[OrganizationId, ...], "members that the chapter names"] = ()
    economies: Annotated[tuple[Territory, ...], "countries and regions that the chapter names"] = ()
    membership: Annotated[Membership, "how far the list goes"] = Membership.NOT_STATED
    doubtful: Annotated[Mapping[str, str], "edition → why its name is unsure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office held by a person; the title on a page is the post of that day.

    Without an organization, the title names it ("Ambassador of Denmark to China").
    """

    title: Annotated[Localized, "title of the post"]
    organization: OrganizationId | None = None
    represents: Annotated[Territory | None, "the country that an envoy stands for"] = None
    start: Annotated[Edtf | None, "first day, if known"] = None
    until: Annotated[Edtf | None, "last day, if known"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person, with names as printed in each script."""

    name: Annotated[Name, "as printed, in printed order; left out in a language where no form is known"]
    family: Annotated[Name | None, "the family name within it"] = None
    honorific: Annotated[Localized | None, "Mr, Dr, 女士; only where the source prints one"] = None
    posts: Annotated[tuple[Post, ...], "posts held in the period"] = ()
    doubtful: Annotated[Mapping[str, str], "edition → why its name is unsure"] = field(default_factory=dict)


# -- what happened ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal:
    """A place in a series: the 62nd session."""

    number: int
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who took part, and as what.  One of organization, group and person is given at least."""

    role: Role = Role.ATTENDEE
    organization: OrganizationId | None = None
    group: GroupId | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an engagement, in words, with the records that it made."""

    text: Message
    records: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Record):
    """A meeting, visit, session, seminar, training, speech or ceremony."""

    kind: EngagementKind
    title: Annotated[Message, "what it was; {.session} prints its ordinal"]
    date: Annotated[Edtf, "when, at the precision of the source"]
    date_basis: DateBasis = DateBasis.PRINTED
    series: Annotated[Id | None, "the series that it belongs to"] = None
    session: Annotated[Ordinal | None, "its place in the series"] = None
    symbol: Annotated[str | None, "document symbol of the session: C/55"] = None
    mode: Mode = Mode.NOT_STATED
    location: Annotated[Localized | None, "where, if stated"] = None
    hosts: Annotated[tuple[PartyId, ...], "who convened or held it"] = ()
    participants: tuple[Participant, ...] = ()
    participants_open: Annotated[bool, "the source names more than these, or does not say who"] = False
    attendance: Annotated[tuple[FigureId, ...], "how many took part"] = ()
    frameworks: Annotated[tuple[GroupId, ...], "under which framework"] = ()
    economies: Annotated[tuple[Territory, ...], "countries or regions that met, where no body is named"] = ()
    part_of: Annotated[EngagementId | None, "the larger event"] = None
    topics: Annotated[tuple[Message, ...], "what it was about"] = ()
    outcomes: tuple[Outcome, ...] = ()
    occurrences: Annotated[FigureId | None, "how often, if one record stands for several"] = None
    status: EngagementStatus = EngagementStatus.HELD
    doubtful: Annotated[Mapping[str, str], "edition → why its title is unsure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that happened to an instrument or project, taken on one day, effective perhaps on another."""

    kind: ActionKind
    on: Annotated[Edtf | None, "when taken; empty if the source does not say"] = None
    date_basis: DateBasis = DateBasis.PRINTED
    effective: Annotated[Edtf | None, "when it takes effect, if another day"] = None
    new_end: Annotated[Edtf | None, "the end that it sets"] = None
    term: Annotated[Duration | None, "the length that it sets, as printed"] = None
    by: Annotated[tuple[PartyId, ...], "who took it; empty for all parties"] = ()
    engagement: Annotated[EngagementId | None, "where it was taken"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """When an agreement ends, and how that is known."""

    basis: EndBasis
    date: Edtf | None = None
    notice: Annotated[Duration | None, "how long before the end notice must be given, as printed"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How one instrument stands to another."""

    kind: RelationKind
    to: RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """A treaty, agreement, memorandum, work plan, statement or record, with its dated actions.

    Its state is computed at a day, never stored.
    """

    kind: AgreementKind
    title: Annotated[Message, "title as cited; generic where the source gives none"]
    titled: Annotated[bool, "the source prints this title; otherwise it is our description"] = False
    parties: Annotated[tuple[PartyId, ...], "who agreed"] = ()
    parties_open: Annotated[bool, "there are parties whom the source does not name"] = False
    economies: Annotated[tuple[Territory, ...], "countries or regions that are parties themselves"] = ()
    signatories: tuple[PersonId, ...] = ()
    binding: Binding = Binding.NOT_STATED
    covers: Annotated[Edtf | None, "the years that a plan is for"] = None
    term: Annotated[Duration | None, "length as printed"] = None
    end: Annotated[End, "end, and how it is known"] = End(basis=EndBasis.NOT_STATED)
    actions: tuple[Action, ...] = ()
    relations: tuple[Relation, ...] = ()
    frameworks: Annotated[tuple[GroupId, ...], "under which framework"] = ()
    topics: Annotated[tuple[Message, ...], "what it is about"] = ()
    languages: tuple[Language, ...] = ()
    doubtful: Annotated[Mapping[str, str], "edition → why its title is unsure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PphPeriod:
    """One period of a PPH arrangement."""

    period: Edtf
    basis: DateBasis = DateBasis.PRINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class PphArrangement(Record):
    """A Patent Prosecution Highway arrangement with one partner."""

    partner: OrganizationId
    programme: PphProgramme = PphProgramme.NOT_STATED
    routes: tuple[PphRoute, ...] = ()
    stage: PphStage
    periods: tuple[PphPeriod, ...] = ()
    actions: tuple[Action, ...] = ()
    end: Annotated[End, "end, and how it is known"] = End(basis=EndBasis.NOT_STATED)
    frameworks: Annotated[tuple[GroupId, ...], "under which framework"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A project, programme, pilot, study, system or measure."""

    kind: ProjectKind
    title: Message
    titled: Annotated[bool, "the source prints this title; otherwise it is our description"] = False
    parties: Annotated[tuple[PartyId, ...], "who carries it"] = ()
    parties_open: Annotated[bool, "there are parties whom the source does not name"] = False
    period: Annotated[Edtf | None, "when it runs, if stated"] = None
    academic_year: Annotated[Edtf | None, "for programmes counted by academic year"] = None
    actions: tuple[Action, ...] = ()
    status: ProjectStatus = ProjectStatus.NOT_STATED
    figures: tuple[FigureId, ...] = ()
    frameworks: Annotated[tuple[GroupId, ...], "under which framework"] = ()
    economies: Annotated[tuple[Territory, ...], "countries or regions concerned"] = ()
    topics: tuple[Message, ...] = ()
    relations: tuple[Relation, ...] = ()
    doubtful: Annotated[Mapping[str, str], "edition → why its title is unsure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """A booklet, manual, brochure, video or data release."""

    kind: PublicationKind
    title: Message
    titled: Annotated[bool, "the source prints this title; otherwise it is our description"] = False
    publishers: tuple[PartyId, ...] = ()
    languages: tuple[Language, ...] = ()
    date: Annotated[Edtf | None, "when published"] = None
    date_basis: DateBasis = DateBasis.PRINTED
    economies: Annotated[tuple[Territory, ...], "countries or regions that it is about"] = ()
    engagement: Annotated[EngagementId | None, "where it was presented"] = None
    doubtful: Annotated[Mapping[str, str], "edition → why its title is unsure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number that the chapter states: never bare, always with unit, scope and day or period."""

    value: Annotated[Decimal, "the number, unscaled"]
    unit: Annotated[UnitId, "what is counted"]
    kind: FigureKind = FigureKind.COUNT
    qualifier: Qualifier = Qualifier.EXACTLY
    scope: Annotated[Message, "what the number covers, as a key figure's legend"]
    as_of: Annotated[Edtf | None, "the day of a stock"] = None
    period: Annotated[Edtf | None, "the time of a count"] = None
    about: Annotated[tuple[RecordId, ...], "the records that it measures"] = ()
    named: Annotated[GroupId | None, "the list of those whom the chapter names"] = None
    part_of: Annotated[FigureId | None, "the total that it is a part of"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """Something promised."""

    text: Message
    owner: PartyId | None = None
    counterparts: tuple[PartyId, ...] = ()
    due: Edtf | None = None
    state: CommitmentState = CommitmentState.NOT_STATED
    origin: Annotated[RecordId | None, "the engagement or agreement that it comes from"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay(Record):
    """Staff's own input on a record, apart from what the report says; internal unless said otherwise."""

    about: Annotated[RecordId, "the record or partner that it is about"]
    audience: Annotated[Audience, "who may read it"] = Audience.INTERNAL
    meeting: Annotated[Message | None, "the meeting that a brief is for: occasion, place, who asked"] = None
    meeting_on: Annotated[Edtf | None, "the day of that meeting"] = None
    relation_since: Annotated[Edtf | None, "since when there are relations, where the source is silent"] = (
        None
    )
    objectives: Annotated[tuple[Message, ...], "what must be achieved for a meeting to be a success"] = ()
    issues: Annotated[
        tuple[Message, ...], "open issues and their concerns; records named in one are cited"
    ] = ()
    talking_points: Annotated[tuple[Message, ...], "what to say; records named in one are cited"] = ()
    owner: str | None = None
    status: str | None = None
    next_action: str | None = None
    due: Edtf | None = None
    risk: Annotated[str | None, "low, medium, high, or a word of your own"] = None
    last_checked: Annotated[Edtf | None, "when somebody last confirmed it"] = None
    next_review: Edtf | None = None
    file_link: Annotated[str | None, "where the signed copy lies"] = None
    remark: str | None = None
    extra: Annotated[Mapping[str, str], "columns that staff added to the tracker: header → text"] = field(
        default_factory=dict
    )
