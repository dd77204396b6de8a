"""Which commune answers, what it was before, which villages it has on a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import communes as actions
from vidan.queries import communes
from vidan.store import guard
from vidan.store.models import Commune, Village


def change(commune: Commune, **values: Any) -> None:
    with guard.writing_allowed():
        Commune.objects.filter(pk=commune.pk).update(**values)
    communes.forget_hosts()


@pytest.mark.django_db
def test_where_nothing_was_set_up_nobody_answers() -> None:
    assert communes.for_host("localhost") is None
    assert communes.by_code("14950") is None


def test_the_commune_that_was_entered_with_a_host_answers_there(commune: Commune) -> None:
    other = builders.open_commune(code="14951", name="Xã Khác")
    change(other, host="xa-khac.vn")
    assert communes.for_host("xa-khac.vn").name == "Xã Khác"  # type: ignore[union-attr]
    assert communes.for_host("localhost").name == "Xã Điền Lư"  # type: ignore[union-attr]


def test_a_training_copy_answers_only_where_it_was_entered(commune: Commune) -> None:
    change(commune, training=True)
    builders.open_commune(code="14951", name="Xã Khác")
    assert communes.for_host("localhost").name == "Xã Khác"  # type: ignore[union-attr]


def test_a_commune_that_no_longer_works_answers_nowhere(commune: Commune) -> None:
    change(commune, working=False)
    assert communes.for_host("localhost") is None


def test_an_answer_is_remembered_for_seconds_and_no_longer(commune: Commune, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter((0.0, 9.0, 11.0))
    monkeypatch.setattr(communes, "monotonic", lambda: next(seconds))
    assert communes.for_host("localhost").phone == "0237 3891 002"  # type: ignore[union-attr]
    with guard.writing_allowed():
        Commune.objects.update(phone="0237 3891 003")
    assert communes.for_host("localhost").phone == "0237 3891 002"  # type: ignore[union-attr]
    assert communes.for_host("localhost").phone == "0237 3891 003"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Xã Điền Lư", "Điền Lư"),
        ("xã Điền Lư", "Điền Lư"),
        ("Phường Hạc Thành", "Hạc Thành"),
        ("Đặc khu Cô Tô", "Đặc khu Cô Tô"),
    ],
)
def test_the_short_name_stands_where_the_form_wants_a_place(commune: Commune, name: str, short: str) -> None:
    change(commune, name=name)
    assert communes.by_id(commune.pk).short_name == short


def test_the_commune_that_works_goes_before_the_one_of_the_same_code_that_was(commune: Commune) -> None:
    new = builders.open_commune(valid_from=date(2026, 7, 1))
    actions.succeed(commune, new, on=date(2026, 6, 30), now=NOW)
    assert communes.by_code("14950").id == new.pk  # type: ignore[union-attr]
    assert [(old.name, old.until_on) for old in communes.merged_into(new.pk)] == [("Xã Điền Lư", date(2026, 6, 30))]


def test_villages_are_those_of_the_day_by_name(house: House) -> None:
    actions.enter_villages(house.commune, ["Vèn", "Ấm", "Tôm"], since=builders.SINCE, now=NOW)
    actions.enter_villages(house.commune, ["Mới"], since=NOW.date() + timedelta(days=1), now=NOW)
    with guard.writing_allowed():
        Village.objects.of(house.commune).filter(name="Tôm").update(valid_until=NOW.date() - timedelta(days=1))
    assert {name for _, name in communes.villages(house.commune.pk, NOW.date())} == {"Vèn", "Ấm"}
    assert {name for _, name in communes.villages(house.commune.pk, NOW.date() - timedelta(days=2))} == {
        "Vèn",
        "Ấm",
        "Tôm",
    }


def test_every_commune_begins_with_its_usual_units(commune: Commune) -> None:
    names = [name for _, name in communes.units(commune.pk)]
    assert "Trung tâm Phục vụ hành chính công" in names
    assert len(names) == len(set(names))
