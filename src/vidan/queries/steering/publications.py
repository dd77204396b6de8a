"""What is published now, by the fourteen items of the law, and what is missing."""

from dataclasses import dataclass
from datetime import date

from vidan.content import steering as content
from vidan.domain.steering import PublicationItem
from vidan.store.models import Publication


@dataclass(frozen=True)
class PublicationCard:
    """Something that was published."""

    id: int
    item: int
    title: str
    decided_on: date
    ways: tuple[str, ...]
    place: str
    from_on: date
    until_on: date | None
    late: bool
    proof: str

    def posted_on(self, day: date) -> bool:
        """Whether it is posted on a day, both ends included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class ItemCard:
    """One of the fourteen with what is posted of it now, and what was before."""

    item: PublicationItem
    now: tuple[PublicationCard, ...]
    before: tuple[PublicationCard, ...]


def publications(commune_id: int, day: date) -> tuple[ItemCard, ...]:
    """The fourteen items with what was published of each, the newest first: one statement."""
    rows = Publication.objects.of(commune_id).select_related("proof").defer("proof__sealed")
    found: dict[int, list[tuple[PublicationCard, bool]]] = {}
    for row in rows.order_by("-from_on", "-pk"):
        card = PublicationCard(
            row.pk,
            row.item,
            row.title,
            row.decided_on,
            tuple(row.ways),
            row.place,
            row.from_on,
            row.until_on,
            row.late,
            row.proof.name if row.proof else "",
        )
        posted = row.replaced_by_id is None and card.posted_on(day)
        found.setdefault(row.item, []).append((card, posted))
    return tuple(
        ItemCard(
            item,
            tuple(card for card, posted in found.get(item.number, ()) if posted),
            tuple(card for card, posted in found.get(item.number, ()) if not posted),
        )
        for item in content.publications()
    )
