"""What must not be seen is in no table that anybody reads, in no bytes that anybody keeps; it still gets its answer."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from PIL import Image

from tests import builders
from tests.builders import NOW, House
from vidan.actions.feedback import sealed, sealed_pace, sending, working
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.matters import open_at
from vidan.domain.moments import VIETNAM, local_day
from vidan.domain.people import Actor, Role, citizen
from vidan.queries.feedback import desk, tracking
from vidan.queries.feedback import sealed as queries
from vidan.store import boxes
from vidan.store.calendars import calendar_of
from vidan.store.models import Entry, Fact, Feedback, FeedbackEvent, Matter, SealedMatter

CANARY = "zqxkanari"
DENUNCIATION = Saying(
    text=f"Tố cáo ông trưởng thôn {CANARY} nhận hối lộ, tham ô tiền quỹ của dân.",
    place=f"nhà {CANARY}",
    name=f"Người {CANARY}",
    phone="0911222333",
)
ORDINARY = Saying(text="Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.")
PASSPHRASE = "một câu dài mà tôi nhớ"


@pytest.fixture
def handler(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files that cost little to open, for tests."""
    make = boxes.make_pair
    monkeypatch.setattr(boxes, "make_pair", lambda passphrase: make(passphrase, cheap=True))


def say(house: House, said: Saying = DENUNCIATION, **words: Any) -> Any:
    return sending.send(citizen(house.commune.pk), replace(said, **words), now=NOW)


def jpeg(size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture as the door hands it over."""
    kept = BytesIO()
    Image.new("RGB", size, "green").save(kept, "JPEG")
    return kept.getvalue()


def raw_values() -> Iterator[str]:
    """Every value of every row of ours, as text."""
    for model in apps.get_app_config("vidan").get_models():
        for row in model._base_manager.values_list():
            yield from (bytes(v).decode("latin-1") if isinstance(v, memoryview | bytes) else str(v) for v in row)


def files() -> Iterator[bytes]:
    for path in (Path(settings.DATA) / "files").rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def test_a_denunciation_is_no_matter_and_its_words_are_nowhere(house: House, handler: Actor, cheap: None) -> None:
    file = sealed.make_key(handler, PASSPHRASE, now=NOW)
    sent = say(house)
    assert Matter.objects.of(house.commune).count() == 0
    assert Feedback.objects.of(house.commune).count() == 0
    assert not [value for value in raw_values() if CANARY in value.casefold() or "0911222333" in value]
    row = SealedMatter.objects.of(house.commune).get(code=sent.code)
    told = sealed.open_body(row, boxes.private_half(file, PASSPHRASE))
    assert told["text"] == DENUNCIATION.text


def test_the_house_cannot_open_what_is_sealed_for_the_handler(house: House, handler: Actor, cheap: None) -> None:
    sealed.make_key(handler, PASSPHRASE, now=NOW)
    sent = say(house)
    row = SealedMatter.objects.of(house.commune).get(code=sent.code)
    with pytest.raises(Refused, match="key.needed"):
        sealed.open_body(row, None)
    with pytest.raises(Refused):
        sealed.open_body(row, bytes(32))


def test_it_tells_the_same_facts_and_the_same_entry_as_any_other(house: House, handler: Actor) -> None:
    say(house)
    say(house, ORDINARY)
    first, second = Fact.objects.of(house.commune).filter(kind="FeedbackReceived").order_by("pk")
    assert first.told.keys() == second.told.keys()
    assert [len(str(value)) for value in first.told.values()] == [len(str(value)) for value in second.told.values()]
    one, two = Entry.objects.of(house.commune).filter(kind="pa").order_by("pk")
    assert json.loads(one.body).keys() == json.loads(two.body).keys()
    assert len(one.body) == len(two.body)


def test_sealed_bodies_have_one_size_whatever_was_said(house: House, handler: Actor) -> None:
    say(house)
    say(house, text="Tố cáo " + "ông ấy nhận hối lộ. " * 150)
    sizes = {len(bytes(row.body)) for row in SealedMatter.objects.of(house.commune)}
    assert len(sizes) == 1


@pytest.mark.parametrize(
    "said",
    [
        Saying(text="Cô ở quầy nói năng cáu gắt, quát nạt dân."),
        Saying(text="Việc này tôi chỉ muốn người giữ tin mật đọc.", confidential=True),
        Saying(text="Tôi khiếu nại hành vi của công chức từ chối nhận đơn của tôi"),
    ],
)
def test_what_judges_an_officer_or_is_declared_confidential_is_sealed(
    house: House, handler: Actor, said: Saying
) -> None:
    say(house, said)
    assert Matter.objects.of(house.commune).count() == 0
    assert len(queries.waiting(handler)) == 1


def test_the_person_concerned_never_reads_it_even_when_he_is_the_handler(house: House, handler: Actor) -> None:
    inspector = builders.enter_officer(house.commune, Role.INSPECTOR, name="Hà Văn Soát")
    sent = say(house, ORDINARY, officer_id=handler.officer_id)
    assert queries.waiting(handler) == []
    assert [row.code for row in queries.waiting(inspector)] == [sent.code]
    with pytest.raises(Refused, match="matters.unknown"):
        sealed.answer(handler, sent.code, "Chúng tôi đang xem xét việc này.", now=NOW)


def test_about_a_leader_the_inspector_reads_before_the_handler_who_works_under_him(
    house: House, handler: Actor
) -> None:
    inspector = builders.enter_officer(house.commune, Role.INSPECTOR)
    say(house, ORDINARY, officer_id=house.leader.officer_id)
    assert queries.waiting(handler) == []
    assert len(queries.waiting(inspector)) == 1
    assert desk.newest(house.leader).rows == ()


def test_without_a_handler_an_inspector_who_comes_later_finds_it(house: House) -> None:
    say(house)
    assert len(queries.waiting(builders.enter_officer(house.commune, Role.INSPECTOR))) == 1


def test_its_sender_follows_it_like_any_other(house: House, handler: Actor) -> None:
    sent = say(house)
    card = tracking.tracking(house.commune.pk, sent.code, 1)
    ordinary = tracking.tracking(house.commune.pk, say(house, ORDINARY).code, 1)
    assert card is not None
    assert ordinary is not None
    assert (card.state, [line.kind for line in card.lines]) == (ordinary.state, [line.kind for line in ordinary.lines])
    sealed.answer(handler, sent.code, "Chúng tôi đã nhận đơn và sẽ xác minh theo luật.", now=NOW)
    card = tracking.tracking(house.commune.pk, sent.code, 1)
    assert card is not None
    assert "xác minh" in card.lines[-1].told["said"]


def test_acknowledgement_and_answer_come_within_ordinary_times_by_themselves(house: House, handler: Actor) -> None:
    """Within the promise, in working time only, each at a minute of its own; and once."""
    calendar = calendar_of(house.commune)
    sent = [say(house, text=f"{DENUNCIATION.text} Lần {number}.") for number in range(6)]
    told = list(by_quarters(house, NOW, sent[0].answer_by))
    assert [count for _, count in told if count] and sum(count for _, count in told) == 12
    assert all(open_at(calendar, moment) for moment, count in told if count)
    rows = SealedMatter.objects.of(house.commune)
    assert all(row.acknowledged_at < row.acknowledge_by and row.answered_at < row.answer_by for row in rows)
    assert len({row.acknowledged_at for row in rows}) > 2
    assert len({row.answered_at for row in rows}) > 2
    kinds = [entry.kind for entry in Entry.objects.of(house.commune)]
    assert sorted(kinds) == ["pa"] * 6 + ["tl"] * 6 + ["tn"] * 6


def test_no_entry_of_the_ledger_falls_on_a_day_off(house: House, handler: Actor) -> None:
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    sending.send(citizen(house.commune.pk), DENUNCIATION, now=friday)
    weekend = list(by_quarters(house, friday, friday + timedelta(days=2, hours=14)))
    assert sum(count for moment, count in weekend if local_day(moment) > local_day(friday)) == 0
    monday = friday + timedelta(days=3, hours=-9)
    assert sum(count for _, count in by_quarters(house, monday, monday + timedelta(days=1))) == 1


def by_quarters(house: House, since: datetime, until: datetime) -> Iterator[tuple[datetime, int]]:
    """What each quarter of an hour brought from one moment to another, as the worker looks."""
    for number in range(int((until - since) / timedelta(minutes=15)) + 1):
        moment = since + number * timedelta(minutes=15)
        yield moment, sealed_pace.keep_pace(house.commune.pk, now=moment)


def test_an_ordinary_message_that_turns_out_to_be_one_is_moved_at_once(
    house: House, handler: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "must_be_sealed", lambda said, suggested: False)
    sent = say(house)
    before = tracking.tracking(house.commune.pk, sent.code, 1)
    assert before is not None
    working.acknowledge(house.leader, sent.code, MessageClass.DENUNCIATION, Topic.MONEY, now=NOW)
    assert desk.newest(house.leader).rows == ()
    with pytest.raises(Refused, match="matters.unknown"):
        desk.feedback(house.leader, sent.code)
    assert FeedbackEvent.objects.of(house.commune).count() == 0
    assert not [value for value in raw_values() if CANARY in value.casefold()]
    row = Feedback.objects.of(house.commune).get()
    assert bytes(row.wrapped_key) == bytes(row.sealed) == b""
    assert tracking.tracking(house.commune.pk, sent.code, 1) is not None
    assert [item.code for item in queries.waiting(handler)] == [sent.code]


def test_what_was_sealed_in_doubt_is_handed_back_and_its_sender_told_how_to_follow(
    house: House, handler: Actor
) -> None:
    sent = say(house, Saying(text="Cô ở quầy nói năng cáu gắt."))
    code = sealed.hand_back(handler, sent.code, None, now=NOW)
    assert desk.feedback(house.leader, code).text == "Cô ở quầy nói năng cáu gắt."
    card = tracking.tracking(house.commune.pk, sent.code, 1)
    assert card is not None
    assert code in card.lines[-1].told["said"]


def test_a_photo_of_a_sealed_thing_lies_sealed_too(house: House, handler: Actor) -> None:
    say(house, photos=(b"\xff\xd8\xff-" + CANARY.encode(),))
    assert not [content for content in files() if CANARY.encode() in content]


def test_the_handler_sees_the_photos_and_an_ordinary_message_takes_its_photos_along(
    house: House, handler: Actor
) -> None:
    sent = say(house, photos=(jpeg(), jpeg((50, 50))))
    told = sealed.read(handler, sent.code, None, now=NOW)
    assert sealed.photos(told) == (jpeg(), jpeg((50, 50)))
    code = sealed.hand_back(handler, sent.code, None, now=NOW)
    assert len(desk.feedback(house.leader, code).photos) == 2


def test_a_photo_that_is_gone_closes_no_body(house: House, handler: Actor) -> None:
    sent = say(house, photos=(jpeg(),))
    for path in (Path(settings.DATA) / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    assert sealed.photos(sealed.read(handler, sent.code, None, now=NOW)) == ()


def test_a_key_file_opens_with_its_passphrase_only(cheap: None) -> None:
    _, file = boxes.make_pair(PASSPHRASE)
    assert len(boxes.private_half(file, PASSPHRASE)) == 32
    with pytest.raises(Refused, match="key.wrong"):
        boxes.private_half(file, "một câu khác hẳn thế")
    for broken in ("", "{}", "[]", file.replace('"ops": ', '"ops": 9999999')):
        with pytest.raises(Refused, match="key.file"):
            boxes.private_half(broken, PASSPHRASE)
    with pytest.raises(Refused, match="passphrase"):
        boxes.make_pair("ngắn")
