"""Setting a commune up: itself, its units, villages, and what it was before."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vidan.actions.recording import recording
from vidan.domain import communes as rules
from vidan.domain import people as facts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.domain.text import clean_line
from vidan.store import guard
from vidan.store.lock import writer_lock
from vidan.store.models import Commune, Unit, Village


def open_commune(text: rules.CommuneText, *, now: datetime, working: bool = True) -> Commune:
    """Enter a commune with the units that every commune has. Refused when it is there already."""
    tidy = rules.check(text)
    if Commune.objects.filter(code=tidy.code, valid_from=tidy.valid_from).exists():
        raise Refused("communes.known", field="code", code=tidy.code)
    commune = Commune(
        code=tidy.code,
        valid_from=tidy.valid_from,
        name=tidy.name,
        province_code=tidy.province_code,
        province_name=tidy.province_name,
        slug=_free_slug(tidy.slug),
        abbreviation=tidy.short,
        phone=tidy.phone,
        address=tidy.address,
        training=tidy.training,
        host=tidy.host,
        working=working,
    )
    with writer_lock(), transaction.atomic():
        with guard.writing_allowed():  # recording() needs the tenant's id, so its own row comes just before
            commune.save(force_insert=True)
        with recording(program(commune.pk), now) as record:
            for position, (key, name) in enumerate(rules.USUAL_UNITS):
                Unit(commune=commune, key=key, name=name, position=position).save(force_insert=True)
            record.fact(
                facts.CommuneOpened(code=commune.code, name=commune.name, valid_from=commune.valid_from),
                subject=f"commune:{commune.pk}",
            )
    return commune


def _free_slug(slug: str) -> str:
    taken = set(Commune.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(name for name in (slug, *(f"{slug}-{number}" for number in range(2, 1000))) if name not in taken)


def enter_villages(commune: Commune, names: Sequence[str], *, since: date, now: datetime) -> list[Village]:
    """Enter the commune's villages by name."""
    with recording(program(commune.pk), now) as record:
        villages = []
        for name in names:
            village = Village(commune=commune, name=clean_line(name)[:120], valid_from=since)
            village.save(force_insert=True)
            villages.append(village)
        record.fact(
            facts.VillagesEntered(names=tuple(village.name for village in villages)), subject=f"commune:{commune.pk}"
        )
    return villages


def succeed(old: Commune, new: Commune, *, on: date, now: datetime) -> None:
    """A commune was merged into another one from a day on; its rows stay and tell what was."""
    with recording(program(old.pk), now) as record:
        old.valid_until = on
        old.successor = new
        old.working = False
        old.save(update_fields=["valid_until", "successor", "working"])
        record.fact(facts.CommuneSucceeded(code=old.code, successor_code=new.code, on=on), subject=f"commune:{old.pk}")


def end_training(commune_id: int, *, now: datetime) -> None:
    """A turn of practice is over: its commune works no more; its rows stay. Its accounts are closed beside it.

    Refused `communes.training.real` for any commune but one for training.
    """
    commune = Commune.objects.get(pk=commune_id)
    if not commune.training:
        raise Refused("communes.training.real", field="commune", commune=commune.name)
    with recording(program(commune.pk), now) as record:
        commune.valid_until, commune.working = local_day(now), False
        commune.save(update_fields=["valid_until", "working"])
        record.fact(facts.TrainingEnded(code=commune.code, on=commune.valid_until), subject=f"commune:{commune.pk}")
