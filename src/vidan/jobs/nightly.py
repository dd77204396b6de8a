"""Work by the clock: a table of what is done at which hours of Vietnam, and the memory of what was done when."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from vidan import __version__
from vidan.actions.installation import order_counters
from vidan.adapters import backup, memory
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM, local
from vidan.jobs import announcing, desk_care, feedback_care, ledger_care, lesson_care, publication_care, survey_care
from vidan.queries import installation

logger = logging.getLogger(__name__)

#: Finished errands are kept this long, for whoever asks what became of one.
KEEP_FINISHED = timedelta(days=30)
#: An errand that began so long ago and did not end belonged to a worker that is no more.
ABANDONED = timedelta(minutes=15)
KEEP_BACKUPS = 31
QUARTERS = (0, 15, 30, 45)
#: Each quarter of an hour of the day: the commune's own calendar says whether somebody sits at a desk.
BY_DAY = tuple(time(hour, minute) for hour in range(6, 20) for minute in QUARTERS)


def back_up(now: datetime) -> None:
    """A sealed backup into the configured folder; nothing where none is configured."""
    if not settings.BACKUP_FOLDER:
        return
    folder = Path(settings.BACKUP_FOLDER).resolve()
    source = backup.this_machine()
    file, _listed = backup.make(source, folder, installation.root_key(), now=now, program=__version__, tell=_silent)
    memory.remember(source.data / memory.BACKUP, made_at=now.isoformat(), file=str(file))
    backup.thin_out(folder, KEEP_BACKUPS)


def _silent(_step: str, _size: int) -> None:
    return None


def end_sessions(_now: datetime) -> None:
    """Log-in sessions that ran out."""
    call_command("clearsessions", verbosity=0)


def forget_finished(now: datetime) -> None:
    """Finished errands that nobody will ask about any more."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_FINISHED).delete()


def look_at_tables(_now: datetime) -> None:
    """Fresh figures for SQLite's planner (a sample of each index, bounded); PostgreSQL takes them by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
        order_counters()


@dataclass(frozen=True)
class Job:
    """Something done every day from certain hours on, whenever a worker is awake."""

    name: str
    at: tuple[time, ...]
    do: Callable[[datetime], None]


SCHEDULE: tuple[Job, ...] = (
    Job("sessions", (time(1, 30),), end_sessions),
    Job("finished", (time(1, 40),), forget_finished),
    Job("figures", (time(1, 45),), look_at_tables),
    Job("ledger", (time(1, 50),), ledger_care.look_over_all),
    Job("survey", (time(21),), survey_care.look_after_all),
    Job("promises", (time(0, 40),), announcing.recount_all),
    Job("lessons", (time(0, 50),), lesson_care.look_after_all),
    Job("publications", (time(6, 30),), publication_care.look_after_all),
    Job("feedback", (time(1, 55), time(10, 5), time(16, 5)), feedback_care.look_after_all),
    Job("backup", (time(2, 0),), back_up),
    Job("usual times", (time(3, 10),), desk_care.count_usual_times),
    Job("leaves", (time(0, 5), time(6)), desk_care.apply_leaves),
    Job("guide doubts", (time(6, 25),), desk_care.ask_doubts),
    Job("guide reviews", (time(6, 20),), desk_care.ask_reviews),
    Job("waits over", (time(6, 10),), desk_care.stop_unanswered),
    Job("escalation", BY_DAY, desk_care.remind),
    Job("sealed", BY_DAY, feedback_care.keep_pace),
    Job("cosignatures", (time(5), time(10), time(14), time(18), time(23)), ledger_care.renew_all),
)


def last_time(job: Job, now: datetime) -> datetime:
    """The latest moment at or before now at which the job was due."""
    here = local(now)
    days = (here.date() - timedelta(days=1), here.date())
    return max(due for day in days for hour in job.at if (due := datetime.combine(day, hour, VIETNAM)) <= here)


def tick(now: datetime) -> list[str]:
    """Do what is due and was not done yet; a job that fails is logged and waits for its next hour. Returns names.

    The first tick of a new installation only begins to count: nothing is owed for the nights before.
    """
    done: list[str] = []
    file = Path(settings.DATA) / memory.NIGHTLY
    told = memory.recall(file)
    for job in SCHEDULE:
        due = last_time(job, now).isoformat()
        if job.name in told and told[job.name] < due:
            try:
                job.do(now)
                done.append(job.name)
            except (Refused, OSError) as problem:
                logger.error("nightly %s: %s", job.name, problem)
            except Exception:
                logger.exception("nightly %s failed", job.name)
        if told.get(job.name) != due:
            memory.remember(file, **{job.name: due})
    return done


def take_up_abandoned(now: datetime) -> int:
    """Errands that a killed worker left half-way are put back into the queue. Returns how many."""
    left = DBTaskResult.objects.running().filter(started_at__lt=now - ABANDONED)
    return int(left.update(status="READY", started_at=None))
