"""Waiting for the citizen or for another agency: papers asked for once, a fee that is due, a typed pause."""

from datetime import datetime
from typing import Any

from vidan.actions import matters
from vidan.actions.dossiers import outside, rows, slips
from vidan.actions.matters import owed
from vidan.actions.recording import Record, recording
from vidan.content.desk import terms_on
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.calendar import Limit
from vidan.domain.dossiers import Asking
from vidan.domain.matters import PauseKind, PromiseReason
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.domain.procedures import PaperMark
from vidan.store.calendars import calendar_of
from vidan.store.models import Dossier, Matter, Procedure, Slip

#: How long the owner of a procedure has to look at a paper that was asked for outside the published list.
LOOK_AT_THE_LIST = Limit.parse("5wd")


def ask_papers(actor: Actor, code: str, asking: Asking, *, now: datetime, seen_version: int | None = None) -> Slip:
    """Ask for papers after receipt (form 02). The first time stops the clock, and the supplement restarts it once.

    A second time needs the head and his reason (`asking.again`); the clock then runs on at our own desk. A paper that
    is not on the published list of the day of receipt needs its own reason, and the procedure's owner has to look.
    """
    act = "ask_again" if asking.again.strip() else "ask_supplement"
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, act, seen_version)
        papers = rules.ask(rows.papers_of(dossier.procedure), asking)
        slip = slips.write(
            record,
            matter,
            dossier,
            form=slips.SUPPLEMENT,
            papers=[paper.kept() for paper in papers],
            reason=papers[0].reason,
            head_reason=matter_rules.reason_given(asking.again, "again") if act == "ask_again" else "",
            time=after.asked,
            answer_before=calendar_of(matter.commune).due_moment(now, terms_on(local_day(now)).supplement_wait),
            basis=slips.list_of(dossier.procedure),
        )
        if act == "ask_supplement":
            matters.stop_clock(record, matter, PauseKind.CITIZEN, slip.reason, act=act, state=after.state.value)
        else:
            matters.change(matter, state=after.state.value)
        dossier.asked = after.asked
        dossier.save(update_fields=["asked"])
        _tell_asked(record, matter, dossier, slip, papers)
    return slip


def _tell_asked(
    record: Record, matter: Matter, dossier: Dossier, slip: Slip, papers: tuple[rules.AskedPaper, ...]
) -> None:
    """The fact, the look at the list that a paper outside it costs, and the mail."""
    assert slip.answer_before is not None
    unlisted = rules.listed_names(papers, listed=False)
    terms = terms_on(local_day(record.now))
    record.fact(
        rules.PapersAsked(
            code=matter.code,
            slip=slip.number,
            time=slip.time,
            papers=rules.listed_names(papers, listed=True),
            unlisted=unlisted,
            reason=slip.reason,
            head_reason=slip.head_reason,
            answer_before=slip.answer_before,
            late=rules.asked_late(calendar_of(matter.commune), dossier.received_at, terms, record.now),
        ),
        subject=f"matter:{matter.pk}",
    )
    for name in unlisted:
        _look_at_the_list(record, matter, dossier.procedure, name)
    if dossier.notify_by_mail:
        record.errand("dossier_notice", matter=matter.pk, about="supplement", slip=slip.number)


def _look_at_the_list(record: Record, matter: Matter, procedure: Procedure, paper: str) -> None:
    """A paper outside the published list: its owner publishes it, or forbids asking for it."""
    holder = owed.owner_of_unit(record, procedure.unit_key)
    title = rules.outside_title(paper, procedure.short_name)
    owed.open_owed(
        record,
        matter.commune,
        kind="checklist",
        title=title,
        limit=LOOK_AT_THE_LIST,
        holder_id=holder,
        about=matter.code,
    )


def accept_papers(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """Every paper of the open slip is there. After the first slip the time limit starts from zero, once."""
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "accept_supplement", seen_version)
        # The province asked by a slip of its own where our book has none: then its list of papers is not known here.
        slip = Slip.objects.of(actor.commune_id).filter(matter=matter, form=slips.SUPPLEMENT).order_by("pk").last()
        if matter.paused_at is not None:
            calendar = calendar_of(matter.commune)
            due_at = calendar.due_moment(now, Limit.parse(matter.limit))
            matters.start_clock(
                record,
                matter,
                due_at,
                calendar.version,
                PromiseReason.SUPPLEMENT,
                cause="supplemented",
                state=after.state.value,
                escalated=0,
            )
        else:
            matters.change(matter, state=after.state.value)
        if slip is not None:
            slip.answered_at = now
            slip.save(update_fields=["answered_at"])
            dropped = outside.dropped_papers(actor.commune_id, matter.pk)
            brought = [paper for paper in slip.papers if paper["listed"] or paper["name"] not in dropped]
            dossier.papers = [*dossier.papers, *(_handed_in(paper) for paper in brought)]
            dossier.save(update_fields=["papers"])
        record.fact(
            rules.PapersCompleted(
                code=code,
                slip=slip.number if slip is not None else "",
                time=slip.time if slip is not None else 1,
                due_at=matter_rules.owed(matters.standing(matter)),
            ),
            subject=f"matter:{matter.pk}",
        )
    return matter


def _handed_in(paper: dict[str, Any]) -> dict[str, Any]:
    """A paper of the slip as the dossier's own list keeps it."""
    kept = {name: paper[name] for name in ("name", "condition", "originals", "copies")}
    return {**kept, "mark": PaperMark.PRESENT.value, "supplement": True}


def ask_fee(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """A fee or tax is due: the clock stands at the citizen's until it is paid."""
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, _, after = rows.begin(actor, code, "ask_fee", seen_version)
        matters.stop_clock(record, matter, PauseKind.CITIZEN, why, act="ask_fee", state=after.state.value)
        record.fact(rules.FeeAsked(code=code, reason=why), subject=f"matter:{matter.pk}")
    return matter


def fee_paid(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """The fee or tax is paid: the clock runs on, and the date moves by exactly the time it stood still."""
    with recording(actor, now) as record:
        matter, _, after = rows.begin(actor, code, "fee_paid", seen_version)
        before = matters.standing(matter)
        calendar = calendar_of(matter.commune)
        due_at = matter_rules.due_after_pause(
            calendar,
            Limit.parse(matter.limit),
            matter_rules.owed(before),
            matter_rules.require_paused(before),
            now,
        )
        matters.start_clock(
            record, matter, due_at, calendar.version, PromiseReason.PAUSE, cause="fee_paid", state=after.state.value
        )
        record.fact(rules.FeePaid(code=code, due_at=due_at), subject=f"matter:{matter.pk}")
    return matter


def pause(
    actor: Actor,
    code: str,
    kind: PauseKind,
    reason: str,
    waiting_for: str = "",
    *,
    now: datetime,
    seen_version: int | None = None,
) -> Matter:
    """Stop a dossier's clock for a typed reason; never while papers are awaited, which has a clock rule of its own."""
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, _, _ = rows.begin(actor, code, "pause", seen_version)
        name = matter_rules.pause(matters.standing(matter), kind, waiting_for)
        matters.stop_clock(record, matter, kind, why, name)
    return matter
