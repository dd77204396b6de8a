"""Telling officers what they must know of a matter: reminders by escalation, a call for help, a mail beside it.

A reminder is a row until its officer has seen it; whoever has an e-mail address at work gets an errand as well. A line
in the common inbox of a role is a row until one who holds the role has taken it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from vidan.actions.matters import rows
from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.matters import Audience
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, INBOX_ROLES, Actor, Role, program, require
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Holding, Mandate, Matter, Officer, Pause, Reminder, RoleMailbox
from vidan.store.rows import insert

#: Matters per transaction of an escalation.
BATCH = 200
_HOLDING = frozenset(role.value for role in HOLDING_ROLES)


@dataclass(frozen=True)
class Chain:
    """Who is head of whom today: officer ids by unit, the other heads, the chairman; who holds which role."""

    units: dict[int, frozenset[int]]
    heads_of_unit: dict[int, tuple[int, ...]]
    heads: tuple[int, ...]
    chairmen: tuple[int, ...]
    by_role: dict[str, frozenset[int]] = field(default_factory=dict)

    def head_of(self, officer_id: int | None) -> tuple[int, ...]:
        """The heads of an officer's units; without one, the heads who are nobody's in particular; else the chairman."""
        own = tuple(head for unit in self.units.get(officer_id or 0, ()) for head in self.heads_of_unit.get(unit, ()))
        others = tuple(head for head in own if head != officer_id)
        return others or self.heads or self.chairmen

    def told(self, holder_id: int | None, audience: Iterable[Audience]) -> tuple[int, ...]:
        """Officer ids, each once, in a fixed order."""
        wanted = set(audience)
        found = [holder_id] if Audience.HOLDER in wanted and holder_id is not None else []
        found += self.head_of(holder_id) if Audience.HEAD in wanted else ()
        found += self.chairmen if Audience.CHAIRMAN in wanted else ()
        return tuple(dict.fromkeys(found))


def chain_of(commune_id: int, now: datetime) -> Chain:
    """The chain of a day, from the mandates in force: one statement. The chairman is the leader whose title says so."""
    day = local_day(now)
    units: dict[int, set[int]] = {}
    heads_of_unit: dict[int, list[int]] = {}
    heads: list[int] = []
    chairmen: list[int] = []
    by_role: dict[str, set[int]] = {}
    held = Mandate.objects.of(commune_id).filter(role__in=_HOLDING, from_on__lte=day, officer__is_active=True)
    for mandate in held.select_related("officer").order_by("pk"):
        if mandate.until_on is not None and mandate.until_on < day:
            continue
        by_role.setdefault(mandate.role, set()).add(mandate.officer_id)
        if mandate.unit_id is not None:
            units.setdefault(mandate.officer_id, set()).add(mandate.unit_id)
        if mandate.role != Role.LEADER.value:
            continue
        if mandate.officer.title.casefold().startswith("chủ tịch"):
            chairmen.append(mandate.officer_id)
        elif mandate.unit_id is not None:
            heads_of_unit.setdefault(mandate.unit_id, []).append(mandate.officer_id)
        else:
            heads.append(mandate.officer_id)
    return Chain(
        {officer: frozenset(own) for officer, own in units.items()},
        {unit: tuple(own) for unit, own in heads_of_unit.items()},
        tuple(heads),
        tuple(chairmen) or tuple(heads),
        {role: frozenset(own) for role, own in by_role.items()},
    )


def remind(record: Record, officers: Sequence[int], matter: Matter | None, kind: str, **told: Any) -> None:
    """A reminder for each officer, and a mail for those who have an address. Part of another action's recording."""
    mailed = set(
        Officer.objects.filter(pk__in=officers, commune_id=record.actor.commune_id, is_active=True)
        .exclude(email="")
        .values_list("pk", flat=True)
    )
    for officer_id in officers:
        row = insert(
            Reminder(
                commune_id=record.actor.commune_id,
                officer_id=officer_id,
                matter=matter,
                kind=kind,
                told=told,
                made_at=record.now,
            )
        )
        if officer_id in mailed:
            record.errand("officer_reminder", reminder=row.pk)


def remind_role(record: Record, role: Role, matter: Matter, kind: str, **told: Any) -> None:
    """A line in the common inbox of a role, and a mail to its address. Part of another action's recording."""
    row = insert(
        Reminder(
            commune_id=record.actor.commune_id, role=role.value, matter=matter, kind=kind, told=told, made_at=record.now
        )
    )
    if RoleMailbox.objects.of(record.actor.commune_id).filter(role=role.value).exists():
        record.errand("officer_reminder", reminder=row.pk)


def ask_help(actor: Actor, code: str, words: str, *, now: datetime) -> Matter:
    """*Tôi cần giúp*: the heads of the holder are told; the matter stays where it is."""
    require(actor, *HOLDING_ROLES)
    said = rules.reason_given(words)
    with recording(actor, now) as record:
        matter = rows.find(actor, code)
        rules.require_open(rows.standing(matter))
        chain = chain_of(actor.commune_id, now)
        officers = tuple(head for head in chain.head_of(actor.officer_id) if head != actor.officer_id)
        officers = officers or tuple(head for head in chain.chairmen if head != actor.officer_id)
        remind(record, officers, matter, "help", who=actor.name, words=said)
        record.fact(
            rules.HelpAsked(code=code, officer=actor.officer_id, words=said, officers=officers),
            subject=f"matter:{matter.pk}",
        )
    return matter


def escalate(commune_id: int, *, now: datetime) -> int:
    """Tell whoever must know of matters whose time runs out; returns how many steps were told.

    Finished and paused matters never alert, and nothing is told while nobody sits at a desk.
    """
    commune = Commune.objects.get(pk=commune_id)
    calendar = calendar_of(commune)
    if not rules.open_at(calendar, now):
        return 0
    running = Matter.objects.of(commune).filter(closed_at=None, paused_at=None, due_at__isnull=False)
    due: list[tuple[int, int]] = []
    for pk, opened_at, first_due_at, due_at, told in running.values_list(
        "pk", "opened_at", "first_due_at", "due_at", "escalated"
    ).iterator(chunk_size=2000):
        assert due_at is not None
        step = rules.reached(calendar, opened_at, first_due_at or due_at, due_at, now)
        if step > told:
            due.append((pk, step))
    if not due:
        return 0
    chain = chain_of(commune.pk, now)
    for start in range(0, len(due), BATCH):
        _tell(commune, due[start : start + BATCH], chain, now)
    return len(due)


def _tell(commune: Commune, due: Sequence[tuple[int, int]], chain: Chain, now: datetime) -> None:
    """One transaction: what was finished or told meanwhile is left out."""
    steps = dict(due)
    with recording(program(commune.pk), now) as record:
        found = Matter.objects.of(commune).filter(pk__in=steps)
        for matter in found.order_by("pk"):
            step = steps[matter.pk]
            if matter.closed_at is not None or matter.paused_at is not None or matter.escalated >= step:
                continue
            openly = rules.openly_held(matter.kind)
            officers = chain.told(matter.holder_id, rules.audience(step) if openly else {Audience.HOLDER})
            inboxes = _inboxes(matter, step, chain, officers) if openly else ()
            Matter.objects.of(commune).filter(pk=matter.pk).update(escalated=step)
            remind(record, officers, matter, "escalation", percent=step)
            for role in inboxes:
                remind_role(record, role, matter, "escalation", percent=step)
            record.fact(
                rules.MatterEscalated(
                    code=matter.code, percent=step, officers=officers, inboxes=tuple(role.value for role in inboxes)
                ),
                subject=f"matter:{matter.pk}",
            )


def _inboxes(matter: Matter, percent: int, chain: Chain, told: Sequence[int]) -> tuple[Role, ...]:
    """The common inboxes of a step that somebody else reads: who was told by name needs no second line.

    A role with an address of its own is always written to: its mail is read by whoever holds the role.
    """
    desk = matter.steps[matter.step].get("role", "") if 0 <= matter.step < len(matter.steps) else ""
    wanted = rules.inboxes(percent, desk if desk in _HOLDING else "")
    written = set(RoleMailbox.objects.of(matter.commune_id).values_list("role", flat=True)) if wanted else set()
    return tuple(
        role
        for role in INBOX_ROLES
        if role in wanted and (role.value in written or chain.by_role.get(role.value, frozenset()) - set(told))
    )


def see_reminders(actor: Actor, reminders: Sequence[int], *, now: datetime) -> int:
    """The officer has seen these lines: his own, or of the common inboxes of his roles, which he takes for all.

    Returns how many were put aside. What a colleague took a moment ago stays his.
    """
    readable = Q(officer_id=actor.officer_id or 0) | Q(officer=None, role__in=[role.value for role in actor.roles])
    with recording(actor, now) as record:
        lines = Reminder.objects.of(actor.commune_id).filter(readable, seen_at=None, pk__in=reminders)
        seen = tuple(lines.order_by("pk").values_list("pk", flat=True))
        lines.update(seen_at=now, seen_by_id=actor.officer_id)
        assert actor.officer_id is not None
        record.fact(
            rules.RemindersSeen(officer=actor.officer_id, reminders=seen), subject=f"officer:{actor.officer_id}"
        )
    return len(seen)


def forget_words(matter: Matter) -> None:
    """What officers typed about it to each other goes with what was said: reasons of hand-overs and pauses, reminders.

    Part of the act that moves a matter away from everybody's eyes.
    """
    Reminder.objects.of(matter.commune_id).filter(matter=matter).delete()
    Holding.objects.of(matter.commune_id).filter(matter=matter).update(reason="", agency="")
    Pause.objects.of(matter.commune_id).filter(matter=matter).update(reason="", waiting_for="")
