"""The opening of one entry for whom it concerns, and what the public log knows that this database does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from django.db.models import OuterRef, Subquery

import vidan.domain
from vidan.domain import facts
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries
from vidan.store import vault
from vidan.store.models import Entry, Fact, LedgerHead, Matter, Person


@dataclass(frozen=True)
class OpenedEntry:
    """An entry with the opening of its commitment; `position` is None while it waits."""

    kind: str
    on: date
    raw: bytes
    year: int | None
    position: int | None
    salt: bytes
    record: dict[str, Any]


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
    return OpenedEntry(row.kind, row.on, raw, row.log_year, row.position, salt, record)


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
    reference = Matter.objects.of(commune_id).filter(code=code).values("reference")[:1]
    size = LedgerHead.objects.of(commune_id).filter(year=OuterRef("log_year")).values("public_size")
    rows = Entry.objects.of(commune_id).filter(kind="nhan", reference=Subquery(reference)).annotate(size=Subquery(size))
    row = rows.values_list("log_year", "position", "size").first()
    if row is None:
        return None
    year, position, public = row
    if position is None or position >= (public or 0):
        return Standing(public=False)
    return Standing(True, year, position, public)


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


def unknown_references(commune_id: int, references: Sequence[str]) -> list[str]:
    """Those references of the log of which this database knows no matter: after a restore, people to call."""
    known: set[str] = set()
    for start in range(0, len(references), 500):
        part = references[start : start + 500]
        rows = Matter.objects.of(commune_id).filter(reference__in=part)
        known.update(rows.values_list("reference", flat=True))
    return [reference for reference in references if reference not in known]
