"""The invented officers of the demo commune: real titles, invented names, telephone numbers that ring nowhere."""

from dataclasses import dataclass

from vidan.domain.people import Role

_LEADERS = "lanh-dao"
_COUNTER = "trung-tam-phuc-vu-hanh-chinh-cong"
_OFFICE = "van-phong"
_ECONOMY = "kinh-te"
_SOCIETY = "van-hoa-xa-hoi"
_POLICE = "cong-an"


@dataclass(frozen=True)
class DemoOfficer:
    """Somebody who works in the demo commune. `village` is a village head's own."""

    login: str
    name: str
    honorific: str
    title: str
    roles: tuple[Role, ...]
    unit: str = ""
    village: str = ""


CHAIRMAN = "viet.bui"
#: Vice-chairmen: land, building and trade; people, schools and welfare.
VICE_ECONOMY, VICE_SOCIETY = "kien.truong", "nga.pham"
POLICE_CHIEF = "hung.le"
ADMINISTRATOR = "khoa.pham"
#: The one-stop desks 1 to 4.
DESKS = ("hoa.le", "lam.ha", "mai.lo", "toan.nguyen")
#: He worked for land matters and left within the months that the demo tells of.
LEFT = "dung.le"

OFFICERS = (
    DemoOfficer(CHAIRMAN, "Bùi Quốc Việt", "Ông", "Chủ tịch UBND xã", (Role.LEADER, Role.BOARD_MEMBER), _LEADERS),
    DemoOfficer(
        VICE_ECONOMY, "Trương Minh Kiên", "Ông", "Phó Chủ tịch UBND xã", (Role.LEADER, Role.BOARD_MEMBER), _LEADERS
    ),
    DemoOfficer(VICE_SOCIETY, "Phạm Thị Nga", "Bà", "Phó Chủ tịch UBND xã", (Role.LEADER, Role.BOARD_MEMBER), _LEADERS),
    DemoOfficer(
        "thuy.luong",
        "Lương Thị Thúy",
        "Chị",
        "Giám đốc Trung tâm Phục vụ hành chính công",
        (Role.ONE_STOP, Role.LEADER, Role.BOARD_MEMBER),
        _COUNTER,
    ),
    DemoOfficer("hoa.le", "Lê Thị Hoa", "Chị", "Công chức một cửa, bàn số 1", (Role.ONE_STOP,), _COUNTER),
    DemoOfficer("lam.ha", "Hà Văn Lâm", "Anh", "Công chức một cửa, bàn số 2", (Role.ONE_STOP,), _COUNTER),
    DemoOfficer("mai.lo", "Lò Thị Mai", "Chị", "Công chức một cửa, bàn số 3", (Role.ONE_STOP,), _COUNTER),
    DemoOfficer("toan.nguyen", "Nguyễn Đình Toàn", "Anh", "Công chức một cửa, bàn số 4", (Role.ONE_STOP,), _COUNTER),
    DemoOfficer("thao.ha", "Hà Thị Thảo", "Chị", "Công chức tư pháp – hộ tịch", (Role.SPECIALIST,), _OFFICE),
    DemoOfficer("hanh.bui", "Bùi Thị Hạnh", "Chị", "Công chức tư pháp, chứng thực", (Role.SPECIALIST,), _OFFICE),
    DemoOfficer(
        "nam.pham", "Phạm Văn Nam", "Anh", "Chuyên viên Phòng Kinh tế (địa chính)", (Role.SPECIALIST,), _ECONOMY
    ),
    DemoOfficer(
        "son.truong",
        "Trương Ngọc Sơn",
        "Anh",
        "Chuyên viên Phòng Kinh tế (xây dựng, hộ kinh doanh)",
        (Role.SPECIALIST,),
        _ECONOMY,
    ),
    DemoOfficer(
        "quyet.bui",
        "Bùi Văn Quyết",
        "Anh",
        "Chuyên viên Phòng Kinh tế (nông nghiệp, giảm nghèo)",
        (Role.SPECIALIST,),
        _ECONOMY,
    ),
    DemoOfficer(
        "lien.luong",
        "Lương Thị Liên",
        "Chị",
        "Chuyên viên Phòng Văn hóa – Xã hội (trợ giúp xã hội, người có công)",
        (Role.SPECIALIST,),
        _SOCIETY,
    ),
    DemoOfficer("cuong.ha", "Hà Mạnh Cường", "Anh", "Cán bộ Công an xã (đăng ký cư trú)", (Role.SPECIALIST,), _POLICE),
    DemoOfficer(POLICE_CHIEF, "Lê Mạnh Hùng", "Anh", "Trưởng Công an xã", (Role.LEADER,), _POLICE),
    DemoOfficer("yen.le", "Lê Hải Yến", "Chị", "Công chức văn thư – lưu trữ", (Role.CLERK,), _OFFICE),
    DemoOfficer(
        "thang.lo", "Lò Văn Thắng", "Ông", "Trưởng Ban Thanh tra nhân dân xã", (Role.INSPECTOR, Role.BOARD_MEMBER)
    ),
    DemoOfficer(
        "hien.nguyen",
        "Nguyễn Thị Hiền",
        "Chị",
        "Công chức tiếp công dân, xử lý đơn",
        (Role.CONFIDENTIAL_HANDLER,),
        _OFFICE,
    ),
    DemoOfficer(
        ADMINISTRATOR, "Phạm Đăng Khoa", "Anh", "Chuyên viên công nghệ thông tin", (Role.ADMINISTRATOR,), _OFFICE
    ),
    DemoOfficer("nhan.lo", "Lò Văn Nhân", "Ông", "Trưởng thôn Vèn", (Role.VILLAGE_HEAD,), village="Thôn Vèn"),
    DemoOfficer("hong.bui", "Bùi Thị Hồng", "Bà", "Trưởng thôn Côn", (Role.VILLAGE_HEAD,), village="Thôn Côn"),
    DemoOfficer(LEFT, "Lê Đức Dũng", "Anh", "Chuyên viên Phòng Kinh tế (địa chính)", (Role.SPECIALIST,), _ECONOMY),
)


def phone_of(place: int) -> str:
    """An officer's number at work, by his place in the list: an exchange of Thanh Hóa that does not exist."""
    return f"0237 000 12{place:02d}"
