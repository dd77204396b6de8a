"""A lesson is judged by the figure that opened it: what came back says so, and nobody types the outcome."""

from datetime import date, timedelta

import pytest

from tests import builders
from tests.actions.test_steering_board import found, refusal
from tests.builders import NOW, House
from vidan.actions import procedures
from vidan.actions import steering as acts
from vidan.actions.feedback import sending, working
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Role, citizen, program
from vidan.domain.steering import FigureRead, LessonSource, LessonState, Thanks, asks_for_lesson
from vidan.jobs import lesson_care
from vidan.queries import letters as letters_seen
from vidan.queries import steering as seen
from vidan.queries.promises import board as figures
from vidan.store import guard
from vidan.store.models import Lesson, Letter, Tally

TODAY = local_day(NOW)
DAY = timedelta(days=1)
CAUSE, MEASURE = "Hồ sơ đất đai chờ đo thêm mà không ai báo.", "Gọi điện cho bà con ngay ngày đo, ghi vào sổ."


def opened(house: House, before: FigureRead | None = None) -> Lesson:
    found(house)
    reading = before or FigureRead(TODAY, 8, 12, 98)
    return acts.learn(house.leader, LessonSource.PROMISE, "8", "Lời hứa 8 lỡ mục tiêu", reading, now=NOW)


def measured(house: House, check_on: date | None = None) -> Lesson:
    row = opened(house)
    return acts.measure(
        house.leader,
        row.code,
        cause=CAUSE,
        measure=MEASURE,
        owner_id=house.specialist.officer_id or 0,
        check_on=check_on or TODAY + 30 * DAY,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (FigureRead(TODAY + 30 * DAY, 50, 50, 98), LessonState.WORKED),
        (FigureRead(TODAY + 30 * DAY, 48, 50, 98), LessonState.FAILED),
        (FigureRead(TODAY + 30 * DAY, 0, 0, 98), LessonState.FAILED),
    ],
)
def test_the_same_figure_decides_on_its_day(house: House, after: FigureRead, state: LessonState) -> None:
    row = measured(house)
    system = program(house.commune.pk)
    assert refusal(acts.look_again, system, row.code, after, now=NOW) == "steering.lesson.not_now"
    assert refusal(acts.look_again, house.leader, row.code, after, now=NOW + 30 * DAY) == "people.role.missing"
    acts.look_again(system, row.code, after, now=NOW + 30 * DAY)
    card = seen.lesson(house.leader, row.code)
    assert (card.state, card.after) == (state, after)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"check_on": None}, "steering.lesson.no_check_day"),
        ({"check_on": TODAY + DAY}, "steering.lesson.check_day"),
        ({"check_on": TODAY + 400 * DAY}, "steering.lesson.check_day"),
        ({"check_on": TODAY + 6 * DAY}, "steering.lesson.check_day"),
        ({"cause": "x"}, "steering.words.missing"),
        ({"owner_id": 10_000}, "steering.assignment.not_seated"),
    ],
)
def test_a_lesson_without_a_day_a_cause_or_an_owner_is_none(house: House, change: dict[str, object], code: str) -> None:
    row = opened(house)
    told: dict[str, object] = {
        "cause": CAUSE, "measure": MEASURE, "owner_id": house.specialist.officer_id, "check_on": TODAY + 30 * DAY,
    }  # fmt: skip
    assert refusal(acts.measure, house.leader, row.code, **{**told, **change}, now=NOW) == code


def test_one_fault_has_one_lesson_at_a_time(house: House) -> None:
    opened(house)
    again = refusal(
        acts.learn, house.leader, LessonSource.PROMISE, "8", "Lời hứa 8", FigureRead(TODAY, 7, 12, 98), now=NOW
    )
    assert again == "steering.lesson.runs"


def test_a_promise_asks_for_a_lesson_only_when_it_misses_by_much_and_of_many() -> None:
    assert asks_for_lesson(FigureRead(TODAY, 8, 12, 98))
    assert not asks_for_lesson(FigureRead(TODAY, 5, 9, 98))
    assert not asks_for_lesson(FigureRead(TODAY, 95, 100, 98))


def test_a_search_that_finds_nothing_opens_one_at_night_and_is_judged_on_its_day(house: House) -> None:
    found(house)
    for _ in range(3):
        procedures.miss_question(house.commune.pk, "giấy đi đường cho trâu", "", now=NOW)
    lesson_care.look_after(house.commune.pk, NOW)
    (card,) = seen.lessons(house.commune.pk)
    assert (card.source, card.before.count) == (LessonSource.SEARCH, 3)
    assert "giay di duong cho trau" in card.title or "giấy đi đường" in card.title
    acts.measure(
        house.leader, card.code, cause=CAUSE, measure=MEASURE, owner_id=house.specialist.officer_id or 0,
        check_on=TODAY + 7 * DAY, now=NOW,
    )  # fmt: skip
    procedures.miss_question(house.commune.pk, "giấy đi đường cho trâu", "", now=NOW + DAY)
    lesson_care.look_after(house.commune.pk, NOW + 7 * DAY)
    states = sorted(one.state for one in seen.lessons(house.commune.pk))
    assert states == [LessonState.FAILED, LessonState.OPEN]  # it came back, so it is learned again


def test_only_what_came_after_the_measure_judges_it_and_the_bad_days_before_open_no_second_lesson(
    house: House,
) -> None:
    def day_brings(on: date, kept: int, counted: int) -> None:
        with guard.writing_allowed():
            Tally.objects.of(house.commune).create(commune=house.commune, promise=8, day=on, kept=kept, counted=counted)

    day_brings(TODAY - DAY, 8, 12)
    opened(house, figures.readings(house.commune.pk, TODAY)[8])
    (card,) = seen.lessons(house.commune.pk)
    assert (card.before.count, card.before.counted, card.before.since) == (8, 12, TODAY - 89 * DAY)
    acts.measure(
        house.leader, card.code, cause=CAUSE, measure=MEASURE, owner_id=house.specialist.officer_id or 0,
        check_on=TODAY + 30 * DAY, now=NOW + 5 * DAY,
    )  # fmt: skip
    day_brings(TODAY + 5 * DAY, 0, 3)  # the measure is not yet a day old
    day_brings(TODAY + 20 * DAY, 20, 20)
    lesson_care.look_after(house.commune.pk, NOW + 30 * DAY)
    (card,) = seen.lessons(house.commune.pk)
    assert (card.state, card.after) == (
        LessonState.WORKED, FigureRead(TODAY + 30 * DAY, 20, 20, card.before.target, TODAY + 6 * DAY),
    )  # fmt: skip


def test_lessons_that_were_judged_are_read_by_the_communes_of_the_province(house: House) -> None:
    row = measured(house)
    neighbour = builders.open_commune("14944", "Xã Lân Cận")
    assert seen.shared(neighbour.pk) == ()
    after = FigureRead(TODAY + 30 * DAY, 50, 50, 98)
    acts.look_again(program(house.commune.pk), row.code, after, now=NOW + 30 * DAY)
    assert [one.commune for one in seen.shared(neighbour.pk)] == ["Xã Điền Lư"]
    stranger = builders.enter_officer(neighbour, Role.LEADER)
    assert refusal(seen.lesson, stranger, row.code) == "steering.lesson.unknown"
    far = builders.open_commune("01001", "Xã Xa", province_code="01", province_name="thành phố Hà Nội")
    assert seen.shared(far.pk) == ()


@pytest.mark.parametrize("name", ["Lò Thị Ban", ""])
def test_whoever_showed_the_cause_is_thanked_once_where_she_reads_it(house: House, name: str) -> None:
    row = opened(house)
    words = Saying(text="Giấy hẹn không ghi ai giữ, bà con không biết gọi ai.", name=name, form_token="c" * 20)
    said = sending.send(citizen(house.commune.pk), words, now=NOW)
    told: dict[str, object] = {
        "cause": CAUSE, "measure": MEASURE, "owner_id": house.specialist.officer_id, "check_on": TODAY + 30 * DAY,
    }  # fmt: skip
    wrong = refusal(acts.measure, house.leader, row.code, **told, reported="PA-0", now=NOW)
    assert wrong == "steering.lesson.nobody_said"
    assert seen.lesson(house.leader, row.code).state is LessonState.OPEN
    for _ in range(2):
        acts.measure(house.leader, row.code, **told, reported=said.code, now=NOW)
    letters = Letter.objects.of(house.commune).filter(kind="thanks", trigger="idea")
    if not name:
        assert not letters.exists()  # nobody could be addressed: the thanks are said where the code leads
        thanks, due_on = seen.thanks(house.commune.pk, said.code) or (None, None)
        assert (thanks, due_on is not None) == (Thanks.PAGE, True)
        working.thank(house.leader, said.code, "Cảm ơn ông/bà đã nói rõ vì sao bà con phải hỏi.", now=NOW)
        assert (seen.thanks(house.commune.pk, said.code) or ("",))[0] is Thanks.DONE
        return
    letter = letters.get()
    values = letters_seen.card(house.leader, letter.code).values
    assert values["recipient"] == name
    assert "đã giúp xã thấy vì sao" in values["deed"] and CAUSE.rstrip(".") in values["deed"]
    assert MEASURE.rstrip(".") in values["result"]
    assert (seen.thanks(house.commune.pk, said.code) or ("",))[0] is Thanks.LETTER
