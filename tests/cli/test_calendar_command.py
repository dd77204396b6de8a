"""`vidan calendar` at the command line, without a database."""

import argparse
import csv
import io
from datetime import date
from pathlib import Path

import pytest

from vidan.cli import calendar as command
from vidan.domain.calendar import Calendar, DayKind, DayRow
from vidan.domain.errors import Refused


def commune_calendar(code: str) -> Calendar:
    if code != "14923":
        raise Refused("calendar.limit.unreadable", field="limit", value=code, least=1, most=2)
    nation = command.national_calendar()
    from_flood = DayRow(date(2026, 2, 12), DayKind.CLOSURE, "Lũ ống", "CV 12/UBND")
    return Calendar(7, nation.seasons, (*nation.rows, from_flood))


def vidan(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="vidan")
    command.register(parser.add_subparsers(required=True), commune_calendar)
    args = parser.parse_args(["calendar", *words])
    status: int = args.run(args)
    return status


def test_one_due_date_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert vidan("due", "--received", "2026-02-11T09:00", "--limit", "5wd") == 0
    assert capsys.readouterr() == ("2026-02-25T17:00\n", "")


def test_an_offset_is_understood_and_vietnam_is_meant_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    vidan("due", "--received", "2026-03-02T18:00+00:00", "--limit", "1wd")
    vidan("due", "--received", "2026-03-03 01:00", "--limit", "1wd")
    assert capsys.readouterr().out == "2026-03-04T17:00\n" * 2


def test_the_explanation_follows_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    vidan("due", "--received", "2026-02-11T09:00", "--limit", "5wd", "--explain")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-02-25T17:00"
    assert "Nghỉ Tết Bính Ngọ: từ thứ Hai 16/2 đến thứ Sáu 20/2." in lines


def test_a_commune_has_its_own_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    vidan("due", "--received", "2026-02-11T09:00", "--limit", "1wd", "--commune", "14923")
    assert capsys.readouterr().out == "2026-02-13T17:00\n"
    assert vidan("due", "--received", "2026-02-11T09:00", "--limit", "1wd", "--commune", "x") == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--received", "hôm qua", "--limit", "5wd"),
        ("--received", "2026-02-30T09:00", "--limit", "5wd"),
        ("--received", "2026-02-11T09:00", "--limit", "5 ngày"),
        ("--received", "2026-02-11T09:00"),
        ("--received", "1900-01-01T09:00", "--limit", "5wd"),
        ("--batch", "không-có.tsv"),
        ("--batch", "-", "--limit", "5wd"),
    ],
)
def test_wrong_input_gets_a_sentence_with_the_way_out(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert vidan("due", *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "xin" in told.err.lower()


def test_a_batch_answers_each_line_and_says_which_were_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "received.tsv"
    lines = ["\ufeff2026-02-11T09:00\t5wd", "không có gì", "", "2026-08-28T09:00+07:00\t3wd\r", "2026-02-11T09:00\t5xx"]
    file.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\t5wd\n2026-11-20T09:00\t2wd")
    assert vidan("due", "--batch", str(file)) == 1
    told = capsys.readouterr()
    assert " ".join(told.out.splitlines()) == (
        "2026-02-25T17:00 error error 2026-09-07T17:00 error error 2026-11-25T17:00"
    )
    assert [line.partition(":")[0] for line in told.err.splitlines()] == ["Dòng 2", "Dòng 3", "Dòng 5", "Dòng 6"]


def test_a_batch_may_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    piped = io.TextIOWrapper(io.BytesIO("\ufeff2026-03-02T15:00\t1sd\n".encode()), "ascii")
    monkeypatch.setattr("sys.stdin", piped)
    assert vidan("due", "--batch", "-") == 0
    assert capsys.readouterr().out == "2026-03-03T17:00\n"


def test_a_due_date_in_a_year_without_known_holidays_warns(capsys: pytest.CaptureFixture[str]) -> None:
    assert vidan("due", "--received", "2027-12-30T09:00", "--limit", "5wd") == 0
    assert "2028" in capsys.readouterr().err


def test_the_year_is_exported_with_each_day_and_its_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert vidan("export", "--year", "2026", "--csv") == 0
    days = {row["date"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert len(days) == 365
    assert sum(day["working"] == "yes" for day in days.values()) == 249
    assert days["2026-08-22"]["kind"] == "swap_work"
    assert days["2026-08-22"]["sessions"] == "07:00-11:30 13:30-17:00"
    assert days["2026-11-24"]["document"].startswith("Nghị quyết 28/2026/QH16")
    assert (days["2026-03-07"]["kind"], days["2026-03-06"]["kind"]) == ("weekend", "")
    assert vidan("export", "--year", "1900") == 2


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        vidan("due", "--help")
    assert "vidan calendar due --received 2026-02-11T09:00 --limit 5wd" in capsys.readouterr().out
