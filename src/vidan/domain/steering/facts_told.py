"""What the board tells others: its reports, what it asks officials to read, what the loudspeaker says."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vidan.domain.facts import Fact
from vidan.domain.steering.facts import NOBODY


@dataclass(frozen=True, kw_only=True)
class ReportDrafted(Fact):
    """A report of a period was drafted from its figures."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    period: str
    until: date
    letter: str
