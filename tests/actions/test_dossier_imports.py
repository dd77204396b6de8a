"""Lists of the provincial system come into the book: once, part by part, and nothing is ever written over."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from vidan.actions.dossiers import imports, taking
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM
from vidan.domain.people import program
from vidan.queries.dossiers import importing as seen
from vidan.queries.dossiers import tracking
from vidan.store import guard, vault
from vidan.store.models import (
    Dossier,
    DossierImport,
    Entry,
    Fact,
    Holding,
    ImportPart,
    Matter,
    NameMark,
    Person,
    Procedure,
    Promise,
)

HEADINGS = ("Mã hồ sơ", "Mã TTHC", "Họ tên", "Số CCCD", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày hoàn thành", "Ngày trả",
            "Trạng thái", "Cán bộ xử lý")  # fmt: skip
OPEN = ("H56-1", BIRTH, "Hà Thị Thảo", "038186000123", "16/11/2026 08:00", "20/11/2026", "", "", "Đang xử lý", "")
DONE = ("H56-2", BIRTH, "Lê Văn Út", "", "02/11/2026", "05/11/2026", "06/11/2026", "09/11/2026", "Đã trả kết quả", "")


def told(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    """A row with some cells said otherwise."""
    places = {"code": 0, "procedure": 1, "name": 2, "due": 5, "ready": 6, "given": 7, "state": 8, "officer": 9}
    values = list(row)
    for name, value in cells.items():
        values[places[name]] = value
    return tuple(values)


@pytest.fixture
def bring(house: House) -> Callable[..., DossierImport]:
    """`bring(row, row…)`: a list with these rows, taken to its end."""

    def run(*rows: Sequence[str], now: datetime = NOW, name: str = "danh-sach.xlsx") -> DossierImport:
        row = imports.begin(house.one_stop, name, str((rows, now)).encode(), by_worker=False, now=now)
        imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter(rows), 2, now=now)
        imports.start(house.one_stop, row.pk, by_worker=False, now=now)
        while (row := taking.take_part(house.one_stop, row.pk, now=now)).state == ImportState.RUNNING:
            pass
        return row

    return run


def counts(row: DossierImport) -> tuple[int, int, int, int]:
    return row.added, row.changed, row.unchanged, row.refused


def of(house: House, code: str) -> Matter:
    return Matter.objects.of(house.commune).get(code=code)


def test_a_list_comes_in_and_each_dossier_stands_as_it_does_there(bring: Any, house: House) -> None:
    assert counts(bring(OPEN, DONE)) == (2, 0, 0, 0)
    running, done = of(house, "H56-1"), of(house, "H56-2")
    assert (running.state, running.closed_at, running.holder_id) == ("processing", None, house.one_stop.officer_id)
    assert running.first_due_at == datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    assert (done.state, done.closed_at) == ("given_out", datetime(2026, 11, 6, 17, 0, tzinfo=VIETNAM))
    dossier = Dossier.objects.of(house.commune).get(pk=done.pk)
    assert dossier.given_at == datetime(2026, 11, 9, 17, 0, tzinfo=VIETNAM)
    assert dossier.papers == []  # the list does not tell which papers lay there, so none are claimed
    (holding,) = Holding.objects.of(house.commune).filter(matter=done)
    assert (holding.from_at, holding.until_at) == (done.opened_at, done.closed_at)


def test_each_dossier_tells_its_facts_and_the_public_log_hears_of_them(bring: Any, house: House) -> None:
    bring(OPEN, DONE)
    kinds = list(Entry.objects.of(house.commune).order_by("pk").values_list("kind", "on"))
    assert [kind for kind, _ in kinds] == ["nhan", "nhan", "xong", "gt"]
    assert kinds[2][1].isoformat() == "2026-11-06"
    received = Fact.objects.of(house.commune).filter(kind="DossierReceived").first()
    assert received is not None and "Hà Thị Thảo" not in str(received.told)


def test_the_promise_is_the_date_that_the_citizen_was_given_there(bring: Any, house: House) -> None:
    bring(told(OPEN, due="30/11/2026"))
    (promise,) = Promise.objects.of(house.commune).filter(matter=of(house, "H56-1"))
    assert promise.due_at == datetime(2026, 11, 30, 17, 0, tzinfo=VIETNAM)
    assert (promise.reason, promise.basis) == ("receipt", "Hẹn theo hệ thống của tỉnh")
    assert promise.limit == "9wd"  # what that date comes to from the day of receipt; 24/11 is a day off


def test_without_a_date_the_procedure_s_own_limit_promises(bring: Any, house: House) -> None:
    bring(told(OPEN, due=""))
    usual = builders.receive(house.one_stop, BIRTH, received_at=datetime(2026, 11, 16, 8, 0, tzinfo=VIETNAM))
    assert of(house, "H56-1").first_due_at == usual.first_due_at


def test_the_same_list_twice_changes_nothing(bring: Any, house: House) -> None:
    bring(OPEN, DONE)
    before = _everything(house)
    assert counts(bring(OPEN, DONE, name="bản sao.xlsx")) == (0, 0, 2, 0)
    assert _everything(house) == before


def _everything(house: House) -> dict[str, Any]:
    tables = (Matter, Dossier, Holding, Promise, Person, NameMark, Entry)
    return {table.__name__: list(table.objects.of(house.commune).order_by("pk").values()) for table in tables}


def test_an_overlapping_list_adds_only_what_is_new(bring: Any, house: House) -> None:
    bring(OPEN, DONE)
    assert counts(bring(DONE, told(OPEN, code="H56-3"), now=NOW + timedelta(hours=1))) == (1, 0, 1, 0)


def test_a_changed_promise_stands_beside_the_first_and_never_over_it(bring: Any, house: House) -> None:
    bring(OPEN)
    assert counts(bring(told(OPEN, due="27/11/2026"), now=NOW + timedelta(hours=1))) == (0, 1, 0, 0)
    matter = of(house, "H56-1")
    first, second = Promise.objects.of(house.commune).filter(matter=matter).order_by("number")
    assert matter.first_due_at == first.due_at == datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    assert matter.due_at == second.due_at == datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
    assert second.reason == "reappointment"
    page = tracking(house.commune.pk, "H56-1", Dossier.objects.of(house.commune).get(pk=matter.pk).print_number)
    assert page is not None and page.moved == ("elsewhere", ""), "nobody of ours apologises for another system's date"
    assert Fact.objects.of(house.commune).filter(kind="PromiseMoved", subject=f"matter:{matter.pk}").count() == 1
    assert counts(bring(told(OPEN, due="27/11/2026"), now=NOW + timedelta(hours=2))) == (0, 0, 1, 0)


def test_an_end_and_a_hand_over_are_learned_with_their_days(bring: Any, house: House) -> None:
    bring(OPEN)
    done = told(OPEN, ready="16/11/2026 15:00", given="17/11/2026 08:00", state="Đã trả kết quả")
    assert counts(bring(done)) == (0, 1, 0, 0)
    matter = of(house, "H56-1")
    assert (matter.state, matter.closed_at) == ("given_out", datetime(2026, 11, 16, 15, 0, tzinfo=VIETNAM))
    kinds = Fact.objects.of(house.commune).filter(subject=f"matter:{matter.pk}").order_by("pk")
    assert [fact.kind for fact in kinds] == ["DossierReceived", "ResultReady", "ResultGivenOut"]


def test_an_end_is_never_taken_back_nor_moved(bring: Any, house: House) -> None:
    bring(DONE)
    bring(told(DONE, ready="05/11/2026"))  # somebody there would now have it in time
    bring(told(DONE, ready="", given="", state="Đang xử lý"))
    matter = of(house, "H56-2")
    assert (matter.state, matter.closed_at) == ("given_out", datetime(2026, 11, 6, 17, 0, tzinfo=VIETNAM))


@pytest.mark.parametrize(("said", "state"), [("Rút hồ sơ", "withdrawn"), ("Dừng xử lý", "stopped")])
def test_a_dossier_that_ended_without_a_result_is_told_so(bring: Any, house: House, said: str, state: str) -> None:
    bring(told(OPEN, ready="16/11/2026 15:00", state=said))
    assert of(house, "H56-1").state == state
    assert list(Entry.objects.of(house.commune).order_by("pk").values_list("kind", flat=True)) == ["nhan", "huy"]


def test_a_dossier_typed_at_the_counter_is_known_by_its_code(bring: Any, house: House, received: Any) -> None:
    matter = received(BIRTH, provincial_code="H56-1")
    assert counts(bring(OPEN)) == (0, 0, 1, 0)
    assert Promise.objects.of(house.commune).filter(matter=matter).count() == 1
    done = told(OPEN, ready="17/11/2026 08:59", state="Đã xử lý xong")
    assert counts(bring(done)) == (0, 1, 0, 0)
    matter.refresh_from_db()
    assert matter.state == "ready"


def test_a_person_with_a_number_is_one_person_however_often_she_comes(bring: Any, house: House, received: Any) -> None:
    received(BUILDING_PERMIT, person=builders.applicant(phone="0912345678"))
    bring(OPEN, told(OPEN, code="H56-5"), DONE, told(DONE, code="H56-6"))
    people = Person.objects.of(house.commune)
    assert people.exclude(number_index=b"").count() == 1
    assert people.filter(number_index=b"").count() == 2  # without a number nobody can say that they are one
    known = people.exclude(number_index=b"").get()
    assert vault.unseal(vault.person_key(known.wrapped_key), known.sealed)["phone"] == "0912345678"


def test_the_officer_whom_the_list_names_holds_it(bring: Any, house: House) -> None:
    bring(told(OPEN, officer="PHẠM VĂN NAM"), told(OPEN, code="H56-9", officer="Người đã chuyển đi"))
    assert of(house, "H56-1").holder_id == house.specialist.officer_id
    assert of(house, "H56-9").holder_id == house.one_stop.officer_id


def test_a_row_that_cannot_be_taken_is_told_and_keeps_nobody_else_out(bring: Any, house: House) -> None:
    row = bring(
        told(OPEN, procedure="9.999999"), DONE, told(OPEN, code="H56-8", procedure=builders.unconfirmed_key(), due="")
    )
    assert (row.good, row.bad, *counts(row)) == (1, 2, 1, 0, 0, 0), "what cannot enter is not called usable before"
    assert [(line.row, line.code) for line in seen.report(house.one_stop, row.pk)] == [
        (2, "dossiers.import.procedure_unknown"),
        (4, "dossiers.import.no_promise"),
    ]


def test_what_became_impossible_between_reading_and_taking_is_told_by_its_row(house: House) -> None:
    row = imports.begin(house.one_stop, "a.csv", b"x", by_worker=False, now=NOW)
    imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter([OPEN, DONE]), 2, now=NOW)
    with guard.writing_allowed():
        Procedure.objects.of(house.commune).filter(code=BIRTH).update(received_here=False)
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    row = taking.take_part(house.one_stop, row.pk, now=NOW)
    assert (row.good, *counts(row)) == (2, 0, 0, 0, 2)
    assert {line.code for line in seen.report(house.one_stop, row.pk)} == {"procedures.not_received_here"}


def test_a_large_list_stops_after_any_part_and_goes_on(house: House) -> None:
    rows = [told(OPEN, code=f"H56-{number}") for number in range(1200)]
    row = imports.begin(house.one_stop, "lớn.csv", b"x", by_worker=False, now=NOW)
    imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter(rows), 2, now=NOW)
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    row = taking.take_part(house.one_stop, row.pk, now=NOW)
    assert (row.added, row.state) == (500, "running")
    imports.stop(house.one_stop, row.pk, now=NOW)
    with pytest.raises(Refused):
        taking.take_part(house.one_stop, row.pk, now=NOW)
    again = imports.begin(house.one_stop, "lớn.csv", b"x", by_worker=False, now=NOW)
    assert again.pk == row.pk  # the same file is the list that waits
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    taking.take_part(house.one_stop, row.pk, now=NOW)
    row = taking.take_part(house.one_stop, row.pk, now=NOW)
    assert (row.added, row.state) == (1200, "done")
    assert Matter.objects.of(house.commune).count() == 1200


def test_a_part_is_taken_wholly_or_not_at_all(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    row = imports.begin(house.one_stop, "a.csv", b"x", by_worker=False, now=NOW)
    imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter([OPEN, DONE]), 2, now=NOW)
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    monkeypatch.setattr(taking, "_facts", lambda *_: (_ for _ in ()).throw(OSError("the power went")))
    with pytest.raises(OSError, match="power"):
        taking.take_part(house.one_stop, row.pk, now=NOW)
    assert not Matter.objects.of(house.commune).exists()
    monkeypatch.undo()
    assert taking.take_part(house.one_stop, row.pk, now=NOW).added == 2


def test_what_waits_is_sealed_and_what_was_taken_is_gone(house: House, bring: Any) -> None:
    row = imports.begin(house.one_stop, "a.csv", "Hà Thị Thảo".encode(), by_worker=False, now=NOW)
    imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter([OPEN]), 2, now=NOW)
    parts = ImportPart.objects.of(house.commune).filter(of=row)
    assert all("Thảo".encode() not in bytes(part.sealed) for part in parts)
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    taking.take_part(house.one_stop, row.pk, now=NOW)
    assert not any(part.sealed for part in parts.all())


def test_columns_are_chosen_remembered_and_used_again(house: House) -> None:
    odd = ("Số", "Thủ tục", "Ai", "Hôm nào", "Hẹn")
    cells = [("H56-77", BIRTH, "Hà Thị Thảo", "16/11/2026", "20/11/2026")]
    row = imports.begin(house.one_stop, "la.csv", b"x", by_worker=False, now=NOW)
    row = imports.keep_rows(house.one_stop, row.pk, odd, iter(cells), 2, now=NOW)
    assert (row.state, row.problem["code"]) == ("failed", "dossiers.import.no_headings")
    columns = {"code": "Số", "procedure": "Thủ tục", "applicant": "Ai", "received": "Hôm nào", "due": "Hẹn"}
    imports.choose_columns(house.one_stop, row.pk, "Tỉnh cũ", columns, by_worker=False, now=NOW)
    row = imports.keep_rows(house.one_stop, row.pk, odd, iter(cells), 2, now=NOW)
    assert (row.state, row.good) == ("read", 1)
    second = imports.begin(house.one_stop, "la2.csv", b"y", map_name="Tỉnh cũ", by_worker=False, now=NOW)
    second = imports.keep_rows(house.one_stop, second.pk, odd, iter(cells), 2, now=NOW)
    assert (second.state, second.good) == ("read", 1)


def test_only_the_desk_and_its_leader_lay_lists_before_the_program(house: House) -> None:
    for actor in (house.specialist, house.administrator):
        with pytest.raises(Refused, match="people.role.missing"):
            imports.begin(actor, "a.csv", b"x", now=NOW)


def test_a_list_of_another_commune_is_not_there(house: House) -> None:
    row = imports.begin(house.one_stop, "a.csv", b"x", by_worker=False, now=NOW)
    other = builders.open_commune(code="14944", name="Xã Khác")
    with pytest.raises(Refused, match="dossiers.import.unknown"):
        imports.keep_rows(program(other.pk), row.pk, HEADINGS, iter([OPEN]), 2, now=NOW)
