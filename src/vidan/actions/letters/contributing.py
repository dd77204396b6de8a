"""The book of contributions: whoever gives for the common good is thanked by a letter within five working days."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from vidan.actions.letters import dues, rows
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.letters import facts
from vidan.domain.letters import owed as rules
from vidan.domain.letters.gifts import Gift, check_gift
from vidan.domain.letters.owed import Trigger
from vidan.domain.letters.states import State
from vidan.domain.matters import reason_given
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role
from vidan.domain.text import clean_line
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.models import Commune, Contribution, Letter
from vidan.store.rows import insert

#: Who writes into the book.
BOOK_KEEPERS = (Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER)
_STRUCK = "ghi nhầm trong sổ đóng góp"
_UNSIGNED = (State.DRAFT.value, State.CHECKING.value, State.SIGNING.value)


@dataclass(frozen=True)
class Giver:
    """Whom to thank; an empty name: somebody who does not want to be named, and gets no letter."""

    name: str = ""
    sex: str = ""
    address: str = ""


def contribute(
    actor: Actor, gift: Gift, giver: Giver, deed: str, *, form_token: str = "", now: datetime
) -> Contribution:
    """A gift in the book, and the draft of the thanks where a name was left. The same form again gives the first entry.

    `deed`: the gift in words, as the letter will tell it.
    """
    try:
        return _enter(actor, gift, giver, deed, form_token, now)
    except IntegrityError:
        first = Contribution.objects.of(actor.commune_id).filter(form_token=form_token).first() if form_token else None
        if first is None:
            raise
        return first


def _enter(actor: Actor, gift: Gift, giver: Giver, deed: str, form_token: str, now: datetime) -> Contribution:
    with recording(actor, now) as record:
        rows.require_role(actor, BOOK_KEEPERS)
        day = local_day(now)
        gift = check_gift(gift, day)
        letter = None
        if name := clean_line(giver.name):
            commune = Commune.objects.get(pk=actor.commune_id)
            values = {"recipient": name, "sex": giver.sex, "address": giver.address, "deed": deed}
            duty = rules.owed(Trigger.CONTRIBUTION, calendar_of(commune), now)
            letter = dues.owe(record, duty, "thanks", values, dues.Cause(gift.purpose, actor.officer_id))
        entry: Contribution = insert(
            Contribution(
                commune_id=actor.commune_id,
                code=f"DG-{day:%y%m%d}-{next_number(actor.commune_id, 'contribution', day.isoformat()):03d}",
                kind=gift.kind.value,
                amount=gift.amount,
                thing=gift.thing,
                purpose=gift.purpose,
                given_on=gift.given_on,
                letter=letter,
                entered_at=now,
                form_token=form_token or None,
            )
        )
        told = facts.ContributionReceived(
            code=entry.code,
            kind=entry.kind,
            purpose=entry.purpose,
            on=entry.given_on,
            letter=letter.code if letter else "",
        )
        record.fact(told, subject=f"contribution:{entry.pk}")
        return entry


def strike(actor: Actor, code: str, reason: str, *, now: datetime) -> None:
    """An entry that was a mistake: struck out with its reason, still to be read; its unsigned thanks fall away.

    Refused `letters.gift.unknown`, `letters.gift.struck`, `letters.gift.thanked` once its letter was signed.
    """
    with recording(actor, now) as record:
        rows.require_role(actor, BOOK_KEEPERS)
        entry = Contribution.objects.of(actor.commune_id).filter(code=code).first()
        if entry is None:
            raise Refused("letters.gift.unknown", code=code)
        why = reason_given(reason)
        letter = Letter.objects.of(actor.commune_id).filter(pk=entry.letter_id).first() if entry.letter_id else None
        if letter is not None and letter.state not in (*_UNSIGNED, State.DISCARDED.value):
            raise Refused("letters.gift.thanked", code=code)
        open_rows = Contribution.objects.of(actor.commune_id).filter(pk=entry.pk, struck_at=None)
        if not open_rows.update(struck_at=now, struck_why=why):
            raise Refused("letters.gift.struck", code=code)
        if letter is not None and letter.state in _UNSIGNED:
            dues.drop(record, letter.pk, _STRUCK)
        record.fact(facts.ContributionStruck(code=code, reason=why), subject=f"contribution:{entry.pk}")
