"""An officer's *Nhắc việc*: his own lines, those of the common inboxes of his roles, and what a mail says of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vidan.domain.people import Actor, Role
from vidan.store.models import Reminder, RoleMailbox


@dataclass(frozen=True)
class ReminderCard:
    """A line of *Nhắc việc*; `code` is empty where it is about no matter in particular.

    `role`: whose common inbox it lies in, `seen_by` who took it there; both empty for a line of one's own.
    """

    id: int
    kind: str
    told: dict[str, Any]
    code: str
    matter_kind: str
    title: str
    made_at: datetime
    seen_at: datetime | None
    role: Role | None = None
    seen_by: str = ""


_COLUMNS = (
    "pk",
    "kind",
    "told",
    "matter__code",
    "matter__kind",
    "matter__title",
    "made_at",
    "seen_at",
    "role",
    "seen_by__name",
)


def reminders(actor: Actor, most: int = 50) -> tuple[ReminderCard, ...]:
    """The officer's own reminders, newest first, those not seen before all others: one statement."""
    return _cards(Reminder.objects.of(actor.commune_id).filter(officer_id=actor.officer_id or 0), most)


def common_reminders(actor: Actor, most: int = 50) -> tuple[ReminderCard, ...]:
    """Lines of the common inboxes of the officer's roles, those that nobody took first: one statement."""
    return _cards(common(actor), most)


def common(actor: Actor) -> QuerySet[Reminder]:
    """The rows of the common inboxes that an officer reads; not what he was told by name at the same moment."""
    own = Reminder.objects.of(actor.commune_id).filter(
        officer_id=actor.officer_id or 0, matter=OuterRef("matter"), kind=OuterRef("kind"), made_at=OuterRef("made_at")
    )
    roles = [role.value for role in actor.roles]
    found: QuerySet[Reminder] = Reminder.objects.of(actor.commune_id).filter(~Exists(own), officer=None, role__in=roles)
    return found


def unseen(actor: Actor) -> QuerySet[Reminder]:
    """What waits for the officer: his own lines and those of his common inboxes."""
    common_ones = common(actor).filter(seen_at=None).order_by().values("pk")
    own = Q(officer_id=actor.officer_id) | Q(pk__in=common_ones)
    found: QuerySet[Reminder] = Reminder.objects.of(actor.commune_id).filter(own, seen_at=None)
    return found


def _cards(rows: QuerySet[Reminder], most: int) -> tuple[ReminderCard, ...]:
    found = rows.annotate(seen=Q(seen_at__isnull=False)).order_by("seen", "-made_at", "-pk")
    return tuple(
        ReminderCard(
            pk,
            kind,
            told,
            code or "",
            matter_kind or "",
            title or "",
            made_at,
            seen_at,
            Role(role) if role else None,
            seen_by or "",
        )
        for pk, kind, told, code, matter_kind, title, made_at, seen_at, role, seen_by in found.values_list(*_COLUMNS)[
            :most
        ]
    )


@dataclass(frozen=True)
class ReminderMail:
    """What a mail to an officer says of one reminder."""

    email: str
    name: str
    commune: str
    card: ReminderCard


def reminder_mail(commune_id: int, reminder_id: int) -> ReminderMail | None:
    """For the errand; None when it was seen already, or when there is no address any more.

    A line of a common inbox goes to the address of its role; `name` is then empty, `card.role` says whose it is.
    """
    row = (
        Reminder.objects.of(commune_id)
        .filter(pk=reminder_id, seen_at=None)
        .select_related("officer", "matter", "commune")
        .first()
    )
    if row is None:
        return None
    if row.officer is None:
        box = RoleMailbox.objects.of(commune_id).filter(role=row.role).first()
        email, name = (box.email if box else ""), ""
    else:
        email, name = (row.officer.email if row.officer.is_active else ""), row.officer.name
    if not email:
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
        Role(row.role) if row.role else None,
    )
    return ReminderMail(email, name, row.commune.name, card)
