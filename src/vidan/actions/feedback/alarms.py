"""Danger is told of: whoever is on duty hears of it at once, and the leaders when nobody looked for a quarter hour.

What is sealed rings its reader alone, and nobody else ever learns that something rang (docs/adr/0154).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from vidan.actions.feedback import desks
from vidan.actions.matters import telling
from vidan.actions.recording import Record, recording
from vidan.domain.feedback import facts, routing
from vidan.domain.people import Actor, Role, require
from vidan.store.models import Feedback, Matter, Reminder, SealedMatter

#: Facts about sealed things name no row of any table.
SEALED = "matter:0"
_SEALED_KINDS = ("sealed_alarm", "sealed_alarm_again")

#: How long danger may lie unread before more people are told; its desk works towards that moment.
TO_BE_READ = timedelta(minutes=15)


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


def ring_reader(record: Record, row: SealedMatter) -> None:
    """In the transaction of a sealed message: a line for its reader, a mail without a word of what it is about, and a
    second look. Without a reader there is nobody to ring: the numbers to call stand on the form and on the receipt.
    """
    if row.reader_id is not None:
        _ring_reader(record, row.reader_id, row.code, "sealed_alarm")
        record.errand("sealed_watch", code=row.code)


def _ring_reader(record: Record, reader_id: int, code: str, kind: str) -> None:
    telling.remind(record, [reader_id], None, kind, code=code)


def ring_reader_again(actor: Actor, code: str, *, now: datetime) -> bool:
    """The reader has not looked yet: he is told once more, and still nobody else. False when he has meanwhile."""
    require(actor)
    rung = Reminder.objects.of(actor.commune_id).filter(kind="sealed_alarm", told__code=code)
    reader = rung.filter(seen_at=None).values_list("officer_id", flat=True).first()
    if reader is None:
        return False
    with recording(actor, now) as record:
        _ring_reader(record, reader, code, "sealed_alarm_again")
        record.fact(facts.FeedbackCared(code=code), subject=SEALED)
    return True


def looked(actor: Actor, code: str, *, now: datetime) -> None:
    """The reader has opened it: it rings no more."""
    rung = Reminder.objects.of(actor.commune_id).filter(kind__in=_SEALED_KINDS, told__code=code, seen_at=None)
    own = list(rung.filter(officer_id=actor.officer_id or 0).values_list("pk", flat=True))
    if own:
        telling.see_reminders(actor, own, now=now)


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
