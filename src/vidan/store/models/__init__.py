"""Our tables, one module per column."""

from vidan.store.models.calendar import CalendarChange, CalendarDay, CalendarSeason
from vidan.store.models.communes import Commune, Counter, Unit, Village
from vidan.store.models.dossiers import (
    Dossier,
    DossierImport,
    ImportedDossier,
    ImportMap,
    ImportPart,
    SupplementSlip,
)
from vidan.store.models.ledger import Entry, Fact, LedgerHead, Reading
from vidan.store.models.matters import Holding, Matter, NameMark, Pause, Promise
from vidan.store.models.people import Mandate, Officer, Person
from vidan.store.models.procedures import Procedure
from vidan.store.models.promises import Occasion, Tally

__all__ = [
    "CalendarChange",
    "CalendarDay",
    "CalendarSeason",
    "Commune",
    "Counter",
    "Dossier",
    "DossierImport",
    "Entry",
    "Fact",
    "Holding",
    "ImportMap",
    "ImportPart",
    "ImportedDossier",
    "LedgerHead",
    "Mandate",
    "Matter",
    "NameMark",
    "Occasion",
    "Officer",
    "Pause",
    "Person",
    "Procedure",
    "Promise",
    "Reading",
    "SupplementSlip",
    "Tally",
    "Unit",
    "Village",
]
