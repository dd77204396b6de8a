"""The book of contributions at the desk, and the account that everybody may read."""

from typing import Any

import pytest

from tests import builders
from tests import letters as made
from tests.letters import Office
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from vidan.domain.people import Role
from vidan.queries import communes
from vidan.store.models import Contribution, Letter

pytestmark = pytest.mark.django_db
BOOK, ACCOUNT, NAME = "/can-bo/van-ban/dong-gop", "/dong-gop", "Lương Văn Ước"
TYPED = {
    "purpose": "làm đường vào đồng Côn",
    "kind": "labour",
    "amount": "3",
    "given_on": "2026-11-16",
    "name": NAME,
    "sex": "male",
    "address": "Thôn Tôm",
}


@pytest.fixture
def office(commune: Any, clock: Clock) -> Office:
    return made.furnish(commune)


def press(browser: Browser, act: str, **typed: str) -> Any:
    """Fill in and send the form whose button does this."""
    page = browser.open(BOOK)
    form = next(form for form in page.forms if any(value == act for _, value in form.buttons))
    return browser.post(BOOK, {**form.values, "act": act, **typed})


def enter(office: Office, **changes: str) -> Any:
    return press(Browser(office.clerk), "enter", **{**TYPED, **changes})


def test_a_gift_is_written_down_thanked_and_shown_to_all_without_a_name(office: Office) -> None:
    assert enter(office).location == BOOK
    letter = Letter.objects.of(office.commune).get(trigger="contribution")
    page = Browser(office.clerk).open(BOOK)
    assert "3 ngày công" in page.words
    assert f"/can-bo/van-ban/{letter.code}" in page.links
    assert "ông đã góp 3 ngày công cho việc: làm đường vào đồng Côn" in Browser(office.clerk).open(
        f"/can-bo/van-ban/{letter.code}"
    ).words.replace("\n", " ")
    public = Browser().open(ACCOUNT)
    assert "làm đường vào đồng Côn" in public.words
    assert "3 ngày công" in public.words
    assert NAME not in public.words
    assert NAME not in page.words


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(office: Office) -> None:
    answer = enter(office, amount="0", purpose="<b>đường</b>")
    assert answer.status == 200
    assert "lớn hơn 0" in answer.words
    kept = next(form for form in answer.forms if any(value == "enter" for _, value in form.buttons)).values
    assert (kept["purpose"], kept["name"], kept["given_on"]) == (["<b>đường</b>"], [NAME], ["2026-11-16"])
    assert not Contribution.objects.of(office.commune).exists()
    assert "chữ số" in enter(office, amount="ba").words
    assert "Ngày góp chưa tới" in enter(office, given_on="2027-11-16").words


def test_a_mistake_is_struck_out_with_its_reason_and_stays_to_be_read(office: Office) -> None:
    enter(office)
    entry = Contribution.objects.of(office.commune).get()
    clerk = Browser(office.clerk)
    assert "Xin ghi rõ lý do" in press(clerk, "strike", code=entry.code, reason="").words
    press(clerk, "strike", code=entry.code, reason="ghi hai lần")
    assert "đã gạch" in clerk.open(BOOK).words
    public = Browser().open(ACCOUNT).words
    assert "ghi nhầm, đã gạch" in public
    assert "ghi hai lần" not in public


def test_the_inspector_reads_the_book_and_writes_nothing(office: Office) -> None:
    enter(office)
    page = Browser(builders.enter_officer(office.commune, Role.INSPECTOR)).open(BOOK)
    assert "3 ngày công" in page.words
    assert not [form for form in page.forms if any(value in ("enter", "strike") for _, value in form.buttons)]


@pytest.mark.parametrize(("path", "most"), [(BOOK, 8), (ACCOUNT, 5)])
def test_both_pages_ask_the_same_for_one_entry_as_for_many(
    office: Office, path: str, most: int, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(communes, "monotonic", lambda: 0.0)
    settings.FOLLOWER = ""
    browser = Browser(office.clerk) if path == BOOK else Browser()

    def asked() -> list[str]:
        browser.open(path)
        with statements() as told:
            browser.open(path)
        return [line for line in told if "vidan_reading" not in line]

    enter(office)
    one = asked()
    for _ in range(4):
        enter(office, name="")
    assert len(asked()) == len(one) <= most, one
