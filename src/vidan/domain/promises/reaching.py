"""How far a figure is from its target, in whole matters: how many more must be kept, how many may still be missed."""

from collections.abc import Mapping
from datetime import date, timedelta

from vidan.domain.promises.figures import Figure
from vidan.domain.promises.windows import WINDOW_DAYS


def more_kept(figure: Figure, target: int) -> int | None:
    """How many more matters, all of them kept, bring the share to the target (whole per cent): 0 when it is there.

    None when no number does: 100 % with something broken in the window.
    """
    missing = target * figure.counted - 100 * figure.kept
    if missing <= 0:
        return 0
    return None if target >= 100 else -(-missing // (100 - target))


def may_miss(figure: Figure, target: int) -> int:
    """How many more matters may be missed before the share falls under the target; 0 when it is there already."""
    over = 100 * figure.kept - target * figure.counted
    return over // target if over > 0 and target > 0 else 0


def reached_on(counted: int, target: int, broken: Mapping[date, int], overdue: int, today: date) -> date:
    """The first day on which the target can be reached when nothing more is broken and people come as they do now.

    `broken`: how many that were broken ended on each day of the window; `overdue`: broken and open, done today at best.
    A window keeps what ended in it for WINDOW_DAYS days; so many broken ones as the target bears may stay.
    """
    ends = {**broken, today: broken.get(today, 0) + overdue}
    left, borne = sum(ends.values()), (100 - target) * counted // 100
    day = today
    for end in sorted(ends):
        if left <= borne:
            break
        left -= ends[end]
        day = end + timedelta(days=WINDOW_DAYS)
    return day
