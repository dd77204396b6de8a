"""Our tables, one module per column."""

from vidan.store.models.calendar import CalendarChange, CalendarDay, CalendarSeason
from vidan.store.models.communes import Commune, Counter, Unit, Village
from vidan.store.models.dossiers import (
    BlankReceipt,
    BlankRun,
    Dossier,
    DossierImport,
    ImportedDossier,
    ImportMap,
    ImportPart,
    SavedView,
    Slip,
)
from vidan.store.models.feedback import (
    Correction,
    Feedback,
    FeedbackEvent,
    FeedbackPhoto,
    HandlerKey,
    SealedMatter,
)
from vidan.store.models.ledger import Entry, Fact, LedgerHead, Reading
from vidan.store.models.letters import (
    Letter,
    LetterDelivery,
    LetterFile,
    LetterSignature,
    LetterText,
    SealUse,
    SigningRight,
)
from vidan.store.models.matters import Breach, Closure, ClosureMove, Holding, Matter, NameMark, Pause, Promise, Reminder
from vidan.store.models.people import Leave, Mandate, Officer, Person
from vidan.store.models.procedures import GuideShelf, GuideVerdict, MissedQuestion, Procedure, TaughtWording
from vidan.store.models.promises import Occasion, Tally
from vidan.store.models.surveys import Rating, RatingBox, SlipBatch, SurveyMonth, SurveySlip

__all__ = [
    "BlankReceipt",
    "BlankRun",
    "Breach",
    "CalendarChange",
    "CalendarDay",
    "CalendarSeason",
    "Closure",
    "ClosureMove",
    "Commune",
    "Correction",
    "Counter",
    "Dossier",
    "DossierImport",
    "Entry",
    "Fact",
    "Feedback",
    "FeedbackEvent",
    "FeedbackPhoto",
    "GuideShelf",
    "GuideVerdict",
    "HandlerKey",
    "Holding",
    "ImportMap",
    "ImportPart",
    "ImportedDossier",
    "Leave",
    "LedgerHead",
    "Letter",
    "LetterDelivery",
    "LetterFile",
    "LetterSignature",
    "LetterText",
    "Mandate",
    "Matter",
    "MissedQuestion",
    "NameMark",
    "Occasion",
    "Officer",
    "Pause",
    "Person",
    "Procedure",
    "Promise",
    "Rating",
    "RatingBox",
    "Reading",
    "Reminder",
    "SavedView",
    "SealUse",
    "SealedMatter",
    "SigningRight",
    "Slip",
    "SlipBatch",
    "SurveyMonth",
    "SurveySlip",
    "Tally",
    "TaughtWording",
    "Unit",
    "Village",
]
