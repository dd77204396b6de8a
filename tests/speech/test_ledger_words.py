"""How the record behind a ledger entry is read to a person."""

from vidan.speech import ledger


def test_a_record_is_told_in_the_order_of_the_paper_and_its_moments_as_people_read_them() -> None:
    told = ledger.lines(
        {"due_at": "2026-11-26T17:00:00+07:00", "code": "ĐL-1", "papers": ["Tờ khai", "Bản đồ"], "x": ""}
    )
    assert told == [
        ("Mã hồ sơ", "ĐL-1"),
        ("Giấy tờ đã nhận", "Tờ khai; Bản đồ"),
        ("Hẹn trả lúc", "17:00 26/11/2026"),
        ("x", "–"),
    ]


def test_a_time_limit_is_told_in_words_and_not_as_records_have_it() -> None:
    said = {text: ledger.lines({"limit": text})[0][1] for text in ("5wd", "12wh", "1sd", "30d", "6m", "x", "")}
    assert said == {
        "5wd": "5 ngày làm việc",
        "12wh": "12 giờ làm việc",
        "1sd": "trong ngày làm việc",
        "30d": "30 ngày",
        "6m": "6 tháng",
        "x": "x",
        "": "–",
    }
