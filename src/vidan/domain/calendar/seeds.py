"""A draft of a year's days off from the law, for the commune to confirm when the yearly notices are out.

Sources: Labour Code 2019 art. 112(1) (the days), art. 111(3) (a weekly rest day that falls on a holiday is compensated
on the next working day), art. 112(3) (the Prime Minister settles Tết and the second day of 2/9 each year); Resolution
28/2026/QH16 (24/11, from 2026). Swapped days cannot be foreseen and are not drafted.
"""

from datetime import date, timedelta

from vidan.domain.calendar.rows import DayKind, DayRow, RowMark

_LAW = "Bộ luật Lao động 2019, Điều 112"
_COMPENSATED = "Bộ luật Lao động 2019, Điều 111 khoản 3"
_CULTURE_DAY = "Nghị quyết 28/2026/QH16"
_FIRST_CULTURE_DAY = 2026
_TET_DAYS = 5
_DAY = timedelta(days=1)


def statutory_rows(
    year: int, new_year: date, hung_kings: date, *, days_before: int = 2, national_neighbour: int = 1
) -> tuple[DayRow, ...]:
    """The holidays and compensation days of a year without swaps.

    `new_year` is mùng 1 Tết and `hung_kings` 10/3 of the lunar calendar (at UTC+7: they may differ from China's);
    `days_before` of the five days of Tết come before mùng 1; `national_neighbour` is +1 for 3/9, -1 for 1/9. What the
    government still has to settle is marked unsure.
    """
    rows = [
        DayRow(date(year, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch", _LAW, RowMark.KNOWN),
        DayRow(hung_kings, DayKind.HOLIDAY, "Giỗ Tổ Hùng Vương", _LAW, RowMark.KNOWN),
        DayRow(date(year, 4, 30), DayKind.HOLIDAY, "Ngày Chiến thắng", _LAW, RowMark.KNOWN),
        DayRow(date(year, 5, 1), DayKind.HOLIDAY, "Ngày Quốc tế Lao động", _LAW, RowMark.KNOWN),
        DayRow(date(year, 9, 2), DayKind.HOLIDAY, "Quốc khánh", _LAW, RowMark.KNOWN),
        DayRow(
            date(year, 9, 2) + national_neighbour * _DAY,
            DayKind.HOLIDAY,
            "Quốc khánh (ngày liền kề)",
            _LAW,
            RowMark.UNSURE,
        ),
    ]
    tet = [new_year + offset * _DAY for offset in range(-days_before, _TET_DAYS - days_before)]
    rows += [
        DayRow(day, DayKind.HOLIDAY, "Tết Nguyên đán", _LAW, RowMark.KNOWN if day == new_year else RowMark.UNSURE)
        for day in tet
    ]
    if year >= _FIRST_CULTURE_DAY:
        rows.append(DayRow(date(year, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", _CULTURE_DAY, RowMark.SEEN))
    return tuple(sorted(rows + _compensations(rows), key=lambda row: row.on))


def _compensations(holidays: list[DayRow]) -> list[DayRow]:
    taken = {row.on for row in holidays}
    made: list[DayRow] = []
    for row in sorted(holidays, key=lambda row: row.on):
        if row.on.weekday() < 5:
            continue
        day = row.on
        while day in taken or day.weekday() >= 5:
            day += _DAY
        taken.add(day)
        made.append(DayRow(day, DayKind.COMPENSATION, f"Nghỉ bù {row.cause}", _COMPENSATED, row.mark))
    return made
