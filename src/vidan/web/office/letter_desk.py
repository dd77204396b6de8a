"""Around the letters: the signing table, the registers, rights to sign, joy and grief."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import letters as actions
from vidan.adapters import spreadsheets
from vidan.domain.errors import Refused
from vidan.domain.letters import life as rules
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.moments import local, local_day
from vidan.domain.people import Role
from vidan.queries import letters as seen
from vidan.queries import people
from vidan.speech import days
from vidan.speech import letters as words
from vidan.speech.refusals import sentence
from vidan.web.office import letter_forms as forms
from vidan.web.office.letter_printing import document_of, register_pdf, xlsx_answer
from vidan.web.office.letters import line
from vidan.web.office.printing import pdf_answer

#: Letters that are signed with one pressing, and whose text stands on one page to be read.
MOST_TOGETHER = 20
_REGISTER = ("Số, ký hiệu", "Ngày", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Lưu", "Số bản", "Ghi chú")
_SEALS = ("Lúc", "Số, ký hiệu", "Người ký", "Quyền ký", "Văn thư", "Số bản", "Mã băm của bản đóng dấu")


def signing_table(request: Any) -> HttpResponse:
    """Read and sign, one after another, or send one back, with a reason; what fails says why."""
    now = timezone.now()
    if request.method == "POST" and "back" not in request.POST:
        return _sign_many(request, now)
    code, back = _send_back(request, now) if request.method == "POST" else ("", None)
    rows = seen.work(request.actor).to_sign[:MOST_TOGETHER]
    request.shown_persons += [row.person_id for row in rows if row.person_id]
    cards = [seen.card(request.actor, row.code) for row in rows]
    context = {
        "table": [
            {
                "row": line(row, now),
                "letter": card,
                "wrote": ", ".join(sorted(card.authors)),
                "mark": f"{card.code}~{card.version}",
                "ticked": f"{card.code}~{card.version}" in request.POST.getlist("letter"),
                "paper": document_of(request, card, now),
                "back": back if back is not None and card.code == code else _blank_back(request, card.code),
            }
            for row, card in zip(rows, cards, strict=True)
        ],
        "sign": forms.SignForm() if seen.hand(request.actor).whole else None,
        "form": back,
    }
    return render(request, "office/letters_sign.html", context)


def _marked(mark: str) -> tuple[str, int | None]:
    """The letter's code and the version that was seen, as the table sends them."""
    code, _, version = mark.partition("~")
    return code, int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None


def _blank_back(request: Any, code: str) -> forms.BackForm:
    """What was typed on another letter stays where it stands."""
    return forms.BackForm(None, prefix=code, initial={"reason": request.POST.get(f"{code}-reason", "")})


def _send_back(request: Any, now: Any) -> tuple[str, forms.BackForm | None]:
    """One letter goes back from the table. Its code, and the form where it could not."""
    code, seen_version = _marked(request.POST["back"])
    form = forms.BackForm(request.POST, prefix=code)
    if not form.is_valid():
        return code, form
    try:
        actions.send_back(request.actor, code, form.cleaned_data["reason"], now=now, seen_version=seen_version)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        return code, form
    messages.success(request, f"Đã trả lại {code} cho người soạn, kèm lý do.")
    return code, None


def _sign_many(request: Any, now: Any) -> HttpResponse:
    signed, word = 0, request.POST.get("word", "")
    for chosen in request.POST.getlist("letter")[:MOST_TOGETHER]:
        code, seen_version = _marked(chosen)
        try:
            actions.sign(request.actor, code, now=now, seen_version=seen_version, word=word)
            signed += 1
        except Refused as refused:
            messages.error(request, f"{code[:40]}: {sentence(refused)}")
    if signed:
        more = " Chữ ký số đang được gắn vào từng văn bản." if word else ""
        messages.success(request, f"Đã ký {signed} văn bản. Văn thư cấp số, đóng dấu rồi gửi.{more}")
    elif not request.POST.getlist("letter"):
        messages.error(request, "Xin đánh dấu những văn bản đã đọc và muốn ký.")
    return redirect("office.letters_sign")


def _year(request: Any, years: list[int], now: Any) -> int:
    wanted = request.GET.get("nam", "")
    this = local_day(now).year
    return int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted[:9]) in years else (years or [this])[0]


def register(request: Any) -> HttpResponse:
    """The register of outgoing documents of a year: on screen, as XLSX, as a PDF for the archive."""
    now = timezone.now()
    years = seen.years(request.actor.commune_id)
    year = _year(request, years, now)
    rows = seen.register(request.actor, year)
    request.shown_persons += [row.person_id for row in rows if row.person_id]
    told = [_register_line(row) for row in rows]
    form = request.GET.get("dang", "")
    if form == "xlsx":
        return xlsx_answer(spreadsheets.write_xlsx(_REGISTER, told), f"so-van-ban-di-{year}.xlsx")
    if form == "pdf":
        title = f"SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM {year}"
        return pdf_answer(register_pdf(request, title, _REGISTER, told, now), f"so-van-ban-di-{year}.pdf")
    lines = [{"row": row, "day": days.day(row.issued_on)} for row in rows]
    return render(request, "office/letters_register.html", {"lines": lines, "year": year, "years": years})


def _register_line(row: seen.RegisterRow) -> tuple[str, ...]:
    about = ": ".join(part for part in (row.kind_name, row.summary) if part)
    day = days.day(row.issued_on)
    return (row.number_shown, day, about, row.signer, row.reader, row.kept_by, str(row.copies), row.note)


def seals(request: Any) -> HttpResponse:
    """The register of the seal: one row for each use."""
    now = timezone.now()
    years = seen.years(request.actor.commune_id)
    year = _year(request, years, now)
    told = [
        (
            days.moment(local(row.used_at)), row.number_shown, row.signer, row.mandate, row.clerk, str(row.copies),
            row.file_hash,
        )
        for row in seen.seal_register(request.actor, year)
    ]  # fmt: skip
    if request.GET.get("dang") == "pdf":
        title = f"SỔ THEO DÕI SỬ DỤNG CON DẤU NĂM {year}"
        return pdf_answer(register_pdf(request, title, _SEALS, told, now), f"so-dau-{year}.pdf")
    if request.GET.get("dang") == "xlsx":
        return xlsx_answer(spreadsheets.write_xlsx(_SEALS, told), f"so-dau-{year}.xlsx")
    return render(request, "office/letters_seals.html", {"lines": told, "heads": _SEALS, "year": year, "years": years})


def rights(request: Any) -> HttpResponse:
    """Who may sign what, since when, until when, by which paper."""
    now = timezone.now()
    today = local_day(now)
    act = request.POST.get("act", "")
    officers = [(one.id, f"{one.name}, {one.title}") for one in people.officers(request.actor) if one.active]
    give = forms.RightForm(request.POST if act == "give" else None, officers=officers, initial={"from_on": today})
    end = forms.EndRightForm(request.POST if act == "end" else None, initial={"until_on": today})
    form = {"give": give, "end": end}.get(act)
    if form is not None and form.is_valid():
        try:
            (_give if act == "give" else _end)(request, form.cleaned_data, now)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("office.signing_rights")
    cards = seen.rights(request.actor)
    lines = [_right_line(card, today) for card in cards]
    context = {"lines": lines, "give": give, "end": end, "form": form, "act": act}
    return render(request, "office/signing_rights.html", context)


def _right_line(card: seen.RightCard, today: Any) -> dict[str, Any]:
    until = f" đến hết {days.day(card.until_on)}" if card.until_on else ""
    return {
        "card": card,
        "capacity": words.CAPACITIES[card.capacity],
        "seat": words.BOARD_SEATS[card.board_seat] if card.board_seat else "",
        "time": f"từ {days.day(card.from_on)}{until}",
        "now": card.holds_on(today),
    }


def _give(request: Any, told: dict[str, Any], now: Any) -> None:
    actions.give_right(
        request.actor,
        officer_id=int(told["officer"]),
        capacity=Capacity(told["capacity"]),
        title=told["title"],
        from_on=told["from_on"],
        until_on=told["until_on"],
        decision=told["decision"],
        board_seat=BoardSeat(told["board_seat"]),
        kinds=told["kinds"],
        now=now,
    )


def _end(request: Any, told: dict[str, Any], now: Any) -> None:
    actions.end_right(request.actor, told["right"], until_on=told["until_on"], reason=told["reason"], now=now)


#: Which kind a decision leads to.
_KINDS = {"birth": "birth", "marriage": "marriage", "death": "condolence"}


def life(request: Any) -> HttpResponse:
    """Shall we write? The questions of a careful person; nothing of the answers is kept."""
    form = forms.LifeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        decision = rules.decide(form.situation())
        condole = decision.outcome is rules.Outcome.CONDOLE
        context |= {
            "outcome": words.OUTCOMES[decision.outcome],
            "why": words.WHY[decision.reason],
            "kind": "condolence" if condole else _KINDS[form.cleaned_data["event"]],
            "write": decision.outcome in (rules.Outcome.WRITE, rules.Outcome.CONDOLE),
            "may": request.actor.may(Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER),
        }
    return render(request, "office/letter_life.html", context)
