"""What may be seen of communes."""

from dataclasses import dataclass
from datetime import date, time
from time import monotonic

from django.db.models import Q

from vidan.domain.sorting import dictionary
from vidan.store.models import Commune, Unit, Village

#: How long a door may remember which commune it serves: long enough to cost nothing, short enough to notice a change.
REMEMBER_SECONDS = 10.0


@dataclass(frozen=True)
class CommuneCard:
    """A commune as every page shows it."""

    id: int
    code: str
    name: str
    short_name: str
    province: str
    slug: str
    phone: str
    address: str
    training: bool
    abbreviation: str
    calendar_version: int
    cut_off: time
    make_up_days_count: bool


def card(commune: Commune) -> CommuneCard:
    """The card of a row."""
    words = commune.name.split()
    lower = bool(words) and words[0] in {"Xã", "Phường"}
    return CommuneCard(
        id=commune.pk,
        code=commune.code,
        name=commune.name,
        short_name=" ".join(words[1:]) if lower or (words and words[0] in {"xã", "phường"}) else commune.name,
        province=commune.province_name,
        slug=commune.slug,
        phone=commune.phone,
        address=commune.address,
        training=commune.training,
        abbreviation=commune.abbreviation,
        calendar_version=commune.calendar_version,
        cut_off=commune.cut_off,
        make_up_days_count=commune.make_up_days_count,
    )


_remembered: dict[str, tuple[float, CommuneCard | None]] = {}


def for_host(host: str) -> CommuneCard | None:
    """The commune served under a host name: the one entered with it, else the first working one."""
    now = monotonic()
    known = _remembered.get(host)
    if known is not None and now - known[0] < REMEMBER_SECONDS:
        return known[1]
    rows = list(Commune.objects.filter(working=True).order_by("training", "pk")[:500])
    found = next((row for row in rows if row.host and row.host == host), rows[0] if rows else None)
    answer = card(found) if found else None
    if len(_remembered) > 1000:  # hosts are checked against ALLOWED_HOSTS, so this only guards against ourselves
        _remembered.clear()
    _remembered[host] = (now, answer)
    return answer


_villages: dict[tuple[int, date], tuple[float, list[tuple[int, str]]]] = {}


def forget_hosts() -> None:
    """After set-up, and between tests."""
    _remembered.clear()
    _villages.clear()
    _names.clear()


def at_work() -> list[CommuneCard]:
    """The communes at work in this installation, those for training last."""
    return [card(row) for row in Commune.objects.filter(working=True).order_by("training", "pk")[:5000]]


def publishing() -> list[CommuneCard]:
    """The communes whose ledger, open data and scoreboard anybody may read: those for training never are (ADR 39)."""
    return [one for one in at_work() if not one.training]


def by_code(code: str) -> CommuneCard | None:
    """The commune with this code that works today."""
    row = Commune.objects.filter(code=code).order_by("-working", "-valid_from", "-pk").first()
    return card(row) if row else None


def turns_of(code: str) -> int:
    """How many communes have had this code, one after the other: the turns of a training commune."""
    return Commune.objects.filter(code=code).count()


def villages(commune_id: int, on: date) -> list[tuple[int, str]]:
    """(id, name) of the villages that exist on a day, by name; remembered for a moment, as every intake asks."""
    now = monotonic()
    known = _villages.get((commune_id, on))
    if known is not None and now - known[0] < REMEMBER_SECONDS:
        return known[1]
    if len(_villages) > 1000:
        _villages.clear()
    answer = _villages_on(commune_id, on)
    _villages[commune_id, on] = (now, answer)
    return answer


def _villages_on(commune_id: int, on: date) -> list[tuple[int, str]]:
    rows = Village.objects.of(commune_id).filter(valid_from__lte=on)
    there = [(row.pk, row.name) for row in rows if row.valid_until is None or row.valid_until >= on]
    return sorted(there, key=lambda village: dictionary(village[1]))


_names: dict[int, tuple[float, tuple[str, ...]]] = {}


def known_as(commune_id: int) -> tuple[str, ...]:
    """The names of a commune and of those merged into it, as addresses tell them; remembered for a moment."""
    now = monotonic()
    known = _names.get(commune_id)
    if known is not None and now - known[0] < REMEMBER_SECONDS:
        return known[1]
    if len(_names) > 1000:
        _names.clear()
    rows = Commune.objects.filter(Q(pk=commune_id) | Q(successor_id=commune_id)).order_by("pk")
    answer = tuple(rows.values_list("name", flat=True))
    _names[commune_id] = (now, answer)
    return answer


def units(commune_id: int) -> list[tuple[int, str]]:
    """(id, name) of the commune's units in their usual order."""
    return [(unit.pk, unit.name) for unit in Unit.objects.of(commune_id).order_by("position", "pk")]


@dataclass(frozen=True)
class HistoryCard:
    """A commune that was merged into the one shown."""

    code: str
    name: str
    from_on: date
    until_on: date


def merged_into(commune_id: int) -> list[HistoryCard]:
    """The communes whose successor this one is."""
    rows = Commune.objects.filter(successor_id=commune_id, valid_until__isnull=False)
    ordered = sorted(rows, key=lambda row: dictionary(row.name))
    return [
        HistoryCard(row.code, row.name, row.valid_from, row.valid_until)
        for row in ordered
        if row.valid_until is not None
    ]


def by_id(commune_id: int) -> CommuneCard:
    """The commune of an officer."""
    return card(Commune.objects.get(pk=commune_id))
