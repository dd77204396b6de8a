"""The dossiers that the demo wants to be there, whatever the dice say: one for each state a desk can meet.

Each is told by working days back from the day on which the demo stands, and the clock of that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from vidan.cli.demo_data import mix
from vidan.cli.demo_data.cast import CHAIRMAN, POLICE_CHIEF, VICE_ECONOMY, VICE_SOCIETY
from vidan.cli.demo_data.citizens import Citizen
from vidan.cli.demo_data.plans import Act, Course, Plan, Planner, Verb, way_of
from vidan.domain.identity import Sex
from vidan.domain.matters import PauseKind
from vidan.domain.moments import at

#: How far back a story reaches, in working days.
REACH = 16
_HOA, _LAM, _MAI, _TOAN = "hoa.le", "lam.ha", "mai.lo", "toan.nguyen"
_THAO, _HANH, _NAM, _SON = "thao.ha", "hanh.bui", "nam.pham", "son.truong"
_LIEN, _QUYET, _CUONG = "lien.luong", "quyet.bui", "cuong.ha"

_NETWORK = (
    "Phần mềm hộ tịch dùng chung mất kết nối từ 14 giờ, chưa lấy được số định danh cho cháu. Chị Thảo đi họp ở tỉnh, "
    "chị Hạnh làm tiếp ngay khi có mạng. Đã gọi điện xin lỗi gia đình."
)
_POWER = (
    "Mất điện chiều qua nên chưa in và ký kịp giấy khai sinh; chị Hạnh làm trước hết sáng nay. Xã xin lỗi gia đình."
)


@dataclass(frozen=True)
class Stories:
    """Tells the stories of a day; `anchor` is the moment at which the demo stands still."""

    planner: Planner
    anchor: datetime

    def all(self) -> list[Plan]:
        """Every story, in no order of time."""
        return [
            self.the_late_birth(),
            *self._overdue(),
            *self._due_now(),
            *self._this_morning(),
            *self._standing_still(),
            *self._lying_ready(),
            *self._remarkable(),
        ]

    def the_late_birth(self) -> Plan:
        """The dossier of the README: a birth, promised for yesterday, late through no fault of the family's."""
        father = self.planner.citizens.named("Bùi Văn Tính", Sex.MALE, date(1994, 5, 12), "Thôn Vèn")
        plan = self._walk(
            mix.BIRTH,
            Course(_HOA, _THAO, CHAIRMAN),
            self.back(1, 8, 40),
            self.back(1, 9, 5),
            citizen=father,
            content="Khai sinh cho con gái, cháu Bùi Ngọc Mai",
        )
        late = (
            Act(self.back(1, 14, 10), Verb.REASSIGN, _THAO, _HANH, (_NETWORK,)),
            Act(self.back(0, 8, 50), Verb.MOVE_ON, _HANH),
        )
        return replace(plan, acts=plan.acts + late, sample=True)

    # ------------------------------------------------------------ open dossiers

    def _overdue(self) -> Iterator[Plan]:
        yield self._walk(
            mix.FIRST_TITLE,
            Course(_LAM, _NAM, VICE_ECONOMY),
            *(self.back(15, 9, 20), self.back(14, 8), self.back(8, 10, 15), self.back(3, 15, 30)),
        )
        yield self._walk(
            mix.SINGLE,
            Course(_MAI, _THAO, VICE_SOCIETY),
            *(self.back(4, 10, 5), self.back(4, 10, 50), self.back(2, 9, 10), self.back(1, 16, 20)),
        )

    def _due_now(self) -> Iterator[Plan]:
        """Due on the day itself, or on the next working day."""
        yield self._walk(
            mix.SHOP,
            Course(_HOA, _SON, VICE_ECONOMY),
            *(self.back(3, 8, 15), self.back(3, 9), self.back(1, 15, 40), self.back(0, 7, 40)),
        )
        yield self._walk(mix.CONTRACT, Course(_TOAN, _HANH, CHAIRMAN), self.back(2, 14), self.back(2, 14, 35))
        yield self._walk(
            mix.ELDERLY,
            Course(_LAM, _LIEN, VICE_SOCIETY),
            *(self.back(10, 9), self.back(9, 7, 30), self.back(4, 14, 15), self.back(1, 10)),
        )
        yield self._walk(
            mix.BUILDING,
            Course(_MAI, _SON, VICE_ECONOMY),
            *(self.back(6, 8, 25), self.back(6, 10), self.back(2, 16)),
        )
        yield self._walk(
            mix.RESIDENCE_HERE, Course(_HOA, _CUONG, POLICE_CHIEF), self.back(6, 15, 10), self.back(5, 7, 20)
        )

    def _this_morning(self) -> Iterator[Plan]:
        yield self._walk(mix.MARRIAGE, Course(_LAM, _THAO, CHAIRMAN), self.back(0, 7, 35), self.back(0, 8, 5))
        yield self._walk(mix.COPIES, Course(_MAI, _HANH, VICE_SOCIETY), self.back(0, 9, 25))
        yield self._walk(mix.SINGLE, Course(_TOAN, _THAO, CHAIRMAN), self.back(0, 9, 40))
        yield self._walk(mix.DISABILITY, Course(_HOA, _LIEN, VICE_SOCIETY), self.back(0, 8, 20), self.back(0, 9, 30))

    def _standing_still(self) -> Iterator[Plan]:
        citizen = (PauseKind.CITIZEN, "Chờ bà con mang giấy xác nhận khuyết tật bản gốc đến đối chiếu.", "")
        ward = (PauseKind.AGENCY, "Đã gửi công văn xác minh sổ gốc trước khi đăng ký lại.", "UBND xã nơi đăng ký cũ")
        yield self._paused(mix.ALLOWANCE, Course(_LAM, _LIEN, VICE_SOCIETY), 6, 2, citizen)
        yield self._paused(mix.CORRECTION, Course(_TOAN, _THAO, CHAIRMAN), 3, 1, mix.PAUSES[1])
        yield self._paused(mix.FIRST_TITLE, Course(_MAI, _NAM, VICE_ECONOMY), 7, 4, mix.LAND_PAUSE)
        yield self._paused("1.004884", Course(_HOA, _THAO, CHAIRMAN), 4, 2, ward)

    # ----------------------------------------------------------- ended dossiers

    def _lying_ready(self) -> Iterator[Plan]:
        yield self._walk(
            mix.SINGLE,
            Course(_HOA, _THAO, CHAIRMAN),
            *(self.back(9, 8, 10), self.back(9, 8, 50), self.back(8, 9), self.back(7, 14), self.back(6, 8)),
            self.back(6, 8, 15),
        )
        yield self._walk(
            mix.SHOP,
            Course(_LAM, _SON, VICE_ECONOMY),
            *(self.back(4, 14, 5), self.back(4, 15), self.back(3, 9), self.back(2, 8, 30), self.back(2, 15)),
            self.back(2, 15, 20),
        )

    def _remarkable(self) -> Iterator[Plan]:
        yield self._late_with_a_reason()
        yield self._came_back_with_the_paper()
        yield self._lost_receipt()
        yield self._from_hand_to_hand()

    def _late_with_a_reason(self) -> Plan:
        plan = self._walk(mix.BIRTH, Course(_MAI, _THAO, VICE_SOCIETY), self.back(12, 14, 20), self.back(12, 14, 50))
        change = Act(self.back(11, 7, 10), Verb.REASSIGN, _THAO, _HANH, (_POWER,))
        moments = (self.back(11, 8, 30), self.back(11, 9, 5), self.back(11, 10, 20), self.back(11, 10, 30))
        return self._go_on(plan, Course(_MAI, _HANH, VICE_SOCIETY), (change,), moments, self.back(11, 15))

    def _came_back_with_the_paper(self) -> Plan:
        plan = self._walk(mix.BUILDING, Course(_LAM, _SON, VICE_ECONOMY), self.back(3, 9, 10), self.back(3, 10))
        return replace(plan, acts=(self.planner.slip(plan, self.back(5, 8, 30), _LAM), *plan.acts))

    def _lost_receipt(self) -> Plan:
        plan = self._walk(
            mix.CONTRACT,
            Course(_TOAN, _HANH, CHAIRMAN),
            *(self.back(4, 8, 30), self.back(4, 9), self.back(3, 14), self.back(3, 16), self.back(3, 16, 10)),
        )
        lost = Act(self.back(1, 10), Verb.REPLACE, _HOA, told=(plan.citizen.text.number,))
        given = Act(self.back(1, 10, 5), Verb.GIVE_OUT, _HOA, told=(plan.citizen.text.name, True))
        return replace(plan, acts=(*plan.acts, lost, given))

    def _from_hand_to_hand(self) -> Plan:
        """Given on three times within one step: what the seventh promise is about."""
        plan = self._walk(mix.DISPUTE, Course(_HOA, _NAM, VICE_ECONOMY), self.back(11, 9), self.back(11, 9, 40))
        hands = (
            Act(self.back(9, 8), Verb.REASSIGN, VICE_ECONOMY, _SON, (mix.REASSIGNMENTS[0],)),
            Act(self.back(6, 8, 30), Verb.REASSIGN, VICE_ECONOMY, _QUYET, (mix.REASSIGNMENTS[2],)),
            Act(self.back(2, 9), Verb.REASSIGN, _QUYET, _NAM, ("Anh Nam đã về, làm tiếp hồ sơ đã nhận từ đầu.",)),
        )
        return replace(plan, acts=plan.acts + hands)

    # ------------------------------------------------------------------ telling

    def back(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A moment on the working day so many working days before the demo's own day."""
        return at(self.planner.calendar.shift(self.anchor, -days).date(), time(hour, minute))

    def _walk(
        self, key: str, course: Course, *moments: datetime, citizen: Citizen | None = None, content: str = ""
    ) -> Plan:
        """Received at the first moment, one step on at each of the next; past the last step, the result is ready."""
        kind, day = mix.KIND[key], moments[0].date()
        plan = self.planner.opened(kind, citizen or self.planner.citizens.next(kind.who, day, kind.once), day, content)
        acts = [Act(moments[0], Verb.RECEIVE, course.desk), *self._steps(key, course, course.desk, 1, moments[1:])]
        return replace(plan, acts=tuple(acts))

    def _steps(self, key: str, course: Course, holder: str, first: int, moments: tuple[datetime, ...]) -> Iterator[Act]:
        way = way_of(key)
        for number, moment in enumerate(moments, start=first):
            if number == len(way):
                yield Act(moment, Verb.FINISH, holder)
                return
            to = self.planner.who(way[number].role, course)
            yield Act(moment, Verb.MOVE_ON, holder, "" if to == holder else to)
            holder = to

    def _go_on(
        self, plan: Plan, course: Course, between: tuple[Act, ...], moments: tuple[datetime, ...], given_at: datetime
    ) -> Plan:
        """The rest of the way from the third step on, and the result handed over."""
        rest = self._steps(plan.kind.key, course, course.specialist, 2, moments)
        given = Act(given_at, Verb.GIVE_OUT, course.desk, told=(plan.citizen.text.name, True))
        return replace(plan, acts=(*plan.acts, *between, *rest, given))

    def _paused(self, key: str, course: Course, days: int, stopped: int, why: tuple[PauseKind, str, str]) -> Plan:
        """Received so many days ago, and standing still since then."""
        plan = self._walk(key, course, self.back(days, 8, 45), self.back(days, 9, 30))
        stop = Act(self.back(stopped, 9, 15), Verb.PAUSE, course.specialist, told=why)
        return replace(plan, acts=(*plan.acts, stop))
