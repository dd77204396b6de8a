"""The opening of one entry for whom it concerns, and what the public log knows that this database does not."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

import vidan.domain
from vidan.domain import facts
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries, naming
from vidan.store import vault
from vidan.store.models import Entry, Fact, LedgerHead, Matter, Person
from vidan.store.prepared import Prepared


@dataclass(frozen=True)
class OpenedEntry:
    """An entry with the opening of its commitment; `position` is None while it waits."""

    kind: str
    on: date
    raw: bytes
    year: int | None
    edition: int
    position: int | None
    salt: bytes
    record: dict[str, Any]

    @property
    def log(self) -> str:
        """The folder of the log that holds it."""
        return naming.log_name(self.year or 0, self.edition)


def opened(commune_id: int, reference: str, kind: str) -> OpenedEntry | None:
    """The first entry of a kind that tells of a reference, opened; None when there is none or it was forgotten.

    Gives what the record says of a person: only for who may see her matter. Refused when the record no longer fits its
    commitment.
    """
    rows = Entry.objects.of(commune_id).filter(reference=reference, kind=kind).exclude(salt=None).order_by("pk")
    row = rows.first() if reference else None
    if row is None or row.salt is None:
        return None
    fact = Fact.objects.of(commune_id).filter(pk=row.fact_id).first()
    record = _committed(fact) if fact else None
    if record is None:
        return None
    raw, salt = row.body.encode("ascii"), bytes(row.salt)
    if not entries.opens(entries.parse(raw), salt, record):
        raise Refused("ledger.evidence.opening", field="record")
    return OpenedEntry(row.kind, row.on, raw, row.log_year, row.log_edition, row.position, salt, record)


def of_dossier(commune_id: int, code: str) -> OpenedEntry | None:
    """The receipt's entry (`nhan`) of the matter with this code, opened."""
    reference = Matter.objects.of(commune_id).filter(code=code).values_list("reference", flat=True).first()
    return opened(commune_id, reference, "nhan") if reference else None


@dataclass(frozen=True)
class Standing:
    """Whether the receipt of a dossier stands in the public log: as which entry of how many, of which year."""

    public: bool
    year: int | None = None
    position: int | None = None
    size: int = 0


def standing(commune_id: int, code: str) -> Standing | None:
    """Where the receipt's entry of a dossier stands: one statement. None when there is none, as for old imports."""
    for year, position, public in _STANDING(commune_id, code):
        if position is None or position >= (public or 0):
            return Standing(public=False)
        return Standing(True, year, position, public)
    return None


def _receipts_entry(commune_id: int, code: str) -> QuerySet[Entry, Any]:
    reference = Matter.objects.of(commune_id).filter(code=code).values("reference")[:1]
    heads = LedgerHead.objects.of(commune_id).filter(year=OuterRef("log_year"), edition=OuterRef("log_edition"))
    rows = Entry.objects.of(commune_id).filter(kind="nhan", reference=Subquery(reference)).order_by("pk")
    return rows.annotate(size=Subquery(heads.values("public_size"))).values_list("log_year", "position", "size")[:1]


#: Asked with every tracking page.
_STANDING = Prepared(_receipts_entry, int, str)


def _committed(fact: Fact) -> dict[str, Any] | None:
    """The record of a fact as its entry committed to it; None when the person was forgotten."""
    told = dict(fact.told)
    if fact.sealed:
        person = Person.objects.of(fact.commune_id).filter(pk=fact.person_id or 0).first()
        if person is None or not person.wrapped_key:
            return None
        told |= vault.unseal(vault.person_key(bytes(person.wrapped_key)), bytes(fact.sealed))
    return _kind(fact.kind)(**told).committed()


def _kind(name: str) -> type[facts.Fact]:
    if name not in facts.KINDS:  # the columns above this one may not have been needed yet
        for module in walk_packages(vidan.domain.__path__, "vidan.domain."):
            import_module(module.name)
    return facts.KINDS[name]


@dataclass(frozen=True)
class LostEntry:
    """What the public log says of something that this database lost: its kind and day, its place in which log.

    `code` is the dossier's where the dossier itself is known and only this step of it was lost.
    """

    kind: str
    on: date
    due: date | None
    reference: str
    log: str
    position: int
    code: str


def lost(commune_id: int) -> list[LostEntry]:
    """After a restore: everything that was taken back from the public log, in its order."""
    taken = Fact.objects.of(commune_id).filter(kind="EntriesTakenBack").values("pk")
    code = Matter.objects.of(commune_id).filter(reference=OuterRef("reference")).values("code")[:1]
    rows = Entry.objects.of(commune_id).filter(fact_id__in=taken, salt=None).annotate(matter_code=Subquery(code))
    found = []
    for row in rows.order_by("log_year", "log_edition", "position"):
        entry = entries.parse(row.body.encode("ascii"))
        log = naming.log_name(row.log_year or 0, row.log_edition)
        known = row.matter_code or "" if row.reference else ""
        found.append(LostEntry(row.kind, row.on, entry.due, row.reference, log, row.position or 0, known))
    return found
