"""A procedure on paper and as it was: the sheet to take home, every version of the page."""

import re
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vidan.adapters import pdf, public_files
from vidan.content.guide import samples
from vidan.domain.moments import local_day
from vidan.domain.procedures.samples import FilledSample
from vidan.queries import calendar as calendars
from vidan.queries import procedures
from vidan.speech.guide import PARTS
from vidan.speech.states import limit_in_words
from vidan.web.context import opening_hours
from vidan.web.handing import handed_out
from vidan.web.public import guide_parts

#: One range of bytes; whatever else a client asks for gets the whole.
_RANGE = re.compile(r"bytes=(?=[-\d]*\d)(\d{0,12})-(\d{0,12})")
PAPERS: dict[str, pdf.Paper] = {"a4": "a4", "a5": "a5"}


def office_of(name: str) -> str:
    """`Ủy ban nhân dân xã …` of a commune's name."""
    return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"


def history(request: Any, key: str, *, missing: date | None = None) -> HttpResponse:
    """Every version of a procedure's page, newest first, with what changed; `missing`: a day that had none."""
    card = _card(request, key)
    told = [
        (edition, [(_(PARTS[one.part]), one) for one in edition.changed])
        for edition in procedures.editions(request.commune.id, key)
    ]
    context = {"procedure": card, "editions": told, "missing": missing}
    return render(request, "public/procedure_history.html", context, status=404 if missing else 200)


def sheet(request: Any, key: str) -> HttpResponse:
    """The sheet to take home: what to bring, how long, how much, where. `?kho=a5`, `?chu=to` for large print.

    With the cases of the asker's own list in the address (`guide_parts.own_list`) it is hers, with its code.
    """
    paper = PAPERS.get(request.GET.get("kho", ""), "a4")
    with override("vi"):
        told = _told_on_paper(request, _card(request, key))
    answer = HttpResponse(pdf.guide_sheet(told, paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="huong-dan-{key}.pdf"'
    return answer


def _told_on_paper(request: Any, card: procedures.ProcedureCard) -> pdf.GuideSheet:
    commune, own = request.commune, guide_parts.own_list(request, card)
    page = reverse("public.procedure", args=[card.key]) + (f"?{own.query}" if own.query else "")
    return pdf.GuideSheet(
        office=office_of(commune.name),
        printed_on=local_day(timezone.now()).isoformat(),
        title=card.short_name,
        name=f"{card.name} · mã {card.code}" if card.code else card.name,
        own_code=own.code,
        papers=tuple((one.name, one.condition) for one in own.papers),
        limit=limit_in_words(card.limit) if card.confirmed else "xã đang xác nhận, xin hỏi ở quầy",
        usual=guide_parts.usual(card, calendars.calendar_for(commune)),
        fee=card.fee_text,
        result=card.result,
        steps=card.steps,
        where=commune.address if card.received_here else card.agency,
        hours=opening_hours(commune),
        call=_whom_to_call(commune, card.key),
        address=request.build_absolute_uri(page),
        large=request.GET.get("chu") == "to",
        demo=settings.INVENTED,
        training=commune.training,
    )


def _whom_to_call(commune: Any, key: str) -> str:
    """The guide's keeper by name and number where there is one, or the commune's number."""
    keeping = procedures.care(commune.id, key)
    if keeping is None or not keeping.keeper.phone:
        return str(commune.phone)
    return f"{keeping.keeper.addressed}, {keeping.keeper.phone}"


def sample(request: Any, key: str, sample: str) -> HttpResponse:
    """A form filled in as an example, box by box, to be read on a telephone."""
    card, told = _card(request, key), _sample(key, sample)
    return render(request, "public/procedure_sample.html", {"procedure": card, "sample": told})


def sample_sheet(request: Any, key: str, sample: str) -> HttpResponse:
    """The same on paper."""
    card, told, commune = _card(request, key), _sample(key, sample), request.commune
    with override("vi"):
        sheet = pdf.SampleSheet(
            office=office_of(commune.name),
            printed_on=local_day(timezone.now()).isoformat(),
            title=told.title,
            source=told.source,
            procedure=card.short_name,
            parts=tuple((part.title, tuple(astuple(box) for box in part.boxes)) for part in told.parts),
            call=commune.phone,
            address=request.build_absolute_uri(reverse("public.procedure", args=[key])),
            training=commune.training,
        )
    answer = HttpResponse(pdf.sample_sheet(sheet), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="mau-{told.key}.pdf"'
    return answer


def _sample(key: str, name: str) -> FilledSample:
    found = samples().get(name)
    if found is None or key not in found.procedures:
        raise Http404(name)
    return found


def form(request: Any, key: str, form_id: int) -> HttpResponse:
    """A form to take home, as the commune keeps it."""
    found = procedures.form_file(request.commune.id, key[:40], form_id)
    if found is None:
        raise Http404(form_id)
    return handed_out(*found)


def copy(request: Any) -> HttpResponse:
    """The copy that is taken away: what it is, whose key signed it, how anybody checks it."""
    try:
        vkey = public_files.guide_key(Path(settings.DATA) / "public", request.commune.slug).read_text().strip()
    except OSError:  # none was made yet, or by somebody whose files this process may not read
        vkey = ""
    return render(request, "public/guide_copy.html", {"vkey": vkey})


def clip(request: Any, key: str, language: str) -> HttpResponse:
    """A recording of a guide; by parts where a player asks so (one range, RFC 9110 section 14), for telephones do."""
    found = procedures.sound(request.commune.id, key[:40], language[:8])
    if found is None:
        raise Http404(key)
    kind, content = found
    answer = HttpResponse(content, content_type=kind)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked:
        first, last = _bounds(asked, len(content))
        if first > last:
            answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
        else:
            answer = HttpResponse(content[first : last + 1], status=206, content_type=kind)
            answer["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    answer["Accept-Ranges"] = "bytes"
    return answer


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte of a range as it was asked for, within the file."""
    first, last = asked[1], asked[2]
    if not first:
        return max(size - int(last), 0), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def _card(request: Any, key: str) -> procedures.ProcedureCard:
    card = procedures.by_key(request.commune.id, key, local_day(timezone.now()))
    if card is None:
        raise Http404(key)
    return card
