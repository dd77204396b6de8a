"""Drafting a period's report as a letter of the board, with its figures kept as they stood."""

from collections.abc import Mapping
from datetime import datetime

from vidan.actions.letters import drafting
from vidan.actions.recording import recording
from vidan.actions.steering import board
from vidan.domain import steering as rules
from vidan.domain.letters.kinds import Authority
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.domain.steering import ReportData
from vidan.store.models import BoardReport
from vidan.store.rows import insert

KIND = "period_report"


def draft(actor: Actor, data: ReportData, values: Mapping[str, str], *, now: datetime) -> BoardReport:
    """Begin the report's letter. `values`: its text, written from the same data. Refused before the period began."""
    require(actor, *board.KEEPERS)
    rules.check_period(data.period, local_day(now))
    with recording(actor, now) as record:
        board.require_board(actor.commune_id)
        letter = drafting.begin(record, drafting.Draft(KIND, values, Authority.BOARD))
        row = insert(
            BoardReport(
                commune_id=actor.commune_id,
                period=data.period.key,
                first_on=data.period.first,
                until_on=data.until,
                letter=letter,
                figures=[one.told() for one in data.figures],
                numbers=sorted(data.numbers()),
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        record.fact(rules.ReportDrafted(period=row.period, until=data.until, letter=letter.code), subject=board.SUBJECT)
    return row
