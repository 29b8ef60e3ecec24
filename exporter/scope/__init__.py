"""Model → model: which part of a chapter a product is about.  Finds by record, never by text."""

from exporter.scope.known import parse_scope, scopes_of
from exporter.scope.select import EmptyScope, admitted, agents_of, select
from exporter.scope.spec import ALL_PARTNERS, CHAPTER, Scope

__all__ = [
    "ALL_PARTNERS",
    "CHAPTER",
    "EmptyScope",
    "Scope",
    "admitted",
    "agents_of",
    "parse_scope",
    "scopes_of",
    "select",
]
