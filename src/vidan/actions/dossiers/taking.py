"""Taking the rows of a list into the book: the same decision for each row, at most 500 rows in one transaction."""

import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from vidan.actions import people
from vidan.actions.dossiers import endings, imports, updating
from vidan.actions.dossiers.import_ground import Entering, Ground
from vidan.actions.recording import Record, Told, recording
from vidan.domain.calendar import Calendar
from vidan.domain.dossiers import DossierReceived, State
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_list import ENDED, SourceRow, problem_of
from vidan.domain.dossiers.source_words import LONGEST_STATE
from vidan.domain.errors import Refused
from vidan.domain.matters import ClockHolder, MatterPaused, PauseKind, PromiseReason
from vidan.domain.people import Actor
from vidan.domain.procedures import RowError
from vidan.store import names, vault
from vidan.store.models import (
    Dossier,
    DossierImport,
    Holding,
    ImportedDossier,
    ImportPart,
    Matter,
    Pause,
    Person,
    Promise,
)
from vidan.store.rows import insert_many


def take_part(actor: Actor, import_id: int, *, now: datetime) -> DossierImport:
    """Take the next part of a list that runs; the last one ends it. A part is taken wholly or not at all."""
    with recording(actor, now) as record:
        run = imports.find(actor, import_id, ImportState.RUNNING)
        part = ImportPart.objects.of(actor.commune_id).filter(of=run, number=run.done_parts + 1).first()
        taken = Taken()
        if part is not None:
            said = vault.unseal(imports.key(), part.sealed)
            taken = receive_many(record, run, [SourceRow.heard(row["n"], row) for row in said])
            part.sealed, part.report = None, vault.seal(imports.key(), [imports.told(error) for error in taken.errors])
            part.save(update_fields=["sealed", "report"])
            run.done_parts += 1
        _count(run, taken, now)
        record.fact(
            rules.DossiersImported(
                import_id=run.pk,
                part=run.done_parts,
                added=taken.added,
                changed=taken.changed,
                unchanged=taken.unchanged,
                refused=len(taken.errors),
            ),
            subject=imports.subject(run.pk),
        )
    return run


def _count(run: DossierImport, taken: "Taken", now: datetime) -> None:
    run.added += taken.added
    run.changed += taken.changed
    run.unchanged += taken.unchanged
    run.refused += len(taken.errors)
    run.changed_at = now
    if run.done_parts >= run.parts:
        run.state = ImportState.DONE.value
    run.save(update_fields=["added", "changed", "unchanged", "refused", "done_parts", "state", "changed_at"])


@dataclass
class Taken:
    """What became of the rows of one part."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


def receive_many(record: Record, run: DossierImport, rows: Sequence[SourceRow]) -> Taken:
    """Take at most 500 rows: new dossiers enter, known ones learn what happened since, the rest changes nothing."""
    taken = Taken()
    ground = Ground(run, record.now)
    known = {
        matter.code: matter for matter in Matter.objects.of(run.commune_id).filter(code__in=[row.code for row in rows])
    }
    heard = ImportedDossier.objects.of(run.commune_id).in_bulk([matter.pk for matter in known.values()])
    entering: list[Entering] = []
    for row in rows:
        try:
            matter = known.get(row.code)
            if matter is None:
                entering.append(ground.decide(row))
                taken.added += 1
            elif updating.hear(record, matter, heard.get(matter.pk), row, digest_of(row)):
                taken.changed += 1
            else:
                taken.unchanged += 1
        except Refused as refused:
            taken.errors.append(problem_of(row.number, refused))
    _enter(record, ground.calendar, entering)
    return taken


def digest_of(row: SourceRow) -> bytes:
    """A keyed digest of what a row says: equal rows are known again, and nothing can be guessed from it."""
    said = json.dumps(row.says(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(vault.derived_key("index-import"), said, sha256).digest()[:16]


def _enter(record: Record, calendar: Calendar, entering: Sequence[Entering]) -> None:
    if not entering:
        return
    persons = people.enter_many(record, [item.row.applicant for item in entering])
    matters = [_matter(record, item, person) for item, person in zip(entering, persons, strict=True)]
    insert_many(matters)
    both = list(zip(entering, matters, persons, strict=True))
    insert_many([stretch for item, matter, _ in both for stretch in _holdings(record, item, matter)])
    insert_many([_pause(record, item, matter) for item, matter, _ in both if item.waits])
    insert_many([_promise(record, calendar, item, matter) for item, matter, _ in both])
    insert_many([_dossier(record, item, matter, person) for item, matter, person in both])
    insert_many([_imported(record, item, matter) for item, matter, _ in both])
    names.remember_many((matter, item.row.applicant.name) for item, matter, _ in both)
    record.facts([told for item, matter, person in both for told in _facts(record, item, matter, person)])


def _matter(record: Record, item: Entering, person: Person) -> Matter:
    way = item.procedure.way
    last = max(len(way) - 1, 0)
    return Matter(
        commune_id=record.actor.commune_id,
        kind="dossier",
        code=item.row.code,
        reference=secrets.token_hex(16),
        title=item.procedure.short_name,
        state=item.state.value,
        steps=way,
        step=last if item.closed_at else 0 if item.state is State.RECEIVED else min(1, last),
        holder_id=item.holder_id,
        opened_at=item.row.received_at,
        due_at=item.promised.due_at,
        first_due_at=item.promised.due_at,
        limit=str(item.promised.limit),
        closed_at=item.closed_at,
        paused_at=record.now if item.waits else None,
        person_id=person.pk,
    )


def _holdings(record: Record, item: Entering, matter: Matter) -> Iterator[Holding]:
    """At our desk since the receipt; and with the citizen from now on, where the province waits for her."""
    own = Holding(
        commune_id=matter.commune_id,
        matter=matter,
        number=1,
        clock=ClockHolder.OFFICER.value,
        officer_id=item.holder_id,
        step=matter.step,
        cause="imported",
        from_at=matter.opened_at,
        until_at=record.now if item.waits else item.closed_at,
    )
    yield own
    if item.waits:
        yield Holding(
            commune_id=matter.commune_id,
            matter=matter,
            number=2,
            clock=ClockHolder.CITIZEN.value,
            step=matter.step,
            cause=item.waits,
            reason=rules.waiting_words(item.row),
            from_at=record.now,
        )


def _pause(record: Record, item: Entering, matter: Matter) -> Pause:
    return Pause(
        commune_id=matter.commune_id,
        matter=matter,
        kind=PauseKind.CITIZEN.value,
        act=item.waits,
        reason=rules.waiting_words(item.row),
        from_at=record.now,
    )


def _promise(record: Record, calendar: Calendar, item: Entering, matter: Matter) -> Promise:
    return Promise(
        commune_id=matter.commune_id,
        matter=matter,
        number=1,
        due_at=item.promised.due_at,
        limit=str(item.promised.limit),
        made_at=record.now,
        calendar_version=calendar.version,
        reason=PromiseReason.RECEIPT.value,
        basis="Hẹn theo hệ thống của tỉnh" if item.row.due_at else "",
    )


def _dossier(record: Record, item: Entering, matter: Matter, person: Person) -> Dossier:
    row = item.row
    key = vault.person_key(person.wrapped_key)
    sealed = {"content": row.content, "applicant": row.applicant.as_typed()}
    if row.receiver and row.given_at:
        sealed["receiver"] = row.receiver
    return Dossier(
        matter=matter,
        commune_id=matter.commune_id,
        procedure=item.procedure,
        received_at=row.received_at,
        typed_at=record.now,
        received_by_id=record.actor.officer_id,
        papers=[],
        sets=row.sets,
        delivery="counter",
        provincial_code=matter.code,
        asked=int(item.state is State.SUPPLEMENT),
        ready_at=row.ready_at if item.state in (State.READY, State.GIVEN_OUT, State.REFUSED) else None,
        given_at=row.given_at,
        sealed=vault.seal(key, sealed),
    )


def _imported(record: Record, item: Entering, matter: Matter) -> ImportedDossier:
    row = item.row
    return ImportedDossier(
        matter=matter,
        commune_id=matter.commune_id,
        digest=digest_of(row),
        due_at=row.due_at,
        ready_at=row.ready_at,
        given_at=row.given_at,
        told_state=row.told_state[:LONGEST_STATE],
        heard_at=record.now,
    )


def _facts(record: Record, item: Entering, matter: Matter, person: Person) -> Iterable[Told]:
    row, subject = item.row, f"matter:{matter.pk}"
    yield Told(_received(record, item, matter), subject, person, row.received_at)
    if item.waits:
        words = rules.waiting_words(row)
        yield Told(
            MatterPaused(
                code=matter.code, reference=matter.reference, kind=PauseKind.CITIZEN, reason=words, waiting_for=""
            ),
            subject,
        )
    if item.state in ENDED and row.ready_at is not None:
        yield Told(endings.ended(matter, item.state, row), subject, None, row.ready_at)
    if item.state is State.GIVEN_OUT and row.given_at is not None:
        yield Told(endings.given(matter, row), subject, person, row.given_at)


def _received(record: Record, item: Entering, matter: Matter) -> DossierReceived:
    row, person = item.row, item.row.applicant
    return DossierReceived(
        code=matter.code,
        reference=matter.reference,
        procedure=item.procedure.key,
        procedure_name=item.procedure.name,
        applicant=person.name,
        number=person.number,
        address=person.address,
        phone=person.phone,
        content=row.content,
        sets=row.sets,
        papers=(),
        limit=str(item.promised.limit),
        received_at=row.received_at,
        due_at=item.promised.due_at,
        calendar_version=item.promised.calendar_version,
        received_by=record.actor.name,
        typed_at=record.now,
    )
