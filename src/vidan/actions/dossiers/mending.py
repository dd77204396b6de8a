"""What went wrong and is put right in the open: a new date, a lost paper, a wrong result, a slip of the pen."""

from collections.abc import Callable
from datetime import date, datetime, time

from vidan.actions import matters, people
from vidan.actions.dossiers import rows
from vidan.actions.recording import recording
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.identity import clean_name
from vidan.domain.matters import BreachKind, PromiseReason
from vidan.domain.moments import at, local_day
from vidan.domain.people import HOLDING_ROLES, Actor, Role, require
from vidan.domain.procedures import PaperMark
from vidan.domain.text import clean_line, clean_text
from vidan.store import names
from vidan.store.calendars import calendar_of
from vidan.store.editions import edition_on
from vidan.store.models import Breach, Dossier, Matter, Person, Reminder
from vidan.store.rows import insert

LONGEST_VALUE = 300
_EVENING = time(23, 59)


def reappoint(
    actor: Actor, code: str, due_on: date, reason: str, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """A new date, once, with its reason. The first promise still counts; the letter with the apology is owed now."""
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "reappoint", seen_version)
        calendar = calendar_of(matter.commune)
        due_at = matter_rules.reappointed_for(calendar, matters.standing(matter), at(due_on, _EVENING), now)
        matters.change(matter, due_at=due_at, escalated=0)
        matters.promise_again(record, matter, due_at, PromiseReason.REAPPOINTMENT, why, calendar.version)
        dossier.reappointed = after.reappointed
        dossier.save(update_fields=["reappointed"])
    return matter


def report_breach(actor: Actor, code: str, kind: BreachKind, words: str, *, now: datetime) -> Breach:
    """Something of a dossier was lost or damaged: found out now, so an apology is owed from now (NĐ 61/2018 Đ21(2)).

    The clock runs on: looking for it, and paying for it, is our work.
    """
    require(actor, *HOLDING_ROLES)
    why = matter_rules.reason_given(words, "words")
    if kind is BreachKind.WRONG:
        raise Refused("dossiers.breach.wrong_is_redone", field="kind")
    with recording(actor, now) as record:
        matter, _ = rows.dossier_of(actor, code)
        breach = _breach(actor, matter, kind, why, now)
        record.fact(
            matter_rules.BreachFound(code=code, kind=kind, words=why, found_at=now), subject=f"matter:{matter.pk}"
        )
    return breach


def _breach(actor: Actor, matter: Matter, kind: BreachKind, words: str, now: datetime) -> Breach:
    return insert(
        Breach(
            commune_id=matter.commune_id,
            matter=matter,
            kind=kind.value,
            words=words,
            found_at=now,
            found_by_id=actor.officer_id,
        )
    )


def redo(
    actor: Actor, code: str, words: str, to_officer: int, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """The result is wrong: it is made anew at our cost, by a named officer, and the apology is owed (NĐ 61 Đ21(1))."""
    why = matter_rules.reason_given(words, "words")
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "redo", seen_version)
        matters.require_may_hold(actor, to_officer, now)
        calendar = calendar_of(matter.commune)
        due_at = calendar.due_moment(now, Limit.parse(matter.limit))
        matters.reopen(
            record, matter, due_at, calendar.version, why, state=after.state.value, holder_id=to_officer, step=0
        )
        dossier.ready_at = dossier.given_at = dossier.told_at = None
        dossier.reappointed = 0
        dossier.save(update_fields=["ready_at", "given_at", "told_at", "reappointed"])
        _breach(actor, matter, BreachKind.WRONG, why, now)
        record.fact(
            matter_rules.BreachFound(code=code, kind=BreachKind.WRONG, words=why, found_at=now),
            subject=f"matter:{matter.pk}",
        )
        record.fact(rules.ResultRedone(code=code, words=why, due_at=due_at), subject=f"matter:{matter.pk}")
    return matter


def correct(
    actor: Actor, code: str, field: str, value: str, reason: str, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """Mend a slip of the pen by a new fact; what stood there stays in the history, sealed under the person's key.

    `field`: `name` (the right name), `procedure` (the right key), `paper_added` (a paper that was handed in and not
    written), `paper_struck` (one that was written and never handed in). The promise stays as it was given.
    """
    require(actor, Role.ONE_STOP, Role.LEADER)
    why = matter_rules.reason_given(reason)
    right = clean_line(value)
    if not right or len(right) > LONGEST_VALUE:
        raise Refused("dossiers.correction.empty", field="value", most=LONGEST_VALUE)
    if field not in _MENDERS:
        raise Refused("dossiers.correction.field", field="field")
    with recording(actor, now) as record:
        matter, dossier, person = rows.with_person(actor, code)
        matter_rules.require_unchanged(matters.standing(matter), seen_version)
        before, after = _MENDERS[field](matter, dossier, person, right)
        if before == after:
            raise Refused("dossiers.correction.same", field="value")
        matters.change(matter, title=matter.title)
        record.fact(
            rules.DossierCorrected(code=code, field=field, before=before, after=after, reason=why),
            subject=f"matter:{matter.pk}",
            person=person,
        )
    return matter


def _name(_matter: Matter, _dossier: Dossier, person: Person, typed: str) -> tuple[str, str]:
    try:
        right = clean_name(typed)
    except Refused as refused:
        raise Refused(refused.code, field="value", **refused.facts) from refused
    before = people.rename(person, right)
    names.rename(person.commune_id, person.pk, right)
    return before, right


def _procedure(matter: Matter, dossier: Dossier, _person: Person, key: str) -> tuple[str, str]:
    """The edition of the day of receipt; a dossier that did not move yet takes the right procedure's way as well."""
    right = edition_on(matter.commune_id, key, local_day(dossier.received_at))
    if right is None:
        raise Refused("procedures.unknown", field="value", key=key)
    before = matter.title
    dossier.procedure = right
    dossier.save(update_fields=["procedure"])
    way = {"steps": right.way} if matter.step == 0 and matter.closed_at is None else {}
    matters.change(matter, title=right.short_name, **way)
    return before, right.short_name


def _paper_added(_matter: Matter, dossier: Dossier, _person: Person, name: str) -> tuple[str, str]:
    if any(paper["name"] == name and paper["mark"] == PaperMark.PRESENT.value for paper in dossier.papers):
        return name, name
    paper = {"name": name, "condition": "", "originals": 1, "copies": 0, "mark": PaperMark.PRESENT.value}
    dossier.papers = [*(paper for paper in dossier.papers if paper["name"] != name), paper]
    dossier.save(update_fields=["papers"])
    return "", name


def _paper_struck(_matter: Matter, dossier: Dossier, _person: Person, name: str) -> tuple[str, str]:
    present = [paper for paper in dossier.papers if paper["mark"] == PaperMark.PRESENT.value]
    if name not in {paper["name"] for paper in present}:
        raise Refused("dossiers.correction.no_such_paper", field="value", paper=name)
    dossier.papers = [
        {**paper, "mark": PaperMark.NOT_APPLICABLE.value} if paper["name"] == name else paper
        for paper in dossier.papers
    ]
    dossier.save(update_fields=["papers"])
    return name, ""


_Mender = Callable[[Matter, Dossier, Person, str], tuple[str, str]]
#: What may be mended, and how: each gives what stood there and what stands there now.
_MENDERS: dict[str, _Mender] = {
    "name": _name,
    "procedure": _procedure,
    "paper_added": _paper_added,
    "paper_struck": _paper_struck,
}


def ask_explanation(actor: Actor, code: str, *, now: datetime) -> bool:
    """*Tôi chưa hiểu*: whoever holds the dossier is told to call and explain. False: he was told already today."""
    with recording(actor, now) as record:
        matter, dossier = rows.dossier_of(actor, code)
        officer = matter.holder_id or dossier.received_by_id
        waiting = Reminder.objects.of(actor.commune_id).filter(matter=matter, kind="question", seen_at=None)
        new = not waiting.exists()
        if new and officer is not None:
            matters.remind(record, [officer], matter, "question")
        record.fact(rules.ExplanationAsked(code=code, about="tracking"), subject=f"matter:{matter.pk}")
    return new


def note_call(actor: Actor, code: str, about: str, words: str, *, reached: bool, now: datetime) -> Matter:
    """Somebody telephoned the citizen: about her result (then she has been told), or about anything else."""
    require(actor, *HOLDING_ROLES)
    said = clean_text(words)[: matter_rules.LONGEST_REASON]
    with recording(actor, now) as record:
        matter, dossier, person = rows.with_person(actor, code)
        if reached and dossier.ready_at is not None and dossier.told_at is None:
            dossier.told_at = now
            dossier.save(update_fields=["told_at"])
        record.fact(
            rules.CitizenCalled(code=code, about=about, reached=reached, words=said),
            subject=f"matter:{matter.pk}",
            person=person,
        )
    return matter
