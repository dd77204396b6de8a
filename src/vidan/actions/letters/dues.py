"""A letter that is owed: its draft, and the matter whose clock runs until it left the house."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from vidan.actions import matters
from vidan.actions.letters import rows
from vidan.actions.letters.drafting import Draft, begin
from vidan.actions.matters import owed
from vidan.actions.recording import Record
from vidan.domain.letters import facts
from vidan.domain.letters import owed as rules
from vidan.domain.letters.owed import Owed
from vidan.domain.letters.states import State
from vidan.domain.matters import local_code
from vidan.domain.moments import local_day
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.models import Commune, Letter, Matter

_STEPS = ({"name": "Nêu nguyên nhân, kiểm tra, ký, gửi", "role": "leader"},)
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Cause:
    """What a letter is owed for: its title, at whose desk it lies, and the matter it concerns, where there is one."""

    title: str
    holder_id: int | None
    matter: Matter | None = None


def of_matter(matter: Matter) -> Cause:
    """A matter as the cause."""
    return Cause(matter.title, matter.holder_id, matter)


def owe(record: Record, duty: Owed, kind: str, values: Mapping[str, str], cause: Cause) -> Letter:
    """The draft and the matter of the duty, in another action's transaction."""
    thankful = duty.trigger in rules.THANKFUL
    matter_kind, prefix, word = ("thanks", "CO", "Cảm ơn") if thankful else ("apology", "XL", "Xin lỗi")
    day, about = local_day(record.now), cause.matter
    commune = about.commune if about else Commune.objects.get(pk=record.actor.commune_id)
    calendar = calendar_of(commune)
    owed_matter = matters.open_matter(
        record,
        matters.Opening(
            kind=matter_kind,
            code=local_code(prefix, day, next_number(commune.pk, matter_kind, day.isoformat())),
            reference=secrets.token_hex(16),
            title=f"{word}: {cause.title}"[:_LONGEST_TITLE],
            state="owed",
            steps=_STEPS,
            holder_id=cause.holder_id or owed.owner_of_unit(record, ""),  # never nobody
            opened_at=record.now,
            due_at=rules.work_due(duty, calendar, record.now),
            limit=rules.THANK_WITHIN if thankful else rules.SIGN_WITHIN,
            calendar_version=calendar.version,
            person_id=about.person_id if about else None,
            village_id=about.village_id if about else None,
        ),
    )
    letter = begin(record, Draft(kind, values, about=about, owed=duty, owed_matter=owed_matter))
    told = facts.LetterOwed(
        letter=letter.code,
        code=owed_matter.code,
        trigger=duty.trigger.value,
        about=(about or owed_matter).reference,
        since=duty.since,
        due_at=duty.due_at,
    )
    rows.tell(record, letter, told)
    return letter


def drop(record: Record, letter_id: int, why: str) -> None:
    """What was owed fell away before anybody signed."""
    letter = Letter.objects.of(record.actor.commune_id).select_related("person", "about", "owed").get(pk=letter_id)
    rows.change(letter, state=State.DISCARDED.value)
    code = letter.owed.code if letter.owed else ""
    if letter.owed is not None and letter.owed.closed_at is None:
        matters.close(letter.owed, record.now, state="fell_away")
    rows.tell(record, letter, facts.LetterNoLongerOwed(letter=letter.code, code=code, reason=why))
