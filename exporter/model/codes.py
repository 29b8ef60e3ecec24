"""The closed vocabularies of the model: enumerations and code lists, with their standards.

Values are what source files and JSON say.  Words for readers come from the message catalogues.
"""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class Audience(StrEnum):
    """Who may read a record, from the widest circle to the narrowest."""

    PUBLIC = "public"
    PARTNER = "partner"
    INTERNAL = "internal"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        """0 for public, growing with confidentiality."""
        return _RANKS[self]


_RANKS = {audience: rank for rank, audience in enumerate(Audience)}


@unique
class OrganizationKind(StrEnum):
    IP_OFFICE = "ip_office"
    REGIONAL_OFFICE = "regional_office"
    INTERGOVERNMENTAL = "intergovernmental"
    MINISTRY = "ministry"
    AGENCY = "agency"
    MISSION = "mission"
    ASSOCIATION = "association"
    COMPANY = "company"
    UNIVERSITY = "university"
    COURT = "court"
    LOCAL_GOVERNMENT = "local_government"
    SERVICE_CENTRE = "service_centre"
    COMMITTEE = "committee"
    OTHER = "other"


@unique
class Region(StrEnum):
    """UN M49 regions."""

    AFRICA = "africa"
    AMERICAS = "americas"
    ASIA = "asia"
    EUROPE = "europe"
    OCEANIA = "oceania"
    WORLD = "world"

    @property
    def m49(self) -> str:
        """The three-digit M49 code: "150" for Europe."""
        return _M49[self.value]


_M49 = {"africa": "002", "americas": "019", "asia": "142", "europe": "150", "oceania": "009", "world": "001"}


@unique
class GroupKind(StrEnum):
    FRAMEWORK = "framework"
    UNION = "union"
    INITIATIVE = "initiative"
    TREATY_SYSTEM = "treaty_system"
    PROGRAMME = "programme"
    LIST = "list"  # named together by the chapter, and by nobody else


@unique
class Membership(StrEnum):
    """How far a list of members goes."""

    COMPLETE = "complete"
    PARTIAL = "partial"  # "including", "etc."
    KNOWN = "known"  # generally known; the chapter does not list them
    NOT_STATED = "not_stated"


@unique
class EngagementKind(StrEnum):
    ASSEMBLY_SESSION = "assembly_session"
    COUNCIL_SESSION = "council_session"
    COMMITTEE_SESSION = "committee_session"
    HEADS_MEETING = "heads_meeting"
    BILATERAL_MEETING = "bilateral_meeting"
    VISIT = "visit"
    DIALOGUE = "dialogue"
    WORKING_GROUP = "working_group"
    EXPERT_MEETING = "expert_meeting"
    SEMINAR = "seminar"
    TRAINING = "training"
    CONFERENCE = "conference"
    FORUM = "forum"
    EXHIBITION = "exhibition"
    CEREMONY = "ceremony"
    SIGNING_CEREMONY = "signing_ceremony"
    NEGOTIATION_ROUND = "negotiation_round"
    CASE_STUDY = "case_study"
    INDUSTRY_MEETING = "industry_meeting"
    CALL = "call"
    OTHER = "other"


@unique
class DateBasis(StrEnum):
    """Why we believe a date."""

    PRINTED = "printed"  # the source prints the day or the month
    MONTH_HEADING = "month_heading"  # a month named earlier in the same passage governs it
    INFERRED = "inferred"  # concluded by the editors; said so wherever it prints
    YEAR_ONLY = "year_only"  # the year of the report, nothing closer


@unique
class Mode(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"
    HYBRID = "hybrid"
    NOT_STATED = "not_stated"


@unique
class EngagementStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@unique
class Role(StrEnum):
    """What a participant did."""

    HOST = "host"
    CO_HOST = "co_host"
    ORGANIZER = "organizer"
    CHAIR = "chair"
    HEAD = "head"  # of a delegation, or the head who met another
    SPEAKER = "speaker"
    SIGNATORY = "signatory"
    PRESENTER = "presenter"
    EXPERT = "expert"
    TRAINEE = "trainee"
    VISITOR = "visitor"
    ELECTED = "elected"
    ATTENDEE = "attendee"


@unique
class AgreementKind(StrEnum):
    TREATY = "treaty"
    AGREEMENT = "agreement"
    SUPPLEMENTARY_AGREEMENT = "supplementary_agreement"
    PROTOCOL = "protocol"
    MOU = "mou"
    MOC = "moc"
    MOA = "moa"
    ARRANGEMENT = "arrangement"
    LETTER_OF_INTENT = "letter_of_intent"
    STATEMENT_OF_INTENT = "statement_of_intent"
    JOINT_STATEMENT = "joint_statement"
    DECLARATION = "declaration"
    EXCHANGE_OF_LETTERS = "exchange_of_letters"
    WORK_PLAN = "work_plan"
    ACTION_PLAN = "action_plan"
    ROADMAP = "roadmap"
    GUIDELINES = "guidelines"
    MEETING_RECORD = "meeting_record"
    OTHER = "other"


@unique
class Binding(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


@unique
class EndBasis(StrEnum):
    """Why an agreement ends when it does.  An empty end never means "in force"."""

    PRINTED = "printed"
    COMPUTED = "computed"  # start plus the printed term
    OPEN_ENDED = "open_ended"
    NOT_STATED = "not_stated"


@unique
class ActionKind(StrEnum):
    """What happened to an instrument or a project, on a day."""

    NEGOTIATED = "negotiated"
    INITIALLED = "initialled"
    SIGNED = "signed"
    ADOPTED = "adopted"
    APPROVED = "approved"
    IN_EFFECT = "in_effect"
    PROVISIONAL = "provisional"
    IMPLEMENTED = "implemented"  # carried out, not completed
    EXTENDED = "extended"
    RENEWED = "renewed"
    AMENDED = "amended"
    UPDATED = "updated"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    LAUNCHED = "launched"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    EXPLORED = "explored"
    STUDIED = "studied"
    PROMOTED = "promoted"
    COMPLETED = "completed"


@unique
class RelationKind(StrEnum):
    RENEWS = "renews"
    EXTENDS = "extends"
    AMENDS = "amends"
    REPLACES = "replaces"
    IMPLEMENTS = "implements"
    SUPPLEMENTS = "supplements"
    PART_OF = "part_of"


@unique
class PphProgramme(StrEnum):
    BILATERAL = "bilateral"
    IP5 = "ip5"
    GLOBAL = "global"
    PLURILATERAL = "plurilateral"
    NOT_STATED = "not_stated"


@unique
class PphRoute(StrEnum):
    NORMAL = "normal"
    MOTTAINAI = "mottainai"
    PCT = "pct"


@unique
class PphStage(StrEnum):
    EXPLORED = "explored"
    ANNOUNCED = "announced"
    PILOT = "pilot"
    FULL = "full"
    SUSPENDED = "suspended"
    ENDED = "ended"


@unique
class ProjectKind(StrEnum):
    PROJECT = "project"
    PROGRAMME = "programme"
    PILOT = "pilot"
    STUDY = "study"
    TRAINING = "training"
    EXCHANGE = "exchange"
    SYSTEM = "system"
    NETWORK = "network"
    FUND = "fund"
    MEASURE = "measure"  # a rule or service changed for users
    CASE = "case"  # a practice told as an example
    POLICY = "policy"
    BODY = "body"  # a committee or base set up
    OTHER = "other"


@unique
class ProjectStatus(StrEnum):
    EXPLORED = "explored"
    PLANNED = "planned"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    NOT_STATED = "not_stated"


@unique
class PublicationKind(StrEnum):
    MANUAL = "manual"
    GUIDELINES = "guidelines"
    BROCHURE = "brochure"
    BOOKLET = "booklet"
    VIDEO = "video"
    REPORT = "report"
    DATABASE = "database"
    OTHER = "other"


@unique
class FigureKind(StrEnum):
    COUNT = "count"  # of things in a period
    STOCK = "stock"  # of things standing on a day: never added across days
    ORDINAL = "ordinal"
    RANK = "rank"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"


@unique
class Qualifier(StrEnum):
    EXACTLY = "exactly"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    UP_TO = "up_to"


@unique
class CommitmentState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    NOT_STATED = "not_stated"


# ISO 3166-1 alpha-2, officially assigned codes (edition 2020).
ISO_3166 = frozenset(
    [
        "AD",
        "AE",
        "AF",
        "AG",
        "AI",
        "AL",
        "AM",
        "AO",
        "AQ",
        "AR",
        "AS",
        "AT",
        "AU",
        "AW",
        "AX",
        "AZ",
        "BA",
        "BB",
        "BD",
        "BE",
        "BF",
        "BG",
        "BH",
        "BI",
        "BJ",
        "BL",
        "BM",
        "BN",
        "BO",
        "BQ",
        "BR",
        "BS",
        "BT",
        "BV",
        "BW",
        "BY",
        "BZ",
        "CA",
        "CC",
        "CD",
        "CF",
        "CG",
        "CH",
        "CI",
        "CK",
        "CL",
        "CM",
        "CN",
        "CO",
        "CR",
        "CU",
        "CV",
        "CW",
        "CX",
        "CY",
        "CZ",
        "DE",
        "DJ",
        "DK",
        "DM",
        "DO",
        "DZ",
        "EC",
        "EE",
        "EG",
        "EH",
        "ER",
        "ES",
        "ET",
        "FI",
        "FJ",
        "FK",
        "FM",
        "FO",
        "FR",
        "GA",
        "GB",
        "GD",
        "GE",
        "GF",
        "GG",
        "GH",
        "GI",
        "GL",
        "GM",
        "GN",
        "GP",
        "GQ",
        "GR",
        "GS",
        "GT",
        "GU",
        "GW",
        "GY",
        "HK",
        "HM",
        "HN",
        "HR",
        "HT",
        "HU",
        "ID",
        "IE",
        "IL",
        "IM",
        "IN",
        "IO",
        "IQ",
        "IR",
        "IS",
        "IT",
        "JE",
        "JM",
        "JO",
        "JP",
        "KE",
        "KG",
        "KH",
        "KI",
        "KM",
        "KN",
        "KP",
        "KR",
        "KW",
        "KY",
        "KZ",
        "LA",
        "LB",
        "LC",
        "LI",
        "LK",
        "LR",
        "LS",
        "LT",
        "LU",
        "LV",
        "LY",
        "MA",
        "MC",
        "MD",
        "ME",
        "MF",
        "MG",
        "MH",
        "MK",
        "ML",
        "MM",
        "MN",
        "MO",
        "MP",
        "MQ",
        "MR",
        "MS",
        "MT",
        "MU",
        "MV",
        "MW",
        "MX",
        "MY",
        "MZ",
        "NA",
        "NC",
        "NE",
        "NF",
        "NG",
        "NI",
        "NL",
        "NO",
        "NP",
        "NR",
        "NU",
        "NZ",
        "OM",
        "PA",
        "PE",
        "PF",
        "PG",
        "PH",
        "PK",
        "PL",
        "PM",
        "PN",
        "PR",
        "PS",
        "PT",
        "PW",
        "PY",
        "QA",
        "RE",
        "RO",
        "RS",
        "RU",
        "RW",
        "SA",
        "SB",
        "SC",
        "SD",
        "SE",
        "SG",
        "SH",
        "SI",
        "SJ",
        "SK",
        "SL",
        "SM",
        "SN",
        "SO",
        "SR",
        "SS",
        "ST",
        "SV",
        "SX",
        "SY",
        "SZ",
        "TC",
        "TD",
        "TF",
        "TG",
        "TH",
        "TJ",
        "TK",
        "TL",
        "TM",
        "TN",
        "TO",
        "TR",
        "TT",
        "TV",
        "TW",
        "TZ",
        "UA",
        "UG",
        "UM",
        "US",
        "UY",
        "UZ",
        "VA",
        "VC",
        "VE",
        "VG",
        "VI",
        "VN",
        "VU",
        "WF",
        "WS",
        "YE",
        "YT",
        "ZA",
        "ZM",
        "ZW",
    ]
)

# WIPO Standard ST.3 (2025), codes of intergovernmental organizations and of offices without a state.
_ST3_ORGANIZATIONS = frozenset(
    ["AP", "BX", "EA", "EM", "EP", "EU", "GC", "IB", "OA", "QZ", "WO", "XK", "XN", "XU", "XV", "XX"]
)

ST3 = ISO_3166 | _ST3_ORGANIZATIONS
