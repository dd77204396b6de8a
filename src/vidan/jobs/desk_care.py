"""What the desk does by the clock: escalation within working hours, the end of waits, leave and return."""

from datetime import datetime

from vidan.actions import dossiers, matters, procedures
from vidan.actions.feedback import sealed_law
from vidan.queries import communes


def remind(now: datetime) -> None:
    """Reminders of every commune whose desks are open now."""
    for commune in communes.at_work():
        matters.escalate(commune.id, now=now)
        sealed_law.remind(commune.id, now=now)


def stop_unanswered(now: datetime) -> None:
    """Dossiers that waited longer for papers than the law lets them."""
    for commune in communes.at_work():
        dossiers.stop_unanswered(commune.id, now=now)


def count_usual_times(now: datetime) -> None:
    """What each procedure really took in the last year."""
    for commune in communes.at_work():
        dossiers.count_usual_times(commune.id, now=now)


def apply_leaves(now: datetime) -> None:
    """Work of who is away today goes to the stand-in; work of who is back comes back."""
    for commune in communes.at_work():
        matters.apply_leaves(commune.id, now=now)


def ask_reviews(now: datetime) -> None:
    """Guides that are to be read again soon."""
    for commune in communes.at_work():
        procedures.ask_reviews(commune.id, now=now)


def ask_doubts(now: datetime) -> None:
    """The week's list of what people did not understand."""
    for commune in communes.at_work():
        procedures.ask_doubts(commune.id, now=now)
