"""States, causes and limits in plain words."""

from vidan.domain.calendar import Limit, LimitUnit
from vidan.domain.dossiers import State
from vidan.domain.errors import Refused
from vidan.speech.language import _

STATES = {
    State.RECEIVED.value: "Đã tiếp nhận",
    State.PROCESSING.value: "Đang giải quyết",
    State.SUPPLEMENT.value: "Chờ bổ sung giấy tờ",
    State.FEE_DUE.value: "Chờ nộp phí, thuế",
    State.WITHDRAWN.value: "Đã rút theo yêu cầu",
    State.STOPPED.value: "Đã dừng",
    State.REFUSED.value: "Không đủ điều kiện, có văn bản trả lời",
    State.READY.value: "Đã có kết quả, mời đến nhận",
    State.GIVEN_OUT.value: "Đã trả kết quả",
}
_UNITS = {
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.WORKING_HOUR: "giờ làm việc",
    LimitUnit.DAY: "ngày",
    LimitUnit.MONTH: "tháng",
}
#: Why the clock changed hands, as the history of a dossier tells it.
CAUSES = {
    "opened": "Tiếp nhận đủ giấy tờ",
    "imported": "Vào sổ từ hệ thống của tỉnh",
    "taken_over": "Nhận việc",
    "reassigned": "Chuyển người xử lý",
    "moved_on": "Chuyển bước",
    "paused": "Tạm dừng",
    "resumed": "Chạy tiếp",
    "ask_supplement": "Chờ bổ sung giấy tờ",
    "supplemented": "Đã bổ sung đủ, tính lại từ đầu",
    "dropped": "Thôi đòi giấy ngoài danh mục, chạy tiếp",
    "ask_fee": "Chờ nộp phí, thuế",
    "told_papers": "Chờ bổ sung giấy tờ, theo hệ thống của tỉnh",
    "told_fee": "Chờ nộp phí, thuế, theo hệ thống của tỉnh",
    "told_on": "Chạy tiếp, theo hệ thống của tỉnh",
    "fee_paid": "Đã nộp phí, chạy tiếp",
    "with_citizen": "Đã có kết quả",
    "reopened": "Kết quả sai, làm lại",
    "second_look": "Người khác xem lại",
    "stand_in": "Người làm thay nhận việc",
    "returned": "Người nghỉ đã về, nhận lại việc",
    "inherited": "Nhận việc của người đã thôi việc",
}


def limit_in_words(text: str) -> str:
    """`5wd` as `5 ngày làm việc`; an empty limit says that nobody confirmed one."""
    try:
        limit = Limit.parse(text)
    except Refused:
        return _("chưa xác nhận thời hạn")
    if limit.unit is LimitUnit.SAME_DAY:
        return _("trong ngày làm việc")
    return f"{limit.value} {_(_UNITS[limit.unit])}"
