"""Apologies and thanks that are owed: when they exist, when they are paid, when they end without a letter."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from tests import builders
from tests import letters as made
from tests.builders import NOW
from tests.letters import HOME, Office, kinds_of_entries, promised, refusal
from vidan.actions import dossiers, letters, matters
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.owed import Trigger
from vidan.domain.matters import BreachKind, PauseKind
from vidan.domain.moments import local_day
from vidan.store import tallies
from vidan.store.models import Entry, Letter, Matter, Person, Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


def due(matter: Matter) -> Any:
    assert matter.due_at is not None
    return matter.due_at


def test_an_apology_exists_one_working_day_before_the_promise_would_break(office: Office) -> None:
    matter = builders.receive(office.writer)
    early = due(matter) - timedelta(days=4)
    assert letters.look_over(office.commune.pk, now=early).drafted == 0
    before = due(matter) - timedelta(days=1)
    assert letters.look_over(office.commune.pk, now=before).drafted == 1
    assert letters.look_over(office.commune.pk, now=before).drafted == 0
    letter = Letter.objects.of(office.commune).get()
    assert (letter.kind, letter.trigger, letter.state, letter.about_id) == ("apology", "late", "draft", matter.pk)
    assert letter.due_at == matter.due_at
    owed = Matter.objects.of(office.commune).get(kind="apology")
    assert (owed.holder_id, owed.closed_at) == (office.writer.officer_id, None)
    assert owed.code.startswith("XL-")


def test_a_dossier_done_in_time_takes_its_draft_away(office: Office) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    finish(office, matter, due(matter) - timedelta(minutes=30))
    assert letters.look_over(office.commune.pk, now=due(matter)).dropped == 1
    assert Letter.objects.of(office.commune).get().state == "discarded"
    assert Matter.objects.of(office.commune).get(kind="apology").state == "fell_away"


def finish(office: Office, matter: Matter, now: Any) -> None:
    while True:
        try:
            dossiers.finish(office.writer, matter.code, now=now)
        except Refused:
            dossiers.move_on(office.writer, matter.code, now=now)
        else:
            return


def test_what_became_late_and_ended_while_the_worker_was_off_is_apologised_for_afterwards_once(office: Office) -> None:
    kept, late = (builders.receive(office.writer, builders.ONE_PAPER) for _ in range(2))
    finish(office, kept, due(kept) - timedelta(hours=1))
    finish(office, late, ended := due(late) + timedelta(days=1))
    morning = ended + timedelta(days=3)
    assert [letters.look_over(office.commune.pk, now=morning).drafted for _ in range(2)] == [1, 0]
    letter = Letter.objects.of(office.commune).get()
    assert (letter.about_id, letter.trigger) == (late.pk, Trigger.LATE.value)
    assert letter.due_at == due(late), "promise 4: in time is before the promised moment, whenever the program looked"
    assert Matter.objects.of(office.commune).get(kind="apology").due_at > morning, "its work gets a working day"
    values = opened(office, letter)
    assert (values["done_on"], values["new_on"]) == (local_day(ended).isoformat(), "")


def test_an_apology_that_says_unfinished_is_not_signed_once_the_dossier_ended(office: Office) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    letter = Letter.objects.of(office.commune).get()
    told = {"cause": "Cán bộ nghỉ ốm, chưa có người thay.", "more_days": ""}
    typed = {**made.values("apology"), **opened(office, letter), **told}
    late = due(matter) + timedelta(hours=1)
    letters.write(office.writer, letter.code, typed, now=late)
    letters.submit(office.writer, letter.code, now=late)
    letters.check(office.vice, letter.code, now=late)
    finish(office, matter, later := due(matter) + timedelta(days=1))
    assert refusal(letters.sign, office.chairman, letter.code, now=later) == "letters.apology.ended"


def test_an_apology_for_a_day_that_was_kept_after_all_counts_nowhere(office: Office) -> None:
    """No breach, so none that was apologised for: nobody raises promise 4 by writing to whom he serves in time."""
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    letter, before = Letter.objects.of(office.commune).get(), due(matter) - timedelta(minutes=50)
    told = {"cause": "Cán bộ nghỉ ốm, chưa có người thay.", "more_days": ""}
    letters.write(office.writer, letter.code, {**made.values("apology"), **opened(office, letter), **told}, now=before)
    letters.submit(office.writer, letter.code, now=before)
    letters.check(office.vice, letter.code, now=before)
    letters.sign(office.chairman, letter.code, now=before)
    letters.number(office.clerk, letter.code, now=before)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=before)
    letters.seal(office.clerk, letter.code, 2, now=before)
    letters.send(office.clerk, letter.code, HOME, now=before)
    kept = partial(tallies.occasions_of, office.commune.pk, [f"letter:{letter.pk}"], promise=4)
    assert [finished for finished, _ in promised(office)] == [local_day(before)]
    assert len(kept()) == 1
    finish(office, matter, due(matter) - timedelta(minutes=10))
    assert promised(office) == []
    assert kept() == {}, "and the act itself left it so"


def test_a_month_after_the_result_no_letter_is_drafted_for_the_figures_sake(office: Office) -> None:
    late = builders.receive(office.writer, builders.ONE_PAPER)
    finish(office, late, ended := due(late) + timedelta(days=1))
    assert letters.look_over(office.commune.pk, now=ended + timedelta(days=31)).drafted == 0


def test_a_paused_dossier_owes_nothing_yet(office: Office) -> None:
    matter = builders.receive(office.writer)
    matters.pause(office.writer, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    assert letters.look_over(office.commune.pk, now=due(matter)).drafted == 0


def test_the_true_cause_is_asked_and_the_calendar_gives_the_new_date_once(office: Office) -> None:
    matter = builders.receive(office.writer)
    before = due(matter) - timedelta(days=1)
    letters.look_over(office.commune.pk, now=before)
    letter = Letter.objects.of(office.commune).get()
    assert refusal(letters.submit, office.writer, letter.code, now=before) == "letters.fields.missing"
    told = {**opened(office, letter), "cause": "Phải đo lại thửa đất.", "more_days": "3"}
    letters.write(office.writer, letter.code, told, now=before)
    made.check(office, letter.code, now=before)
    letters.sign(office.chairman, letter.code, now=before)
    dates = list(Promise.objects.of(office.commune).filter(matter=matter).order_by("number"))
    assert [promise.reason for promise in dates] == ["receipt", "reappointment"]
    assert dates[1].due_at > dates[0].due_at
    after = Matter.objects.of(office.commune).get(pk=matter.pk)
    assert (after.first_due_at, after.due_at) == (matter.first_due_at, dates[1].due_at)
    assert "hen" in kinds_of_entries(office)


def test_a_date_given_anew_at_the_desk_owes_its_apology_at_once_and_stays_the_only_one(office: Office) -> None:
    matter = builders.receive(office.writer)
    again = local_day(due(matter)) + timedelta(days=5)
    dossiers.reappoint(office.writer, matter.code, again, "phải đo lại thửa đất", now=NOW)
    assert letters.look_over(office.commune.pk, now=NOW).drafted == 1
    letter = Letter.objects.of(office.commune).get()
    assert letter.due_at == due(matter)
    new = local_day(due(Matter.objects.of(office.commune).get(pk=matter.pk)))
    assert opened(office, letter)["new_on"] == new.isoformat()
    letters.write(office.writer, letter.code, {**opened(office, letter), "cause": "Phải đo lại."}, now=NOW)
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=NOW)
    assert Promise.objects.of(office.commune).filter(matter=matter, reason="reappointment").count() == 1


def test_what_was_found_lost_or_wrong_owes_an_apology_within_a_working_day(office: Office) -> None:
    matter = builders.receive(office.writer)
    dossiers.report_breach(office.writer, matter.code, BreachKind.LOST, "Mất một tờ khai", now=NOW)
    assert letters.look_over(office.commune.pk, now=NOW).drafted == 1
    letter = Letter.objects.of(office.commune).get()
    assert (letter.kind, letter.trigger) == ("apology_fault", "lost")
    assert letters.look_over(office.commune.pk, now=NOW).drafted == 0


def test_whoever_finds_a_fault_in_the_evening_owes_the_apology_from_then_whenever_the_program_looks(
    office: Office,
) -> None:
    matter = builders.receive(office.writer)
    dossiers.report_breach(office.writer, matter.code, BreachKind.LOST, "Mất một tờ khai", now=NOW)
    letters.look_over(office.commune.pk, now=NOW + timedelta(days=2))
    letter = Letter.objects.of(office.commune).get()
    assert letter.owed_since == NOW
    assert letter.due_at is not None
    assert local_day(letter.due_at) == local_day(NOW) + timedelta(days=1)


def test_what_is_lost_twice_is_apologised_for_twice_and_no_more(office: Office) -> None:
    matter = builders.receive(office.writer)
    for days in (0, 0, 1):
        found_at = NOW + timedelta(days=days)
        dossiers.report_breach(office.writer, matter.code, BreachKind.LOST, "Mất một tờ khai", now=found_at)
        dossiers.report_breach(office.writer, matter.code, BreachKind.DAMAGED, "Ướt bản vẽ", now=found_at)
        for minutes in (0, 1):
            letters.look_over(office.commune.pk, now=found_at + timedelta(minutes=minutes))
    told = sorted(Letter.objects.of(office.commune).values_list("trigger", flat=True))
    assert told == ["damaged", "damaged", "lost", "lost"]
    assert Matter.objects.of(office.commune).filter(kind="apology").count() == 4


def test_a_result_that_is_wrong_and_late_again_owes_for_each_and_the_first_lateness_stays_owed(office: Office) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    late = due(matter) + timedelta(hours=1)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    finish(office, matter, late)
    dossiers.redo(office.writer, matter.code, "sai họ tên", office.writer.officer_id or 0, now=late)
    letters.look_over(office.commune.pk, now=late)
    anew = due(Matter.objects.of(office.commune).get(pk=matter.pk))
    assert anew > late
    letters.look_over(office.commune.pk, now=anew - timedelta(minutes=90))
    assert sorted(Letter.objects.of(office.commune).values_list("trigger", flat=True)) == ["late", "late", "wrong"]
    finish(office, matter, anew - timedelta(minutes=30))
    letters.look_over(office.commune.pk, now=anew)
    states = dict(Letter.objects.of(office.commune).filter(trigger="late").values_list("owed_since", "state"))
    assert [states[moment] for moment in sorted(states)] == ["draft", "discarded"], "kept this time, not the first time"


def opened(office: Office, letter: Letter) -> dict[str, str]:
    from vidan.queries import letters as seen

    return dict(seen.card(office.writer, letter.code).values)


def test_what_is_owed_is_paid_when_the_letter_leaves_and_the_public_book_says_so(office: Office) -> None:
    matter = builders.receive(office.writer)
    letter = letters.owe_apology(office.chairman, matter.code, Trigger.LOST, now=NOW)
    again = refusal(letters.owe_apology, office.chairman, matter.code, Trigger.LOST, now=NOW)
    assert again == "letters.owed.already"
    assert refusal(letters.discard, office.writer, letter.code, "không cần nữa", now=NOW) == "letters.discard.owed"
    letters.write(office.writer, letter.code, {**made.values("apology_fault"), **opened(office, letter)} | {
        "what": "Mất một tờ khai.", "cause": "Để lẫn sang bìa khác.", "remedy": "Làm lại trong ngày, xã chịu chi phí.",
    }, now=NOW)  # fmt: skip
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=NOW)
    letters.number(office.clerk, letter.code, now=NOW)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    letters.seal(office.clerk, letter.code, 2, now=NOW)
    assert "xl" not in kinds_of_entries(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.HAND, "Hà Thị Thảo"), now=NOW)
    assert kinds_of_entries(office)[-2:] == ["vb", "xl"]
    entry = entries.parse(Entry.objects.of(office.commune).get(kind="xl").body.encode())
    assert entry.ref == matter.reference
    owed = Matter.objects.of(office.commune).get(kind="apology")
    assert (owed.state, owed.closed_at) == ("paid", NOW)


def test_thanks_are_owed_for_praise_within_five_working_days(office: Office) -> None:
    matter = builders.receive(office.writer)
    letter = letters.owe_thanks(office.chairman, matter.code, Trigger.PRAISE, "Bà khen chị Hoa.", now=NOW)
    assert letter.due_at is not None
    assert local_day(letter.due_at) == date(2026, 11, 25)  # 24 November is a day off
    assert refusal(letters.owe_thanks, office.chairman, matter.code, Trigger.LATE, now=NOW) == "letters.owed.no_breach"


def test_who_asked_to_be_forgotten_gets_no_letter_any_more(office: Office) -> None:
    from vidan.store.guard import writing_allowed

    matter = builders.receive(office.writer)
    with writing_allowed():
        Person.objects.of(office.commune).update(wrapped_key=b"")
    assert refusal(letters.owe_apology, office.chairman, matter.code, Trigger.LOST, now=NOW) == "letters.forgotten"
    assert letters.look_over(office.commune.pk, now=due(matter)).drafted == 0
