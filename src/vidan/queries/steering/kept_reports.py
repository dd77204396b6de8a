"""Reports that were drafted: their figures as they stood then, and the letter each became."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.domain.steering import Period, ReportFigure, read_period
from vidan.store.models import BoardReport

PAGE = 60


@dataclass(frozen=True)
class ReportCard:
    """A report; `numbers`: every number that its text was allowed to say."""

    id: int
    period: Period
    until: date
    letter: str
    letter_number: str
    figures: tuple[ReportFigure, ...]
    numbers: frozenset[str]
    made_at: datetime
    made_by: str


def board_reports(commune_id: int) -> tuple[ReportCard, ...]:
    """The newest first: one statement."""
    return tuple(_card(row) for row in _rows(commune_id).order_by("-made_at", "-pk")[:PAGE])


def board_report(actor: Actor, key: int) -> ReportCard:
    """One report. Refused alike when unknown and another commune's."""
    row = _rows(actor.commune_id).filter(pk=key).first()
    if row is None:
        raise Refused("steering.report.unknown", field="report")
    return _card(row)


def _rows(commune_id: int) -> Any:
    return BoardReport.objects.of(commune_id).select_related("letter", "made_by")


def _card(row: BoardReport) -> ReportCard:
    return ReportCard(
        id=row.pk,
        period=read_period(row.period),
        until=row.until_on,
        letter=row.letter.code,
        letter_number=row.letter.number_shown,
        figures=tuple(ReportFigure.read(one) for one in row.figures),
        numbers=frozenset(row.numbers),
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
    )
