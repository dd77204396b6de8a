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
PAUSE_KINDS = {
    PauseKind.CITIZEN.value: "Chờ bà con (không phải chờ thêm giấy tờ)",
    PauseKind.AGENCY.value: "Chờ cơ quan khác trả lời",
}
