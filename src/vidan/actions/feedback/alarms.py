"""What became of an alarm that was sent to whoever is on duty."""

from datetime import datetime

from vidan.actions.recording import recording
from vidan.domain.feedback import facts
from vidan.domain.people import Actor, require
from vidan.store.models import Matter


def note_alarm(actor: Actor, matter_id: int, *, problem: str, now: datetime) -> None:
    """Keep that the alarm got out, or why not."""
    require(actor)
    with recording(actor, now) as record:
        matter = Matter.objects.of(actor.commune_id).get(pk=matter_id)
        record.fact(facts.AlarmRung(code=matter.code, problem=problem), subject=f"matter:{matter_id}")
