"""What the provincial system says of a dossier that is in our book already: heard, and never written over."""

from datetime import datetime

from vidan.actions import matters
from vidan.actions.recording import Record
from vidan.domain.dossiers import ResultGivenOut, ResultReady, State
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.importing import Changes, Known
from vidan.domain.dossiers.source_list import SourceRow
from vidan.domain.dossiers.source_words import LONGEST_STATE
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind, PromiseMoved, PromiseReason
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Dossier, ImportedDossier, Matter, Pause, Person, Promise
from vidan.store.rows import insert

#: Why a promise is made anew when the source tells another date.
BASIS = "Ngày hẹn mới theo hệ thống của tỉnh"


def hear(record: Record, matter: Matter, heard: ImportedDossier | None, row: SourceRow, digest: bytes) -> bool:
    """Learn what a row says that is new; whether it was. A code that is no dossier's is refused."""
    if matter.kind != "dossier":
        raise Refused("dossiers.code.taken", field="code", code=matter.code)
    if heard is not None and bytes(heard.digest) == digest:
        return False
    # Typed at our counter before the list came: what we promised is what the source is compared with from now on.
    known = Known(heard.due_at, heard.ready_at, heard.given_at) if heard else Known(row.due_at, None, None)
    stopped = matters.stopped_by(matter) if matter.paused_at is not None else None
    found = rules.changes(row, known, State(matter.state), stopped.act if stopped is not None else "")
    if found:
        _apply(record, matter, row, found)
    _remember(record, matter, heard, row, digest)
    return bool(found)


def _remember(record: Record, matter: Matter, heard: ImportedDossier | None, row: SourceRow, digest: bytes) -> None:
    told = heard or ImportedDossier(matter=matter, commune_id=matter.commune_id)
    told.digest, told.told_state, told.heard_at = digest, row.told_state[:LONGEST_STATE], record.now
    told.due_at = row.due_at or told.due_at
    told.ready_at, told.given_at = told.ready_at or row.ready_at, told.given_at or row.given_at
    told.save(force_insert=heard is None)


def _apply(record: Record, matter: Matter, row: SourceRow, found: Changes) -> None:
    if found.goes_on:
        _go_on(record, matter, found.due_at)
    elif found.due_at is not None:
        _promise_again(record, matter, found.due_at)
    if found.waits is not None:
        _wait(record, matter, row, found.waits)
    if found.ended is not None:
        _end(record, matter, row, found.ended)
    if found.given_at is not None:
        _give(record, matter, row, found.given_at)


def _wait(record: Record, matter: Matter, row: SourceRow, state: State) -> None:
    """The source waits for the citizen: our clock stands from the moment we hear it, never from before."""
    matters.stop_clock(
        record, matter, PauseKind.CITIZEN, rules.waiting_words(row), act=rules.AWAITING[state], state=state.value
    )
    if state is State.SUPPLEMENT:
        Dossier.objects.of(matter.commune_id).filter(pk=matter.pk, asked=0).update(asked=1)


def _go_on(record: Record, matter: Matter, due_at: datetime | None) -> None:
    """The source goes on: towards its new date where it tells one, else towards the one it gave."""
    reason = PromiseReason.SUPPLEMENT if matter.state == State.SUPPLEMENT.value else PromiseReason.PAUSE
    goal = due_at or matter.due_at
    assert goal is not None
    version = calendar_of(matter.commune).version
    matters.start_clock(record, matter, goal, version, reason, cause="told_on", state=State.PROCESSING.value)


def _promise_again(record: Record, matter: Matter, due_at: datetime) -> None:
    """A new promise beside the first; the desk works towards it while the clock runs."""
    version = calendar_of(matter.commune).version
    insert(
        Promise(
            commune_id=matter.commune_id,
            matter=matter,
            number=Promise.objects.of(matter.commune_id).filter(matter=matter).count() + 1,
            due_at=due_at,
            limit=matter.limit,
            made_at=record.now,
            calendar_version=version,
            reason=PromiseReason.REAPPOINTMENT.value,
            basis=BASIS,
        )
    )
    if matter.closed_at is None:
        matters.change(matter, due_at=due_at)
    record.fact(
        PromiseMoved(
            code=matter.code,
            reference=matter.reference,
            due_at=due_at,
            reason=PromiseReason.REAPPOINTMENT.value,
            basis=BASIS,
            calendar_version=version,
        ),
        subject=f"matter:{matter.pk}",
    )


def _end(record: Record, matter: Matter, row: SourceRow, state: State) -> None:
    """The clock ends when the source says it did, never before the present holding began."""
    assert row.ready_at is not None
    last = matters.end_clock(matter, row.ready_at)
    assert last.until_at is not None
    Pause.objects.of(matter.commune_id).filter(matter=matter, until_at=None).update(until_at=last.until_at)
    matters.change(
        matter, state=state.value, step=max(len(matter.steps) - 1, 0), closed_at=last.until_at, paused_at=None
    )
    if state in (State.READY, State.REFUSED):
        Dossier.objects.of(matter.commune_id).filter(pk=matter.pk).update(ready_at=row.ready_at)
        fact: ResultReady | rules.DossierEndedElsewhere = ResultReady(
            code=matter.code, reference=matter.reference, ready_at=row.ready_at
        )
    else:
        fact = rules.DossierEndedElsewhere(
            code=matter.code,
            reference=matter.reference,
            state=state,
            ended_at=row.ready_at,
            told_state=row.told_state,
        )
    record.fact(fact, subject=f"matter:{matter.pk}", happened_at=row.ready_at)


def _give(record: Record, matter: Matter, row: SourceRow, given_at: datetime) -> None:
    assert matter.person_id is not None
    person = Person.objects.of(matter.commune_id).get(pk=matter.person_id)
    dossier = Dossier.objects.of(matter.commune_id).get(pk=matter.pk)
    key = vault.person_key(person.wrapped_key)
    dossier.given_at = given_at
    dossier.sealed = vault.seal(key, {**vault.unseal(key, dossier.sealed), "receiver": row.receiver})
    dossier.save(update_fields=["given_at", "sealed"])
    matters.change(matter, state=State.GIVEN_OUT.value)
    record.fact(
        ResultGivenOut(
            code=matter.code,
            reference=matter.reference,
            given_at=given_at,
            receiver=row.receiver,
            receipt_shown=False,
        ),
        subject=f"matter:{matter.pk}",
        person=person,
        happened_at=given_at,
    )
