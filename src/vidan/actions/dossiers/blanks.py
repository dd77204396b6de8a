"""Numbered blank receipts: print a stack, type one in with its true time, strike one out with the reason."""

import secrets
from datetime import datetime

from vidan.actions.recording import Record, recording
from vidan.domain.dossiers import Intake
from vidan.domain.dossiers import blanks as rules
from vidan.domain.errors import Refused
from vidan.domain.matters import read_code
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, require
from vidan.domain.text import clean_line
from vidan.store.counters import next_number
from vidan.store.models import BlankReceipt, BlankRun, Commune, Matter
from vidan.store.rows import insert, insert_many


def print_run(actor: Actor, size: int, *, now: datetime) -> BlankRun:
    """A new stack of numbered blanks, each with a reference of its own, from which its secret follows."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    rules.check_run(size)
    with recording(actor, now) as record:
        commune = Commune.objects.get(pk=actor.commune_id)
        year = local_day(now).year
        numbers = [next_number(commune.pk, "blank", str(year)) for _ in range(size)]
        codes = [rules.blank_code(commune.abbreviation, year, number) for number in numbers]
        run = insert(
            BlankRun(
                commune_id=commune.pk,
                first=codes[0],
                last=codes[-1],
                size=size,
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        insert_many(
            [BlankReceipt(commune_id=commune.pk, run=run, code=code, reference=secrets.token_hex(16)) for code in codes]
        )
        record.fact(
            rules.BlankReceiptsPrinted(first=run.first, last=run.last, size=size), subject=f"blank_run:{run.pk}"
        )
    return run


def spoil(actor: Actor, code: str, reason: str, *, now: datetime) -> BlankReceipt:
    """A number that will never be used: its reason is kept, and nobody can enter it any more."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    why = rules.reason_for_spoiling(clean_line(reason))
    with recording(actor, now) as record:
        paper = find(actor.commune_id, code)
        rules.check_open(_standing(paper))
        paper.spoiled_at, paper.spoiled_by_id, paper.spoil_reason = now, actor.officer_id, why
        paper.save(update_fields=["spoiled_at", "spoiled_by", "spoil_reason"])
        record.fact(rules.BlankReceiptSpoiled(code=paper.code, reason=why), subject=f"blank:{paper.pk}")
    return paper


def find(commune_id: int, code: str) -> BlankReceipt:
    """The commune's blank with this number, however it was typed. Refused when there is none."""
    commune = Commune.objects.get(pk=commune_id)
    tidy = read_code(code, commune.abbreviation)
    found: BlankReceipt | None = (
        BlankReceipt.objects.of(commune_id).filter(code=tidy).select_related("run", "matter").first()
    )
    if found is None:
        raise Refused("dossiers.blank.unknown", field="blank", code=clean_line(code)[:60])
    return found


def taken_for(intake: Intake, commune: Commune) -> BlankReceipt | None:
    """The blank on which a dossier was received; None where there was power. Refused when it may not be entered."""
    if not intake.blank:
        return None
    if intake.provincial_code:
        raise Refused("dossiers.blank.two_codes", field="provincial_code")
    paper = find(commune.pk, intake.blank)
    rules.check_entry(_standing(paper), intake.received_at)
    return paper


def enter(record: Record, paper: BlankReceipt, intake: Intake, matter: Matter) -> None:
    """The number is used up, in the transaction of the dossier that bears it."""
    paper.matter = matter
    paper.save(update_fields=["matter"])
    record.fact(
        rules.BlankReceiptEntered(
            code=paper.code,
            received_at=intake.received_at,
            typed_at=record.now,
            minutes=max(int((record.now - intake.received_at).total_seconds() // 60), 0),
            promised_on=intake.promised_on,
        ),
        subject=f"matter:{matter.pk}",
    )


def _standing(paper: BlankReceipt) -> rules.Blank:
    return rules.Blank(
        code=paper.code,
        printed_at=paper.run.made_at,
        entered_as=paper.matter.code if paper.matter is not None else "",
        spoiled=paper.spoiled_at is not None,
    )
