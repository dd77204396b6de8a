"""What was contested until it came to the board: named on the board's own pages, never with its words."""

from dataclasses import dataclass
from datetime import datetime

from vidan.domain.feedback.states import FeedbackState
from vidan.store.models import Matter

#: So many stand on a page.
MOST = 10


@dataclass(frozen=True)
class BoardCard:
    """A matter at the board: what it is about, who holds it, until when."""

    code: str
    title: str
    village: str
    holder: str
    due_at: datetime | None


def at_board(commune_id: int) -> tuple[BoardCard, ...]:
    """Due first before the rest: one statement, over what is open alone."""
    rows = Matter.objects.of(commune_id).filter(
        state=FeedbackState.AT_BOARD.value, closed_at=None, due_at__isnull=False
    )
    found = rows.order_by("due_at", "pk").values_list("code", "title", "village__name", "holder__name", "due_at")
    return tuple(
        BoardCard(code, title, village or "", holder or "", due) for code, title, village, holder, due in found[:MOST]
    )
