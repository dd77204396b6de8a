"""The pack of commune procedures that comes with the program."""

import json
import re
import unicodedata
from importlib.resources import files

import pytest

from vidan.content.procedures import commune_pack
from vidan.domain.calendar import LimitUnit
from vidan.domain.people import Role
from vidan.domain.procedures import OPENERS, ProcedureText, can_be_received, check_papers, validate
from vidan.domain.procedures.papers import PaperMark
from vidan.domain.text import fold

TEXT = (files("vidan.content.procedures") / "commune.jsonl").read_text(encoding="utf-8")
README = (files("vidan.content.procedures") / "README.md").read_text(encoding="utf-8")
PACK = commune_pack()
BY_KEY = {procedure.key: procedure for procedure in PACK}
EACH = pytest.mark.parametrize("procedure", PACK, ids=lambda procedure: procedure.key)


def test_the_pack_holds_179_procedures_each_once() -> None:
    assert len(PACK) == len(BY_KEY) == 179
    codes = [procedure.code for procedure in PACK if procedure.code]
    assert len(codes) == len(set(codes)) == 174
    assert sorted(procedure.key for procedure in PACK if not procedure.code) == [f"X-00{n}" for n in range(1, 6)]


def test_the_file_is_composed_tidy_and_in_order() -> None:
    assert unicodedata.is_normalized("NFC", TEXT)
    rows = [json.loads(line) for line in TEXT.splitlines()]
    assert [json.dumps(row, ensure_ascii=False) for row in rows] == TEXT.splitlines()
    assert rows == sorted(rows, key=lambda row: (fold(row["field"]), row["key"]))
    assert not re.search(r" {2}|\u00a0|\u200b|\\t|\\n", TEXT)


@EACH
def test_each_procedure_is_sound(procedure: ProcedureText) -> None:
    assert validate(procedure) == []
    assert procedure.code is None or re.fullmatch(r"\d\.\d{6}", procedure.code)
    assert procedure.unit
    assert procedure.source
    assert procedure.result
    assert procedure.steps


@EACH
def test_each_paper_has_a_short_name_and_a_condition_that_reads_on(procedure: ProcedureText) -> None:
    for paper in procedure.papers:
        assert 0 < len(paper.name) <= 200
        assert paper.name[0].isupper() or paper.name[0].isdigit()
        assert not re.search(r"(?i)\bnếu\b|không có thì", paper.name) or paper.group, "a condition hides in the name"
        assert paper.condition == "" or paper.condition.startswith(OPENERS)
        assert not (paper.name + paper.condition).endswith((".", ",", ";"))


@EACH
def test_papers_that_stand_in_for_each_other_are_at_least_two_and_all_conditional(procedure: ProcedureText) -> None:
    for group in {paper.group for paper in procedure.papers if paper.group}:
        members = [paper for paper in procedure.papers if paper.group == group]
        assert len(members) >= 2
        assert all(paper.condition for paper in members)


@EACH
def test_a_dossier_with_every_paper_is_complete(procedure: ProcedureText) -> None:
    marks = dict.fromkeys(range(len(procedure.papers)), PaperMark.PRESENT)
    assert check_papers(procedure.papers, marks).missing == ()


@EACH
def test_a_sure_limit_has_a_value_and_a_doubtful_one_is_listed_for_the_commune(procedure: ProcedureText) -> None:
    assert procedure.limit_sure is ("limit" not in procedure.unsure)
    if procedure.limit_sure:
        assert procedure.limit is not None
        assert procedure.confidence in ("S", "K")
        assert procedure.limit.unit in (LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.SAME_DAY)
    else:
        assert procedure.limit_note, "the commune must be told why it is asked"


@EACH
def test_the_way_begins_with_taking_in_and_ends_with_handing_over(procedure: ProcedureText) -> None:
    if not procedure.in_scope:
        assert procedure.internal_steps == ()
        return
    names = [step.name for step in procedure.internal_steps]
    roles = {step.role for step in procedure.internal_steps}
    assert "iếp nhận" in names[0]
    assert names[-1].startswith(("Trả kết quả", "Giao"))
    assert {Role.SPECIALIST, Role.LEADER} <= roles


def test_most_procedures_can_be_received_from_the_first_day() -> None:
    ready = [procedure for procedure in PACK if procedure.in_scope and procedure.limit_sure]
    assert all(can_be_received(procedure) for procedure in ready)
    assert len(ready) == 96


def test_birth_is_registered_on_the_day() -> None:
    birth = BY_KEY["1.001193"]
    assert (birth.field, str(birth.limit), birth.limit_sure) == ("Hộ tịch", "1sd", True)
    assert ("Biên bản về việc trẻ bị bỏ rơi", "nếu trẻ bị bỏ rơi") in [(p.name, p.condition) for p in birth.papers]


def test_hours_by_the_clock_are_not_promised_as_hours_of_work() -> None:
    for key in ("1.004946", "1.012084", "2.001159"):
        assert BY_KEY[key].limit is None


def test_a_denunciation_is_not_taken_at_an_open_counter() -> None:
    assert not next(procedure for procedure in PACK if procedure.field == "Giải quyết tố cáo").in_scope


def test_nobody_is_asked_for_what_need_not_be_handed_in() -> None:
    assert [paper.name for paper in BY_KEY["1.001266"].papers] == ["Thông báo chấm dứt hoạt động hộ kinh doanh"]


def test_the_readme_counts_what_the_file_holds() -> None:
    papers = [paper for procedure in PACK for paper in procedure.papers]
    counts = {
        "thủ tục": len(PACK),
        "có mã quốc gia": sum(procedure.code is not None for procedure in PACK),
        "nhận ở một cửa của xã": sum(procedure.in_scope for procedure in PACK),
        "thời hạn đã chắc": sum(procedure.limit_sure for procedure in PACK),
        "dòng giấy tờ": len(papers),
        "giấy tờ có điều kiện": sum(bool(paper.condition) for paper in papers),
    }
    assert {name: int(n) for name, n in re.findall(r"^\| ([^|]+?) \| (\d+) \|$", README, re.M)} == counts
