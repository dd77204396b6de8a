"""Letters that are owed: found by rule, drafted by the program, never sent by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vidan.actions import matters
from vidan.actions.letters import dues, thanking
from vidan.actions.recording import Record, recording
from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused
from vidan.domain.letters import owed as rules
from vidan.domain.letters.owed import Trigger
from vidan.domain.letters.states import State
from vidan.domain.matters import PromiseReason
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, program
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Breach, Commune, Dossier, Holding, Letter, Matter, Officer, Person, Promise

#: A dossier promised within a day or so: its apology is drafted when so little is left.
SHORT_NOTICE = timedelta(hours=2)
#: How far back a dossier that ended late, unseen by the program, is still apologised for.
LOOKED_BACK = timedelta(days=30)
_UNSIGNED = (State.DRAFT.value, State.CHECKING.value, State.SIGNING.value)
_IN_TIME, _THANKED = "đã trả kết quả đúng hẹn", "đã cảm ơn bằng lời"


@dataclass(frozen=True)
class Look:
    """What one look at the commune's matters did."""

    drafted: int = 0
    dropped: int = 0


def look_over(commune_id: int, *, now: datetime) -> Look:
    """Draft every apology and thank-you that is owed by now or about to be; drop those that fell away."""
    calendar = calendar_of(Commune.objects.get(pk=commune_id))
    dropped = sum(_drop(commune_id, letter.pk, now, _IN_TIME) for letter in _fallen_away(commune_id))
    dropped += sum(_drop(commune_id, letter.pk, now, _THANKED) for letter in thanking.thanked_already(commune_id))
    duties = [(matter.code, Trigger.LATE) for matter in _about_to_break(commune_id, calendar, now)]
    duties += [(code, Trigger.LATE) for code in _ended_late(commune_id, now)]
    duties += [(breach.matter.code, Trigger(breach.kind)) for breach in _breaches(commune_id)]
    duties += thanking.waiting(commune_id)
    drafted = 0
    for code, trigger in duties:
        owe = owe_thanks if trigger in rules.THANKFUL else owe_apology
        try:
            owe(program(commune_id), code, trigger, now=now)
            drafted += 1
        except Refused as refused:
            if refused.code not in ("letters.owed.already", "letters.forgotten"):
                raise
    return Look(drafted, dropped)


def _about_to_break(commune_id: int, calendar: Calendar, now: datetime) -> list[Matter]:
    """Open dossiers whose promise ends within a working day or was given anew, and that have no apology yet."""
    again = Promise.objects.of(commune_id).filter(reason=PromiseReason.REAPPOINTMENT.value).values("matter_id")
    soon = Q(due_at__lte=calendar.shift(now, 2)) | Q(pk__in=again)
    running = Matter.objects.of(commune_id).filter(
        soon, kind="dossier", closed_at=None, paused_at=None, person__isnull=False
    )
    written = _late_letters(commune_id).exclude(state=State.DISCARDED.value)
    found = running.exclude(pk__in=written.filter(about__isnull=False).values("about_id")).order_by("due_at", "pk")
    return [matter for matter in found if now >= drafted_from(calendar, matter)]


def _ended_late(commune_id: int, now: datetime) -> list[str]:
    """Dossiers that broke their promise and ended while the worker was off: the apology is owed afterwards, once.

    Only what ended lately: months after the result a letter would help the figures and no citizen. What a list of the
    provincial system told is left out: it says late what happened early.
    """
    imported = Holding.objects.of(commune_id).filter(matter=OuterRef("pk"), number=1, cause="imported")
    ended = Matter.objects.of(commune_id).filter(
        ~Exists(imported),
        ~Exists(_late_letters(commune_id).filter(about=OuterRef("pk"))),
        kind="dossier",
        closed_at__gt=F("first_due_at"),
        closed_at__gte=now - LOOKED_BACK,
        person__isnull=False,
    )
    return [matter.code for matter in ended.order_by("closed_at", "pk") if not _kept(matter)]


def _late_letters(commune_id: int) -> QuerySet[Letter]:
    """Apologies for lateness, each for the promise that runs now.

    A result that is made anew has a promise of its own: what was late before is apologised for, not what comes.
    """
    anew = Promise.objects.of(commune_id).filter(
        matter_id=OuterRef("about_id"), reason=PromiseReason.CORRECTION.value, made_at__gt=OuterRef("owed_since")
    )
    found: QuerySet[Letter] = Letter.objects.of(commune_id).filter(~Exists(anew), trigger=Trigger.LATE.value)
    return found


def _breaches(commune_id: int) -> list[Breach]:
    """What was found lost, damaged or wrong and has no apology yet; found once more, it owes one more."""
    written = Letter.objects.of(commune_id).filter(
        about=OuterRef("matter_id"), trigger=OuterRef("kind"), owed_since__gte=OuterRef("found_at")
    )
    open_ones = written.exclude(state=State.DISCARDED.value)
    found = Breach.objects.of(commune_id).filter(~Exists(open_ones), matter__person__isnull=False)
    return list(found.select_related("matter").order_by("pk"))


def drafted_from(calendar: Calendar, matter: Matter) -> datetime:
    """From when on a dossier's apology is drafted: at once where the date was already given anew."""
    assert matter.due_at is not None
    promised = promised_at(matter)
    if promised is None or promised < matter.due_at:
        return matter.opened_at
    early = rules.draft_from(calendar, promised)
    return early if matter.opened_at < early else promised - SHORT_NOTICE


def promised_at(matter: Matter) -> datetime | None:
    """The date that is or was to be kept: the last one that no re-appointment put in its place."""
    dates = Promise.objects.of(matter.commune_id).filter(matter=matter)
    last = dates.exclude(reason=PromiseReason.REAPPOINTMENT.value).order_by("-number").first()
    return last.due_at if last else matter.due_at


def _fallen_away(commune_id: int) -> list[Letter]:
    """Unsigned apologies for lateness whose dossier ended in time."""
    late = _late_letters(commune_id).filter(state__in=_UNSIGNED, about__closed_at__isnull=False)
    return [letter for letter in late.select_related("about") if _kept(letter.about)]


def _kept(matter: Matter | None) -> bool:
    """Whether the matter ended in time after all."""
    promised = promised_at(matter) if matter else None
    return matter is not None and matter.closed_at is not None and promised is not None and matter.closed_at <= promised


def _drop(commune_id: int, letter_id: int, now: datetime, why: str) -> int:
    with recording(program(commune_id), now) as record:
        dues.drop(record, letter_id, why)
    return 1


def owe_apology(actor: Actor, dossier_code: str, trigger: Trigger, *, now: datetime) -> Letter:
    """The apology for a dossier exists from now on: a draft, and a matter with a clock at the holder's desk.

    Refused `letters.owed.already` when it exists, `letters.owed.no_breach` for a trigger that is none.
    """
    if trigger not in rules.BREACHES:
        raise Refused("letters.owed.no_breach", field="trigger")
    with recording(actor, now) as record:
        matter = matters.find(actor, dossier_code)
        dossier = Dossier.objects.of(actor.commune_id).filter(pk=matter.pk).select_related("procedure").first()
        if dossier is None or matter.person_id is None:
            raise Refused("matters.unknown", field="code", code=dossier_code)
        found_at = _found_at(matter, trigger)
        _require_first(matter, trigger, found_at)
        duty = rules.owed(trigger, calendar_of(matter.commune), found_at or now, promised_at(matter))
        kind = "apology" if trigger is Trigger.LATE else "apology_fault"
        return dues.owe(record, duty, kind, _apology_values(matter, dossier), dues.of_matter(matter))


def _found_at(matter: Matter, trigger: Trigger) -> datetime | None:
    """When something of this dossier was last found lost, damaged or wrong; None for lateness and what nobody noted."""
    found = Breach.objects.of(matter.commune_id).filter(matter=matter, kind=trigger.value).order_by("-pk").first()
    return found.found_at if found is not None else None


def _require_first(matter: Matter, trigger: Trigger, since: datetime | None = None) -> None:
    """Each breach owes one letter; `since`: a letter of before answers an earlier one."""
    every = Letter.objects.of(matter.commune_id).filter(trigger=trigger.value)
    same = (_late_letters(matter.commune_id) if trigger is Trigger.LATE else every).filter(about=matter)
    if since is not None:
        same = same.filter(owed_since__gte=since)
    if same.exclude(state=State.DISCARDED.value).exists():
        raise Refused("letters.owed.already", code=matter.code)


def _apology_values(matter: Matter, dossier: Dossier) -> dict[str, str]:
    """What the program knows already; the true cause is asked from the holder."""
    person = _person_values(matter)
    holder = Officer.objects.filter(pk=matter.holder_id).first() if matter.holder_id else None
    first = matter.first_due_at or matter.due_at
    called = (
        f"{holder.honorific.lower()} {holder.name}, {holder.phone or matter.commune.phone}".strip() if holder else ""
    )
    return {
        **person,
        "code": matter.code,
        "procedure": dossier.procedure.short_name,
        "received_on": local_day(dossier.received_at).isoformat(),
        "promised_on": local_day(first).isoformat() if first else "",
        "handled_by": holder.title if holder else "",
        "contact": called,
    }


def _person_values(matter: Matter) -> dict[str, str]:
    assert matter.person_id is not None
    person = Person.objects.of(matter.commune_id).get(pk=matter.person_id)
    try:
        known = vault.unseal(vault.person_key(person.wrapped_key), person.sealed)
    except vault.Unreadable as problem:
        raise Refused("letters.forgotten") from problem
    sex = {"nam": "male", "male": "male", "nữ": "female", "female": "female"}.get(str(known.get("sex", "")).lower(), "")
    born = str(known.get("born", ""))[:4]
    return {
        "recipient": str(known.get("name", ""))[:200],
        "sex": sex,
        "born_year": born if born.isdigit() and len(born) == 4 else "",
        "address": str(known.get("address", ""))[:300],
    }


def owe_thanks(actor: Actor, code: str, trigger: Trigger, deed: str = "", *, now: datetime) -> Letter:
    """A thank-you for praise, an adopted idea or a contribution: a draft and a matter with a clock of five days."""
    with recording(actor, now) as record:
        return thanks_within(record, code, trigger, deed)


def thanks_within(record: Record, code: str, trigger: Trigger, deed: str = "", result: str = "") -> Letter:
    """The same as part of another action, in its recording. `result`: what came of the deed, where it is known."""
    if trigger not in rules.THANKFUL:
        raise Refused("letters.owed.no_breach", field="trigger")
    matter, now = matters.find(record.actor, code), record.now
    _require_first(matter, trigger)
    said = thanking.of(matter)
    duty = thanking.duty(said, trigger, now) if said else rules.owed(trigger, calendar_of(matter.commune), now)
    known = thanking.values(said) if said else _person_values(matter) if matter.person_id else {}
    values = {**known, "deed": deed[:8000], "result": result[:8000]}
    holder = thanking.hand_over(record, matter, said) if said else matter.holder_id
    return dues.owe(record, duty, "thanks", values, dues.Cause(matter.title, holder, matter))
