"""The slip's page and its keeper's desk, as people use them."""

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.test_surveys import finish_some, in_the_box
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from vidan.actions import surveys as acts
from vidan.domain import people
from vidan.domain import surveys as rules
from vidan.domain.people import Actor, program
from vidan.domain.surveys import Channel, Item
from vidan.queries import surveys as queries
from vidan.store.models import Matter, SlipBatch, SurveySlip

FORM = "/khao-sat"


@pytest.fixture
def keeper(actor_of: Any) -> Actor:
    return actor_of("board_member")


@pytest.fixture
def slip(house: House, keeper: Actor) -> str:
    """The code on a slip that somebody drew."""
    finish_some(house, 20)
    return rules.show_token(acts.issue_slips(keeper, 20, now=NOW)[0])


@pytest.mark.parametrize(("path", "channel"), [(FORM, Channel.PHONE_OR_COMPUTER), (f"{FORM}/may-quay", Channel.TABLET)])
def test_a_slip_is_answered_without_a_name(
    citizen: Browser, house: House, slip: str, path: str, channel: Channel
) -> None:
    page = citizen.open(path)
    assert page.response.headers["Cache-Control"].find("no-store") >= 0
    done = citizen.follow(citizen.send(page, token=slip.lower(), overall="5", respect="4"))
    assert "Cảm ơn ông/bà" in done.words
    assert "Nói thêm một câu" in done.words, "one's own words go to feedback, without a trace of the slip"
    (kept,) = in_the_box(house)
    assert (kept.channel, kept.answers) == (channel, rules.Answers(5, {9: 4}))


def test_what_was_chosen_stays_when_something_is_missing(citizen: Browser, house: House, slip: str) -> None:
    page = citizen.send(citizen.open(FORM), token="7K3M", respect="2")
    assert page.status == 422
    assert "Xin chọn một mức ở câu này" in page.words
    page = citizen.send(page, token="7K3M", overall="3")
    assert page.status == 422
    assert "có 26 chữ và số, ở đây mới đọc được 4" in page.words
    assert (page.field("token"), page.field("respect"), page.field("overall")) == ("7K3M", "2", "3")
    assert in_the_box(house) == ()


def test_a_spent_slip_says_so_and_counts_nothing(citizen: Browser, house: House, slip: str) -> None:
    citizen.send(citizen.open(FORM), token=slip, overall="5")
    page = citizen.send(citizen.open(FORM), token=slip, overall="1")
    assert page.status == 422
    assert "Mỗi phiếu chỉ trả lời được một lần" in page.words
    assert len(in_the_box(house)) == 1


@pytest.mark.parametrize("token", ["", "<script>", "A" * 5000, "😀" * 26, "\x00", "' OR 1=1 --", "Z" * 26])
def test_no_token_however_odd_breaks_the_page(house: House, clock: Clock, token: str) -> None:
    page = Browser(careful=False).post(FORM, {"token": token, "overall": "9", "respect": ["1", "2"]})
    assert page.status == 422
    assert "<script>" not in page.html.replace("<script type", "")


def test_the_page_asks_little_of_the_database(citizen: Browser, house: House, slip: str) -> None:
    citizen.open(FORM)
    with statements() as asked:
        citizen.open(FORM)
    assert len(asked) <= 1


# ------------------------------------------------------------------------------------------------ the keeper


def test_a_keeper_prints_a_batch(browser_of: Any, house: House, keeper: Actor) -> None:
    finish_some(house, 25)
    desk = browser_of(keeper, careful=False)
    page = desk.open("/can-bo/khao-sat")
    assert "nhiều nhất 25 phiếu" in page.words
    printed = desk.post("/can-bo/khao-sat/in", {"size": "20"})
    assert printed.response["Content-Type"] == "application/pdf"
    assert printed.response.content.startswith(b"%PDF")
    assert "no-store" in printed.response["Cache-Control"]
    assert SurveySlip.objects.of(house.commune).count() == 20
    again = desk.post("/can-bo/khao-sat/in", {"size": "20"})
    assert again.status == 422
    assert "Đã in 20 phiếu cho 25 hồ sơ đã xong" in again.words
    assert SlipBatch.objects.of(house.commune).count() == 1
    assert "Chưa in thêm được" in desk.open("/can-bo/khao-sat").words


@pytest.mark.parametrize("size", ["", "19", "1000000", "abc"])
def test_a_batch_of_another_size_is_refused(browser_of: Any, house: House, keeper: Actor, size: str) -> None:
    page = browser_of(keeper, careful=False).post("/can-bo/khao-sat/in", {"size": size})
    assert page.status == 422
    assert SlipBatch.objects.of(house.commune).count() == 0


def test_a_keeper_types_in_a_paper_slip(browser_of: Any, house: House, keeper: Actor, slip: str) -> None:
    desk = browser_of(keeper)
    page = desk.follow(desk.send(desk.open("/can-bo/khao-sat/go-phieu"), token=slip, channel="paper", overall="2"))
    assert "Đã bỏ phiếu này vào hộp" in page.words
    (kept,) = in_the_box(house)
    assert (kept.channel, kept.answers.overall) == (Channel.PAPER, 2)
    page = desk.send(desk.open("/can-bo/khao-sat/go-phieu"), token=slip, channel="telephone", overall="2")
    assert "không phải phiếu của xã" in page.words
    assert page.field("token") == slip


def test_who_is_rated_is_told_why_he_may_not(browser_of: Any, house: House, actor_of: Any, slip: str) -> None:
    both = browser_of(actor_of("board_member", "leader"))
    for path in ("/can-bo/khao-sat", "/can-bo/khao-sat/go-phieu"):
        page = both.open(path)
        assert "người ấy không in và không gõ phiếu" in page.words
        assert "Bỏ phiếu vào hộp" not in page.words and "In phiếu" not in page.words
    both.client.post("/can-bo/khao-sat/go-phieu", {"token": slip, "channel": "paper", "overall": "5"})
    assert in_the_box(house) == ()


# ------------------------------------------------------------------------------------------------ what is shown


def test_results_are_shown_only_when_there_are_enough(
    citizen: Browser, house: House, keeper: Actor, clock: Clock
) -> None:
    assert "Chưa đủ 10 phiếu" in citizen.open(f"{FORM}/ket-qua").words
    finish_some(house, 20)
    for number, token in enumerate(acts.issue_slips(keeper, 20, now=NOW)):
        given = {Item.OVERALL: 5 if number else 1, Item.RESPECT: 5 if number < 9 else None}
        acts.answer(someone(house), token, given, now=NOW)
    clock.forward(days=8)
    acts.let_out(program(house.commune.pk), now=clock.now)
    page = citizen.open(f"{FORM}/ket-qua")
    assert "20 phiếu đã mở" in page.words
    assert "95,0%" in page.words
    assert "19/20" in page.words
    assert "Chưa đủ dữ liệu" in page.words  # nine answers about respect
    assert "9/9" not in page.words


def someone(house: House) -> Actor:
    return people.citizen(house.commune.pk)


def test_the_samples_are_data_for_anybody(citizen: Browser, house: House, clock: Clock) -> None:
    system = program(house.commune.pk)
    december = rules.next_month(NOW.date())
    acts.fix_sample(system, december, now=NOW)
    told = citizen.client.get(f"{FORM}/mau.json").json()
    assert told["commune"] == house.commune.code
    (month,) = told["months"]
    assert (month["month"], month["seed"], month["asked"]) == ("2026-12", None, None)
    clock.now = NOW + timedelta(days=45)
    shown = acts.show_seed(system, december, now=clock.now)
    (month,) = citizen.client.get(f"{FORM}/mau.json").json()["months"]
    assert month["seed"] == shown.seed
    assert rules.seed_hash(bytes.fromhex(month["seed"])).hex() == month["seed_sha256"]
    assert shown.seed in citizen.open(f"{FORM}/ket-qua").words


def test_the_counter_invites_exactly_those_in_the_sample(browser_of: Any, house: House, clock: Clock) -> None:
    """Nobody at the counter chooses: the page says so, or does not."""
    clock.now = NOW - timedelta(days=20)
    acts.fix_sample(program(house.commune.pk), rules.month_of(NOW.date()), share=50, now=clock.now)
    clock.now = NOW
    desk, said = browser_of(house.one_stop), {}
    for number, reference in enumerate(finish_some(house, 12)):
        code = Matter.objects.of(house.commune).get(reference=reference).code
        said[number] = "rút một phiếu" in desk.open(f"/can-bo/ho-so/{code}/tra-ket-qua").words
        assert said[number] == queries.is_invited(house.commune.pk, reference, NOW.date())
    assert set(said.values()) == {True, False}
