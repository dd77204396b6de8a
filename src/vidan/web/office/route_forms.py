"""Forms of the rules of whose desk gets what, and of the list of duty."""

from typing import Any

from django import forms

from vidan.content import feedback as content
from vidan.domain.feedback.classes import SEALED, MessageClass, Topic
from vidan.domain.feedback.routing import LONGEST_NAME, MOST_EXAMPLES, Hours, Route
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.domain.sorting import dictionary
from vidan.queries.feedback.routing import Named
from vidan.speech.roles import ROLE_NAMES
from vidan.web.office.dossier_forms import Choices, officers_named, one_of
from vidan.web.wording import SpokenForm

HOURS = {Hours.ANY: "Lúc nào cũng vậy", Hours.OPEN: "Trong giờ làm việc", Hours.SHUT: "Ngoài giờ, ngày nghỉ"}
#: The roles that are looked for, one after the other.
ROLES = ("role_1", "role_2", "role_3", "role_4")
#: What the last rule is not asked: it speaks of everything that is left.
_CONDITIONS = ("topics", "classes", "villages", "hours", "danger")
#: What a rule names that the commune has no more.
_GONE = "không còn nữa: xin bỏ, chọn lại"
_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
_UNREADABLE = {"invalid": "Ngày này chưa đọc được. Xin gõ ngày/tháng/năm, ví dụ 02/12/2026."}


def _many(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class SeenBookForm(SpokenForm):
    """The rules that the officer was looking at."""

    book = forms.IntegerField(label="Bản đang xem", widget=forms.HiddenInput, required=False)


class RouteForm(SeenBookForm):
    """One rule: of what it speaks, who gets it, with which messages it is tried."""

    name = forms.CharField(
        label="Tên quy tắc",
        max_length=LONGEST_NAME,
        error_messages={"required": "Xin đặt tên cho quy tắc, ví dụ “Điện, nước thôn Vèn”."},
    )
    topics = _many("Lĩnh vực nào?", "Không chọn là lĩnh vực nào cũng được.")
    classes = _many("Loại nào?", "Không chọn là loại nào cũng được. Tố cáo không đi đường này.")
    villages = _many("Thôn nào?", "Không chọn là thôn nào cũng được.")
    hours = forms.ChoiceField(
        label="Lúc nào?",
        choices=[(hours.value, name) for hours, name in HOURS.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    danger = forms.BooleanField(label="Chỉ tin báo nguy hiểm", required=False)
    duty = forms.BooleanField(
        label="Người đang trực, theo lịch trực",
        required=False,
        help_text="Không có ai trực thì giao theo những ô dưới.",
    )
    officers = _many(
        "Một người, theo tên", "Nhiều người thì ai đang ít việc nhất nhận. Ai nghỉ thì người làm thay nhận."
    )
    units = _many("Ưu tiên người ở đâu?")
    role_1 = forms.ChoiceField(label="Không có ai ở trên thì giao cho", required=False)
    role_2 = forms.ChoiceField(label="Vẫn không có ai thì", required=False)
    role_3 = forms.ChoiceField(label="Rồi đến", required=False)
    role_4 = forms.ChoiceField(label="Sau cùng", required=False)
    examples = forms.CharField(
        label="Câu thử",
        help_text=f"Mỗi dòng một câu như bà con hay viết, nhiều nhất {MOST_EXAMPLES} câu. Có câu nào không đến đúng "
        "quy tắc này thì máy không cho ghi.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Xin ghi ít nhất một câu thử."},
    )

    def __init__(self, *args: Any, names: Named, officers: Choices, last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = sorted(names.villages.items(), key=lambda item: dictionary(item[1]))
        self.fields["topics"].choices = [(topic.value, content.topic_name(topic.value)) for topic in Topic]
        self.fields["classes"].choices = [
            (cls.value, content.texts()["classes"][cls.value]) for cls in MessageClass if cls not in SEALED
        ]
        self.fields["villages"].choices = [(str(pk), name) for pk, name in villages]
        self.fields["officers"].choices = officers_named(officers)
        self.fields["units"].choices = list(names.units.items())
        holding = [(role.value, ROLE_NAMES[role]) for role in Role if role in HOLDING_ROLES]
        for name in ROLES:
            self.fields[name].choices = [("", "Không chọn"), *holding]
        for name in ("villages", "officers", "units"):
            self._keep_offered(name)
        if last:
            for name in _CONDITIONS:
                del self.fields[name]

    def _keep_offered(self, name: str) -> None:
        """What a rule holds and is offered no more stands there too, ticked: a rule never grows without a word."""
        offered = {value for value, _ in self.fields[name].choices}
        gone = [value for value in self.initial.get(name, ()) if value not in offered]
        self.fields[name].choices = [*self.fields[name].choices, *((value, _GONE) for value in gone)]

    @staticmethod
    def of(route: Route) -> dict[str, Any]:
        """What the form shows of a rule."""
        return {
            "name": route.name,
            "topics": [topic.value for topic in route.topics],
            "classes": [cls.value for cls in route.classes],
            "villages": [str(pk) for pk in route.villages],
            "hours": route.hours.value,
            "danger": bool(route.emergency),
            "duty": route.duty,
            "officers": [str(pk) for pk in route.officers],
            "units": list(route.units),
            **{name: role.value for name, role in zip(ROLES, route.roles, strict=False)},
            "examples": "\n".join(route.examples),
        }

    def told(self) -> dict[str, Any]:
        """The parts of the rule that were asked."""
        typed = self.cleaned_data
        kept: dict[str, Any] = {
            "name": typed["name"],
            "duty": typed["duty"],
            "officers": tuple(map(int, typed["officers"])),
            "units": tuple(typed["units"]),
            "roles": tuple(dict.fromkeys(Role(typed[name]) for name in ROLES if typed[name])),
            "examples": tuple(typed["examples"].splitlines()),
        }
        if "topics" in typed:
            kept |= {
                "topics": frozenset(map(Topic, typed["topics"])),
                "classes": frozenset(map(MessageClass, typed["classes"])),
                "villages": frozenset(map(int, typed["villages"])),
                "hours": Hours(typed["hours"]),
                "emergency": True if typed["danger"] else None,
            }
        return kept


class DutyForm(SpokenForm):
    """Who is on duty, from which day to which."""

    officer = forms.ChoiceField(label="Ai trực?", error_messages={"required": "Xin chọn người trực."})
    from_on = forms.DateField(
        label="Từ ngày", help_text="Ngày/tháng/năm.", input_formats=_DAYS, error_messages=dict(_UNREADABLE)
    )
    until_on = forms.DateField(label="Đến hết ngày", input_formats=_DAYS, error_messages=dict(_UNREADABLE))

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = one_of(officers)
