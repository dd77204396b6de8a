"""Forms of a procedure as files: two officers bring one in, one is enough to take it away."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db.models import Q, QuerySet

from vidan.actions.procedures.guide import KEEPERS
from vidan.actions.recording import Record, recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.domain.procedures import forms as rules
from vidan.domain.procedures.facts import GuideFormDecided, GuideFormOffered, GuideFormTakenAway
from vidan.domain.text import clean_line
from vidan.store import files, packs
from vidan.store.editions import edition_on
from vidan.store.models import GuideForm

LONGEST_REASON = 500
_REPLACED = "Có tờ mới thay"


def offer_form(
    actor: Actor, key: str, words: rules.FormWords, content: bytes, *, invented: bool = False, now: datetime
) -> GuideForm:
    """Offer a file; a filled one only with the word that all in it is invented.

    Refused: what `rules.checked` refuses, `procedures.form.real` (filled, not said to be invented),
    `procedures.form.no_room`, `procedures.form.too_many`, `procedures.unknown`.
    """
    require(actor, *KEEPERS)
    if actor.officer_id is None:
        raise Refused("people.role.missing")
    told = _tidy(words)
    kind = rules.checked(content, told, local_day(now), packs.parts_of(content, rules.needed))
    if told.filled and not invented:
        raise Refused("procedures.form.real", field="invented")
    if not files.has_room():
        raise Refused("procedures.form.no_room", field="file")
    if edition_on(actor.commune_id, key, local_day(now)) is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    with files.kept(content, None) as name, recording(actor, now) as record:
        replaced = Q(title=told.title, filled=told.filled, taken__isnull=False)
        if _there(actor.commune_id, key).exclude(replaced).count() >= rules.MOST:
            raise Refused("procedures.form.too_many", most=rules.MOST)
        form = GuideForm(
            commune_id=actor.commune_id,
            procedure_key=key,
            filled=told.filled,
            title=told.title,
            source=told.source,
            dated_on=told.dated_on,
            file=name,
            kind=kind,
            size=len(content),
            offered_by_id=actor.officer_id,
            offered_at=now,
        )
        form.save(force_insert=True)
        digest = sha256(content).hexdigest()
        record.fact(
            GuideFormOffered(procedure=key, title=told.title, filled=told.filled, digest=digest),
            subject=f"guide_form:{form.pk}",
        )
    return form


def take_form(actor: Actor, form_id: int, *, now: datetime) -> None:
    """Let everybody see an offered form; one of the same name before it goes. Refused `procedures.form.own`."""
    with recording(actor, now) as record:
        form = _waiting(record, form_id)
        if form.offered_by_id == actor.officer_id:
            raise Refused("procedures.form.own")
        _decide(record, form, taken=True, answer="")
        same = _there(actor.commune_id, form.procedure_key).filter(title=form.title, filled=form.filled, taken=True)
        gone = [_away(record, old, _REPLACED) for old in same.exclude(pk=form.pk)]
    for name in gone:
        files.drop(name)


def refuse_form(actor: Actor, form_id: int, reason: str, *, now: datetime) -> None:
    """Do not take an offered form, and say why; who offered it may take it back so. The file is destroyed."""
    why = _reason(reason)
    with recording(actor, now) as record:
        form = _waiting(record, form_id)
        _decide(record, form, taken=False, answer=why)
        form.gone_at = now
        form.save(update_fields=["gone_at"])
    files.drop(form.file)


def take_form_away(actor: Actor, form_id: int, reason: str, *, now: datetime) -> None:
    """Take away a form that everybody sees; one officer is enough, for a wrong paper must not wait for a second."""
    require(actor, *KEEPERS)
    why = _reason(reason)
    with recording(actor, now) as record:
        form = GuideForm.objects.of(actor.commune_id).filter(pk=form_id, taken=True, gone_at=None).first()
        if form is None:
            raise Refused("procedures.form.unknown")
        name = _away(record, form, why)
    files.drop(name)


def _tidy(words: rules.FormWords) -> rules.FormWords:
    title, source = clean_line(words.title)[: rules.LONGEST_TITLE], clean_line(words.source)[: rules.LONGEST_SOURCE]
    return replace(words, title=title, source=source)


def _there(commune_id: int, key: str) -> QuerySet[GuideForm]:
    found: QuerySet[GuideForm] = GuideForm.objects.of(commune_id).filter(procedure_key=key, gone_at=None)
    return found


def _waiting(record: Record, form_id: int) -> GuideForm:
    require(record.actor, *KEEPERS)
    rows = GuideForm.objects.of(record.actor.commune_id)
    form: GuideForm | None = rows.filter(pk=form_id, decided_at=None).first()
    if form is None:
        raise Refused("procedures.form.unknown")
    return form


def _decide(record: Record, form: GuideForm, *, taken: bool, answer: str) -> None:
    form.decided_by_id, form.decided_at, form.taken, form.answer = record.actor.officer_id, record.now, taken, answer
    form.save(update_fields=["decided_by", "decided_at", "taken", "answer"])
    told = GuideFormDecided(
        procedure=form.procedure_key, title=form.title, taken=taken, reason=answer, offered_by=form.offered_by_id
    )
    record.fact(told, subject=f"guide_form:{form.pk}")


def _away(record: Record, form: GuideForm, why: str) -> str:
    """The name of the file that is to be destroyed once the row is written."""
    form.gone_at = record.now
    form.save(update_fields=["gone_at"])
    told = GuideFormTakenAway(procedure=form.procedure_key, title=form.title, reason=why)
    record.fact(told, subject=f"guide_form:{form.pk}")
    return form.file


def _reason(words: str) -> str:
    told = clean_line(words)[:LONGEST_REASON]
    if not told:
        raise Refused("procedures.change.reason_missing", field="reason")
    return told
