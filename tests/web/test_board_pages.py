"""The steering board's pages as people use them: the wizard, its papers in one sitting, a member, the public page."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from vidan.actions import letters
from vidan.actions import steering as acts
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role
from vidan.domain.steering import Seat, Seated, SigningWay
from vidan.queries import steering as seen

TODAY = local_day(NOW)
BOARD, LAUNCH, PAPERS = "/can-bo/ban-dieu-hanh", "/can-bo/ban-dieu-hanh/ra-mat", "/can-bo/ban-dieu-hanh/van-ban"


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 900)) -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", size, "plum").save(made, kind)
    return SimpleUploadedFile("anh.jpg", made.getvalue(), "image/jpeg")


@pytest.fixture
def clerk(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.CLERK, name="Lê Hải Yến", title="Văn thư")


@pytest.fixture
def founded(house: House) -> House:
    assert house.leader.officer_id and house.one_stop.officer_id and house.specialist.officer_id
    members = [
        Seated(house.leader.officer_id, Seat.HEAD),
        Seated(house.one_stop.officer_id, Seat.STANDING, "một cửa"),
        Seated(house.specialist.officer_id, Seat.MEMBER),
    ]
    acts.found(house.leader, "Chính quyền thân thiện", TODAY, members, now=NOW)
    return house


def test_from_the_wizard_to_four_sealed_papers_in_one_sitting(house: House, clerk: Actor, clock: Clock) -> None:
    chairman = builders.enter_officer(house.commune, Role.LEADER, name="Bùi Quốc Việt", title="Chủ tịch UBND xã")
    assert chairman.officer_id
    letters.give_right(
        house.leader, officer_id=chairman.officer_id, capacity=Capacity.CHAIRMAN, title="Chủ tịch UBND xã",
        board_seat=BoardSeat.HEAD, from_on=TODAY, now=NOW,
    )  # fmt: skip
    writer, head = Browser(clerk, careful=False), Browser(chairman, careful=False)
    assert "Chưa có Ban điều hành" in writer.open(BOARD).words
    form = writer.open(LAUNCH)
    typed = {
        "name": "Chính quyền thân thiện",
        "contact": "chị Yến, 0237 000 1217",
        f"seat_{chairman.officer_id}": "head",
        f"seat_{house.one_stop.officer_id}": "standing",
        f"seat_{house.specialist.officer_id}": "member",
        f"field_{house.specialist.officer_id}": "đất đai",
    }
    wrong = writer.send(form, **{**typed, f"seat_{chairman.officer_id}": "member"})
    assert wrong.status == 422
    assert "đúng một Trưởng ban" in wrong.words
    assert wrong.field(f"field_{house.specialist.officer_id}") == "đất đai"
    long_ago = writer.send(form, **{**typed, "from_on": "1900-01-01"})
    assert long_ago.status == 422 and "đang ghi năm 1900" in long_ago.words
    papers = writer.follow(writer.send(wrong, **typed))
    assert "Chưa ghi ai có quyền ký" not in papers.words
    assert papers.words.count("đang soạn") == 4
    writer.post(PAPERS, {"state": "draft"})
    assert "Bước này của người khác" in writer.open(PAPERS).words  # nobody checks her own paper
    for browser, state in ((head, "checking"), (head, "signing"), (writer, "signed"), (writer, "numbered")):
        assert browser.post(PAPERS, {"state": state}).status == 302
    done = writer.open(PAPERS)
    assert "Xong cả bốn văn bản" in done.words
    assert "/QĐ-UBND" in writer.open(BOARD).words


def test_somebody_without_the_right_to_sign_is_told_so(founded: House, clerk: Actor, clock: Clock) -> None:
    acts.draft_papers(clerk, "chị Yến, 0237 000 1217", now=NOW)
    leader = Browser(founded.leader, careful=False)
    assert "Chưa ghi ai có quyền ký" in leader.open(PAPERS).words
    for state in ("draft", "checking", "signing"):
        leader.post(PAPERS, {"state": state})
    page = leader.open(PAPERS)
    assert page.words.count("đã ký") == 0


def test_a_member_signs_himself_and_shows_his_face(founded: House, clock: Clock, citizen: Browser) -> None:
    board = seen.board(founded.commune.pk, TODAY)
    assert board is not None
    mine = next(one for one in board.members if one.officer.id == founded.specialist.officer_id)
    own, path = Browser(founded.specialist, careful=False), f"{BOARD}/thanh-vien/{mine.id}"
    page = own.open(path)
    assert "Ký cam kết của tôi" in page.words
    unread = own.post(path, {"act": "own_sign", "place": "hội trường"})
    assert unread.status == 422 and "Xin đọc rồi đánh dấu" in unread.words
    assert own.post(path, {"act": "own_sign", "place": "hội trường", "read": "on"}).status == 302
    assert own.post(path, {"act": "words", "field": "đất đai", "reception": "sáng thứ Năm"}).status == 302
    assert own.post(path, {"act": "photo", "photo": photo()}).status == 302
    bad = own.post(path, {"act": "photo", "photo": SimpleUploadedFile("a.jpg", b"khong phai anh")})
    assert bad.status == 422
    public = citizen.open("/ban-dieu-hanh")
    assert "đã ký cam kết" in public.words and "sáng thứ Năm" in public.words
    name = seen.member(founded.leader, mine.id).photo
    shown = citizen.open(f"/ban-dieu-hanh/anh/{name}")
    picture = Image.open(BytesIO(shown.response.content))
    assert max(picture.size) == 1200 and not picture.getexif()
    assert own.open(f"{BOARD}/anh/{name}").status == 200
    assert citizen.open("/ban-dieu-hanh/anh/" + "0" * 32).status == 404


def test_a_colleague_sees_a_member_but_changes_nothing(founded: House, clock: Clock) -> None:
    board = seen.board(founded.commune.pk, TODAY)
    assert board is not None
    path = f"{BOARD}/thanh-vien/{board.members[0].id}"
    colleague = Browser(founded.one_stop, careful=False)
    assert "<form" not in colleague.open(path).html.partition("<main")[2].partition("</main>")[0]
    assert colleague.post(path, {"act": "words", "field": "x"}).status == 404


def test_paper_is_written_down_and_a_seat_ends_by_decision(founded: House, clerk: Actor, clock: Clock) -> None:
    board = seen.board(founded.commune.pk, TODAY)
    assert board is not None
    path = f"{BOARD}/thanh-vien/{board.members[2].id}"
    keeper = Browser(clerk, careful=False)
    sign = {"act": "sign", "signed_on": "2026-11-17", "place": "lễ ra mắt", "scan": photo("PNG", (900, 1300))}
    assert keeper.post(path, sign).status == 302
    assert "xem bản đã ký" in keeper.open(path).words
    assert keeper.post(path, {"act": "leave", "until_on": "2026-11-16", "decision": "QĐ số 9"}).status == 422
    leave = {"act": "leave", "until_on": "2026-11-17", "decision": "QĐ số 9/QĐ-UBND"}
    too_few = keeper.post(f"{BOARD}/thanh-vien/{board.members[0].id}", leave)
    assert too_few.status == 422 and "không lúc nào vắng Trưởng ban" in too_few.words
    new = keeper.open(f"{BOARD}/thanh-vien/moi")
    stranger = founded.administrator.officer_id
    taken = keeper.send(new, officer=str(stranger), seat="member", from_on="2026-11-17", decision="QĐ số 8/QĐ-UBND")
    assert taken.status == 302
    successor = {**leave, "successor": str(stranger)}
    assert keeper.post(f"{BOARD}/thanh-vien/{board.members[0].id}", successor).status == 302
    assert keeper.post(path, leave).status == 302


def test_the_public_page_says_so_before_there_is_a_board(citizen: Browser, house: House) -> None:
    assert "Xã chưa lập Ban điều hành" in citizen.open("/ban-dieu-hanh").words


def test_the_board_asks_little_of_the_database(founded: House, citizen: Browser, counter: Browser) -> None:
    for one in ("one", "two", "three", "four"):
        extra = builders.enter_officer(founded.commune, Role.VILLAGE_HEAD, name=f"Người thứ {one}")
        assert extra.officer_id
        row = acts.seat(founded.leader, Seated(extra.officer_id, Seat.MEMBER), TODAY, "QĐ số 8", now=NOW)
        acts.sign(founded.leader, row.pk, signed_on=TODAY, place="xã", way=SigningWay.PAPER, now=NOW)
    citizen.open("/ban-dieu-hanh")
    with statements() as public:
        citizen.open("/ban-dieu-hanh")
    assert len(public) <= 6  # who sits there, what was signed, and who answers for each promise
    counter.open(BOARD)
    with statements() as office:
        counter.open(BOARD)
    assert len(office) <= 7
