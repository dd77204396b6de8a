"""How a dossier of a list ended in the system it came from, as facts of ours."""

from vidan.domain.dossiers import ResultGivenOut, ResultReady, State
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.source_list import SourceRow
from vidan.domain.facts import Fact
from vidan.store.models import Matter


def ended(matter: Matter, state: State, row: SourceRow) -> Fact:
    """The clock ended in the source: with a result (a refusal is one too), or because it was withdrawn or stopped."""
    assert row.ready_at is not None
    if state in (State.WITHDRAWN, State.STOPPED):
        return rules.DossierEndedElsewhere(
            code=matter.code,
            reference=matter.reference,
            state=state,
            ended_at=row.ready_at,
            told_state=row.told_state,
        )
    return ResultReady(code=matter.code, reference=matter.reference, ready_at=row.ready_at)


def given(matter: Matter, row: SourceRow) -> Fact:
    """The result was handed over, as the source says."""
    assert row.given_at is not None
    return ResultGivenOut(
        code=matter.code,
        reference=matter.reference,
        given_at=row.given_at,
        receiver=row.receiver,
        receipt_shown=False,
    )
