"""The reception day's book and the dialogue meetings: who came, what was said, what was answered."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from vidan.actions.feedback import learned, sending, working
from vidan.actions.feedback.sending import Sent
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, saying
from vidan.domain.feedback import reception as rules
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import Gathering, Visit
from vidan.domain.feedback.saying import Door, Saying
from vidan.domain.feedback.suggesting import Suggestion
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, require
from vidan.domain.text import clean_line, clean_text
from vidan.store import vault
from vidan.store.counters import next_number
from vidan.store.models import Feedback, Reception, SealedMatter
from vidan.store.rows import insert

#: What is sealed of a line.
KEPT = (
    "name", "address", "identity_number", "phone", "said", "settled_by", "guided_to", "handled_by", "answer", "note",
)  # fmt: skip
_DOORS = {Gathering.RECEPTION: Door.RECEPTION, Gathering.DIALOGUE: Door.DIALOGUE}


@dataclass(frozen=True)
class Entered:
    """The line, where one stands in the book; the code to take home, where one was opened."""

    line_id: int | None
    year: int
    sent: Sent | None


def enter(actor: Actor, visit: Visit, *, now: datetime) -> Entered:
    """Write one line. What the law seals (a denunciation, something about an officer) goes to the confidential handler
    alone and leaves no line here; everything that is to be followed gets a code and a promised answer. The same form
    sent again (`form_token`) is the line that stands already.
    """
    require(actor, *HOLDING_ROLES)
    visit = rules.tidy(visit, local_day(now))
    try:
        return _entered_before(actor, visit) or _enter(actor, visit, now)
    except IntegrityError:  # the same form at the same moment
        first = _entered_before(actor, visit)
        if first is None:
            raise
        return first


def _entered_before(actor: Actor, visit: Visit) -> Entered | None:
    if not visit.form_token:
        return None
    rows = Reception.objects.of(actor.commune_id).select_related("feedback__matter")
    row = rows.filter(form_token=visit.form_token).first()
    if row is not None:
        return Entered(row.pk, row.year, _sent(row.feedback))
    kept = SealedMatter.objects.of(actor.commune_id).filter(form_token=visit.form_token).first()
    if kept is None:
        return None
    return Entered(None, visit.held_on.year, Sent(kept.code, kept.reference, kept.print_number, kept.answer_by))


def _sent(row: Feedback | None) -> Sent | None:
    """The code that a line took home; none where none was opened, or where it was sealed since."""
    if row is None or row.matter.first_due_at is None:
        return None
    return Sent(row.matter.code, row.matter.reference, row.print_number, row.matter.first_due_at)


def _enter(actor: Actor, visit: Visit, now: datetime) -> Entered:
    said = saying.tidy(_saying(visit))
    suggested = learned.suggester(actor.commune_id).suggest(said.text)
    secret = _is_secret(visit, said, suggested)
    with recording(actor, now) as record:
        if secret:
            sealed = sending.keep(record, _with(said, confidential=True), suggested)
            return Entered(None, visit.held_on.year, sealed)
        sent = sending.keep(record, said, _decided(suggested, visit), openly=True) if visit.follow else None
        row = _line(actor, visit, sent, now)
        told = facts.ReceptionEntered(number=row.number, year=row.year, occasion=row.occasion)
        record.fact(told, subject=f"reception:{row.pk}")
        return Entered(row.pk, row.year, sent)


def _is_secret(visit: Visit, said: Saying, suggested: Suggestion) -> bool:
    """A denunciation always; at the desk also what judges an officer. In a full hall everybody has heard it."""
    if MessageClass.DENUNCIATION in (visit.cls, suggested.cls):
        return True
    return visit.occasion is Gathering.RECEPTION and sending.must_be_sealed(said, suggested)


def _saying(visit: Visit) -> Saying:
    return Saying(
        text=visit.said,
        name=visit.name,
        phone=visit.phone,
        door=_DOORS[visit.occasion],
        may_publish=False,
        form_token=visit.form_token,
        desk=rules.beside(vars(visit)),
    )


def _with(said: Saying, **words: bool) -> Saying:
    return Saying(**{**vars(said), **words})


def _decided(suggested: Suggestion, visit: Visit) -> Suggestion:
    """The officer who listened says what it is; the program's other words stay a suggestion."""
    return Suggestion(**{**vars(suggested), "cls": visit.cls})


def _line(actor: Actor, visit: Visit, sent: Sent | None, now: datetime) -> Reception:
    key, wrapped = vault.new_person_key()
    year = visit.held_on.year
    feedback = (
        Feedback.objects.of(actor.commune_id).filter(matter__commune=actor.commune_id, matter__code=sent.code).first()
        if sent is not None
        else None
    )
    return insert(
        Reception(
            commune_id=actor.commune_id,
            number=next_number(actor.commune_id, f"reception.{visit.occasion.value}", str(year)),
            year=year,
            occasion=visit.occasion.value,
            held_on=visit.held_on,
            wrapped_key=wrapped,
            sealed=vault.seal(key, {name: getattr(visit, name) for name in KEPT}),
            cls=visit.cls.value,
            people=visit.people,
            ours=visit.ours,
            feedback=feedback,
            entered_at=now,
            entered_by_id=actor.officer_id,
            answered_at=now if visit.answer else None,
            form_token=visit.form_token or None,
        )
    )


def answer(actor: Actor, entry_id: int, words: str, *, handled_by: str = "", note: str = "", now: datetime) -> None:
    """What became of a line (column 12), by whom (11) and a note (13); what stood there before stays in front.

    The same words again are the words that stand there: pressed twice, they are written once.
    """
    require(actor, *HOLDING_ROLES)
    said = clean_text(words)
    if len(said) < saying.SHORTEST:
        raise Refused("feedback.answer.too_short", field="answer", least=saying.SHORTEST)
    if len(said) > working.LONGEST_ANSWER:
        raise Refused("feedback.answer.too_long", field="answer", most=working.LONGEST_ANSWER)
    if _line_of(actor, entry_id)[2]["answer"].endswith(said):
        return
    with recording(actor, now) as record:
        row, key, told = _line_of(actor, entry_id)
        told["answer"] = "\n".join(part for part in (told["answer"], said) if part)
        told["handled_by"] = clean_line(handled_by)[: rules.LONGEST_LINE] or told["handled_by"]
        told["note"] = clean_text(note)[: saying.LONGEST] or told["note"]
        row.sealed, row.answered_at = vault.seal(key, told), now
        row.save(update_fields=["sealed", "answered_at"])
        fact = facts.ReceptionAnswered(number=row.number, year=row.year, occasion=row.occasion)
        record.fact(fact, subject=f"reception:{row.pk}")


def _line_of(actor: Actor, entry_id: int) -> tuple[Reception, bytes, dict[str, str]]:
    """The line, its key and what is sealed of it. Refused where there is none, or where it was emptied."""
    row = Reception.objects.of(actor.commune_id).filter(pk=entry_id).first()
    if row is None or not bytes(row.wrapped_key):
        raise Refused("matters.unknown", field="code", code=str(entry_id))
    key = vault.person_key(row.wrapped_key)
    return row, key, dict(vault.unseal(key, row.sealed))
