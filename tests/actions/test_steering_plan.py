"""The plan's targets are the scoreboard's; an assignment is done with evidence or not at all; what slips stays seen."""

from datetime import date, timedelta

import pytest

from tests import builders
from tests.actions.test_steering_board import found, refusal
from tests.builders import NOW, House
from vidan.actions import letters
from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.domain.steering import EvidenceKind, GoalText, read_period
from vidan.queries import steering as seen
from vidan.queries.promises import board, reports
from vidan.queries.promises.measures import MEASURES
from vidan.store.models import Matter

TODAY = local_day(NOW)
DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 20)
JPEG = b"\xff\xd8\xff\xe0 anh"


def adopted(house: House) -> seen.PlanCard:
    found(house)
    plan = acts.start_plan(house.leader, 2026, now=NOW)
    acts.adopt(house.leader, plan.pk, now=NOW)
    card = seen.plan(house.commune.pk)
    assert card is not None
    return card


def given(house: House, to: Actor | None = None, **more: int) -> Matter:
    who = to or house.specialist
    assert who.officer_id
    return acts.give(house.leader, acts.NewAssignment("Treo bảng lời hứa", who.officer_id, FRIDAY, **more), now=NOW)


PHOTO = acts.Proof(EvidenceKind.PHOTO, "Bảng treo ở nhà văn hóa", photo=JPEG)


def test_a_plan_begins_with_the_twelve_promises_and_its_targets_count_once_adopted(house: House) -> None:
    found(house)
    plan = acts.start_plan(house.leader, 2026, now=NOW)
    acts.set_goal(house.leader, plan.pk, GoalText("Không trễ hẹn", 8, 91), number=8, now=NOW)
    assert seen.targets(house.commune.pk, TODAY) == {}
    assert board.board(house.commune.pk, TODAY).promises[7].target == 98
    acts.adopt(house.leader, plan.pk, now=NOW)
    assert len(seen.targets(house.commune.pk, TODAY)) == 12
    assert board.board(house.commune.pk, TODAY).promises[7].target == 91
    assert board.board(house.commune.pk, TODAY - DAY).promises[7].target == 98
    wrong = refusal(acts.set_goal, house.leader, plan.pk, GoalText("Khác", 8, 50), number=8, now=NOW)
    assert wrong == "steering.plan.no_draft"


def test_who_answers_for_a_promise_is_named_while_he_sits_in_the_board(house: House) -> None:
    found(house)
    plan = acts.start_plan(house.leader, 2026, now=NOW)
    owner = house.specialist.officer_id
    acts.set_goal(house.leader, plan.pk, GoalText("Không trễ hẹn", 8, 98, owner), number=8, now=NOW)
    assert seen.answering(house.commune.pk, TODAY) == {}, "a draft names nobody"
    acts.adopt(house.leader, plan.pk, now=NOW)
    told = seen.answering(house.commune.pk, TODAY)
    assert {promise: one.name for promise, one in told.items()} == {8: house.specialist.name}
    member = next(one for one in seen.board(house.commune.pk, TODAY).members if one.officer.id == owner)
    assert told[8].seat is member.seat
    assert seen.answering(house.commune.pk, member.from_on - DAY) == {}


def test_a_goal_of_ones_own_leaves_a_draft_and_a_promise_never_does(house: House) -> None:
    adopted(house)
    plan = acts.start_plan(house.leader, 2026, now=NOW)
    for title in ("Mỗi thôn một điểm hỏi đáp", "Mỗi quầy một bàn nước"):
        acts.set_goal(house.leader, plan.pk, GoalText(title), now=NOW)
    assert refusal(acts.drop_goal, house.leader, plan.pk, 8, now=NOW) == "steering.goal.promised"
    acts.drop_goal(house.leader, plan.pk, 13, now=NOW)
    card = seen.plan(house.commune.pk, draft=True)
    assert card is not None
    assert [goal.number for goal in card.goals] == list(range(1, 14))
    assert card.goals[-1].title == "Mỗi quầy một bàn nước"
    assert refusal(acts.drop_goal, house.leader, plan.pk, 14, now=NOW) == "steering.goal.unknown"
    acts.adopt(house.leader, plan.pk, now=NOW)
    assert refusal(acts.drop_goal, house.leader, plan.pk, 13, now=NOW) == "steering.plan.no_draft"


def test_a_new_plan_begins_with_the_goals_of_the_one_that_counts(house: House) -> None:
    card = adopted(house)
    again = acts.start_plan(house.leader, 2026, now=NOW)
    assert refusal(acts.start_plan, house.leader, 2027, now=NOW) == "steering.plan.draft_waits"
    acts.set_goal(house.leader, again.pk, GoalText("Ba mô hình tự quản ở thôn"), now=NOW)
    acts.adopt(house.leader, again.pk, now=NOW + DAY)
    fresh = seen.plan(house.commune.pk)
    assert fresh is not None
    assert (fresh.number, len(fresh.goals)) == (2, len(card.goals) + 1)


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        (GoalText("Không trễ hẹn", 8, None), "steering.goal.target"),
        (GoalText("Không trễ hẹn", 8, 101), "steering.goal.target"),
        (GoalText("Mười ba", 13, 90), "steering.goal.promise"),
        (GoalText("Không trễ hẹn lần nữa", 8, 90), "steering.goal.twice"),
        (GoalText("x"), "steering.words.missing"),
    ],
)
def test_a_goal_that_is_none_is_refused(house: House, goal: GoalText, code: str) -> None:
    found(house)
    plan = acts.start_plan(house.leader, 2026, now=NOW)
    assert refusal(acts.set_goal, house.leader, plan.pk, goal, now=NOW) == code


def test_only_who_sits_in_the_board_is_given_something_and_only_for_a_working_day(house: House) -> None:
    adopted(house)
    stranger = house.administrator.officer_id or 0
    task = acts.NewAssignment("Treo bảng", stranger, FRIDAY)
    assert refusal(acts.give, house.leader, task, now=NOW) == "steering.assignment.not_seated"
    sunday = acts.NewAssignment("Treo bảng", house.specialist.officer_id or 0, date(2026, 11, 22))
    assert refusal(acts.give, house.leader, sunday, now=NOW) == "steering.day.off"
    gone = acts.NewAssignment("Treo bảng", house.specialist.officer_id or 0, TODAY - DAY)
    assert refusal(acts.give, house.leader, gone, now=NOW) == "steering.day.passed"
    assert refusal(acts.give, house.specialist, gone, now=NOW) == "people.role.missing"


def test_nothing_is_done_without_evidence_and_nobody_checks_his_own(house: House) -> None:
    card = adopted(house)
    matter = given(house, goal_id=card.goals[7].id)
    assert refusal(acts.finish, house.specialist, matter.code, "đã treo xong", now=NOW) == "steering.evidence.none"
    wrong = refusal(acts.finish, house.one_stop, matter.code, "đã treo xong", proofs=[PHOTO], now=NOW)
    assert wrong.startswith("matters.")
    acts.finish(house.specialist, matter.code, "đã treo xong", proofs=[PHOTO], now=NOW)
    done = seen.assignment(house.leader, matter.code)
    assert done.outcome == "đã treo xong" and [one.kind for one in done.evidence] == [EvidenceKind.PHOTO]
    plan = seen.plan(house.commune.pk)
    assert plan is not None and plan.goals[7].progress(TODAY).reached
    acts.check(house.leader, matter.code, now=NOW)
    assert refusal(acts.check, house.leader, matter.code, now=NOW) == "steering.assignment.not_to_check"


def test_what_is_not_enough_runs_again_and_the_first_day_stays(house: House) -> None:
    adopted(house)
    matter = given(house)
    acts.finish(house.specialist, matter.code, "đã treo xong", proofs=[PHOTO], now=NOW)
    acts.give_back(house.leader, matter.code, "Ảnh mờ, chưa thấy bảng", date(2026, 11, 25), now=NOW)
    card = seen.assignment(house.leader, matter.code)
    assert card.closed_at is None and card.due_on == FRIDAY
    assert [slip.why for slip in card.slipped] == ["Ảnh mờ, chưa thấy bảng"]
    assert local_day(card.now_due_at) == date(2026, 11, 25)


def test_a_day_that_moves_says_why_and_the_first_still_counts(house: House) -> None:
    adopted(house)
    matter = given(house)
    wrong = refusal(acts.postpone, house.leader, matter.code, TODAY + DAY, "mưa to, chưa treo được", now=NOW)
    assert wrong == "steering.assignment.no_later"
    acts.postpone(house.leader, matter.code, date(2026, 11, 27), "mưa to, chưa treo được", now=NOW)
    card = seen.assignment(house.leader, matter.code)
    assert card.standing.late_on(date(2026, 11, 23))


def test_an_overdue_assignment_stands_in_the_public_count_of_promise_seven(house: House) -> None:
    adopted(house)
    matter = given(house)
    (occasion,) = MEASURES[7](house.commune.pk, [f"matter:{matter.pk}"])
    assert occasion.due_on == FRIDAY
    assert occasion.broken_on is not None and FRIDAY < occasion.broken_on <= FRIDAY + 5 * DAY
    acts.finish(house.specialist, matter.code, "đã treo xong", proofs=[PHOTO], now=NOW)
    (kept,) = MEASURES[7](house.commune.pk, [f"matter:{matter.pk}"])
    assert kept.broken_on is None


def test_a_letter_proves_by_its_number_and_an_unknown_one_does_not(house: House) -> None:
    adopted(house)
    matter = given(house)
    letter = letters.draft(house.leader, "notice", {"about": "Lịch tiếp dân"}, now=NOW)
    unknown = [acts.Proof(EvidenceKind.DOCUMENT, "Thông báo lịch tiếp dân", letter_code="99/TB-UBND")]
    assert refusal(acts.prove, house.specialist, matter.code, unknown, now=NOW) == "steering.evidence.letter"
    known = [acts.Proof(EvidenceKind.DOCUMENT, "Thông báo lịch tiếp dân", letter_code=letter.code)]
    acts.prove(house.specialist, matter.code, known, now=NOW)
    assert seen.assignment(house.leader, matter.code).evidence[0].letter == letter.code


def test_a_member_of_another_commune_sees_nothing_here(house: House) -> None:
    adopted(house)
    matter = given(house)
    other = builders.furnish(builders.open_commune("14944", "Xã Khác"))
    assert refusal(seen.assignment, other.leader, matter.code) == "matters.unknown"
    assert refusal(acts.prove, other.leader, matter.code, [PHOTO], now=NOW) == "matters.unknown"
    assert seen.plan(other.commune.pk) is None


def marked(house: House) -> tuple[int, Matter]:
    """A milestone with one thing given for it."""
    mark = acts.set_milestone(house.leader, adopted(house).goals[7].id, "Mọi thôn có bảng", FRIDAY, now=NOW)
    return mark.pk, given(house, milestone_id=mark.pk)


def test_a_milestone_moves_with_a_reason_and_its_first_day_stays(house: House) -> None:
    mark, _ = marked(house)
    later = date(2026, 12, 11)
    assert refusal(acts.postpone_milestone, house.leader, mark, FRIDAY, "chờ gỗ làm khung", now=NOW) == (
        "steering.milestone.no_later"
    )
    assert refusal(acts.postpone_milestone, house.specialist, mark, later, "chờ gỗ làm khung", now=NOW) == (
        "people.role.missing"
    )
    assert refusal(acts.postpone_milestone, house.leader, mark, later, "x", now=NOW) == "matters.reason.missing"
    acts.postpone_milestone(house.leader, mark, later, "chờ gỗ làm khung", now=NOW)
    card = seen.milestone(house.leader, mark)
    assert (card.due_on, card.now_due_on) == (FRIDAY, later)
    assert card.standing.late_on(FRIDAY + DAY)
    other = builders.furnish(builders.open_commune("14944", "Xã Khác"))
    assert refusal(seen.milestone, other.leader, mark) == "steering.milestone.unknown"
    assert refusal(acts.postpone_milestone, other.leader, mark, later, "chờ gỗ làm khung", now=NOW) == (
        "steering.milestone.unknown"
    )


def test_a_plan_written_anew_hides_nothing_that_was_missed_or_still_runs(house: House) -> None:
    mark, matter = marked(house)
    first = seen.plan(house.commune.pk)
    assert first is not None
    loose = given(house, goal_id=first.goals[0].id)
    after = NOW + 10 * DAY
    again = acts.start_plan(house.leader, 2026, now=after)
    acts.adopt(house.leader, again.pk, now=after)
    card = seen.plan(house.commune.pk)
    assert card is not None and card.number == 2
    (missed,) = card.earlier
    assert missed.id == mark and missed.standing.late_on(local_day(after))
    assert [one.code for one in missed.assignments] == [matter.code]
    assert [one.code for one in card.goals[0].assignments] == [loose.code]
    assert sorted(one.code for one in card.assignments()) == sorted([matter.code, loose.code])


def test_a_report_counts_the_plans_milestones_and_why_one_was_missed(house: House) -> None:
    mark, matter = marked(house)
    acts.postpone_milestone(house.leader, mark, date(2026, 12, 11), "chờ gỗ làm khung", now=NOW)
    data = reports.report(house.commune.pk, read_period("2026-11"), date(2026, 11, 30))
    assert (data.figure("milestones.due").count, data.figure("milestones.reached").count) == (1, 0)
    (late,) = data.late_milestones
    assert (late.title, late.days, late.why) == ("Mọi thôn có bảng", 10, ("chờ gỗ làm khung",))
    acts.finish(house.specialist, matter.code, "đã treo xong", proofs=[PHOTO], now=NOW)
    data = reports.report(house.commune.pk, read_period("2026-11"), date(2026, 11, 30))
    assert (data.figure("milestones.reached").count, data.late_milestones) == (1, ())
