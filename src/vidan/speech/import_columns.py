"""What each column of an exported list holds, in words."""

from collections.abc import Iterable, Sequence

from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_words import NOT_RECEIVED
from vidan.speech.states import STATES

COLUMNS = {
    "code": "Mã hồ sơ",
    "procedure_code": "Mã thủ tục",
    "procedure": "Tên thủ tục",
    "applicant": "Người nộp",
    "number": "Số định danh",
    "born": "Ngày sinh",
    "address": "Địa chỉ",
    "phone": "Số điện thoại",
    "received": "Ngày tiếp nhận",
    "due": "Ngày hẹn trả",
    "ready": "Ngày có kết quả",
    "given": "Ngày trả kết quả",
    "state": "Trạng thái",
    "officer": "Người xử lý",
    "content": "Nội dung",
    "sets": "Số bộ",
    "receiver": "Người nhận kết quả",
}


def named(meanings: Iterable[str]) -> str:
    """Columns by their words, with the key under which the command line knows them: `Mã hồ sơ (code)`."""
    return "; ".join(f"{COLUMNS.get(meaning, meaning)} ({meaning})" for meaning in meanings)


#: How far a list is.
IMPORT_STATES = {
    ImportState.READING: "đang đọc",
    ImportState.READ: "đã đọc, chờ cho vào sổ",
    ImportState.RUNNING: "đang vào sổ",
    ImportState.DONE: "đã vào sổ",
    ImportState.STOPPED: "đã dừng giữa chừng",
    ImportState.FAILED: "không đọc được",
    ImportState.LEFT: "đã bỏ qua",
}

#: What a state of another system may be taken for.
STATE_MEANINGS = {NOT_RECEIVED: "Chưa tiếp nhận, không vào sổ", **STATES}
#: Rows named one by one before the rest is only counted.
_NAMED = 3


def told_rows(rows: Sequence[int], count: int) -> str:
    """Which rows, in words: `dòng 4, 9, 15 và 12 dòng nữa`."""
    named = ", ".join(str(row) for row in rows[:_NAMED])
    more = count - len(rows[:_NAMED])
    return f"dòng {named} và {more} dòng nữa" if more else f"dòng {named}"
