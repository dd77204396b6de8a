"""Where an intake's words come from: the card that was scanned, the moment it came, the province's own code."""

from datetime import timedelta

import pytest

from tests import builders
from tests.builders import House
from tests.web.doors import WOMAN, Browser, codes, everything, nothing_changes, take_in
from vidan.actions import communes
from vidan.queries import dossiers as seen
from vidan.queries.people import open_person
from vidan.store.models import Person

#: The QR of a chip card of 2021: seven fields; and of a card of 7/2024, which tells of parents and spouse as well.
CARD = "038156001234|172345678|Bùi Thị Dậu|05091956|Nữ|thôn Ấm, xã Điền Lư, tỉnh Thanh Hóa|12082021"
NEW_CARD = f"{CARD}|Bùi Văn Cha|Lê Thị Mẹ|Hà Văn Chồng|VNM9876543210"


# -- the card ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("card", [CARD, NEW_CARD])
def test_a_scanned_card_fills_the_person(counter: Browser, house: House, card: str) -> None:
    communes.enter_villages(house.commune, ["Ấm"], since=builders.SINCE, now=builders.NOW)
    counter.follow(take_in(counter, card=card, name="", number="", born="", sex="", address=""))
    person = seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW).person
    assert (person.name, person.number, person.born) == ("Bùi Thị Dậu", "038156001234", "1956-09-05")
    assert (person.sex, person.address) == ("female", "thôn Ấm, xã Điền Lư, tỉnh Thanh Hóa")
    assert seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW).village == "Ấm"


def test_what_the_hand_typed_goes_before_the_card(counter: Browser, house: House) -> None:
    counter.follow(take_in(counter, card=CARD, name="", address="nhà con gái ở thôn Vèn"))
    person = seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW).person
    assert (person.name, person.address) == ("Bùi Thị Dậu", "nhà con gái ở thôn Vèn")


def test_the_rest_of_a_new_card_is_dropped_and_comes_back_nowhere(counter: Browser, house: House) -> None:
    page = take_in(counter, card=NEW_CARD, name="", number="", born="", sex="", address="", phone="abc")
    assert page.field("name") == "Bùi Thị Dậu"
    assert page.field("born") == "05/09/1956"
    assert page.field("sex") == "female"
    assert page.field("card") == ""
    assert "Chồng" not in page.html
    counter.follow(counter.send(page, "receive", phone="0912345679"))
    opened = repr(everything()) + repr(
        [open_person(row.wrapped_key, row.sealed) for row in Person.objects.of(house.commune)]
    )
    assert "Bùi Thị Dậu" in opened
    assert "Chồng" not in opened
    assert "VNM9876543210" not in opened


@pytest.mark.parametrize(
    "card",
    [
        "https://example.vn/qr",
        "038156001234|Bùi Thị Dậu",
        "|||||||",
        "03815600123|1|Bùi Thị Dậu|05091956|Nữ|x|y",
        "x" * 3000,
        "\u202e038156001234",
    ],
)
def test_a_wrong_qr_is_told_and_stays_in_its_field(counter: Browser, card: str) -> None:
    with nothing_changes():
        page = take_in(counter, card=card)
    assert "Mã vừa quét không phải mã QR trên thẻ căn cước" in page.alert or "Dài quá" in page.alert
    assert page.field("card") == card
    assert page.field("name") == WOMAN["name"]


# -- when it came -----------------------------------------------------------------------------------------------------


def test_a_dossier_of_yesterday_is_promised_from_yesterday(counter: Browser, house: House) -> None:
    take_in(counter, received_on="16/11/2026", received_time="8h40")
    card = seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW)
    assert card.received_at == builders.NOW - timedelta(days=1, minutes=20)
    assert card.code == "ĐL-261116-0001"
    assert card.typed_at == builders.NOW


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        ("18/11/2026", "", "Ngày nhận chưa đúng"),
        ("30/2/2026", "", "Ngày nhận chưa đúng"),
        ("2026", "", "Ngày nhận chưa đúng"),
        ("1/1/9999", "", "Ngày nhận chưa đúng"),
        ("hôm qua", "", "Ngày nhận chưa đúng"),
        ("1/1/1900", "", "Ngày nhận 01/01/1900 thì thủ tục"),
        ("17/11/2016", "", "Ngày nhận 17/11/2016 thì thủ tục"),
        ("17/11/2026", "16:00", "Thời điểm nhận chưa tới"),
        ("", "25:00", "Giờ nhận chưa đúng"),
        ("", "8:99", "Giờ nhận chưa đúng"),
        ("", "sáng", "Giờ nhận chưa đúng"),
    ],
)
def test_a_moment_that_cannot_be_true_is_told_beside_its_field(
    counter: Browser, day: str, hour: str, told: str
) -> None:
    with nothing_changes():
        page = take_in(counter, received_on=day, received_time=hour)
    assert told in page.alert
    assert page.field("received_on") == day
    assert page.field("received_time") == hour


# -- the provincial code ----------------------------------------------------------------------------------------------


def test_a_provincial_code_is_kept_as_it_is(counter: Browser, house: House) -> None:
    receipt = counter.follow(take_in(counter, provincial_code="000.00.38.H56-261117-0007"))
    assert "000.00.38.H56-261117-0007" in receipt.words
    assert codes(house) == ["000.00.38.H56-261117-0007"]


def test_a_provincial_code_that_is_taken_is_told(counter: Browser) -> None:
    take_in(counter, provincial_code="000.00.38.H56-261117-0007")
    with nothing_changes():
        page = take_in(counter, provincial_code="000.00.38.h56-261117-0007")
    assert "đã có trong sổ" in page.alert
    assert page.field("provincial_code") == "000.00.38.h56-261117-0007"


@pytest.mark.parametrize("code", ["ĐL-261117-0001", "DL-261117-0002", "đl-999999-1", "DL2611170009"])
def test_a_code_of_our_own_kind_cannot_be_typed_or_the_counter_would_meet_it_later(
    counter: Browser, house: House, code: str
) -> None:
    with nothing_changes():
        page = take_in(counter, provincial_code=code)
    assert "chương trình tự cấp" in page.alert
    take_in(counter)
    assert codes(house) == ["ĐL-261117-0001"]


@pytest.mark.parametrize("code", ["a/b/1", "../../x1", "tra-cuu", "H56 #1", "1?x", "%2e1", "<b>1</b>", "H56-\u202e1/2"])
def test_a_code_that_could_not_stand_in_an_address_is_refused(counter: Browser, code: str) -> None:
    with nothing_changes():
        page = take_in(counter, provincial_code=code)
    assert "không giống mã hồ sơ của tỉnh" in page.alert
