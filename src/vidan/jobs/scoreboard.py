"""Following what happens: after each act the promises' figures are right again, in the act's own transaction."""

from vidan.actions import promises as board
from vidan.actions.recording import Record
from vidan.queries.promises import held
from vidan.queries.promises.measures import MEASURES, ONLY_AFTER


def follow(record: Record) -> None:
    """Told by `recording()` at the end of each act (docs/adr/0011): look anew at what the act was about."""
    commune_id = record.actor.commune_id
    subjects = {*record.subjects, *held.felt_by(commune_id, record.subjects)}
    asked = {number for number in MEASURES if not ONLY_AFTER.get(number, record.kinds).isdisjoint(record.kinds)}
    found = [(number, one) for number in asked for one in MEASURES[number](commune_id, subjects)]
    board.follow(record, subjects, asked, found)
