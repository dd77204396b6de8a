"""Letters of joy and grief: every situation in the table ends as a careful person would end it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vidan.content.letters import situations
from vidan.domain.letters.life import Event, Outcome, Situation, To, decide

TABLE = situations()


def told(row) -> Situation:
    answers = dict(answer.split("=") for answer in row["answers"].split(";") if answer)
    known = {name: int(value) if value.isdigit() else value == "yes" for name, value in answers.items()}
    return Situation(event=Event(row["event"]), **known)


def test_at_least_sixty_situations_were_thought_through_and_none_twice():
    assert len(TABLE) >= 60
    assert len({row["situation"] for row in TABLE}) == len(TABLE)
    assert {row["outcome"] for row in TABLE} == {outcome.value for outcome in Outcome}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["situation"])
def test_each_situation_ends_as_the_table_says(row):
    decision = decide(told(row))
    assert (decision.outcome, decision.to, decision.reason) == (row["outcome"], row["to"], row["reason"])


ANY = some.builds(
    Situation,
    event=some.sampled_from(Event),
    days_ago=some.integers(0, 5000),
    **{name: some.booleans() for name in Situation.__dataclass_fields__ if name not in ("event", "days_ago")},
)


@given(ANY)
def test_whoever_declined_is_left_alone_whatever_else_is_true(situation):
    if situation.declined or situation.violence:
        assert decide(situation).outcome is Outcome.SILENT


@given(ANY)
def test_nobody_is_congratulated_on_a_child_that_died_or_beside_a_coffin(situation):
    decision = decide(situation)
    if situation.event is Event.BIRTH and (situation.deceased or not situation.mother or situation.mourning):
        assert decision.outcome is not Outcome.WRITE


@given(ANY)
def test_a_father_who_is_not_named_is_never_addressed(situation):
    if situation.event is Event.BIRTH and not situation.father:
        assert decide(situation).to not in (To.BOTH_PARENTS, To.FATHER)


@given(ANY)
def test_a_letter_that_is_written_has_somebody_to_read_it(situation):
    decision = decide(situation)
    assert (decision.to is To.NOBODY) <= (decision.outcome in (Outcome.SILENT, Outcome.ASK))
