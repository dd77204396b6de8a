"""What stands beside each promise's figure: more numbers of a quarter that is over, counted once a day.

Of a quarter that is over, so that nobody's matter can be reckoned out of two days' numbers; what people think is left
out under ten.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q

from vidan.domain.dossiers.judging import usual_time
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import Gathering
from vidan.domain.matters.kinds import PromiseReason
from vidan.domain.moments import start_of
from vidan.domain.promises import LEAST_COUNTED, CorrectionCause
from vidan.queries import surveys
from vidan.queries.promises import corrections, gatherings
from vidan.queries.steering import reports as work
from vidan.store.models import Dossier, Feedback, FeedbackEvent, Letter, MissedQuestion, Occasion, Promise

#: A number, and of how many (0: of nothing).
Number = tuple[int, int]
_DAY = timedelta(days=1)
_LIFE_EVENTS = ("birth", "marriage", "condolence")


def beside(commune_id: int, first: date, last: date) -> Mapping[str, Number]:
    """The numbers of a quarter by name, both days included; what is not known is left out: some fifteen statements."""
    since, until = start_of(first), start_of(last + _DAY)
    told = _work(commune_id, first, last) | _acts(commune_id, since, until)
    told |= _days(commune_id, first, last) | _survey(commune_id, first, last)
    told["corrected"] = corrections.counts(commune_id, first, last)[CorrectionCause.RECOUNT.value], 0
    return told


def _work(commune_id: int, first: date, last: date) -> dict[str, Number]:
    """Of the board's own work, as its reports count it; days and questions of the reception book count with it."""

    def count(name: str) -> int:
        return work.COUNTS[name].count(commune_id, first, last)

    return {
        "receptions": gatherings.days(commune_id, Gathering.RECEPTION, first, last),
        "dialogues": gatherings.days(commune_id, Gathering.DIALOGUE, first, last),
        "answered": gatherings.questions(commune_id, first, last),
        "adopted": (count("opinions.adopted"), count("opinions.given")),
    }


def _acts(commune_id: int, since: datetime, until: datetime) -> dict[str, Number]:
    """What was done from a moment to another."""
    closed = Q(matter__closed_at__gte=since, matter__closed_at__lt=until)
    dossiers = Dossier.objects.of(commune_id).filter(closed)
    complete = dossiers.aggregate(all=Count("pk"), kept=Count("pk", Q(asked=0)))
    anew = Promise.objects.of(commune_id).filter(closed, reason=PromiseReason.REAPPOINTMENT.value)
    dates = anew.aggregate(all=Count("pk"), kept=Count("pk", Q(matter__closed_at__lte=F("due_at"))))
    asked = Feedback.objects.of(commune_id).filter(
        cls=MessageClass.QUESTION.value, answered_at__gte=since, answered_at__lt=until
    )
    again = asked.aggregate(all=Count("pk"), told=Count("pk", Q(contested__gt=0) | Q(understood=False)))
    sent = Letter.objects.of(commune_id).filter(kind__in=_LIFE_EVENTS, sent_at__gte=since, sent_at__lt=until)
    missed = MissedQuestion.objects.of(commune_id).filter(last_at__gte=since, last_at__lt=until)
    sent_on = FeedbackEvent.objects.of(commune_id).filter(kind="sent_on", at__gte=since, at__lt=until)
    followed = sent_on.filter(feedback__answered_at__gte=F("at")).values("feedback").distinct()
    told = {
        "followed": (followed.count(), sent_on.values("feedback").distinct().count()),
        "complete": (complete["kept"], complete["all"]),
        "new_dates": (dates["kept"], dates["all"]),
        "life_events": (sent.count(), 0),
        "missed": (missed.count(), 0),
    }
    return told | ({"again": (again["told"], again["all"])} if again["all"] >= LEAST_COUNTED else {})


def _days(commune_id: int, first: date, last: date) -> dict[str, Number]:
    """How many days dossiers took from receipt to result: half of them at most so many, nine of ten."""
    rows = Occasion.objects.of(commune_id).filter(promise=8, finished_on__gte=first, finished_on__lte=last)
    told = rows.values_list("received_on", "finished_on").iterator(chunk_size=2000)
    found = usual_time([(ended - received).days for received, ended in told if ended])
    return {name: (found[name], 0) for name in ("p50", "p90") if found}


def _survey(commune_id: int, first: date, last: date) -> dict[str, Number]:
    """The mean of each question, in hundredths of a point; how many of those who were asked answered."""
    found = surveys.results(commune_id, first, last)
    told = {f"mean_{one.number}": (one.mean_hundredths, 0) for one in found.items if one.valid >= LEAST_COUNTED}
    months = [one for one in surveys.months(commune_id) if one.over and first <= one.month <= last]
    asked = sum(one.asked for one in months)
    return told | ({"rate": (sum(one.answered for one in months), asked)} if asked >= LEAST_COUNTED else {})
