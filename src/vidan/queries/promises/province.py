"""Many communes beside each other, for the province: no person, no village, no ranking.

The figures are those of each commune's own public page at this moment, counted by the same rule from the same rows; a
board that was announced before, in the ledger, may differ from them (`corrections` says where). What procedures they
are made of is shown nowhere: it only says what is expected.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from vidan.domain.promises import MAIN, Figure, interval, windows
from vidan.domain.promises.comparing import Compared, compared
from vidan.domain.sorting import dictionary
from vidan.queries import communes
from vidan.queries.communes import CommuneCard
from vidan.store.models import Occasion

#: Promises whose figure depends on which procedures people bring.
BY_KIND = frozenset({2, 6, 8})


@dataclass(frozen=True)
class Place:
    """One commune, with its interval."""

    commune: CommuneCard
    compared: Compared
    interval: tuple[float, float] | None


def places(province: str, promise: int, day: date) -> tuple[Place, ...]:
    """The communes of a province that publish, by name, over the ninety days that end with a day: two statements. None
    where no province is named: communes that do not say theirs have nothing in common.
    """
    if not province:
        return ()
    cards = {one.id: one for one in communes.publishing() if one.province == province}
    first, last = windows(day)[MAIN]
    ended = Q(finished_on__gte=first, finished_on__lte=last)
    open_then = Q(open_from__lte=last) & (Q(finished_on=None) | Q(finished_on__gt=last))
    kept = Q(broken_on=None) | Q(finished_on__lte=last, broken_on__gt=F("finished_on"))
    kept |= (Q(finished_on=None) | Q(finished_on__gt=last)) & Q(broken_on__gt=last)
    rows = Occasion.objects.across_communes("the province sees the public pages' figures of its communes")
    rows = rows.filter(ended | open_then, commune_id__in=cards, promise=promise).order_by()
    kind = "procedure" if promise in BY_KIND else "promise"
    told = rows.values("commune_id", kind).annotate(counted=Count("pk"), kept=Count("pk", kept))
    by_kind: dict[int, dict[str, Figure]] = defaultdict(dict, {pk: {} for pk in cards})
    for commune_id, name, counted, held in told.values_list("commune_id", kind, "counted", "kept"):
        by_kind[commune_id][str(name)] = Figure(held, counted)
    found = compared(by_kind)
    ordered = sorted(cards.values(), key=lambda card: dictionary(card.short_name))
    return tuple(Place(card, found[card.id], interval(found[card.id].figure)) for card in ordered)
