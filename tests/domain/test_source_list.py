"""A list of the provincial system, read row by row: good rows come in, each bad row is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW
from vidan.domain.calendar import Calendar
from vidan.domain.dossiers import State
from vidan.domain.dossiers.source_columns import lay_out
from vidan.domain.dossiers.source_list import ListReader, Repeated, SourceRow, read_all
from vidan.domain.dossiers.source_words import MOST_WORDS, ListWords, Pointed, check_pointed, word_of
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM
from vidan.domain.procedures import RowError

HEADINGS = (
    "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Họ và tên người nộp", "Số CCCD", "Số điện thoại", "Địa chỉ",
    "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày hoàn thành", "Ngày trả kết quả", "Trạng thái", "Cán bộ xử lý",
)  # fmt: skip
ROW = (
    "1", "H56.38-261102-0001", "Đăng ký khai sinh", "HÀ THỊ THẢO", "38186000123", "912345678", "thôn Ấm",
    "02/11/2026 08:15", "05/11/2026", "04/11/2026", "05/11/2026", "Đã trả kết quả", "Phạm Văn Nam",
)  # fmt: skip


def read(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str] = HEADINGS,
    states: Mapping[str, str] | None = None,
    **words: Any,
) -> list[Any]:
    layout, numbered = lay_out(headings, rows, 2, **words)
    return list(read_all(ListReader(layout, Calendar(1), "ĐL", NOW, states or {}), numbered))


def row(**cells: str) -> tuple[str, ...]:
    """A good row with some cells said otherwise, by the beginning of their heading."""
    values = dict(zip(HEADINGS, ROW, strict=True))
    for heading, value in cells.items():
        wanted = heading.replace("_", " ")
        values[next(name for name in HEADINGS if name.startswith(wanted))] = value
    return tuple(values.values())


def test_a_row_is_read_as_people_mean_it() -> None:
    (found,) = read([ROW])
    assert isinstance(found, SourceRow)
    assert (found.number, found.code) == (2, "H56.38-261102-0001")
    assert found.applicant.name == "Hà Thị Thảo"
    assert found.applicant.number == "038186000123"  # the nought that a spreadsheet took away
    assert found.applicant.phone == "0912345678"
    assert found.received_at == datetime(2026, 11, 2, 8, 15, tzinfo=VIETNAM)
    assert found.due_at == datetime(2026, 11, 5, 17, 0, tzinfo=VIETNAM)  # a day is over with its last session
    assert found.ready_at == datetime(2026, 11, 4, 17, 0, tzinfo=VIETNAM)
    assert found.given_at == datetime(2026, 11, 5, 17, 0, tzinfo=VIETNAM)
    assert found.state is State.GIVEN_OUT
    assert SourceRow.heard(2, found.says()) == found


def test_titles_above_and_numbers_below_the_headings_say_nothing() -> None:
    rows = [("", "DANH SÁCH HỒ SƠ THÁNG 11"), (), HEADINGS, tuple(f"({n})" for n in range(1, 14)), ROW, HEADINGS, ()]
    (found,) = read(rows, ("ỦY BAN NHÂN DÂN XÃ ĐIỀN LƯ",))
    assert (found.number, found.code) == (6, "H56.38-261102-0001")


def test_a_row_whose_formulas_left_nothing_is_told_and_a_sum_that_spans_columns_is_not() -> None:
    emptied = row(Mã_hồ_sơ="", Họ_và_tên="")  # as a workbook comes whose formulas nobody ever worked out
    total = ("Tổng cộng", "", "", "1 hồ sơ", *[""] * 9)
    (found,) = read([emptied, total])
    assert found.row_number == 2


def test_headings_in_two_rows_are_read_as_one() -> None:
    upper = ("STT", "Mã hồ sơ", "Tên thủ tục", "Người nộp", "", "Thời gian", "", "Trạng thái")
    lower = ("", "", "", "Họ và tên", "Số CCCD", "Ngày tiếp nhận", "Ngày hẹn trả", "")
    cells = ("1", "H56-1", "Đăng ký khai sinh", "Hà Thị Thảo", "", "02/11/2026", "05/11/2026", "Đang xử lý")
    titles = [("DANH SÁCH HỒ SƠ",), (), ("Tháng 11 năm 2026",), ()]
    (found,) = read([*titles, upper, lower, cells], ("ỦY BAN NHÂN DÂN XÃ",))
    assert (found.number, found.code, found.applicant.name) == (8, "H56-1", "Hà Thị Thảo")
    assert (found.due_at, found.state) == (datetime(2026, 11, 5, 17, 0, tzinfo=VIETNAM), State.PROCESSING)


def test_a_list_without_its_columns_says_which_are_missing() -> None:
    with pytest.raises(Refused) as refused:
        read([("1", "2")], ("STT", "Mã hồ sơ"))
    assert refused.value.code == "dossiers.import.no_headings"
    assert refused.value.facts["missing"] == ("applicant", "received")
    assert refused.value.facts["all"] == ("STT", "Mã hồ sơ")


def test_columns_chosen_before_win_over_what_their_words_suggest() -> None:
    headings = ("Số", "Ai", "Hôm nào", "Mã hồ sơ")
    remembered = {"code": "Số", "applicant": "Ai", "received": "HÔM NÀO"}
    (found,) = read(
        [("A-1/x".replace("/x", "00"), "Hà Thị Thảo", "02/11/2026", "khác")], headings, remembered=remembered
    )
    assert (found.code, found.applicant.name) == ("A-100", "Hà Thị Thảo")


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("Đang xử lý", State.PROCESSING),
        ("Chưa xử lý xong", State.PROCESSING),
        ("Được tiếp nhận", State.RECEIVED),
        ("Yêu cầu bổ sung giấy tờ", State.SUPPLEMENT),
        ("Đã bổ sung, đang giải quyết", State.PROCESSING),
        ("Đã xử lý xong", State.READY),
        ("Công dân yêu cầu rút hồ sơ", State.WITHDRAWN),
        ("Dừng xử lý", State.STOPPED),
        ("Từ chối giải quyết", State.REFUSED),
        ("Đã trả kết quả", State.GIVEN_OUT),
        ("Đang chuyển phòng chuyên môn", State.PROCESSING),  # not “hủy”, though its letters stand in “chuyển”
        ("–", State.GIVEN_OUT),  # no word at all: its days tell it
    ],
)
def test_the_states_of_the_provincial_system_are_known(told: str, state: State) -> None:
    (found,) = read([row(Trạng_thái=told)])
    assert found.state is state


@pytest.mark.parametrize("told", ["Liên thông", "Không hoàn thành", "7", "Chuyển phòng Tư pháp"])
def test_a_state_that_nobody_knows_keeps_its_row_out_until_somebody_says_what_it_is(told: str) -> None:
    (wrong,) = read([row(Trạng_thái=told)])
    assert (wrong.column, wrong.code, wrong.facts) == ("state", "dossiers.import.state_unknown", {"state": told})
    (found,) = read([row(Trạng_thái=told.upper())], states={word_of(told): "processing"})
    assert (found.state, found.told_state) == (State.PROCESSING, told.upper())


def test_what_somebody_said_of_a_state_wins_over_what_its_words_suggest() -> None:
    (found,) = read([row(Trạng_thái="Chờ ký")], states={"cho ky": "ready"})
    assert found.state is State.READY


def test_different_words_of_a_list_are_counted_with_their_first_rows_the_unknown_first() -> None:
    words = ListWords()
    for number in range(2, 9):
        words.hear("state", "Đang xử lý", "processing", number)
    words.hear("state", "LIÊN THÔNG", "", 9)
    words.hear("state", "Liên thông", "", 10)
    for number in range(MOST_WORDS):
        words.hear("procedure", f"Thủ tục {number}", "", 11)
    first, *_others, last = words.sorted()
    assert (first.told, first.count, first.rows) == ("LIÊN THÔNG", 2, [9, 10])
    assert (last.told, last.count, last.rows) == ("Đang xử lý", 7, [2, 3, 4, 5, 6])
    assert len(words.kept) == MOST_WORDS


@pytest.mark.parametrize(
    "word", [Pointed("state", "x", "xong"), Pointed("number", "x", "1"), Pointed("state", " ", "ready")]
)
def test_a_word_is_not_remembered_as_something_that_does_not_exist(word: Pointed) -> None:
    with pytest.raises(Refused, match=r"dossiers\.import\.word"):
        check_pointed([word])


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Ngày_tiếp": "32/11/2026"}, "dossiers.import.date", "received"),
        ({"Ngày_tiếp": ""}, "dossiers.import.received_missing", "received"),
        ({"Ngày_tiếp": "05/12/2026"}, "dossiers.import.in_future", "received"),
        ({"Ngày_tiếp": "05/12/1026"}, "dossiers.received_at.too_early", "received"),
        ({"Ngày_hẹn": "01/11/2026"}, "dossiers.import.before_receipt", "due"),
        ({"Ngày_hoàn": "", "Ngày_trả": ""}, "dossiers.import.finish_missing", "ready"),
        ({"Trạng": "Chờ tiếp nhận"}, "dossiers.import.not_received", "state"),
        ({"Mã": ""}, "dossiers.import.code_missing", "code"),
        ({"Mã": "a b"}, "dossiers.code.form", "code"),
        ({"Mã": "ĐL-261102-0001"}, "dossiers.code.ours", "code"),
        ({"Họ": "123"}, "identity.name.missing", "applicant"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_number_and_column(
    cells: dict[str, str], code: str, column: str
) -> None:
    good, bad = read([ROW, row(Mã="H56-9", **cells) if "Mã" not in cells else row(**cells)])
    assert isinstance(good, SourceRow)
    if isinstance(bad, SourceRow):
        raise AssertionError(bad)
    assert (bad.row_number, bad.column, bad.code) == (3, column, code)


def test_a_code_that_stands_twice_is_taken_once() -> None:
    same, other = ROW, row(Họ="Lê Văn Út")
    found = read([ROW, same, other])
    assert found[1] == Repeated(number=3, first=2)
    assert [type(item) for item in found] == [SourceRow, Repeated, RowError]
    assert found[2].code == "dossiers.import.twice"
    assert found[2].facts == {"code": "H56.38-261102-0001", "first_row": 2}


def test_what_helps_and_is_not_needed_never_keeps_a_row_out() -> None:
    (found,) = read([row(Số_CCCD="0101234567-001", Số_điện="không có", Họ="Công ty TNHH 68, xã Điền Lư")])
    assert (found.applicant.number, found.applicant.phone) == ("", "")
    assert found.applicant.name == "Công ty TNHH 68, xã Điền Lư"


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","Bấm")', "<b>Hà Thị Thảo</b>", "Hà {{ name }}"])
def test_a_formula_or_a_piece_of_a_page_is_nobodys_name(name: str) -> None:
    (found,) = read([row(Họ=name)])
    assert isinstance(found, RowError)
    assert (found.code, found.column) == ("identity.name.marks", "applicant")


def test_a_list_written_with_the_month_first_is_read_so() -> None:
    american = row(Ngày_tiếp="11/2/2026 8:15:00 AM", Ngày_hẹn="11/13/2026", Ngày_hoàn="11/4/2026", Ngày_trả="")
    other = row(
        Mã="H56-2", Ngày_tiếp="11/16/2026", Ngày_hẹn="11/17/2026", Ngày_hoàn="", Ngày_trả="", Trạng="Đang xử lý"
    )
    first, second = read([american, other])
    assert first.received_at == datetime(2026, 11, 2, 8, 15, tzinfo=VIETNAM)
    assert first.due_at == datetime(2026, 11, 13, 17, 0, tzinfo=VIETNAM)
    assert second.received_at.day == 16


@given(st.lists(st.text(max_size=40), max_size=15))
def test_no_row_at_all_breaks_the_reading(cells: list[str]) -> None:
    for found in read([cells]):
        assert isinstance(found, SourceRow | RowError)
