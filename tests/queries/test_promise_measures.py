"""What each promise is measured by: from the ledger's entries, and from who held a matter and what the holder did."""

import os
import subprocess
import sys
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

import pytest

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from vidan.actions import dossiers, letters, matters, people, procedures, surveys
from vidan.actions.feedback import sender, sending, working
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.ledger import entries, replay
from vidan.domain.letters.owed import Trigger
from vidan.domain.matters import PauseKind
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion
from vidan.domain.people import Role, citizen, program
from vidan.domain.promises import Figure, figure, tally
from vidan.domain.surveys import Item
from vidan.queries.promises import held, on_time
from vidan.queries.promises.measures import MEASURES, both
from vidan.store.models import Commune, Entry, Mandate, Matter

DAY = timedelta(days=1)


def due(matter: Matter) -> date:
    """The day that was promised first."""
    assert matter.first_due_at is not None
    return local_day(matter.first_due_at)


def only(found: Collection[Occasion]) -> Occasion:
    (occasion,) = found
    return occasion


def name(occasion: Occasion) -> tuple[str, int]:
    return occasion.subject, occasion.number


def of(house: House, number: int, matter: Matter) -> Occasion:
    return only(list(MEASURES[number](house.commune.pk, [f"matter:{matter.pk}"])))


def retold(commune: Commune, last: date) -> Figure:
    """Promise 8 as the ledger alone tells it."""
    told = [entries.parse(body.encode()) for body in Entry.objects.of(commune).values_list("body", flat=True)]
    found = replay.promise_8(replay.retell(told, last), *replay.rolling(last))
    return Figure(found.kept, found.counted)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=builders.VIETNAM)


def test_a_promise_of_two_columns_has_the_occasions_of_both(house: House) -> None:
    two_dossiers(house)
    measure = both(held.occasions, on_time.occasions)
    assert len(list(measure(house.commune.pk))) == 4
    assert list(measure(house.commune.pk, [])) == []


def test_a_dossier_in_time_is_kept_and_one_past_its_day_is_not(house: House) -> None:
    early, late = builders.receive(house.one_stop), builders.receive(house.one_stop, BIRTH)
    dossiers.finish(house.one_stop, early.code, now=NOW + DAY)
    assert of(house, 8, early).finished_on == local_day(NOW) + DAY
    open_now = of(house, 8, late)
    assert (open_now.finished_on, open_now.open_from) == (None, due(late) + DAY)
    days = tally(on_time.occasions(house.commune.pk))
    for last in (due(late), due(late) + DAY, due(late) + 100 * DAY):
        assert figure(days, *replay.rolling(last)) == retold(house.commune, last)


def test_a_lawful_pause_moves_the_day_and_stops_the_blame(house: House) -> None:
    matter = builders.receive(house.one_stop)
    matters.pause(house.one_stop, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    assert of(house, 8, matter).open_from is None
    assert of(house, 7, matter).broken_on is None
    matters.resume(house.one_stop, matter.code, now=NOW + 7 * DAY)
    moved = of(house, 8, matter)
    assert moved.due_on is not None
    assert moved.due_on > due(matter)


def test_whoever_does_nothing_about_an_overdue_matter_breaks_promise_seven(house: House) -> None:
    matter = builders.receive(house.one_stop, BIRTH)
    told = of(house, 7, matter)
    assert told.broken_on is not None
    overdue = told.broken_on - DAY
    assert overdue > due(matter)
    other = builders.enter_officer(house.commune, Role.ONE_STOP)
    matters.reassign(house.one_stop, matter.code, other.officer_id or 0, "người cũ nghỉ ốm", now=at(overdue))
    again = of(house, 7, matter)
    assert again.broken_on is not None
    assert again.broken_on > told.broken_on


def test_the_third_move_within_a_step_breaks_promise_seven(house: House) -> None:
    matter = builders.receive(house.one_stop)
    officers = [builders.enter_officer(house.commune, Role.ONE_STOP, Role.LEADER) for _ in range(3)]
    actor = house.one_stop
    for number, to in enumerate(officers):
        assert of(house, 7, matter).kept_on(local_day(NOW))
        now = NOW + timedelta(minutes=number)
        matters.reassign(actor, matter.code, to.officer_id or 0, "người cũ nghỉ ốm", now=now)
        actor = to
    assert of(house, 7, matter).broken_on == local_day(NOW)


def test_a_mandate_that_ends_is_felt_by_what_its_holder_has_in_hand(house: House) -> None:
    matter = builders.receive(house.one_stop, BUILDING_PERMIT)
    officer = house.one_stop.officer_id or 0
    before = of(house, 7, matter).broken_on
    mandate = mandate_of(house, officer)
    people.end_mandate(program(house.commune.pk), mandate, until_on=local_day(NOW), reason="chuyển công tác", now=NOW)
    assert held.felt_by(house.commune.pk, [f"officer:{officer}"]) == {f"matter:{matter.pk}"}
    after = of(house, 7, matter).broken_on
    assert after is not None
    assert before is None or after < before


def test_a_stand_in_whose_mandate_ends_leaves_nobody_who_answers(house: House) -> None:
    """Lâm's leave is known beforehand; before it begins his stand-in's mandate is ended."""
    matter = builders.receive(house.one_stop, BUILDING_PERMIT)
    officer, other = house.one_stop.officer_id or 0, builders.enter_officer(house.commune, Role.ONE_STOP)
    monday = local_day(NOW) + timedelta(days=7 - local_day(NOW).weekday())
    before = of(house, 7, matter).broken_on
    matters.take_leave(house.one_stop, officer, other.officer_id or 0, monday, monday + 4 * DAY, now=NOW)
    assert of(house, 7, matter).broken_on == before, "a stand-in is named"
    ended = mandate_of(house, other.officer_id or 0)
    people.end_mandate(program(house.commune.pk), ended, until_on=local_day(NOW), reason="nghỉ việc", now=NOW)
    assert held.felt_by(house.commune.pk, [f"officer:{other.officer_id}"]) == {f"matter:{matter.pk}"}
    assert of(house, 7, matter).broken_on == monday + DAY


def test_every_kind_of_matter_counts_for_promise_seven(house: House) -> None:
    builders.receive(house.one_stop, BUILDING_PERMIT)
    heard(house)
    two_apologies(house)
    two_thanks(house)
    kinds = dict(Matter.objects.of(house.commune).values_list("pk", "kind"))
    assert {"dossier", "feedback", "apology", "thanks"} <= set(kinds.values())
    told = {one.subject: one for one in held.occasions(house.commune.pk)}
    assert told.keys() == {f"matter:{pk}" for pk in kinds}
    listed = {kinds[int(subject[7:])] for subject, one in told.items() if one.reference}
    assert listed == {"dossier"}


def test_what_is_done_about_a_letter_is_done_about_the_apology_that_is_owed(house: House) -> None:
    letter = letters.owe_apology(house.leader, builders.receive(house.one_stop).code, Trigger.LOST, now=NOW)
    owed = f"matter:{letter.owed_id}"
    assert held.felt_by(house.commune.pk, [f"letter:{letter.pk}"]) == {owed, f"matter:{letter.about_id}"}
    idle = only(list(held.occasions(house.commune.pk, [owed]))).broken_on
    assert idle is not None
    holder = Matter.objects.of(house.commune).get(pk=letter.owed_id).holder_id
    assert holder == house.one_stop.officer_id
    letters.write(house.one_stop, letter.code, {"cause": "Mưa bão làm ướt một túi hồ sơ."}, now=at(idle - DAY))
    later = only(list(held.occasions(house.commune.pk, [owed]))).broken_on
    assert later is not None
    assert later > idle


def mandate_of(house: House, officer: int) -> int:
    return int(Mandate.objects.of(house.commune).get(officer_id=officer, role=Role.ONE_STOP.value).pk)


def two_dossiers(house: House) -> None:
    for key in (BUILDING_PERMIT, BIRTH):
        builders.receive(house.one_stop, key)


def a_crowd(house: House) -> None:
    """Twenty slips, answered and let out; three of them answered every question."""
    for number in range(20):
        person = builders.applicant(number=f"0381860{number:05d}", phone="")
        matter = builders.receive(house.one_stop, builders.ONE_PAPER, person=person)
        dossiers.finish(house.one_stop, matter.code, now=NOW)
    keeper = builders.enter_officer(house.commune, Role.BOARD_MEMBER)
    for number, token in enumerate(surveys.issue_slips(keeper, 20, now=NOW)):
        given = dict.fromkeys(Item, 5) if number < 3 else {Item.OVERALL: 2}
        surveys.answer(citizen(house.commune.pk), token, given, now=NOW)
    surveys.let_out(program(house.commune.pk), now=NOW + 7 * DAY)


def two_apologies(house: House) -> None:
    for key in (BUILDING_PERMIT, BIRTH):
        letters.owe_apology(house.leader, builders.receive(house.one_stop, key).code, Trigger.LOST, now=NOW)


def two_thanks(house: House) -> None:
    for key in (BUILDING_PERMIT, BIRTH):
        letters.owe_thanks(house.leader, builders.receive(house.one_stop, key).code, Trigger.PRAISE, now=NOW)


def two_verdicts(house: House) -> None:
    procedures.judge_guide(house.commune.pk, BIRTH, understood=True, now=NOW)
    procedures.judge_guide(house.commune.pk, BIRTH, understood=False, now=NOW)


def two_ended(house: House) -> None:
    for key in (BUILDING_PERMIT, BIRTH):
        dossiers.finish(house.one_stop, builders.receive(house.one_stop, key).code, now=NOW)


#: What makes a few occasions of each promise that is measured.


def heard(house: House) -> None:
    """Praise that is owed thanks, a question and a report that their senders spoke about: two of each."""
    from_citizen, who = citizen(house.commune.pk), house.leader
    for cls, text in 2 * [
        (MessageClass.PRAISE, "Cảm ơn xã đã làm đường mới, bà con vui lắm."),
        (MessageClass.QUESTION, "Bao giờ thì đường vào thôn khởi công vậy xã?"),
        (MessageClass.FEEDBACK, "Đường vào thôn đầy ổ gà, đề nghị xã sửa."),
    ]:
        sent = sending.send(from_citizen, Saying(text=text), now=NOW)
        working.acknowledge(who, sent.code, cls, Topic.ROADS, now=NOW)
        if cls is MessageClass.PRAISE:
            continue
        if held_by(house, sent.code) != who.officer_id:
            working.take(who, sent.code, "việc của lãnh đạo", now=NOW)
        given = working.Answer("Bà con hỏi về đường.", "Xã khởi công vào tháng sau.", "Không còn gì.", local_day(NOW))
        working.answer(who, sent.code, given, solved=True, now=NOW)
        sender.confirm(from_citizen, sent.code, now=NOW)


def held_by(house: House, code: str) -> int | None:
    return Matter.objects.of(house.commune).get(code=code).holder_id


def thanks_of_both(house: House) -> None:
    """Thanks owed by letter and for praise."""
    two_thanks(house)
    heard(house)


def both_verdicts(house: House) -> None:
    """Guides and answers, understood or not yet."""
    two_verdicts(house)
    heard(house)


FOR: dict[int, Callable[[House], object]] = {
    1: heard,
    2: both_verdicts,
    3: heard,
    4: two_apologies,
    5: thanks_of_both,
    6: two_ended,
    7: two_dossiers,
    8: two_dossiers,
    **dict.fromkeys(range(9, 13), a_crowd),
}


@pytest.mark.parametrize("number", sorted(MEASURES))
def test_all_occasions_are_those_of_each_subject(house: House, number: int) -> None:
    FOR[number](house)
    found = list(MEASURES[number](house.commune.pk))
    subjects = {each.subject for each in found}
    one_by_one = [one for subject in subjects for one in MEASURES[number](house.commune.pk, [subject])]
    assert len(found) > 1
    assert len({(each.subject, each.number) for each in found}) == len(found)
    assert sorted(found, key=name) == sorted(one_by_one, key=name)
    assert list(MEASURES[number](house.commune.pk, [])) == []


def test_one_late_dossier_left_open_raises_no_figure_of_the_twelve(house: House) -> None:
    """Metamorphic, over the whole board: with it, on no day after its day has passed, does any promise look better."""
    for number in (4, 6, 9):
        FOR[number](house)
    heard(house)
    two_thanks(house)
    before = {number: tally(MEASURES[number](house.commune.pk)) for number in MEASURES}
    late = builders.receive(house.one_stop, BIRTH, now=NOW + DAY)
    after = {number: tally(MEASURES[number](house.commune.pk)) for number in MEASURES}
    evaded = of(house, 7, late).broken_on
    assert evaded is not None
    assert evaded - due(late) <= 4 * DAY, "the first overdue working day without an act, and its end"
    changed = set()
    for day in range(60):
        window = replay.rolling(evaded + day * DAY)
        for number in MEASURES:
            one, other = figure(before[number], *window), figure(after[number], *window)
            assert (other.share or 0) <= (one.share if one.share is not None else 1)
            assert (other.kept, other.counted) in {(one.kept, one.counted), (one.kept, one.counted + 1)}
            changed |= {number} if one != other else set()
    assert changed == {4, 7, 8}


def test_what_follows_an_act_does_not_depend_on_which_column_was_read_first() -> None:
    """A fresh program that knows the measures and nothing else yet: as the office's own pages begin."""
    asks = """
import django; django.setup()
from vidan.queries.promises.measures import FELT_AFTER, ONLY_AFTER
assert "LetterSent" in ONLY_AFTER[4] and "FeedbackSorted" in ONLY_AFTER[5] & ONLY_AFTER[2]
assert "CalendarDayChanged" in FELT_AFTER and "DossierReceived" in ONLY_AFTER[8]
"""
    told = subprocess.run(
        [sys.executable, "-c", asks],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "vidan.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
