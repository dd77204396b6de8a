"""Own, another unit's, another commune's: what a colleague who does not hold a matter may see of it and do about it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, nothing_changes
from vidan.actions import dossiers, people
from vidan.actions.feedback import forwarding, sending, working
from vidan.actions.matters import owed as owing
from vidan.actions.recording import recording
from vidan.domain.calendar import Limit, LimitUnit
from vidan.domain.feedback.agencies import Forwarding, Way
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.people import Actor, Role, citizen, program
from vidan.store.models import Matter, Reading, Unit
from vidan.web.access import PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The doors' clock stands still at nine in the morning."""
    still = Clock()
    monkeypatch.setattr("django.utils.timezone.now", still)
    return still


def stranger(house: House, role: Role) -> Actor:
    """Somebody with the same role in another unit of the same commune."""
    system = program(house.commune.pk)
    unit = Unit.objects.of(house.commune).order_by("-position")[0]
    found = builders.enter_officer(house.commune, name="Người Phòng Khác")
    people.give_mandate(
        system, officer_id=found.officer_id or 0, role=role, from_on=builders.SINCE, unit_id=unit.pk, now=NOW
    )
    return found


def dossier(house: House) -> Matter:
    return builders.receive(house.one_stop, BUILDING_PERMIT)


def at_the_specialist_s(house: House) -> Matter:
    """A dossier on its second step."""
    matter = dossier(house)
    dossiers.move_on(house.one_stop, matter.code, house.specialist.officer_id or 0, now=NOW)
    return matter


def one_step(house: House) -> Matter:
    return builders.receive(house.one_stop, BIRTH)


def report(house: House) -> Matter:
    """A pothole that the one-stop officer took over."""
    sent = sending.send(citizen(house.commune.pk), Saying(text="Đường vào thôn đầy ổ gà, đề nghị xã sửa."), now=NOW)
    working.acknowledge(house.one_stop, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    found = Matter.objects.of(house.commune).get(code=sent.code)
    if found.holder_id != house.one_stop.officer_id:
        working.take(house.one_stop, sent.code, "việc của một cửa", now=NOW)
    return Matter.objects.of(house.commune).get(code=sent.code)


def complaint(house: House) -> Matter:
    """A complaint that the one-stop officer took over."""
    said = Saying(text="Tôi khiếu nại quyết định thu hồi đất của nhà tôi vì sai hiện trạng.")
    sent = sending.send(citizen(house.commune.pk), said, now=NOW)
    working.acknowledge(house.one_stop, sent.code, MessageClass.COMPLAINT, Topic.LAND, now=NOW)
    working.take(house.one_stop, sent.code, "việc của một cửa", now=NOW)
    return Matter.objects.of(house.commune).get(code=sent.code)


def sent_on(house: House) -> Matter:
    """A report that the one-stop officer sent on."""
    matter = report(house)
    sent = Forwarding("Công ty Điện lực", "Đường dây của công ty", NOW.date(), Way.PHONE)
    forwarding.send_on(house.one_stop, matter.code, sent, now=NOW)
    return Matter.objects.of(house.commune).get(code=matter.code)


def owed(house: House) -> Matter:
    """A paper outside the list that somebody must look at."""
    with recording(house.one_stop, NOW) as record:
        return owing.open_owed(
            record,
            house.commune,
            kind="checklist",
            title="Soát giấy tờ",
            limit=Limit(3, LimitUnit.WORKING_DAY),
            holder_id=house.one_stop.officer_id,
        )


#: Each page of the holder: what it is about, and what the holder would send.
WHY = {"reason": "Chờ thêm giấy tờ của Sở Xây dựng"}
SENT_ON = WHY | {"agency": "Công ty Điện lực", "way": "phone", "on": "17/11/2026"}
SAID = {
    "asked": "Bà con báo đường hỏng.",
    "said": "Xã đã cho vá đường bằng bê tông hôm nay.",
    "next_step": "Tháng sau xã xem lại.",
}
ACTS: dict[str, tuple[Callable[[House], Matter], dict[str, Any]]] = {
    "office.move_on": (dossier, {"to_officer": "other"}),
    "office.reassign": (dossier, WHY | {"to_officer": "other"}),
    "office.pause": (dossier, WHY | {"kind": "agency", "waiting_for": "Sở Xây dựng"}),
    "office.finish": (one_step, {}),
    "office.ask_fee": (at_the_specialist_s, WHY),
    "office.refuse": (at_the_specialist_s, WHY | {"basis": "Điều 5 Luật Xây dựng"}),
    "office.reappoint": (at_the_specialist_s, WHY | {"due_on": "18/12/2026"}),
    "office.feedback_answer": (report, SAID | {"checked_on": "17/11/2026", "ending": "answered"}),
    "office.feedback_legal": (complaint, {"act": "accepted", "words": "Đơn thuộc thẩm quyền của xã, xin nhận."}),
    "office.feedback_hand_over": (report, WHY | {"to_officer": "other"}),
    "office.feedback_send_on": (report, SENT_ON),
    "office.feedback_agency": (sent_on, {"words": "Điện lực hẹn sửa xong trong tuần này.", "on": "17/11/2026"}),
    "office.feedback_take_back": (sent_on, WHY),
    "office.matter_reassign": (owed, WHY | {"to_officer": "other"}),
    "office.matter_finish": (owed, {"verdict": "publish", "outcome": "Đã làm xong cho bà con."}),
}
#: A second request comes after a first one; that only the holder makes it stands in tests/web/test_law_acts.py.
ELSEWHERE = {"office.ask_again"}


def test_every_page_of_the_holder_is_tried_here() -> None:
    assert {name for name, line in PAGES.items() if line.of_holder} == set(ACTS) | ELSEWHERE


def send(actor: Actor, name: str, matter: Matter, house: House, fields: dict[str, Any]) -> Any:
    """The act's form, as somebody would send it who has opened the page."""
    other = builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST)
    told = {key: str(other.officer_id) if value == "other" else value for key, value in fields.items()}
    matter.refresh_from_db()
    browser = Browser(actor, careful=False)
    return browser.client.post(reverse(name, args=[matter.code]), told | {"version": matter.version})


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_only_the_holder_acts_and_a_colleague_of_another_unit_may_look(house: House, clock: Clock, name: str) -> None:
    about, fields = ACTS[name]
    matter = about(house)
    matter.refresh_from_db()
    at_the_counter = matter.holder_id == house.one_stop.officer_id
    holds = house.one_stop if at_the_counter else house.specialist
    role = Role.ONE_STOP if at_the_counter else Role.SPECIALIST
    colleague = stranger(house, role)
    looked = Browser(colleague, careful=False).client.get(reverse(name, args=[matter.code])).status_code
    assert looked < 400, "looking is no secret among those who work for the same people"
    if PAGES[name].shows_persons:
        assert Reading.objects.of(house.commune).filter(officer_id=colleague.officer_id).exists(), "but it is kept"
    before = Matter.objects.of(house.commune).values().get(pk=matter.pk)
    refused = send(colleague, name, matter, house, fields).content.decode()
    assert Matter.objects.of(house.commune).values().get(pk=matter.pk) == before
    assert "bàn của người khác" in refused
    done = send(holds, name, matter, house, fields)
    assert Matter.objects.of(house.commune).values().get(pk=matter.pk) != before, done.content.decode()[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_who_may_open_a_page_at_all_sees_the_same_of_another_unit_s_matter(
    house: House, clock: Clock, role: Role
) -> None:
    """role x page x (own, another unit's): the table knows roles, and no page forgets it for a unit."""
    matter = dossier(house)
    pages = [name for name, line in PAGES.items() if line.shows_persons and "GET" in line.methods]
    own, other = builders.enter_officer(house.commune, role), stranger(house, role)
    for name in pages:
        try:
            address = reverse(name, args=[matter.code])
        except NoReverseMatch:  # about something else than a matter
            continue
        with nothing_changes():
            answers = [Browser(one, careful=False).client.get(address).status_code for one in (own, other)]
        assert answers[0] == answers[1] and (answers[0] == 403) is (role not in PAGES[name].roles), (name, answers)
