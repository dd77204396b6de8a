"""What may be seen of dossiers: by the desk, on the receipt, and by the citizen who holds it."""

from vidan.queries.dossiers.desk import (
    DossierCard,
    NoticeCard,
    PromiseCard,
    ReceiptCard,
    dossier,
    notice,
    receipt,
)
from vidan.queries.dossiers.listing import ListPage, ListRow, SlipCard, slip
from vidan.queries.dossiers.morning import Morning, MorningLine, morning
from vidan.queries.dossiers.next_holder import NextHolder, next_holders
from vidan.queries.dossiers.outside import OutsideCard, outside
from vidan.queries.dossiers.remembered import HistoryLine, history, remarkable
from vidan.queries.dossiers.searching import Wanted, newest
from vidan.queries.dossiers.tracking import StretchCard, TrackingCard, prove, tracking

__all__ = [
    "DossierCard",
    "HistoryLine",
    "ListPage",
    "ListRow",
    "Morning",
    "MorningLine",
    "NextHolder",
    "NoticeCard",
    "OutsideCard",
    "PromiseCard",
    "ReceiptCard",
    "SlipCard",
    "StretchCard",
    "TrackingCard",
    "Wanted",
    "dossier",
    "history",
    "morning",
    "newest",
    "next_holders",
    "notice",
    "outside",
    "prove",
    "receipt",
    "remarkable",
    "slip",
    "tracking",
]
