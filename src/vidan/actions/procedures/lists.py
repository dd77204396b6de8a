"""Keeping the commune's list of procedures: the pack, the commune's own list, and doubtful limits confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from vidan.actions.recording import Record, recording
from vidan.content.procedures import commune_pack
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, program, require
from vidan.domain.procedures import ProcedureText, validate
from vidan.domain.procedures.changes import staying
from vidan.domain.procedures.facts import LimitConfirmed, ProceduresLoaded
from vidan.domain.procedures.texts import USUAL_WAY
from vidan.domain.text import clean_line
from vidan.store import shelves
from vidan.store.models import Commune, Procedure
from vidan.store.search import folded_text

#: Words that a commune decides by itself; an import leaves them as they were confirmed.
_CONFIRMED = ("limit", "limit_sure", "limit_confirmed_at", "limit_confirmed_by_id", "limit_document")
_ABOUT_THE_LIST = ("source", "confidence", "unsure")
#: Rows in one transaction, so that a large list never keeps the counter waiting.
AT_ONCE = 500


@dataclass(frozen=True)
class Outcome:
    """What an import did."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.added + other.added, self.replaced + other.replaced, self.unchanged + other.unchanged)


def load_pack(commune: Commune, *, now: datetime) -> Outcome:
    """Give a commune the procedures that come with the program."""
    return _import(program(commune.pk), commune_pack(), "Bộ thủ tục kèm chương trình", now)


def import_list(actor: Actor, texts: Iterable[ProcedureText], *, source: str, now: datetime) -> Outcome:
    """Take the commune's own list. The same list twice changes nothing; changed words become a new edition.

    An edition that was used stays for the dossiers received under it: it ends the day before the new one begins.
    """
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    return _import(actor, texts, source, now)


def _import(actor: Actor, texts: Iterable[ProcedureText], source: str, now: datetime) -> Outcome:
    batch = list(texts)
    total = Outcome()
    for start in range(0, len(batch), AT_ONCE):
        with recording(actor, now) as record:
            done = _take(record, batch[start : start + AT_ONCE])
            shelves.turn(actor.commune_id)
            record.fact(
                ProceduresLoaded(source=clean_line(source)[:200], **asdict(done)), subject=f"commune:{actor.commune_id}"
            )
        total = total + done
    return total


def _take(record: Record, texts: list[ProcedureText]) -> Outcome:
    known: dict[str, Procedure] = {}
    rows = Procedure.objects.of(record.actor.commune_id).filter(key__in=[text.key for text in texts])
    for row in rows.order_by("valid_from"):
        known[row.key] = row
    fresh: list[Procedure] = []
    outcome = Outcome()
    for text in texts:
        problems = validate(text)
        if problems:
            raise problems[0]
        before = known.get(text.key)
        if before is None:
            fresh.append(_row(record, text, text.valid_from))
            outcome += Outcome(added=1)
        elif _same(before, values := _over(before, text), text):
            outcome += Outcome(unchanged=1)
        else:
            next_edition(record, before, values)
            outcome += Outcome(replaced=1)
    Procedure.objects.of(record.actor.commune_id).bulk_create(fresh, batch_size=100)
    return outcome


def _values(text: ProcedureText) -> dict[str, Any]:
    way = text.internal_steps or USUAL_WAY
    return {
        "code": text.code or "",
        "name": text.name,
        "short_name": text.short_name,
        "folded": folded_text(text.short_name, text.name, text.code or "", text.key, *text.life_events),
        "field": text.field,
        "agency": text.agency,
        "unit_key": text.unit,
        "limit": str(text.limit) if text.limit else "",
        "limit_note": text.limit_note,
        "limit_sure": text.limit_sure,
        "fee_text": text.fee_text,
        "fee_vnd": text.fee_vnd,
        "papers": [asdict(paper) for paper in text.papers],
        "steps": list(text.steps),
        "way": [{"name": step.name, "role": step.role.value} for step in way],
        "result": text.result,
        "legal_basis": list(text.legal_basis),
        "online": text.online,
        "source": text.source[:300],
        "confidence": text.confidence,
        "unsure": list(text.unsure),
        "received_here": text.in_scope,
    }


def _row(record: Record, text: ProcedureText, valid_from: date) -> Procedure:
    return Procedure(commune_id=record.actor.commune_id, key=text.key, valid_from=valid_from, **_values(text))


def _over(before: Procedure, text: ProcedureText) -> dict[str, Any]:
    """What would hold: the words of the list; what it leaves open and what the commune confirmed by itself stays."""
    values = _values(text)
    stays = set(staying(text, before.limit)) | set(_CONFIRMED if before.limit_confirmed_at is not None else ())
    values |= {name: getattr(before, name) for name in stays}
    if text.left_open:
        same_names = (values["name"], values["short_name"]) == (before.name, before.short_name)
        fresh = folded_text(values["short_name"], values["name"], values["code"], text.key)
        names_before = folded_text(before.short_name, before.name, before.code, before.key)
        # What stands behind the old names stays: the situations of life, which no list tells.
        values["folded"] = before.folded if same_names else fresh + before.folded.removeprefix(names_before)
    return values


def _same(before: Procedure, values: Mapping[str, Any], text: ProcedureText) -> bool:
    """Whether nothing would change; a list that leaves things open changes nothing by its own name alone."""
    about = _ABOUT_THE_LIST if text.left_open else ()
    return all(getattr(before, name) == value for name, value in values.items() if name not in about)


def next_edition(record: Record, before: Procedure, values: Mapping[str, Any]) -> Procedure:
    """The edition in force from today, so that what was said until yesterday stays readable for ever.

    In place when the old one began today: nobody can have relied on it yesterday.
    """
    today = local_day(record.now)
    if before.valid_from >= today:
        for name, value in values.items():
            setattr(before, name, value)
        before.save()
        return before
    until = before.valid_until
    before.valid_until = today - timedelta(days=1)
    before.save(update_fields=["valid_until"])
    kept = {field.attname: getattr(before, field.attname) for field in Procedure._meta.concrete_fields}
    kept |= {"id": None, "valid_from": today, "valid_until": until, **values}
    fresh = Procedure(**kept)
    fresh.save(force_insert=True)
    return fresh


def confirm_limit(actor: Actor, key: str, limit: str, document: str, *, now: datetime) -> Procedure:
    """Confirm within what time a procedure is done here, by a document; only then can it be received."""
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    confirmed = Limit.parse(limit)
    by = clean_line(document)[:300]
    if not by:
        raise Refused("procedures.limit.document_missing", field="document")
    with recording(actor, now) as record:
        rows = Procedure.objects.of(actor.commune_id).filter(key=key, valid_from__lte=local_day(now))
        procedure: Procedure | None = rows.order_by("-valid_from").first()
        if procedure is None:
            raise Refused("procedures.unknown", field="procedure", key=key)
        before = procedure.limit
        values = {
            "limit": str(confirmed),
            "limit_confirmed_at": now,
            "limit_confirmed_by_id": actor.officer_id,
            "limit_document": by,
        }
        procedure = next_edition(record, procedure, values)
        shelves.turn(actor.commune_id)
        record.fact(
            LimitConfirmed(procedure=key, limit_before=before, limit=str(confirmed), document=by, on=local_day(now)),
            subject=f"procedure:{procedure.pk}",
        )
    return procedure
