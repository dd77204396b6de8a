"""How far a figure is from its target, in whole matters: how many more must be kept, how many may still be missed."""

from vidan.domain.promises.figures import Figure


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
