"""The ordinary way of a dossier: on to the next step, the result ready, given out, the receipt reprinted."""

from datetime import datetime
from typing import Any

from vidan.actions import matters
from vidan.actions.dossiers import rows, trouble
from vidan.actions.recording import recording
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.dossiers import State
from vidan.domain.dossiers import trouble as trouble_rules
from vidan.domain.errors import Refused
from vidan.domain.identity import clean_number
from vidan.domain.matters import ClockHolder, MatterMovedOn
from vidan.domain.people import Actor, Role, require
from vidan.domain.text import clean_line
from vidan.store import vault
from vidan.store.models import Dossier, Matter
from vidan.store.rows import update


def move_on(
    actor: Actor, code: str, to_officer: int | None = None, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """Take the dossier to its next step, to whoever does it (None: the same officer goes on)."""
    with recording(actor, now) as record:
        matter, _, after = rows.begin(actor, code, "move_on", seen_version)
        before = matters.standing(matter)
        step = matter_rules.next_step(before)
        holder = to_officer or actor.officer_id
        if holder is not None and holder != actor.officer_id:
            matters.require_may_hold(actor, holder, now)
        matters.change(matter, state=after.state.value, step=step, holder_id=holder, reassignments_in_step=0)
        matters.move_clock(matter, now, clock=ClockHolder.OFFICER, officer_id=holder, cause="moved_on")
        record.fact(
            MatterMovedOn(code=code, from_step=before.step, to_step=step, to_officer=holder),
            subject=f"matter:{matter.pk}",
        )
    return matter


def finish(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """The signed result lies ready: the clock stops and the promise is kept or broken now."""
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "finish", seen_version)
        matters.close(matter, now, state=after.state.value, step=max(len(matter.steps) - 1, 0))
        update(dossier, {"ready_at": now, "told_at": None})
        record.fact(
            rules.ResultReady(code=code, reference=matter.reference, ready_at=now), subject=f"matter:{matter.pk}"
        )
        if dossier.notify_by_mail:
            record.errand("dossier_notice", matter=matter.pk, about="ready")
    return matter


def give_out(
    actor: Actor,
    code: str,
    receiver: str,
    *,
    receipt_shown: bool,
    visits: int | None = None,
    elsewhere: bool | None = None,
    now: datetime,
    seen_version: int | None = None,
) -> Matter:
    """Hand the result over to the person, or to whoever she sent; a late dossier never blocks this.

    `visits`: how often she came for it, `elsewhere`: whether she had to go to another office as well, as she says
    herself; None where nobody could be asked.
    """
    require(actor, Role.ONE_STOP)
    trouble_rules.check_visits(visits)
    name = clean_line(receiver)
    if not name:
        raise Refused("dossiers.receiver.missing", field="receiver")
    if len(name) > 100:
        raise Refused("dossiers.receiver.too_long", field="receiver", most=100)
    with recording(actor, now) as record:
        matter, dossier, person = rows.with_person(actor, code)
        matter_rules.require_unchanged(matters.standing(matter), seen_version)
        state = rules.follow(State(matter.state), "give_out")
        matters.change(matter, state=state.value)
        key = vault.person_key(person.wrapped_key)
        opened: dict[str, Any] = vault.unseal(key, dossier.sealed)
        update(dossier, {"sealed": vault.seal(key, {**opened, "receiver": name}), "given_at": now})
        record.fact(
            rules.ResultGivenOut(
                code=code, reference=matter.reference, given_at=now, receiver=name, receipt_shown=receipt_shown
            ),
            subject=f"matter:{matter.pk}",
            person=person,
        )
        trouble.note_visits(record, matter, dossier, visits)
        trouble.note_offices(record, matter, dossier, elsewhere)
    return matter


def reprint_receipt(actor: Actor, code: str, *, now: datetime) -> int:
    """Print the receipt again: the next print number, so that the secret before it dies. Returns the number."""
    require(actor, Role.ONE_STOP)
    return _next_print(actor, code, lost=False, now=now)


def replace_lost_receipt(actor: Actor, code: str, identity_number: str, *, now: datetime) -> int:
    """A new receipt for who lost hers and shows her identity card: the number must be the applicant's."""
    require(actor, Role.ONE_STOP)
    _, _, person = rows.with_person(actor, code)
    shown = vault.blind_index("number", clean_number(identity_number).value)
    if not shown or shown != bytes(person.number_index):
        raise Refused("dossiers.receipt.not_hers", field="number")
    return _next_print(actor, code, lost=True, now=now)


def _next_print(actor: Actor, code: str, *, lost: bool, now: datetime) -> int:
    with recording(actor, now) as record:
        matter, dossier, _ = rows.with_person(actor, code)
        dossier.print_number += 1
        dossier.save(update_fields=["print_number"])
        record.fact(
            rules.ReceiptReprinted(code=code, print_number=dossier.print_number, lost=lost),
            subject=f"matter:{matter.pk}",
        )
    return dossier.print_number


def note_notice(
    actor: Actor, matter_id: int, *, channel: str, problem: str = "", about: str = "receipt", now: datetime
) -> None:
    """What became of a notice that left by an errand (told by the job that carried it)."""
    with recording(actor, now) as record:
        matter = Matter.objects.of(actor.commune_id).get(pk=matter_id)
        if about in ("ready", "refused") and not problem:
            Dossier.objects.of(actor.commune_id).filter(pk=matter_id, told_at=None).update(told_at=now)
        record.fact(
            rules.NoticeSent(code=matter.code, channel=channel, problem=problem[:300]), subject=f"matter:{matter.pk}"
        )
