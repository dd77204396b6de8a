"""Every way a dossier may go, up to twelve acts long: no way breaks a rule of the law."""

from collections.abc import Iterator

import pytest

from vidan.domain.dossiers import (
    AT_THE_HOLDERS_DESK,
    CLOCK_ENDS,
    STOPPING,
    TRANSITIONS,
    Course,
    State,
    after,
    follow,
    lawful,
    looked_at,
    outside_title,
    roles_for,
)
from vidan.domain.errors import Refused
from vidan.domain.people import Role

LONGEST = 12


def moves() -> Iterator[tuple[Course, str, Course]]:
    """Every move that lies on some way of at most twelve acts. A rule sees the course only, so each is walked once."""
    here, seen = {Course(State.RECEIVED)}, {Course(State.RECEIVED)}
    for _ in range(LONGEST):
        reached = set()
        for course in here:
            for act in lawful(course):
                then = after(course, act)
                yield course, act, then
                reached.add(then)
        here = {course for course in reached if course.asked < LONGEST} - seen
        seen |= here


WALKED = list(moves())


def test_a_first_request_is_made_once_in_the_life_of_a_dossier() -> None:
    assert all(before.asked == 0 for before, act, _ in WALKED if act == "ask_supplement")


def test_a_second_request_is_the_heads_alone_and_never_stops_the_clock() -> None:
    second = [(before, then) for before, act, then in WALKED if act == "ask_again"]
    assert second
    assert all(before.asked >= 1 and not then.paused for before, then in second)
    assert roles_for(State.PROCESSING, "ask_again") == {Role.LEADER}


def test_a_new_date_is_given_once_unless_the_result_itself_was_wrong() -> None:
    assert all(before.reappointed == 0 for before, act, _ in WALKED if act == "reappoint")
    assert all(then.reappointed == 0 for _, act, then in WALKED if act == "redo")


def test_the_clock_stands_only_for_a_named_reason_and_never_after_the_end() -> None:
    for before, act, then in WALKED:
        if then.paused and not before.paused:
            assert act in STOPPING
        assert not (then.paused and then.ended), (before, act)


def test_what_stands_still_goes_on_by_its_own_act_alone() -> None:
    """A pause ends by `resume`, missing papers by papers, a fee by its payment; or she withdraws, or the wait ends."""
    ends = {act for before, act, then in WALKED if before.paused and not then.paused}
    assert ends == {"resume", "accept_supplement", "fee_paid", "withdraw", "stop"}
    assert not [act for before, act, _ in WALKED if before.paused and act in AT_THE_HOLDERS_DESK]


def test_every_dossier_can_come_to_an_end_from_wherever_it_stands() -> None:
    for course in {then for _, _, then in WALKED}:
        assert course.ended or lawful(course), course


def test_what_ended_is_opened_again_only_by_a_wrong_result() -> None:
    assert {act for before, act, then in WALKED if before.ended and not then.ended} == {"redo"}


def test_a_result_is_given_out_however_late_and_however_often_it_was_asked() -> None:
    ready = {then for _, _, then in WALKED if then.state in (State.READY, State.REFUSED)}
    assert ready
    assert all("give_out" in lawful(course) for course in ready)


def test_no_state_is_out_of_reach_and_no_line_of_the_table_is_idle() -> None:
    assert {then.state for _, _, then in WALKED} | {State.RECEIVED} == set(State)
    walked = {(before.state, act) for before, act, _ in WALKED}
    assert {(line.source, line.act) for line in TRANSITIONS} <= walked


def test_each_line_of_the_table_names_its_law_and_somebody_who_may() -> None:
    assert all(line.basis.strip() and line.roles for line in TRANSITIONS)
    assert all(
        line.target not in CLOCK_ENDS or line.source not in CLOCK_ENDS or line.act == "give_out" for line in TRANSITIONS
    )


@pytest.mark.parametrize(
    ("course", "act", "why"),
    [
        (Course(State.PROCESSING, asked=1), "ask_supplement", "dossiers.supplement.once"),
        (Course(State.PROCESSING), "ask_again", "dossiers.supplement.first"),
        (Course(State.PROCESSING, reappointed=1), "reappoint", "dossiers.reappointment.once"),
        (Course(State.SUPPLEMENT, asked=1, paused=True), "resume", "dossiers.move.not_lawful"),
        (Course(State.FEE_DUE, paused=True), "resume", "dossiers.move.not_lawful"),
        (Course(State.SUPPLEMENT, asked=2), "pause", "dossiers.move.not_lawful"),
        (Course(State.PROCESSING, paused=True), "finish", "dossiers.move.not_lawful"),
        (Course(State.WITHDRAWN), "give_out", "dossiers.move.not_lawful"),
        (Course(State.RECEIVED), "refuse", "dossiers.move.not_lawful"),
    ],
)
def test_what_the_law_does_not_know_is_refused(course: Course, act: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        after(course, act)
    assert refused.value.code == why


def test_following_the_table_alone_knows_nothing_of_once() -> None:
    assert follow(State.PROCESSING, "ask_supplement") is State.SUPPLEMENT


def test_a_look_finds_its_paper_whatever_its_procedure_is_called_meanwhile() -> None:
    title, other = (outside_title(name, "Giấy phép xây nhà (xây mới)") for name in ("Sổ hộ khẩu", "Sổ hộ khẩu (gốc)"))
    asked = ["Sổ hộ khẩu (gốc)", "Sổ hộ khẩu", "Sổ hộ"]
    assert looked_at(title, asked) == "Sổ hộ khẩu"
    assert looked_at(other, asked) == "Sổ hộ khẩu (gốc)"
    assert looked_at(title, ["Sổ hộ", "Sổ hộ khẩu bản sao"]) is None
    longest = "x" * 300
    assert looked_at(outside_title(longest, "Giấy phép"), [longest]) == longest
