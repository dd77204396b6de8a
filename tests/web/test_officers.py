"""The administrator opens accounts, gives and ends roles; the readings show who looked at whom."""

import re
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import builders
from tests.builders import House
from tests.web import accounts
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page, nothing_changes, statements
from vidan.actions import matters, people
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.speech.roles import PAGE_NAMES, ROLE_NAMES, ROLE_WORK
from vidan.store.models import Fact, Mandate, Matter, Officer, Unit
from vidan.web import access
from vidan.web.office.officers import MOST

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(house: House, clock: Clock) -> Browser:
    """The administrator's browser."""
    return Browser(house.administrator)


def new_officer(desk: Browser, **typed: Any) -> Page:
    page = desk.open(reverse("office.officer"))
    words = {
        "name": "Trịnh Văn Sơn",
        "login": "son.trinh",
        "title": "Chuyên viên",
        "role": "specialist",
        "from_on": "2026-11-17",
    }
    return desk.send(page, **{**words, **typed})


def act(desk: Browser, officer_id: int | None, button: str, **typed: Any) -> Page:
    """Open the officer's page, fill in the form behind this button, press it."""
    path = reverse("office.officer", args=[officer_id])
    page = desk.open(path)
    (form,) = (form for form in page.forms if ("act", button) in form.buttons)
    return Page(desk.client.post(path, {**form.sends(**typed), "act": button}), path)


def first_password(page: Page) -> str:
    found = re.search(r'class="secret">([a-z]+(?:-[a-z]+){5})<', page.html)
    assert found, page.words
    return found.group(1)


def facts(house: House, kind: str) -> list[dict[str, Any]]:
    return [fact.told for fact in Fact.objects.of(house.commune).filter(kind=kind).order_by("pk")]


def test_every_role_and_every_page_with_persons_has_its_words() -> None:
    assert set(ROLE_NAMES) == set(ROLE_WORK) == set(Role)
    assert set(PAGE_NAMES) >= {name for name, page in access.PAGES.items() if page.shows_persons}


def test_the_list_shows_who_does_what_today(desk: Browser, house: House) -> None:
    page = desk.open(reverse("office.people"))
    for words in ("Lê Thị Hoa", "Công chức một cửa", "Bùi Quốc Việt", "Lãnh đạo"):
        assert words in page.words
    assert reverse("office.officer", args=[house.one_stop.officer_id]) in page.links


def test_a_leader_may_read_the_list_but_not_change_it(house: House, clock: Clock) -> None:
    browser = Browser(house.leader, careful=False)
    page = browser.open(reverse("office.people"))
    assert page.status == 200
    assert reverse("office.officer") not in page.links
    assert browser.open(reverse("office.officer", args=[house.one_stop.officer_id])).status == 403
    with nothing_changes():
        assert browser.post(reverse("office.officer"), {"name": "x"}).status == 403


def test_the_list_costs_the_same_whatever_the_number_of_officers(desk: Browser, house: House) -> None:
    def cost() -> int:
        with statements() as told:
            desk.open(reverse("office.people"))
        return len(told)

    desk.open(reverse("office.people"))
    before = cost()
    for _ in range(10):
        builders.enter_officer(house.commune, Role.SPECIALIST)
    assert cost() == before


def test_a_new_officer_gets_a_first_password_that_is_shown_once(desk: Browser, house: House, clock: Clock) -> None:
    told = new_officer(desk)
    password = first_password(told)
    assert "chỉ hiện ở đây một lần" in told.words
    row = Officer.objects.get(login="son.trinh")
    assert row.first_password_until is not None
    assert password not in desk.open(reverse("office.officer", args=[row.pk])).html
    assert password not in str(facts(house, "OfficerEntered"))
    browser = Browser()
    assert browser.follow(accounts.type_password(browser, "son.trinh", password)).location == reverse(
        "account_change_password"
    )


def test_a_new_officer_has_his_first_role_by_decision_and_unit(desk: Browser, house: House) -> None:
    unit = Unit.objects.of(house.commune).get(key="kinh-te")
    new_officer(desk, unit=str(unit.pk), until_on="2026-12-31", decision="QĐ 12/QĐ-UBND")
    row = Mandate.objects.of(house.commune).get(officer__login="son.trinh")
    assert (row.role, row.unit_id, row.from_on, row.until_on, row.decision) == (
        "specialist",
        unit.pk,
        date(2026, 11, 17),
        date(2026, 12, 31),
        "QĐ 12/QĐ-UBND",
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Xin điền ô “Họ và tên”"),
        ("name", "x" * 121, "nhiều nhất 120 ký tự"),
        ("name", "S", "từ 2 đến 120 ký tự"),
        ("login", "Sơn Trịnh", "chữ thường không dấu"),
        ("login", "ab", "từ 3 đến 60 ký tự"),
        ("login", "<script>", "chữ thường không dấu"),
        ("from_on", "hôm nay", "Ngày chưa đúng"),
        ("from_on", "1900-01-01", "từ năm 2000 đến 2100"),
        ("until_on", "2026-11-16", "từ ngày bắt đầu trở đi"),
        ("role", "village_head", "Trưởng thôn của thôn nào?"),
        ("decision", "x" * 201, "nhiều nhất 200 ký tự"),
    ],
)
def test_wrong_input_is_said_beside_the_field_and_kept(
    desk: Browser, house: House, field: str, value: str, sentence: str
) -> None:
    with nothing_changes():
        page = new_officer(desk, **{field: value})
    assert page.status == 200
    assert sentence in page.alert
    form = page.form()
    assert form.values[field] == [value]
    assert form.values["title"] == ["Chuyên viên"]


def test_a_taken_log_in_name_is_refused(desk: Browser, house: House) -> None:
    new_officer(desk)
    page = new_officer(desk, name="Người Khác")
    assert "đã có người dùng" in page.alert
    assert page.field("name") == "Người Khác"


def test_a_role_is_given_and_ends_on_a_day_with_a_reason(desk: Browser, house: House, clock: Clock) -> None:
    officer_id = house.specialist.officer_id
    assert act(desk, officer_id, "give", role="clerk", from_on="2026-11-17").status == 302
    assert "Văn thư" in desk.open(reverse("office.officer", args=[officer_id])).words
    row = Mandate.objects.of(house.commune).get(officer_id=officer_id, role="clerk")
    done = act(desk, officer_id, "end", mandate=str(row.pk), until_on="2026-11-30", reason="chuyển việc")
    assert done.status == 302
    row.refresh_from_db()
    assert row.until_on == date(2026, 11, 30)
    assert facts(house, "MandateEnded")[-1]["reason"] == "chuyển việc"


def test_ending_a_role_without_a_reason_keeps_the_form_open_with_what_was_typed(desk: Browser, house: House) -> None:
    row = Mandate.objects.of(house.commune).get(officer_id=house.specialist.officer_id)
    with nothing_changes():
        page = act(desk, house.specialist.officer_id, "end", mandate=str(row.pk), until_on="2026-11-30", reason="")
    assert "Vì sao thôi nhiệm vụ?" in page.alert
    assert "<details open><summary>Thôi một nhiệm vụ" in page.html


def test_an_administrator_does_not_take_his_own_key_away(desk: Browser, house: House) -> None:
    officer_id = house.administrator.officer_id
    row = Mandate.objects.of(house.commune).get(officer_id=officer_id)
    with nothing_changes():
        page = act(desk, officer_id, "end", mandate=str(row.pk), until_on="2026-11-17", reason="nghỉ")
    assert "không tự thôi nhiệm vụ quản trị" in page.alert
    page = desk.open(reverse("office.officer", args=[officer_id]))
    assert {name for form in page.forms for _, name in form.buttons} >= {"give", "end", "words"}
    assert not {name for form in page.forms for _, name in form.buttons} & {"renew", "close"}


def test_name_title_and_telephone_can_be_corrected(desk: Browser, house: House) -> None:
    done = act(desk, house.one_stop.officer_id, "words", name="Lê Thị Hoa", phone="0237 3891 009", title="Công chức")
    assert done.status == 302
    assert accounts.row(house.one_stop).phone == "0237 3891 009"
    assert facts(house, "OfficerChanged")[-1]["title"] == "Công chức"


def test_a_closed_account_is_closed_with_a_reason_and_opened_again(desk: Browser, house: House, clock: Clock) -> None:
    officer_id = house.one_stop.officer_id
    browser = Browser(house.one_stop)
    act(desk, officer_id, "close", reason="chuyển công tác theo QĐ 15")
    assert not accounts.row(house.one_stop).is_active
    assert browser.open(reverse("office.queue")).status == 302
    assert "Tài khoản đã khóa" in desk.open(reverse("office.people")).words
    act(desk, officer_id, "open")
    assert accounts.row(house.one_stop).is_active


def test_an_account_with_work_on_its_desk_asks_who_takes_it_and_keeps_what_was_typed(
    desk: Browser, house: House
) -> None:
    officer_id, colleague = house.one_stop.officer_id, house.specialist.officer_id
    builders.receive(house.one_stop)
    builders.receive(house.one_stop)
    page = desk.open(reverse("office.officer", args=[officer_id]))
    assert "Còn 2 việc đang giữ" in page.words
    refused = act(desk, officer_id, "close", reason="nghỉ hưu")
    assert refused.status == 200
    assert "Xin chọn ô “Ai nhận việc của người này?”" in refused.words
    assert 'value="nghỉ hưu"' in refused.html
    assert accounts.row(house.one_stop).is_active
    act(desk, officer_id, "close", reason="nghỉ hưu", to_officer=str(colleague))
    assert not accounts.row(house.one_stop).is_active
    assert not Matter.objects.of(house.commune).filter(holder_id=officer_id, closed_at=None).exists()


def test_the_administrator_sees_what_is_left_on_a_desk_without_a_mandate_and_hands_it_on(
    desk: Browser, house: House, clock: Clock
) -> None:
    officer_id = house.one_stop.officer_id
    builders.receive(house.one_stop)
    listing = reverse("office.people")
    assert "giữ 1 việc" in desk.open(listing).words
    assert "bàn không còn người" not in desk.open(listing).words
    for mandate in Mandate.objects.of(house.commune).filter(officer_id=officer_id):
        people.end_mandate(
            house.administrator, mandate.pk, until_on=date(2026, 11, 16), reason="thôi nhiệm vụ", now=clock.now
        )
    told = desk.open(listing).words
    assert "Có việc nằm ở bàn không còn người." in told
    assert "1 việc" in told
    act(desk, officer_id, "hand", to_officer=str(house.specialist.officer_id), reason="thôi nhiệm vụ ở một cửa")
    assert "bàn không còn người" not in desk.open(listing).words
    assert "thôi việc ở bàn này" in Browser(house.specialist).open(reverse("office.reminders")).words


@pytest.mark.parametrize("whom", ["", "0", "abc", "999999999999"])
def test_a_successor_who_cannot_take_the_desk_is_refused_beside_the_field(
    desk: Browser, house: House, whom: str
) -> None:
    builders.receive(house.one_stop)
    path = reverse("office.officer", args=[house.one_stop.officer_id])
    token = {"csrfmiddlewaretoken": desk.open(path).forms[0].sends()["csrfmiddlewaretoken"]}
    with nothing_changes():
        answer = Page(desk.client.post(path, {**token, "act": "hand", "to_officer": whom, "reason": "thôi việc"}), path)
    assert answer.status == 200
    assert "Xin chọn" in answer.words


def test_a_renewed_password_ends_all_sessions_and_keeps_the_second_factor(house: House, clock: Clock) -> None:
    actor = accounts.officer(house.commune)
    browser, desk = Browser(actor), Browser(house.administrator)
    password = first_password(act(desk, actor.officer_id, "renew"))
    assert browser.open(reverse("office.queue")).status == 302
    assert accounts.row(actor).first_password_until is not None
    fresh = Browser()
    assert fresh.follow(accounts.type_password(fresh, password=password)).path == reverse("mfa_authenticate")
    assert facts(house, "AccessRenewed") == [{"officer_id": actor.officer_id, "second_factor_too": False}]


def test_a_lost_second_factor_goes_only_when_the_administrator_says_so(house: House, clock: Clock) -> None:
    actor = accounts.officer(house.commune)
    desk = Browser(house.administrator)
    act(desk, actor.officer_id, "renew", second_factor_too="on")
    assert not Authenticator.objects.filter(user_id=actor.officer_id).exists()
    assert facts(house, "AccessRenewed")[-1]["second_factor_too"] is True


def test_first_passwords_are_never_twice_the_same(desk: Browser, house: House) -> None:
    made = {first_password(act(desk, house.one_stop.officer_id, "renew")) for _ in range(5)}
    assert len(made) == 5
    assert all(len(password) >= 14 for password in made)


def test_an_administrator_acts_in_his_own_commune_only(desk: Browser, house: House, clock: Clock) -> None:
    other = builders.open_commune("14951", "Xã Cổ Lũng")
    stranger = accounts.officer(other, login="cua.xa.khac", name="Lò Văn Khác")
    path = reverse("office.officer", args=[stranger.officer_id])
    assert desk.open(path).status == 404
    assert "Lò Văn Khác" not in desk.open(reverse("office.people")).words
    careless = Browser(house.administrator, careful=False)
    unit = Unit.objects.of(other).first()
    with nothing_changes():
        for data in (
            {"act": "close", "reason": "x"},
            {"act": "renew"},
            {"act": "open"},
            {"act": "give", "role": "leader", "from_on": "2026-11-17"},
            {"act": "words", "name": "Tên Khác"},
        ):
            assert careless.post(path, data).status == 404, data
        own = reverse("office.officer", args=[house.specialist.officer_id])
        theirs = {"act": "give", "role": "leader", "from_on": "2026-11-17", "unit": str(unit.pk if unit else 0)}
        assert "không có" in careless.post(own, theirs).alert
        foreign = Mandate.objects.of(other).get(officer_id=stranger.officer_id)
        ended = {"act": "end", "mandate": str(foreign.pk), "until_on": "2026-11-17", "reason": "x"}
        assert careless.post(own, ended).status == 200


def test_an_unknown_button_is_no_page(house: House, clock: Clock) -> None:
    careless = Browser(house.administrator, careful=False)
    for data in ({}, {"act": "xoa"}, {"act": "\x00"}):
        assert careless.post(reverse("office.officer", args=[house.specialist.officer_id]), data).status == 404
    for unknown in (10**15, 10**30):
        assert careless.open(reverse("office.officer", args=[unknown])).status == 404


def test_what_the_administrator_typed_comes_back_too(desk: Browser, house: House, clock: Clock) -> None:
    actor = accounts.officer(house.commune, Role.ADMINISTRATOR)
    browser = Browser(actor)
    page = browser.open(reverse("office.officer"))
    clock.forward(minutes=16)
    browser.send(page, name="Trịnh Văn Sơn", login="son.trinh")
    accounts.log_in(browser)
    again = browser.open(reverse("office.officer"))
    assert again.field("name") == "Trịnh Văn Sơn"
    assert "vừa gõ vẫn còn đây" in again.words


def test_the_readings_say_who_looked_at_how_many_on_which_page(
    desk: Browser, house: House, clock: Clock, received: Any
) -> None:
    code = received().code
    Browser(house.one_stop).open(reverse("office.dossier", args=[code]))
    page = desk.open(reverse("office.readings"))
    assert "Lê Thị Hoa Một hồ sơ 1 9:00 thứ Ba 17/11/2026" in page.words
    assert "Hà Thị Thảo" not in page.html


def test_readings_go_on_page_by_page(desk: Browser, house: House, clock: Clock, received: Any) -> None:
    code = received().code
    browser = Browser(house.one_stop)
    for _ in range(MOST + 5):
        browser.open(reverse("office.dossier", args=[code]))
    first = desk.open(reverse("office.readings"))
    assert first.words.count("Một hồ sơ") == MOST
    (further,) = (link for link in first.links if "truoc=" in link)
    second = desk.open(further)
    assert second.words.count("Một hồ sơ") == 5
    assert not [link for link in second.links if "truoc=" in link]
    for odd in ("x", "-1", "9" * 40, "<b>"):
        assert desk.open(reverse("office.readings"), truoc=odd).status == 200


def test_readings_of_another_commune_are_not_shown(desk: Browser, house: House, clock: Clock) -> None:
    assert local_day(clock.now)
    other = builders.open_commune("14951", "Xã Cổ Lũng")
    actor = builders.enter_officer(other, Role.ONE_STOP, name="Lò Văn Khác")
    matter = builders.receive(actor)
    Browser(actor).open(reverse("office.dossier", args=[matter.code]))
    assert "Lò Văn Khác" not in desk.open(reverse("office.readings")).words


def test_a_mailbox_at_work_is_written_down_and_gets_the_reminders_too(
    desk: Browser, house: House, clock: Clock
) -> None:
    officer_id = house.one_stop.officer_id
    wrong = act(desk, officer_id, "words", email="hoa.le chấm vn")
    assert "Địa chỉ thư điện tử chưa đúng" in wrong.words
    assert act(desk, officer_id, "words", email="hoa.le@dienlu.example").status == 302
    assert accounts.row(house.one_stop).email == "hoa.le@dienlu.example"
    assert "hoa.le@dienlu.example" in desk.open(reverse("office.officer", args=[officer_id])).html
    builders.receive(house.one_stop)
    clock.forward(days=8)
    before = DBTaskResult.objects.count()
    matters.escalate(house.commune.pk, now=clock.now.replace(hour=22))
    assert DBTaskResult.objects.count() == before, "nothing is sent outside working hours"
    matters.escalate(house.commune.pk, now=clock.now)
    assert DBTaskResult.objects.count() == before + 1


def test_the_common_inboxes_get_their_addresses_and_a_colleague_takes_what_lies_there(
    desk: Browser, house: House, clock: Clock
) -> None:
    path = reverse("office.inboxes")
    assert path in desk.open(reverse("office.people")).links
    wrong = desk.send(desk.open(path), one_stop="một cửa", leader="lanhdao@dienlu.example")
    assert "Địa chỉ thư điện tử chưa đúng" in wrong.words
    assert wrong.field("one_stop") == "một cửa"
    assert desk.send(wrong, one_stop="motcua@dienlu.example").status == 302
    page = desk.open(path)
    assert (page.field("one_stop"), page.field("leader")) == ("motcua@dienlu.example", "lanhdao@dienlu.example")
    builders.receive(house.one_stop)
    clock.forward(days=20)
    before = DBTaskResult.objects.count()
    matters.escalate(house.commune.pk, now=clock.now)
    assert DBTaskResult.objects.count() == before + 2, "a mail to each address"
    colleague = Browser(builders.enter_officer(house.commune, Role.ONE_STOP, name="Hà Văn Bạn"))
    page = colleague.open(reverse("office.reminders"))
    assert "Hộp chung" in page.words
    after = colleague.follow(colleague.send(page, "common"))
    assert "Hà Văn Bạn đã nhận xem" in after.words
    assert "Tôi nhận xem các việc này" not in after.words
    assert "Hộp chung" not in Browser(house.specialist).open(reverse("office.reminders")).words
