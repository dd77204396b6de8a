"""Two programs that share no line find the same figures, and both see when somebody changed a row."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, ONE_PAPER, House
from vidan.actions import dossiers, matters, surveys
from vidan.actions.feedback import sender, sending, working
from vidan.cli.main import main
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.matters import PauseKind
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Role, citizen, program
from vidan.domain.surveys import Item
from vidan.jobs import announcing, checkpoints
from vidan.queries import communes
from vidan.store.models import Matter

Verify = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def public(settings: Any) -> Iterator[Path]:
    """The public folder, empty before and after."""
    folder = Path(settings.DATA) / "public"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def a_random_history(house: House, seed: int) -> datetime:
    """Some weeks of work, in time and late, with pauses; published. Returns when it ends."""
    dice, now, codes = Random(seed), NOW - timedelta(days=40), list[str]()
    for _ in range(45):
        now += timedelta(hours=dice.randint(1, 30))
        if len(codes) < 8 or dice.random() < 0.3:
            key = dice.choice((BIRTH, BUILDING_PERMIT, ONE_PAPER))
            codes.append(builders.receive(house.one_stop, key, now=now).code)
            continue
        act, code = dice.choice(("finish", "finish", "pause", "resume", "take over")), dice.choice(codes)
        try:
            done(house, act, code, now)
        except Refused:
            continue
    return now


def some_answers(house: House, dice: Random, now: datetime) -> datetime:
    """Twenty results given out, twenty slips drawn, answered as people do, and let out a week later."""
    for number in range(20):
        person = builders.applicant(number=f"0381860{number:05d}", phone="")
        dossiers.finish(
            house.one_stop, builders.receive(house.one_stop, ONE_PAPER, person=person, now=now).code, now=now
        )
    keeper = builders.enter_officer(house.commune, Role.BOARD_MEMBER)
    for token in surveys.issue_slips(keeper, 20, now=now):
        given = {item: dice.choice((1, 3, 4, 5, None)) for item in Item} | {Item.OVERALL: dice.randint(1, 5)}
        surveys.answer(citizen(house.commune.pk), token, given, now=now)
    surveys.let_out(program(house.commune.pk), now=now + timedelta(days=7))
    return now + timedelta(days=7)


def done(house: House, act: str, code: str, now: datetime) -> None:
    """One act, by whoever may."""
    match act:
        case "finish":
            dossiers.finish(house.one_stop, code, now=now)
        case "pause":
            matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=now)
        case "resume":
            matters.resume(house.one_stop, code, now=now)
        case _:
            matters.take_over(house.one_stop, code, now=now)


def announced(house: House, seed: int) -> str:
    """A history whose figures are announced; the day by which the reader judges."""
    now = some_answers(house, Random(seed), a_random_history(house, seed))
    commune = communes.by_id(house.commune.pk)
    assert commune is not None
    later = start_of(local_day(now)) + timedelta(days=1, hours=9)
    checkpoints.publish(commune, later, session_ended=True)
    assert announcing.announce(commune, later)
    return local_day(later).isoformat()


@pytest.fixture
def reader(
    recompute: ModuleType, settings: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Verify:
    """A student with the stand-alone program, and an engineer with ours: they must come to the same end."""
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")

    def run(day: str, place: Path | None = None) -> tuple[int, str]:
        where = str(place or settings.DATA)
        code = recompute.main([where, "--today", day, "--english"])
        assert main(["ledger", "verify", where, "--today", day]) == code
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_programs_agree_on_any_history(house: House, reader: Verify, seed: int) -> None:
    code, said = reader(announced(house, seed))
    assert code == 0, said
    assert "Promise 7, from the open data" in said
    assert all(f"Promise {number}, from the ratings in the ledger" in said for number in range(9, 13))
    assert "tệp đúng dấu trong sổ, 12 lời hứa tính lại từ từng dòng đều khớp" in said


def changed(data: bytes, place: int, before: str, now: str) -> bytes:
    lines = data.decode().split("\n")
    lines[place] = lines[place].replace(before, now, 1)
    return "\n".join(lines).encode()


@pytest.mark.parametrize("place", [1, 5, -2])
def test_one_changed_row_is_seen(house: House, reader: Verify, public: Path, place: int) -> None:
    day = announced(house, 1)
    (file,) = public.glob("*/du-lieu/occasions.csv")
    file.write_bytes(changed(file.read_bytes(), place, ",2026-", ",2025-"))
    code, said = reader(day)
    assert code == 1
    assert "occasions.csv is not the one whose hash stands in entry" in said
    assert "du-lieu/occasions.csv không phải tệp mà mục số" in said


def test_rows_that_say_something_else_than_the_ledger_are_seen(
    house: House, reader: Verify, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the key and the machine can publish a false file with its right hash: the entries still stand."""
    real = announcing.open_data.files

    def false(*given: Any) -> dict[str, bytes]:
        files = real(*given)
        lines = files["occasions.csv"].decode().split("\n")
        place = next(n for n, line in enumerate(lines) if line.startswith("8,"))
        cells = lines[place].split(",")
        cells[3] = "2026-12-31"
        return files | {"occasions.csv": "\n".join([*lines[:place], ",".join(cells), *lines[place + 1 :]]).encode()}

    monkeypatch.setattr(announcing.open_data, "files", false)
    code, said = reader(announced(house, 2))
    assert code == 1
    assert "says something else than the ledger" in said
    assert "của tệp dữ liệu mở nói về hồ sơ" in said


def heard(house: House, now: datetime) -> None:
    """One message that was answered, contested, solved and confirmed; one that nobody reads; a sealed one."""
    who, sender_of = house.leader, citizen(house.commune.pk)
    codes = [
        sending.send(sender_of, Saying(text=text, confidential=secret), now=now).code
        for text, secret in (("Đường vào thôn đầy ổ gà.", False), ("Đèn đường tắt.", False), ("Đơn kín.", True))
    ]
    working.acknowledge(who, codes[0], MessageClass.FEEDBACK, Topic.ROADS, now=now)
    for solved in (False, True, True):
        holder = Matter.objects.of(house.commune).get(code=codes[0]).holder_id
        who = next(one for one in (house.leader, house.one_stop, house.specialist) if one.officer_id == holder)
        given = working.Answer("Bà con hỏi về đường.", "Xã đã vá hai ổ gà hôm qua.", "Không còn gì.", local_day(now))
        working.answer(who, codes[0], given, solved=solved, now=now)
        if len(codes) == 3:
            sender.contest(sender_of, codes[0], "vẫn còn ổ gà ở đầu thôn", now=now)
            codes.append("")
        elif len(codes) == 4:
            sender.contest(sender_of, codes[0], "lần này vẫn còn, tôi không đồng ý", now=now)
            codes.append("")
    sender.confirm(sender_of, codes[0], now=now)


def test_rows_of_what_people_said_are_those_of_the_ledger(house: House, reader: Verify, public: Path) -> None:
    heard(house, NOW - timedelta(days=45))
    code, said = reader(announced(house, 2))
    assert code == 0, said
    assert "Promise 3, from the open data, 90 days to" in said and ": 1 / 2" in said
    assert "In the 90 days 1 more `xn`, `pd` are about an answer" in said
    (file,) = public.glob("*/du-lieu/occasions.csv")
    assert sum(line.startswith("1,") for line in file.read_text().split("\n")) == 3


@pytest.mark.parametrize(
    ("promise", "cell", "now", "english", "vietnamese"),
    [
        ("1", None, "", "open data have no such row", "tệp dữ liệu mở không có dòng ấy"),
        ("1", 2, "2026-12-01", "says something else than the entries", "khác các mục pa, tn, xn, pd"),
        ("1", 1, "", "says something else than the entries", "khác các mục pa, tn, xn, pd"),
        ("3", 5, "", "says something else than the entries", "khác các mục pa, tn, xn, pd"),
    ],
)
def test_a_row_of_what_people_said_that_the_ledger_does_not_tell_is_seen(
    house: House,
    reader: Verify,
    monkeypatch: pytest.MonkeyPatch,
    promise: str,
    cell: int | None,
    now: str,
    english: str,
    vietnamese: str,
) -> None:
    """Left out, received on another day, without its name, or contested and told as confirmed."""
    real = announcing.open_data.files

    def false(*given: Any) -> dict[str, bytes]:
        files = real(*given)
        lines = files["occasions.csv"].decode().split("\n")
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{promise},") and line.split(",")[5])
        cells = lines[place].split(",")
        if cell is not None:
            cells[cell] = now
        told = [",".join(cells)] if cell is not None else []
        files = files | {"occasions.csv": "\n".join([*lines[:place], *told, *lines[place + 1 :]]).encode()}
        shown = json.loads(files["promises.json"])
        shown["promises"]["1"]["definition_version"] = 2
        return files | {"promises.json": json.dumps(shown).encode()}

    monkeypatch.setattr(announcing.open_data, "files", false)
    heard(house, NOW - timedelta(days=45))
    code, said = reader(announced(house, 2))
    assert code == 1
    assert english in said and vietnamese in said


def test_a_figure_that_the_rows_do_not_give_is_seen(
    house: House, reader: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = announcing.open_data.files

    def fewer(*given: Any) -> dict[str, bytes]:
        files = real(*given)
        lines = files["occasions.csv"].decode().split("\n")
        return files | {"occasions.csv": "\n".join(line for line in lines if not line.startswith("7,")).encode()}

    monkeypatch.setattr(announcing.open_data, "files", fewer)
    code, said = reader(announced(house, 2))
    assert code == 1
    assert "for promise 7; the open-data file gives 0/0" in said
    assert "các dòng của tệp dữ liệu mở cho ra 0/0" in said


def test_a_mirror_of_the_log_alone_is_no_lie(house: House, reader: Verify, public: Path) -> None:
    day = announced(house, 1)
    for folder in public.glob("*/du-lieu"):
        shutil.rmtree(folder)
    code, said = reader(day)
    assert code == 0, said
    assert "the other promises were not recomputed" in said
    assert "các lời hứa khác chưa tính lại được" in said


@pytest.mark.parametrize("name", ["months.csv", "occasions.csv", "promises.json"])
def test_one_file_taken_away_is_seen(house: House, reader: Verify, public: Path, name: str) -> None:
    """Whoever hides the rows and leaves the figures must not be called honest."""
    day = announced(house, 1)
    (file,) = public.glob(f"*/du-lieu/{name}")
    file.unlink()
    code, said = reader(day)
    assert code == 1
    assert f"The file du-lieu/{name} is not there" in said and f"Thiếu tệp du-lieu/{name}" in said


def test_files_of_a_later_log_are_no_lie_of_the_earlier(house: House, reader: Verify, public: Path) -> None:
    """Last year's log is verified alone: the open data beside it are this year's. That log must be there."""
    day = announced(house, 1)
    (file,) = public.glob("*/du-lieu/promises.json")
    file.write_bytes(file.read_bytes().replace(b"/nhat-ky/2026", b"/nhat-ky/2027"))
    log = file.parents[1] / "nhat-ky" / "2026"
    assert reader(day, log)[0] == 1
    shutil.copytree(log, log.parent / "2027")
    code, said = reader(day, log)
    assert code == 0, said
    assert "của sổ mới hơn" in said and "of a later log" in said


def test_a_figure_told_otherwise_beside_the_scoreboard_is_seen(
    house: House, reader: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that programs read must not be kinder than the ledger's entry."""
    real = announcing.open_data.files

    def kinder(*given: Any) -> dict[str, bytes]:
        files = real(*given)
        told = json.loads(files["promises.json"])
        told["promises"]["1"] |= {"kept": 1000, "counted": 1000}
        return files | {"promises.json": json.dumps(told).encode()}

    monkeypatch.setattr(announcing.open_data, "files", kinder)
    code, said = reader(announced(house, 3))
    assert code == 1
    assert "promises.json says 1000/1000 for promise 1" in said
    assert "du-lieu/promises.json không đúng khuôn dạng" in said


def test_a_kinder_figure_of_the_year_is_seen_too(house: House, reader: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scoreboard stands for ninety days; month, quarter and year must follow from the same rows."""
    real = announcing.open_data.files

    def kinder(*given: Any) -> dict[str, bytes]:
        files = real(*given)
        told = json.loads(files["promises.json"])
        told["promises"]["8"]["windows"]["year"] = {"kept": 1000, "counted": 1000}
        return files | {"promises.json": json.dumps(told).encode()}

    monkeypatch.setattr(announcing.open_data, "files", kinder)
    code, said = reader(announced(house, 3))
    assert code == 1
    assert "promises.json (year) says 1000/1000 for promise 8" in said
    assert "promises.json (year) ghi lời hứa 8 là 1000/1000" in said


@pytest.mark.parametrize(
    "rows",
    [
        b"",
        b"promise,reference\n",
        b"\xff",
        b"promise,reference,received_on,due_on,finished_on,broken_on,open_from,count\n7,,,,2026-13-01,,,1\n",
        b"promise,reference,received_on,due_on,finished_on,broken_on,open_from,count\n7,,,,,,,-1\n",
        b"promise,reference,received_on,due_on,finished_on,broken_on,open_from,count\n7,,,\n",
        b"promise,reference,received_on,due_on,finished_on,broken_on,open_from,count\nx,,,,,,,1\n",
    ],
)
def test_rows_out_of_form_are_told_and_nothing_falls_over(
    house: House, reader: Verify, monkeypatch: pytest.MonkeyPatch, rows: bytes
) -> None:
    real = announcing.open_data.files
    monkeypatch.setattr(announcing.open_data, "files", lambda *given: real(*given) | {"occasions.csv": rows})
    code, said = reader(announced(house, 3))
    assert code == 1
    assert "du-lieu/occasions.csv không đúng khuôn dạng" in said
