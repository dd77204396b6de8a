"""An officer's own ways of looking at the list: the filters of an address, kept under a name."""

from datetime import datetime

from vidan.actions.recording import recording
from vidan.domain.dossiers.importing import ViewDropped, ViewKept
from vidan.domain.errors import Refused
from vidan.domain.people import HOLDING_ROLES, Actor, require
from vidan.domain.text import clean_line
from vidan.store.models import SavedView
from vidan.store.rows import insert

LONGEST_NAME = 60
LONGEST_QUERY = 500
MOST_VIEWS = 20


def keep(actor: Actor, name: str, query: str, *, now: datetime) -> None:
    """Keep a view under a name; the same name again means the new filters."""
    require(actor, *HOLDING_ROLES)
    tidy = clean_line(name)
    if not 1 <= len(tidy) <= LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise Refused("dossiers.view.name", field="name", most=LONGEST_NAME)
    assert actor.officer_id is not None
    own = SavedView.objects.of(actor.commune_id).filter(officer_id=actor.officer_id)
    with recording(actor, now) as record:
        if not own.filter(name=tidy).update(query=query):
            if own.count() >= MOST_VIEWS:
                raise Refused("dossiers.view.too_many", field="name", most=MOST_VIEWS)
            insert(SavedView(commune_id=actor.commune_id, officer_id=actor.officer_id, name=tidy, query=query))
        record.fact(ViewKept(name=tidy), subject=f"officer:{actor.officer_id}")


def drop(actor: Actor, name: str, *, now: datetime) -> None:
    """Take a view away; one that is not there is refused."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        own = SavedView.objects.of(actor.commune_id).filter(officer_id=actor.officer_id or 0, name=clean_line(name))
        if not own.delete()[0]:
            raise Refused("dossiers.view.unknown", field="name")
        record.fact(ViewDropped(name=clean_line(name)[:LONGEST_NAME]), subject=f"officer:{actor.officer_id}")
