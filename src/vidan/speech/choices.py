"""The words on choices that people tick."""

from vidan.domain.dossiers import Delivery
from vidan.domain.identity import Sex
from vidan.domain.matters import PauseKind
from vidan.domain.procedures import PaperMark

PAPER_MARKS = {
    PaperMark.PRESENT: "có",
    PaperMark.NOT_APPLICABLE: "không thuộc trường hợp này",
    PaperMark.MISSING: "thiếu",
}
SEXES = {Sex.FEMALE.value: "Nữ", Sex.MALE.value: "Nam"}
DELIVERIES = {
    Delivery.COUNTER.value: "Tại quầy",
    Delivery.POST.value: "Qua bưu điện",
    Delivery.ELECTRONIC.value: "Bản điện tử",
}
#: The nine indicators of TT 01/2018/TT-VPCP art. 14.
INDICATORS = {
    1: "Tổng thời gian so với quy định",
    2: "Thời gian của từng cơ quan",
    3: "Số lần phải liên hệ để hoàn thiện hồ sơ",
    4: "Số cơ quan phải liên hệ",
    5: "Tiếp nhận, giải quyết, trả tại một cửa",
    6: "Công khai thủ tục",
    7: "Thái độ phục vụ",
    8: "Tiếp thu, giải trình phản ánh",
    9: "Dịch vụ công trực tuyến",
}
PAUSE_KINDS = {
    PauseKind.CITIZEN.value: "Chờ bà con (không phải chờ thêm giấy tờ)",
    PauseKind.AGENCY.value: "Chờ cơ quan khác trả lời",
}
#: Why a learner's account was closed: kept as it is written, in whatever language the terminal speaks.
TRAINING_OVER = "Đợt tập huấn đã khép"
