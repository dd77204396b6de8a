"""Promise 4 where nobody began a letter: what is owed is owed whether or not a draft exists."""

from datetime import timedelta

from tests import builders
from tests.builders import BIRTH, NOW, House
from vidan.actions import dossiers, letters, matters
from vidan.domain.letters.owed import Trigger
from vidan.domain.matters import BreachKind, PauseKind
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.queries.promises.measures import MEASURES
from vidan.store import tallies
from vidan.store.models import Letter, Matter

DAY = timedelta(days=1)


def told(house: House, matter: Matter) -> list[tuple[object, object]]:
    """(finished, broken) of the matter's own occasions of promise 4."""
    return [(one.finished_on, one.broken_on) for one in MEASURES[4](house.commune.pk, [f"matter:{matter.pk}"])]


def kept(house: House, matter: Matter) -> list[tuple[object, object]]:
    """The same as the acts themselves left it, without any recount."""
    found = tallies.occasions_of(house.commune.pk, [f"matter:{matter.pk}"], promise=4)
    return [(one.finished_on, one.broken_on) for one in found.values()]


def late(matter: Matter) -> object:
    assert matter.first_due_at is not None
    return local_day(matter.first_due_at) + DAY


def test_a_late_dossier_without_a_letter_counts_every_day_and_a_letter_takes_its_place(house: House) -> None:
    matter = builders.receive(house.one_stop, BIRTH)
    assert kept(house, matter) == told(house, matter) == [(None, late(matter))]
    letters.look_over(house.commune.pk, now=NOW + 7 * DAY)
    assert kept(house, matter) == told(house, matter) == []
    letter = Letter.objects.of(house.commune).get(about=matter)
    (owed,) = MEASURES[4](house.commune.pk, [f"letter:{letter.pk}"])
    assert (owed.broken_on, owed.open_from, owed.reference) == (late(matter), late(matter), matter.reference)


def test_a_dossier_that_ended_in_time_owes_nothing_and_one_that_ended_late_counts_when_it_ended(house: House) -> None:
    early, slow = builders.receive(house.one_stop), builders.receive(house.one_stop, BIRTH)
    dossiers.finish(house.one_stop, early.code, now=NOW + DAY)
    dossiers.finish(house.one_stop, slow.code, now=NOW + 9 * DAY)
    assert kept(house, early) == told(house, early) == []
    assert kept(house, slow) == told(house, slow) == [(local_day(NOW) + 9 * DAY, late(slow))]


def test_a_day_that_a_lawful_pause_moved_is_no_breach(house: House) -> None:
    matter = builders.receive(house.one_stop)
    matters.pause(house.one_stop, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    assert kept(house, matter) == told(house, matter) == []
    matters.resume(house.one_stop, matter.code, now=NOW + 7 * DAY)
    ((finished, broken),) = told(house, matter)
    assert kept(house, matter) == [(finished, broken)]
    moved = Matter.objects.of(house.commune).get(pk=matter.pk).due_at
    assert moved is not None
    assert broken == local_day(moved) + DAY


def test_what_was_lost_is_owed_an_apology_whether_or_not_there_is_a_draft(house: House) -> None:
    matter = builders.receive(house.one_stop)
    dossiers.finish(house.one_stop, matter.code, now=NOW)
    dossiers.report_breach(house.one_stop, matter.code, BreachKind.LOST, "Mất bản chính giấy chứng sinh.", now=NOW)
    assert kept(house, matter) == told(house, matter) == [(None, local_day(NOW) + 2 * DAY)]
    letters.owe_apology(program(house.commune.pk), matter.code, Trigger.LOST, now=NOW)
    assert kept(house, matter) == told(house, matter) == []
