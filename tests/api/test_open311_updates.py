"""What became of a report, told to programs line by line: nothing that was told is told otherwise later."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.api.test_open311 import BASE, REPORT, code_of, create, program, shown, told
from tests.builders import NOW, House
from vidan.actions.feedback import sender, showing, working
from vidan.api.open311.ids import outside
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.people import citizen

__all__ = ["program"]
ASKED, DONE, NEXT = "Bà con báo đường hỏng.", "Xã đã vá ổ gà, đi lại được.", "Xã kiểm tra lại sau mưa."


def answer(house: House, code: str, hours: int) -> None:
    given = working.Answer(ASKED, DONE, NEXT, NOW.date())
    working.answer(house.specialist, code, given, solved=True, now=NOW + timedelta(hours=hours))


def updates(program: Client, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(program.get(f"{BASE}/servicerequestupdates.json?{query}"))
    return found


@pytest.fixture
def code(program: Client, house: House, monkeypatch: pytest.MonkeyPatch) -> str:
    """A shown report, two days program, so that everything below is in the past."""
    made = shown(program, house)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=2))
    return made


def test_each_line_keeps_its_number_its_state_and_its_hour(program: Client, house: House, code: str) -> None:
    me = citizen(house.commune.pk)
    answer(house, code, 1)
    showing.show(house.specialist, code, "Đường có ổ gà", "gần chùa", DONE, now=NOW + timedelta(hours=2))
    before = updates(program)
    assert [(line["status"], line["description"]) for line in before][-1] == ("open", DONE)
    sender.contest(me, code, "Vẫn còn ba ổ gà chưa vá.", now=NOW + timedelta(hours=3))
    answer(house, code, 4)
    sender.confirm(me, code, now=NOW + timedelta(hours=5))
    after = updates(program)
    frame = ("update_id", "status", "updated_datetime")
    assert [[line[name] for name in frame] for line in after[:2]] == [[line[name] for name in frame] for line in before]
    number = outside(code)
    assert [[line[name] for name in frame] for line in after] == [
        [f"{number}-2", "open", "2026-11-17T02:00:00Z"],
        [f"{number}-3", "open", "2026-11-17T03:00:00Z"],
        [f"{number}-4", "open", "2026-11-17T05:00:00Z"],
        [f"{number}-5", "open", "2026-11-17T06:00:00Z"],
        [f"{number}-6", "closed", "2026-11-17T07:00:00Z"],
    ]
    # The words of the sender are hers, and of two answers nobody can say which was published.
    assert not any("ba ổ gà" in line["description"] or line["description"] == DONE for line in after)
    between = updates(program, "start_date=2026-11-17T04:30:00Z&end_date=2026-11-17T05:30:00Z")
    assert [line["update_id"] for line in between] == [f"{number}-4"]


def test_a_second_contest_and_a_long_silence_are_told_too(program: Client, house: House, code: str) -> None:
    me = citizen(house.commune.pk)
    for hours in (1, 3):
        answer(house, code, hours)
        sender.contest(me, code, "Vẫn còn ba ổ gà chưa vá.", now=NOW + timedelta(hours=hours + 1))
    assert [line["description"] for line in updates(program)][-3:] == [
        "Người gửi chưa đồng ý, đang làm lại",
        "Đã giải quyết, chờ bà con xác nhận",
        "Đã lên Ban điều hành, người khác xử lý",
    ]


def test_a_silence_of_a_fortnight_is_an_update(program: Client, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    code = shown(program, house)
    answer(house, code, 1)
    silent = NOW + timedelta(days=20)
    assert sender.note_silence(house.commune.pk, now=silent) == 1
    monkeypatch.setattr("django.utils.timezone.now", lambda: silent + timedelta(days=1))
    last = updates(program)[-1]
    assert (last["update_id"], last["status"]) == (f"{outside(code)}-im", "closed")


def test_the_hour_of_a_request_moves_with_a_contest(program: Client, house: House, code: str) -> None:
    answer(house, code, 1)
    sender.contest(citizen(house.commune.pk), code, "Vẫn còn ba ổ gà chưa vá.", now=NOW + timedelta(hours=3))
    (row,) = told(program.get(f"{BASE}/requests/{outside(code)}.json"))
    assert row["updated_datetime"] == "2026-11-17T05:00:00Z"


def test_nothing_of_what_is_not_shown_is_an_update(program: Client, house: House) -> None:
    code = code_of(house, told(create(program))[0])
    working.acknowledge(house.specialist, code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    answer(house, code, 1)
    assert updates(program) == []


@pytest.mark.parametrize("sent", ["", "khong"])
def test_a_report_whose_sender_was_not_asked_is_never_published(program: Client, house: House, sent: str) -> None:
    taken = told(program.post(f"{BASE}/requests.json", {**REPORT, "attribute[cong_khai]": sent}))[0]
    code = code_of(house, taken)
    working.acknowledge(house.specialist, code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match="feedback.show.not_lawful"):
        showing.show(house.specialist, code, "Đường có ổ gà", "gần chùa", "", now=NOW)


def test_the_notice_speaks_the_language_and_says_whom_to_call_in_danger(program: Client) -> None:
    vietnamese = told(program.post(f"{BASE}/requests.json", REPORT))[0]["service_notice"]
    english = told(program.post(f"{BASE}/requests.json?locale=en", REPORT))[0]["service_notice"]
    assert "mật mã" in vietnamese
    assert "mật mã" not in english
    assert english.startswith("Code ĐL-PA-")
    assert all("112, 113, 114" in notice for notice in (vietnamese, english))
