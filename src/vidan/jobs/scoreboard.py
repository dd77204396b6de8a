"""The promises' figures: right again in each act's own transaction, and their pages written soon after."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from vidan.actions import promises as board
from vidan.actions.recording import Record
from vidan.queries import communes
from vidan.queries.letters import occasions as apologies
from vidan.queries.promises import held
from vidan.queries.promises.measures import (
    BORN_BY,
    ENDED,
    FELT_AFTER,
    MEASURES,
    NOBODYS,
    NOTHING_BORN,
    ONLY_AFTER,
    of_act,
)

logger = logging.getLogger(__name__)


def follow(record: Record) -> None:
    """Told by `recording()` at the end of each act (docs/adr/0011): look anew at what the act was about."""
    commune_id = record.actor.commune_id
    subjects = record.subjects.keys() - NOBODYS
    if not FELT_AFTER.isdisjoint(record.kinds):
        subjects |= held.felt_by(commune_id, record.subjects)
    if not ENDED.isdisjoint(record.kinds):
        subjects |= apologies.about(commune_id, record.subjects)
    asked = {number for number in MEASURES if not ONLY_AFTER.get(number, record.kinds).isdisjoint(record.kinds)}
    born = record.born if record.kinds <= BORN_BY else NOTHING_BORN
    board.follow(record, subjects, asked, of_act(commune_id, subjects, asked, born))


def write_all(now: datetime) -> None:
    """What the worker does each minute: the pages of whatever changed, commune by commune; midnight changes all.

    Pages are drawn by the web's own templates, so their writer is found through a setting.
    """
    for commune in communes.publishing():
        try:
            import_string(settings.BOARD_WRITER)(commune, now)
        except OSError as problem:
            logger.error("promises of %s: pages were not written (%s); trying again", commune.slug, problem)
