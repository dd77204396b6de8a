"""The board is founded by a decision, changes by decisions, and each member signs for himself."""

from datetime import timedelta

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import letters
from vidan.actions import steering as acts
from vidan.domain.errors import Refused
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.domain.steering import Seat, Seated, SigningWay
from vidan.queries import steering as seen
from vidan.store.models import Fact, Mandate

TODAY = local_day(NOW)
DAY = timedelta(days=1)
DECISION = "Quyết định số 12/QĐ-UBND (minh họa)"


def seats(house: House, *more: Seated) -> list[Seated]:
    assert house.leader.officer_id and house.one_stop.officer_id and house.specialist.officer_id
    return [
        Seated(house.leader.officer_id, Seat.HEAD),
        Seated(house.one_stop.officer_id, Seat.STANDING, "một cửa"),
        Seated(house.specialist.officer_id, Seat.MEMBER, "đất đai"),
        *more,
    ]


def found(house: House) -> seen.BoardCard:
    acts.found(house.leader, "Chính quyền thân thiện", TODAY, seats(house), now=NOW)
    card = seen.board(house.commune.pk, TODAY)
    assert card is not None
    return card


def refusal(act: object, *args: object, **words: object) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **words)
    return caught.value.code


def test_a_board_has_its_members_in_order_and_each_gets_the_mandate(house: House) -> None:
    card = found(house)
    assert [member.seat for member in card.members] == [Seat.HEAD, Seat.STANDING, Seat.MEMBER]
    held = Mandate.objects.of(house.commune).filter(role=Role.BOARD_MEMBER.value, from_on=TODAY, until_on=None)
    assert held.count() == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda held: held[1:], "steering.board.size"),
        (lambda held: [*held, held[0]], "steering.board.twice"),
        (lambda held: [Seated(one.officer_id, Seat.MEMBER) for one in held], "steering.board.one_head"),
        (
            lambda held: [held[0], *(Seated(one.officer_id, Seat.STANDING) for one in held[1:])],
            "steering.board.one_standing",
        ),
    ],
)
def test_what_is_no_board_is_refused(house: House, change: object, code: str) -> None:
    wrong = change(seats(house))
    assert refusal(acts.found, house.leader, "Mô hình", TODAY, wrong, now=NOW) == code


def test_there_is_one_board_and_only_heads_and_clerks_keep_it(house: House) -> None:
    assert refusal(acts.found, house.specialist, "Mô hình", TODAY, seats(house), now=NOW) == "people.role.missing"
    found(house)
    assert refusal(acts.found, house.leader, "Mô hình", TODAY, seats(house), now=NOW) == "steering.board.known"


def test_an_officer_of_another_commune_takes_no_seat(house: House) -> None:
    other = builders.open_commune("14944", "Xã Khác")
    stranger = builders.enter_officer(other, Role.LEADER)
    assert stranger.officer_id
    wrong = seats(house, Seated(stranger.officer_id, Seat.MEMBER))
    assert refusal(acts.found, house.leader, "Mô hình", TODAY, wrong, now=NOW) == "people.officer.unknown"


def test_the_right_ends_with_the_seat(house: House) -> None:
    card = found(house)
    member = card.members[2]
    acts.unseat(house.leader, member.id, TODAY + DAY, DECISION, now=NOW)
    mandate = Mandate.objects.of(house.commune).get(officer_id=member.officer.id, role=Role.BOARD_MEMBER.value)
    assert mandate.until_on == TODAY + DAY
    later = seen.board(house.commune.pk, TODAY + 2 * DAY)
    assert later is not None
    assert [one.officer.name for one in later.left] == [member.officer.name]
    assert refusal(acts.unseat, house.leader, member.id, TODAY, DECISION, now=NOW) == "steering.member.unknown"


def test_a_board_is_never_without_a_head(house: House) -> None:
    fourth = builders.enter_officer(house.commune, Role.VILLAGE_HEAD, name="Lò Văn Nhân")
    assert fourth.officer_id
    acts.found(house.leader, "Mô hình", TODAY, seats(house, Seated(fourth.officer_id, Seat.MEMBER)), now=NOW)
    card = seen.board(house.commune.pk, TODAY)
    assert card is not None
    head, standing = card.members[0], card.members[1]
    assert refusal(acts.unseat, house.leader, head.id, TODAY, DECISION, now=NOW) == "steering.member.head_stays"
    successor = Seated(standing.officer.id, Seat.HEAD)
    acts.succeed(house.leader, head.id, successor, TODAY, DECISION, now=NOW)
    tomorrow = seen.board(house.commune.pk, TODAY + DAY)
    assert tomorrow is not None
    sitting = [(one.officer.id, one.seat) for one in tomorrow.members]
    assert sitting[0] == (standing.officer.id, Seat.HEAD)
    assert [seat for _, seat in sitting] == [Seat.HEAD, Seat.MEMBER, Seat.MEMBER]


def test_each_signs_with_his_own_hand_once(house: House) -> None:
    card = found(house)
    mine = next(one for one in card.members if one.officer.id == house.specialist.officer_id)
    sign = {"signed_on": TODAY, "place": "hội trường xã", "now": NOW}
    wrong = refusal(acts.sign, house.leader, mine.id, way=SigningWay.SCREEN, **sign)
    assert wrong == "steering.commitment.own_hand"
    early = refusal(acts.sign, house.leader, mine.id, way=SigningWay.PAPER, **{**sign, "signed_on": TODAY - DAY})
    assert early == "steering.commitment.before_seat"
    acts.sign(house.specialist, mine.id, way=SigningWay.SCREEN, **sign)
    again = refusal(acts.sign, house.leader, mine.id, way=SigningWay.PAPER, **sign)
    assert again == "steering.commitment.signed_already"
    kept = seen.member(house.leader, mine.id).commitment
    assert kept is not None and kept.way is SigningWay.SCREEN and len(kept.words_hash) == 64


def test_the_four_papers_go_from_draft_to_seal(house: House) -> None:
    found(house)
    clerk = builders.enter_officer(house.commune, Role.CLERK, name="Lê Hải Yến")
    chairman = builders.enter_officer(house.commune, Role.LEADER, name="Bùi Quốc Việt", title="Chủ tịch UBND xã")
    assert chairman.officer_id
    letters.give_right(
        house.leader, officer_id=chairman.officer_id, capacity=Capacity.CHAIRMAN, title="Chủ tịch",
        board_seat=BoardSeat.HEAD, from_on=TODAY, now=NOW,
    )  # fmt: skip
    made = acts.draft_papers(clerk, "Lê Hải Yến, 0237 000 1217", now=NOW)
    assert [letter.kind for letter in made] == ["plan", "decision", "notice", "regulation"]
    for letter in made:
        letters.submit(clerk, letter.code, now=NOW)
        letters.check(house.leader, letter.code, now=NOW)
        letters.sign(chairman, letter.code, now=NOW)
        letters.number(clerk, letter.code, now=NOW)
    card = seen.board(house.commune.pk, TODAY)
    assert card is not None
    assert card.decision.endswith("/QĐ-UBND")
    assert refusal(acts.draft_papers, clerk, "Lê Hải Yến", now=NOW) == "steering.papers.drafted"
    told = Fact.objects.of(house.commune).filter(kind="BoardPaperDrafted").count()
    assert told == 4
