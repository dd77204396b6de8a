"""What happened to the list of procedures."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProceduresLoaded(Fact):
    """Procedures came in, from the pack or from the commune's own list."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    source: str
    added: int
    replaced: int
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class LimitConfirmed(Fact):
    """The commune confirmed, by a document, within what time a procedure is done."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    limit_before: str
    limit: str
    document: str
    on: date
