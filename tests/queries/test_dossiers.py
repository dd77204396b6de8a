"""What the desk, the paper and the citizen see of a dossier: enough, and of their own commune only."""

import dataclasses
from datetime import timedelta

import pytest
from django.db.models import Model, QuerySet

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import copies
from vidan.actions import dossiers as actions
from vidan.actions import matters
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.procedures import PaperMark
from vidan.queries import dossiers
from vidan.store.models import Matter


@pytest.fixture
def other(db: None) -> House:
    return builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))


@pytest.fixture
def matter(house: House) -> Matter:
    return builders.receive(house.one_stop)


def plain(value: object) -> bool:
    """Nothing in it leads back to a table."""
    if isinstance(value, Model | QuerySet):
        return False
    if dataclasses.is_dataclass(value):
        return all(plain(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, dict):
        return all(map(plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(plain, value))
    return True


def test_every_card_is_frozen_and_holds_no_row(house: House, matter: Matter) -> None:
    marks = builders.all_present() | {0: PaperMark.MISSING}
    slip = actions.ask_supplement(house.one_stop, builders.intake(marks=marks), now=NOW)
    cards = [
        dossiers.dossier(house.one_stop, matter.code, now=NOW),
        dossiers.receipt(house.one_stop, matter.code, now=NOW),
        dossiers.slip(house.one_stop, slip.number),
        dossiers.newest(house.one_stop),
        dossiers.tracking(house.commune.pk, matter.code, 1),
        *dossiers.history(house.one_stop, matter.pk),
    ]
    for card in cards:
        assert plain(card), type(card)
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(card, dataclasses.fields(card)[0].name, "x")  # type: ignore[arg-type]


def test_the_dossier_of_another_commune_is_unknown_in_the_same_words(
    house: House, matter: Matter, other: House
) -> None:
    for look in (dossiers.dossier, dossiers.receipt):
        told = []
        for code in (matter.code, "ĐL-261117-9999"):
            with pytest.raises(Refused) as refused:
                look(other.one_stop, code, now=NOW)
            told.append((refused.value.code, refused.value.field))
        assert told[0] == told[1] == ("matters.unknown", "code")
    assert dossiers.newest(other.one_stop).rows == ()
    assert dossiers.history(other.one_stop, matter.pk) == ()


def test_a_slip_of_another_commune_is_unknown(house: House, other: House) -> None:
    marks = builders.all_present() | {0: PaperMark.MISSING}
    slip = actions.ask_supplement(house.one_stop, builders.intake(marks=marks), now=NOW)
    with pytest.raises(Refused, match=r"dossiers\.slip\.unknown"):
        dossiers.slip(other.one_stop, slip.number)
    assert [paper["name"] for paper in dossiers.slip(house.one_stop, slip.number).papers] == [
        builders.papers_of(builders.BUILDING_PERMIT)[0].name
    ]


def test_code_and_secret_belong_to_one_commune_and_one_print(house: House, matter: Matter, other: House) -> None:
    secret = dossiers.receipt(house.one_stop, matter.code, now=NOW).secret
    assert dossiers.prove(house.commune.pk, matter.code, secret) == 1
    assert dossiers.prove(other.commune.pk, matter.code, secret) is None
    assert dossiers.prove(house.commune.pk, "ĐL-261117-9999", secret) is None
    actions.reprint_receipt(house.one_stop, matter.code, now=NOW)
    assert dossiers.prove(house.commune.pk, matter.code, secret) is None
    assert dossiers.tracking(house.commune.pk, matter.code, 1) is None
    assert dossiers.tracking(house.commune.pk, matter.code, 2) is not None
    assert dossiers.tracking(other.commune.pk, matter.code, 2) is None


@pytest.mark.parametrize("secret", ["", "0", "x" * 100, "000000000000", "🙂", "\x00", "0" * 13])
def test_no_other_secret_proves_anything(house: House, matter: Matter, secret: str) -> None:
    assert dossiers.prove(house.commune.pk, matter.code, secret) is None


def test_a_secret_with_more_letters_than_it_has_is_another_secret(house: House, matter: Matter) -> None:
    secret = dossiers.receipt(house.one_stop, matter.code, now=NOW).secret
    assert dossiers.prove(house.commune.pk, matter.code, secret + "A") is None
    assert dossiers.prove(house.commune.pk, matter.code, secret[:-1]) is None


def test_two_dossiers_of_the_same_code_in_two_communes_have_two_secrets(house: House) -> None:
    twin = builders.furnish(builders.open_commune(code="14951", name="Xã Đông Lĩnh"))
    mine, theirs = builders.receive(house.one_stop), builders.receive(twin.one_stop)
    assert mine.code == theirs.code
    secrets = {dossiers.receipt(who, mine.code, now=NOW).secret for who in (house.one_stop, twin.one_stop)}
    assert len(secrets) == 2


def test_the_citizens_card_has_nothing_of_hers_but_what_the_receipt_says(house: House, matter: Matter) -> None:
    told = repr(dossiers.tracking(house.commune.pk, matter.code, 1))
    known = builders.applicant()
    for private in (known.number, known.phone, known.address, known.born):
        assert private not in told


def test_the_first_promise_is_explained_by_its_own_calendar(house: House, matter: Matter) -> None:
    matters.pause(house.one_stop, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    matters.resume(house.one_stop, matter.code, now=NOW + timedelta(days=2))
    card = dossiers.dossier(house.one_stop, matter.code, now=NOW + timedelta(days=2))
    assert card.due is not None
    assert card.due.moment == card.first_due_at == card.promises[0].due_at
    assert card.due_at == card.promises[1].due_at
    assert [promise.reason for promise in card.promises] == ["receipt", "pause"]


def test_the_list_pages_without_a_double_while_new_dossiers_come_in(house: House, matter: Matter) -> None:
    copies(matter, 40)
    first = dossiers.newest(house.one_stop)
    builders.receive(house.one_stop)
    second = dossiers.newest(house.one_stop, after=first.next_from)
    codes = [row.code for row in (*first.rows, *second.rows)]
    assert len(codes) == len(set(codes)) == 41
    assert second.next_from == ""


def test_a_list_of_exactly_one_page_has_no_next(house: House, matter: Matter) -> None:
    copies(matter, 24)
    assert dossiers.newest(house.one_stop).next_from == ""
    copies(Matter.objects.of(house.commune).latest("pk"), 1)
    assert dossiers.newest(house.one_stop).next_from != ""


def test_history_tells_what_happened_and_nothing_of_the_person(house: House, matter: Matter) -> None:
    actions.finish(house.one_stop, matter.code, now=NOW)
    actions.give_out(house.one_stop, matter.code, "Bùi Văn Con", receipt_shown=True, now=NOW)
    lines = dossiers.history(house.one_stop, matter.pk)
    assert [line.kind for line in lines] == ["DossierReceived", "ResultReady", "ResultGivenOut"]
    told = repr([(line.kind, line.told) for line in lines])
    for private in ("Hà Thị Thảo", "038186000123", "0912345678", "Bùi Văn Con"):
        assert private not in told


def test_a_notice_goes_only_to_who_asked_for_it_and_left_an_address(house: House) -> None:
    person = builders.applicant(email="thao@example.vn")
    asked = builders.receive(house.one_stop, person=person, notify_by_mail=True)
    silent = builders.receive(house.one_stop, person=builders.applicant(number="038186000999"))
    card = dossiers.notice(house.commune.pk, asked.pk)
    assert card is not None
    assert (card.email, card.code) == ("thao@example.vn", asked.code)
    assert dossiers.notice(house.commune.pk, silent.pk) is None
    assert dossiers.notice(house.commune.pk + 1, asked.pk) is None
