"""Promise 4, *Biết xin lỗi*, where no letter was begun: what was late, lost or wrong is owed an apology all the same.

Nearly always there is a draft before the promised moment, and the letter itself is the occasion (`queries/letters`).
Where there is none (the worker was off, the list of another system told of it afterwards, the person is forgotten), a
dossier counts here from the day after its promised one, as it does for promise 8: open every day, ended in the windows
in which it ended. As soon as a letter is begun, that letter counts in its place.
"""

from collections.abc import Collection, Iterator
from functools import partial

from vidan.domain.letters.owed import SIGN_WITHIN
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, owed
from vidan.queries.promises import on_time
from vidan.queries.promises.subjects import in_chunks
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune
from vidan.store.on_time import ToldDossier, fetch


def occasions(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """The dossiers of a commune, or those among some subjects: what will be late, and faults, without a letter."""
    for dossiers in in_chunks(_fetch, commune_id, subjects):
        for dossier in dossiers:
            yield from _told(commune_id, dossier, on_time.occasion(dossier))


def beside_on_time(commune_id: int, subjects: Collection[str]) -> Iterator[tuple[int, Occasion]]:
    """The same with promise 8's own occasions, (promise, occasion), by one look at the dossiers: for each act."""
    for dossiers in in_chunks(_fetch, commune_id, subjects):
        for dossier in dossiers:
            of_clock = on_time.occasion(dossier)
            if of_clock is not None:
                yield 8, of_clock
            for one in _told(commune_id, dossier, of_clock):
                yield 4, one


_fetch = partial(fetch, apologies=True)


def _told(commune_id: int, dossier: ToldDossier, of_clock: Occasion | None) -> Iterator[Occasion]:
    late = None if dossier.sorry else _late(dossier, of_clock)
    if late is not None:
        yield late
    yield from _faults(commune_id, dossier)


def _late(dossier: ToldDossier, told: Occasion | None) -> Occasion | None:
    """As promise 8 has it; but a day that the house itself moved (it was shut, it asked for papers once more) and kept
    owes no apology.
    """
    if told is None or told.open_from is None or told.due_on is None:
        return None
    due_on = told.due_on
    if dossier.promised_at is not None:
        due_on = max(due_on, local_day(dossier.promised_at))
    if told.finished_on is not None and told.finished_on <= due_on:
        return None
    return owed(told.subject, told.received_on, due_on, told.finished_on, reference=told.reference)


def _faults(commune_id: int, dossier: ToldDossier) -> Iterator[Occasion]:
    """What was found lost, damaged or wrong: within a working day of being found."""
    for number, found_at in dossier.faults:
        due = calendar_of(Commune.objects.get(pk=commune_id)).due(found_at, SIGN_WITHIN)
        found_on = local_day(found_at)
        yield owed(
            f"matter:{dossier.id}", found_on, local_day(due.moment), None, reference=dossier.reference, number=number
        )
