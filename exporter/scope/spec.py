"""What a scope is."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.model.codes import OrganizationKind
from exporter.model.records import Organization

KINDS = ("chapter", "section", "partner", "framework", "period")
ALL_PARTNERS = "all-partners"


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """A part of a chapter: its kind and, but for the whole chapter, the id within that kind.

    partner: an ST.3 code, else an ISO 3166 economy, else an organization's id.
    framework: a group's id.  section: its number.  period: EDTF.
    """

    kind: str
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind


CHAPTER = Scope("chapter")


def partner_code(organization: Organization) -> str | None:
    """Return the code that a partner is known by: its ST.3 code, or else its economy's."""
    if organization.kind in (
        OrganizationKind.COMPANY,
        OrganizationKind.ASSOCIATION,
        OrganizationKind.UNIVERSITY,
    ):
        return None
    return organization.st3 or organization.economy
