"""What people do with a dossier: receive, move on, finish, give out, print the receipt again."""

import secrets
from datetime import date, datetime
from typing import NoReturn, TypeVar

from django.db import IntegrityError
from django.db.models import QuerySet

from vidan.actions import matters, people
from vidan.actions.dossiers import blanks, helping, slips
from vidan.actions.dossiers.acts import (
    finish,
    give_out,
    move_on,
    note_notice,
    replace_lost_receipt,
    reprint_receipt,
)
from vidan.actions.dossiers.asking import accept_papers, ask_fee, ask_papers, fee_paid, pause
from vidan.actions.dossiers.ending import refuse, stop, stop_unanswered, withdraw
from vidan.actions.dossiers.mending import ask_explanation, correct, note_call, reappoint, redo, report_breach
from vidan.actions.dossiers.outside import judge_paper
from vidan.actions.dossiers.rows import check_possible, confirmed_limit, papers_of
from vidan.actions.dossiers.trouble import uphold_complaint
from vidan.actions.dossiers.usual import count_usual_times
from vidan.actions.recording import Record, recording
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.dossiers import Intake, State, load
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, require
from vidan.domain.procedures import Paper, PaperMark, check_papers
from vidan.store import names, vault
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.editions import edition_on
from vidan.store.loads import running_before
from vidan.store.models import Commune, Dossier, Matter, Person, Procedure, Slip
from vidan.store.rows import insert

__all__ = [
    "Kept",
    "accept_papers",
    "ask_explanation",
    "ask_fee",
    "ask_papers",
    "ask_supplement",
    "check_possible",
    "confirmed_limit",
    "correct",
    "count_usual_times",
    "fee_paid",
    "finish",
    "give_out",
    "judge_paper",
    "move_on",
    "note_call",
    "note_notice",
    "papers_of",
    "pause",
    "reappoint",
    "receive",
    "redo",
    "refuse",
    "replace_lost_receipt",
    "report_breach",
    "reprint_receipt",
    "required_marks",
    "stop",
    "stop_unanswered",
    "uphold_complaint",
    "withdraw",
]


Kept = TypeVar("Kept", Dossier, Slip)


def receive(actor: Actor, intake: Intake, *, now: datetime) -> Matter:
    """Receive a complete dossier and promise its date.

    Refused (`dossiers.papers.missing`) with the whole list when papers are missing: then `ask_supplement` makes the
    one slip. Refused when the procedure's limit was never confirmed. Either everything is kept, or nothing is. The same
    form sent again (`intake.form_token`) gives the first dossier again.
    """
    require(actor, Role.ONE_STOP)
    try:
        return _receive(actor, intake, now)
    except (IntegrityError, Refused):  # a second sending may fall over whatever the first one left
        first = _sent_before(Dossier, actor, intake)
        if first is None:
            raise
        received: Matter = first.matter
        return received


def _sent_before(kept: type[Kept], actor: Actor, intake: Intake) -> Kept | None:
    """What the first sending of the same form left behind."""
    if not intake.form_token:
        return None
    rows: QuerySet[Kept] = kept.objects.of(actor.commune_id)
    return rows.filter(form_token=intake.form_token).first()


def _receive(actor: Actor, intake: Intake, now: datetime) -> Matter:
    with recording(actor, now) as record:
        procedure = _procedure_on(actor, intake)
        commune: Commune = procedure.commune
        limit = confirmed_limit(procedure)
        decision = rules.receive(intake, papers_of(procedure), limit, calendar_of(commune), now)
        paper = blanks.taken_for(intake, commune)
        person = people.enter_person(record, intake.applicant)
        named = (paper.code, paper.reference) if paper else (_code(commune, intake), secrets.token_hex(16))
        matter = matters.open_matter(record, _opening(actor, intake, procedure, named, decision, person, now))
        names.remember_many([(matter, intake.applicant.name)])
        _keep_dossier(record, intake, procedure, decision, matter, person)
        if paper is not None:
            blanks.enter(record, paper, intake, matter)
        record.fact(
            _received(actor, intake, procedure, decision, matter, now),
            subject=f"matter:{matter.pk}",
            person=person,
            happened_at=intake.received_at,
        )
        helping.tell(record, intake, matter, person)
        if intake.notify_by_mail and intake.applicant.email:
            record.errand("receipt_notice", matter=matter.pk)
    return matter


def _procedure_on(actor: Actor, intake: Intake) -> Procedure:
    """The edition of the day of receipt; only what the one-stop receives."""
    day = local_day(intake.received_at)
    procedure = edition_on(actor.commune_id, intake.procedure_key, day)
    if procedure is None:
        _refuse_without_edition(actor, intake, day)
    if not procedure.received_here:
        raise Refused("procedures.not_received_here", field="procedure", procedure=procedure.short_name)
    return procedure


def _refuse_without_edition(actor: Actor, intake: Intake, day: date) -> NoReturn:
    """A slip of the finger in the day must not read as if the procedure did not exist."""
    other = Procedure.objects.of(actor.commune_id).filter(key=intake.procedure_key).first()
    if other is None:
        raise Refused("procedures.unknown", field="procedure", key=intake.procedure_key)
    raise Refused(
        "dossiers.received_at.no_edition", field="received_at", day=f"{day:%d/%m/%Y}", procedure=other.short_name
    )


def _opening(
    actor: Actor,
    intake: Intake,
    procedure: Procedure,
    named: tuple[str, str],
    decision: rules.Received,
    person: Person,
    now: datetime,
) -> matters.Opening:
    """`named` are the code and the public reference: of a blank that was printed beforehand, or new ones."""
    code, reference = named
    return matters.Opening(
        kind="dossier",
        code=code,
        reference=reference,
        title=procedure.short_name,
        state=State.RECEIVED.value,
        steps=procedure.way,
        holder_id=actor.officer_id,
        opened_at=min(intake.received_at, now),
        due_at=decision.due_at,
        limit=decision.limit,
        calendar_version=decision.calendar_version,
        person_id=person.pk,
        village_id=intake.village_id,
    )


def _code(commune: Commune, intake: Intake) -> str:
    """The provincial system's code as it is, or a local one where there is none."""
    if intake.provincial_code:
        given = rules.provincial_code(intake.provincial_code, commune.abbreviation)
        if Matter.objects.of(commune).filter(code=given).exists():
            raise Refused("dossiers.code.taken", field="provincial_code", code=given)
        return given
    day = local_day(intake.received_at)
    number = next_number(commune.pk, "dossier", day.isoformat())
    return matter_rules.local_code(commune.abbreviation, day, number)


def _keep_dossier(
    record: Record, intake: Intake, procedure: Procedure, decision: rules.Received, matter: Matter, person: Person
) -> None:
    key = vault.person_key(person.wrapped_key)
    insert(
        Dossier(
            matter=matter,
            commune_id=matter.commune_id,
            procedure=procedure,
            received_at=intake.received_at,
            typed_at=record.now,
            received_by_id=record.actor.officer_id,
            papers=list(decision.papers),
            sets=intake.sets,
            delivery=intake.delivery.value,
            provincial_code=matter.code if intake.provincial_code else "",
            notify_by_mail=intake.notify_by_mail,
            sealed=vault.seal(
                key, {"content": intake.content, "applicant": intake.applicant.as_typed(), **helping.sealed(intake)}
            ),
            form_token=intake.form_token or None,
            expected_at=_expected_at(procedure, decision, matter),
        )
    )


def _expected_at(procedure: Procedure, decision: rules.Received, matter: Matter) -> datetime | None:
    """When today's load lets it be expected; kept, so that the guess can be held against what happened."""
    if procedure.pace is None:
        return None
    ahead = running_before(matter.commune_id, procedure.unit_key, decision.due_at)  # it is not in the book itself yet
    expected_at = load.Load(ahead, procedure.pace).expected_at(matter.opened_at, calendar_of(procedure.commune))
    # Promises count in days: an hour later on the promised day was no warning, so it is not kept as one.
    return expected_at if load.is_unlikely(expected_at, decision.due_at) else min(expected_at, decision.due_at)


def _received(
    actor: Actor, intake: Intake, procedure: Procedure, decision: rules.Received, matter: Matter, now: datetime
) -> rules.DossierReceived:
    return rules.DossierReceived(
        code=matter.code,
        reference=matter.reference,
        procedure=procedure.key,
        procedure_name=procedure.name,
        applicant=intake.applicant.name,
        number=intake.applicant.number,
        address=intake.applicant.address,
        phone=intake.applicant.phone,
        content=intake.content,
        sets=intake.sets,
        papers=decision.papers,
        limit=str(decision.limit),
        received_at=intake.received_at,
        due_at=decision.due_at,
        calendar_version=decision.calendar_version,
        received_by=actor.name,
        typed_at=now,
    )


def ask_supplement(actor: Actor, intake: Intake, *, now: datetime) -> Slip:
    """One slip with everything that is missing, for a dossier that was not taken (form 02).

    The same form sent again gives the first slip again.
    """
    require(actor, Role.ONE_STOP)
    try:
        return _ask_supplement(actor, intake, now)
    except (IntegrityError, Refused):
        first = _sent_before(Slip, actor, intake)
        if first is None:
            raise
        return first


def _ask_supplement(actor: Actor, intake: Intake, now: datetime) -> Slip:
    assert actor.officer_id is not None
    if intake.blank:
        raise Refused("dossiers.blank.not_for_slips", field="blank")
    with recording(actor, now) as record:
        procedure = _procedure_on(actor, intake)
        papers = papers_of(procedure)
        missing = check_papers(papers, intake.marks).missing
        if not missing:
            raise Refused("dossiers.papers.none_missing", field="papers")
        person = people.enter_person(record, intake.applicant)
        slip = Slip(
            commune_id=actor.commune_id,
            number=slips.number_of(record, slips.SUPPLEMENT),
            procedure=procedure,
            person=person,
            papers=[
                {"name": paper.name, "condition": paper.condition, "originals": paper.originals, "copies": paper.copies}
                for paper in missing
            ],
            made_at=now,
            made_by_id=actor.officer_id,
            form_token=intake.form_token or None,
        )
        insert(slip)
        record.fact(
            rules.SupplementAsked(
                slip=slip.number,
                procedure=procedure.key,
                applicant=intake.applicant.name,
                papers=tuple(paper.name for paper in missing),
            ),
            subject=f"slip:{slip.pk}",
            person=person,
        )
    return slip


def required_marks(papers: tuple[Paper, ...]) -> dict[int, PaperMark]:
    """Every paper marked present: what an import or a demo starts from."""
    return dict.fromkeys(range(len(papers)), PaperMark.PRESENT)
