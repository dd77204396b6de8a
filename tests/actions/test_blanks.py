"""Numbered blank receipts: printed beforehand, written by hand in a power cut, typed in with the true time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers
from vidan.actions.dossiers import blanks
from vidan.domain.dossiers.blanks import MOST_IN_A_RUN, blank_code, is_blank_code
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM
from vidan.domain.procedures import PaperMark
from vidan.queries.dossiers import blanks as seen
from vidan.queries.dossiers import prove, tracking
from vidan.store import guard
from vidan.store.models import BlankReceipt, Dossier, Entry, Fact, Holding, Matter, Promise

#: The power went at two on Tuesday; it came back on Wednesday at ten.
BY_HAND = datetime(2026, 11, 17, 14, 10, tzinfo=VIETNAM)
TYPED = datetime(2026, 11, 18, 10, 0, tzinfo=VIETNAM)


@pytest.fixture
def papers(house: House) -> list[seen.PrintedBlank]:
    """Three blanks printed on Tuesday morning, as they come out of the printer."""
    return list(seen.to_print(house.one_stop, blanks.print_run(house.one_stop, 3, now=NOW).pk))


def enter(house: House, code: str, received_at: datetime = BY_HAND, **words: Any) -> Matter:
    return dossiers.receive(
        house.one_stop, replace(builders.intake(received_at=received_at), blank=code, **words), now=TYPED
    )


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_stack_has_numbers_without_a_hole_and_a_secret_of_its_own_for_each(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    more = seen.to_print(house.leader, blanks.print_run(house.leader, 2, now=NOW).pk)
    codes = [paper.code for paper in (*papers, *more)]
    assert codes == [f"ĐL-260000-000{number}" for number in range(1, 6)]
    assert len({paper.secret for paper in (*papers, *more)}) == 5


def test_a_blank_typed_in_later_is_a_dossier_whose_clock_runs_from_the_pen(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    matter = enter(house, papers[0].code)
    at_the_counter = builders.receive(house.one_stop, now=BY_HAND)
    dossier = Dossier.objects.of(house.commune).get(pk=matter.pk)
    assert matter.code == papers[0].code
    assert (dossier.received_at, dossier.typed_at) == (BY_HAND, TYPED)
    assert matter.due_at == at_the_counter.due_at
    assert Holding.objects.of(house.commune).get(matter=matter).from_at == BY_HAND


def test_the_paper_in_the_citizens_hand_opens_her_page_as_soon_as_it_is_typed_in(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    paper = papers[0]
    assert prove(house.commune.pk, paper.code, paper.secret) is None
    assert seen.waits_to_be_typed(house.commune.pk, paper.code, paper.secret)
    assert not seen.waits_to_be_typed(house.commune.pk, paper.code, papers[1].secret)
    enter(house, paper.code)
    assert prove(house.commune.pk, paper.code, paper.secret) == 1
    assert tracking(house.commune.pk, paper.code, 1) is not None
    assert not seen.waits_to_be_typed(house.commune.pk, paper.code, paper.secret)


def test_the_gap_between_pen_and_keyboard_is_a_fact_and_is_counted(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    matter = enter(house, papers[0].code)
    enter(house, papers[1].code, received_at=BY_HAND + timedelta(hours=2))
    fact = Fact.objects.of(house.commune).get(kind="BlankReceiptEntered", subject=f"matter:{matter.pk}")
    assert fact.told["minutes"] == 19 * 60 + 50
    card = seen.blanks(house.one_stop)
    assert (card.printed, card.entered_count, card.spoiled_count, card.out_count) == (3, 2, 0, 1)
    assert card.out == (papers[2].code,)
    assert card.longest_minutes == 19 * 60 + 50
    assert card.usual_minutes == 18 * 60 + 50
    assert [run.out for run in card.runs] == [1]


def test_a_spoiled_number_is_counted_with_its_reason_and_never_used(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    blanks.spoil(house.one_stop, papers[0].code, "viết nhầm tên", now=NOW)
    assert refusal(lambda: enter(house, papers[0].code)) == "dossiers.blank.spoiled"
    assert refusal(lambda: blanks.spoil(house.one_stop, papers[0].code, "lại", now=NOW)) == "dossiers.blank.spoiled"
    card = seen.blanks(house.one_stop)
    assert [(row.code, row.reason) for row in card.spoiled] == [(papers[0].code, "viết nhầm tên")]
    assert [paper.code for paper in seen.to_print(house.one_stop, card.runs[0].id)] == [
        papers[1].code,
        papers[2].code,
    ]


def test_no_number_is_used_twice(house: House, papers: list[seen.PrintedBlank]) -> None:
    enter(house, papers[0].code)
    assert refusal(lambda: enter(house, papers[0].code)) == "dossiers.blank.entered"
    assert refusal(lambda: blanks.spoil(house.one_stop, papers[0].code, "rách", now=NOW)) == "dossiers.blank.entered"
    assert Matter.objects.of(house.commune).filter(code=papers[0].code).count() == 1


def test_the_database_itself_refuses_a_number_that_is_both_entered_and_spoiled(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    enter(house, papers[0].code)
    with guard.writing_allowed(), pytest.raises(IntegrityError), transaction.atomic():
        BlankReceipt.objects.of(house.commune).filter(code=papers[0].code).update(spoiled_at=NOW)


def test_the_same_form_sent_twice_is_one_dossier(house: House, papers: list[seen.PrintedBlank]) -> None:
    first = enter(house, papers[0].code, form_token="a")
    assert enter(house, papers[0].code, form_token="a") == first


@pytest.mark.parametrize("typed", ["dl-260000-0001", "ĐL2600000001", " đl–260000–0001 "])
def test_the_number_may_be_typed_as_fingers_type_it(house: House, papers: list[seen.PrintedBlank], typed: str) -> None:
    assert enter(house, typed).code == papers[0].code


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"blank": "ĐL-260000-0099"}, "dossiers.blank.unknown"),
        ({"blank": "'; drop table"}, "dossiers.blank.unknown"),
        ({"received_at": NOW - timedelta(hours=1)}, "dossiers.blank.before_print"),
        ({"received_at": TYPED + timedelta(hours=1)}, "dossiers.received_at.in_future"),
        ({"provincial_code": "000.00.38.H56-261117-0001"}, "dossiers.blank.two_codes"),
        ({"promised_on": date(2026, 11, 16)}, "dossiers.blank.promised_before"),
    ],
)
def test_what_cannot_be_true_of_a_paper_is_refused(
    house: House, papers: list[seen.PrintedBlank], words: dict[str, Any], why: str
) -> None:
    intake = replace(builders.intake(received_at=BY_HAND), blank=papers[0].code)
    assert refusal(lambda: dossiers.receive(house.one_stop, replace(intake, **words), now=TYPED)) == why
    assert seen.blanks(house.one_stop).entered_count == 0


def test_an_earlier_day_written_by_hand_is_the_promise_a_later_one_is_not(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    lawful = builders.receive(house.one_stop, now=BY_HAND).due_at
    assert lawful is not None
    earlier = enter(house, papers[0].code, promised_on=date(2026, 11, 20))
    later = enter(house, papers[1].code, promised_on=date(2026, 12, 24))
    sunday = enter(house, papers[2].code, promised_on=date(2026, 11, 22))
    assert earlier.due_at == datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    assert later.due_at == lawful
    assert sunday.due_at == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert Promise.objects.of(house.commune).get(matter=earlier).due_at == earlier.due_at
    assert '"due":"2026-11-20"' in Entry.objects.of(house.commune).get(reference=earlier.reference).body


def test_a_slip_for_missing_papers_is_not_written_on_a_numbered_receipt(
    house: House, papers: list[seen.PrintedBlank]
) -> None:
    marks = builders.all_present() | {0: PaperMark.MISSING}
    intake = replace(builders.intake(marks=marks, received_at=BY_HAND), blank=papers[0].code)
    assert refusal(lambda: dossiers.ask_supplement(house.one_stop, intake, now=TYPED)) == "dossiers.blank.not_for_slips"


@pytest.mark.parametrize("size", [0, -1, MOST_IN_A_RUN + 1])
def test_a_stack_that_nobody_can_watch_over_is_not_printed(house: House, size: int) -> None:
    assert refusal(lambda: blanks.print_run(house.one_stop, size, now=NOW)) == "dossiers.blank.size"


def test_only_the_counter_and_its_head_print_and_strike_out(house: House, papers: list[seen.PrintedBlank]) -> None:
    assert refusal(lambda: blanks.print_run(house.specialist, 1, now=NOW)) == "people.role.missing"
    assert refusal(lambda: blanks.spoil(house.specialist, papers[0].code, "x", now=NOW)) == "people.role.missing"


@pytest.mark.parametrize("reason", ["", "  ", "dài " * 100])
def test_a_spoiled_paper_needs_its_reason(house: House, papers: list[seen.PrintedBlank], reason: str) -> None:
    assert refusal(lambda: blanks.spoil(house.one_stop, papers[0].code, reason, now=NOW)).startswith(
        "dossiers.blank.reason"
    )


def test_another_communes_numbers_are_unknown_here(house: House, papers: list[seen.PrintedBlank]) -> None:
    other = builders.furnish(builders.open_commune("14923", "Xã Điền Trung Mới"))
    assert refusal(lambda: blanks.spoil(other.one_stop, papers[0].code, "rách", now=NOW)) == "dossiers.blank.unknown"
    assert seen.blanks(other.one_stop).printed == 0


def test_a_blanks_code_is_never_that_of_a_day() -> None:
    assert blank_code("ĐL", 2026, 12) == "ĐL-260000-0012"
    assert is_blank_code("ĐL-260000-0012", "ĐL")
    for code in ("ĐL-261117-0001", "ĐL-260000", "XX-260000-0001", "ĐL-2600000001", ""):
        assert not is_blank_code(code, "ĐL")
