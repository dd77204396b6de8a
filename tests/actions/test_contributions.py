"""Contributions: in the book once, thanked within five working days, counted for promise 5, and never with a name."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import builders
from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from vidan.actions import letters
from vidan.domain.errors import Refused
from vidan.domain.letters.gifts import Gift, GiftKind
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries import letters as seen
from vidan.queries.promises.measures import MEASURES
from vidan.store.models import Contribution, Entry, Fact, Letter, Matter

pytestmark = pytest.mark.django_db
ROAD, NAME = "làm đường vào đồng Côn", "Lương Văn Ước"
LABOUR = Gift(GiftKind.LABOUR, ROAD, date(2026, 11, 16), amount=3)
DEED = "Ngày 16/11/2026, ông đã góp 3 ngày công cho việc: làm đường vào đồng Côn."


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


def given(office: Office, gift: Gift = LABOUR, name: str = NAME, token: str = "") -> Contribution:
    giver = letters.Giver(name, "male", "Thôn Tôm")
    return letters.contribute(office.writer, gift, giver, DEED, form_token=token, now=NOW)


def test_whoever_left_a_name_is_owed_a_letter_that_is_written_already(office: Office) -> None:
    entry = given(office)
    assert entry.code == "DG-261117-001"
    letter = Letter.objects.of(office.commune).get(trigger="contribution")
    card = seen.card(office.writer, letter.code)
    assert (card.values["recipient"], card.values["deed"], card.values["sex"]) == (NAME, DEED, "male")
    assert local_day(letter.due_at) == date(2026, 11, 25)  # the 24th is a day off (Ngày Văn hóa Việt Nam)
    assert Matter.objects.of(office.commune).get(kind="thanks").title == f"Cảm ơn: {ROAD}"
    (occasion,) = MEASURES[5](office.commune.pk)
    assert (occasion.due_on, occasion.finished_on) == (date(2026, 11, 25), None)


def test_the_letter_pays_the_debt_and_the_public_book_tells_of_it_under_the_same_name(office: Office) -> None:
    entry = given(office)
    code = Letter.objects.of(office.commune).get().code
    made.check(office, code)
    letters.sign(office.chairman, code, now=NOW)
    letters.number(office.clerk, code, now=NOW)
    letters.keep_file(office.clerk, code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    letters.seal(office.clerk, code, 2, now=NOW)
    letters.send(office.clerk, code, letters.Sending(made.Way.HOME, "Thôn Tôm"), now=NOW)
    (occasion,) = MEASURES[5](office.commune.pk)
    assert occasion.finished_on == local_day(NOW)
    assert occasion.reference == Matter.objects.of(office.commune).get(kind="thanks").reference
    assert Entry.objects.of(office.commune).filter(kind="co").count() == 1
    with pytest.raises(Refused, match=r"letters\.gift\.thanked"):
        letters.strike(office.writer, entry.code, "ghi nhầm", now=NOW)


def test_whoever_does_not_want_to_be_named_stands_in_the_book_and_gets_no_letter(office: Office) -> None:
    given(office, name="  ")
    assert not Letter.objects.of(office.commune).exists()
    assert list(MEASURES[5](office.commune.pk)) == []
    assert seen.account(office.commune.pk)[0].labour == 3


def test_the_same_form_sent_twice_is_one_entry(office: Office) -> None:
    assert given(office, token="a" * 32).pk == given(office, token="a" * 32).pk
    assert Letter.objects.of(office.commune).count() == 1


def test_a_mistake_is_struck_out_in_the_open_and_its_letter_falls_away(office: Office) -> None:
    entry = given(office)
    letters.strike(office.clerk, entry.code, "ghi hai lần", now=NOW + timedelta(hours=1))
    (row,) = seen.gifts(office.commune.pk)
    assert row.struck
    assert seen.account(office.commune.pk) == ()
    assert Letter.objects.of(office.commune).get().state == "discarded"
    assert list(MEASURES[5](office.commune.pk)) == []
    with pytest.raises(Refused, match=r"letters\.gift\.struck"):
        letters.strike(office.clerk, entry.code, "ghi hai lần", now=NOW)
    with pytest.raises(Refused, match=r"letters\.gift\.unknown"):
        letters.strike(office.clerk, "DG-0", "ghi hai lần", now=NOW)


def test_what_is_given_for_one_work_is_added_up_by_kind(office: Office) -> None:
    for kind, amount in ((GiftKind.MONEY, 500_000), (GiftKind.MONEY, 200_000), (GiftKind.LAND, 120)):
        given(office, Gift(kind, ROAD, LABOUR.given_on, amount=amount), name="")
    given(office, Gift(GiftKind.GOODS, ROAD, LABOUR.given_on, thing="20 bao xi măng"), name="")
    (row,) = seen.account(office.commune.pk)
    assert (row.times, row.money, row.labour, row.land, row.goods) == (4, 700_000, 0, 120, 1)


def test_no_fact_and_no_row_of_the_book_tells_who_gave(office: Office) -> None:
    given(office)
    assert not any(NAME in str(fact.told) for fact in Fact.objects.of(office.commune))
    assert NAME not in str(list(Contribution.objects.of(office.commune).values()))


def test_only_the_desk_writes_into_the_book(office: Office) -> None:
    stranger = builders.enter_officer(office.commune, Role.INSPECTOR)
    with pytest.raises(Refused):
        letters.contribute(stranger, LABOUR, letters.Giver(NAME), DEED, now=NOW)
