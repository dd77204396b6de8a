"""Danger is told of: whoever is on duty hears of it at once, and the leaders when nobody looked for a quarter hour."""

from collections.abc import Iterable
from datetime import datetime

from vidan.actions.feedback import desks
from vidan.actions.matters import telling
from vidan.actions.recording import Record, recording
from vidan.domain.feedback import facts
from vidan.domain.people import Actor, Role, require
from vidan.store.models import Feedback, Matter


def ring(record: Record, matter: Matter) -> None:
    """In the transaction of the message: a line for its holder and for everybody on duty, and two errands beside it:
    a mail to the duty address, and a second look.

    Where nobody is on duty the leaders are told. Each line goes out by mail too, to whoever has an address.
    """
    on_duty = desks.on_duty(matter.commune_id, record.now)
    _tell(record, matter, [matter.holder_id, *(on_duty or _leaders(matter, record.now))], "alarm")
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
        _tell(record, matter, _leaders(matter, now), "alarm_again")
        record.fact(facts.AlarmRung(code=matter.code, problem=""), subject=f"matter:{matter_id}")
    return True


def _tell(record: Record, matter: Matter, officers: Iterable[int | None], kind: str) -> None:
    """A line for each of them who is there, else for who stands in for him."""
    there = (desks.present(matter.commune_id, officer, record.now) for officer in officers)
    telling.remind(record, [officer for officer in dict.fromkeys(there) if officer is not None], matter, kind)


def _leaders(matter: Matter, now: datetime) -> list[int]:
    return sorted(desks.holders(matter.commune_id, now, Role.LEADER))


def note_alarm(actor: Actor, matter_id: int, *, problem: str, now: datetime) -> None:
    """Keep that the alarm got out, or why not."""
    require(actor)
    with recording(actor, now) as record:
        matter = Matter.objects.of(actor.commune_id).get(pk=matter_id)
        record.fact(facts.AlarmRung(code=matter.code, problem=problem), subject=f"matter:{matter_id}")
