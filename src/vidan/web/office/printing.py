"""From cards to sheets of paper."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from vidan.adapters import pdf
from vidan.domain.identity import mask_number, mask_phone
from vidan.domain.matters import grouped
from vidan.domain.moments import local_day
from vidan.domain.procedures import PaperMark
from vidan.queries.communes import CommuneCard
from vidan.queries.dossiers import ReceiptCard, SlipCard
from vidan.queries.ledger import newest_checkpoint_line
from vidan.speech import calendar as calendar_words
from vidan.speech import slips as slip_words
from vidan.speech.choices import DELIVERIES
from vidan.speech.states import limit_in_words
from vidan.web.tags import inside

CENTRE = "Trung tâm Phục vụ hành chính công"
PAPERS = ("a5", "a5-landscape", "a4")


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser, never kept by it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return answer


def base_url(request: Any) -> str:
    """Where citizens reach us: the setting, or, on a machine without one, the address this request came by."""
    return settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"


def fonts() -> Path | None:
    """The configured folder of typefaces."""
    return Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None


def tracking_url(lookup: str, code: str, secret: str) -> str:
    """What the QR of a receipt holds: the page of tracking with code and secret behind the hash, never sent to us."""
    return f"{lookup}#{quote(code)}.{secret}"


def paper_of(request: Any) -> Any:
    """The size of paper that was chosen; A5 where nothing we know was."""
    paper = request.GET.get("kho", PAPERS[0])
    return paper if paper in PAPERS else PAPERS[0]


def receipt_pdf(card: ReceiptCard, commune: CommuneCard, address: str, paper: Any) -> bytes:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, with the secret of its newest print."""
    dossier = card.dossier
    lookup = f"{address}{reverse('public.lookup')}"
    holder = dossier.holder
    due = dossier.first_due_at
    assert due is not None
    sheet = pdf.ReceiptSheet(
        office=f"Ủy ban nhân dân {inside(card.commune_name)}",
        centre=CENTRE,
        place=commune.short_name,
        printed_on=local_day(dossier.received_at).isoformat(),
        code=dossier.code,
        secret=grouped(card.secret),
        tracking_url=tracking_url(lookup, dossier.code, card.secret),
        lookup_address=lookup.split("://", 1)[-1],
        addressed=addressed(dossier.person.name, dossier.person.sex),
        procedure=dossier.procedure,
        promised_words=calendar_words.in_words(due),
        holder=f"{holder.addressed}, {holder.title}" if holder and holder.title else holder.addressed if holder else "",
        call=(holder.phone if holder else "") or card.commune_phone,
        applicant=dossier.proxy.get("name") or dossier.person.name,
        owner=dossier.person.name if dossier.proxy else "",
        received_words=calendar_words.in_words(dossier.received_at),
        time_limit=limit_in_words(dossier.limit),
        delivery=DELIVERIES[dossier.delivery],
        receiver=dossier.received_by,
        papers=tuple(_paper_line(line) for line in dossier.papers if line["mark"] == PaperMark.PRESENT.value),
        sets=dossier.sets,
        address=dossier.person.address or dossier.village,
        phone=mask_phone(dossier.person.phone),
        email=dossier.person.email,
        identity_number=mask_number(dossier.person.number),
        request=dossier.content or dossier.procedure_name,
        explanation=" ".join(calendar_words.counted_beside(dossier.due)) if dossier.due else "",
        print_number=dossier.print_number,
        checkpoint_line=newest_checkpoint_line(commune.id, local_day(timezone.now()).year),
        demo=settings.INVENTED,
        training=card.demo_training,
    )
    return (pdf.stub if dossier.imported else pdf.receipt)(sheet, paper, font_folder=fonts())


def _paper_line(line: Any) -> pdf.PaperLine:
    kept = line["originals"] or line["copies"]
    return pdf.PaperLine(line["name"], line["originals"], line["copies"], "" if kept else "xuất trình")


def slip_pdf(card: SlipCard, commune: CommuneCard, address: str) -> bytes:
    """The slip as its form prints it."""
    told = {
        "applicant": card.proxy or card.person.name,
        "owner": card.person.name if card.proxy else "",
        **_code_beside(card, address),
    }
    return (supplement_pdf if card.form == "02" else ending_pdf)(card, commune, told)


def _code_beside(card: SlipCard, address: str) -> dict[str, str]:
    """The QR of a slip: the page of tracking with its code (the secret stands on the receipt alone), else the guide."""
    if card.code:
        url = f"{address}{reverse('public.lookup')}?{urlencode({'ma': card.code})}"
        return {"guide_url": url, "guide_words": "Tra hồ sơ; mật mã ở giấy tiếp nhận"}
    url = f"{address}{reverse('public.procedure', args=[card.procedure_key])}"
    return {"guide_url": url, "guide_words": "Hướng dẫn thủ tục này"}


def supplement_pdf(card: SlipCard, commune: CommuneCard, told: dict[str, str]) -> bytes:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything that is missing, once."""
    sheet = pdf.SupplementSheet(
        office=f"Ủy ban nhân dân {inside(card.commune_name)}",
        centre=CENTRE,
        place=commune.short_name,
        printed_on=local_day(card.made_at).isoformat(),
        addressed=addressed(card.person.name, card.person.sex),
        **told,
        procedure=card.procedure,
        missing=tuple(
            pdf.MissingPaper(name=paper["name"], condition=paper["condition"], reason=_why(paper))
            for paper in card.papers
        ),
        code=card.code,
        answer_before=calendar_words.in_words(card.answer_before) if card.answer_before else "",
        basis=card.basis,
        head_reason=card.head_reason,
        ask_where=f"{CENTRE} {inside(card.commune_name)}",
        ask_call=(card.made_by.phone if card.made_by else "") or card.commune_phone,
        adviser=card.made_by.name if card.made_by else "",
        number=card.number,
        address=card.person.address,
        phone=mask_phone(card.person.phone),
        identity_number=mask_number(card.person.number),
        demo=settings.INVENTED,
        training=commune.training,
    )
    return pdf.supplement_slip(sheet, font_folder=fonts())


def _why(paper: dict[str, Any]) -> str:
    """The reason beside a paper; one outside the published list says so on the citizen's own copy."""
    reason = str(paper.get("reason", ""))
    return reason if paper.get("listed", True) else f"Ngoài danh mục đã công bố. Lý do: {reason}"


def ending_pdf(card: SlipCard, commune: CommuneCard, told: dict[str, str]) -> bytes:
    """Phiếu từ chối giải quyết (form 03), or Thông báo dừng giải quyết hồ sơ (form 05)."""
    words = slip_words.ENDINGS["03" if card.form == "03" else card.state]
    who = addressed(card.person.name, card.person.sex)
    sheet = pdf.EndingSheet(
        title=words.title,
        office=f"Ủy ban nhân dân {inside(card.commune_name)}",
        centre=CENTRE,
        place=commune.short_name,
        printed_on=local_day(card.made_at).isoformat(),
        code=card.code,
        **told,
        procedure=card.procedure,
        received_words=calendar_words.in_words(card.received_at) if card.received_at else "",
        lead=words.lead.format(who=who),
        reason=card.reason,
        basis=card.basis,
        rights=words.rights,
        ask_where=f"{CENTRE} {inside(card.commune_name)}",
        ask_call=(card.made_by.phone if card.made_by else "") or card.commune_phone,
        signer_role=words.signer,
        signer=card.made_by.name if card.made_by else "",
        number=card.number,
        address=card.person.address,
        phone=card.person.phone,
        identity_number=card.person.number,
        demo=settings.INVENTED,
        training=commune.training,
    )
    return pdf.ending_slip(sheet, font_folder=fonts())


def addressed(name: str, sex: str) -> str:
    """How we speak to somebody whose sex we may not know."""
    return {"male": "ông ", "female": "bà "}.get(sex, "ông/bà ") + name
