"""How the demo's board begins: four papers in one sitting, then the conference at which everybody signs."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO

from PIL import Image, ImageDraw

from vidan.actions import steering as acts
from vidan.cli.demo_data.cast import CHAIRMAN, VICE_ECONOMY, VICE_SOCIETY
from vidan.cli.demo_data.faces import crowd, face
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.cli.demo_data.steering_people import CALL, CLERK, STANDING, Desk, signed
from vidan.domain.moments import at, local_day
from vidan.domain.steering import Attendance, MeetingKind, MeetingText, Seat, Seated, SigningWay
from vidan.queries import steering as seen

HALL = "Hội trường UBND xã"
#: Drawn cards in place of photos; what each would show is told for who cannot see it.
PICTURES = (
    (
        "Hội trường đông người trong lễ ra mắt, bảng mười hai lời hứa treo trên cao (ảnh minh họa)",
        crowd("#6b3a5b", 3, 8),
    ),
    ("Các thành viên xếp hàng ký vào bản cam kết (ảnh minh họa)", crowd("#3a5b6b", 1, 6)),
    ("Bà con đứng hỏi Chủ tịch xã sau buổi lễ (ảnh minh họa)", crowd("#5b6b3a", 2, 5)),
)
NEWS = (
    "Sáng nay xã ra mắt mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ”. Mười tám thành viên Ban điều hành ký "
    "cam kết mười hai lời hứa trước bà con. Từ tháng tới, kết quả từng lời hứa dán ở trụ sở và nhà văn hóa các thôn; "
    "ai thấy xã chưa giữ lời xin nói ngay."
)
READER = "thao.ha"
#: Who sits in the board at its beginning, for which field; village heads for their own village.
SEATS: tuple[tuple[str, Seat, str], ...] = (
    (CHAIRMAN, Seat.HEAD, ""),
    (VICE_ECONOMY, Seat.DEPUTY, "đất đai, xây dựng"),
    (VICE_SOCIETY, Seat.DEPUTY, "văn hóa, trợ giúp xã hội"),
    (STANDING, Seat.STANDING, "một cửa, trả hồ sơ đúng hẹn"),
    ("thang.lo", Seat.MEMBER, "giám sát, khảo sát"),
    ("hung.le", Seat.MEMBER, "cư trú, an ninh"),
    (CLERK, Seat.MEMBER, "văn bản, con dấu"),
    (READER, Seat.MEMBER, "hộ tịch"),
    ("nam.pham", Seat.MEMBER, "địa chính"),
    ("lien.luong", Seat.MEMBER, "người có công"),
    ("quyet.bui", Seat.MEMBER, "giảm nghèo"),
    ("son.truong", Seat.MEMBER, "hộ kinh doanh"),
    ("hien.nguyen", Seat.MEMBER, "tiếp công dân"),
    ("hoa.le", Seat.MEMBER, "quầy số 1"),
    ("mai.lo", Seat.MEMBER, "quầy số 3"),
    ("nhan.lo", Seat.MEMBER, ""),
    ("hong.bui", Seat.MEMBER, ""),
    ("hanh.bui", Seat.MEMBER, "chứng thực"),
)

#: Who has brought a portrait: what it is drawn of.
FACES: dict[str, bytes] = {
    CHAIRMAN: face("#dfe7ee", "#24506b", "#e0b48c", "#8d8d8d"),
    VICE_ECONOMY: face("#e9e4da", "#3c4a2f", "#d8a679", "#222222", glasses=True),
    VICE_SOCIETY: face("#eee5e0", "#7a4a2a", "#e6bd97", "#2a1e1a", long_hair=True),
    STANDING: face("#e2ebe2", "#6b3a5b", "#e2b68e", "#1d1d1d", long_hair=True, glasses=True),
    "hoa.le": face("#e6e2ee", "#2f5d46", "#e6bd97", "#3a2a20", long_hair=True),
    CLERK: face("#dfe7ee", "#8a3b3b", "#e0b48c", "#1d1d1d", long_hair=True),
    "nhan.lo": face("#e9e4da", "#24506b", "#c99a6c", "#b5b5b5"),
    "hong.bui": face("#e2ebe2", "#5b4a7a", "#d8a679", "#5a5a5a", long_hair=True),
}


def photo(words: str, tint: str) -> bytes:
    """A drawn card in place of a photo: nobody's face, nobody's house."""
    made = Image.new("RGB", (640, 420), tint)
    drawn = ImageDraw.Draw(made)
    drawn.rectangle((40, 40, 600, 380), outline="white", width=6)
    drawn.rectangle((90, 120, 550, 140), fill="white")
    drawn.rectangle((90, 180, 470, 200), fill="white")
    drawn.rectangle((90, 240, 510, 260), fill="white")
    kept = BytesIO()
    made.save(kept, "JPEG", quality=70)
    return kept.getvalue()


def tell(scene: Scene, day: date) -> Iterator[TimedAct]:
    """The board and its papers on one afternoon, the conference two working days later."""
    desk, opened = Desk(scene, at(day, time(14, 5))), at(scene.calendar.shift(at(day, time(8)), 2).date(), time(8))

    def found() -> None:
        villages = {"nhan.lo": scene.house.villages["Thôn Vèn"], "hong.bui": scene.house.villages["Thôn Côn"]}
        members = [Seated(desk.id(login), seat, field, villages.get(login)) for login, seat, field in SEATS]
        acts.found(desk[CLERK], "Chính quyền thân thiện, vì Nhân dân phục vụ", day, members, now=desk.now)
        acts.draft_papers(desk[CLERK], CALL, now=desk.now)

    yield TimedAct(desk.now, found)
    yield TimedAct(at(day, time(14, 30)), partial(_papers, scene, at(day, time(14, 30))))
    code: list[str] = []
    yield TimedAct(at(day, time(14, 40)), partial(_plan_conference, scene, at(day, time(14, 40)), opened, code))
    yield TimedAct(opened + timedelta(hours=2), partial(_hold_conference, scene, opened + timedelta(hours=2), code))
    seated: dict[str, seen.MemberCard] = {}
    for number, login in enumerate(one[0] for one in SEATS):
        moment = opened + timedelta(minutes=50 + number)
        yield TimedAct(moment, partial(_sign, scene, moment, login, seated))


def _plan_conference(scene: Scene, now: datetime, held: datetime, code: list[str]) -> None:
    """The conference is planned as soon as there is a board; its invitation goes out the same afternoon."""
    desk = Desk(scene, now)
    text = MeetingText(
        MeetingKind.LAUNCH, "Ra mắt mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ”", held, HALL,
        desk.id(CHAIRMAN), desk.id(STANDING),
        "Công bố kế hoạch, quyết định và danh sách Ban điều hành.\nĐọc mười hai lời hứa.\nTừng thành viên ký cam kết.",
    )  # fmt: skip
    code.append(acts.plan_meeting(desk[CLERK], text, now=now).code)
    invitation = acts.invite(desk[CLERK], code[0], CALL, now=now)
    signed(scene, invitation.code, now)


def _hold_conference(scene: Scene, now: datetime, code: list[str]) -> None:
    """Who came, what was said, three pictures with words for who cannot see them, and news for everybody."""
    desk = Desk(scene, now)
    board = seen.board(scene.house.commune_id, local_day(now))
    came = {one.officer.id: Attendance.PRESENT for one in board.members} if board else {}
    acts.write(
        desk[STANDING],
        code[0],
        came,
        agenda="Công bố kế hoạch, quyết định.\nĐọc mười hai lời hứa.\nKý cam kết.",
        course="Trưởng ban công bố kế hoạch, quyết định thành lập và thông báo phân công.\n"
        "Ủy viên thường trực đọc mười hai lời hứa. Mười tám thành viên lần lượt ký cam kết trước bà con.\n"
        "Bà con thôn Vèn hỏi: trễ hẹn thì ai chịu. Trưởng ban trả lời: người giữ hồ sơ xin lỗi trước, Trưởng ban ký.",
        conclusion="Từ hôm nay mười hai lời hứa treo ở trụ sở và nhà văn hóa; mỗi tháng đo một lần, công khai.",
        now=now,
    )
    minutes = acts.close(desk[STANDING], code[0], now=now)
    signed(scene, minutes.code, now, writer=STANDING, reader=CLERK)
    for words, picture in PICTURES:
        acts.add_photo(desk[STANDING], code[0], picture, words, now=now)
    acts.tell(desk[CLERK], code[0], "Xã ra mắt mô hình, mười tám người ký trước bà con", NEWS, now=now)


def _papers(scene: Scene, now: datetime) -> None:
    """The four papers go from draft into the members' hands in one sitting."""
    board = seen.board(scene.house.commune_id, local_day(now))
    for paper in board.papers if board else ():
        signed(scene, paper.code, now)


def member_of(scene: Scene, login: str, day: date) -> seen.MemberCard | None:
    board = seen.board(scene.house.commune_id, day)
    wanted = scene.house.officers[login]
    return next((one for one in board.members if one.officer.id == wanted), None) if board else None


def _sign(scene: Scene, now: datetime, login: str, seated: dict[str, seen.MemberCard]) -> None:
    """Each signs on paper at the launch; the clerk writes it down with the hours in which people find him. `seated` is
    looked up by the first.
    """
    desk = Desk(scene, now)
    if not seated:
        board = seen.board(scene.house.commune_id, local_day(now))
        logins = {key: login for login, key in scene.house.officers.items()}
        seated.update({logins[one.officer.id]: one for one in board.members} if board else {})
    member = seated.get(login)
    if member is None:
        return
    acts.sign(
        desk[CLERK],
        member.id,
        signed_on=local_day(now),
        place="Lễ ra mắt, hội trường UBND xã",
        way=SigningWay.PAPER,
        now=now,
    )
    if login in FACES:
        acts.show_face(desk[CLERK], member.id, FACES[login], now=now)
    reception = "sáng thứ Năm, phòng tiếp dân" if member.seat is Seat.HEAD else "giờ hành chính, tại bàn làm việc"
    acts.describe(
        desk[CLERK], member.id, field=member.field, village_id=member.village_id, reception=reception, now=now
    )
