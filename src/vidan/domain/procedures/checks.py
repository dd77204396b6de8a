"""What makes a written procedure usable: every problem at once, so that it is mended at once."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.people import HOLDING_ROLES
from vidan.domain.procedures.papers import FORMS, OPENERS, Paper
from vidan.domain.procedures.texts import UNITS, ProcedureText
from vidan.domain.text import fold, nfc

#: The national code (mã TTHC), for instance 1.001193.
NATIONAL_CODE = re.compile(r"\d\.\d{6}", re.ASCII)
#: A commune's own key: letters, digits, dot, hyphen, underscore; safe in an address.
LOCAL_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
LONGEST_NAME = 1000
LONGEST_SHORT_NAME = 300
LONGEST_FIELD = 200
LONGEST_PAPER_NAME = 500
LONGEST_CONDITION = 300
LONGEST_TEXT = 4000
MOST_PAPERS = 100
MOST_SHEETS = 99
MOST_FEE = 2_000_000_000
CONFIDENCES = ("S", "K", "?")
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


def validate(procedure: ProcedureText) -> list[Refused]:
    """All that is wrong with a written procedure; an empty list when it can be used."""
    return list(
        chain(
            _names(procedure),
            _limit_and_fee(procedure),
            _way(procedure),
            _papers(procedure.papers),
            _wording(procedure),
        )
    )


def can_be_received(procedure: ProcedureText, *, confirmed: bool = False) -> Limit:
    """The limit a promise may be made from.

    `confirmed` says that the commune confirmed the limit itself. Refused: `procedures.not_received_here`,
    `procedures.limit.unconfirmed`. Nothing is promised on a guess.
    """
    if not procedure.in_scope:
        raise Refused("procedures.not_received_here", field="procedure", procedure=procedure.short_name)
    if procedure.limit is None or not (procedure.limit_sure or confirmed):
        raise Refused("procedures.limit.unconfirmed", field="procedure", procedure=procedure.short_name)
    return procedure.limit


def is_key(text: str) -> bool:
    """Whether a text can be a procedure's key: a national code, or a local key of safe characters."""
    return NATIONAL_CODE.fullmatch(text) is not None or LOCAL_KEY.fullmatch(text) is not None


def _names(procedure: ProcedureText) -> Iterator[Refused]:
    for part, text in (("key", procedure.key), ("code", procedure.code)):
        if text is not None and not is_key(text):
            yield Refused("procedures.code.unreadable", field=part, value=text[:60])
    yield from _filled("name", procedure.name, LONGEST_NAME)
    yield from _filled("short_name", procedure.short_name, LONGEST_SHORT_NAME)
    yield from _filled("field", procedure.field, LONGEST_FIELD)


def _filled(part: str, text: str, longest: int) -> Iterator[Refused]:
    if not text.strip():
        yield Refused(f"procedures.{part}.missing", field=part)
    elif len(text) > longest:
        yield Refused(f"procedures.{part}.too_long", field=part, longest=longest, length=len(text))


def _limit_and_fee(procedure: ProcedureText) -> Iterator[Refused]:
    if procedure.limit_sure and procedure.limit is None:
        yield Refused("procedures.limit.sure_without_value", field="limit")
    if procedure.fee_vnd is not None and not 0 <= procedure.fee_vnd <= MOST_FEE:
        yield Refused("procedures.fee.out_of_range", field="fee_vnd", most=MOST_FEE)
    if not EARLIEST <= procedure.valid_from <= LATEST:
        yield Refused("procedures.valid_from.out_of_range", field="valid_from", day=procedure.valid_from)
    if procedure.confidence not in CONFIDENCES:
        yield Refused("procedures.confidence.unknown", field="confidence", value=procedure.confidence[:20])


def _way(procedure: ProcedureText) -> Iterator[Refused]:
    if procedure.unit and procedure.unit not in UNITS:
        yield Refused("procedures.unit.unknown", field="unit", value=procedure.unit[:60])
    if procedure.in_scope and not procedure.internal_steps:
        yield Refused("procedures.way.missing", field="internal_steps")
    for position, step in enumerate(procedure.internal_steps, start=1):
        if not step.name.strip() or step.role not in HOLDING_ROLES:
            yield Refused("procedures.way.step_unreadable", field="internal_steps", position=position)


def _papers(papers: tuple[Paper, ...]) -> Iterator[Refused]:
    if len(papers) > MOST_PAPERS:
        yield Refused("procedures.paper.too_many", field="papers", most=MOST_PAPERS, count=len(papers))
    seen: set[tuple[str, str]] = set()
    for place, paper in enumerate(papers):
        told: dict[str, object] = {"paper": paper.name[:80], "position": place + 1}
        codes = list(_problems_of(paper))
        known = (fold(paper.name), fold(paper.condition))
        codes += ["procedures.paper.twice"] if known in seen else []
        seen.add(known)
        yield from (Refused(code, field=f"papers-{place}", **told) for code in codes)


def _problems_of(paper: Paper) -> Iterator[str]:
    if not paper.name.strip():
        yield "procedures.paper.name_missing"
    if len(paper.name) > LONGEST_PAPER_NAME or len(paper.condition) > LONGEST_CONDITION:
        yield "procedures.paper.too_long"
    if paper.condition and not paper.condition.startswith(OPENERS):
        yield "procedures.paper.condition_unclear"
    if paper.always is bool(paper.condition):
        yield "procedures.paper.always_unclear"
    if paper.form not in FORMS:
        yield "procedures.paper.form_unknown"
    if not (0 <= paper.originals <= MOST_SHEETS and 0 <= paper.copies <= MOST_SHEETS):
        yield "procedures.paper.count_out_of_range"


def _wording(procedure: ProcedureText) -> Iterator[Refused]:
    for part, texts in _texts(procedure):
        for text in texts:
            if text != nfc(text):
                yield Refused("procedures.text.not_composed", field=part)
            if len(text) > LONGEST_TEXT:
                yield Refused("procedures.text.too_long", field=part, longest=LONGEST_TEXT, length=len(text))


def _texts(procedure: ProcedureText) -> Iterator[tuple[str, Iterable[str]]]:
    yield "name", (procedure.name, procedure.short_name, procedure.field)
    yield "limit_note", (procedure.limit_note,)
    yield "fee_text", (procedure.fee_text,)
    yield "papers", (text for paper in procedure.papers for text in (paper.name, paper.condition, paper.group))
    yield "steps", (*procedure.steps, *(step.name for step in procedure.internal_steps))
    yield "result", (procedure.result,)
    yield "legal_basis", procedure.legal_basis
    yield "source", (procedure.source, procedure.agency, procedure.level, procedure.online)
