"""What a dossier cost its citizen: how often she came, as she says; a complaint that proved right."""

from datetime import datetime

from vidan.actions.dossiers import rows
from vidan.actions.recording import Record, recording
from vidan.domain.dossiers import trouble as rules
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, Role, require
from vidan.domain.text import clean_line
from vidan.store.models import Dossier, Matter


def note_visits(record: Record, matter: Matter, dossier: Dossier, visits: int | None) -> None:
    """The answer of who fetches the result, beside the hand-over; nothing where nobody could be asked."""
    if visits is None:
        return
    dossier.visits = visits
    dossier.save(update_fields=["visits"])
    needless = rules.needless_trips(visits, dossier.asked)
    record.fact(rules.VisitsTold(code=matter.code, visits=visits, needless=needless), subject=f"matter:{matter.pk}")


def note_offices(record: Record, matter: Matter, dossier: Dossier, elsewhere: bool | None) -> None:
    """Whether she had to go to another office as well; nothing where nobody could be asked."""
    if elsewhere is None:
        return
    dossier.sent_elsewhere = elsewhere
    dossier.save(update_fields=["sent_elsewhere"])
    record.fact(rules.OfficesTold(code=matter.code, elsewhere=elsewhere), subject=f"matter:{matter.pk}")


def uphold_complaint(actor: Actor, code: str, decision: str, *, now: datetime) -> Matter:
    """A decision found a complaint about this dossier to be right; it counts against promise 6, once and for good."""
    require(actor, Role.LEADER, Role.INSPECTOR)
    document = rules.decision_given(clean_line(decision))
    with recording(actor, now) as record:
        matter, dossier = rows.dossier_of(actor, code)
        if dossier.complaint_upheld_at is not None:
            raise Refused("dossiers.complaint.known", code=code)
        dossier.complaint_upheld_at = now
        dossier.save(update_fields=["complaint_upheld_at"])
        record.fact(rules.ComplaintUpheld(code=code, decision=document), subject=f"matter:{matter.pk}")
    return matter
