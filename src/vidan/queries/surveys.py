"""What may be seen of the survey: whether a case is in the sample, where slips stand, what a crowd has said."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum

from vidan.domain import surveys as rules
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided
from vidan.domain.people import Actor
from vidan.store import vault
from vidan.store.models import Dossier, Matter, Rating, RatingBox, SlipBatch, SurveyMonth, SurveySlip

SUNDAY = timedelta(days=6)


@dataclass(frozen=True)
class MonthCard:
    """One month's sample as everybody may see it; `seed` and `asked` once the month is over."""

    month: date
    share: int
    seed_hash: str
    seed: str
    asked: int
    answered: int

    @property
    def over(self) -> bool:
        return bool(self.seed)


@dataclass(frozen=True)
class BatchCard:
    """Slips printed together, and how many of them may still be answered."""

    number: int
    size: int
    open: int
    issued_at: datetime
    issued_by: str


@dataclass(frozen=True)
class KeeperCard:
    """Where slips stand, for who looks after them."""

    issued: int
    finished: int
    waiting: int
    batches: tuple[BatchCard, ...]
    this_month: MonthCard | None
    next_month: MonthCard | None

    @property
    def most(self) -> int:
        """How many more slips may be printed now."""
        return min(max(self.finished - self.issued, 0), rules.MOST_BATCH)


@dataclass(frozen=True)
class ItemCard:
    """One question's result over a window: satisfied of valid answers; the mean in hundredths of a point."""

    number: int
    satisfied: int
    valid: int
    mean_hundredths: int


@dataclass(frozen=True)
class ResultCard:
    """What the public ratings of a window say."""

    answered: int
    items: tuple[ItemCard, ...]


def _month_card(row: SurveyMonth, answered: int) -> MonthCard:
    return MonthCard(row.month, row.share, row.seed_hash, row.seed, row.asked, answered)


def samples(commune_id: int) -> tuple[MonthCard, ...]:
    """Every month's sample, newest first; how many answered is not counted."""
    return tuple(_month_card(row, 0) for row in SurveyMonth.objects.of(commune_id).order_by("-month"))


def months(commune_id: int) -> tuple[MonthCard, ...]:
    """Every month's sample, newest first, with the public answers of its weeks."""
    told = Rating.objects.of(commune_id).order_by("week").values_list("week").annotate(count=Count("pk"))
    by_month: Counter[date] = Counter()
    for week, count in told:
        by_month[rules.month_of(week)] += count
    return tuple(replace(card, answered=by_month[card.month]) for card in samples(commune_id))


def last_release(commune_id: int) -> int:
    """Rises with each crowd of answers that comes out."""
    found = Rating.objects.of(commune_id).order_by("-release").values_list("release", flat=True).first()
    return found or 0


def is_invited(commune_id: int, reference: str, on: date) -> bool:
    """Whether the case with this reference is in the sample of the day's month; never where none was fixed."""
    month = rules.month_of(on)
    row = SurveyMonth.objects.of(commune_id).filter(month=month).values_list("share", "commune__code").first()
    if row is None:
        return False
    share, code = row
    return rules.is_chosen(rules.seed_of(vault.derived_key("survey-seed"), code, month), reference, share)


def is_matter_invited(commune_id: int, code: str, on: date) -> bool:
    """Whether the matter with this code is in the sample of the day's month."""
    reference = Matter.objects.of(commune_id).filter(code=code).values_list("reference", flat=True).first()
    return reference is not None and is_invited(commune_id, reference, on)


def is_open(commune_id: int, shown: bytes) -> bool:
    """Whether the slip with this hash may still be answered."""
    return SurveySlip.objects.of(commune_id).filter(shown=shown).exists()


def keeper(actor: Actor, *, now: datetime) -> KeeperCard:
    """Where slips stand."""
    batches = SlipBatch.objects.of(actor.commune_id)
    left = Counter(SurveySlip.objects.of(actor.commune_id).values_list("batch_id", flat=True))
    shown = tuple(
        BatchCard(row.number, row.size, left[row.pk], row.issued_at, row.issued_by.name if row.issued_by else "")
        for row in batches.select_related("issued_by").order_by("-number")[:20]
    )
    this = rules.month_of(local_day(now))
    known = {row.month: _month_card(row, 0) for row in SurveyMonth.objects.of(actor.commune_id).filter(month__gte=this)}
    return KeeperCard(
        issued=batches.aggregate(issued=Sum("size"))["issued"] or 0,
        finished=Dossier.objects.of(actor.commune_id).filter(ready_at__isnull=False).count(),
        waiting=_waiting(actor.commune_id),
        batches=shown,
        this_month=known.get(this),
        next_month=known.get(rules.next_month(this)),
    )


def _waiting(commune_id: int) -> int:
    box = RatingBox.objects.of(commune_id).first()
    return len(vault.unseal(vault.derived_key("survey-box"), box.sealed)) if box is not None else 0


def results(commune_id: int, first: date, last: date) -> ResultCard:
    """The public ratings of the weeks that ended in a window (both days included)."""
    rows = list(
        Rating.objects.of(commune_id)
        .filter(week__gte=first - SUNDAY, week__lte=last - SUNDAY)
        .values_list("overall", "items")
    )
    items = [_item(rules.OVERALL, [overall for overall, _ in rows])]
    for number in rules.ITEMS:
        items.append(_item(number, [given[str(number)] for _, given in rows if str(number) in given]))
    return ResultCard(len(rows), tuple(items))


def _item(number: int, values: list[int]) -> ItemCard:
    mean = round(100 * sum(values) / len(values)) if values else 0
    return ItemCard(number, sum(map(rules.satisfied, values)), len(values), mean)


def waiting_months(commune_id: int, today: date) -> tuple[date | None, tuple[date, ...]]:
    """What the nightly job has to do: the month whose sample must be fixed, and those whose seed must be shown."""
    to_come = rules.next_month(today)
    rows = SurveyMonth.objects.of(commune_id)
    fixed = rows.filter(month=to_come).exists()
    hidden = rows.filter(seed="", month__lte=today).order_by("month").values_list("month", flat=True)
    over = tuple(month for month in hidden if today >= rules.next_month(month) - timedelta(days=1))
    return None if fixed else to_come, over


# ------------------------------------------------------------------------------------------- the promises' evidence


def occasions(number: int, commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """Promise 9 to 12: each valid public answer, decided on the Sunday of its week; never with a reference."""
    if subjects is not None and not any(name.startswith("ratings:") for name in subjects):
        return  # every act asks, and most are about no rating
    rows = Rating.objects.of(commune_id).all()
    if subjects is not None:
        rows = rows.filter(
            release__in=[int(name.partition(":")[2]) for name in subjects if name.startswith("ratings:")]
        )
    place: Counter[int] = Counter()
    for release, week, items in rows.order_by("release", "slip").values_list("release", "week", "items").iterator(2000):
        place[release] += 1
        value = items.get(str(number))
        if value is not None:
            kept = rules.satisfied(value)
            yield decided(f"ratings:{release}", week, week + SUNDAY, kept=kept, number=place[release])
