"""The seldom acts on a dossier (papers, fee, refusal, end, new date, what went wrong): one question each."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from vidan.actions import dossiers, matters
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.matters import BreachKind
from vidan.domain.moments import local_day
from vidan.queries import people
from vidan.queries.dossiers import DossierCard
from vidan.web.office import dossier_act_forms as page_forms
from vidan.web.office.questions import question, version

_ONCE = "Chỉ yêu cầu một lần, ghi đủ mọi giấy còn thiếu. Đồng hồ dừng chờ bà con; bổ sung đủ thì tính lại từ đầu."
_AGAIN = (
    "Hồ sơ này đã yêu cầu một lần. Lần hai không dừng đồng hồ, ghi rõ lý do của lãnh đạo trên phiếu, và được tính "
    "công khai vào lời hứa “Không phiền hà, sách nhiễu”."
)


def ask_papers(request: Any, code: str) -> HttpResponse:
    """Which papers of the published list are missing, and why?"""
    return _ask(request, code, again=False)


def ask_again(request: Any, code: str) -> HttpResponse:
    """The head's second request."""
    return _ask(request, code, again=True)


def _ask(request: Any, code: str, *, again: bool) -> HttpResponse:
    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.AskPapersForm(data, papers=card.listed_papers, again=again, initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> str:
        outside = typed["unlisted"], typed["unlisted_reason"]
        unlisted = OnePaper(*outside) if any(outside) else None
        positions = frozenset(int(position) for position in typed["papers"])
        asking = Asking(positions, typed["reason"], unlisted, typed.get("again", ""))
        slip = dossiers.ask_papers(request.actor, code, asking, now=timezone.now(), seen_version=seen)
        return reverse("office.slip", args=[slip.number])

    title = "Yêu cầu bổ sung lần hai" if again else "Yêu cầu bổ sung giấy tờ"
    lead, does = (_AGAIN, "ask_again") if again else (_ONCE, "ask_supplement")
    return question(request, code, title, form, act, button="Lập phiếu yêu cầu", lead=lead, does=does)


def _seen_form(card: DossierCard, data: Any) -> forms.Form:
    return page_forms.SeenForm(data, initial=version(card))


def accept_papers(request: Any, code: str) -> HttpResponse:
    """Is every paper of the slip there?"""

    def act(_: dict[str, Any], seen: int | None) -> None:
        dossiers.accept_papers(request.actor, code, now=timezone.now(), seen_version=seen)

    lead = "Đã đối chiếu với phiếu, bà con nộp đủ mọi giấy ghi trên phiếu? Hồ sơ được giải quyết tiếp ngay."
    return question(
        request,
        code,
        "Bà con đã bổ sung đủ",
        _seen_form,
        act,
        does="accept_supplement",
        button="Đã đủ, giải quyết tiếp",
        lead=lead,
    )


def ask_fee(request: Any, code: str) -> HttpResponse:
    """What is to be paid, and where?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.FeeForm(data, initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> None:
        dossiers.ask_fee(request.actor, code, typed["reason"], now=timezone.now(), seen_version=seen)

    lead = "Đồng hồ dừng cho tới khi bà con nộp xong; ngày hẹn lùi đúng bằng thời gian dừng."
    return question(request, code, "Chờ nộp phí, thuế", form, act, does="ask_fee", button="Dừng chờ nộp", lead=lead)


def fee_paid(request: Any, code: str) -> HttpResponse:
    """Was it paid?"""

    def act(_: dict[str, Any], seen: int | None) -> None:
        dossiers.fee_paid(request.actor, code, now=timezone.now(), seen_version=seen)

    lead = "Đã thấy biên lai hoặc chứng từ nộp tiền?"
    return question(
        request, code, "Đã nộp phí, thuế", _seen_form, act, does="fee_paid", button="Đã nộp, chạy tiếp", lead=lead
    )


def refuse(request: Any, code: str) -> HttpResponse:
    """Why, and by which law?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.RefuseForm(data, initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> str:
        slip = dossiers.refuse(
            request.actor, code, typed["reason"], typed["basis"], now=timezone.now(), seen_version=seen
        )
        return reverse("office.slip", args=[slip.number])

    lead = "Từ chối cũng là một kết quả: có lý do, có căn cứ, bằng văn bản, trong thời hạn. Bà con đọc được nguyên văn."
    return question(
        request, code, "Từ chối giải quyết", form, act, does="refuse", button="Lập phiếu từ chối", lead=lead
    )


def withdraw(request: Any, code: str) -> HttpResponse:
    """Why does she want it back?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.ReasonForm(data, label="Vì sao bà con xin rút?", initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> str:
        slip = dossiers.withdraw(request.actor, code, typed["reason"], now=timezone.now(), seen_version=seen)
        return reverse("office.slip", args=[slip.number])

    lead = "Chỉ rút khi chính bà con yêu cầu và chưa có quyết định giải quyết."
    return question(
        request, code, "Bà con xin rút hồ sơ", form, act, does="withdraw", button="Lập thông báo dừng", lead=lead
    )


def stop(request: Any, code: str) -> HttpResponse:
    """The wait is over and the papers did not come."""

    def act(_: dict[str, Any], seen: int | None) -> str:
        slip = dossiers.stop(request.actor, code, now=timezone.now(), seen_version=seen)
        return reverse("office.slip", args=[slip.number])

    lead = "Đã hết thời gian chờ ghi trên phiếu mà hồ sơ chưa được bổ sung đủ. Đã gọi hỏi bà con lần cuối chưa?"
    return question(
        request, code, "Dừng giải quyết hồ sơ", _seen_form, act, does="stop", button="Lập thông báo dừng", lead=lead
    )


def reappoint(request: Any, code: str) -> HttpResponse:
    """Until when, and why?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.ReappointForm(data, initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> None:
        dossiers.reappoint(request.actor, code, typed["due_on"], typed["reason"], now=timezone.now(), seen_version=seen)

    lead = "Chỉ hẹn lại một lần. Ngày hẹn đầu vẫn giữ để tính, và xã nợ bà con một thư xin lỗi trước ngày hẹn ấy."
    return question(
        request,
        code,
        "Hẹn lại ngày trả",
        form,
        act,
        does="reappoint",
        button="Hẹn lại",
        lead=lead,
        done="Đã hẹn lại. Thư xin lỗi phải đến tay bà con trước ngày hẹn cũ.",
    )


def breach(request: Any, code: str) -> HttpResponse:
    """What was lost or damaged?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.BreachForm(data, initial=version(card))

    def act(typed: dict[str, Any], _: int | None) -> None:
        dossiers.report_breach(request.actor, code, BreachKind(typed["kind"]), typed["words"], now=timezone.now())

    lead = "Báo ngay khi biết: xã phải tìm, chịu chi phí và xin lỗi bà con. Đồng hồ vẫn chạy."
    return question(
        request,
        code,
        "Báo mất, hỏng giấy tờ",
        form,
        act,
        button="Báo",
        lead=lead,
        done="Đã báo. Thư xin lỗi bà con phải gửi trong một ngày làm việc.",
    )


def redo(request: Any, code: str) -> HttpResponse:
    """What is wrong with the result, and who makes it anew?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        officers = people.may_hold(request.actor.commune_id, local_day(timezone.now()))
        return page_forms.RedoForm(data, officers=officers, initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> None:
        dossiers.redo(
            request.actor, code, typed["words"], int(typed["to_officer"]), now=timezone.now(), seen_version=seen
        )

    lead = "Sai là lỗi của cơ quan: làm lại, không thu thêm gì, và xin lỗi bà con. Ngày hẹn đầu vẫn giữ để tính."
    return question(
        request,
        code,
        "Kết quả sai, làm lại",
        form,
        act,
        does="redo",
        button="Mở lại để làm lại",
        lead=lead,
        done="Đã mở lại. Thư xin lỗi bà con phải gửi trong một ngày làm việc.",
    )


def correct(request: Any, code: str) -> HttpResponse:
    """What was written wrongly, and what is right?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.CorrectForm(data, initial=version(card))

    def act(typed: dict[str, Any], seen: int | None) -> None:
        dossiers.correct(
            request.actor,
            code,
            typed["field"],
            typed["value"],
            typed["reason"],
            now=timezone.now(),
            seen_version=seen,
        )

    lead = "Chỗ ghi nhầm không bị xóa: trang hồ sơ hiện cả cũ lẫn mới. Ngày hẹn giữ nguyên."
    return question(
        request,
        code,
        "Sửa chỗ ghi nhầm",
        form,
        act,
        button="Sửa",
        lead=lead,
        done="Đã sửa. Chữ cũ vẫn nằm trong mục Việc đáng nhớ.",
    )


def call(request: Any, code: str) -> HttpResponse:
    """Whom did one reach, and what was said?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.CallForm(data, initial=version(card))

    def act(typed: dict[str, Any], _: int | None) -> None:
        dossiers.note_call(
            request.actor, code, "desk", typed["words"], reached=typed["reached"] == "yes", now=timezone.now()
        )

    return question(request, code, "Ghi cuộc gọi", form, act, button="Ghi lại", done="Đã ghi cuộc gọi.")


def ask_help(request: Any, code: str) -> HttpResponse:
    """What does one need?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.ReasonForm(data, label="Cần giúp việc gì?", initial=version(card))

    def act(typed: dict[str, Any], _: int | None) -> None:
        matters.ask_help(request.actor, code, typed["reason"], now=timezone.now())

    lead = "Nói sớm là có trách nhiệm. Lãnh đạo nhận được lời nhắc này ngay; hồ sơ vẫn ở bàn ông/bà."
    return question(
        request,
        code,
        "Tôi cần giúp",
        form,
        act,
        button="Nhắn lãnh đạo",
        lead=lead,
        done="Đã nhắn lãnh đạo. Hồ sơ vẫn ở bàn ông/bà.",
    )


def uphold(request: Any, code: str) -> HttpResponse:
    """Which decision found the complaint to be right?"""

    def form(card: DossierCard, data: Any) -> forms.Form:
        return page_forms.UpholdForm(data, initial=version(card))

    def act(typed: dict[str, Any], _: int | None) -> None:
        dossiers.uphold_complaint(request.actor, code, typed["decision"], now=timezone.now())

    lead = (
        "Chỉ ghi khi đã có quyết định giải quyết khiếu nại kết luận bà con đúng. Lời hứa “Không phiền hà” tính hồ sơ "
        "này là chưa giữ."
    )
    return question(
        request,
        code,
        "Khiếu nại được kết luận đúng",
        form,
        act,
        button="Ghi kết luận",
        lead=lead,
        done="Đã ghi kết luận.",
    )
