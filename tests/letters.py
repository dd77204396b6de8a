"""Letters for tests: an office that can write, check, sign, number and seal them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, SINCE
from vidan.actions import letters
from vidan.content.letters import samples
from vidan.domain.errors import Refused
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.people import Actor, Role
from vidan.queries.letters import occasions
from vidan.store.models import Commune, Entry, Letter

PDF = b"%PDF-1.7 a letter"
HOME = letters.Sending(Way.HOME, "Thôn Tôm")


@dataclass(frozen=True)
class Office:
    """Who is needed for a letter: a writer, a checker, the chairman, a vice-chairwoman, a clerk."""

    commune: Commune
    writer: Actor
    checker: Actor
    chairman: Actor
    vice: Actor
    clerk: Actor


def furnish(commune: Commune) -> Office:
    """The officers, and the rights of the two who sign; the chairman also heads the steering board."""
    chairman = builders.enter_officer(
        commune, Role.LEADER, Role.BOARD_MEMBER, name="Bùi Quốc Việt", title="Chủ tịch UBND xã"
    )
    vice = builders.enter_officer(commune, Role.LEADER, Role.BOARD_MEMBER, name="Phạm Thị Nga", title="Phó Chủ tịch")
    office = Office(
        commune=commune,
        writer=builders.enter_officer(commune, Role.SPECIALIST, Role.ONE_STOP, name="Lê Thị Hoa", title="Công chức"),
        checker=builders.enter_officer(commune, Role.SPECIALIST, name="Hà Văn Lâm", title="Công chức tư pháp"),
        chairman=chairman,
        vice=vice,
        clerk=builders.enter_officer(commune, Role.CLERK, name="Lê Hải Yến", title="Văn thư"),
    )
    right(office, chairman, Capacity.CHAIRMAN, "Chủ tịch Ủy ban nhân dân xã", board_seat=BoardSeat.HEAD)
    right(office, vice, Capacity.VICE_CHAIRMAN, "Phó Chủ tịch Ủy ban nhân dân xã")
    return office


def right(office: Office, officer: Actor, capacity: Capacity, title: str, **words: Any) -> Any:
    """A right to sign since the commune began."""
    assert officer.officer_id is not None
    told = {"from_on": SINCE, "now": NOW, **words}
    return letters.give_right(office.chairman, officer_id=officer.officer_id, capacity=capacity, title=title, **told)


def values(kind: str = "notice", **words: str) -> dict[str, str]:
    """What a careful officer types into a letter of this kind."""
    return {**samples.happened(kind, NOW.date()), **words}


def draft(office: Office, kind: str = "notice", *, now: datetime = NOW, **words: Any) -> Letter:
    """A complete draft."""
    told = {name: words.pop(name) for name in ("authority", "about_code", "form_token") if name in words}
    return letters.draft(office.writer, kind, values(kind, **words), now=now, **told)


def checked(office: Office, kind: str = "notice", *, now: datetime = NOW, **words: Any) -> Letter:
    """A letter that waits for its signature."""
    letter = draft(office, kind, now=now, **words)
    return check(office, letter.code, now=now)


def check(office: Office, code: str, *, now: datetime = NOW) -> Letter:
    """From draft to signature."""
    letters.submit(office.writer, code, now=now)
    return letters.check(office.checker, code, now=now)


def signed(
    office: Office, kind: str = "notice", *, by: Actor | None = None, now: datetime = NOW, **words: Any
) -> Letter:
    """A signed letter that waits for its number."""
    return letters.sign(by or office.chairman, checked(office, kind, now=now, **words).code, now=now)


def numbered(office: Office, kind: str = "notice", *, now: datetime = NOW, **words: Any) -> Letter:
    """A letter with its number and its print."""
    letter = letters.number(office.clerk, signed(office, kind, now=now, **words).code, now=now)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, PDF + letter.code.encode(), now=now)
    return letter


def sealed(office: Office, kind: str = "notice", *, now: datetime = NOW, **words: Any) -> Letter:
    """A letter that may leave the house."""
    return letters.seal(office.clerk, numbered(office, kind, now=now, **words).code, 2, now=now)


def sent(office: Office, kind: str = "notice", *, now: datetime = NOW, way: Way = Way.POST, **words: Any) -> Letter:
    """A letter on its way."""
    letter = sealed(office, kind, now=now, **words)
    return letters.send(office.clerk, letter.code, letters.Sending(way, "Thôn Tôm"), now=now)


def refusal(act: Any, *args: Any, **words: Any) -> str:
    """The code by which the act is refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **words)
    return refused.value.code


def kinds_of_entries(office: Office) -> list[str]:
    """What the public ledger tells, in order."""
    return list(Entry.objects.of(office.commune).order_by("pk").values_list("kind", flat=True))


def now_of(letter: Letter) -> Letter:
    """The letter as it stands now."""
    return Letter.objects.of(letter.commune_id).get(pk=letter.pk)


def promised(office: Office) -> list[tuple[date | None, date | None]]:
    """(finished on, broken from) of every apology that counts for promise 4."""
    return [(one.finished_on, one.broken_on) for one in occasions.apologies(office.commune.pk)]
