"""What lies on the desks of a training commune: invented dossiers, each waiting for somebody to learn from it."""

from datetime import datetime

from vidan.actions import dossiers
from vidan.cli import demo_data
from vidan.cli.demo_data.citizens import ANYONE, Citizens
from vidan.domain.dossiers import Asking, Intake
from vidan.domain.matters import PauseKind
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.domain.procedures import PaperMark
from vidan.queries import calendar as calendars
from vidan.queries import procedures as lists
from vidan.queries.communes import CommuneCard

#: How many working days ago each dossier came, and what became of it.
STORIES = (
    (0, "new"),
    (1, "new"),
    (2, "supplement"),
    (3, "paused"),
    (4, "ready"),
    (6, "new"),
    (30, "late"),
    (5, "given"),
)


def fill(made: CommuneCard, counter: Actor, specialist: Actor, now: datetime) -> int:
    """Dossiers in the states that a desk meets: fresh, asked for papers, waiting, ready, given out, late; how many."""
    citizens, days = Citizens(demo_data.dice(made.code), ()), calendars.calendar_for(made)
    today = local_day(now)
    keys = [row.key for row in lists.find(made.id, "", today, here_only=True, most=60) if row.confirmed]
    cards = [card for key in keys if (card := lists.by_key(made.id, key, today)) is not None and card.papers]
    for number, (back, story) in enumerate(STORIES):
        procedure = cards[number % len(cards)]
        intake = Intake(
            procedure_key=procedure.key,
            applicant=citizens.next(ANYONE, today).text,
            marks=dict.fromkeys(range(len(procedure.papers)), PaperMark.PRESENT),
            received_at=days.shift(now, -back) if back else now,
        )
        code = dossiers.receive(counter, intake, now=now).code
        _tell(counter, specialist, code, story, now)
    return len(STORIES)


def _tell(counter: Actor, specialist: Actor, code: str, story: str, now: datetime) -> None:
    """What became of one of them; “new” and “late” wait for the learners."""
    if story == "supplement":
        dossiers.move_on(counter, code, specialist.officer_id, now=now)
        asking = Asking((0,), "Bản chụp mờ, chưa đọc được (tình huống tập huấn)")
        dossiers.ask_papers(specialist, code, asking, now=now)
    elif story == "paused":
        dossiers.pause(counter, code, PauseKind.AGENCY, "Chờ xác minh (tình huống tập huấn)", "Công an xã", now=now)
    elif story in ("ready", "given"):
        dossiers.finish(counter, code, now=now)
        if story == "given":
            dossiers.give_out(counter, code, "Người nộp hồ sơ", receipt_shown=True, now=now)
