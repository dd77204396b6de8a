"""What people come for: real procedures of the pack, how often, who asks, and in which words.

The weights are ours and invented; they follow what every commune's counter sees: certified copies and civil status
first, then residence, welfare, trade and land.
"""

from dataclasses import dataclass

from vidan.cli.demo_data.cast import CHAIRMAN, LEFT, POLICE_CHIEF, VICE_ECONOMY, VICE_SOCIETY
from vidan.cli.demo_data.citizens import ANYONE, Who
from vidan.domain.identity import Sex
from vidan.domain.matters import PauseKind


@dataclass(frozen=True)
class Bench:
    """Who does a field's work: specialists, the usual one first, and those who sign."""

    specialists: tuple[str, ...]
    signers: tuple[str, ...]


CIVIL = Bench(("thao.ha", "hanh.bui"), (CHAIRMAN, VICE_SOCIETY))
CERTIFYING = Bench(("hanh.bui", "thao.ha"), (VICE_SOCIETY, CHAIRMAN, "thuy.luong"))
WELFARE = Bench(("lien.luong", "quyet.bui"), (VICE_SOCIETY,))
POOR = Bench(("quyet.bui", "lien.luong"), (VICE_ECONOMY,))
LAND = Bench(("nam.pham", LEFT), (VICE_ECONOMY, CHAIRMAN))
TRADE = Bench(("son.truong", "quyet.bui"), (VICE_ECONOMY,))
RESIDENCE = Bench(("cuong.ha",), (POLICE_CHIEF,))


@dataclass(frozen=True)
class Kind:
    """A procedure as the demo uses it. `on_the_spot`: the share that is done while the citizen waits."""

    key: str
    weight: int
    bench: Bench
    contents: tuple[str, ...]
    who: Who = ANYONE
    on_the_spot: float = 0.0
    most_sets: int = 1

    @property
    def once(self) -> str:
        """Nobody comes twice within these months for kinds with the same text; empty: as often as she likes."""
        return "" if self.key in _AGAIN else _TOGETHER.get(self.key, self.key)


BIRTH, MARRIAGE, SINGLE, COPIES = "1.001193", "1.000894", "1.004873", "2.000815"
FIRST_TITLE, CONTRACT, DISPUTE, SHOP = "1.013978", "2.001035", "1.012812", "1.001612"
ALLOWANCE, ELDERLY, DISABILITY, BUILDING = "1.001776", "1.014027", "1.001699", "1.013225"
RESIDENCE_HERE, CORRECTION, DEATH, LAND_USE = "1.004222", "1.004859", "1.000656", "1.013949"

_AGAIN = {COPIES, "2.000884", "2.000635", "1.010041"}
_TOGETHER = {BIRTH: "family", "3.000722": "family", MARRIAGE: "family", "1.011607": "poor", "1.011609": "poor"}

#: `{child}` and `{other}` are invented names, `{village}` is where she lives.
KINDS = (
    Kind(
        COPIES,
        96,
        CERTIFYING,
        (
            "Sao y căn cước và giấy khai sinh để nộp hồ sơ đi làm",
            "Sao y bằng tốt nghiệp, học bạ cho {child} nhập học",
            "Sao y giấy chứng nhận quyền sử dụng đất để vay vốn",
            "Sao y giấy phép lái xe và căn cước",
            "Sao y quyết định hưởng chế độ của gia đình",
        ),
        on_the_spot=0.7,
        most_sets=5,
    ),
    Kind(
        "2.000884",
        28,
        CERTIFYING,
        ("Chứng thực chữ ký trên sơ yếu lý lịch", "Chứng thực chữ ký trên giấy ủy quyền nhận tiền hỗ trợ"),
        on_the_spot=0.4,
        most_sets=3,
    ),
    Kind(
        "2.000635",
        28,
        CIVIL,
        ("Xin bản sao giấy khai sinh cho {child}", "Xin trích lục kết hôn", "Xin trích lục khai tử của người thân"),
        most_sets=4,
    ),
    Kind(BIRTH, 26, CIVIL, ("Khai sinh cho con, cháu {child}", "Khai sinh cho cháu {child}"), Who(18, 62)),
    Kind("3.000722", 16, CIVIL, ("Khai sinh, nhập khẩu và thẻ bảo hiểm y tế cho cháu {child}",), Who(19, 45)),
    Kind(DEATH, 10, CIVIL, ("Khai tử cho người thân mất tại nhà, {village}",), Who(25, 75)),
    Kind(MARRIAGE, 12, CIVIL, ("Đăng ký kết hôn với {other}",), Who(20, 38)),
    Kind(
        SINGLE,
        22,
        CIVIL,
        ("Xác nhận độc thân để đăng ký kết hôn", "Xác nhận tình trạng hôn nhân để bán đất", "Xác nhận để vay vốn"),
        Who(20, 60),
    ),
    Kind(CORRECTION, 6, CIVIL, ("Sửa chữ đệm trong giấy khai sinh", "Sửa ngày sinh theo hồ sơ gốc")),
    Kind("1.004884", 5, CIVIL, ("Đăng ký lại khai sinh, sổ gốc đã mất trong trận lũ",), Who(35, 80)),
    Kind(CONTRACT, 13, CERTIFYING, ("Hợp đồng tặng cho đất vườn cho con", "Hợp đồng mua bán xe máy"), Who(25, 85)),
    Kind(
        ALLOWANCE,
        14,
        WELFARE,
        ("Trợ cấp hằng tháng cho con bị khuyết tật, cháu {child}", "Trợ cấp cho người đơn thân nghèo nuôi con"),
        Who(22, 70),
    ),
    Kind(ELDERLY, 14, WELFARE, ("Hưởng trợ cấp hưu trí xã hội",), Who(least=75)),
    Kind("1.014028", 7, WELFARE, ("Hỗ trợ mai táng cho cụ trong nhà, {village}",), Who(30, 70)),
    Kind("1.001731", 5, WELFARE, ("Hỗ trợ chi phí mai táng cho người thân",), Who(30, 70)),
    Kind(DISABILITY, 6, WELFARE, ("Xác định mức độ khuyết tật sau tai nạn", "Xác định khuyết tật cho cháu {child}")),
    Kind("1.010833", 4, WELFARE, ("Xác nhận con liệt sĩ để xét học bổng",), Who(30, 70)),
    Kind("1.011607", 6, POOR, ("Đề nghị rà soát hộ nghèo trong năm",), Who(22, 80)),
    Kind("1.011609", 4, POOR, ("Xác nhận hộ mức sống trung bình để mua bảo hiểm y tế",), Who(22, 80)),
    Kind(FIRST_TITLE, 10, LAND, ("Cấp sổ lần đầu cho đất ở và vườn tại {village}",), Who(28, 85)),
    Kind(DISPUTE, 5, LAND, ("Hòa giải ranh giới đất vườn với nhà {other}",), Who(28, 85)),
    Kind(LAND_USE, 5, LAND, ("Chuyển 120 m² đất vườn sang đất ở cho con ra riêng",), Who(30, 80)),
    Kind(BUILDING, 7, TRADE, ("Xây nhà hai tầng tại {village}", "Xây nhà sàn bê tông tại {village}"), Who(25, 70)),
    Kind(SHOP, 10, TRADE, ("Mở cửa hàng tạp hóa tại {village}", "Mở quán ăn sáng", "Mở xưởng mộc"), Who(22, 62)),
    Kind("2.000720", 4, TRADE, ("Đổi địa chỉ cửa hàng về {village}",), Who(24, 64)),
    Kind("1.001266", 3, TRADE, ("Nghỉ hẳn, trả giấy phép quán ăn",), Who(28, 70)),
    Kind("1.004194", 8, RESIDENCE, ("Tạm trú cho công nhân thuê trọ",), Who(19, 55)),
    Kind(RESIDENCE_HERE, 10, RESIDENCE, ("Nhập hộ khẩu về nhà chồng, {village}",), Who(19, 45, Sex.FEMALE)),
    Kind("1.010041", 10, RESIDENCE, ("Xác nhận cư trú để con đi học", "Xác nhận cư trú để vay vốn"), Who(19, 70)),
    Kind("1.010039", 5, RESIDENCE, ("Đổi chủ hộ sang con trai",), Who(30, 80)),
)
KIND = {kind.key: kind for kind in KINDS}

#: Doubtful limits that the chairman confirms, so that these procedures can be received; the others wait for the reader.
CONFIRMED = (
    (CONTRACT, "2wd"),
    (CORRECTION, "3wd"),
    (FIRST_TITLE, "13wd"),
    (LAND_USE, "10wd"),
    ("1.001653", "5wd"),
    ("1.013274", "5wd"),
)
CONFIRMED_BY = "Quyết định số {number}/QĐ-UBND của UBND xã Điền Lư (văn bản minh họa)"

#: (why the clock stops, what is waited for). Only procedures of three days and more pause.
PAUSES: tuple[tuple[PauseKind, str, str], ...] = (
    (PauseKind.CITIZEN, "Tờ khai còn thiếu chữ ký của một người trong hộ; đã gọi, bà con hẹn xuống ký thêm.", ""),
    (PauseKind.CITIZEN, "Giấy tờ hai nơi ghi khác năm sinh; đã giải thích, chờ bà con mang bản gốc đến đối chiếu.", ""),
    (PauseKind.CITIZEN, "Chờ gia đình thống nhất người đứng tên; cán bộ thôn đã đến nhà nói rõ.", ""),
    (PauseKind.AGENCY, "Chờ xác nhận dữ liệu cư trú cũ trước khi ký.", "Công an tỉnh Thanh Hóa"),
    (PauseKind.AGENCY, "Nơi đăng ký trước đây ở xã khác, đã gửi công văn xác minh.", "UBND xã nơi cư trú trước đây"),
)
LAND_PAUSE = (
    PauseKind.AGENCY,
    "Chờ trích đo thửa đất và kết quả tính thuế.",
    "Chi nhánh Văn phòng đăng ký đất đai khu vực",
)
REASSIGNMENTS = (
    "Đồng chí giữ hồ sơ đi tập huấn ở tỉnh hai ngày, chuyển người khác làm để kịp hẹn với bà con.",
    "Đồng chí giữ hồ sơ nghỉ phép; bàn giao đủ giấy tờ, không để bà con phải chờ.",
    "Hồ sơ cần đi thực địa trong tuần, chuyển đồng chí đang phụ trách thôn này.",
)
HANDED_ON = "Đồng chí Dũng chuyển công tác; giao lại hồ sơ cùng toàn bộ giấy tờ, thời hạn đã hẹn giữ nguyên."
