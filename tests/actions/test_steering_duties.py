"""What is to be published lies on the clerk's desk once; publishing it is what closes it."""

from datetime import timedelta

from tests.actions.test_steering_board import found, refusal
from tests.builders import NOW, House
from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.steering import Attendance, EvidenceKind, MeetingKind, MeetingText, PublicationForm, PublicationText
from vidan.jobs import publication_care
from vidan.queries import steering as seen
from vidan.store.models import PublicationReminder

TODAY = local_day(NOW)
DAY = timedelta(days=1)


def test_a_duty_comes_once_and_publishing_closes_it(house: House) -> None:
    publication_care.look_after_all(NOW)
    assert not PublicationReminder.objects.of(house.commune).exists()
    found(house)
    for moment in (NOW, NOW, NOW + DAY):
        publication_care.look_after(house.commune.pk, moment)
    held = seen.mine(house.leader)
    assert sorted(one.title for one in held)[0].startswith("Niêm yết thường xuyên:")
    assert len(held) == 2
    ways = (PublicationForm.BOARD,)
    acts.make_public(
        house.leader, PublicationText(13, "Danh mục thủ tục", TODAY, ways, "Bảng tin trụ sở", TODAY), now=NOW + DAY
    )
    (left,) = seen.mine(house.leader)
    done = next(one for one in seen.assignments(house.commune.pk) if one.closed_at)
    assert left.code != done.code
    assert done.evidence[0].kind is EvidenceKind.POSTED and "Danh mục thủ tục" in done.evidence[0].words


def test_a_meeting_that_was_held_proves_and_another_does_not(house: House) -> None:
    found(house)
    chair, pen = house.leader.officer_id or 0, house.one_stop.officer_id or 0
    text = MeetingText(MeetingKind.MEETING, "Họp tháng", NOW + timedelta(hours=1), "Hội trường", chair, pen)
    code = str(acts.plan_meeting(house.leader, text, now=NOW).code)
    given = acts.give(house.leader, acts.NewAssignment("Báo cáo việc chậm", chair, TODAY + 3 * DAY), now=NOW)
    proof = acts.Proof(EvidenceKind.MEETING, "Đã báo cáo ở cuộc họp", meeting_code=code)
    told = {"proofs": [proof], "now": NOW + timedelta(hours=3)}
    assert refusal(acts.finish, house.leader, given.code, "Đã báo cáo.", **told) == "steering.evidence.meeting"
    came = {chair: Attendance.PRESENT}
    acts.write(
        house.one_stop, code, came, agenda="Việc chậm.", course="Đã bàn.", conclusion="Làm ngay.", now=told["now"]
    )
    acts.close(house.one_stop, code, now=told["now"])
    acts.finish(house.leader, given.code, "Đã báo cáo.", **told)
    assert seen.assignment(house.leader, given.code).evidence[0].figure == {"meeting": code}
