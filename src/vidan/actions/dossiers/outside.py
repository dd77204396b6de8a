"""A paper that was asked for outside the published list: who answers for the procedure says what becomes of it."""

from datetime import datetime

from vidan.actions import matters
from vidan.actions.dossiers import slips
from vidan.actions.matters import owed
from vidan.actions.recording import Record, recording
from vidan.domain import dossiers as rules
from vidan.domain.dossiers import State
from vidan.domain.errors import Refused
from vidan.domain.matters import PromiseReason
from vidan.domain.matters import owed as owed_then
from vidan.domain.people import Actor
from vidan.store.calendars import calendar_of
from vidan.store.models import Dossier, Fact, Matter, Slip


def judge_paper(
    actor: Actor, code: str, outcome: str, *, dropped: bool, now: datetime, seen_version: int | None = None
) -> Matter:
    """The look at the list is over, with a word of why: the paper goes onto the list, or nobody asks for it any more.

    Dropped: the slip that was handed out stays as it is (a paper that was sent is never edited), but nobody waits for
    that paper; where it was the last one awaited, the dossier runs on. Whoever holds it is told to call her.
    """
    with recording(actor, now) as record:
        look = owed.finish_within(record, code, outcome, seen_version)
        if dropped:
            _drop(record, look, outcome)
    return look


def _drop(record: Record, look: Matter, why: str) -> None:
    opened = Fact.objects.of(look.commune_id).get(subject=f"matter:{look.pk}", kind="MatterOpened")
    asked = Slip.objects.of(look.commune_id).filter(matter__code=opened.told["about"], form=slips.SUPPLEMENT)
    outside = [(paper["name"], slip) for slip in asked.order_by("pk") for paper in slip.papers if not paper["listed"]]
    name = rules.looked_at(look.title, dict(outside))
    if name is None:
        raise Refused("matters.unknown", field="code", code=look.code)
    slip = dict(outside)[name]  # the newest that asks for it
    matter = slip.matter
    assert matter is not None, "found by the code of its dossier"
    fact = rules.PaperDropped(code=matter.code, slip=slip.number, paper=name, reason=why)
    record.fact(fact, subject=f"matter:{matter.pk}")
    if matter.closed_at is None:
        _go_on(record, matter, slip)
        matters.remind(record, _who_calls(matter), matter, "dropped", paper=name)


def _go_on(record: Record, matter: Matter, slip: Slip) -> None:
    """Nothing of the slip is awaited any more: the dossier runs on at once, towards the date that was owed before.

    It was we who asked in vain, so neither a pause nor a supplement moves her day.
    """
    dropped = dropped_papers(matter.commune_id, matter.pk)
    awaited = any(paper["listed"] or paper["name"] not in dropped for paper in slip.papers)
    if awaited or slip.answered_at is not None or matter.state != State.SUPPLEMENT.value:
        return
    state = rules.follow(State.SUPPLEMENT, "accept_supplement").value
    if matter.paused_at is None:
        matters.change(matter, state=state)
    else:
        due_at = owed_then(matters.standing(matter))
        version = calendar_of(matter.commune).version
        matters.start_clock(record, matter, due_at, version, PromiseReason.PAUSE, cause="dropped", state=state)
    slip.answered_at = record.now
    slip.save(update_fields=["answered_at"])


def _who_calls(matter: Matter) -> list[int]:
    received_by = Dossier.objects.of(matter.commune_id).get(pk=matter.pk).received_by_id
    return [officer for officer in (matter.holder_id or received_by,) if officer is not None]


def dropped_papers(commune_id: int, matter_id: int) -> frozenset[str]:
    """The papers of a dossier that were asked for outside the list and are asked for no more."""
    facts = Fact.objects.of(commune_id).filter(subject=f"matter:{matter_id}", kind="PaperDropped")
    return frozenset(str(told["paper"]) for told in facts.values_list("told", flat=True))
