"""Every form of the one-stop desk, filled in with what no clerk has to fear: told in a sentence, nothing lost."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import Browser, Form, Page, intake_path, marked
from tests.web.test_hostile_input import ENGLISH, NASTY, SCRIPT
from vidan.actions import dossiers, matters
from vidan.actions.dossiers import blanks
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.people import Actor, Role
from vidan.jobs import dossier_import
from vidan.store.models import DossierImport, Matter

TRIED = (
    "nothing", "ten thousand letters", "marks typed apart", "a script", "a null", "the year 1900",
    "the thirtieth of February", "a number beyond all", "a number below zero",
)  # fmt: skip
#: What a page sends along by itself.
NOT_TYPED = {"csrfmiddlewaretoken", "version", "looked", "form_token"}
WHY = "bản vẽ chưa có chữ ký của người thiết kế"


@pytest.fixture
def master(house: House) -> Actor:
    """Who does everything in a small commune."""
    roles = (Role.ONE_STOP, Role.SPECIALIST, Role.LEADER, Role.ADMINISTRATOR)
    return builders.enter_officer(house.commune, *roles, name="Bùi Thị Nhiều", title="Phó Chủ tịch")


def received(master: Actor) -> str:
    return builders.receive(master).code


def on_its_way(master: Actor) -> str:
    return dossiers.move_on(master, received(master), now=NOW).code


def asked(master: Actor) -> str:
    code = on_its_way(master)
    dossiers.ask_papers(master, code, Asking(frozenset({0}), WHY), now=NOW)
    return dossiers.accept_papers(master, code, now=NOW).code


def ready(master: Actor) -> str:
    return dossiers.finish(master, received(master), now=NOW).code


def owed(master: Actor) -> str:
    """A paper outside the list was asked for, so its owner has something to settle; the master took it over."""
    asking = Asking(frozenset({0}), WHY, OnePaper("Giấy ngoài lề", "vì chưa rõ ranh giới"))
    dossiers.ask_papers(master, on_its_way(master), asking, now=NOW)
    row = Matter.objects.of(master.commune_id).filter(kind="checklist").latest("pk")
    if row.holder_id != master.officer_id:
        matters.take_over(master, row.code, now=NOW)
    return str(row.code)


@dataclass(frozen=True)
class Door:
    """A form: its page, what stands behind it, what is chosen in it, which button is pressed."""

    page: str
    behind: Callable[[Actor], str] | None = None
    chosen: dict[str, str] = field(default_factory=dict)
    button: str = ""

    def path(self, master: Actor) -> str:
        return reverse(f"office.{self.page}", args=[self.behind(master)] if self.behind else [])


DOORS = (
    Door("ask_papers", on_its_way, {"papers": "0"}),
    Door("ask_again", asked, {"papers": "0"}),
    Door("ask_fee", on_its_way),
    Door("refuse", on_its_way),
    Door("withdraw", received),
    Door("reappoint", on_its_way),
    Door("breach", received, {"kind": "lost"}),
    Door("redo", ready, {"to_officer": "me"}),
    Door("correct", received, {"field": "name"}),
    Door("correct", received, {"field": "procedure"}),
    Door("call", received, {"reached": "no"}),
    Door("help", received),
    Door("uphold", ready),
    Door("give_out", ready, {"elsewhere": "no"}),
    Door("reassign", received, {"to_officer": "other"}),
    Door("matter_finish", owed),
    Door("matter_reassign", owed, {"to_officer": "other"}),
    Door("leaves", None, {"officer": "me", "stand_in": "other"}),
    Door("storm", None, {}, "preview"),
    Door("blanks", None, {}, "print"),
    Door("blanks", None, {}, "spoil"),
    Door("inboxes"),
)


def form_of(page: Page, button: str) -> Form:
    """The form with this button; else the page's own."""
    for form in page.forms:
        if button and button in dict(form.buttons):
            return form
    return page.form()


def check_told(answer: Page, typed: dict[str, str], button: str, what: str) -> None:
    """A sentence of ours that leads to a field or speaks for itself; everything typed is still there; nothing lives."""
    assert answer.status in (200, 422), (answer.status, what)
    assert answer.alert, what
    assert not [word for word in ENGLISH if word in answer.alert.replace(NASTY[what], "")], (what, answer.alert)
    form = form_of(answer, button)
    for name, value in typed.items():
        assert " ".join(form.values.get(name, [])) == unicodedata.normalize("NFC", value), (name, what)
    assert SCRIPT not in answer.html
    assert answer.inline == []


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.page} {''.join(door.chosen.values())}{door.button}")
def test_whatever_is_typed_into_a_form_of_the_desk_is_told_or_kept(
    house: House, master: Actor, clock: object, door: Door
) -> None:
    browser = Browser(master, careful=False)
    path = door.path(master)
    people = {"me": str(master.officer_id), "other": str(house.specialist.officer_id)}
    chosen = {name: people.get(value, value) for name, value in door.chosen.items()}
    for what in TRIED:
        form = form_of(browser.open(path), door.button)
        typed = {
            name: NASTY[what]
            for name in form.values
            if name not in NOT_TYPED and name not in form.choices and name not in chosen
        }
        answer = browser.post(path, form.sends(door.button, **chosen) | typed)
        if answer.status == 302:
            after = browser.follow(answer)
            assert after.status == 200, what
            assert SCRIPT not in after.html, what
            assert after.inline == [], what
            path = door.path(master)
        else:
            check_told(answer, typed, door.button, what)


@pytest.mark.parametrize("door", [door for door in DOORS if door.chosen], ids=lambda door: door.page)
def test_a_choice_that_nobody_offered_is_told(house: House, master: Actor, clock: object, door: Door) -> None:
    browser = Browser(master, careful=False)
    path = door.path(master)
    form = form_of(browser.open(path), door.button)
    for wrong in ("khong-co", "999999", SCRIPT):
        answer = browser.post(path, form.sends(door.button) | dict.fromkeys(door.chosen, wrong))
        assert answer.status in (200, 422), wrong
        assert answer.alert, wrong
        assert not [word for word in ENGLISH if word in answer.alert], answer.alert
        assert SCRIPT not in answer.html


def test_the_seldom_fields_of_the_counter_are_told_beside_themselves(counter: Browser) -> None:
    page = counter.open(intake_path())
    names = ("proxy_name", "proxy_number", "proxy_paper", "read_back", "blank", "promised_on", "received_on")
    for what in ("ten thousand letters", "a null", "a script", "the year 1900"):
        typed = {name: NASTY[what] for name in names if name in page.form().values}
        answer = counter.post(intake_path(), page.form().sends("receive", **marked()) | typed)
        check_told(answer, typed, "receive", what)
        assert any(link.startswith("#id_") for link in answer.links), "the box of errors leads to a field"


def test_a_view_without_a_name_or_with_too_long_a_one_is_told(house: House, clock: object) -> None:
    counter = Browser(house.one_stop, careful=False)
    for what in ("nothing", "ten thousand letters", "a script", "a null"):
        answer = counter.post("/can-bo/cach-xem", {"name": NASTY[what], "query": "tre=1"})
        after = counter.follow(answer)
        assert after.status == 200
        assert SCRIPT not in after.html
        assert "cách xem" in after.words


WRONG_FILES = {
    "an empty one": ("a.xlsx", b""),
    "a program": ("a.xlsx", b"MZ\x90\x00" + bytes(200)),
    "a letter": ("a.csv", b"%PDF-1.7\n" + bytes(range(256))),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600)),
    "a broken archive": ("a.xlsx", b"PK\x03\x04" + bytes(300)),
    "a name with a script": (f"{SCRIPT}.csv", b"a,b\n1,2\n"),
    "only headings": ("a.csv", "Mã hồ sơ,Mã TTHC,Họ tên,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái\n".encode()),
    "one long line": ("a.csv", b"x" * 300_000),
}


@pytest.mark.parametrize("what", WRONG_FILES)
def test_a_wrong_file_ends_in_a_sentence(house: House, counter: Browser, what: str) -> None:
    name, content = WRONG_FILES[what]
    answer = counter.send(counter.open("/can-bo/nhap-ho-so"), file=SimpleUploadedFile(name, content))
    if answer.status == 302:
        row = DossierImport.objects.of(house.commune).get()
        dossier_import.carry(house.commune.pk, {"import_id": row.pk})
        answer = counter.open(answer.location)
        assert "Chưa đọc được danh sách này" in answer.words
    else:
        assert answer.alert
    assert SCRIPT not in answer.html
    assert not Matter.objects.of(house.commune).exists()


def test_columns_chosen_out_of_nothing_are_told_and_kept(house: House, clock: object) -> None:
    counter = Browser(house.one_stop, careful=False)
    file = SimpleUploadedFile("a.csv", "Số,Ai,Hôm nào\nH56-1,Lò Thị Mẫu,16/11/2026\n".encode())
    page = counter.follow(counter.send(counter.open("/can-bo/nhap-ho-so"), file=file))
    row = DossierImport.objects.of(house.commune).get()
    dossier_import.carry(house.commune.pk, {"import_id": row.pk})
    for what in ("nothing", "ten thousand letters", "a script", "a null"):
        chosen = {"columns": "1", "map_name": NASTY[what], "col_code": "Số", "col_applicant": "Ai"}
        answer = counter.post(page.path, chosen)
        after = counter.follow(answer) if answer.status == 302 else answer
        assert after.status in (200, 422), what
        assert SCRIPT not in after.html
        form = form_of(after, "columns")
        assert form.values["col_code"] == ["Số"], what
        assert form.values["col_applicant"] == ["Ai"], what
        dossier_import.carry(house.commune.pk, {"import_id": row.pk})


def test_a_blank_that_was_never_printed_is_told_with_its_number(house: House, counter: Browser) -> None:
    blanks.print_run(house.one_stop, 1, now=NOW)
    page = counter.open("/can-bo/giay-in-san")
    for what in ("a script", "marks typed apart", "the year 1900"):
        typed = {"blank": NASTY[what][:30], "reason": "viết nhầm tên người nộp"}
        answer = counter.post(page.path, form_of(page, "spoil").sends("spoil") | typed)
        assert answer.status == 422
        assert form_of(answer, "spoil").values["blank"] == [unicodedata.normalize("NFC", typed["blank"])]
