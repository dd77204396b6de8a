"""The form at the counter: papers, person, what is asked for. Wrong input comes back with a sentence, and as typed."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from vidan.domain import identity
from vidan.domain.communes import village_of
from vidan.domain.dossiers import LONGEST_CONTENT, MOST_SETS, Delivery, Intake
from vidan.domain.dossiers.helping import LONGEST_PAPER, Help, Proxy
from vidan.domain.errors import Refused
from vidan.domain.moments import at, local, local_day
from vidan.domain.people import PersonText
from vidan.domain.procedures import PaperMark
from vidan.domain.text import clean_line, clean_text
from vidan.queries.procedures import PaperCard
from vidan.speech.choices import DELIVERIES, PAPER_MARKS, SEXES
from vidan.speech.refusals import SENTENCES, sentence
from vidan.web.wording import SpokenForm, speak

Value = TypeVar("Value")
#: A scanner types the whole QR; cards of 2024 carry ten fields or more.
LONGEST_CARD = 1000


def spoken(rule: Callable[[], Value]) -> Value:
    """A rule's answer, its refusal turned into the form's own error."""
    try:
        return rule()
    except Refused as refused:
        raise forms.ValidationError(sentence(refused)) from refused


Villages = Callable[[], Sequence[tuple[int, str]]]


@dataclass(frozen=True)
class Places:
    """The commune's villages (id and name) and the names under which it is or was known; asked only when needed."""

    villages: Villages
    known_as: Callable[[], Sequence[str]]

    def of_address(self, address: str) -> str:
        """The village that an address names, as the form holds it; empty unless it names exactly one."""
        found = village_of(address, self.villages(), self.known_as())
        return "" if found is None else str(found)


def laid_out(data: QueryDict | None, places: Places) -> QueryDict | None:
    """What was scanned, laid into the fields that the hand left empty; the rest of the card ends here."""
    text = data.get("card", "") if data is not None else ""
    if data is None or not text or len(text) > LONGEST_CARD:
        return data
    try:
        card = identity.parse_card(text)
    except Refused:
        return data  # as it was scanned, so that its sentence stands beside it
    laid = data.copy()
    found = {"name": card.name, "number": card.number, "born": identity.show_born(card.born), "address": card.address}
    found |= {"sex": card.sex.value if card.sex else "", "village": places.of_address(card.address)}
    for name, value in found.items():
        if not laid.get(name, "").strip():
            laid[name] = value
    laid["card"] = ""
    return laid


class IntakeForm(SpokenForm):
    """One dossier at the counter. Paper marks are the fields `paper_0`, `paper_1`, …

    `form_token` names this one showing of the page, so that the same form sent twice is received once.
    """

    SHARES_FIELDS = True

    form_token = forms.Field(widget=forms.HiddenInput, required=False)
    card = forms.CharField(
        label="Quét mã QR trên thẻ căn cước",
        help_text="Đặt con trỏ vào ô này rồi quét; các ô bên dưới tự điền. Không có thẻ thì gõ tay.",
        required=False,
        max_length=LONGEST_CARD,
    )
    name = forms.CharField(label="Họ và tên người nộp", required=False, max_length=200)
    number = forms.CharField(
        label="Số định danh cá nhân", help_text="12 chữ số trên thẻ căn cước.", required=False, max_length=40
    )
    born = forms.CharField(
        label="Ngày sinh", help_text="Ví dụ 05/09/1956; chỉ biết năm thì gõ năm.", required=False, max_length=20
    )
    sex = forms.ChoiceField(label="Giới tính", required=False, choices=[("", "Chưa rõ"), *SEXES.items()])
    address = forms.CharField(label="Nơi ở", required=False, max_length=400)
    village = forms.ChoiceField(label="Thôn", required=False)
    phone = forms.CharField(
        label="Số điện thoại", help_text="Để báo tin khi có kết quả.", required=False, max_length=40
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        max_length=120,
        error_messages={"invalid": "Địa chỉ thư điện tử chưa đúng. Xin gõ lại, ví dụ an@example.vn, hoặc để trống."},
    )
    notify_by_mail = forms.BooleanField(label="Người nộp đồng ý nhận tin qua thư điện tử", required=False)
    content = forms.CharField(
        label="Nội dung yêu cầu",
        help_text="Chỉ ghi khi cần nói rõ hơn tên thủ tục.",
        required=False,
        max_length=LONGEST_CONTENT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sets = forms.IntegerField(label="Số bộ hồ sơ", min_value=1, max_value=MOST_SETS, initial=1)
    delivery = forms.ChoiceField(label="Nhận kết quả", choices=list(DELIVERIES.items()), initial=Delivery.COUNTER.value)
    provincial_code = forms.CharField(
        label="Mã hồ sơ trên hệ thống của tỉnh",
        help_text="Có thì gõ đúng như trên hệ thống; để trống thì chương trình cấp mã của xã.",
        required=False,
        max_length=60,
    )
    received_on = forms.CharField(label="Ngày nhận", help_text="Để trống là bây giờ.", required=False, max_length=20)
    received_time = forms.CharField(label="Giờ nhận", help_text="Ví dụ 8:40.", required=False, max_length=8)
    blank = forms.CharField(
        label="Số giấy hẹn viết tay",
        help_text="Số in ở đầu tờ giấy in sẵn. Gõ ngày và giờ nhận đúng như trên giấy ở mục 3.",
        required=False,
        max_length=30,
    )
    promised_on = forms.CharField(
        label="Ngày hẹn viết trên giấy",
        help_text="Ngày trên giấy sớm hơn ngày máy tính thì giữ ngày trên giấy.",
        required=False,
        max_length=20,
    )

    proxy_name = forms.CharField(label="Họ tên người được ủy quyền", required=False, max_length=200)
    proxy_number = forms.CharField(label="Số định danh của người ấy", required=False, max_length=40)
    proxy_paper = forms.CharField(
        label="Giấy ủy quyền",
        help_text="Số, ngày giấy; hoặc giấy tờ chứng minh quan hệ khi luật cho phép.",
        required=False,
        max_length=LONGEST_PAPER,
    )
    helped = forms.BooleanField(label="Bà con không tự viết được, tôi ghi giúp", required=False)
    read_back = forms.BooleanField(label="Tôi đã đọc lại cho bà con nghe và bà con đồng ý", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        helper: str = "",
        typed: Mapping[str, str] | None = None,
        papers: Sequence[PaperCard],
        places: Places,
        now: datetime,
    ) -> None:
        """`typed` is what stood in a form that was not sent yet; `helper` is who writes for whom cannot."""
        super().__init__(laid_out(data, places), initial={**(typed or {}), "form_token": secrets.token_urlsafe(16)})
        self.helper = helper
        self.papers = papers
        self.now = now
        self.warnings: list[str] = []
        known = cache(places.villages)  # asked only when the page is drawn, or when a village was chosen
        self.offer("village", lambda: [("", "Ngoài xã, hoặc chưa rõ"), *((str(pk), name) for pk, name in known())])
        for paper in papers:
            at_once = data is None and paper is papers[0]
            self.fields[f"paper_{paper.position}"] = _paper_field(paper, FirstRadio if at_once else forms.RadioSelect)
        self.order_fields([f"paper_{paper.position}" for paper in papers])  # mistakes are told from the top down

    def paper_fields(self) -> list[Any]:
        """The bound fields of the checklist, in order."""
        return [self[f"paper_{paper.position}"] for paper in self.papers]

    def clean_sex(self) -> str:
        """Kept as the domain's value."""
        return str(self.cleaned_data.get("sex") or "")

    def clean_card(self) -> str:
        """A card that could be read was laid out before: what still stands here cannot."""
        text = str(self.cleaned_data.get("card") or "")
        if text:
            spoken(lambda: identity.parse_card(text))
        return ""

    def clean(self) -> dict[str, Any]:
        """Each field by its own rule."""
        data = super().clean() or self.cleaned_data
        for name, rule in self._person_rules(data):
            if name not in self.errors:
                self._apply(data, name, rule)
        if data.get("notify_by_mail") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Xin gõ địa chỉ thư điện tử, hoặc bỏ ô đồng ý nhận tin.")
        data["received_at"] = self._moment(data)
        self._by_hand(data)
        return data

    def _person_rules(self, data: dict[str, Any]) -> list[tuple[str, Callable[[str], str]]]:
        return [
            ("name", identity.clean_name),
            ("born", lambda text: identity.clean_born(text, today=local_day(self.now)) if text else ""),
            ("number", lambda text: self._number(text, data) if text else ""),
            ("address", identity.clean_address),
            ("phone", lambda text: self._phone(text) if text else ""),
            ("content", clean_text),
            ("provincial_code", clean_line),
            ("proxy_name", lambda text: identity.clean_name(text) if text else ""),
            ("proxy_number", lambda text: identity.clean_number(text).value if text else ""),
        ]

    def _apply(self, data: dict[str, Any], name: str, rule: Callable[[str], str]) -> None:
        try:
            data[name] = rule(str(data.get(name) or ""))
        except Refused as refused:
            self.add_error(name, sentence(refused))

    def _number(self, text: str, data: dict[str, Any]) -> str:
        sex = identity.read_sex(data.get("sex") or "")
        read = identity.clean_number(text, born=str(data.get("born") or ""), sex=sex)
        self.warnings += [SENTENCES[code] for code in read.warnings]
        return read.value

    def _phone(self, text: str) -> str:
        read = identity.clean_phone(text)
        self.warnings += [SENTENCES[code] for code in read.warnings]
        return read.value

    def _moment(self, data: dict[str, Any]) -> datetime:
        """The moment of full receipt: now, unless the officer typed another day or hour."""
        day_text, time_text = str(data.get("received_on") or ""), str(data.get("received_time") or "")
        here = local(self.now)
        day = self._day(day_text) if day_text.strip() else here.date()
        clock = self._clock(time_text) if time_text.strip() else here.time().replace(second=0, microsecond=0)
        if (not day_text.strip() and not time_text.strip()) or day is None or clock is None:
            return self.now
        return at(day, clock)

    def _by_hand(self, data: dict[str, Any]) -> None:
        """A receipt written by pen: its number, its own day and hour, and the day that it promises."""
        data["blank"], promised = clean_line(str(data.get("blank") or "")), str(data.get("promised_on") or "").strip()
        data["promised_on"] = None
        if not data["blank"]:
            return
        for name in ("received_on", "received_time"):
            if not str(data.get(name) or "").strip() and name not in self.errors:
                self.add_error(name, SENTENCES["dossiers.blank.moment"].format(code=data["blank"]))
        if promised:
            try:
                data["promised_on"] = date.fromisoformat(identity.clean_born(promised, today=date.max))
            except (Refused, ValueError):
                self.add_error("promised_on", "Ngày hẹn chưa đúng. Xin gõ ngày/tháng/năm, ví dụ 27/11/2026.")

    def _day(self, text: str) -> date | None:
        try:
            return date.fromisoformat(identity.clean_born(text, today=local_day(self.now)))
        except (Refused, ValueError):
            self.add_error(
                "received_on", "Ngày nhận chưa đúng. Xin gõ ngày/tháng/năm, không sau hôm nay, ví dụ 17/11/2026."
            )
            return None

    def _clock(self, text: str) -> time | None:
        hour, _, minute = text.strip().replace("h", ":").replace(".", ":").partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            self.add_error("received_time", "Giờ nhận chưa đúng. Xin gõ giờ và phút, ví dụ 8:40.")
            return None

    def marks(self) -> dict[int, PaperMark]:
        """The officer's mark of each paper."""
        return {paper.position: PaperMark(self.cleaned_data[f"paper_{paper.position}"]) for paper in self.papers}

    def intake(self, procedure_key: str, form_token: str = "") -> Intake:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        fields = ("name", "number", "born", "sex", "address", "phone", "email")
        return Intake(
            procedure_key=procedure_key,
            applicant=PersonText(**{name: str(data.get(name) or "") for name in fields}),
            marks=self.marks(),
            received_at=data["received_at"],
            content=data["content"],
            sets=data["sets"],
            delivery=Delivery(data["delivery"]),
            village_id=int(data["village"]) if data.get("village") else None,
            provincial_code=data["provincial_code"],
            blank=data["blank"],
            promised_on=data["promised_on"],
            notify_by_mail=bool(data.get("notify_by_mail")),
            form_token=form_token,
            proxy=self._proxy(data),
            helped=Help(self.helper, bool(data.get("read_back"))) if data.get("helped") else None,
        )

    def _proxy(self, data: dict[str, Any]) -> Proxy | None:
        told = [clean_line(str(data.get(f"proxy_{part}") or "")) for part in ("name", "number", "paper")]
        return Proxy(*told) if any(told) else None


class FirstRadio(forms.RadioSelect):
    """Takes the focus when the page opens, so that the hands stay on the keyboard."""

    def create_option(self, *words: Any, **named: Any) -> dict[str, Any]:
        """The first of the answers has it."""
        option: dict[str, Any] = super().create_option(*words, **named)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


@lru_cache(maxsize=1000)
def _paper_field(paper: PaperCard, widget: type[forms.RadioSelect]) -> forms.ChoiceField:
    """One and the same for all forms: nobody changes it afterwards."""
    marks = [mark for mark in PaperMark if paper.condition or mark is not PaperMark.NOT_APPLICABLE]
    field = forms.ChoiceField(
        label=paper.name,
        help_text=paper.condition,
        choices=[(mark.value, PAPER_MARKS[mark]) for mark in marks],
        widget=widget,
        error_messages={"required": "Chưa đánh dấu. Xin chọn có, không thuộc trường hợp này, hoặc thiếu."},
    )
    speak(field)
    return field
