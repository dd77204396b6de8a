"""Charts of our own: places on a plain grid, as texts for an SVG. What they show stands in a table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vidan.domain.promises import Showing, showing
from vidan.queries.promises.board import Period
from vidan.speech import figures

#: Small, so that on the narrowest telephone its words are still 12 px high.
WIDTH, HEIGHT = 360, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 32, 16, 26
#: Fewer months are no course of things: they stand in the table alone.
LEAST_MONTHS = 4


@dataclass(frozen=True)
class Point:
    """A place in the chart and its word. Numbers are texts: a template would write a comma into them."""

    x: str
    y: str
    label: str = ""


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws. `runs`: months that follow each other, as the points of polylines."""

    points: tuple[Point, ...]
    runs: tuple[str, ...]
    lines: tuple[Point, ...]
    target: Point
    labels: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(number: int, months: Sequence[Period]) -> list[Period]:
    """The months of promise `number` that have a share to draw; none where they are too few to be a trend."""
    found = [month for month in months if showing(number, month.figure) is Showing.SHARE]
    return found if len(found) >= LEAST_MONTHS else []


def trend(number: int, months: Sequence[Period], target: int) -> Chart | None:
    """The share of each month; None where too few months have one to show."""
    which = drawn(number, months)
    told = [(place, float(month.figure.share or 0)) for place, month in enumerate(months) if month in which]
    if not told:
        return None
    lowest = _floor(min(share for _, share in told), target)
    step = (WIDTH - _LEFT - _RIGHT) / max(len(months) - 1, 1)

    def x(place: int) -> str:
        return f"{_LEFT + place * step:.1f}"

    def y(share: float) -> str:
        return f"{_TOP + (1 - share) / (1 - lowest) * (HEIGHT - _TOP - _BOTTOM):.1f}"

    names = [figures.month(month.first) for month in months]
    points = [Point(x(place), y(share), names[place]) for place, share in told]
    return Chart(
        points=tuple(points),
        runs=tuple(_runs(told, points)),
        lines=tuple(Point("2", y(share), figures.percent(share)) for share in (1.0, (1 + lowest) / 2, lowest)),
        target=Point("2", y(target / 100), f"{target}%"),
        labels=tuple(Point(x(place), str(HEIGHT - 8), names[place]) for place in range(0, len(months), 3)),
    )


def _floor(share: float, target: int) -> float:
    """Where the chart begins: the next lower fifth, so that small and large falls can both be seen."""
    lowest = min(share, target / 100) - 0.02
    return max(0.0, int(lowest * 5) / 5)


def _runs(told: Sequence[tuple[int, float]], points: Sequence[Point]) -> list[str]:
    """Months that follow each other, as one line each: a month without anything leaves a gap."""
    runs: list[list[str]] = []
    before: int | None = None
    for (place, _), point in zip(told, points, strict=True):
        if before is None or place != before + 1:
            runs.append([])
        runs[-1].append(f"{point.x},{point.y}")
        before = place
    return [" ".join(run) for run in runs]
