"""Vietnam's time, without the machine's clock and without a tz database."""

from datetime import date, datetime, time, timedelta, timezone

#: Vietnam has kept UTC+7 without summer time since 13/6/1975, so a fixed offset is exact for everything we store
#: and also works on machines that carry no tz database (Windows, slim containers).
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same moment on a Vietnamese clock. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a moment must say its time zone")
    return moment.astimezone(VIETNAM)


def local_day(moment: datetime) -> date:
    """The Vietnamese calendar day on which a moment falls."""
    return local(moment).date()


def at(day: date, clock: time) -> datetime:
    """The moment at which Vietnamese clocks show `clock` on `day`."""
    return datetime.combine(day, clock, VIETNAM)


def start_of(day: date) -> datetime:
    """Midnight at the beginning of a Vietnamese day."""
    return at(day, time.min)
