"""What anybody can reckon about feedback from ledger and figures together, and what no later act may change."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.builders import NOW, House
from tests.jobs.test_scoreboard import agree, evidence, shown
from tests.web.doors import statements
from vidan.actions.feedback import sealed_pace, sender, sending, working
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion
from vidan.domain.people import Actor, citizen
from vidan.domain.promises import Figure
from vidan.queries.feedback import tracking
from vidan.queries.promises.measures import MEASURES
from vidan.store.models import Entry, Feedback, Matter, SealedMatter

DAY, TODAY = timedelta(days=1), local_day(NOW)
LATER = NOW + 7 * DAY
ROAD = "Đường vào thôn Vèn có nhiều ổ gà, mưa xuống không thấy mà tránh, đề nghị xã sửa."
GIVEN = working.Answer("Bà con hỏi về đường.", "Xã đã vá xong hai ổ gà hôm qua.", "Không còn gì phải làm.", TODAY)


def say(house: House, text: str = ROAD, *, confidential: bool = False) -> sending.Sent:
    return sending.send(citizen(house.commune.pk), Saying(text=text, confidential=confidential), now=NOW)


def answered(house: House, cls: MessageClass = MessageClass.FEEDBACK, *, solved: bool = True) -> sending.Sent:
    sent = say(house)
    working.acknowledge(house.leader, sent.code, cls, Topic.ROADS, now=NOW)
    again(house, sent, solved=solved)
    return sent


def again(house: House, sent: sending.Sent, *, solved: bool = True) -> None:
    holder = Matter.objects.of(house.commune).get(code=sent.code).holder_id
    who = next(one for one in (house.leader, house.one_stop, house.specialist) if one.officer_id == holder)
    working.answer(who, sent.code, GIVEN, solved=solved, now=NOW)


def author(house: House, sent: sending.Sent) -> Actor:
    pk = Feedback.objects.of(house.commune).get(matter__code=sent.code).answered_by_id
    return next(one for one in (house.leader, house.one_stop, house.specialist) if one.officer_id == pk)


def told(house: House, kind: str) -> dict[str, date]:
    return dict(Entry.objects.of(house.commune).filter(kind=kind).values_list("reference", "on"))


def rows(house: House, promise: int) -> list[Occasion]:
    return list(MEASURES[promise](house.commune.pk))


def of_each_kind(house: House) -> None:
    """Ordinary ones read and unread, spam, a sealed one, and one that is moved into the box."""
    say(house, confidential=True)
    say(house, "Đèn đường ở xóm Chùa tắt đã ba hôm.")
    spam, moved = say(house, "Vay tiền nhanh, không cần gặp mặt."), say(house, "Cột điện nghiêng ở đầu làng.")
    working.acknowledge(house.leader, spam.code, MessageClass.SPAM, Topic.OTHER, why="tin quảng cáo", now=NOW + DAY)
    working.seal_away(house.leader, moved.code, now=NOW + DAY)
    answered(house)


def test_every_message_of_the_ledger_stands_in_promise_one_with_its_days(house: House) -> None:
    of_each_kind(house)
    for now in (None, LATER):
        if now is not None:
            sealed_pace.keep_pace(house.commune.pk, now=now)
        listed = {one.reference: (one.received_on, one.finished_on) for one in rows(house, 1)}
        received, heard = told(house, "pa"), told(house, "tn")
        assert listed == {reference: (day, heard.get(reference)) for reference, day in received.items()}
        assert len(rows(house, 1)) == len(received) == 5
        agree(house.commune)


def test_nobody_reckons_out_of_promise_seven_how_many_are_sealed(house: House) -> None:
    of_each_kind(house)
    opened = Counter(one.open_from for one in rows(house, 7))
    assert opened == Counter(told(house, "pa").values())
    sealed_pace.keep_pace(house.commune.pk, now=NOW + 42 * DAY)
    sender.note_silence(house.commune.pk, now=NOW + 42 * DAY)
    ends = {one.subject: one.finished_on for one in rows(house, 7)}
    answers = {f"said:{reference}": day + 14 * DAY for reference, day in told(house, "tl").items()}
    hidden = SealedMatter.objects.of(house.commune).exclude(
        reference__in=Matter.objects.of(house.commune).values("reference")
    )
    for name in (f"said:{reference}" for reference in hidden.values_list("reference", flat=True)):
        assert ends[name] in {answers[name], answers[name] + DAY}, "as one whose sender is silent"
    agree(house.commune)


@pytest.mark.parametrize("way", ["spam", "denunciation", "sealed"])
def test_a_breach_that_happened_stays_a_breach(house: House, way: str) -> None:
    sent = say(house)
    say(house, "Đèn đường ở xóm Chùa tắt đã ba hôm.")
    days = [TODAY + number * DAY for number in range(7)]
    before = {(number, day): shown(house.commune, number, day) for number in (1, 7) for day in days}
    assert before[1, days[-1]] == Figure(0, 2)
    if way == "sealed":
        working.seal_away(house.leader, sent.code, now=LATER)
    else:
        cls = MessageClass.SPAM if way == "spam" else MessageClass.DENUNCIATION
        working.acknowledge(house.leader, sent.code, cls, Topic.OTHER, why="tin quảng cáo", now=LATER)
    sealed_pace.keep_pace(house.commune.pk, now=LATER)
    assert {key: shown(house.commune, *key) for key in before} == before
    assert shown(house.commune, 1, local_day(LATER)) == Figure(0, 2)
    agree(house.commune)


def test_what_was_contested_twice_goes_on_counting_when_it_is_sealed(house: House) -> None:
    sent = answered(house)
    for words in ("vẫn còn ổ gà ở đầu thôn", "lần này vẫn thế, tôi không đồng ý"):
        sender.contest(citizen(house.commune.pk), sent.code, words, now=NOW)
        if words.startswith("vẫn"):
            again(house, sent)
    late = NOW + 40 * DAY
    before = {(number, TODAY + day * DAY): shown(house.commune, number, TODAY + day * DAY)
              for number in (1, 2, 3, 7) for day in range(40)}  # fmt: skip
    assert before[3, TODAY] == Figure(0, 2)
    assert before[7, TODAY + 39 * DAY] == Figure(0, 1)
    working.seal_away(house.one_stop, sent.code, now=late)
    assert {key: shown(house.commune, *key) for key in before} == before
    assert [
        one for one in evidence(house.commune).values() if one.finished_on is None and not one.kept_on(local_day(late))
    ]
    agree(house.commune)


def test_nobody_seals_his_own_answer_and_its_sender_keeps_her_page(house: House) -> None:
    sent = answered(house)
    sender.contest(citizen(house.commune.pk), sent.code, "vẫn còn ổ gà ở đầu thôn", now=NOW)
    who = author(house, sent)
    with pytest.raises(Refused, match=r"sealing\.another"):
        working.seal_away(who, sent.code, now=NOW)
    with pytest.raises(Refused, match=r"sealing\.another"):
        working.acknowledge(who, sent.code, MessageClass.DENUNCIATION, Topic.ROADS, now=NOW)
    before = tracking.tracking(house.commune.pk, sent.code, 1)
    other = next(one for one in (house.leader, house.one_stop, house.specialist) if one != who)
    working.seal_away(other, sent.code, now=NOW)
    after = tracking.tracking(house.commune.pk, sent.code, 1)
    assert before is not None
    assert after is not None
    kinds = [line.kind for line in before.lines]
    assert [line.kind for line in after.lines] == kinds == ["received", "acknowledged", "solved", "contested"]
    assert after.lines[2].told["said"] == GIVEN.said
    assert after.lines[3].told["said"] == "", "her own words lie in the box alone"
    assert after.state == "fb_acknowledged"


def test_a_sealed_question_keeps_what_was_said_of_its_answer(house: House) -> None:
    sent = answered(house, MessageClass.QUESTION, solved=False)
    sender.contest(citizen(house.commune.pk), sent.code, "tôi vẫn chưa hiểu", now=NOW)
    assert shown(house.commune, 2, TODAY) == Figure(0, 1)
    working.seal_away(house.one_stop, sent.code, now=NOW)
    assert (shown(house.commune, 2, TODAY), shown(house.commune, 3, TODAY)) == (Figure(0, 1), Figure(0, 0))
    agree(house.commune)


def test_only_what_was_called_solved_counts_as_solved(house: House) -> None:
    for cls, solved in ((MessageClass.FEEDBACK, False), (MessageClass.COMPLAINT, True), (MessageClass.FEEDBACK, True)):
        if cls is MessageClass.COMPLAINT:
            continue  # goes its law's way
        sender.confirm(citizen(house.commune.pk), answered(house, cls, solved=solved).code, now=NOW)
    assert shown(house.commune, 3, TODAY) == Figure(1, 1)
    assert len(told(house, "xn")) == 2


def test_a_contest_is_not_wiped_out_by_a_later_confirmation(house: House) -> None:
    sent = answered(house)
    sender.contest(citizen(house.commune.pk), sent.code, "vẫn còn ổ gà ở đầu thôn", now=NOW)
    again(house, sent)
    sender.confirm(citizen(house.commune.pk), sent.code, now=NOW + DAY)
    listed = [(one.reference, one.finished_on, one.broken_on is None) for one in rows(house, 3)]
    xn, pd = told(house, "xn"), told(house, "pd")
    assert listed == [(sent.reference, pd[sent.reference], False), (sent.reference, xn[sent.reference], True)]
    assert shown(house.commune, 3, TODAY) == Figure(0, 1)
    assert shown(house.commune, 3, TODAY + DAY) == Figure(1, 2)
    agree(house.commune)


def test_a_sealed_message_is_followed_with_as_many_statements_as_an_ordinary_one(house: House) -> None:
    say(house)
    say(house, confidential=True)
    with statements() as ordinary:
        say(house)
    with statements() as hidden:
        say(house, confidential=True)

    def kept(lines: list[str]) -> list[str]:
        return [line for line in lines if "vidan_occasion" in line or "vidan_tally" in line]

    assert len(kept(ordinary)) == len(kept(hidden))
