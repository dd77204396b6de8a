"""Something behind every address, so that each page can be opened by a test that walks the whole table."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import get_resolver, reverse

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, letters, procedures, steering
from vidan.actions.dossiers import blanks, imports
from vidan.actions.feedback import reception, rules
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import Gathering, Visit
from vidan.domain.moments import local_day
from vidan.domain.procedures import PaperMark
from vidan.domain.procedures.forms import FormWords
from vidan.domain.steering import (
    BriefingText,
    FigureRead,
    LessonSource,
    MeetingKind,
    MeetingText,
    RoundText,
    Seat,
    Seated,
    read_period,
)
from vidan.queries import procedures as seen
from vidan.queries import steering as board_seen
from vidan.queries.feedback import reception as books
from vidan.queries.feedback import routing
from vidan.queries.promises import reports as figures
from vidan.speech import reports


@dataclass(frozen=True)
class Sample:
    """A commune with something behind every address."""

    house: House
    words: dict[str, Any]

    def address(self, name: str) -> str:
        """Where a page stands, with what it needs to show something."""
        (candidates, *_) = get_resolver().reverse_dict.getlist(name)
        needed = candidates[0][0][1]
        return reverse(name, kwargs={word: self.words[word] for word in needed})


def handfuls(names: Iterable[str], size: int = 16) -> list[list[str]]:
    """The names in order, some at a time: what stands behind the addresses is made once for each handful."""
    ordered = sorted(names)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


@contextmanager
def one_of_many(name: str) -> Iterator[None]:
    """One page among those of a test: what opening it wrote is forgotten, and what is wrong with it says its name."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    except AssertionError as wrong:
        wrong.add_note(f"the page: {name}")
        raise


def came(house: House) -> int:
    """A line of the reception day's book."""
    visit = Visit(
        occasion=Gathering.RECEPTION,
        held_on=local_day(NOW),
        name="Lò Văn Thử",
        said="Mương đầu thôn bị lấp, xin xã nạo vét.",
        cls=MessageClass.FEEDBACK,
    )
    reception.enter(house.specialist, visit, now=NOW)
    days = local_day(NOW)
    return books.book(house.specialist, Gathering.RECEPTION, days, days)[0].id


def behind_every_address(house: House) -> Sample:
    """A dossier, a slip, a letter, an imported list, a question that found nothing; names of files for the rest."""
    matter = builders.receive(house.one_stop)
    marks = builders.all_present() | {0: PaperMark.MISSING}
    slip = dossiers.ask_supplement(house.one_stop, builders.intake(marks=marks), now=NOW)
    procedures.miss_question(house.commune.pk, "tờ giấy lạ", "", now=NOW)
    procedures.add_clip(
        house.specialist, builders.BUILDING_PERMIT, "mtq", "Bà Mẫu", b"OggS" + bytes(60), agreed=True, now=NOW
    )
    procedures.ask_doubts(house.commune.pk, now=NOW)
    change = procedures.propose_change(
        house.specialist, builders.BUILDING_PERMIT, {"short_name": "Xin phép xây nhà"}, "Cho dễ hiểu", now=NOW
    )
    blank = FormWords("Đơn đề nghị", "Mẫu của xã", local_day(NOW))
    form = procedures.offer_form(house.specialist, builders.BUILDING_PERMIT, blank, b"%PDF-1.7 thu", now=NOW)
    procedures.take_form(house.leader, form.pk, now=NOW)
    words = {
        "change_id": change.pk,
        "form_id": form.pk,
        "sample": "giay-phep-xay-dung",
        "form": "jsonld",
        "language": "mtq",
        "key": builders.BUILDING_PERMIT,
        "code": matter.code,
        "number": slip.number,
        "token": "khong-co",
        "question_id": seen.missed(house.commune.pk)[0].number,
        "doubt_code": seen.doubts(house.commune.pk, local_day(NOW))[0].code,
        "promise": 8,
        "reference": "0" * 32,
    }
    words |= {"year": 2026, "log": "2026", "name": "checkpoint"}
    letter = letters.draft(house.specialist, "notice", {"about": "Lịch tiếp dân"}, now=NOW)
    words |= {"letter_code": letter.code, "verify_code": letter.verify_code, "kind": "notice", "owed_code": "XL-0"}
    laid = imports.begin(house.one_stop, "danh-sach.csv", b"x", by_worker=False, now=NOW)
    words |= {"import_id": laid.pk}
    words |= {"run_id": blanks.print_run(house.one_stop, 2, now=NOW).pk}
    words |= {"entry_id": came(house), "place": 0, "way": "xuong", "turn_id": _turn(house)}
    words |= {"photo_id": 1, "file": "x", "path": "x"}
    words |= {
        "member_id": _board(house),
        "goal_id": _plan(house),
        "milestone_id": _milestone(house),
        "meeting_code": _meeting(house),
        "lesson_code": _lesson(house),
        "round_code": _round(house),
        "item": 12,
        "report_id": _report(house),
        "briefing_id": _briefing(house),
        "assessment_id": _assessment(house),
    }
    return Sample(house, words | {"officer_id": house.specialist.officer_id, "pk": 1, "year": 2026})


def _turn(house: House) -> int:
    """A day of duty."""
    officer, day = house.specialist.officer_id or 0, local_day(NOW)
    rules.put_on_duty(house.leader, officer, day, day, now=NOW)
    return routing.duty(house.leader, NOW)[0].id


def _board(house: House) -> int:
    """A steering board; the id of its head."""
    people = (house.leader, house.one_stop, house.specialist)
    seats = (Seat.HEAD, Seat.STANDING, Seat.MEMBER)
    members = [Seated(one.officer_id or 0, seat) for one, seat in zip(people, seats, strict=True)]
    steering.found(house.leader, "Chính quyền thân thiện", local_day(NOW), members, now=NOW)
    board = board_seen.board(house.commune.pk, local_day(NOW))
    assert board is not None
    return board.members[0].id


def _plan(house: House) -> int:
    """A plan that counts; the id of its first goal."""
    plan = steering.start_plan(house.leader, 2026, now=NOW)
    steering.adopt(house.leader, plan.pk, now=NOW)
    card = board_seen.plan(house.commune.pk)
    assert card is not None
    return card.goals[0].id


def _milestone(house: House) -> int:
    """A milestone of the plan that counts."""
    card = board_seen.plan(house.commune.pk)
    assert card is not None
    day = local_day(NOW) + timedelta(days=9)
    return steering.set_milestone(house.leader, card.goals[0].id, "Mọi thôn có bảng", day, now=NOW).pk


def _meeting(house: House) -> str:
    """A meeting that is planned; its code."""
    chair, secretary = house.leader.officer_id or 0, house.one_stop.officer_id or 0
    text = MeetingText(MeetingKind.MEETING, "Họp tháng", NOW + timedelta(days=1), "Hội trường", chair, secretary)
    return str(steering.plan_meeting(house.leader, text, now=NOW).code)


def _lesson(house: House) -> str:
    """A lesson about a promise; its code."""
    reading = FigureRead(local_day(NOW), 8, 12, 98)
    return str(steering.learn(house.leader, LessonSource.PROMISE, "8", "Lời hứa 8 lỡ mục tiêu", reading, now=NOW).code)


def _report(house: House) -> int:
    """A report of this month; its id."""
    data = figures.report(house.commune.pk, read_period("2026-11"), local_day(NOW))
    return int(steering.draft_report(house.leader, data, reports.values(data), now=NOW).pk)


def _briefing(house: House) -> int:
    """A notice to officials, and a text that was read out; the notice's id."""
    said = steering.compose_broadcast(house.leader, "Tiếp dân", "Sáng thứ Năm Chủ tịch xã tiếp bà con.", now=NOW)
    steering.air(house.leader, said.pk, NOW, "cả xã", now=NOW)
    text = BriefingText("Ký cam kết", "Mọi người ký cam kết trong tuần.", local_day(NOW))
    return int(steering.brief(house.leader, text, now=NOW).pk)


def _assessment(house: House) -> int:
    """This year on the scorecard; its id."""
    data = figures.report(house.commune.pk, read_period("2026"), local_day(NOW))
    return int(steering.assess(house.leader, 2026, data.until, data.figures, now=NOW).pk)


def _round(house: House) -> str:
    """A draft that lies open; its code."""
    first = local_day(NOW)
    text = RoundText(
        "Quy chế chợ phiên", "Chợ họp ngày rằm. " * 5, "Chợ họp ngày nào?", first, first + timedelta(days=29)
    )
    return str(steering.open_round(house.leader, text, now=NOW).code)
