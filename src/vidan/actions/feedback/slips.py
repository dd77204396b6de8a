"""Somebody lost the slip of what she said: a new one for who left a telephone, and the secret of the old one dies."""

from datetime import datetime

from vidan.actions.feedback import working
from vidan.actions.feedback.sending import Sent
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts
from vidan.domain.identity import clean_phone
from vidan.domain.people import HOLDING_ROLES, Actor, require
from vidan.store import vault


def replace_lost(actor: Actor, code: str, phone: str, *, now: datetime) -> Sent:
    """The next print of a slip for who names the telephone that she left.

    Refused `feedback.slip.no_phone` where none was left, `feedback.slip.not_hers` where it is another.
    """
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        left = str(vault.unseal(vault.person_key(row.wrapped_key), row.sealed).get("phone", ""))
        if not left:
            raise Refused("feedback.slip.no_phone")
        if clean_phone(phone).value != left:
            raise Refused("feedback.slip.not_hers", field="phone")
        row.print_number += 1
        row.save(update_fields=["print_number"])
        told = facts.FeedbackSlipReplaced(code=code, print_number=row.print_number)
        record.fact(told, subject=f"matter:{matter.pk}")
    return Sent(matter.code, matter.reference, row.print_number, matter.first_due_at or row.acknowledge_by)
