"""Which heading of another system's lists holds what, remembered under a name."""

from collections.abc import Mapping
from datetime import datetime

from vidan.actions.recording import Record, recording
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.source_columns import HEADINGS, NEEDED
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, Role, require
from vidan.domain.text import clean_line
from vidan.store.models import ImportMap

LONGEST_NAME = 80


def remember(actor: Actor, name: str, columns: Mapping[str, str], *, now: datetime) -> None:
    """Keep which heading holds what, under a name; what is not named is guessed by its words."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    tidy = clean_line(name)
    unknown = sorted(set(columns) - set(HEADINGS))
    if unknown:
        raise Refused("dossiers.import.column_unknown", field="column", column=unknown[0], known=tuple(HEADINGS))
    if not tidy or len(tidy) > LONGEST_NAME:
        raise Refused("dossiers.import.map_name", field="map_name", most=LONGEST_NAME)
    kept = {meaning: clean_line(heading)[:80] for meaning, heading in columns.items()}
    if remembered(actor.commune_id, tidy) == kept:
        return
    with recording(actor, now) as record:
        keep(record, tidy, kept)


def remembered(commune_id: int, name: str) -> dict[str, str] | None:
    """The headings kept under a name; None where nothing is."""
    kept = ImportMap.objects.of(commune_id).filter(name=name).first() if name else None
    return dict(kept.columns) if kept is not None else None


def checked(name: str, columns: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Name and headings as they can be kept. A heading may be empty: then this list has no such column."""
    tidy = clean_line(name)
    if not tidy or len(tidy) > LONGEST_NAME:
        raise Refused("dossiers.import.map_name", field="map_name", most=LONGEST_NAME)
    kept = {meaning: clean_line(heading)[:80] for meaning, heading in columns.items() if meaning in HEADINGS}
    missing = tuple(meaning for meaning in NEEDED if not kept.get(meaning))
    if missing:
        raise Refused("dossiers.import.no_headings", field=missing[0], missing=missing)
    return tidy, kept


def keep(record: Record, name: str, columns: Mapping[str, str]) -> None:
    """Write them under the name, with the fact; the same again writes nothing."""
    known = ImportMap.objects.of(record.actor.commune_id).filter(name=name).first()
    if known is not None and known.columns == dict(columns):
        return
    if known is None:
        known = ImportMap(commune_id=record.actor.commune_id, name=name)
    known.columns, known.changed_at = dict(columns), record.now
    known.save()
    record.fact(rules.ImportMapKept(map_name=name, columns=dict(columns)), subject=f"import-map:{known.pk}")
