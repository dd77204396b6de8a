"""What people did not understand becomes named work: once a week, by guide, closed with a word of what came of it."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from vidan.actions.matters import owed
from vidan.actions.procedures.guide import KEEPERS
from vidan.actions.recording import Record, recording
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM, local_day
from vidan.domain.people import Actor, program, require
from vidan.domain.procedures.facts import GuideDoubtSettled
from vidan.domain.procedures.verdicts import VerdictOn
from vidan.domain.text import clean_line
from vidan.store.editions import edition_on
from vidan.store.models import Commune, GuideCare, GuideDoubt, GuideVerdict, MissedQuestion

KIND = "guide_doubt"
#: Within what time a keeper looks at it.
SETTLED_WITHIN = Limit.parse("5wd")
#: So far back a first list looks, and so many guides become work in one week.
LOOKS_BACK, MOST_A_WEEK = timedelta(days=28), 100
SHORTEST_OUTCOME, LONGEST_OUTCOME = 5, 500
#: Whose it is when nobody knows which guide is meant.
FIRST_DESK = "trung-tam-phuc-vu-hanh-chinh-cong"


def ask_doubts(commune_id: int, *, now: datetime) -> int:
    """This week's list, made once from Monday on: one piece of work for each guide. Returns how many were opened."""
    monday = _monday(now)
    if GuideDoubt.objects.of(commune_id).filter(opened_at__gte=monday).exists():
        return 0
    waiting = sorted(_groups(commune_id, now) - _open_keys(commune_id))[:MOST_A_WEEK]
    if not waiting:
        return 0
    commune = Commune.objects.get(pk=commune_id)
    with recording(program(commune_id), now) as record:
        for key in waiting:
            _open(record, commune, key)
    return len(waiting)


def _monday(now: datetime) -> datetime:
    day = local_day(now)
    return datetime.combine(day - timedelta(days=day.weekday()), time(), VIETNAM)


def _groups(commune_id: int, now: datetime) -> set[str]:
    """Keys of what was not understood: guesses of open questions (not ours: no key), "not yet" since last time."""
    guesses = MissedQuestion.objects.of(commune_id).filter(settled_at=None).values_list("guess", flat=True).distinct()
    groups = {_own(commune_id, guess, now) for guess in guesses}
    said = GuideVerdict.objects.of(commune_id).filter(understood=False, said_at__gte=now - LOOKS_BACK)
    said = said.exclude(about=VerdictOn.SEARCH)  # the question itself is on the list
    for name, about, at in said.values_list("procedure_key", "about", "said_at"):
        key = name if about == VerdictOn.GUIDE else ""
        if key not in groups and at >= _since(commune_id, key, now):
            groups.add(key)
    return groups


def _own(commune_id: int, guess: str, now: datetime) -> str:
    """The key of a guide of this commune, or none."""
    return guess if guess and edition_on(commune_id, guess, local_day(now)) is not None else ""


def _since(commune_id: int, key: str, now: datetime) -> datetime:
    """From when on "not yet" counts: the last list about this guide, else four weeks ago."""
    last = GuideDoubt.objects.of(commune_id).filter(procedure_key=key).order_by("-opened_at").first()
    return last.opened_at if last is not None else now - LOOKS_BACK


def _open_keys(commune_id: int) -> set[str]:
    rows = GuideDoubt.objects.of(commune_id).filter(matter__closed_at=None)
    return set(rows.values_list("procedure_key", flat=True))


def _open(record: Record, commune: Commune, key: str) -> None:
    edition = edition_on(commune.pk, key, local_day(record.now)) if key else None
    care = GuideCare.objects.of(commune.pk).filter(procedure_key=key, keeper__is_active=True).first() if key else None
    unit = edition.unit_key if edition else FIRST_DESK
    title = f"Bà con chưa hiểu: {edition.short_name}" if edition else "Câu hỏi chưa rõ là thủ tục nào"
    matter = owed.open_owed(
        record,
        commune,
        kind=KIND,
        title=title,
        limit=SETTLED_WITHIN,
        holder_id=care.keeper_id if care else owed.owner_of_unit(record, unit),
        about=key,
        own_end=True,
    )
    GuideDoubt(
        commune_id=commune.pk,
        procedure_key=key,
        matter=matter,
        opened_at=record.now,
        since=_since(commune.pk, key, record.now),
    ).save(force_insert=True)


def settle_doubt(actor: Actor, code: str, outcome: str, *, now: datetime) -> None:
    """Close a week's list about a guide: every question of it is answered, and a word says what was done.

    Refused: `procedures.doubt.unknown`, `procedures.doubt.outcome_missing`, `procedures.doubt.questions_open`.
    """
    require(actor, *KEEPERS)
    told = clean_line(outcome)[:LONGEST_OUTCOME]
    if len(told) < SHORTEST_OUTCOME:
        raise Refused("procedures.doubt.outcome_missing", field="outcome")
    with recording(actor, now) as record:
        rows = GuideDoubt.objects.of(actor.commune_id).filter(matter__code=code, matter__closed_at=None)
        doubt = rows.select_related("matter").first()
        if doubt is None:
            raise Refused("procedures.doubt.unknown")
        lately = Q(settled_at=None) | Q(settled_at__gte=doubt.opened_at)
        asked = MissedQuestion.objects.of(actor.commune_id).filter(lately, first_at__lte=doubt.opened_at)
        own = [row for row in asked if _own(actor.commune_id, row.guess, now) == doubt.procedure_key]
        if any(row.settled_at is None for row in own):
            raise Refused("procedures.doubt.questions_open", field="outcome")
        said = GuideVerdict.objects.of(actor.commune_id).filter(understood=False)
        key = doubt.procedure_key
        said = said.filter(about=VerdictOn.GUIDE, procedure_key=key) if key else said.filter(about=VerdictOn.ANSWER)
        owed.settle_owed(record, code, told)
        record.fact(
            GuideDoubtSettled(
                procedure=key,
                questions=sum(row.settled_at >= doubt.opened_at for row in own if row.settled_at),
                not_yet=said.filter(said_at__gte=doubt.since).count(),
                outcome=told,
            ),
            subject=f"guide_doubt:{doubt.pk}",
        )
