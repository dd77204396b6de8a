"""From letters to paper: the print, the Word file, the registers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from vidan.actions import letters as actions
from vidan.adapters import pdf
from vidan.domain.letters.composing import Document
from vidan.domain.moments import local_day
from vidan.queries import letters as seen
from vidan.queries.letters import LetterCard
from vidan.web.office.printing import base_url, fonts
from vidan.web.tags import inside


def document_of(request: Any, letter: LetterCard, now: datetime, values: Mapping[str, str] | None = None) -> Document:
    """The letter as it is printed; `values`: what is being typed."""
    code = letter.verify_code
    return seen.document(
        letter,
        commune=inside(request.commune.name),
        place=request.commune.short_name,
        now=now,
        verify_url=f"{base_url(request)}{reverse('public.letter', args=[code])}" if code else "",
        demo=settings.INVENTED,
        training=request.commune.training,
        values=values,
    )


def letter_pdf(request: Any, letter: LetterCard, now: datetime) -> bytes:
    """The kept file where there is one; else the print, which is kept from the moment the letter has its number."""
    kept = letter.main_file
    if kept is not None:
        return seen.file_content(request.actor, letter.code, kept.id)
    content = pdf.letter(document_of(request, letter, now), font_folder=fonts())
    if letter.number:
        actions.keep_file(request.actor, letter.code, actions.FilePurpose.PRINT, content, now=now)
    return content


def register_pdf(request: Any, title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], now: datetime) -> bytes:
    """A register or a list of letters for the archive."""
    return pdf.register(
        title,
        f"Ủy ban nhân dân {inside(request.commune.name)}",
        heads,
        rows,
        local_day(now).isoformat(),
        demo=settings.INVENTED,
        font_folder=fonts(),
    )


def docx_answer(content: bytes, name: str) -> HttpResponse:
    """A Word file to save."""
    answer = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def xlsx_answer(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to save."""
    answer = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
