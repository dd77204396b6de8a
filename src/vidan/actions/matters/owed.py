"""Matters of any kind that owe something: opened for a named officer until a day, done with a word of what came of it.

For what has no column of its own: a paper outside the published list to be looked at, an apology or a thank-you owed.
Columns above open them within their own recording; everybody closes them alike.
"""

import secrets
from datetime import datetime

from vidan.actions.matters import rows
from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, Role, require
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.models import Commune, Mandate, Matter

#: `OWN`: open, and of a kind that ends only by an act of its own column, which asks more than a word.
OPEN, OWN, DONE = "open", "own", "done"


def open_owed(
    record: Record,
    commune: Commune,
    *,
    kind: str,
    title: str,
    limit: Limit,
    holder_id: int | None,
    about: str = "",
    due_at: datetime | None = None,
    person_id: int | None = None,
    own_end: bool = False,
    code: str = "",
) -> Matter:
    """A matter of a kind, held by an officer, due by the limit (or at `due_at`); `about` is the code it came from.
    `code`: its own, where it follows from that; else the next of the day.

    `own_end`: nobody finishes it on its ordinary page; the column that opened it does, by `settle_owed`.
    """
    day = local_day(record.now)
    calendar = calendar_of(commune)
    own = code or f"VL-{day:%y%m%d}-{next_number(commune.pk, 'owed', day.isoformat()):04d}"
    due = due_at or calendar.due_moment(record.now, limit)
    matter = rows.open_matter(
        record,
        rows.Opening(
            kind=kind,
            code=own,
            reference=secrets.token_hex(16),
            title=title[:300],
            state=OWN if own_end else OPEN,
            steps=(),
            holder_id=holder_id,
            opened_at=record.now,
            due_at=due,
            limit=limit,
            calendar_version=calendar.version,
            person_id=person_id,
        ),
    )
    record.fact(
        rules.MatterOpened(code=matter.code, kind=kind, title=matter.title, holder=holder_id, due_at=due, about=about),
        subject=f"matter:{matter.pk}",
    )
    return matter


def owner_of_unit(record: Record, unit_key: str) -> int | None:
    """Who answers for a unit today: its head, else one of its people, else a head of the commune, else the actor."""
    day = local_day(record.now)
    mandates = [
        mandate
        for mandate in Mandate.objects.of(record.actor.commune_id)
        .filter(role__in=[role.value for role in HOLDING_ROLES], from_on__lte=day, officer__is_active=True)
        .select_related("unit")
        .order_by("pk")
        if mandate.until_on is None or mandate.until_on >= day
    ]
    own = [mandate for mandate in mandates if unit_key and mandate.unit is not None and mandate.unit.key == unit_key]
    heads = [mandate for mandate in mandates if mandate.role == Role.LEADER.value]
    for choice in ([mandate for mandate in own if mandate.role == Role.LEADER.value], own, heads):
        if choice:
            return int(choice[0].officer_id)
    return record.actor.officer_id


def finish_owed(actor: Actor, code: str, outcome: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """What was owed is done; a word of what came of it is kept.

    Refused `matters.own_end` for what ends by an act of its own, `matters.unknown` for kinds of other columns.
    """
    with recording(actor, now) as record:
        return finish_within(record, code, outcome, seen_version)


def finish_within(record: Record, code: str, outcome: str, seen_version: int | None = None) -> Matter:
    """The same as part of another act, which does more than write a word of what came of it."""
    actor = record.actor
    require(actor, *HOLDING_ROLES)
    said = rules.reason_given(outcome, "outcome")
    matter = rows.find(actor, code)
    before = rows.standing(matter)
    rules.require_unchanged(before, seen_version)
    rules.require_running(before)
    rules.require_holder(before, actor.officer_id)
    if matter.state == OWN:
        raise Refused("matters.own_end", code=code)
    if matter.state != OPEN:
        raise Refused("matters.unknown", field="code", code=code)
    _settle(record, matter, said)
    return matter


def settle_owed(record: Record, code: str, outcome: str) -> None:
    """Within another act: what was owed came to be by that act itself. Nothing when it is done already."""
    matter = Matter.objects.of(record.actor.commune_id).filter(code=code, state__in=(OPEN, OWN)).first()
    if matter is not None:
        _settle(record, matter, outcome)


def _settle(record: Record, matter: Matter, outcome: str) -> None:
    rows.close(matter, record.now, state=DONE)
    record.fact(rules.MatterClosed(code=matter.code, kind=matter.kind, outcome=outcome), subject=f"matter:{matter.pk}")
