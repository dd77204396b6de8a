"""What may be seen of dossiers: by the desk, on the receipt, and by the citizen who holds it."""

from vidan.queries.dossiers.desk import (
    DossierCard,
    HistoryLine,
    NoticeCard,
    PromiseCard,
    ReceiptCard,
    dossier,
    history,
    notice,
    receipt,
)
from vidan.queries.dossiers.listing import ListPage, ListRow, SlipCard, slip
from vidan.queries.dossiers.searching import Wanted, newest
from vidan.queries.dossiers.tracking import StretchCard, TrackingCard, prove, tracking

__all__ = [
    "DossierCard",
    "HistoryLine",
    "ListPage",
    "ListRow",
    "NoticeCard",
    "PromiseCard",
    "ReceiptCard",
    "SlipCard",
    "StretchCard",
    "TrackingCard",
    "Wanted",
    "dossier",
    "history",
    "newest",
    "notice",
    "prove",
    "receipt",
    "slip",
    "tracking",
]
