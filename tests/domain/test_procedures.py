"""Procedures: the checklist at the counter, a written procedure's problems, and a commune's own list."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.people import Role
from vidan.domain.procedures import (
    InternalStep,
    Paper,
    PaperMark,
    ProcedureText,
    can_be_received,
    check_papers,
    rows_to_procedures,
    validate,
)
from vidan.domain.procedures.readings import read_fee, read_limit, read_papers, tidy_code
from vidan.domain.procedures.texts import USUAL_WAY
from vidan.speech.refusals.procedures import SENTENCES

FORM = Paper("Tờ khai đăng ký khai sinh", form="bản chính", originals=1)
BIRTH = Paper("Giấy chứng sinh", "nếu trẻ có giấy chứng sinh", always=False, group="sinh")
WITNESS = Paper("Văn bản của người làm chứng", "nếu không có giấy chứng sinh", always=False, group="sinh")
PROXY = Paper("Giấy ủy quyền", "nếu nhờ người khác làm", always=False)
CHECKLIST = (FORM, BIRTH, WITNESS, PROXY)
HAVE, NOT_HERE, LACK = PaperMark.PRESENT, PaperMark.NOT_APPLICABLE, PaperMark.MISSING

BIRTHS = ProcedureText(
    key="1.001193",
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    short_name="Đăng ký khai sinh cho con",
    field="Hộ tịch",
    unit="van-phong",
    limit=Limit.parse("1sd"),
    limit_sure=True,
    papers=CHECKLIST,
    internal_steps=USUAL_WAY,
    confidence="S",
)


def spoken(no: Refused) -> str:
    return SENTENCES[no.code].format(**no.facts)


def codes(procedure: ProcedureText) -> list[str]:
    return [no.code for no in validate(procedure)]


def imported(headers: list[str], *rows: list[str]) -> ProcedureText:
    (procedure,) = rows_to_procedures(headers, rows).accepted
    return procedure


# -- the checklist ---------------------------------------------------------------------------------------------------


def test_a_complete_checklist_has_nothing_missing() -> None:
    check = check_papers(CHECKLIST, {0: HAVE, 1: HAVE, 2: NOT_HERE, 3: NOT_HERE})
    assert check.missing == ()
    assert check.present == (FORM, BIRTH)


def test_everything_missing_is_told_at_once() -> None:
    check = check_papers(CHECKLIST, {0: LACK, 1: NOT_HERE, 2: LACK, 3: LACK})
    assert check.missing == (FORM, WITNESS, PROXY)


def test_a_paper_without_a_mark_is_refused_by_its_name_and_place() -> None:
    with pytest.raises(Refused) as no:
        check_papers(CHECKLIST, {0: HAVE, 1: HAVE, 2: NOT_HERE})
    assert (no.value.code, no.value.field) == ("procedures.paper.unmarked", "papers-3")
    assert "thứ 4, «Giấy ủy quyền»" in spoken(no.value)


def test_a_paper_needed_every_time_cannot_be_passed_over() -> None:
    with pytest.raises(Refused) as no:
        check_papers(CHECKLIST, {0: NOT_HERE, 1: HAVE, 2: NOT_HERE, 3: NOT_HERE})
    assert no.value.code == "procedures.paper.always_needed"
    assert "Tờ khai đăng ký khai sinh" in spoken(no.value)


def test_of_papers_that_stand_in_for_each_other_one_must_be_there() -> None:
    with pytest.raises(Refused) as no:
        check_papers(CHECKLIST, {0: HAVE, 1: NOT_HERE, 2: NOT_HERE, 3: NOT_HERE})
    assert no.value.code == "procedures.paper.none_of_group"
    assert "Giấy chứng sinh; Văn bản của người làm chứng" in spoken(no.value)


@pytest.mark.parametrize("place", [-1, 4, 99])
def test_a_mark_beside_no_paper_is_refused(place: int) -> None:
    with pytest.raises(Refused) as no:
        check_papers(CHECKLIST, {0: HAVE, 1: HAVE, 2: NOT_HERE, 3: NOT_HERE, place: HAVE})
    assert no.value.code == "procedures.paper.unknown"
    assert spoken(no.value)


def test_a_procedure_without_papers_needs_no_marks() -> None:
    assert check_papers((), {}).missing == ()


@given(st.dictionaries(st.integers(-1, 4), st.sampled_from(PaperMark)))
def test_whatever_is_marked_either_each_paper_is_accounted_for_or_the_marks_are_refused(
    marks: dict[int, PaperMark],
) -> None:
    try:
        check = check_papers(CHECKLIST, marks)
    except Refused as no:
        assert spoken(no)
        return
    passed_over = sum(mark is NOT_HERE for mark in marks.values())
    assert len(check.present) + len(check.missing) + passed_over == len(CHECKLIST)
    assert {paper.name for paper in check.missing} == {CHECKLIST[at].name for at, mark in marks.items() if mark is LACK}


# -- may it be received ----------------------------------------------------------------------------------------------


def test_a_procedure_with_a_sure_limit_can_be_received() -> None:
    assert str(can_be_received(BIRTHS)) == "1sd"


def test_a_doubtful_limit_waits_for_the_commune_to_confirm_it() -> None:
    doubtful = replace(BIRTHS, limit_sure=False)
    with pytest.raises(Refused) as no:
        can_be_received(doubtful)
    assert no.value.code == "procedures.limit.unconfirmed"
    assert "xác nhận thời hạn" in spoken(no.value)
    assert can_be_received(doubtful, confirmed=True) == BIRTHS.limit


def test_a_procedure_without_a_limit_cannot_be_received_even_when_somebody_says_confirmed() -> None:
    with pytest.raises(Refused, match="unconfirmed"):
        can_be_received(replace(BIRTHS, limit=None, limit_sure=False), confirmed=True)


def test_a_procedure_of_the_school_is_not_received_at_the_commune() -> None:
    with pytest.raises(Refused) as no:
        can_be_received(replace(BIRTHS, in_scope=False))
    assert "đến đúng nơi" in spoken(no.value)


# -- a written procedure's problems ----------------------------------------------------------------------------------


def test_a_sound_procedure_has_no_problems() -> None:
    assert validate(BIRTHS) == []


@pytest.mark.parametrize("key", ["1.001193", "X-001", "L-0A1B2C", "dl.2026_3"])
def test_national_codes_and_safe_local_keys_are_accepted(key: str) -> None:
    assert codes(replace(BIRTHS, key=key)) == []


@pytest.mark.parametrize("key", ["", " ", "1.001193/../x", "mã một", "<script>", "x" * 41, "-1", "1.001193\n"])
def test_keys_that_could_hurt_an_address_are_refused(key: str) -> None:
    assert codes(replace(BIRTHS, key=key)) == ["procedures.code.unreadable"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "procedures.name.missing"),
        ({"name": "a" * 1001}, "procedures.name.too_long"),
        ({"short_name": ""}, "procedures.short_name.missing"),
        ({"field": ""}, "procedures.field.missing"),
        ({"limit": None}, "procedures.limit.sure_without_value"),
        ({"fee_vnd": -1}, "procedures.fee.out_of_range"),
        ({"valid_from": date(1900, 1, 1)}, "procedures.valid_from.out_of_range"),
        ({"confidence": "Z"}, "procedures.confidence.unknown"),
        ({"unit": "phong-khong-co"}, "procedures.unit.unknown"),
        ({"internal_steps": ()}, "procedures.way.missing"),
        ({"internal_steps": (InternalStep("Xem", Role.VILLAGE_HEAD),)}, "procedures.way.step_unreadable"),
        ({"result": unicodedata.normalize("NFD", "Giấy khai sinh")}, "procedures.text.not_composed"),
        ({"fee_text": "x" * 4001}, "procedures.text.too_long"),
        ({"papers": (FORM, FORM)}, "procedures.paper.twice"),
        ({"papers": (Paper(" "),)}, "procedures.paper.name_missing"),
        ({"papers": (Paper("x" * 501),)}, "procedures.paper.too_long"),
        ({"papers": (Paper("Đơn", "tùy", always=False),)}, "procedures.paper.condition_unclear"),
        ({"papers": (Paper("Đơn", "nếu có"),)}, "procedures.paper.always_unclear"),
        ({"papers": (Paper("Đơn", form="bản in"),)}, "procedures.paper.form_unknown"),
        ({"papers": (Paper("Đơn", originals=-1),)}, "procedures.paper.count_out_of_range"),
        ({"papers": tuple(Paper(f"Đơn {n}") for n in range(101))}, "procedures.paper.too_many"),
    ],
)
def test_each_problem_is_named_and_has_a_sentence(change: dict[str, Any], code: str) -> None:
    found = validate(replace(BIRTHS, **change))
    assert [no.code for no in found] == [code]
    assert all(spoken(no) for no in found)


def test_all_problems_come_together() -> None:
    assert len(codes(replace(BIRTHS, name="", field="", confidence="Z"))) == 3


# -- how people write ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "limit", "sure"),
    [
        ("03 ngày làm việc", "3wd", True),
        ("05 (năm) ngày làm việc", "5wd", True),
        ("Không quá 10 ngày làm việc kể từ ngày nhận đủ hồ sơ", "10wd", True),
        ("15 ngày (làm việc)", "15wd", True),
        ("Ngay trong ngày", "1sd", True),
        ("Trả kết quả ngay trong ngày làm việc", "1sd", True),
        ("Trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo", "1sd", True),
        ("NGAY TRONG NGÀY", "1sd", True),
        ("Giải quyết ngay", "1sd", True),
        ("15 ngày", "15d", True),
        ("30 NGÀY", "30d", True),
        ("02 tháng", "2m", True),
        ("12 giờ làm việc", "12wh", True),
        ("24 giờ", "24wh", False),
        ("3 ngày làm việc; phải xác minh thì tối đa 8 ngày làm việc", "3wd", False),
        ("5 ngày làm việc; chỉ bổ sung thì ngay trong ngày", "5wd", False),
        ("0,5 ngày làm việc", None, False),
        ("0 ngày", None, False),
        ("Theo quy định", None, False),
        ("Ngày 15/7/2026", None, False),
        ("", None, False),
    ],
)
def test_limits_are_read_as_people_write_them(text: str, limit: str | None, sure: bool) -> None:
    read = read_limit(text)
    assert (str(read.limit) if read.limit else None, read.sure) == (limit, sure)
    assert read.note == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Không", 0),
        ("Không thu phí", 0),
        ("Miễn lệ phí", 0),
        ("8.000 đồng/bản", 8000),
        ("50,000đ", 50000),
        ("1.200.000 VNĐ", 1200000),
        ("Theo HĐND tỉnh", None),
        ("50.000 - 100.000 đồng", None),
        ("2.000 đồng/trang; từ trang thứ 3: 1.000 đồng/trang", None),
        ("", None),
    ],
)
def test_fees_are_read_only_when_there_is_one_amount(text: str, amount: int | None) -> None:
    assert read_fee(text) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.001193", "1.001193"),
        (" 1.00119 ", "1.001190"),
        ("2,000635", "2.000635"),
        ("1.001193.000.00.00.H56", "1.001193"),
        ("TTHC-7", "TTHC-7"),
        ("", ""),
    ],
)
def test_codes_that_a_spreadsheet_spoiled_are_mended(text: str, code: str) -> None:
    assert tidy_code(text) == code


def test_papers_of_one_cell_are_parted_and_their_conditions_told_apart() -> None:
    cell = (
        "- Tờ khai theo mẫu;\n"
        "+ Bản sao giấy chứng tử (nếu có; bản chụp cũng được)\n"
        "1. Giấy ủy quyền nếu nhờ người khác làm.\n"
        "b) Trường hợp trẻ bị bỏ rơi: Biên bản về việc trẻ bị bỏ rơi; 02 bản sao hộ chiếu"
    )
    assert [(paper.name, paper.condition, paper.originals, paper.copies) for paper in read_papers(cell)] == [
        ("Tờ khai theo mẫu", "", 1, 0),
        ("Bản sao giấy chứng tử", "nếu có; bản chụp cũng được", 0, 1),
        ("Giấy ủy quyền", "nếu nhờ người khác làm", 0, 0),
        ("Biên bản về việc trẻ bị bỏ rơi", "trường hợp trẻ bị bỏ rơi", 0, 0),
        ("02 bản sao hộ chiếu", "", 0, 2),
    ]


def test_a_name_that_contains_the_word_case_is_not_cut() -> None:
    (paper,) = read_papers("Giấy tờ chứng minh trường hợp được miễn")
    assert (paper.name, paper.condition) == ("Giấy tờ chứng minh trường hợp được miễn", "")


ANY_TEXT = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["03", " ", "ngày", "làm việc", "giờ", "nếu", "(", ")", ";", "\n", "-", "trong ngày", "đồng", "9.9"]
    )
).map("".join)


@given(ANY_TEXT)
def test_no_text_breaks_the_readers(text: str) -> None:
    read = read_limit(text)
    assert read.limit is not None or not read.sure
    amount = read_fee(text)
    assert amount is None or amount >= 0
    assert len(tidy_code(text)) <= len(text) + 6
    for paper in read_papers(text):
        assert paper.name.strip() == paper.name != ""
        assert paper.always is not bool(paper.condition)


# -- the commune's own list ------------------------------------------------------------------------------------------

HEADINGS = [
    "STT",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Thời hạn giải quyết",
    "Phí, lệ phí",
    "Thành phần hồ sơ",
    "Căn cứ pháp lý",
]
ROW = [
    "1",
    "1.001193",
    "Thủ tục đăng ký khai sinh",
    "Hộ tịch",
    "Ngay trong ngày",
    "Không",
    "Tờ khai\nGiấy chứng sinh",
    "60/2014/QH13; 123/2015/NĐ-CP",
]


def test_a_row_of_the_communes_list_becomes_a_procedure() -> None:
    procedure = imported(HEADINGS, ROW)
    assert (procedure.key, procedure.code, procedure.short_name) == ("1.001193", "1.001193", "Đăng ký khai sinh")
    assert (str(procedure.limit), procedure.limit_sure, procedure.fee_vnd) == ("1sd", True, 0)
    assert [paper.name for paper in procedure.papers] == ["Tờ khai", "Giấy chứng sinh"]
    assert procedure.legal_basis == ("60/2014/QH13", "123/2015/NĐ-CP")
    assert validate(procedure) == []


def test_headings_are_known_without_diacritics_in_capitals_and_in_any_order() -> None:
    procedure = imported(["THOI HAN", "ten thu tuc", "MÃ THỦ TỤC (mã quốc gia)"], ["5 ngày", "Việc A", "1.000001"])
    assert (procedure.name, procedure.code, str(procedure.limit)) == ("Việc A", "1.000001", "5d")


def test_titles_above_the_headings_are_passed_over() -> None:
    rows = [["DANH MỤC THỦ TỤC"], ["", ""], HEADINGS, ["(1)", "(2)", "(3)"], ROW]
    outcome = rows_to_procedures(["ỦY BAN NHÂN DÂN XÃ ĐIỀN LƯ"], rows)
    assert [procedure.key for procedure in outcome.accepted] == ["1.001193"]
    assert outcome.errors == ()


def test_a_row_that_names_a_field_counts_for_the_rows_below_it() -> None:
    headings = ["STT", "Mã", "Tên thủ tục", "Thời hạn"]
    rows = [
        ["I", "LĨNH VỰC:HỘ TỊCH", "", ""],
        ["1", "1.000001", "Việc A", "5 ngày"],
        ["II. Lĩnh vực Đất đai", "", "", ""],
        ["2", "1.000002", "Việc B", "5 ngày"],
    ]
    assert [procedure.field for procedure in rows_to_procedures(headings, rows).accepted] == ["Hộ tịch", "Đất đai"]


def test_good_rows_come_in_and_each_bad_row_is_explained_by_its_number() -> None:
    rows = [ROW, ["2", "1.00", "", "Hộ tịch"], ["3", "mã sai!", "Việc B", "Hộ tịch"], [], ROW]
    outcome = rows_to_procedures(HEADINGS, rows)
    assert [procedure.key for procedure in outcome.accepted] == ["1.001193"]
    assert {(error.row_number, error.column, error.code) for error in outcome.errors} >= {
        (3, "name", "procedures.name.missing"),
        (4, "code", "procedures.code.unreadable"),
        (6, "code", "procedures.row.twice"),
    }
    assert all(SENTENCES[error.code].format(**error.facts) for error in outcome.errors)


def test_one_mistake_is_told_once() -> None:
    rows = [["1", "mã sai!", "Việc B", "Hộ tịch"], ["2", "1.000002", "", "Hộ tịch"]]
    told = [(error.row_number, error.code) for error in rows_to_procedures(HEADINGS, rows).errors]
    assert told == [(2, "procedures.code.unreadable"), (3, "procedures.name.missing")]


def test_doubts_come_in_unconfirmed_with_a_note() -> None:
    outcome = rows_to_procedures(["Tên thủ tục", "Thời hạn"], [["Việc A", "Theo quy định"], ["Việc B", "24 giờ"]])
    assert [procedure.limit_sure for procedure in outcome.accepted] == [False, False]
    assert [(note.row_number, note.column) for note in outcome.notes if note.column == "limit"] == [
        (2, "limit"),
        (3, "limit"),
    ]
    assert all(SENTENCES[note.code].format(**note.facts) for note in outcome.notes)


def test_a_procedure_without_a_code_gets_a_key_that_stays() -> None:
    first = imported(["Tên thủ tục", "Thời hạn"], ["Cấp giấy mời", "1 ngày"])
    again = imported(["Tên thủ tục", "Thời hạn"], ["CẤP GIẤY MỜI ", "2 ngày"])
    assert first.code is None
    assert first.key == again.key
    assert validate(first) == []


def test_a_day_of_effect_is_read_or_noted() -> None:
    headings = ["Tên thủ tục", "Ngày hiệu lực"]
    assert imported(headings, ["Việc A", "05/08/2026"]).valid_from == date(2026, 8, 5)
    outcome = rows_to_procedures(headings, [["Việc A", "31/02/2026"]])
    assert "procedures.valid_from.unread" in [note.code for note in outcome.notes]


def test_a_table_without_a_column_of_names_is_refused_with_the_headings_we_know() -> None:
    with pytest.raises(Refused) as no:
        rows_to_procedures(["Họ tên", "Ngày sinh"], [["Lan", "1990"]] * 50)
    assert "Tên thủ tục" in spoken(no.value)


@given(
    st.lists(st.sampled_from(HEADINGS) | st.text(max_size=20), max_size=6),
    st.lists(st.lists(st.sampled_from(ROW) | st.text(max_size=40), max_size=8), max_size=6),
)
def test_no_table_breaks_the_import(headers: list[str], rows: list[list[str]]) -> None:
    try:
        outcome = rows_to_procedures(headers, rows)
    except Refused as no:
        assert spoken(no)
        return
    assert all(validate(procedure) == [] for procedure in outcome.accepted)
    assert all(SENTENCES[error.code].format(**error.facts) for error in (*outcome.errors, *outcome.notes))
    keys = [procedure.key for procedure in outcome.accepted]
    assert len(keys) == len(set(keys))
