"""Readers come, get keys, are told of danger, hand back; whoever is concerned never reads, nobody else ever hears."""

from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import matters
from vidan.actions.feedback import alarms, sealed, sealed_law, sending, working
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
from vidan.store.models import Feedback, Holding, Matter, Officer, Reminder, SealedMatter

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
        lambda: sealed.read(concerned, sent.code, None),
        lambda: sealed.conclude(concerned, sent.code, now=NOW),
    ):
        with pytest.raises(Refused, match="matters.unknown"):
            act()
    file = sealed.make_key(concerned, PASSPHRASE, now=NOW)
    assert [row.code for row in queries.waiting(concerned)] == [other.code], "nor does his new key claim it"
    assert file
    later = builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    assert [row.code for row in queries.waiting(later)] == [sent.code]
    assert sealed.read(later, sent.code, None)["text"] == ORDINARY.text


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
        sealed.read(handler, sent.code, None)
    assert sealed.read(handler, sent.code, boxes.private_half(file, PASSPHRASE))["place"] == "nhà số 5"


def test_a_second_key_leaves_what_the_first_one_opens(house: House, handler: Actor) -> None:
    first = sealed.make_key(handler, PASSPHRASE, now=NOW)
    sent = say(house, confidential=True)
    sealed.make_key(handler, PASSPHRASE, now=NOW)
    assert sealed.read(handler, sent.code, boxes.private_half(first, PASSPHRASE))["text"] == ORDINARY.text


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
    assert queries.waiting(handler)[0].concluded_at == NOW


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
