"""Nothing late unseen: who is told at which share of the working time, and when nobody is told."""

from datetime import datetime, timedelta

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, matters
from vidan.actions.matters import inboxes
from vidan.domain import matters as rules
from vidan.domain.matters import Audience, PauseKind
from vidan.domain.people import Actor, Role
from vidan.jobs import officer_reminder
from vidan.queries import matters as seen
from vidan.queries.matters import reminder_mail
from vidan.speech.messages import officer_reminder as words
from vidan.store import guard
from vidan.store.calendars import calendar_of
from vidan.store.models import Fact, Mandate, Matter, Officer, Reminder, Unit


@pytest.fixture
def chairman(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.LEADER, name="Lương Văn Chủ", title="Chủ tịch UBND xã")


def moment(house: House, matter: Matter, percent: int) -> datetime:
    assert matter.first_due_at is not None
    calendar = calendar_of(house.commune)
    return calendar.moment_at_percent(matter.opened_at, matter.first_due_at, percent)


def told(house: House) -> list[tuple[int, int]]:
    """(per cent, officer) of every reminder, in order."""
    found = Reminder.objects.of(house.commune).filter(kind="escalation", role="").order_by("pk")
    return [(row.told["percent"], row.officer_id) for row in found]


def test_the_circle_of_those_who_know_grows_with_the_time_that_went(house: House, chairman: Actor) -> None:
    matter = builders.receive(house.one_stop)
    holder, head = house.one_stop.officer_id, house.leader.officer_id
    for percent in (49, 50, 75, 100, 150):
        matters.escalate(
            house.commune.pk, now=moment(house, matter, percent) if percent != 100 else _late(house, matter)
        )
    assert told(house) == [
        (50, holder),
        (75, holder), (75, head),
        (100, holder), (100, head), (100, chairman.officer_id),
        (150, holder), (150, head), (150, chairman.officer_id),
    ]  # fmt: skip
    facts = Fact.objects.of(house.commune).filter(kind="MatterEscalated").order_by("pk")
    assert [fact.told["percent"] for fact in facts] == [50, 75, 100, 150], "each step is a fact"


def _late(house: House, matter: Matter) -> datetime:
    """The first minute of the working day after the date owed: at the moment itself the office shuts."""
    assert matter.due_at is not None
    return calendar_of(house.commune).after_minutes(matter.due_at, 1) - timedelta(seconds=30)


def test_each_step_is_told_once_however_often_one_looks(house: House, chairman: Actor) -> None:
    matter = builders.receive(house.one_stop)
    now = moment(house, matter, 60)
    assert [matters.escalate(house.commune.pk, now=now) for _ in range(3)] == [1, 0, 0]
    assert told(house) == [(50, house.one_stop.officer_id)]


def test_whoever_slept_through_two_steps_is_told_of_the_last_alone(house: House, chairman: Actor) -> None:
    matter = builders.receive(house.one_stop)
    matters.escalate(house.commune.pk, now=moment(house, matter, 160))
    assert {percent for percent, _ in told(house)} == {150}


@pytest.mark.parametrize("clock", [(6, 59), (11, 30), (12, 45), (17, 0), (22, 0)])
def test_outside_working_hours_nobody_is_told(house: House, clock: tuple[int, int]) -> None:
    builders.receive(house.one_stop)
    now = (NOW + timedelta(days=30)).replace(hour=clock[0], minute=clock[1])
    assert matters.escalate(house.commune.pk, now=now) == 0
    assert told(house) == []


def test_on_a_day_off_nobody_is_told(house: House) -> None:
    builders.receive(house.one_stop)
    assert matters.escalate(house.commune.pk, now=datetime(2026, 12, 6, 9, 0, tzinfo=NOW.tzinfo)) == 0


def test_what_is_finished_or_stands_still_never_alerts(house: House) -> None:
    finished, paused = builders.receive(house.one_stop), builders.receive(house.one_stop)
    dossiers.finish(house.one_stop, finished.code, now=NOW)
    matters.pause(house.one_stop, paused.code, PauseKind.AGENCY, "chờ trả lời công văn", "Sở Xây dựng", now=NOW)
    assert matters.escalate(house.commune.pk, now=moment(house, paused, 170)) == 0


def test_the_time_of_a_lawful_pause_counts_for_nobody(house: House) -> None:
    matter = builders.receive(house.one_stop)
    matters.pause(house.one_stop, matter.code, PauseKind.AGENCY, "chờ trả lời công văn", "Sở Xây dựng", now=NOW)
    later = NOW + timedelta(days=60)
    matters.resume(house.one_stop, matter.code, now=later)
    assert matters.escalate(house.commune.pk, now=later + timedelta(minutes=5)) == 0


def test_an_alert_disturbs_nobody_who_has_the_page_open(house: House) -> None:
    """It is no act on the matter: the version that an open form carries stays good."""
    matter = builders.receive(house.one_stop)
    now = moment(house, matter, 60)
    matters.escalate(house.commune.pk, now=now)
    dossiers.move_on(house.one_stop, matter.code, now=now, seen_version=matter.version)


def test_the_head_of_the_holders_own_room_is_told_before_others() -> None:
    chain = matters.Chain({1: frozenset({7})}, {7: (5,)}, (6,), (9,))
    assert chain.told(1, frozenset(Audience)) == (1, 5, 9)
    assert chain.told(2, frozenset(Audience)) == (2, 6, 9)
    assert chain.told(5, frozenset({Audience.HEAD})) == (6,)


def test_a_sealed_kind_tells_its_holder_alone() -> None:
    assert rules.openly_held("dossier")
    assert not rules.openly_held("denunciation")


def test_an_officer_with_an_address_gets_a_mail_that_names_no_citizen(house: House) -> None:
    with guard.writing_allowed():
        Officer.objects.filter(pk=house.one_stop.officer_id).update(email="hoa@vidu.gov.vn")
    matter = builders.receive(house.one_stop)
    matters.escalate(house.commune.pk, now=moment(house, matter, 60))
    found = reminder_mail(house.commune.pk, Reminder.objects.of(house.commune).get().pk)
    assert found is not None
    assert found.email == "hoa@vidu.gov.vn"
    card = found.card
    text = words.text(
        name=found.name, kind=card.kind, told=card.told, code=card.code, title=card.title, commune=found.commune
    )
    assert matter.code in text
    assert "Hà Thị Thảo" not in text


# -- the common inbox of a role ---------------------------------------------------------------------------------------


def common(actor: Actor) -> list[tuple[int, str, bool]]:
    """(per cent, who took it, whether somebody did) of the lines in an officer's common inboxes."""
    return [(card.told["percent"], card.seen_by, card.seen_at is not None) for card in seen.common_reminders(actor)]


def test_from_three_quarters_on_the_colleagues_see_it_too_and_one_takes_it_for_all(house: House) -> None:
    colleague, third = (builders.enter_officer(house.commune, Role.ONE_STOP) for _ in range(2))
    matter = builders.receive(house.one_stop)
    matters.escalate(house.commune.pk, now=moment(house, matter, 60))
    assert common(colleague) == []
    later = moment(house, matter, 80)
    matters.escalate(house.commune.pk, now=later)
    assert common(colleague) == common(third) == [(75, "", False)]
    assert common(house.one_stop) == [], "who was told by name needs no second line"
    assert common(house.specialist) == []
    line = seen.common_reminders(colleague)[0].id
    assert matters.see_reminders(colleague, [line], now=later) == 1
    assert matters.see_reminders(third, [line], now=later) == 0, "what a colleague took stays his"
    assert common(third) == [(75, colleague.name, True)]
    fact = Fact.objects.of(house.commune).filter(kind="MatterEscalated").latest("pk")
    assert fact.told["inboxes"] == ["one_stop"]


def test_once_the_time_is_over_the_leaders_who_were_not_named_read_it_too(house: House, chairman: Actor) -> None:
    matter = builders.receive(house.one_stop)
    deputy = builders.enter_officer(house.commune, Role.LEADER)
    with guard.writing_allowed():
        Mandate.objects.of(house.commune).filter(officer_id=deputy.officer_id).update(
            unit=Unit.objects.of(house.commune).first()
        )
    matters.escalate(house.commune.pk, now=_late(house, matter))
    assert deputy.officer_id not in {officer for _, officer in told(house)}
    assert common(deputy) == [(100, "", False)]
    assert common(chairman) == common(house.leader) == []
    (line,) = seen.common_reminders(deputy)
    assert matters.see_reminders(house.specialist, [line.id], now=NOW) == 0, (
        "whoever does not hold the role takes nothing"
    )


def test_a_sealed_kind_lies_in_no_common_inbox(house: House) -> None:
    assert rules.inboxes(150, "one_stop") == {Role.ONE_STOP, Role.LEADER}
    assert rules.inboxes(75, "one_stop") == {Role.ONE_STOP}
    assert rules.inboxes(50, "one_stop") == set()
    assert rules.inboxes(75, "") == set()


def test_a_role_with_an_address_is_written_to_there_without_a_citizens_name(
    house: House,
) -> None:
    inboxes.set_role_mailbox(house.administrator, Role.ONE_STOP, "motcua@vidu.gov.vn", now=NOW)
    matter = builders.receive(house.one_stop)
    matters.escalate(house.commune.pk, now=moment(house, matter, 80))
    line = Reminder.objects.of(house.commune).get(role="one_stop")
    found = reminder_mail(house.commune.pk, line.pk)
    assert found is not None
    assert (found.email, found.name, found.card.role) == ("motcua@vidu.gov.vn", "", Role.ONE_STOP)
    inboxes.set_role_mailbox(house.administrator, Role.ONE_STOP, "", now=NOW)
    assert reminder_mail(house.commune.pk, line.pk) is None
    assert officer_reminder.carry(house.commune.pk, {"reminder": line.pk}) is None
