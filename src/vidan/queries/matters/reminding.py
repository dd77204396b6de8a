"""An officer's *Nhắc việc*: his own lines, and what a mail says of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from vidan.domain.people import Actor
from vidan.store.models import Reminder


@dataclass(frozen=True)
class ReminderCard:
    """A line of *Nhắc việc*; `code` is empty where it is about no matter in particular."""

    id: int
    kind: str
    told: dict[str, Any]
    code: str
    matter_kind: str
    title: str
    made_at: datetime
    seen_at: datetime | None


def reminders(actor: Actor, most: int = 50) -> tuple[ReminderCard, ...]:
    """The officer's own reminders, newest first, those not seen before all others: one statement."""
    rows = Reminder.objects.of(actor.commune_id).filter(officer_id=actor.officer_id or 0)
    found = rows.annotate(seen=Q(seen_at__isnull=False)).order_by("seen", "-made_at", "-pk")
    return tuple(
        ReminderCard(pk, kind, told, code or "", matter_kind or "", title or "", made_at, seen_at)
        for pk, kind, told, code, matter_kind, title, made_at, seen_at in found.values_list(
            "pk", "kind", "told", "matter__code", "matter__kind", "matter__title", "made_at", "seen_at"
        )[:most]
    )


@dataclass(frozen=True)
class ReminderMail:
    """What a mail to an officer says of one reminder."""

    email: str
    name: str
    commune: str
    card: ReminderCard


def reminder_mail(commune_id: int, reminder_id: int) -> ReminderMail | None:
    """For the errand; None when he has seen it already, or has no address any more."""
    row = (
        Reminder.objects.of(commune_id)
        .filter(pk=reminder_id, seen_at=None, officer__is_active=True)
        .exclude(officer__email="")
        .select_related("officer", "matter", "commune")
        .first()
    )
    if row is None:
        return None
    matter = row.matter
    card = ReminderCard(
        row.pk,
        row.kind,
        row.told,
        matter.code if matter else "",
        matter.kind if matter else "",
        matter.title if matter else "",
        row.made_at,
        None,
    )
    return ReminderMail(row.officer.email, row.officer.name, row.commune.name, card)
