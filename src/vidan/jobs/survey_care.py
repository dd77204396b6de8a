"""What the survey needs from the clock: a sample for the month to come, seeds of months that are over, full boxes."""

from datetime import datetime

from vidan.actions import surveys as acts
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.queries import communes, surveys


def look_after_all(now: datetime) -> None:
    """Every evening, commune by commune; whatever was done before is not done again."""
    for commune in communes.at_work():
        look_after(commune.id, now)


def look_after(commune_id: int, now: datetime) -> None:
    """Fix the next month's sample, show the seeds of months that end, let out the answers that are a crowd."""
    actor = program(commune_id)
    to_fix, over = surveys.waiting_months(commune_id, local_day(now))
    if to_fix is not None:
        acts.fix_sample(actor, to_fix, now=now)
    for month in over:
        acts.show_seed(actor, month, now=now)
    acts.let_out(actor, now=now)
