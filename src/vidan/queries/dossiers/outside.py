"""A paper that was asked for outside the published list, as who has to look at the list sees it."""

from dataclasses import dataclass

from vidan.domain.dossiers import looked_at
from vidan.domain.people import Actor
from vidan.store.models import Slip


@dataclass(frozen=True)
class OutsideCard:
    """Which paper, on which slip, why; and whose published list it is not on."""

    paper: str
    reason: str
    slip: str
    procedure_key: str


def outside(actor: Actor, about: str, title: str) -> OutsideCard | None:
    """The paper that a look at the list (by its title) is about, in the dossier it came from; None when none is."""
    rows = Slip.objects.of(actor.commune_id).filter(matter__code=about, form="02").select_related("procedure")
    asked = {paper["name"]: (paper, row) for row in rows.order_by("pk") for paper in row.papers if not paper["listed"]}
    name = looked_at(title, asked)
    if name is None:
        return None
    paper, row = asked[name]
    return OutsideCard(name, paper["reason"], row.number, row.procedure.key)
