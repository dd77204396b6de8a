"""What is not ours, at the desk: whose it is, what that body answered, and taking it back; each one calm question."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from vidan.actions.feedback import forwarding
from vidan.content import feedback as content
from vidan.domain.feedback.agencies import Forwarding, Way
from vidan.queries.feedback.desk import FeedbackCard
from vidan.speech.feedback import SENT_ON_TEXTS
from vidan.web.office.feedback import question
from vidan.web.office.feedback_forms import AgencyForm, SendOnForm, TakeBackForm


def send_on(request: Any, code: str) -> HttpResponse:
    """Not ours: whose?"""

    sample = request.GET.get("mau", "")

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        filled = {"reason": content.step_texts()[sample]} if sample in SENT_ON_TEXTS else {}
        return SendOnForm(data, initial={"version": card.version, **filled})

    def act(told: dict[str, Any]) -> None:
        sent = Forwarding(told["agency"], told["reason"], told["on"], Way(told["way"]), told["number"])
        forwarding.send_on(request.actor, code, sent, now=timezone.now(), seen_version=told["version"])

    return question(
        request, code, "Chuyển cơ quan có thẩm quyền", "Chuyển và theo dõi", form, act, samples=SENT_ON_TEXTS
    )


def reply(request: Any, code: str) -> HttpResponse:
    """What did they answer?"""

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        return AgencyForm(data, initial={"version": card.version})

    def act(told: dict[str, Any]) -> None:
        now, seen = timezone.now(), told["version"]
        forwarding.note_reply(
            request.actor, code, told["words"], told["on"], told["number"], now=now, seen_version=seen
        )

    return question(request, code, "Ghi trả lời của cơ quan", "Ghi cho bà con đọc", form, act, beside=True)


def take_back(request: Any, code: str) -> HttpResponse:
    """Why is it ours after all?"""

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        return TakeBackForm(data, initial={"version": card.version})

    def act(told: dict[str, Any]) -> None:
        forwarding.take_back(request.actor, code, told["reason"], now=timezone.now(), seen_version=told["version"])

    return question(request, code, "Lấy lại việc đã chuyển đi", "Lấy lại", form, act)
