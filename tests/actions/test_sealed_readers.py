"""Readers come, get keys, are told of danger, hand back; whoever is concerned never reads, nobody else ever hears."""

from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import matters
from vidan.actions.feedback import alarms, learned, sealed, sealed_handing, sealed_law, sending, showing, working
from vidan.actions.feedback.legal import Step
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalAct, LegalKind
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, citizen, program
from vidan.queries.feedback import desk, tracking
from vidan.queries.feedback import sealed as queries
from vidan.queries.feedback.sealed import Readiness
from vidan.speech import reminders as words
from vidan.store import boxes, guard, traces
from vidan.store.models import Correction, Feedback, Holding, Mandate, Matter, Officer, Reminder, SealedMatter

PASSPHRASE = "một câu dài mà tôi nhớ"
DANGER = "Cứu với, ông ấy cầm dao chém người, máu chảy nhiều lắm."
ORDINARY = Saying(text="Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.")


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make = boxes.make_pair
    monkeypatch.setattr(boxes, "make_pair", lambda passphrase: make(passphrase, cheap=True))


@pytest.fixture
def handler(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")


def say(house: House, text: str = ORDINARY.text, **more: Any) -> Any:
    return sending.send(citizen(house.commune.pk), Saying(text=text, **more), now=NOW)


def test_the_only_inspector_never_sees_what_waits_because_it_is_about_him(house: House) -> None:
    concerned = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    sent = say(house, officer_id=concerned.officer_id)
    other = say(house, confidential=True)
    assert [row.code for row in queries.waiting(concerned)] == [other.code]
    for act in (
        lambda: sealed.read(concerned, sent.code, None, now=NOW),
        lambda: sealed.conclude(concerned, sent.code, now=NOW),
    ):
        with pytest.raises(Refused, match="matters.unknown"):
            act()
    file = sealed.make_key(concerned, PASSPHRASE, now=NOW)
    assert [row.code for row in queries.waiting(concerned)] == [other.code], "nor does his new key claim it"
    assert file
    later = builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    assert [row.code for row in queries.waiting(later)] == [sent.code]
    assert sealed.read(later, sent.code, None, now=NOW)["text"] == ORDINARY.text


def test_what_names_the_handler_in_its_words_is_not_hers_to_read(house: House, handler: Actor) -> None:
    inspector = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    say(house, "Tôi tố cáo bà Vi Thị Kín nhận hối lộ, tham ô tiền quỹ của dân.")
    assert queries.waiting(handler) == []
    assert len(queries.waiting(inspector)) == 1


def test_a_new_key_takes_what_lies_under_the_houses_own_away_from_the_machine(house: House, handler: Actor) -> None:
    sent = say(house, confidential=True, place="nhà số 5")
    before = SealedMatter.objects.of(house.commune).get()
    assert before.key_id is None
    file = sealed.make_key(handler, PASSPHRASE, now=NOW)
    row = SealedMatter.objects.of(house.commune).get()
    assert row.key_id is not None
    assert len(bytes(row.body)) == len(bytes(before.body))
    with pytest.raises(Refused, match="key.needed"):
        sealed.read(handler, sent.code, None, now=NOW)
    assert sealed.read(handler, sent.code, boxes.private_half(file, PASSPHRASE), now=NOW)["place"] == "nhà số 5"


def test_a_second_key_leaves_what_the_first_one_opens(house: House, handler: Actor) -> None:
    first = sealed.make_key(handler, PASSPHRASE, now=NOW)
    sent = say(house, confidential=True)
    sealed.make_key(handler, PASSPHRASE, now=NOW)
    assert sealed.read(handler, sent.code, boxes.private_half(first, PASSPHRASE), now=NOW)["text"] == ORDINARY.text


@pytest.mark.parametrize("more", [{"confidential": True}, {"officer_id": "leader"}])
def test_danger_in_a_sealed_message_rings_its_reader_at_once_and_nobody_else(
    house: House, handler: Actor, more: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr("vidan.jobs.errands.enqueue", lambda kind, commune, payload: told.append((kind, payload)))
    with guard.writing_allowed():
        Officer.objects.filter(pk=handler.officer_id).update(email="kin@example.vn")
    officer = {"officer_id": house.leader.officer_id} if "officer_id" in more else more
    sent = say(house, DANGER, **officer)
    rung = Reminder.objects.of(house.commune).get()
    assert (rung.officer_id, rung.matter_id, rung.kind) == (handler.officer_id, None, "sealed_alarm")
    assert [kind for kind, _payload in told] == ["officer_reminder", "sealed_watch"]
    assert [card.code for card in queries.ringing(handler)] == [sent.code]
    assert queries.ringing(house.leader) == ()
    mail = words.outside(rung.kind, rung.told)
    assert sent.code not in mail
    assert "mật" not in mail
    alarms.looked(handler, sent.code, now=NOW)
    assert queries.ringing(handler) == ()


def test_a_reader_who_does_not_look_is_told_once_more_and_still_nobody_else(house: House, handler: Actor) -> None:
    sent = say(house, DANGER, confidential=True)
    later = NOW + timedelta(minutes=16)
    assert queries.rung_at(house.commune.pk, sent.code) == NOW
    assert alarms.ring_reader_again(program(house.commune.pk), sent.code, now=later)
    kinds = Reminder.objects.of(house.commune).order_by("pk").values_list("officer_id", "kind")
    assert list(kinds) == [(handler.officer_id, "sealed_alarm"), (handler.officer_id, "sealed_alarm_again")]
    alarms.looked(handler, sent.code, now=later)
    assert queries.rung_at(house.commune.pk, sent.code) is None
    assert not alarms.ring_reader_again(program(house.commune.pk), sent.code, now=later)


def test_without_danger_and_without_a_reader_nothing_rings(house: House) -> None:
    say(house, DANGER, confidential=True)
    builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    say(house, confidential=True)
    assert Reminder.objects.of(house.commune).count() == 0


def test_the_sealed_room_says_what_it_lacks_whatever_lies_in_it(house: House) -> None:
    day = local_day(NOW)
    assert queries.room(house.commune.pk, day).state is Readiness.NOBODY
    one = builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    assert queries.room(house.commune.pk, day) == queries.Room(Readiness.WITHOUT_KEY, ("Vi Thị Kín",))
    sealed.make_key(one, PASSPHRASE, now=NOW)
    assert queries.room(house.commune.pk, day).state is Readiness.ALONE
    two = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    say(house, confidential=True)
    assert queries.room(house.commune.pk, day) == queries.Room(Readiness.WITHOUT_KEY, ("Hà Văn Soát",))
    sealed.make_key(two, PASSPHRASE, now=NOW)
    assert queries.room(house.commune.pk, day).state is Readiness.READY


def test_what_is_handed_back_is_handed_back_once_with_its_place_on_the_map(house: House, handler: Actor) -> None:
    sent = say(house, confidential=True, latitude=20.1, longitude=105.4)
    code = sealed.hand_back(handler, sent.code, None, now=NOW)
    assert (desk.feedback(house.leader, code).latitude, desk.feedback(house.leader, code).longitude) == (20.1, 105.4)
    with pytest.raises(Refused, match="not_lawful"):
        sealed.hand_back(handler, sent.code, None, now=NOW)
    assert Feedback.objects.of(house.commune).count() == 1
    assert queries.waiting(handler, done=True)[0].concluded_at == NOW


def test_a_hand_back_that_breaks_in_the_middle_leaves_no_message_that_its_sender_does_not_know(
    house: House, handler: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = say(house, confidential=True)

    def broken(*_args: Any, **_more: Any) -> None:
        raise OSError("power")

    monkeypatch.setattr(sealed, "tell_sender", broken)
    with pytest.raises(OSError, match="power"):
        sealed.hand_back(handler, sent.code, None, now=NOW)
    assert Feedback.objects.of(house.commune).count() == Matter.objects.of(house.commune).count() == 0


def test_what_has_its_way_by_law_is_neither_handed_back_nor_simply_done(house: House, handler: Actor) -> None:
    sent = say(house, confidential=True)
    step = Step(LegalAct.ACCEPT, "Chúng tôi thụ lý đơn này theo luật và sẽ xác minh.", "12/TB", False)
    sealed_law.take(handler, sent.code, LegalKind.DENUNCIATION, step, now=NOW)
    for act in (
        lambda: sealed.hand_back(handler, sent.code, None, now=NOW),
        lambda: sealed.conclude(handler, sent.code, now=NOW),
    ):
        with pytest.raises(Refused, match="not_lawful"):
            act()


def test_what_officers_typed_about_a_message_goes_with_it_and_nothing_is_owed_for_it(
    house: House, handler: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Any] = []
    monkeypatch.setattr(traces, "forget_what_stood_there", lambda *tables: swept.extend(tables))
    sent = say(house)
    working.acknowledge(house.leader, sent.code, MessageClass.PRAISE, Topic.ROADS, now=NOW)
    other = builders.enter_officer(house.commune, Role.SPECIALIST, name="Hà Thị Khác")
    assert other.officer_id is not None
    working.hand_over(house.leader, sent.code, other.officer_id, "ông Bị nhận tiền, em xem giúp", now=NOW)
    matters.ask_help(other, sent.code, "ông Bị nhận tiền, khó quá", now=NOW)
    matter = Matter.objects.of(house.commune).get()
    assert Holding.objects.of(house.commune).exclude(reason="").exists()
    assert Reminder.objects.of(house.commune).filter(matter=matter).exists()
    working.seal_away(house.leader, sent.code, now=NOW)
    assert not Holding.objects.of(house.commune).exclude(reason="").exists()
    assert not Reminder.objects.of(house.commune).filter(matter=matter).exists()
    row = Feedback.objects.of(house.commune).get()
    assert (row.thanks_due_at, row.may_publish, row.answered_by_id) == (None, False, None)
    assert set(sealed.MOVED_OUT_OF) <= set(swept)
    assert tracking.tracking(house.commune.pk, sent.code, 1) is not None


def test_boxes_go_to_another_reader_who_opens_them_with_his_own_key_alone(house: House, handler: Actor) -> None:
    file = sealed.make_key(handler, PASSPHRASE, now=NOW)
    inspector = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    assert sealed_handing.may_get(handler, NOW) == [], "who has no key gets nothing"
    others = boxes.private_half(sealed.make_key(inspector, PASSPHRASE, now=NOW), PASSPHRASE)
    sent = say(house, confidential=True, name="Người Kể")
    about = say(house, "Tôi tố cáo ông Hà Văn Soát nhận hối lộ, tham ô tiền quỹ.")
    own = boxes.private_half(file, PASSPHRASE)
    sizes = {len(bytes(row.body)) for row in SealedMatter.objects.of(house.commune)}
    assert inspector.officer_id is not None
    handed = sealed_handing.hand_over(handler, inspector.officer_id, own, now=NOW)
    assert handed == sealed_handing.Handed(moved=1, left=1)
    assert [row.code for row in queries.waiting(handler)] == [about.code]
    assert sealed.read(inspector, sent.code, others, now=NOW)["name"] == "Người Kể"
    with pytest.raises(Refused, match="not_this"):
        sealed.read(inspector, sent.code, own, now=NOW)
    assert {len(bytes(row.body)) for row in SealedMatter.objects.of(house.commune)} == sizes
    told = Reminder.objects.of(house.commune).get(officer_id=inspector.officer_id)
    assert "bàn giao cho ông/bà 1 tin mật" in words.line(told.kind, told.told)
    assert "mật" not in words.outside(told.kind, told.told)
    for code in (about.code, ""):
        with pytest.raises(Refused, match="nothing_handed"):
            sealed_handing.hand_over(handler, inspector.officer_id, own, code=code, now=NOW)


def test_boxes_go_to_no_officer_who_is_no_reader(house: House, handler: Actor) -> None:
    say(house, confidential=True)
    assert house.leader.officer_id is not None
    for officer in (house.leader.officer_id, handler.officer_id or 0):
        with pytest.raises(Refused, match="no_such_reader"):
            sealed_handing.hand_over(handler, officer, None, now=NOW)


def test_a_sender_whose_reader_left_is_told_to_send_anew_and_nobody_else_hears(house: House, handler: Actor) -> None:
    sent = say(house, confidential=True)
    assert sealed_handing.tell_of_leaving(house.commune.pk, now=NOW) == 0
    with guard.writing_allowed():
        rows = Mandate.objects.of(house.commune).filter(officer_id=handler.officer_id)
        rows.update(until_on=local_day(NOW) - timedelta(days=3))
    assert sealed_handing.tell_of_leaving(house.commune.pk, now=NOW) == 0, "he may come back within the week"
    later = NOW + timedelta(days=8)
    assert sealed_handing.tell_of_leaving(house.commune.pk, now=later) == 1
    assert sealed_handing.tell_of_leaving(house.commune.pk, now=later) == 0
    card = tracking.tracking(house.commune.pk, sent.code, 1)
    assert card is not None
    assert "xin gửi lại" in card.lines[-1].told["said"]
    assert Reminder.objects.of(house.commune).count() == 0


def test_each_opening_is_kept_for_whoever_reads_after(house: House, handler: Actor) -> None:
    sent = say(house, confidential=True)
    assert queries.openings(handler, sent.code) == ()
    sealed.read(handler, sent.code, None, now=NOW)
    assert queries.openings(handler, sent.code) == (queries.Opening("Vi Thị Kín", NOW),)
    other = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    assert queries.openings(other, sent.code) == ()


def test_the_reader_sees_every_box_the_most_pressing_first(
    house: House, handler: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    first, second, third = (say(house, confidential=True) for _turn in range(3))
    with guard.writing_allowed():
        SealedMatter.objects.of(house.commune).filter(code=third.code).update(due_at=NOW)
    assert [row.code for row in queries.waiting(handler)] == [third.code, first.code, second.code]
    assert [row.code for row in queries.waiting(handler, page=2)] == [second.code]
    sealed.conclude(handler, first.code, now=NOW)
    assert [row.code for row in queries.waiting(handler)] == [third.code, second.code]
    assert [row.code for row in queries.waiting(handler, done=True)] == [first.code]


def test_a_full_disk_refuses_the_photo_of_a_sealed_message_as_of_any_other(
    house: House, handler: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidan.store.files.has_room", lambda: False)
    for more in ({"confidential": True}, {}):
        with pytest.raises(Refused, match="no_room"):
            say(house, photos=(b"\xff\xd8\xff-x",), **more)
    assert SealedMatter.objects.of(house.commune).count() == Feedback.objects.of(house.commune).count() == 0


def test_what_is_handed_back_keeps_its_first_dates_and_what_its_sender_allowed(house: House, handler: Actor) -> None:
    shown = say(house, may_publish=True)
    working.acknowledge(house.leader, shown.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    showing.show(house.leader, shown.code, ORDINARY.text, "", "", now=NOW)
    sent = say(house, "Cô ở quầy nói năng cáu gắt, quát nạt dân.", may_publish=True, joins=shown.code)
    later = NOW + timedelta(days=20)
    code = sealed.hand_back(handler, sent.code, None, now=later)
    matter = Matter.objects.of(house.commune).get(code=code)
    row = Feedback.objects.of(house.commune).get(matter=matter)
    assert (matter.first_due_at, row.received_at) == (sent.answer_by, NOW)
    assert (row.may_publish, row.joined_id) == (
        True,
        Feedback.objects.of(house.commune).get(matter__code=shown.code).pk,
    )


def test_whom_the_officer_names_who_moves_it_away_never_reads_it(house: House, handler: Actor) -> None:
    inspector = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    sent = say(house)
    working.acknowledge(house.leader, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match="officer.unknown"):
        working.seal_away(house.leader, sent.code, concerned=999_999, now=NOW)
    working.seal_away(house.leader, sent.code, concerned=handler.officer_id, now=NOW)
    assert queries.waiting(handler) == []
    assert [row.code for row in queries.waiting(inspector)] == [sent.code]


def test_what_was_learned_from_a_message_is_sealed_and_goes_with_it(house: House, handler: Actor) -> None:
    text = "Cột điện gần nhà ông Bảy bị nghiêng, ban đêm tối om, đề nghị xã sửa."
    sent, other = say(house, text), say(house)
    for code in (sent.code, other.code):
        working.acknowledge(house.leader, code, MessageClass.QUESTION, Topic.HEALTH, now=NOW)
    kept = [row.found for row in Correction.objects.of(house.commune)]
    assert len(kept) == 2
    assert not any("dien" in str(found) for found in kept)
    assert any("dien" in feature for feature in learned.opened(kept[0]))
    assert learned.suggester(house.commune.pk).suggest(text).topic is Topic.HEALTH, "it is learned all the same"
    working.seal_away(house.leader, sent.code, now=NOW)
    left = Correction.objects.of(house.commune).get()
    assert left.found == kept[1]


def test_a_reader_is_told_once_a_round_that_something_came(house: House, handler: Actor) -> None:
    assert sealed_handing.tell_of_new(house.commune.pk, now=NOW) == 0
    for _turn in range(3):
        say(house, confidential=True)
    later = NOW + timedelta(hours=1)
    assert [sealed_handing.tell_of_new(house.commune.pk, now=moment) for moment in (later, later)] == [1, 0]
    told = Reminder.objects.of(house.commune).get()
    assert told.officer_id == handler.officer_id
    assert words.line(told.kind, told.told) == "Có 3 tin mật mới. Xin mở mục Tin mật."
    night = NOW.replace(hour=2)
    assert sealed_handing.tell_of_new(house.commune.pk, now=night) == 0
