"""Complaints and denunciations run on the clocks of their own laws."""

from datetime import datetime, timedelta

import pytest

from tests.builders import NOW
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import legal
from vidan.domain.feedback.legal import LegalAct, LegalCourse, LegalKind

COMPLAINT, DENUNCIATION = map(content.legal_clock, (LegalKind.COMPLAINT, LegalKind.DENUNCIATION))


def accepted(*, remote: bool = False, kind: LegalKind = LegalKind.COMPLAINT) -> LegalCourse:
    return LegalCourse(NOW).take(LegalAct.ACCEPT, content.legal_clock(kind), NOW, remote=remote)


def test_the_limits_are_those_of_the_laws_of_2011_and_2018_as_amended_in_2025() -> None:
    assert str(COMPLAINT.accept) == str(DENUNCIATION.accept) == "7wd"
    assert [str(limit) for limit in COMPLAINT.settle] == ["30d", "45d"]
    assert [str(limit) for limit in COMPLAINT.remote] == ["45d", "60d"]
    assert [str(limit) for limit in DENUNCIATION.settle] == ["30d", "60d", "90d"]


def test_a_complaint_is_accepted_or_declined_first() -> None:
    assert LegalCourse(NOW).acts(COMPLAINT) == {LegalAct.ACCEPT, LegalAct.DECLINE}
    with pytest.raises(Refused, match=r"feedback\.legal\.not_now"):
        LegalCourse(NOW).take(LegalAct.CONCLUDE, COMPLAINT, NOW)


def test_a_complaint_is_extended_once_and_a_denunciation_twice() -> None:
    longer = accepted().take(LegalAct.EXTEND, COMPLAINT, NOW)
    assert str(longer.limit(COMPLAINT)) == "45d"
    assert longer.acts(COMPLAINT) == {LegalAct.CONCLUDE}
    twice = accepted(kind=LegalKind.DENUNCIATION).take(LegalAct.EXTEND, DENUNCIATION, NOW)
    twice = twice.take(LegalAct.EXTEND, DENUNCIATION, NOW)
    assert str(twice.limit(DENUNCIATION)) == "90d"
    with pytest.raises(Refused):
        twice.take(LegalAct.EXTEND, DENUNCIATION, NOW)


def test_where_ways_are_long_the_law_gives_more_days() -> None:
    assert str(accepted(remote=True).limit(COMPLAINT)) == "45d"
    assert str(accepted(remote=True).take(LegalAct.EXTEND, COMPLAINT, NOW).limit(COMPLAINT)) == "60d"


def test_nothing_follows_a_conclusion() -> None:
    ended = accepted().take(LegalAct.CONCLUDE, COMPLAINT, NOW + timedelta(days=9))
    assert ended.acts(COMPLAINT) == frozenset()


def test_a_course_is_read_as_it_was_kept() -> None:
    course = accepted(remote=True).take(LegalAct.EXTEND, COMPLAINT, NOW)
    assert legal.read(legal.kept(LegalKind.COMPLAINT, course)) == (LegalKind.COMPLAINT, course)
    assert isinstance(legal.read(legal.kept(LegalKind.COMPLAINT, LegalCourse(NOW)))[1].received_at, datetime)
