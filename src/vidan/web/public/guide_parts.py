"""What a procedure's page, its sheet on paper and a message about it say alike: the own list, the usual time."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as translated

from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused
from vidan.domain.procedures import personal
from vidan.queries import procedures
from vidan.speech import calendar as calendar_words
from vidan.speech import english
from vidan.speech.language import is_english


@dataclass(frozen=True)
class OwnList:
    """The cases to ask, and what the chosen ones leave of the papers; `code`: empty where none was asked for.

    `query` is what the address says of it, so that paper and message lead to the same list; `changed`: the address
    carries a code that no longer fits, for the published list has changed since: then all papers stand here.
    """

    cases: tuple[dict[str, Any], ...]
    papers: tuple[procedures.PaperCard, ...]
    code: str = ""
    query: str = ""
    changed: bool = False


def own_list(request: Any, card: procedures.ProcedureCard) -> OwnList:
    """The list behind the code in the address (`?rieng=28E9`): the counter opens the same code."""
    letters, chosen = request.GET.get("rieng", "")[:20], frozenset[int]()
    changed = False
    if letters:
        try:
            chosen = personal.cases_of(letters, card.papers)
        except Refused:
            letters, changed = "", True
    cases = personal.questions_of(card.papers)
    asked = tuple({"number": one.number, "words": one.words, "chosen": one.number in chosen} for one in cases)
    if not letters:
        return OwnList(asked, card.papers, changed=changed)
    places = personal.personal_list(card.papers, chosen)
    code = personal.code_of(card.papers, chosen)
    own = tuple(card.papers[place] for place in places)
    return OwnList(asked, own, f"{card.key}-{code}", urlencode({"rieng": code}))


def code_of_answers(request: Any, card: procedures.ProcedureCard) -> str:
    """The code of the cases that were just ticked (`ca`): numbers are places in today's list, a code is checked."""
    ticked = set(request.GET.getlist("ca")[:100])
    chosen = [one.number for one in personal.questions_of(card.papers) if str(one.number) in ticked]
    return personal.code_of(card.papers, chosen)


def usual(card: procedures.ProcedureCard, calendar: Calendar) -> str:
    """How long it really takes here, as a sentence; nothing under ten cases."""
    if card.usual is None:
        return ""
    duration = english.duration if is_english() else calendar_words.duration
    half, most = (duration(part, calendar.day_minutes) for part in (card.usual.p50, card.usual.p90))
    return translated(
        "Một nửa số hồ sơ xong trong %(half)s làm việc, chín phần mười xong trong %(most)s "
        "(tính từ %(cases)s hồ sơ xã đã trả trong năm qua)."
    ) % {"half": half, "most": most, "cases": card.usual.n}


def messages(request: Any, card: procedures.ProcedureCard, own: OwnList) -> dict[str, str]:
    """The list ready to be sent to the family: as a short message (RFC 5724) and as mail (RFC 6068)."""
    papers = "".join(
        f"\n{number}) {paper.name}{f' ({paper.condition})' if paper.condition and not own.code else ''}"
        for number, paper in enumerate(own.papers, start=1)
    )
    address = reverse("public.procedure", args=[card.key]) + (f"?{own.query}" if own.query else "")
    lines = [
        f"{card.short_name}. " + translated("Cần mang theo") + f":{papers}",
        translated("Mã đọc ở quầy: %(code)s") % {"code": own.code} if own.code else "",
        translated("Hỏi: %(phone)s") % {"phone": request.commune.phone} if request.commune.phone else "",
        request.build_absolute_uri(address),
    ]
    body = quote("\n".join(line for line in lines if line))
    return {"sms": f"sms:?&body={body}", "mail": f"mailto:?subject={quote(card.short_name)}&body={body}"}
