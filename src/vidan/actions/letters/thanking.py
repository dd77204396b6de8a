"""Thanks for what people said: praise and adopted ideas of those who left a name get a letter's draft by themselves.

Feedback itself owes the thanks and counts them for promise 5, whether they are said on the page or by a letter: whoever
comes first pays, and nothing is counted twice.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef

from vidan.actions.feedback import thanks, working
from vidan.actions.recording import Record
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.letters.owed import THANKFUL, Owed, Trigger
from vidan.domain.letters.states import State
from vidan.store import vault
from vidan.store.models import Feedback, Letter, Matter

_UNSIGNED = (State.DRAFT.value, State.CHECKING.value, State.SIGNING.value)
_BY_LETTER = "Xã đã gửi thư cảm ơn tới ông/bà."


def waiting(commune_id: int) -> list[tuple[str, Trigger]]:
    """(code, trigger) of what is owed thanks, left a name and has no letter yet."""
    letters = Letter.objects.of(commune_id).filter(about=OuterRef("pk"), trigger__in=[one.value for one in THANKFUL])
    rows = (
        Feedback.objects.of(commune_id)
        .filter(~Exists(letters.exclude(state=State.DISCARDED.value)), thanks_due_at__isnull=False, thanked_at=None)
        .exclude(wrapped_key=b"")
        .select_related("matter")
    )
    return [(row.matter.code, _trigger(row)) for row in rows.order_by("pk") if named(row)]


def _trigger(row: Feedback) -> Trigger:
    return Trigger.PRAISE if row.cls == MessageClass.PRAISE.value else Trigger.IDEA


def _said(row: Feedback) -> Mapping[str, str]:
    try:
        said: Mapping[str, str] = vault.unseal(vault.person_key(row.wrapped_key), row.sealed)
    except vault.Unreadable:
        return {}
    return said


def of(matter: Matter) -> Feedback | None:
    """The feedback that a matter is and that is owed thanks; None for any other matter."""
    found: Feedback | None = (
        Feedback.objects.of(matter.commune_id)
        .filter(pk=matter.pk, thanks_due_at__isnull=False)
        .exclude(wrapped_key=b"")
        .first()
    )
    return found


def named(row: Feedback) -> bool:
    """Whether a letter can be addressed: who left no name is thanked on the page, which the code opens."""
    return bool(_said(row).get("name"))


def duty(row: Feedback, trigger: Trigger, now: datetime) -> Owed:
    """Owed since it was heard, until the day that feedback itself reckoned."""
    return Owed(trigger, row.acknowledged_at or now, row.thanks_due_at or now)


def values(row: Feedback) -> dict[str, str]:
    """Whom to thank: the name as it was left. What for is written by an officer, who knows what came of it."""
    return {"recipient": str(_said(row).get("name", ""))[:200]}


def hand_over(record: Record, matter: Matter, row: Feedback) -> int | None:
    """The letter is how the thanks are said: whoever was to say them holds the letter, and nothing twice."""
    holder = thanks.keeper(record, matter, row)
    thanks.done(record, matter, "Cảm ơn bằng thư.")
    return holder


def pay(record: Record, letter: Letter) -> None:
    """A letter of thanks left the house: the feedback behind it is thanked, once."""
    row = of(letter.about) if letter.about is not None else None
    if row is not None and row.thanked_at is None and letter.about is not None:
        working.thanked(record, letter.about, row, _BY_LETTER)


def thanked_already(commune_id: int) -> list[Letter]:
    """Unsigned letters of thanks whose feedback was thanked on the page meanwhile."""
    thanked = Feedback.objects.of(commune_id).filter(thanked_at__isnull=False).values("pk")
    found = Letter.objects.of(commune_id).filter(about__in=thanked, state__in=_UNSIGNED)
    return list(found.filter(trigger__in=[one.value for one in THANKFUL]))
