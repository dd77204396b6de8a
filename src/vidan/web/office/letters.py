"""Letters at the desk: what I must do, a new letter, the editor with its preview, one letter with its acts."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import letters as actions
from vidan.adapters import docx
from vidan.content.letters import jargon, kinds
from vidan.domain.errors import Refused
from vidan.domain.letters.delivery import LEAVING, Way
from vidan.domain.letters.kinds import Kind, edition_on, read_values
from vidan.domain.letters.lint import lint
from vidan.domain.letters.owed import BREACHES
from vidan.domain.letters.states import ISSUED, State, Validity
from vidan.domain.moments import local, local_day
from vidan.domain.people import Role
from vidan.queries import letters as seen
from vidan.queries.letters import LetterCard
from vidan.speech import days
from vidan.speech import letters as words
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office import letter_digital
from vidan.web.office import letter_forms as forms
from vidan.web.office.desk import end_of_day
from vidan.web.office.letter_printing import document_of, docx_answer, letter_pdf
from vidan.web.office.printing import pdf_answer

#: Group of the list, its heading, and the sentence that says what to do there.
GROUPS = (
    ("to_sign", "Chờ tôi ký"),
    ("to_urge", "Còn chờ người giữ việc viết"),
    ("to_write", "Tôi soạn tiếp"),
    ("to_check", "Chờ tôi kiểm tra"),
    ("to_number", "Đã ký, chờ cấp số"),
    ("to_seal", "Có số, chờ đóng dấu"),
    ("to_send", "Đã đóng dấu, chờ gửi"),
    ("on_the_way", "Đã gửi, chờ tin người nhận"),
)


def listing(request: Any) -> HttpResponse:
    """The letters that wait for me, what is due first on top."""
    now = timezone.now()
    work = seen.work(request.actor)
    request.shown_persons += [row.person_id for row in work.everything if row.person_id]
    groups = [(name, title, [line(row, now) for row in getattr(work, name)]) for name, title in GROUPS]
    context = {
        "groups": [group for group in groups if group[2]],
        "sign_today": seen.sign_today(request.actor, end_of_day(now)) if request.actor.may(Role.LEADER) else 0,
        "at_table": sum(row.trigger in BREACHES for row in work.to_sign),
        "may_sign": request.actor.may(Role.LEADER),
        "may_rights": request.actor.may(Role.LEADER, Role.ADMINISTRATOR),
    }
    return render(request, "office/letters.html", context)


def line(row: seen.LetterRow, now: Any) -> dict[str, Any]:
    """A row as the list prints it."""
    due = row.due_at
    tone = "late" if due and due < now else "soon" if due and local_day(due) == local_day(now) else "plain"
    return {
        "code": row.code,
        "kind": row.kind_name,
        "summary": row.summary,
        "reader": row.reader,
        "state": words.STATES[row.state],
        "number": row.number_shown,
        "due": days.short(local(due)) if due else "",
        "tone": tone,
        "why": words.TRIGGERS[row.trigger],
        "since": days.short(local(row.since)),
        "by": row.drafted_by,
        "back": row.sent_back and row.state is State.DRAFT,
        "again": row.came_back and row.state is State.SEALED,
        "leaving": words.LEAVING if row.leaving else "",
        "dossier": row.about_code,
    }


def choose(request: Any) -> HttpResponse:
    """Which kind of letter?"""
    today = local_day(timezone.now())
    mine = [kind for kind in kinds() if kind.holds_on(today) and request.actor.may(*kind.drafts)]
    context = {
        "personal": [kind for kind in mine if kind.to_person],
        "official": [kind for kind in mine if not kind.to_person],
    }
    return render(request, "office/letter_new.html", context)


def begin(request: Any, kind: str) -> HttpResponse:
    """A new letter: its fields beside its page."""
    now = timezone.now()
    edition = edition_on(kinds(), kind, local_day(now))
    kept = drafts.restore(request)
    about = request.GET.get("ho-so", "")[:60]
    data = request.POST if request.method == "POST" else kept
    form = forms.LetterForm(data, kind=edition, new=True, initial={"form_token": secrets.token_hex(16)})
    if request.method == "POST" and form.is_valid() and request.POST.get("act") != "preview":
        try:
            letter = actions.draft(
                request.actor,
                kind,
                form.values(),
                authority=form.wanted_authority(),
                about_code=about,
                form_token=form.cleaned_data["form_token"],
                now=now,
            )
        except Refused as refused:
            _show(form, refused)
        else:
            return redirect("office.letter_edit", letter_code=letter.code)
    context = {"form": form, "kind": edition, "restored": kept is not None, **_preview_new(request, edition, form, now)}
    return render(request, "office/letter_edit.html", context)


def _show(form: Any, refused: Refused) -> None:
    if refused.code == "letters.unknown":
        raise refused
    form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))


def _preview_new(request: Any, kind: Kind, form: Any, now: Any) -> dict[str, Any]:
    """The page of a letter that does not exist yet."""
    values = _typed(kind, form)
    blank = seen.blank(kind, form.wanted_authority() if form.is_bound and form.is_valid() else None, values, now)
    return _preview(request, blank, values, now)


def _typed(kind: Kind, form: Any) -> dict[str, str]:
    """What stands in the form: what cannot be read is left out, all the rest is shown."""
    told = form.typed() if form.is_bound else {}
    while True:
        try:
            return read_values(kind, told)
        except Refused as refused:
            if not told.pop(refused.field, ""):
                return read_values(kind, {})


def _preview(request: Any, letter: LetterCard, values: dict[str, str], now: Any) -> dict[str, Any]:
    document = document_of(request, letter, now, values)
    found = lint(letter.kind, document, jargon(), values)
    remarks = [{"text": words.remark(one.code, one.facts), "blocking": one.blocking} for one in found]
    return {"paper": document, "remarks": remarks}


def edit(request: Any, letter_code: str) -> HttpResponse:
    """The editor of a draft: write, see the page, go back a version, give it to be checked."""
    now = timezone.now()
    letter = _card(request, letter_code)
    if letter.state is not State.DRAFT:
        return redirect("office.letter", letter_code=letter_code)
    kept = drafts.restore(request)
    data = request.POST if request.method == "POST" else kept
    initial = {**letter.values, "version": letter.version}
    form = forms.LetterForm(data, kind=letter.kind, new=False, initial=initial)
    act = request.POST.get("act", "")
    if request.method == "POST" and act != "preview" and form.is_valid():
        try:
            return _edited(request, letter, form, act, now)
        except Refused as refused:
            _show(form, refused)
            letter = _card(request, letter_code)
            _seen_now(form, letter)
    values = {**letter.values, **_typed(letter.kind, form)} if form.is_bound else dict(letter.values)
    if not values.get("new_on") and letter.values.get("more_days") == values.get("more_days"):
        values["new_on"] = letter.values.get("new_on", "")
    context = {
        "form": form, "kind": letter.kind, "letter": letter, "restored": kept is not None,
        "why": words.TRIGGERS[letter.trigger], "may_undo": len(letter.texts) > 1,
        **_preview(request, letter, values, now),
    }  # fmt: skip
    return render(request, "office/letter_edit.html", context)


def _seen_now(form: Any, letter: LetterCard) -> None:
    """The page that comes back shows the letter as it stands now, so pressing again is meant for that."""
    typed = form.data.copy()
    typed["version"] = str(letter.version)
    form.data = typed


def _edited(request: Any, letter: LetterCard, form: Any, act: str, now: Any) -> HttpResponse:
    actor, seen_version = request.actor, form.seen
    if act == "undo":
        actions.undo(actor, letter.code, now=now, seen_version=seen_version)
        return redirect("office.letter_edit", letter_code=letter.code)
    fresh = form.values()
    if any(letter.values.get(name, "") != value for name, value in fresh.items()):
        row = actions.write(actor, letter.code, fresh, now=now, seen_version=seen_version)
        seen_version = row.version
    if act == "submit":
        actions.submit(actor, letter.code, now=now, seen_version=seen_version)
        return redirect("office.letter", letter_code=letter.code)
    messages.success(request, "Đã giữ bản nháp.")
    return redirect("office.letter_edit", letter_code=letter.code)


def _card(request: Any, code: str) -> LetterCard:
    letter = seen.card(request.actor, code)
    if letter.person_id is not None:
        request.shown_persons.append(letter.person_id)
    return letter


def detail(request: Any, letter_code: str) -> HttpResponse:
    """One letter: its page, where it stands, what I may do now, what happened."""
    now = timezone.now()
    return _detail(request, _card(request, letter_code), now, {})


def _detail(request: Any, letter: LetterCard, now: Any, wrong: dict[str, Any]) -> HttpResponse:
    shown = {"version": letter.version}
    receiver = letter.values.get("address") or letter.values.get("to", "")
    context = {
        "letter": letter,
        "state": words.LEAVING if letter.leaving else words.STATES[letter.state],
        "validity": words.VALIDITIES[letter.validity],
        "in_force": letter.validity is Validity.IN_FORCE,
        "why": words.TRIGGERS[letter.trigger],
        "paper": document_of(request, letter, now),
        "steps": steps(letter),
        "acts": acts(request, letter),
        "files": [{"card": file, "name": words.FILES[file.purpose]} for file in letter.files],
        "tries": [_try(one) for one in letter.deliveries],
        "waiting": letter.deliveries[-1].proof if letter.leaving else "",
        "forms": {
            "seen": forms.SeenForm(initial=shown),
            "reason": forms.ReasonForm(initial=shown),
            "proof": forms.ProofForm(initial=shown).asked_by(letter.deliveries[-1].way if letter.deliveries else ""),
            "seal": forms.SealForm(initial={**shown, "copies": letter.copies}),
            "send": forms.SendForm(initial={**shown, "receiver": receiver}),
            "scan": forms.ScanForm(initial=shown),
            "sign": forms.SignForm(initial=shown),
            "word": forms.WordForm(initial=shown),
            **wrong,
        },
        "digital": letter_digital.about(request, letter, now),
        "form": next(iter(wrong.values()), None),
    }
    return render(request, "office/letter.html", context)


def _try(one: seen.DeliveryCard) -> dict[str, Any]:
    """One try to bring it; why a mail still waits stands above, beside what can be done."""
    proof = "" if one.state == LEAVING else one.proof
    return {"card": one, "way": words.WAYS[one.way], "state": words.TRIES[one.state], "proof": proof}


def steps(letter: LetterCard) -> list[dict[str, str]]:
    """Each step with its moment and who took it; the one at hand last."""
    signature = letter.signature
    told = [
        ("Soạn", letter.drafted_at, letter.drafted_by or "chương trình tự soạn"),
        ("Chuyển kiểm tra", letter.submitted_at, letter.drafted_by),
        ("Kiểm tra xong", letter.checked_at, letter.checked_by),
        ("Ký", signature.signed_at if signature else None, signature.signer if signature else ""),
        ("Cấp số", letter.numbered_at, letter.number_shown),
        ("Đóng dấu", letter.sealed_at, letter.seals[-1].clerk if letter.seals else ""),
        ("Gửi", letter.sent_at, letter.deliveries[-1].sent_by if letter.deliveries else ""),
        ("Người nhận đã có", letter.acknowledged_at, letter.deliveries[-1].proof if letter.deliveries else ""),
    ]
    return [{"title": title, "when": days.moment(local(at)), "who": who} for title, at, who in told if at is not None]


def acts(request: Any, letter: LetterCard) -> dict[str, bool]:
    """What this officer may do with the letter now (the actions decide again)."""
    actor, state = request.actor, letter.state
    mine = actor.name in letter.authors
    clerk, leader = actor.may(Role.CLERK), actor.may(Role.LEADER)
    hands = actor.may(Role.CLERK, Role.ONE_STOP, Role.VILLAGE_HEAD)
    issued = state in ISSUED and letter.validity is Validity.IN_FORCE
    return {
        "edit": state is State.DRAFT and actor.may(*letter.kind.drafts),
        "check": state is State.CHECKING and actor.may(*letter.kind.checks) and not mine,
        "send_back": (state is State.CHECKING and not mine) or (state is State.SIGNING and leader),
        "take_back": state in (State.CHECKING, State.SIGNING) and mine,
        "discard": state is State.DRAFT and not letter.owed_code and actor.may(*letter.kind.drafts),
        "sign": state is State.SIGNING and leader,
        "number": state is State.SIGNED and clerk,
        "seal": state is State.NUMBERED and clerk,
        "scan": state in ISSUED and clerk,
        "send": state is State.SEALED and hands,
        "arrived": state is State.SENT and hands and not letter.leaving,
        "stop": state is State.SENT and hands,
        "replace": issued and actor.may(*letter.kind.drafts),
        "withdraw": issued and leader,
        "verify": state in ISSUED and not request.commune.training,
        "envelope": state in ISSUED and letter.kind.to_person,
    }


#: Acts that ask nothing, and those that ask one thing: the form, and what of it the action needs.
PLAIN = {
    "check": actions.check,
    "take_back": actions.take_back,
    "number": actions.number,
}
ASKING: dict[str, tuple[str, type[forms.SeenForm]]] = {
    "send_back": ("reason", forms.ReasonForm),
    "discard": ("reason", forms.ReasonForm),
    "come_back": ("reason", forms.ReasonForm),
    "withdraw": ("reason", forms.ReasonForm),
    "acknowledge": ("proof", forms.ProofForm),
    "sign": ("sign", forms.SignForm),
    "sign_again": ("word", forms.WordForm),
    "order_seal": ("word", forms.WordForm),
    "seal": ("seal", forms.SealForm),
    "send": ("send", forms.SendForm),
    "scan": ("scan", forms.ScanForm),
}


def act(request: Any, letter_code: str) -> HttpResponse:
    """One act on a letter; what cannot be done says why on the letter's own page, with what was typed."""
    now, name = timezone.now(), request.POST.get("act", "")
    if name in ("replace", "correct"):
        make = actions.replace if name == "replace" else actions.correct
        return redirect("office.letter_edit", letter_code=make(request.actor, letter_code, now=now).code)
    if name in PLAIN:
        return _plain(request, letter_code, name, now)
    if name not in ASKING:
        raise Http404
    place, form_class = ASKING[name]
    form = form_class(request.POST, files=request.FILES)
    if form.is_valid():
        try:
            _ask(request, letter_code, name, form, now)
        except Refused as refused:
            _show(form, refused)
        else:
            return redirect("office.letter", letter_code=letter_code)
    letter = _card(request, letter_code)
    _seen_now(form, letter)
    return _detail(request, letter, now, {place: form})


def _plain(request: Any, code: str, name: str, now: Any) -> HttpResponse:
    form = forms.SeenForm(request.POST)
    try:
        PLAIN[name](request.actor, code, now=now, seen_version=form.seen if form.is_valid() else None)
        if name == "number":
            letter_pdf(request, seen.card(request.actor, code), now)  # what is sealed later is printed and kept now
    except Refused as refused:
        if refused.code == "letters.unknown":
            raise
        messages.error(request, sentence(refused))
    return redirect("office.letter", letter_code=code)


def _ask(request: Any, code: str, name: str, form: Any, now: Any) -> None:
    actor, told = request.actor, form.cleaned_data
    if name == "scan":
        content = told["file"].read()
        actions.keep_file(actor, code, actions.FilePurpose.SCAN, content, now=now)
    elif name == "send":
        sending = actions.Sending(Way(told["way"]), told["receiver"])
        actions.send(actor, code, sending, now=now, seen_version=form.seen)
    elif name == "seal":
        letter_pdf(request, seen.card(actor, code), now)
        actions.seal(actor, code, told["copies"], now=now, seen_version=form.seen)
    elif name in ("sign", "order_seal"):
        getattr(actions, name)(actor, code, now=now, seen_version=form.seen, word=told["word"])
    elif name == "sign_again":
        actions.sign_again(actor, code, told["word"], now=now)
    elif name == "acknowledge":
        actions.acknowledge(actor, code, told["proof"], now=now, seen_version=form.seen)
    else:
        getattr(actions, name)(actor, code, told["reason"], now=now, seen_version=form.seen)


def owed(request: Any, owed_code: str) -> HttpResponse:
    """From what is owed, as the queue shows it, to the letter that pays it."""
    letter = seen.letter_of_owed(request.actor, owed_code)
    if not letter:
        raise Refused("letters.unknown", field="code", code=owed_code)
    return redirect("office.letter", letter_code=letter)


def print_pdf(request: Any, letter_code: str) -> HttpResponse:
    """The letter as PDF: the kept file, else the print."""
    letter = _card(request, letter_code)
    chosen = request.GET.get("tep", "")
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 18:
        return pdf_answer(seen.file_content(request.actor, letter_code, int(chosen)), f"{letter_code}.pdf")
    return pdf_answer(letter_pdf(request, letter, timezone.now()), f"{letter_code}.pdf")


def print_docx(request: Any, letter_code: str) -> HttpResponse:
    """The letter for Word."""
    letter = _card(request, letter_code)
    return docx_answer(docx.letter(document_of(request, letter, timezone.now())), f"{letter_code}.docx")
