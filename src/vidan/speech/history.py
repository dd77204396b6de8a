"""What happened to a matter, line by line, in words that a citizen may read too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from vidan.domain.matters import ClockHolder
from vidan.domain.moments import local
from vidan.speech import days
from vidan.speech.calendar import duration
from vidan.speech.language import _
from vidan.speech.states import CAUSES


class Stretch(Protocol):
    """A stretch of the clock as the queries tell it."""

    @property
    def clock(self) -> ClockHolder: ...
    @property
    def officer(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def from_at(self) -> datetime: ...
    @property
    def until_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Line:
    """One line of a history."""

    title: str
    who: str
    when: str
    reason: str
    now: bool


def lines(stretches: Sequence[Stretch], opened: str = "") -> list[Line]:
    """The stretches of the clock as a story, oldest first; `opened`: how one that is no dossier began."""
    return [
        Line(
            title=opened if opened and stretch.cause == "opened" else _title(stretch),
            who=_who(stretch),
            when=days.moment(local(stretch.from_at)),
            reason=stretch.reason,
            now=stretch.until_at is None,
        )
        for stretch in stretches
    ]


def _title(stretch: Stretch) -> str:
    if stretch.cause == "moved_on" and stretch.step:
        return stretch.step
    return _(CAUSES.get(stretch.cause, stretch.cause))


def _who(stretch: Stretch) -> str:
    if stretch.clock is ClockHolder.CITIZEN:
        return _("chờ bà con")
    if stretch.clock is ClockHolder.AGENCY:
        return f"{_('chờ')} {stretch.agency}"
    return stretch.officer


_WHY_MOVED = {
    "reappointment": "Chúng tôi xin lỗi vì phải hẹn lại: {basis}",
    "elsewhere": "Ngày hẹn mới theo hệ thống của tỉnh.",
    "calendar": "Ngày hẹn đổi vì: {basis}",
    "pause": "Ngày hẹn lùi vì đã tạm dừng: {basis}",
    "supplement": "Tính lại từ ngày ông/bà bổ sung đủ giấy tờ.",
}


def why_moved(reason: str, basis: str) -> str:
    """Why the date is another than the first, as she may read it; empty where there is nothing to say."""
    return _(_WHY_MOVED[reason]).format(basis=basis) if reason in _WHY_MOVED else ""


def desk_in_words(name: str) -> str:
    """Where the clock stood: the name of an officer or agency as it is, `bà con` for whom was waited for."""
    return "Chờ bà con" if name == ClockHolder.CITIZEN.value else name


_WHOLE_DAY = 24 * 60
#: What may be mended, as the history calls it.
_FIELDS = {"name": "họ tên", "procedure": "thủ tục", "paper_added": "giấy tờ", "paper_struck": "giấy tờ"}
_BREACHES = {"lost": "Mất giấy tờ", "damaged": "Hỏng giấy tờ", "wrong": "Kết quả sai"}


def event(kind: str, told: Mapping[str, Any], confided: Mapping[str, Any]) -> str:
    """A fact that the clock does not tell, in one line; empty for kinds that have no line."""
    if kind == "DossierCorrected":
        before, after = confided.get("before") or "không ghi", confided.get("after") or "không có"
        return f"Sửa {_FIELDS.get(told['field'], told['field'])}: “{before}” thành “{after}”. Lý do: {told['reason']}"
    if kind == "BlankReceiptEntered":
        typed = days.moment(local(datetime.fromisoformat(told["typed_at"])))
        return f"Nhận bằng giấy viết tay in sẵn số; gõ vào máy {typed}, sau {duration(told['minutes'], _WHOLE_DAY)}"
    if kind == "VisitsTold":
        trips = f"bà con đã đến {told['visits']} lần"
        return (
            f"Theo lời người nhận: {trips}, {told['needless']} lần thừa"
            if told["needless"]
            else f"Theo lời người nhận: {trips}"
        )
    if kind == "OfficesTold":
        other = "phải đến cả cơ quan khác" if told["elsewhere"] else "chỉ phải đến một cửa"
        return f"Theo lời người nhận: bà con {other}"
    if kind == "ComplaintUpheld":
        return f"Khiếu nại về hồ sơ này được kết luận là đúng: {told['decision']}"
    if kind == "BreachFound":
        return f"{_BREACHES.get(told['kind'], told['kind'])}: {told['words']}"
    if kind == "CitizenCalled":
        said = f": {confided['words']}" if confided.get("words") else ""
        return ("Đã gọi cho bà con" if told["reached"] else "Gọi mà chưa gặp bà con") + said
    if kind == "HelpAsked":
        return f"Xin giúp: {told['words']}"
    if kind == "MatterEscalated":
        return f"Đã nhắc khi qua {told['percent']}% thời hạn"
    if kind == "NoticeSent":
        return f"Không gửi được tin: {told['problem']}" if told.get("problem") else "Đã gửi tin cho bà con"
    return _OF_HER[kind](told) if kind in _OF_HER else ""


def _asked(told: Mapping[str, Any]) -> str:
    """What was exceptional about a request for papers: a paper outside the list, a second time; empty for neither."""
    outside = f"Đòi giấy ngoài danh mục: {', '.join(told['unlisted'])}" if told.get("unlisted") else ""
    again = f"Yêu cầu bổ sung lần {told['time']}, lý do của lãnh đạo: {told['head_reason']}" if told["time"] > 1 else ""
    return ". ".join(part for part in (again, outside) if part)


#: What was asked of her, and what she asked.
_OF_HER: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "ExplanationAsked": lambda _told: "Bà con bấm “Tôi chưa hiểu” ở trang tra hồ sơ",
    "PaperDropped": lambda told: f"Thôi đòi giấy ngoài danh mục “{told['paper']}”: {told['reason']}",
    "PapersAsked": _asked,
}
