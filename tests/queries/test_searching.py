"""Dossiers are found by code, by name without diacritics, by number and phone, newest first, and only one's own."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from tests import builders
from tests.builders import BIRTH, NOW, House
from vidan.actions import matters as actions
from vidan.actions.dossiers import mending
from vidan.actions.matters import marking
from vidan.domain.people import Actor
from vidan.queries import dossiers
from vidan.queries.dossiers import Wanted, books
from vidan.queries.matters import unmarked
from vidan.store import guard, names
from vidan.store.models import Matter, NameMark, Person


def found(actor: Actor, **wanted: Any) -> list[str]:
    return [row.person for row in dossiers.newest(actor, Wanted(**wanted), now=NOW).rows]


FOUR = "vidan.store.migrations.0156_matters_names_of_four"


@pytest.fixture
def village(house: House, received: Any) -> House:
    for number, name in enumerate(("Hà Thị Thảo", "Hà Văn Thảo", "Đỗ Thị Hà", "H'Lan Niê", "Hà Thị Thảo Vân")):
        when = NOW - timedelta(days=number)
        person = builders.applicant(name=name, number=f"03818600{number:04d}", phone=f"091234567{number}")
        received(BIRTH, person=person, received_at=when)
    return house


@pytest.mark.parametrize(
    ("query", "names_found"),
    [
        ("Hà Thị Thảo", ["Hà Thị Thảo", "Hà Thị Thảo Vân"]),
        ("ha thi thao", ["Hà Thị Thảo", "Hà Thị Thảo Vân"]),
        ("thảo hà", ["Hà Thị Thảo", "Hà Văn Thảo", "Hà Thị Thảo Vân"]),
        ("HÀ", ["Hà Thị Thảo", "Hà Văn Thảo", "Đỗ Thị Hà", "Hà Thị Thảo Vân"]),
        ("do", ["Đỗ Thị Hà"]),
        ("h'lan", ["H'Lan Niê"]),
        ("thả", []),
        ("Nguyễn Thảo", []),
        ("'", []),
    ],
)
def test_a_name_is_found_by_its_whole_words_in_any_order_and_any_spelling(
    village: House, query: str, names_found: list[str]
) -> None:
    assert found(village.one_stop, name=query) == names_found


COMPANY = "Công ty TNHH Đầu tư và Xây dựng Hoàng Long Thanh Hóa"
SHOP, SCHOOL = "Doanh nghiệp tư nhân Hoàng Mai", "Trường trung học cơ sở Điền Tân"
FARM, OFFICE = "HTX dịch vụ nông nghiệp Điền Lư", "Ủy ban nhân dân xã Điền Lư"


def test_an_organisation_is_found_by_any_words_that_follow_each_other(house: House, received: Any) -> None:
    received(BIRTH, person=builders.applicant(name=COMPANY, number="", phone=""))
    received(BIRTH, person=builders.applicant(name="Công Hoàng Long", number="", phone=""))
    words = COMPANY.split()
    for size in (1, 2, 3, 4, len(words)):
        for at in range(len(words) - size + 1):
            query = " ".join(words[at : at + size])
            assert COMPANY in found(house.one_stop, name=query), query


@pytest.mark.parametrize(
    ("query", "names_found"),
    [
        ("công ty Hoàng Long", [COMPANY]),
        ("cty Hoàng", [COMPANY]),
        ("CÔNG TY XÂY DỰNG THANH HÓA", [COMPANY]),
        ("cong ty trach nhiem huu han hoa long", [COMPANY]),
        ("công ty Điền Lư", []),
        ("htx Điền Lư", [FARM]),
        ("hợp tác xã nông nghiệp", [FARM]),
        ("ubnd Điền Lư", [OFFICE]),
        ("Điền Lư", [OFFICE, FARM]),
        ("công ty", [COMPANY]),
        ("ủy ban Điền Lư", [OFFICE]),
        ("hợp tác Điền Lư", [FARM]),
        ("doanh nghiệp Mai", [SHOP]),
        ("trường Điền Tân", [SCHOOL]),
        ("trường THCS Điền Tân", [SCHOOL]),
        ("Trương Điền", [SCHOOL]),
    ],
)
def test_an_organisation_is_found_by_its_kind_however_written_and_any_of_its_own_words(
    house: House, received: Any, query: str, names_found: list[str]
) -> None:
    for number, name in enumerate((COMPANY, FARM, OFFICE, SHOP, SCHOOL, "Hà Hoàng Long", "Trương Hoàng Mai")):
        person = builders.applicant(name=name, number="", phone="")
        received(BIRTH, person=person, received_at=NOW - timedelta(minutes=9 - number))
    assert found(house.one_stop, name=query) == names_found


def test_a_long_name_makes_few_marks_and_a_persons_name_all_of_them() -> None:
    counts = {name: len(names.texts_of(name)) for name in ("a b", "a b c d", "a b c d e", "a b c d e f g h")}
    assert counts == {"a b": 3, "a b c d": 15, "a b c d e": 30, "a b c d e f g h": 26}
    assert len(names.texts_of("Cty TNHH MTV Xây dựng Hoàng Long Hà")) <= 50
    assert len(names.texts_of("Trường tiểu học a b c d e")) <= 50
    assert len(names.texts_of("cty " + " ".join(map(str, range(300))))) <= 110


def test_the_newest_by_the_day_of_receipt_come_first_whenever_they_were_typed(house: House, received: Any) -> None:
    for days in (3, 1, 2):
        person = builders.applicant(name=f"Người {'Ba Một Hai'.split()[days - 1]}", number="", phone="")
        received(BIRTH, person=person, received_at=NOW - timedelta(days=days))
    assert found(house.one_stop, name="người") == ["Người Ba", "Người Một", "Người Hai"]
    assert found(house.one_stop) == ["Người Ba", "Người Một", "Người Hai"]


def test_phone_number_and_code_lead_to_the_same_dossier(village: House) -> None:
    code = dossiers.newest(village.one_stop, Wanted(name="do")).rows[0].code
    assert found(village.one_stop, phone="0912345672") == ["Đỗ Thị Hà"]
    assert found(village.one_stop, number="038186000002") == ["Đỗ Thị Hà"]
    assert found(village.one_stop, code=code) == ["Đỗ Thị Hà"]
    assert found(village.one_stop, code="ĐL-26") == found(village.one_stop)
    assert found(village.one_stop, phone="0999999999") == []


def test_filters_go_together(village: House) -> None:
    yesterday = (NOW - timedelta(days=1)).date()
    assert found(village.one_stop, name="ha", received_from=yesterday) == ["Hà Thị Thảo", "Hà Văn Thảo"]
    assert found(village.one_stop, received_until=yesterday, state="received", procedure=BIRTH)[0] == "Hà Văn Thảo"
    assert found(village.one_stop, procedure="1.000000") == []
    assert found(village.one_stop, holder_id=village.specialist.officer_id) == []
    assert "Hà Thị Thảo" not in found(village.one_stop, late=True)
    assert "Hà Thị Thảo Vân" in found(village.one_stop, late=True)


def test_pages_go_on_from_the_last_row_by_every_way(house: House, received: Any) -> None:
    for number in range(30):
        received(BIRTH, person=builders.applicant(name="Lò Văn Pản", number="", phone=""),
                 received_at=NOW - timedelta(minutes=number))  # fmt: skip
    for wanted in (Wanted(), Wanted(name="pan lo"), Wanted(name="văn"), Wanted(code="ĐL-")):
        first = dossiers.newest(house.one_stop, wanted)
        second = dossiers.newest(house.one_stop, wanted, after=first.next_from)
        assert (len(first.rows), len(second.rows), second.next_from) == (25, 5, "")
        assert len({row.code for row in (*first.rows, *second.rows)}) == 30


@pytest.mark.parametrize("mark", ["x", "~", "2026-11-17~1", "2026-11-17T09:00:00+07:00~-1", "9" * 50, "~ĐL-999999"])
def test_a_mark_that_somebody_made_up_breaks_nothing(village: House, mark: str) -> None:
    dossiers.newest(village.one_stop, Wanted(name="ha"), after=mark)
    dossiers.newest(village.one_stop, Wanted(code="ĐL"), after=mark)


def test_a_person_of_another_commune_is_not_found(village: House) -> None:
    other = builders.furnish(builders.open_commune(code="14944", name="Xã Khác"))
    assert found(other.one_stop, name="ha") == []
    mine, theirs = (names.mark(house.commune.pk, "ha") for house in (village, other))
    assert mine != theirs


def test_who_was_forgotten_is_found_by_no_name(village: House) -> None:
    person = Person.objects.of(village.commune).first()
    assert person is not None
    with guard.writing_allowed():
        names.forget(village.commune.pk, person.pk)
    assert found(village.one_stop, name="thi thao") == ["Hà Thị Thảo Vân"]


def test_dossiers_of_an_older_program_are_found_before_while_and_after_they_are_marked(
    village: House, received: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = set(NameMark.objects.of(village.commune).values_list("word", "matter"))
    _as_an_older_program_left_them(village)
    received(BIRTH, person=builders.applicant(name="Hà Thị Thảo Mới", number="", phone=""), received_at=NOW)
    monkeypatch.setattr(marking, "_PART", 2)
    left = []
    while True:
        assert found(village.one_stop, name="thi thao ha") == ["Hà Thị Thảo Mới", "Hà Thị Thảo", "Hà Thị Thảo Vân"]
        left.append(unmarked.unmarked())
        if not actions.mark_names(village.commune.pk, now=NOW):
            break
    key = village.commune.pk
    assert left == [{key: 5}, {key: 3}, {key: 1}, {}]
    older = Matter.objects.of(village.commune).order_by("-pk")[1:]
    marks = NameMark.objects.of(village.commune).filter(matter__in=[matter.pk for matter in older])
    assert len(marks) == len(every)  # none twice
    assert set(marks.values_list("word", "matter")) == every


def _as_an_older_program_left_them(village: House) -> None:
    long = {names.mark(village.commune.pk, text) for text in ("ha thao thi", "ha thao van", "do ha thi", "h lan nie")}
    long |= {names.mark(village.commune.pk, text) for text in ("ha thi van", "ha thao van", "thao thi van")}
    long.add(names.mark(village.commune.pk, "ha thao thi van"))
    with guard.writing_allowed(), connection.cursor() as cursor:
        NameMark.objects.of(village.commune).filter(word__in=long).delete()
        cursor.execute(import_module(FOUR).OLDER)


def test_a_name_that_was_mended_is_found_and_the_wrong_one_no_longer(house: House, received: Any) -> None:
    code = received(BIRTH, person=builders.applicant(name="Hà Thị Thoả")).code
    mending.correct(house.one_stop, code, "name", "Hà Thị Thảo", "gõ nhầm chữ", now=NOW)
    assert found(house.one_stop, name="thảo") == ["Hà Thị Thảo"]
    assert found(house.one_stop, name="thoả") == []


def test_the_index_holds_no_word_of_a_name(village: House) -> None:
    rows = str(list(NameMark.objects.of(village.commune).values()))
    assert "ha" not in rows.replace("'", " ").split()


def test_a_book_is_kept_oldest_first_with_what_form_07_asks(village: House) -> None:
    rows = books.book(village.one_stop, Wanted(name="ha"), now=NOW, most=100)
    assert [row.applicant for row in rows][-1] == "Hà Thị Thảo"
    assert (rows[-1].sets, rows[-1].phone, rows[-1].delivery) == (1, "0912345670", "counter")
    assert len(books.book(village.one_stop, Wanted(), now=NOW, most=2)) == 2
