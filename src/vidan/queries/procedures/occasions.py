"""Promise 2 (biết nói dân hiểu) as guides measure it: each “understood” or “not yet” under a procedure's page."""

from collections.abc import Collection, Iterator

from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided
from vidan.store.models import GuideVerdict

SUBJECT = "guide_verdict:"
_AT_ONCE = 2000


def promise_2(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Every verdict, decided on its day, without a reference: nobody's name stands behind it."""
    asked = None if subjects is None else [one.removeprefix(SUBJECT) for one in subjects if one.startswith(SUBJECT)]
    if asked == []:
        return  # every act asks, most are about no verdict: not even the question is put together for those
    rows = GuideVerdict.objects.of(commune_id)
    if asked is not None:
        rows = rows.filter(pk__in=[int(number) for number in asked if number.isdecimal()])
    for row in rows.order_by("pk").iterator(chunk_size=_AT_ONCE):
        day = local_day(row.said_at)
        yield decided(f"{SUBJECT}{row.pk}", day, day, kept=row.understood, procedure=row.procedure_key)
