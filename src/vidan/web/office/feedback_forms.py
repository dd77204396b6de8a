"""Small forms on a message's page: one question each."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from vidan.actions.feedback.working import LONGEST_ANSWER, SHORTEST_ANSWER
from vidan.content import feedback as content
from vidan.domain.feedback.agencies import LONGEST_NUMBER
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalAct, LegalKind
from vidan.domain.feedback.saying import LONGEST, Door
from vidan.domain.matters import LONGEST_REASON
from vidan.domain.moments import local_day
from vidan.speech.feedback import DOORS, LEGAL_ACTS, WAYS
from vidan.web.office.dossier_forms import SeenForm
from vidan.web.say_forms import photos_field
from vidan.web.wording import SpokenForm

_LINES = {"rows": 3}


def _day(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"required": missing, "invalid": "Xin ghi ngày như 17/11/2026."},
    )


class SortForm(SeenForm):
    """What it is, and what it is about: the program suggested, a person decides."""

    cls = forms.ChoiceField(
        label="Đây là loại gì?",
        widget=forms.RadioSelect,
        choices=[(cls.value, content.texts()["classes"][cls.value]) for cls in MessageClass],
        error_messages={"required": "Xin chọn loại."},
        help_text="Chọn “Tố cáo” thì nội dung rời khỏi trang này ngay, chỉ người giữ tin mật đọc được.",
    )
    topic = forms.ChoiceField(
        label="Thuộc lĩnh vực nào?",
        choices=[(topic.value, content.topic_name(topic.value)) for topic in Topic],
        error_messages={"required": "Xin chọn lĩnh vực."},
    )
    why = forms.CharField(
        label="Nếu là tin không có nội dung: vì sao?",
        help_text="Người gửi đọc được câu này, và có quyền xin người khác đọc lại.",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(SeenForm):
    """Asked, answered, what comes next, when it was checked; and whether the thing itself is done."""

    asked = forms.CharField(
        label="Bà con hỏi gì?",
        help_text="Nói lại bằng một câu, để bà con thấy mình được hiểu đúng.",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs=_LINES),
        error_messages={"required": "Xin nói lại bà con hỏi gì."},
    )
    said = forms.CharField(
        label="Trả lời",
        help_text="Đã xem gì, làm gì, kết quả ra sao. Câu ngắn, không chữ hành chính.",
        max_length=LONGEST_ANSWER,
        min_length=SHORTEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Xin viết câu trả lời.",
            "min_length": "Câu trả lời ngắn quá, bà con chưa hiểu được.",
        },
    )
    next_step = forms.CharField(
        label="Tiếp theo là gì?",
        help_text="Ai làm gì, bao giờ. Không còn gì thì ghi “Không còn việc gì nữa”.",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Xin ghi việc tiếp theo."},
    )
    checked_on = forms.DateField(
        label="Đã kiểm tra ngày nào?",
        help_text="Ngày đã đến xem tại chỗ, hay xem lại giấy tờ; không trước ngày nhận ý kiến. Bà con thấy ngày này.",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"required": "Xin ghi ngày đã kiểm tra.", "invalid": "Xin ghi ngày như 17/11/2026."},
    )
    ending = forms.ChoiceField(
        label="Việc này đến đâu?",
        choices=[("answered", "Đã trả lời"), ("solved", "Đã giải quyết xong việc")],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn đã trả lời, hay đã giải quyết."},
    )
    photos = photos_field("Ảnh sau khi làm xong")
    no_photo_why = forms.CharField(
        label="Nếu không có ảnh: vì sao?",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_checked_on(self) -> date:
        """A day on which somebody can have been there: not one that is still to come."""
        day: date = self.cleaned_data["checked_on"]
        if day.year < 2000:
            raise forms.ValidationError("Xin xem lại ngày kiểm tra.")
        if day > local_day(timezone.now()):
            raise forms.ValidationError("Ngày ấy chưa đến. Xin ghi ngày đã kiểm tra tại chỗ.")
        return day


class LegalForm(SeenForm):
    """One step of the way that the law gives: which, in which words, under which number."""

    act = forms.ChoiceField(
        label="Bước nào?", widget=forms.RadioSelect, error_messages={"required": "Xin chọn một bước."}
    )
    remote = forms.BooleanField(
        label="Vùng sâu, vùng xa, đi lại khó khăn", required=False, help_text="Luật cho thời hạn dài hơn."
    )
    number = forms.CharField(
        label="Số thông báo, quyết định", required=False, max_length=60, help_text="Kết luận thì phải có số."
    )
    words = forms.CharField(
        label="Nói với người gửi",
        help_text="Vì sao, tiếp theo là gì, cần thì hỏi ai. Không nhắc tên người thứ ba.",
        max_length=LONGEST_ANSWER,
        min_length=SHORTEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Xin viết vài câu cho người gửi.",
            "min_length": "Ngắn quá, người gửi chưa hiểu được.",
        },
    )

    def __init__(self, *args: Any, acts: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts = acts
        self.fields["act"].choices = [(act.value, LEGAL_ACTS[act.value]) for act in LegalAct if act.value in acts]
        if LegalAct.ACCEPT.value not in acts:
            del self.fields["remote"]


class SealedLegalForm(LegalForm):
    """The same in the sealed room, where the handler says first which law it is."""

    law = forms.ChoiceField(
        label="Theo luật nào?",
        choices=[(kind.value, content.texts()["classes"][kind.value]) for kind in LegalKind],
        required=False,
    )


class SealForm(SeenForm):
    """Whom a denunciation is about, where the officer who moves it away knows."""

    officer = forms.TypedChoiceField(
        label="Nói về ai?",
        help_text="Người được chọn không bao giờ đọc được. Nội dung rời mọi trang ngay khi bấm, không lấy lại được.",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, officers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own("officer").choices = [("", "Không rõ, hoặc không phải cán bộ xã"), *officers]


class HeardForm(SpokenForm):
    """What somebody said who came or called, about an answer that is not good enough."""

    door = forms.ChoiceField(
        label="Bà con báo bằng cách nào?",
        choices=[(door.value, DOORS[door.value]) for door in (Door.PHONE, Door.PAPER, Door.RECEPTION)],
        error_messages={"required": "Xin chọn một cách."},
    )
    words = forms.CharField(
        label="Chỗ nào chưa được?",
        help_text="Ghi đúng lời bà con, đọc lại cho bà con nghe.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Xin ghi chỗ nào chưa được."},
    )
    unhappy = forms.BooleanField(
        label="Bà con không hài lòng, xin người khác xem lại",
        required=False,
        help_text="Việc chuyển ngay cho một người chưa từng giữ việc này.",
    )


class TakeForm(SeenForm):
    """Why it comes to my desk."""

    reason = forms.CharField(
        label="Vì sao nhận việc này?",
        help_text="Bà con, người đang giữ và lãnh đạo đọc được lý do này. Nhận việc cũng là một lần chuyển tay.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs=_LINES),
        error_messages={"required": "Xin ghi vì sao nhận việc này."},
    )


class SendOnForm(SeenForm):
    """Whose it is, by name."""

    agency = forms.CharField(
        label="Cơ quan nào có thẩm quyền?",
        help_text="Ghi đúng tên. Bà con thấy tên này, và xã theo dõi đến khi có trả lời.",
        max_length=200,
        error_messages={"required": "Xin ghi tên cơ quan có thẩm quyền."},
    )
    reason = forms.CharField(
        label="Vì sao thuộc cơ quan ấy?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs=_LINES),
        error_messages={"required": "Xin ghi vì sao."},
    )
    way = forms.ChoiceField(
        label="Đã chuyển bằng cách nào?",
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn cách đã chuyển."},
    )
    number = forms.CharField(
        label="Số văn bản",
        help_text="Chuyển bằng văn bản thì phải có số; gọi điện, đến tận nơi thì ghi đã gặp ai.",
        required=False,
        max_length=LONGEST_NUMBER,
    )
    on = _day("Đã chuyển ngày nào?", "Xin ghi ngày đã chuyển.")


class AgencyForm(SeenForm):
    """What the body said to which it was sent on."""

    words = forms.CharField(
        label="Cơ quan ấy trả lời thế nào?",
        help_text="Nói lại cho dễ hiểu. Bà con đọc được lời này.",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Xin ghi cơ quan ấy trả lời thế nào."},
    )
    number = forms.CharField(label="Số văn bản trả lời (nếu có)", required=False, max_length=LONGEST_NUMBER)
    on = _day("Trả lời ngày nào?", "Xin ghi ngày cơ quan ấy trả lời.")


class TakeBackForm(SeenForm):
    """Why it is ours after all."""

    reason = forms.CharField(
        label="Vì sao xã nhận lại việc này?",
        help_text="Bà con đọc được lý do này.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs=_LINES),
        error_messages={"required": "Xin ghi vì sao nhận lại."},
    )


class ThankForm(SpokenForm):
    """The thanks, in one's own words."""

    words = forms.CharField(
        label="Lời cảm ơn",
        help_text="Nói đúng việc bà con đã làm, đừng chép câu mẫu.",
        max_length=LONGEST_ANSWER,
        min_length=SHORTEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Xin viết lời cảm ơn.", "min_length": "Ngắn quá. Xin nói rõ cảm ơn việc gì."},
    )


class ShowForm(SpokenForm):
    """The words that everybody may read."""

    text = forms.CharField(
        label="Lời đăng công khai",
        help_text="Bỏ tên, số nhà, mọi điều nhận ra được một người. Số điện thoại, biển số, số giấy tờ máy bỏ sẵn.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Xin viết lời đăng công khai."},
    )
    place = forms.CharField(label="Chỗ nào (nếu đăng được)", required=False, max_length=200)
    answer = forms.CharField(
        label="Câu trả lời đăng kèm",
        help_text="Có câu trả lời thì người sau hỏi như vậy tìm thấy ngay.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class KeyForm(SpokenForm):
    """A passphrase for a new key, twice."""

    passphrase = forms.CharField(
        label="Mật khẩu của khóa",
        help_text="Một câu dài ít nhất 12 ký tự. Quên thì không ai mở lại được tin, kể cả chúng tôi.",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Xin gõ mật khẩu của khóa."},
    )
    passphrase_again = forms.CharField(
        label="Gõ lại mật khẩu",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Xin gõ lại mật khẩu."},
    )

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        told = super().clean() or {}
        if told.get("passphrase_again") and told.get("passphrase") != told.get("passphrase_again"):
            self.add_error("passphrase_again", "Hai lần gõ chưa giống nhau.")
        return told


class OpenForm(SpokenForm):
    """The key file and its passphrase; both are forgotten when the page is sent."""

    key_file = forms.FileField(label="Tệp khóa", required=False)
    passphrase = forms.CharField(
        label="Mật khẩu của khóa",
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class SealedHandOverForm(OpenForm):
    """To which reader; the file opens what is sealed, and it is sealed anew for the other."""

    to_officer = forms.TypedChoiceField(
        label="Bàn giao cho ai?", coerce=int, error_messages={"required": "Xin chọn người nhận."}
    )
    field_order = ("to_officer", "key_file", "passphrase")

    def __init__(self, *args: Any, readers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own("to_officer").choices = [("", "Chọn người"), *readers]


class SealedAnswerForm(SpokenForm):
    """What the sender of a sealed thing reads."""

    words = forms.CharField(
        label="Trả lời người gửi",
        help_text="Ai giữ giấy có mã và mật mã đều đọc được: đừng nhắc tên ai.",
        max_length=4000,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Xin viết câu trả lời.", "min_length": "Ngắn quá. Xin viết ít nhất 20 ký tự."},
    )


class LostForm(SpokenForm):
    """Whose slip it was."""

    phone = forms.CharField(
        label="Số điện thoại bà con đã để lại",
        help_text="Hỏi bà con, đừng đọc ra. Khớp thì máy in phiếu mới; mật mã trên phiếu cũ hết dùng được.",
        max_length=30,
        error_messages={"required": "Xin gõ số điện thoại bà con đã để lại khi gửi."},
    )
