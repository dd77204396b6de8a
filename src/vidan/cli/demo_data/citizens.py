"""Invented people of the demo: names common in the Mường and Thái villages of Bá Thước, numbers that nobody has.

Nobody here is real. Personal numbers carry a serial of 999xxx, which no register gives out; phone numbers stand in
0990 000 xxx, which no network has opened.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from vidan.domain.identity import Sex
from vidan.domain.people import PersonText

VILLAGES = (
    "Thôn Tôm",
    "Thôn Vèn",
    "Thôn Mí",
    "Thôn Giổi",
    "Thôn Côn",
    "Thôn Thung",
    "Thôn Trung Thành",
    "Thôn Đồng Tâm",
    "Thôn Suối Lội",
    "Thôn Nà Khoai",
    "Thôn Bãi Lau",
    "Thôn Ấm",
)
_PLACE = "xã Điền Lư, tỉnh Thanh Hóa"

_FAMILIES = {
    "Hà": 18,
    "Bùi": 15,
    "Trương": 13,
    "Phạm": 12,
    "Lương": 9,
    "Lò": 7,
    "Nguyễn": 8,
    "Lê": 8,
    "Quách": 4,
    "Cao": 3,
    "Vi": 3,
}
_MIDDLE = {
    Sex.MALE: ("Văn", "Văn", "Văn", "Công", "Đức", "Minh", "Ngọc", "Mạnh", "Đình", "Xuân", "Hữu", "Thế"),
    Sex.FEMALE: ("Thị", "Thị", "Thị", "Thị", "Thị Thu", "Thị Hồng", "Thị Bích", "Thanh", "Ngọc", "Thùy"),
}
_GIVEN = {
    Sex.MALE: (
        *("An", "Bảo", "Chiến", "Chung", "Dậu", "Điệp", "Đông", "Dương", "Giang", "Hải", "Hiệp", "Hùng", "Khánh"),
        *("Khương", "Lập", "Lợi", "Luân", "Nghĩa", "Nhuận", "Pợi", "Phong", "Quân", "Quý", "Tâm", "Thao", "Thiện"),
        *("Thơi", "Tính", "Toản", "Tráng", "Trọng", "Tường", "Vinh", "Xoan", "Xứng"),
    ),
    Sex.FEMALE: (
        *("Ái", "Bình", "Chanh", "Chiên", "Dậu", "Diệp", "Duyên", "Én", "Gấm", "Hiên", "Hợi", "Huệ", "Khuyên", "Lan"),
        *("Lịch", "Loan", "Luyến", "Mận", "Mơ", "Nhàn", "Nhuần", "Oanh", "Phượng", "Quế", "Sen", "Thắm", "Thêu"),
        *("Thơm", "Tiệp", "Tươi", "Uyên", "Vân", "Xuyến", "Yên"),
    ),
}
#: Somebody who was here before comes again in seven of ten cases, as at a real counter.
_RETURNING = 0.7
#: … but no one is here all the time.
_MOST_VISITS = 7
_OLDEST = 88


@dataclass(frozen=True)
class Who:
    """Whom a procedure may concern: sex (None: anyone) and age in whole years."""

    least: int = 18
    most: int = _OLDEST
    sex: Sex | None = None


#: Any grown-up.
ANYONE = Who()


@dataclass(frozen=True)
class Citizen:
    """An invented person, as the counter takes her down."""

    text: PersonText
    born: date
    sex: Sex
    village: str

    def fits(self, who: Who, on: date) -> bool:
        """Whether she may ask for it on a day."""
        age = on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))
        return who.least <= age <= who.most and who.sex in (None, self.sex)


#: Who comes again is among the last so many who were met: a demo of thousands asks no more of each than of the first.
_REMEMBERED = 500
#: So often a name is thrown for that nobody bears yet; then somebody bears the same name as another.
_THROWS = 100


class Citizens:
    """The people of the commune, met one after the other; the same seed meets the same people."""

    def __init__(self, rng: Random, reserved: Collection[str]) -> None:
        self._rng = rng
        self._names = set(reserved)
        self._met: list[Citizen] = []
        self._visits: Counter[str] = Counter()
        self._done: set[tuple[str, str]] = set()

    def next(self, who: Who, on: date, once: str = "") -> Citizen:
        """Who comes to the counter today: often somebody who was here before, but never twice for the same `once`."""
        known = [one for one in self._met[-_REMEMBERED:] if one.fits(who, on) and self._may_come(one.text.number, once)]
        citizen = self._rng.choice(known) if known and self._rng.random() < _RETURNING else self._meet(who, on)
        self._visits[citizen.text.number] += 1
        self._done.add((citizen.text.number, once))
        return citizen

    def _may_come(self, number: str, once: str) -> bool:
        return self._visits[number] < _MOST_VISITS and not (once and (number, once) in self._done)

    def named(self, name: str, sex: Sex, born: date, village: str) -> Citizen:
        """Somebody of whom the demo tells a story."""
        self._names.add(name)
        citizen = self._enter(name, sex, born, village)
        self._visits[citizen.text.number] = _MOST_VISITS  # his story is told; he does not come for anything else
        return citizen

    def name(self, sex: Sex, family: str = "") -> str:
        """A name that nobody of the demo bears yet, as long as there are any: among thousands some share one."""
        name = ""
        for _throw in range(_THROWS):
            words = (
                family or self._rng.choices(list(_FAMILIES), list(_FAMILIES.values()))[0],
                self._rng.choice(_MIDDLE[sex]),
                self._rng.choice(_GIVEN[sex]),
            )
            if (name := " ".join(words)) not in self._names:
                break
        self._names.add(name)
        return name

    def _meet(self, who: Who, on: date) -> Citizen:
        sex = who.sex or self._rng.choice((Sex.MALE, Sex.FEMALE))
        # Most visitors are between twenty and sixty; the triangle leans that way wherever the procedure lets it.
        age = int(self._rng.triangular(who.least, min(who.most, _OLDEST) + 0.99, max(who.least, min(38, who.most))))
        # At most 364 days beyond the last birthday, so that the age is right on any day.
        born = _years_before(on, age) - timedelta(days=self._rng.randrange(1, 360))
        return self._enter(self.name(sex), sex, born, self._rng.choice(VILLAGES))

    def _enter(self, name: str, sex: Sex, born: date, village: str) -> Citizen:
        serial = len(self._met) + 1
        elderly = born.year < 1952 and self._rng.random() < 0.3  # whose papers often carry only a year
        citizen = Citizen(
            text=PersonText(
                name=name,
                number=personal_number(sex, born, serial),
                born=f"{born.year}" if elderly else born.isoformat(),
                sex=sex.value,
                address=f"{village}, {_PLACE}",
                phone=f"0990{serial:06d}" if self._rng.random() < 0.9 else "",
            ),
            born=born,
            sex=sex,
            village=village,
        )
        self._met.append(citizen)
        return citizen


def personal_number(sex: Sex, born: date, serial: int) -> str:
    """Twelve digits that fit Thanh Hóa (038), sex and year of birth, with a serial that no register gives out."""
    century_and_sex = 2 * (born.year // 100 - 19) + (sex is Sex.FEMALE)
    last = 999_000 + serial if serial < 1000 else 999_999 - serial
    return f"038{century_and_sex}{born.year % 100:02d}{last:06d}"


def _years_before(day: date, years: int) -> date:
    """The same day years earlier; the last of February for the 29th."""
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)
