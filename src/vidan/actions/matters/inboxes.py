"""The common inboxes of roles: where the mail of each goes."""

from datetime import datetime

from vidan.actions import people
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.people import INBOX_ROLES, Actor, Role, RoleMailboxChanged, require
from vidan.store.models import RoleMailbox


def set_role_mailbox(actor: Actor, role: Role, email: str, *, now: datetime) -> None:
    """The address of a role's common inbox; empty takes it away. Refused for a role that has none."""
    require(actor, Role.ADMINISTRATOR)
    if role not in INBOX_ROLES:
        raise Refused("people.inbox.role", field="role")
    address = people.mailbox(email)
    with recording(actor, now) as record:
        boxes = RoleMailbox.objects.of(actor.commune_id)
        if address:
            boxes.update_or_create(role=role.value, defaults={"commune_id": actor.commune_id, "email": address})
        else:
            boxes.filter(role=role.value).delete()
        record.fact(RoleMailboxChanged(role=role.value, email=address), subject=f"commune:{actor.commune_id}")
