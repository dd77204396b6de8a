"""Promise 2 (biết nói dân hiểu) as guides measure it: each “understood” or “not yet” under a guide or an answer."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided
from vidan.domain.procedures.verdicts import VerdictOn
from vidan.store.models import GuideVerdict
from vidan.store.prepared import Prepared

SUBJECT = "guide_verdict:"
_AT_ONCE = 2000


def promise_2(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Every verdict, decided on its day, without a reference: nobody's name stands behind it."""
    if subjects is None:
        rows: Iterable[Any] = _rows(commune_id).order_by("pk").iterator(chunk_size=_AT_ONCE)
    else:
        asked = [one.removeprefix(SUBJECT) for one in subjects if one.startswith(SUBJECT)]
        rows = chain.from_iterable(_ONE(commune_id, int(number)) for number in asked if number.isdecimal())
    for number, said_at, understood, key, about in rows:
        day, procedure = local_day(said_at), "" if about == VerdictOn.ANSWER else key
        yield decided(f"{SUBJECT}{number}", day, day, kept=understood, procedure=procedure)


def _rows(commune_id: int) -> QuerySet[GuideVerdict, Any]:
    return GuideVerdict.objects.of(commune_id).values_list("pk", "said_at", "understood", "procedure_key", "about")


#: One of them, asked with each act about it.
_ONE = Prepared(lambda commune_id, number: _rows(commune_id).filter(pk=number), int, int)
