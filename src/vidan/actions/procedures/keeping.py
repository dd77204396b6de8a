"""Keeping the guide true: who keeps which page, when it is read again, and changes that take two officers."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from vidan.actions.matters import owed
from vidan.actions.procedures.guide import KEEPERS
from vidan.actions.procedures.lists import next_edition
from vidan.actions.recording import Record, recording
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, program, require
from vidan.domain.procedures import Paper, ProcedureText, validate
from vidan.domain.procedures import changes as rules
from vidan.domain.procedures.facts import (
    GuideChangeDecided,
    GuideChangeProposed,
    GuideKeeperNamed,
    GuideReviewed,
)
from vidan.domain.text import clean_line
from vidan.store import shelves
from vidan.store.editions import edition_on
from vidan.store.models import Commune, GuideCare, GuideChange, Matter, Officer, Procedure
from vidan.store.search import folded_text

#: The keeper is asked so many days before the day of review.
ASKED_BEFORE = timedelta(days=14)
#: Within what time a guide is read again once it is asked for.
READ_WITHIN = Limit.parse("10wd")
LONGEST_REASON = 500


def name_keeper(actor: Actor, key: str, keeper_id: int, review_on: date | None = None, *, now: datetime) -> GuideCare:
    """Give a procedure's guide to an officer, to be read again by a day (half a year from now when none is given).

    Refused: `procedures.unknown`, `procedures.guide.keeper_unknown`, `procedures.guide.review_day`.
    """
    require(actor, Role.LEADER, Role.ADMINISTRATOR)
    today = local_day(now)
    _edition(actor.commune_id, key, today)
    day = _review_day(review_on, today)
    with recording(actor, now) as record:
        if not Officer.objects.filter(commune_id=actor.commune_id, pk=keeper_id, is_active=True).exists():
            raise Refused("procedures.guide.keeper_unknown", field="keeper")
        care, _ = GuideCare.objects.of(actor.commune_id).update_or_create(
            procedure_key=key,
            defaults={"commune_id": actor.commune_id, "keeper_id": keeper_id, "review_on": day},
        )
        record.fact(
            GuideKeeperNamed(procedure=key, keeper=keeper_id, review_on=day), subject=f"commune:{actor.commune_id}"
        )
    return care


def still_true(actor: Actor, key: str, review_on: date | None = None, *, now: datetime) -> GuideCare:
    """The guide was read again and nothing has to change. Refused `procedures.guide.no_keeper` where nobody does."""
    require(actor, *KEEPERS)
    day = _review_day(review_on, local_day(now))
    with recording(actor, now) as record:
        care = GuideCare.objects.of(actor.commune_id).filter(procedure_key=key).first()
        if care is None:
            raise Refused("procedures.guide.no_keeper", field="key")
        _read_again(record, care, day)
    return care


def _review_day(given: date | None, today: date) -> date:
    day = given or today + timedelta(days=rules.REVIEW_AFTER_DAYS)
    if not today < day <= today + timedelta(days=rules.LONGEST_REVIEW_DAYS):
        raise Refused("procedures.guide.review_day", field="review_on")
    return day


def _read_again(record: Record, care: GuideCare, day: date) -> None:
    if care.reminded:
        owed.settle_owed(record, care.reminded, "Đã đọc lại hướng dẫn.")
    care.review_on, care.reminded = day, ""
    care.save(update_fields=["review_on", "reminded"])
    record.fact(
        GuideReviewed(procedure=care.procedure_key, review_on=day), subject=f"commune:{record.actor.commune_id}"
    )


def ask_reviews(commune_id: int, *, now: datetime) -> int:
    """Guides whose day of review is near become pieces of work of their keepers. Returns how many.

    Work that was ended by a word alone, as it once could be, has not read the guide again: it is asked for anew.
    """
    today = local_day(now)
    asked = Matter.objects.of(commune_id).filter(code=OuterRef("reminded"), closed_at=None)
    due = GuideCare.objects.of(commune_id).filter(~Exists(asked), review_on__lte=today + ASKED_BEFORE)
    waiting = list(due.order_by("review_on", "pk")[:500])
    if not waiting:
        return 0
    commune = Commune.objects.get(pk=commune_id)
    with recording(program(commune_id), now) as record:
        for care in waiting:
            edition = edition_on(commune_id, care.procedure_key, today)
            name = edition.short_name if edition else care.procedure_key
            matter = owed.open_owed(
                record,
                commune,
                kind="guide_review",
                title=f"Đọc lại hướng dẫn: {name}",
                limit=READ_WITHIN,
                holder_id=care.keeper_id,
                about=care.procedure_key,
                own_end=True,
            )
            care.reminded = matter.code
            care.save(update_fields=["reminded"])
    return len(waiting)


# -- changes by two ---------------------------------------------------------------------------------------------------


def propose_change(actor: Actor, key: str, values: Mapping[str, Any], reason: str, *, now: datetime) -> GuideChange:
    """Propose other words for a procedure: `values` by part (`rules.CHANGEABLE`), papers as `rules.PaperWords`.

    Refused: what `validate` finds wrong, `procedures.change.reason_missing`, `procedures.change.nothing`,
    `procedures.change.waiting` (one proposal at a time), `procedures.unknown`.
    """
    require(actor, *KEEPERS)
    if actor.officer_id is None:
        raise Refused("people.role.missing")
    why = _reason(reason)
    edition = _edition(actor.commune_id, key, local_day(now))
    wanted = {part: values[part] for part in rules.CHANGEABLE if part in values}
    if "papers" in wanted:
        wanted["papers"] = rules.papers_with(edition.papers, wanted["papers"])
    fresh = {part: value for part, value in wanted.items() if value != getattr(edition, part)}
    if not rules.differences(_shown(edition), {**_shown(edition), **fresh}):
        raise Refused("procedures.change.nothing")
    problems = validate(_text(edition, fresh))
    if problems:
        raise problems[0]
    with recording(actor, now) as record:
        if GuideChange.objects.of(actor.commune_id).filter(procedure_key=key, decided_at=None).exists():
            raise Refused("procedures.change.waiting")
        change = GuideChange(
            commune_id=actor.commune_id,
            procedure_key=key,
            before={part: getattr(edition, part) for part in fresh},
            values=fresh,
            reason=why,
            proposed_by_id=actor.officer_id,
            proposed_at=now,
        )
        change.save(force_insert=True)
        record.fact(
            GuideChangeProposed(procedure=key, parts=tuple(sorted(fresh)), reason=why),
            subject=f"guide_change:{change.pk}",
        )
    return change


def take_change(actor: Actor, change_id: int, *, now: datetime) -> Procedure:
    """Take proposed words: a new edition from today. Refused `procedures.change.own` for who proposed them,
    `procedures.change.outdated` when the words changed meanwhile.
    """
    with recording(actor, now) as record:
        change = _waiting(record, change_id)
        edition = _edition(actor.commune_id, change.procedure_key, local_day(now))
        if any(getattr(edition, part) != value for part, value in change.before.items()):
            raise Refused("procedures.change.outdated")
        values = dict(change.values)
        if "short_name" in values:
            values["folded"] = folded_text(values["short_name"]) + edition.folded  # the old name is still asked for
        fresh = next_edition(record, edition, values)
        shelves.turn(actor.commune_id)
        _decide(record, change, taken=True, answer="")
        care = GuideCare.objects.of(actor.commune_id).filter(procedure_key=change.procedure_key).first()
        if care is not None:
            _read_again(record, care, _review_day(None, local_day(now)))
    return fresh


def refuse_change(actor: Actor, change_id: int, reason: str, *, now: datetime) -> None:
    """Do not take proposed words, and say why. Who proposed them may take them back this way as well."""
    why = _reason(reason)
    with recording(actor, now) as record:
        change = _waiting(record, change_id, own=True)
        _decide(record, change, taken=False, answer=why)


def _waiting(record: Record, change_id: int, *, own: bool = False) -> GuideChange:
    require(record.actor, *KEEPERS)
    rows = GuideChange.objects.of(record.actor.commune_id)
    change: GuideChange | None = rows.filter(pk=change_id, decided_at=None).first()
    if change is None:
        raise Refused("procedures.change.decided")
    if not own and change.proposed_by_id == record.actor.officer_id:
        raise Refused("procedures.change.own")
    return change


def _decide(record: Record, change: GuideChange, *, taken: bool, answer: str) -> None:
    change.decided_by_id, change.decided_at = record.actor.officer_id, record.now
    change.taken, change.answer = taken, answer
    change.save(update_fields=["decided_by", "decided_at", "taken", "answer"])
    record.fact(
        GuideChangeDecided(
            procedure=change.procedure_key, taken=taken, reason=answer, proposed_by=change.proposed_by_id
        ),
        subject=f"guide_change:{change.pk}",
    )


def _reason(words: str) -> str:
    told = clean_line(words)[:LONGEST_REASON]
    if not told:
        raise Refused("procedures.change.reason_missing", field="reason")
    return told


def _edition(commune_id: int, key: str, day: date) -> Procedure:
    edition = edition_on(commune_id, key, day)
    if edition is None:
        raise Refused("procedures.unknown", field="key", key=key)
    return edition


def _shown(edition: Procedure) -> dict[str, Any]:
    return {part: getattr(edition, part) for part in rules.COMPARED}


def _text(edition: Procedure, fresh: Mapping[str, Any]) -> ProcedureText:
    """The edition with the proposed words, to be checked by the rules for every written procedure."""
    told = {**_shown(edition), **fresh}
    return ProcedureText(
        key=edition.key,
        code=edition.code or None,
        name=edition.name,
        short_name=told["short_name"],
        field=edition.field,
        papers=tuple(Paper(**paper) for paper in told["papers"]),
        steps=tuple(told["steps"]),
        fee_text=told["fee_text"],
        result=told["result"],
        limit_note=told["limit_note"],
        in_scope=False,
    )
