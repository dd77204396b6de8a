"""A procedure as it is written down: the words of a day, with their source and their doubts."""

from dataclasses import dataclass
from datetime import date

from vidan.domain.calendar import Limit
from vidan.domain.people import Role
from vidan.domain.procedures.papers import Paper

#: The desks of a commune a procedure may belong to (NĐ 150/2025/NĐ-CP; police and military command beside them).
UNITS = (
    "trung-tam-phuc-vu-hanh-chinh-cong",
    "van-phong",
    "kinh-te",
    "van-hoa-xa-hoi",
    "cong-an",
    "quan-su",
)
#: The law of the two-level government came into force; earlier lists are no longer a commune's.
FIRST_DAY = date(2025, 7, 1)


@dataclass(frozen=True)
class InternalStep:
    """One step of the desk's own way: its name, and the role that takes it."""

    name: str
    role: Role


@dataclass(frozen=True)
class ProcedureText:
    """One procedure, ready to be shown, confirmed and received.

    `key` is the national code, or a local key for the few that have none (then `code` is None). `limit` without
    `limit_sure` is a suggestion: the commune confirms it before anything is promised. `fee_vnd` is the amount of one
    unit named in `fee_text` (a page, a contract), None when unknown or dependent on the case. `unsure` names the
    fields to be confirmed. `in_scope` is False where the commune's one-stop does not receive it (schools, the land
    registration branch, denunciations). `steps` are for the citizen, `internal_steps` for the desk. `left_open` names
    the fields about which a list says nothing: what a commune holds of them stays.
    """

    key: str
    code: str | None
    name: str
    short_name: str
    field: str
    unit: str = ""
    limit: Limit | None = None
    limit_sure: bool = False
    limit_note: str = ""
    fee_text: str = ""
    fee_vnd: int | None = None
    papers: tuple[Paper, ...] = ()
    steps: tuple[str, ...] = ()
    internal_steps: tuple[InternalStep, ...] = ()
    result: str = ""
    legal_basis: tuple[str, ...] = ()
    online: str = ""
    life_events: tuple[str, ...] = ()
    level: str = ""
    agency: str = ""
    in_scope: bool = True
    source: str = ""
    confidence: str = "?"
    unsure: tuple[str, ...] = ()
    local_codes: tuple[tuple[str, str], ...] = ()
    valid_from: date = FIRST_DAY
    left_open: frozenset[str] = frozenset()


#: The usual way through a commune's desk, for a procedure that names no way of its own.
USUAL_WAY = (
    InternalStep("Tiếp nhận", Role.ONE_STOP),
    InternalStep("Thẩm tra", Role.SPECIALIST),
    InternalStep("Trình ký", Role.SPECIALIST),
    InternalStep("Ký duyệt", Role.LEADER),
    InternalStep("Trả kết quả", Role.ONE_STOP),
)
