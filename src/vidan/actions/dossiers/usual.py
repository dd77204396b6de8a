"""The usual time of a procedure, counted from real cases: what half of them took, what nine of ten took; and how many
dossiers its unit finishes on a working day.
"""

from collections import Counter
from datetime import datetime, timedelta

from vidan.actions.recording import recording
from vidan.domain.calendar import Calendar
from vidan.domain.dossiers import State, UsualTimesCounted, usual_time
from vidan.domain.dossiers.load import LOOKED_BACK, pace
from vidan.domain.people import program
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Dossier, Holding, Procedure

#: How far back cases are looked at.
YEAR = timedelta(days=365)
_ENDED = (State.READY.value, State.GIVEN_OUT.value)


def count_usual_times(commune_id: int, *, now: datetime) -> int:
    """Count anew for every procedure; returns how many changed. Time at a citizen's or another agency's is not ours."""
    commune = Commune.objects.get(pk=commune_id)
    calendar = calendar_of(commune)
    cases: dict[str, list[int]] = {}
    finished: Counter[str] = Counter()
    lately = calendar.shift(now, -LOOKED_BACK)
    rows = Dossier.objects.of(commune_id).filter(matter__state__in=_ENDED, ready_at__gte=now - YEAR)
    ended = rows.values_list("matter_id", "procedure__key", "procedure__unit_key", "matter__opened_at", "ready_at")
    waited = _waited(commune_id, calendar)
    for matter_id, key, unit, opened_at, ready_at in ended.iterator(chunk_size=2000):
        assert ready_at is not None
        finished[unit] += ready_at > lately
        minutes = calendar.working_minutes(opened_at, ready_at) - waited.get(matter_id, 0)
        cases.setdefault(key, []).append(max(minutes, 0))
    counted = {key: usual_time(minutes) for key, minutes in cases.items()}
    changed = [
        procedure
        for procedure in Procedure.objects.of(commune_id).filter(valid_until=None)
        if (procedure.usual, procedure.pace) != (counted.get(procedure.key, {}), pace(finished[procedure.unit_key]))
    ]
    if not changed:
        return 0
    with recording(program(commune_id), now) as record:
        for procedure in changed:
            procedure.usual = counted.get(procedure.key, {})
            procedure.pace = pace(finished[procedure.unit_key])
            procedure.save(update_fields=["usual", "pace"])
        record.fact(
            UsualTimesCounted(procedures=tuple(procedure.key for procedure in changed)), subject=f"commune:{commune_id}"
        )
    return len(changed)


def _waited(commune_id: int, calendar: Calendar) -> dict[int, int]:
    """Working minutes at somebody else's desk, by matter: one statement."""
    elsewhere = Holding.objects.of(commune_id).filter(until_at__isnull=False).exclude(clock="officer")
    found: dict[int, int] = {}
    for matter_id, start, end in elsewhere.values_list("matter_id", "from_at", "until_at").iterator(chunk_size=2000):
        assert end is not None
        found[matter_id] = found.get(matter_id, 0) + calendar.working_minutes(start, end)
    return found
