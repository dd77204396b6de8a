"""The survey as it is done: sample before the month, slips by the batch, one answer a slip, public in a crowd."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests import builders
from tests.builders import House
from vidan.actions import dossiers, surveys
from vidan.domain import surveys as rules
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries
from vidan.domain.moments import VIETNAM, local_day
from vidan.domain.people import Actor, citizen, program
from vidan.domain.surveys import Channel, Item
from vidan.queries import surveys as queries
from vidan.store.models import Entry, Fact, RatingBox, SlipBatch, SurveySlip

NOW = builders.NOW
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def keeper(actor_of: Any) -> Actor:
    return actor_of("board_member")


def finish_some(house: House, count: int, *, given: bool = False) -> list[str]:
    """Finished dossiers, perhaps handed over; their public references."""
    known = []
    for number in range(count):
        person = builders.applicant(number=f"0381860{number:05d}", name=f"Hà Thị Thảo {number}", phone="")
        matter = builders.receive(house.one_stop, builders.ONE_PAPER, person=person)
        dossiers.finish(house.one_stop, matter.code, now=NOW)
        if given:
            dossiers.give_out(house.one_stop, matter.code, "Hà Thị Thảo", receipt_shown=True, now=NOW)
        known.append(matter.reference)
    return known


def everybody(commune_id: int) -> Actor:
    return citizen(commune_id)


def in_the_box(house: House) -> tuple[rules.WaitingAnswer, ...]:
    return surveys.waiting_in(RatingBox.objects.of(house.commune.pk).first())


def bodies(commune_id: int, kind: str) -> list[entries.Entry]:
    rows = Entry.objects.of(commune_id).filter(kind=kind).order_by("pk")
    return [entries.parse(row.body.encode()) for row in rows]


# ------------------------------------------------------------------------------------------------- the sample


def test_a_sample_is_fixed_before_its_month_and_shown_after_it(house: House) -> None:
    system = program(house.commune.pk)
    row = surveys.fix_sample(system, DECEMBER, now=NOW)
    told = bodies(house.commune.pk, "mau")
    assert [(entry.day, entry.tokens[0].hex()) for entry in told] == [(DECEMBER, row.seed_hash)]
    with pytest.raises(Refused, match=r"fixed_already"):
        surveys.fix_sample(system, DECEMBER, now=NOW)
    with pytest.raises(Refused, match=r"too_late"):
        surveys.fix_sample(system, DECEMBER, now=datetime(2026, 12, 1, 0, 0, tzinfo=VIETNAM))
    with pytest.raises(Refused, match=r"not_now"):
        surveys.show_seed(system, DECEMBER, now=datetime(2026, 12, 30, 23, 0, tzinfo=VIETNAM))
    shown = surveys.show_seed(system, DECEMBER, now=datetime(2026, 12, 31, 17, 0, tzinfo=VIETNAM))
    assert rules.seed_hash(bytes.fromhex(shown.seed)).hex() == row.seed_hash
    with pytest.raises(Refused, match=r"not_now"):
        surveys.show_seed(system, DECEMBER, now=datetime(2027, 1, 1, tzinfo=VIETNAM))


def test_no_officer_fixes_a_sample(house: House) -> None:
    for actor in (house.leader, house.administrator, house.one_stop):
        with pytest.raises(Refused, match=r"people\.role"):
            surveys.fix_sample(actor, DECEMBER, now=NOW)


def test_anybody_recomputes_who_was_asked_from_the_shown_seed_and_the_ledger(house: House) -> None:
    system = program(house.commune.pk)
    november = datetime(2026, 10, 20, 9, 0, tzinfo=VIETNAM)
    surveys.fix_sample(system, date(2026, 11, 1), share=40, now=november)
    finish_some(house, 12, given=True)
    shown = surveys.show_seed(system, date(2026, 11, 1), now=datetime(2026, 11, 30, 18, 0, tzinfo=VIETNAM))
    refs = [entry.ref for entry in bodies(house.commune.pk, "gt")]
    chosen = {ref for ref in refs if ref and rules.is_chosen(bytes.fromhex(shown.seed), ref, 40)}
    assert len(refs) == 12
    assert shown.asked == len(chosen)
    assert {ref for ref in refs if ref and queries.is_invited(house.commune.pk, ref, local_day(NOW))} == chosen
    assert not any(queries.is_invited(house.commune.pk, ref or "", date(2026, 12, 2)) for ref in refs)


# ------------------------------------------------------------------------------------------------------ slips


def test_never_more_slips_than_finished_cases(house: House, keeper: Actor) -> None:
    finish_some(house, 25)
    tokens = surveys.issue_slips(keeper, 24, now=NOW)
    assert len(set(tokens)) == 24
    with pytest.raises(Refused, match=r"more_than_finished") as refused:
        surveys.issue_slips(keeper, 20, now=NOW)
    assert refused.value.facts["issued"] == 24
    told = bodies(house.commune.pk, "phieu")
    issued = {digest for entry in told for digest in entry.tokens}
    assert issued == {entries.issued_hash(entries.token_hash(token)) for token in tokens}
    assert {entry.day.weekday() for entry in told} == {0}


def test_the_database_never_holds_a_token(house: House, keeper: Actor) -> None:
    finish_some(house, 20)
    tokens = surveys.issue_slips(keeper, 20, now=NOW)
    tables = (SurveySlip, SlipBatch, Fact, Entry)
    rows = "".join(str(list(table.objects.of(house.commune.pk).values())) for table in tables)
    assert not any(token.hex() in rows or rules.show_token(token) in rows or str(token) in rows for token in tokens)


@pytest.mark.parametrize("role", ["one_stop", "specialist", "leader", "clerk", "administrator"])
def test_who_is_rated_prints_no_slips(house: House, actor_of: Any, role: str) -> None:
    with pytest.raises(Refused, match=r"people\.role"):
        surveys.issue_slips(actor_of(role), 20, now=NOW)
    if role in ("one_stop", "specialist", "leader", "clerk"):
        with pytest.raises(Refused, match=r"keeper\.is_rated"):
            surveys.issue_slips(actor_of(role, "board_member"), 20, now=NOW)


# ---------------------------------------------------------------------------------------------------- answers


def test_a_slip_is_answered_once(house: House, keeper: Actor) -> None:
    finish_some(house, 20)
    token, *_ = surveys.issue_slips(keeper, 20, now=NOW)
    someone = everybody(house.commune.pk)
    surveys.answer(someone, token, {Item.OVERALL: 5, Item.RESPECT: 4}, now=NOW)
    for _ in range(2):
        with pytest.raises(Refused, match=r"unknown_or_spent"):
            surveys.answer(someone, token, {Item.OVERALL: 1}, now=NOW)
    with pytest.raises(Refused, match=r"unknown_or_spent"):
        surveys.answer(someone, bytes(range(16)), {Item.OVERALL: 5}, now=NOW)
    (kept,) = in_the_box(house)
    assert (kept.answers, kept.week) == (rules.Answers(5, {9: 4}), date(2026, 11, 16))


def test_an_answers_fact_tells_neither_moment_nor_place_in_the_order(house: House, keeper: Actor) -> None:
    finish_some(house, 20)
    tokens = surveys.issue_slips(keeper, 20, now=NOW)
    for number, token in enumerate(tokens):
        when = NOW + timedelta(minutes=number)
        surveys.answer(everybody(house.commune.pk), token, {Item.OVERALL: 3}, now=when)
    facts = list(Fact.objects.of(house.commune.pk).filter(kind="SlipAnswered"))
    assert {fact.recorded_at for fact in facts} == {datetime(2026, 11, 16, tzinfo=VIETNAM)}
    assert all(fact.pk < 0 for fact in facts)
    told = [sorted(fact.told) for fact in facts]
    assert told == [["channel", "week"]] * 20
    assert [kept.slip for kept in in_the_box(house)] == sorted(entries.token_hash(token) for token in tokens)


def test_paper_is_typed_by_a_keeper_who_handles_no_case(house: House, keeper: Actor, actor_of: Any) -> None:
    finish_some(house, 20)
    token, *_ = surveys.issue_slips(keeper, 20, now=NOW)
    given = {Item.OVERALL: 5}
    for actor in (house.one_stop, house.leader, house.administrator):
        with pytest.raises(Refused, match=r"people\.role"):
            surveys.answer(actor, token, given, channel=Channel.PAPER, now=NOW)
    with pytest.raises(Refused, match=r"keeper\.is_rated"):
        both = actor_of("board_member", "specialist")
        surveys.answer(both, token, given, channel=Channel.PAPER, now=NOW)
    for actor, channel in ((keeper, Channel.TABLET), (everybody(house.commune.pk), Channel.PAPER)):
        with pytest.raises(Refused, match=r"not_yours"):
            surveys.answer(actor, token, given, channel=channel, now=NOW)
    surveys.answer(keeper, token, given, channel=Channel.PAPER, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_thousand_uses_of_one_slip_at_once_count_once(house: House, keeper: Actor) -> None:
    finish_some(house, 20)
    token, *_ = surveys.issue_slips(keeper, 20, now=NOW)

    def use(number: int) -> bool:
        try:
            surveys.answer(everybody(house.commune.pk), token, {Item.OVERALL: 1 + number % 5}, now=NOW)
        except Refused as refused:
            assert refused.code == "surveys.token.unknown_or_spent"
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        counted = sum(pool.map(use, range(1000)))
    assert counted == 1
    assert len(in_the_box(house)) == 1


# --------------------------------------------------------------------------------------------- out in a crowd


def answered(house: House, keeper: Actor, count: int, when: datetime, point: int = 5) -> None:
    finish_some(house, max(count, 20))
    for token in surveys.issue_slips(keeper, max(count, 20), now=when)[:count]:
        surveys.answer(everybody(house.commune.pk), token, {Item.OVERALL: point, Item.COURTESY: point}, now=when)


def test_ratings_become_public_as_a_crowd_of_a_past_week(house: House, keeper: Actor) -> None:
    system = program(house.commune.pk)
    answered(house, keeper, 19, NOW)
    next_week = NOW + timedelta(days=7)
    assert surveys.let_out(system, now=NOW) == 0
    assert surveys.let_out(system, now=next_week) == 0
    assert queries.results(house.commune.pk, date(2026, 1, 1), date(2026, 12, 31)).answered == 0
    assert surveys.let_out(system, now=NOW + timedelta(days=40)) == 19
    told = bodies(house.commune.pk, "dg")
    assert {(entry.day, entry.score, tuple((entry.items or {}).items())) for entry in told} == {
        (date(2026, 11, 16), 5, (("10", 5),))
    }
    assert surveys.let_out(system, now=NOW + timedelta(days=41)) == 0


def test_a_full_crowd_need_not_wait(house: House, keeper: Actor) -> None:
    system = program(house.commune.pk)
    answered(house, keeper, 20, NOW, point=4)
    assert surveys.let_out(system, now=NOW + timedelta(days=7)) == 20
    card = queries.results(house.commune.pk, date(2026, 11, 1), date(2026, 11, 30))
    courtesy = next(item for item in card.items if item.number == 10)
    assert (courtesy.satisfied, courtesy.valid, courtesy.mean_hundredths) == (20, 20, 400)
    found = list(queries.occasions(10, house.commune.pk))
    assert len(found) == 20
    assert {(one.received_on, one.finished_on, one.reference, one.kept_on(one.received_on)) for one in found} == {
        (date(2026, 11, 16), date(2026, 11, 22), "", True)
    }
    assert list(queries.occasions(9, house.commune.pk)) == []


def test_the_nightly_job_sees_what_is_to_do(house: House) -> None:
    system = program(house.commune.pk)
    assert queries.waiting_months(house.commune.pk, local_day(NOW)) == (DECEMBER, ())
    surveys.fix_sample(system, DECEMBER, now=NOW)
    assert queries.waiting_months(house.commune.pk, local_day(NOW)) == (None, ())
    assert queries.waiting_months(house.commune.pk, date(2026, 12, 31)) == (date(2027, 1, 1), (DECEMBER,))
    surveys.show_seed(system, DECEMBER, now=datetime(2027, 1, 3, tzinfo=VIETNAM))
    assert queries.waiting_months(house.commune.pk, date(2027, 1, 3)) == (date(2027, 2, 1), ())


def test_another_communes_slip_is_worth_nothing_here(house: House, keeper: Actor) -> None:
    finish_some(house, 20)
    token, *_ = surveys.issue_slips(keeper, 20, now=NOW)
    other = builders.open_commune(code="14951", name="Xã Bên Cạnh")
    with pytest.raises(Refused, match=r"unknown_or_spent"):
        surveys.answer(everybody(other.pk), token, {Item.OVERALL: 5}, now=NOW)
