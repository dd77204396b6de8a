"""Under an answer that everybody may read: understood, or not yet."""

from datetime import datetime

from vidan.actions.procedures.guide import keep_verdict
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.people import citizen
from vidan.domain.procedures.verdicts import VerdictOn
from vidan.store.models import Feedback


def judge_answer(commune_id: int, code: str, *, understood: bool, now: datetime) -> None:
    """Somebody understood a published answer, or not yet. Refused `matters.unknown` where none is to be seen."""
    rows = Feedback.objects.of(commune_id).filter(matter__commune=commune_id, matter__code=code, shown_at__isnull=False)
    if not rows.exclude(public_answer="").exists():
        raise Refused("matters.unknown", field="code", code=code)
    with recording(citizen(commune_id), now) as record:
        keep_verdict(record, code, VerdictOn.ANSWER, understood=understood)
