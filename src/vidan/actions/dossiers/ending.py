"""How a dossier ends without the result that was asked for: refused with a reason, withdrawn, or stopped."""

from datetime import datetime

from vidan.actions import matters
from vidan.actions.dossiers import rows, slips
from vidan.actions.recording import recording
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, program
from vidan.domain.text import clean_line
from vidan.store.models import Matter, Slip

UNANSWERED = "Quá hạn chờ mà hồ sơ chưa được bổ sung đủ theo phiếu {slip}."


def refuse(actor: Actor, code: str, reason: str, basis: str, *, now: datetime, seen_version: int | None = None) -> Slip:
    """The conditions are not met: a written refusal with its reason and legal basis (form 03) is the result."""
    why = matter_rules.reason_given(reason)
    law = clean_line(basis)[:300]
    if not law:
        raise Refused("dossiers.refusal.basis", field="basis")
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "refuse", seen_version)
        slip = slips.write(record, matter, dossier, form=slips.REFUSAL, reason=why, basis=law)
        matters.close(matter, now, state=after.state.value)
        dossier.ready_at, dossier.told_at = now, None
        dossier.save(update_fields=["ready_at", "told_at"])
        record.fact(
            rules.DossierRefused(
                code=code, reference=matter.reference, slip=slip.number, reason=why, basis=law, ready_at=now
            ),
            subject=f"matter:{matter.pk}",
        )
        if dossier.notify_by_mail:
            record.errand("dossier_notice", matter=matter.pk, about="refused", slip=slip.number)
    return slip


def withdraw(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> Slip:
    """The citizen asks for her dossier back before there is a decision; the notice (form 05) is made at once."""
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "withdraw", seen_version)
        slip = slips.write(record, matter, dossier, form=slips.STOP, reason=why)
        matters.close(matter, now, state=after.state.value)
        record.fact(
            rules.DossierWithdrawn(code=code, reference=matter.reference, slip=slip.number, reason=why),
            subject=f"matter:{matter.pk}",
        )
    return slip


def stop(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Slip:
    """The papers asked for did not come within the legal wait: the dossier ends with a notice (form 05).

    Refused (`dossiers.stop.too_early`) while the wait lasts.
    """
    with recording(actor, now) as record:
        matter, dossier, after = rows.begin(actor, code, "stop", seen_version)
        asked = Slip.objects.of(actor.commune_id).filter(matter=matter, form=slips.SUPPLEMENT).order_by("pk").last()
        if asked is None:
            raise Refused("dossiers.stop.asked_elsewhere", code=code)
        waited_until = asked.answer_before
        assert waited_until is not None
        if now <= waited_until:
            raise Refused("dossiers.stop.too_early", code=code, until=f"{local_day(waited_until):%d/%m/%Y}")
        why = UNANSWERED.format(slip=asked.number)
        slip = slips.write(record, matter, dossier, form=slips.STOP, reason=why, basis=asked.basis)
        matters.close(matter, now, state=after.state.value)
        record.fact(
            rules.DossierStopped(
                code=code, reference=matter.reference, slip=slip.number, reason=why, waited_until=waited_until
            ),
            subject=f"matter:{matter.pk}",
        )
        if dossier.notify_by_mail:
            record.errand("dossier_notice", matter=matter.pk, about="stopped", slip=slip.number)
    return slip


def stop_unanswered(commune_id: int, *, now: datetime) -> list[str]:
    """Close by rule what waited longer than the law lets it; returns the codes. One transaction for each.

    Never what nobody had to bring: a slip whose last paper was dropped is answered (`outside.judge_paper`).
    """
    waiting = Matter.objects.of(commune_id).filter(kind="dossier", state=rules.State.SUPPLEMENT.value)
    overdue = (
        Slip.objects.of(commune_id)
        .filter(matter__in=waiting, answered_at=None, answer_before__lt=now, form=slips.SUPPLEMENT)
        .order_by("answer_before")
        .values_list("matter__code", flat=True)
    )
    codes = list(dict.fromkeys(overdue))
    for code in codes:
        stop(program(commune_id), code, now=now)
    return codes
