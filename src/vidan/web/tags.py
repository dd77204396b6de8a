"""Template filters: moments and days as a good clerk says them. Lists format in the view, not per cell."""

from datetime import date, datetime

from django import template

from vidan.domain.moments import local
from vidan.speech import days

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """`8:40 thứ Hai 16/11/2026`."""
    return days.moment(local(value)) if value else ""


@register.filter
def promised(value: datetime | None) -> str:
    """`thứ Ba 17/11/2026, trước 17:00`."""
    return days.promised(local(value)) if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """`16/11/2026`."""
    if value is None:
        return ""
    return days.day(local(value).date() if isinstance(value, datetime) else value)


@register.filter
def initials(name: str | None) -> str:
    """`TT` of `Hà Thị Thảo`, as on a name card: the first letters of the last two words."""
    return "".join(word[0] for word in (name or "").split()[-2:]).upper()
