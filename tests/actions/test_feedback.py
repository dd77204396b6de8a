"""What people say is kept once, gets a desk and a date, is answered, and is solved only when its sender says so."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests import builders
from tests.builders import NOW, House
from vidan.actions.feedback import forwarding, learned, sender, sending, showing, working
from vidan.actions.feedback.working import Answer
from vidan.actions.recording import Record
from vidan.domain.errors import Refused
from vidan.domain.feedback.agencies import Forwarding, Way
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.matters import tracking_secret
from vidan.domain.people import Role, citizen
from vidan.queries.feedback import desk, public, tracking
from vidan.queries.feedback import occasions as told
from vidan.store import files, vault
from vidan.store.models import Entry, Feedback, Matter, SealedMatter

POTHOLE = Saying(text="Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.", place="cạnh cổng chùa", form_token="a" * 20)
GIVEN = Answer(
    asked="Bà con báo đường vào thôn Tôm có nhiều ổ gà.",
    said="Xã đã cho vá ổ gà bằng bê tông, đi lại được từ hôm nay.",
    next_step="Tháng sau xã kiểm tra lại.",
    checked_on=date(2026, 11, 17),
)
SENT_ON = Forwarding("Sở Xây dựng tỉnh", "đường của tỉnh quản lý", date(2026, 11, 17), Way.PAPER, "31/UBND")


def jpeg(size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture as the door hands it over."""
    kept = BytesIO()
    Image.new("RGB", size, "green").save(kept, "JPEG")
    return kept.getvalue()


def say(house: House, said: Saying = POTHOLE, **words: Any) -> Any:
    return sending.send(citizen(house.commune.pk), replace(said, **words), now=NOW)


def state(code: str) -> str:
    return str(Matter.objects.across_communes("test").get(code=code).state)


def secret(sent: Any) -> str:
    return tracking_secret(vault.derived_key("receipt"), bytes.fromhex(sent.reference), sent.print_number)


def to_answered(house: House, *, solved: bool = True, **words: Any) -> tuple[Any, Any]:
    sent = say(house, **words)
    actor = house.specialist
    working.acknowledge(actor, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW + timedelta(hours=1))
    working.answer(actor, sent.code, GIVEN, solved=solved, now=NOW + timedelta(days=1))
    return sent, actor


def test_what_is_said_gets_a_code_a_desk_and_a_date_and_stands_in_the_ledger_as_pa(house: House) -> None:
    sent = say(house)
    row = Feedback.objects.of(house.commune).get(matter__code=sent.code)
    assert row.matter.holder_id == house.specialist.officer_id
    assert row.cls == MessageClass.FEEDBACK
    assert row.topic == Topic.ROADS
    assert sent.answer_by > NOW
    (entry,) = Entry.objects.of(house.commune).filter(kind="pa")
    assert entry.reference == sent.reference
    assert POTHOLE.text not in row.matter.title


def test_the_same_form_sent_five_times_is_one_message(house: House) -> None:
    assert len({say(house).code for _ in range(5)}) == 1
    assert Feedback.objects.of(house.commune).count() == 1


def test_a_message_without_words_or_with_too_many_is_refused(house: House) -> None:
    for text in ("", "a", "x" * 4001):
        with pytest.raises(Refused):
            say(house, text=text)
    for place in ((91.0, 105.0), (20.0, 10.0)):
        with pytest.raises(Refused):
            say(house, latitude=place[0], longitude=place[1])


def test_code_and_secret_show_the_way_to_its_sender_and_to_nobody_else(house: House) -> None:
    sent = say(house)
    assert tracking.prove(house.commune.pk, sent.code, secret(sent)) == 1
    assert tracking.prove(house.commune.pk, sent.code, "000000000000") is None
    assert tracking.prove(house.commune.pk, "ĐL-PA-00000000", secret(sent)) is None
    card = tracking.tracking(house.commune.pk, sent.code, 1)
    assert card is not None
    assert card.state == FeedbackState.SENT


def test_a_person_sorts_it_and_the_sender_sees_that_it_was_heard(house: House) -> None:
    sent = say(house)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.WATER, now=NOW)
    card = desk.feedback(house.specialist, sent.code)
    assert (card.state, card.topic, card.decided) == (FeedbackState.ACKNOWLEDGED, Topic.WATER, True)
    assert Entry.objects.of(house.commune).filter(kind="tn").count() == 1
    with pytest.raises(Refused):
        working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.WATER, now=NOW)


def test_only_the_holder_answers_and_an_answer_says_something(house: House) -> None:
    sent = say(house)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match="matters.not_holder"):
        working.answer(house.leader, sent.code, GIVEN, solved=True, now=NOW)
    with pytest.raises(Refused, match="feedback.answer.too_short"):
        working.answer(house.specialist, sent.code, replace(GIVEN, said="đã xử lý"), solved=True, now=NOW)


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
def test_a_photo_of_what_was_not_kept_is_not_kept_either(
    house: House, sealed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("the disk went away")

    before = set(files.room().iterdir())
    monkeypatch.setattr(Record, "fact", fails)
    with pytest.raises(OSError, match="went away"):
        say(house, photos=(jpeg(), jpeg()), confidential=sealed)
    assert set(files.room().iterdir()) == before


def test_what_came_with_a_photo_is_closed_with_a_photo_or_a_reason(house: House) -> None:
    sent = say(house, photos=(jpeg(),))
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match="photo_or_reason"):
        working.answer(house.specialist, sent.code, GIVEN, solved=True, now=NOW)
    working.answer(house.specialist, sent.code, GIVEN, solved=True, photos=(jpeg(),), now=NOW)
    (before, after) = desk.feedback(house.specialist, sent.code).photos
    assert (before.after, after.after) == (False, True)
    assert desk.photo(house.specialist, sent.code, before.id) == jpeg()


def test_solved_is_what_its_sender_calls_solved(house: House) -> None:
    sent, _ = to_answered(house)
    assert state(sent.code) == FeedbackState.SOLVED
    sender.confirm(citizen(house.commune.pk), sent.code, now=NOW + timedelta(days=2))
    assert state(sent.code) == FeedbackState.CONFIRMED
    assert Entry.objects.of(house.commune).filter(kind="xn").count() == 1
    with pytest.raises(Refused):
        sender.confirm(citizen(house.commune.pk), sent.code, now=NOW + timedelta(days=2))


def test_contested_twice_it_goes_to_the_board_and_to_somebody_who_never_held_it(house: House) -> None:
    sent, actor = to_answered(house)
    me = citizen(house.commune.pk)
    sender.contest(me, sent.code, "vẫn còn hai ổ gà to", now=NOW + timedelta(days=2))
    matter = Matter.objects.of(house.commune).get(code=sent.code)
    assert (matter.state, matter.holder_id) == (FeedbackState.CONTESTED, actor.officer_id)
    assert matter.due_at is not None
    working.answer(actor, sent.code, GIVEN, solved=True, now=NOW + timedelta(days=3))
    sender.contest(me, sent.code, "vẫn chưa xong", now=NOW + timedelta(days=4))
    matter.refresh_from_db()
    assert (matter.state, matter.holder_id) == (FeedbackState.AT_BOARD, house.leader.officer_id)
    working.answer(house.leader, sent.code, GIVEN, solved=True, now=NOW + timedelta(days=5))
    sender.confirm(me, sent.code, now=NOW + timedelta(days=6))
    assert [line.kind for line in tracking.tracking(house.commune.pk, sent.code, 1).lines][-1] == "confirmed"
    assert Entry.objects.of(house.commune).filter(kind="pd").count() == 2


def test_whom_she_wanted_no_more_does_not_get_it_back(house: House) -> None:
    """At the board a different officer looks at it: neither he himself nor a leader brings it back to his desk."""
    sent, actor = to_answered(house)
    sender.appeal(citizen(house.commune.pk), sent.code, 1, "đường vẫn hỏng như cũ", now=NOW + timedelta(days=2))
    with pytest.raises(Refused, match="second_look"):
        working.take(actor, sent.code, "tôi làm tiếp", now=NOW + timedelta(days=2))
    with pytest.raises(Refused, match="second_look"):
        working.hand_over(house.leader, sent.code, actor.officer_id or 0, "anh làm tiếp cho xong", now=NOW)
    fresh = builders.enter_officer(house.commune, Role.SPECIALIST)
    assert actor.officer_id in desk.feedback(house.leader, sent.code).hands.barred
    working.take(fresh, sent.code, "tôi xem lại", now=NOW + timedelta(days=2))
    assert Matter.objects.of(house.commune).get(code=sent.code).holder_id == fresh.officer_id


def test_silence_is_shown_as_silence_and_may_still_be_broken(house: House) -> None:
    sent, _ = to_answered(house, solved=False)
    assert sender.note_silence(house.commune.pk, now=NOW + timedelta(days=10)) == 0
    assert sender.note_silence(house.commune.pk, now=NOW + timedelta(days=16)) == 1
    assert state(sent.code) == FeedbackState.NO_REPLY
    sender.contest(citizen(house.commune.pk), sent.code, "tôi đi vắng, đường vẫn hỏng", now=NOW + timedelta(days=20))
    assert state(sent.code) == FeedbackState.CONTESTED


def test_a_third_hand_over_is_the_leaders_alone(house: House) -> None:
    sent = say(house)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    holders = [builders.enter_officer(house.commune, Role.SPECIALIST) for _ in range(3)]
    actor = house.specialist
    for to in holders[:2]:
        working.hand_over(actor, sent.code, to.officer_id or 0, "việc của tổ đường", now=NOW)
        actor = to
    with pytest.raises(Refused, match="handed_over_enough"):
        working.hand_over(actor, sent.code, holders[2].officer_id or 0, "việc của tổ đường", now=NOW)
    working.hand_over(house.leader, sent.code, holders[2].officer_id or 0, "lãnh đạo phân công", now=NOW)


def test_not_ours_needs_the_name_of_whose_it_is_and_is_followed_to_the_end(house: House) -> None:
    sent = say(house)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match="agency.unnamed"):
        forwarding.send_on(house.specialist, sent.code, replace(SENT_ON, agency=""), now=NOW)
    forwarding.send_on(house.specialist, sent.code, SENT_ON, now=NOW)
    assert state(sent.code) == FeedbackState.NOT_OURS
    with pytest.raises(Refused, match=r"sent_on\.follow"):
        working.answer(house.specialist, sent.code, GIVEN, solved=True, now=NOW)
    said = "Sở đã giao đội cầu đường vá xong trong tháng này."
    forwarding.note_reply(house.specialist, sent.code, said, NOW.date(), "12/SXD", now=NOW)
    working.answer(house.specialist, sent.code, GIVEN, solved=True, now=NOW)


def test_what_was_sent_on_is_taken_back_with_a_reason_before_it_is_answered_as_ours(house: House) -> None:
    sent = say(house)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    forwarding.send_on(house.specialist, sent.code, SENT_ON, now=NOW)
    with pytest.raises(Refused, match=r"reason\.missing"):
        forwarding.take_back(house.specialist, sent.code, "", now=NOW)
    with pytest.raises(Refused, match="not_holder"):
        forwarding.take_back(house.leader, sent.code, "đoạn này của xã", now=NOW)
    forwarding.take_back(house.specialist, sent.code, "đoạn này của xã", now=NOW)
    assert state(sent.code) == FeedbackState.ACKNOWLEDGED
    assert desk.feedback(house.specialist, sent.code).lines[-1].told["why"] == "đoạn này của xã"
    working.answer(house.specialist, sent.code, GIVEN, solved=True, now=NOW)


def test_what_we_answered_as_ours_is_not_sent_on_when_it_is_contested(house: House) -> None:
    sent, actor = to_answered(house)
    sender.contest(citizen(house.commune.pk), sent.code, "vẫn còn hai ổ gà to", now=NOW + timedelta(days=2))
    assert "send_on" not in desk.feedback(actor, sent.code).acts
    with pytest.raises(Refused, match="send_on.answer_first"):
        forwarding.send_on(actor, sent.code, SENT_ON, now=NOW + timedelta(days=2))
    assert state(sent.code) == FeedbackState.CONTESTED


def test_praise_is_owed_thanks_and_ends_with_them(house: House) -> None:
    sent = say(house, text="Cảm ơn xã đã làm đường mới, bà con vui lắm")
    working.acknowledge(house.specialist, sent.code, MessageClass.PRAISE, Topic.ROADS, now=NOW)
    (owed,) = told.promise_5(house.commune.pk)
    assert owed.finished_on is None
    working.thank(house.specialist, sent.code, "Cảm ơn ông bà đã có lời động viên anh em.", now=NOW)
    (owed,) = told.promise_5(house.commune.pk)
    assert owed.finished_on is not None
    assert state(sent.code) == FeedbackState.THANKED
    matter = Matter.objects.of(house.commune).get(code=sent.code)
    assert (matter.holder_id, matter.due_at) == (None, None)


def test_the_promises_count_what_happened(house: House) -> None:
    sent, _ = to_answered(house)
    sender.contest(citizen(house.commune.pk), sent.code, "vẫn còn ổ gà", now=NOW + timedelta(days=2))
    (heard,) = told.promise_1(house.commune.pk, [f"matter:{Matter.objects.of(house.commune).get(code=sent.code).pk}"])
    assert heard.kept_on(heard.due_on or date.min)
    (solved,) = told.promise_3(house.commune.pk)
    assert not solved.kept_on(date(2026, 12, 31))
    assert list(told.promise_2(house.commune.pk)) == []


def test_nothing_is_shown_before_a_person_looked_it_over(house: House) -> None:
    sent = say(house)
    assert public.shown(house.commune.pk)[0] == []
    with pytest.raises(Refused):
        showing.show(house.specialist, sent.code, "Đường hỏng", "", "", now=NOW)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    showing.show(house.specialist, sent.code, "Đường vào thôn có ổ gà", "gần chùa", "", now=NOW)
    (row,) = public.shown(house.commune.pk)[0]
    assert row.text == "Đường vào thôn có ổ gà"
    showing.hide(house.specialist, sent.code, now=NOW)
    assert public.one(house.commune.pk, sent.code) is None


def test_the_sender_s_name_is_never_published_by_an_oversight(house: House) -> None:
    sent = say(house, name="Hà Thị Mẫu", phone="0987654321")
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    for words, place in (("Tôi là Hà Thị Mẫu, đường hỏng", ""), ("Đường hỏng", "trước nhà bà Hà Thị Mẫu")):
        with pytest.raises(Refused, match=r"feedback\.show\.name"):
            showing.show(house.specialist, sent.code, words, place, "", now=NOW)
    assert public.shown(house.commune.pk)[0] == []


def test_who_does_not_want_it_shown_is_not_shown(house: House) -> None:
    sent = say(house, may_publish=False)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match="show.not_lawful"):
        showing.show(house.specialist, sent.code, "Đường hỏng", "", "", now=NOW)


def test_an_emergency_rings_at_once(house: House) -> None:
    from django_tasks_db.models import DBTaskResult

    sent = say(house, text="Cháy nhà ở thôn Tôm, lửa đang lan, có người kẹt bên trong, cứu với")
    assert Feedback.objects.of(house.commune).get(matter__code=sent.code).emergency
    assert DBTaskResult.objects.filter(args_kwargs__kwargs__kind="feedback_alarm").count() == 1
    assert Matter.objects.of(house.commune).get(code=sent.code).holder_id == house.leader.officer_id


def test_nothing_sealed_is_made_of_an_ordinary_message(house: House) -> None:
    say(house)
    assert SealedMatter.objects.of(house.commune).count() == 0


def test_a_report_of_the_same_trouble_joins_the_first_and_keeps_its_own_code_and_promise(house: House) -> None:
    first = say(house)
    working.acknowledge(house.specialist, first.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    showing.show(house.specialist, first.code, "Đường vào thôn Tôm có ổ gà.", "", "", now=NOW)
    second = say(house, form_token="b" * 20, joins=first.code)
    third = say(house, form_token="c" * 20, joins=first.code)
    assert len({first.code, second.code, third.code}) == 3
    assert second.answer_by >= NOW
    shown = public.one(house.commune.pk, first.code)
    assert shown is not None
    assert shown.same == 2


def test_nobody_joins_what_is_not_shown_or_never_was(house: House) -> None:
    first = say(house)
    for code in (first.code, "ĐL-PA-00000000"):
        joined = say(house, form_token=code[-10:] * 2, joins=code)
        assert Feedback.objects.of(house.commune).get(matter__code=joined.code).joined_id is None


def test_what_officers_correct_is_learned_by_their_commune_alone(house: House) -> None:
    text = "Cái loa ở đình làng bị mất trộm hai lần rồi."
    before = learned.suggester(house.commune.pk).suggest(text)
    right = Topic.ROADS if before.topic is not Topic.ROADS else Topic.SCHOOLS
    for number in range(12):
        sent = say(house, text=f"{text} Lần {number}.", form_token=f"{number:020d}")
        working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, right, now=NOW)
    assert learned.suggester(house.commune.pk).suggest(text).topic is right
    assert learned.suggester(house.commune.pk + 1).suggest(text).topic is before.topic
