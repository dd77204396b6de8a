"""A draft lies open for twenty days, everybody's opinion gets its answer, and the result is there for all to read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.actions.test_steering_board import refusal
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.people import citizen
from vidan.domain.steering import Acceptance, OpinionWay, RoundText
from vidan.queries import steering as seen
from vidan.store.models import Opinion, OpinionRound

TODAY = local_day(NOW)
DAY = timedelta(days=1)
TEXT = RoundText(
    "Quy chế chợ phiên", "Chợ họp ngày rằm hằng tháng. " * 3, "Chợ nên họp ngày nào?", TODAY, TODAY + 19 * DAY
)


@pytest.fixture
def opened(house: House) -> OpinionRound:
    return acts.open_round(house.leader, TEXT, now=NOW)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"until_on": TODAY + 18 * DAY}, "steering.round.short"),
        ({"until_on": TODAY + 300 * DAY}, "steering.round.long"),
        ({"from_on": TODAY - DAY}, "steering.round.passed"),
        ({"draft": "x"}, "steering.round.draft"),
    ],
)
def test_what_the_law_asks_of_a_round(house: House, change: dict[str, object], code: str) -> None:
    assert refusal(acts.open_round, house.leader, replace(TEXT, **change), now=NOW) == code
    assert refusal(acts.open_round, house.specialist, TEXT, now=NOW) == "people.role.missing"


def test_each_opinion_is_answered_before_the_result_and_nothing_changes_after(
    house: House, opened: OpinionRound
) -> None:
    anybody, code, over = citizen(house.commune.pk), opened.code, NOW + 20 * DAY
    acts.say(anybody, code, "Họp ngày chủ nhật cho dễ đi.", now=NOW)
    acts.say(house.leader, code, "Họp gần ủy ban.", way=OpinionWay.PAPER, now=over)
    assert refusal(acts.say, anybody, code, "Tôi góp thêm.", now=over) == "steering.round.closed"
    assert refusal(acts.say, anybody, code, "Tôi góp.", way=OpinionWay.PAPER, now=NOW) == "steering.opinion.way"
    summary = "Hai ý kiến, một được tiếp thu."
    assert refusal(acts.publish, house.leader, code, summary, now=NOW) == "steering.round.runs"
    acts.reply(house.leader, code, 1, Acceptance.ADOPTED, "Đổi sang chủ nhật.", now=over)
    assert refusal(acts.publish, house.leader, code, summary, now=over) == "steering.round.unanswered"
    acts.reply(house.leader, code, 2, Acceptance.EXPLAINED, "Gần ủy ban không có đất trống.", hidden=True, now=over)
    acts.publish(house.leader, code, summary, now=over)
    again = refusal(acts.reply, house.leader, code, 1, Acceptance.EXPLAINED, "Nghĩ lại rồi nhé.", now=over)
    assert again == "steering.round.published"
    shown = seen.opinion_round(house.commune.pk, code, public=True)
    assert [one.words for one in shown.opinions] == ["Họp ngày chủ nhật cho dễ đi.", ""]
    assert shown.adopted == 1


def test_words_lie_sealed_and_are_shown_to_nobody_before_the_result(house: House, opened: OpinionRound) -> None:
    acts.say(citizen(house.commune.pk), opened.code, "Họp ngày chủ nhật.", now=NOW)
    row = Opinion.objects.of(house.commune).get()
    assert "chủ nhật".encode() not in bytes(row.sealed)
    assert seen.opinion_round(house.commune.pk, opened.code, public=True).opinions == ()


def test_the_same_form_sent_twice_is_one_opinion(house: House, opened: OpinionRound, clock: Clock) -> None:
    browser = Browser()
    page = browser.open(f"/gop-y/{opened.code}")
    short = browser.send(page, words="x")
    assert short.status == 422 and "từ 5 đến 2000 ký tự" in short.words
    thanks = browser.follow(browser.send(page, words="Họp ngày chủ nhật."))
    assert "Cảm ơn ông/bà đã góp ý" in thanks.words
    browser.send(page, words="Họp ngày chủ nhật.")
    assert Opinion.objects.of(house.commune).count() == 1
    assert "đang lấy ý kiến" in browser.open("/gop-y").words


def test_from_the_draft_to_the_result_at_the_desk(house: House, clock: Clock) -> None:
    head = Browser(house.leader)
    assert "Chưa lấy ý kiến" in head.open("/can-bo/lay-y-kien").words
    form = head.open("/can-bo/lay-y-kien/moi")
    typed = {"title": TEXT.title, "question": TEXT.question, "draft": TEXT.draft, "from_on": "2026-11-17"}
    short = head.send(form, **typed, until_on="2026-12-01")
    assert short.status == 422 and "Sớm nhất kết thúc ngày 06/12/2026" in short.words
    path = head.send(short, **typed, until_on="2026-12-06").location
    desk = Browser(house.leader, careful=False)
    assert desk.post(path, {"act": "paper", "way": "paper", "words": "Họp gần ủy ban."}).status == 302
    assert desk.post(path, {"act": "reply", "number": "1", "outcome": "explained", "answer": "x"}).status == 422
    told = {"act": "reply", "number": "1", "outcome": "explained", "answer": "Gần ủy ban không có đất trống."}
    assert desk.post(path, told).status == 302
    assert desk.post(path, {"act": "publish", "summary": "Một ý kiến đã được giải thích."}).status == 404
    clock.forward(days=21)
    desk = Browser(house.leader, careful=False)
    assert desk.post(path, {"act": "publish", "summary": "Một ý kiến đã được giải thích."}).status == 302
    code = path.rpartition("/")[2]
    public = Browser().open(f"/gop-y/{code}")
    assert "Gần ủy ban không có đất trống." in public.words and "Chưa tiếp thu, đã giải thích" in public.words
    assert "<form" not in public.html.partition("<main")[2].partition("</main>")[0]
    assert Browser().open("/gop-y/LY-99-999").status == 404
