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
