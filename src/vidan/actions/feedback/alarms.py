"""Danger is told of: whoever is on duty hears of it at once, and the leaders when nobody looked for a quarter hour."""

from collections.abc import Iterable
from datetime import datetime

from vidan.actions.feedback import desks
from vidan.actions.matters import telling
from vidan.actions.recording import Record, recording
from vidan.domain.feedback import facts, routing
from vidan.domain.people import Actor, Role, require
from vidan.store.models import Feedback, Matter


def ring(record: Record, matter: Matter) -> None:
    """In the transaction of the message: a line for its holder and for everybody on duty, and two errands beside it:
    a mail to the duty address, and a second look.

    Where nobody on duty is there the leaders are told. Each line goes out by mail too, to whoever has an address.
    """
    on_duty = _there(matter, desks.on_duty(matter.commune_id, record.now), record.now)
    holder = [matter.holder_id] if matter.holder_id is not None else []
    telling.remind(record, _once([*holder, *(on_duty or _leaders(matter, record.now))]), matter, "alarm")
    record.errand("feedback_alarm", matter=matter.pk)
    record.errand("feedback_watch", matter=matter.pk)


def ring_again(actor: Actor, matter_id: int, *, now: datetime) -> bool:
    """Nobody has looked yet: the leaders are told too. False when somebody has meanwhile."""
    require(actor)
    waiting = Feedback.objects.of(actor.commune_id).filter(pk=matter_id, emergency=True, acknowledged_at=None)
    if not waiting.exists():
        return False
    with recording(actor, now) as record:
        matter = Matter.objects.of(actor.commune_id).get(pk=matter_id)
        telling.remind(record, _leaders(matter, now), matter, "alarm_again")
        record.fact(facts.AlarmRung(code=matter.code, problem=""), subject=f"matter:{matter_id}")
    return True


def _there(matter: Matter, officers: Iterable[int], now: datetime) -> list[int]:
    """Each of them who is there, else who stands in for him: one look at the desks for all."""
    known = {desk.officer_id: desk for desk in desks.desks(matter.commune_id, now)}
    found = (routing.present(officer, known) for officer in officers)
    return _once(officer for officer in found if officer is not None)


def _leaders(matter: Matter, now: datetime) -> list[int]:
    """The leaders who are there; where none is, all of them: somebody on leave is better than nobody."""
    leaders = sorted(desks.holders(matter.commune_id, now, Role.LEADER))
    return _there(matter, leaders, now) or leaders


def _once(officers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(officers))


def note_alarm(actor: Actor, matter_id: int, *, problem: str, now: datetime) -> None:
    """Keep that the alarm got out, or why not."""
    require(actor)
    with recording(actor, now) as record:
        matter = Matter.objects.of(actor.commune_id).get(pk=matter_id)
        record.fact(facts.AlarmRung(code=matter.code, problem=problem), subject=f"matter:{matter_id}")
