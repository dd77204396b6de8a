"""What people do with a dossier: receive, move on, finish, give out, print the receipt again."""

import secrets
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from django.db import IntegrityError
from django.db.models import QuerySet

from vidan.actions import matters, people
from vidan.actions.recording import Record, recording
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.calendar import Limit
from vidan.domain.dossiers import Intake, State
from vidan.domain.errors import Refused
from vidan.domain.identity import clean_number
from vidan.domain.matters import ClockHolder, MatterMovedOn
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, Role, require
from vidan.domain.procedures import Paper, PaperMark, check_papers
from vidan.domain.text import clean_line
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.editions import edition_on
from vidan.store.models import Commune, Dossier, Matter, Person, Procedure, SupplementSlip
from vidan.store.rows import insert

Kept = TypeVar("Kept", Dossier, SupplementSlip)


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
        person = people.enter_person(record, intake.applicant)
        matter = matters.open_matter(record, _opening(actor, intake, procedure, commune, decision, person, now))
        _keep_dossier(record, intake, procedure, decision, matter, person)
        record.fact(
            _received(actor, intake, procedure, decision, matter, now),
            subject=f"matter:{matter.pk}",
            person=person,
            happened_at=intake.received_at,
        )
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


def papers_of(procedure: Procedure) -> tuple[Paper, ...]:
    """The checklist of a procedure as the rules see it."""
    return tuple(Paper(**paper) for paper in procedure.papers)


def confirmed_limit(procedure: Procedure) -> Limit:
    """The limit that may be promised. Refused while the commune has to confirm one."""
    sure = procedure.limit_sure or procedure.limit_confirmed_at is not None
    if not sure or not procedure.limit:
        raise Refused("procedures.limit.unconfirmed", field="procedure", procedure=procedure.short_name)
    return Limit.parse(procedure.limit)


def _opening(
    actor: Actor,
    intake: Intake,
    procedure: Procedure,
    commune: Commune,
    decision: rules.Received,
    person: Person,
    now: datetime,
) -> matters.Opening:
    return matters.Opening(
        kind="dossier",
        code=_code(commune, intake),
        reference=secrets.token_hex(16),
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
            sealed=vault.seal(key, {"content": intake.content, "applicant": asdict(intake.applicant)}),
            form_token=intake.form_token or None,
        )
    )


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


def ask_supplement(actor: Actor, intake: Intake, *, now: datetime) -> SupplementSlip:
    """One slip with everything that is missing, for a dossier that was not taken (form 02).

    The same form sent again gives the first slip again.
    """
    require(actor, Role.ONE_STOP)
    try:
        return _ask_supplement(actor, intake, now)
    except (IntegrityError, Refused):
        first = _sent_before(SupplementSlip, actor, intake)
        if first is None:
            raise
        return first


def _ask_supplement(actor: Actor, intake: Intake, now: datetime) -> SupplementSlip:
    assert actor.officer_id is not None
    with recording(actor, now) as record:
        procedure = _procedure_on(actor, intake)
        papers = papers_of(procedure)
        missing = check_papers(papers, intake.marks).missing
        if not missing:
            raise Refused("dossiers.papers.none_missing", field="papers")
        person = people.enter_person(record, intake.applicant)
        day = local_day(now)
        number = next_number(actor.commune_id, "supplement", day.isoformat())
        slip = SupplementSlip(
            commune_id=actor.commune_id,
            number=f"BS-{day:%y%m%d}-{number:04d}",
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


def move_on(
    actor: Actor, code: str, to_officer: int | None = None, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """Take the dossier to its next step, to whoever does it (None: the same officer goes on)."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter, before = _held_dossier(actor, code, seen_version)
        state = rules.follow(State(matter.state), "move_on")
        step = matter_rules.next_step(before)
        holder = to_officer or actor.officer_id
        if holder is not None and holder != actor.officer_id:
            matters.require_may_hold(actor, holder, now)
        matters.change(matter, state=state.value, step=step, holder_id=holder, reassignments_in_step=0)
        matters.move_clock(matter, now, clock=ClockHolder.OFFICER, officer_id=holder, cause="moved_on")
        record.fact(
            MatterMovedOn(code=code, from_step=before.step, to_step=step, to_officer=holder),
            subject=f"matter:{matter.pk}",
        )
    return matter


def _held_dossier(actor: Actor, code: str, seen_version: int | None) -> tuple[Matter, matter_rules.Standing]:
    """A dossier whose clock runs at the actor's desk and that nobody changed since it was looked at."""
    matter = matters.find(actor, code)
    if matter.kind != "dossier":
        raise Refused("matters.unknown", field="code", code=code)
    before = matters.standing(matter)
    matter_rules.require_unchanged(before, seen_version)
    matter_rules.require_running(before)
    matter_rules.require_holder(before, actor.officer_id)
    return matter, before


def finish(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """The signed result lies ready: the clock stops and the promise is kept or broken now."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter, _ = _held_dossier(actor, code, seen_version)
        state = rules.follow(State(matter.state), "finish")
        matters.change(matter, state=state.value, step=max(len(matter.steps) - 1, 0), closed_at=now)
        matters.end_clock(matter, now)
        Dossier.objects.of(actor.commune_id).filter(pk=matter.pk).update(ready_at=now)
        record.fact(
            rules.ResultReady(code=code, reference=matter.reference, ready_at=now), subject=f"matter:{matter.pk}"
        )
    return matter


def give_out(
    actor: Actor, code: str, receiver: str, *, receipt_shown: bool, now: datetime, seen_version: int | None = None
) -> Matter:
    """Hand the result over to the person, or to whoever she sent; a late dossier never blocks this."""
    require(actor, Role.ONE_STOP)
    name = clean_line(receiver)
    if not name:
        raise Refused("dossiers.receiver.missing", field="receiver")
    if len(name) > 100:
        raise Refused("dossiers.receiver.too_long", field="receiver", most=100)
    with recording(actor, now) as record:
        matter, dossier, person = _dossier_with_person(actor, code)
        matter_rules.require_unchanged(matters.standing(matter), seen_version)
        state = rules.follow(State(matter.state), "give_out")
        matters.change(matter, state=state.value)
        key = vault.person_key(person.wrapped_key)
        opened: dict[str, Any] = vault.unseal(key, dossier.sealed)
        dossier.sealed = vault.seal(key, {**opened, "receiver": name})
        dossier.given_at = now
        dossier.save(update_fields=["sealed", "given_at"])
        record.fact(
            rules.ResultGivenOut(
                code=code, reference=matter.reference, given_at=now, receiver=name, receipt_shown=receipt_shown
            ),
            subject=f"matter:{matter.pk}",
            person=person,
        )
    return matter


def _dossier_with_person(actor: Actor, code: str) -> tuple[Matter, Dossier, Person]:
    matter = matters.find(actor, code)
    dossier = Dossier.objects.of(actor.commune_id).filter(pk=matter.pk).first()
    if dossier is None or matter.person_id is None:
        raise Refused("matters.unknown", field="code", code=code)
    return matter, dossier, Person.objects.of(actor.commune_id).get(pk=matter.person_id)


def reprint_receipt(actor: Actor, code: str, *, now: datetime) -> int:
    """Print the receipt again: the next print number, so that the secret before it dies. Returns the number."""
    require(actor, Role.ONE_STOP)
    return _next_print(actor, code, lost=False, now=now)


def replace_lost_receipt(actor: Actor, code: str, identity_number: str, *, now: datetime) -> int:
    """A new receipt for who lost hers and shows her identity card: the number must be the applicant's."""
    require(actor, Role.ONE_STOP)
    _, _, person = _dossier_with_person(actor, code)
    shown = vault.blind_index("number", clean_number(identity_number).value)
    if not shown or shown != bytes(person.number_index):
        raise Refused("dossiers.receipt.not_hers", field="number")
    return _next_print(actor, code, lost=True, now=now)


def _next_print(actor: Actor, code: str, *, lost: bool, now: datetime) -> int:
    with recording(actor, now) as record:
        matter, dossier, _ = _dossier_with_person(actor, code)
        dossier.print_number += 1
        dossier.save(update_fields=["print_number"])
        record.fact(
            rules.ReceiptReprinted(code=code, print_number=dossier.print_number, lost=lost),
            subject=f"matter:{matter.pk}",
        )
    return dossier.print_number


def note_notice(actor: Actor, matter_id: int, *, channel: str, problem: str = "", now: datetime) -> None:
    """What became of a notice that left by an errand (told by the job that carried it)."""
    with recording(actor, now) as record:
        matter = Matter.objects.of(actor.commune_id).get(pk=matter_id)
        record.fact(
            rules.NoticeSent(code=matter.code, channel=channel, problem=problem[:300]), subject=f"matter:{matter.pk}"
        )


def required_marks(papers: tuple[Paper, ...]) -> dict[int, PaperMark]:
    """Every paper marked present: what an import or a demo starts from."""
    return dict.fromkeys(range(len(papers)), PaperMark.PRESENT)
