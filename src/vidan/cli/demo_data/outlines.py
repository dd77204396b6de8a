"""Outlines of the demo commune's villages for its map: an invented patchwork, so that no real border is claimed."""

from math import sin

from vidan.cli.demo_data.citizens import VILLAGES
from vidan.domain.maps import Shape, Spot

#: South-west corner of the patchwork, how large a patch is (degrees), patches in a row.
CORNER, PATCH, IN_A_ROW = (105.190, 20.290), 0.011, 4
#: How far a corner may be shaken, as a share of a patch.
SHAKE = 0.3


def shapes() -> tuple[Shape, ...]:
    """One patch for each village; neighbours share their corners, so that no gap lies between them."""
    rows = -(-len(VILLAGES) // IN_A_ROW)
    corners = {(column, row): _corner(column, row) for row in range(rows + 1) for column in range(IN_A_ROW + 1)}
    found = []
    for number, name in enumerate(VILLAGES):
        row, column = divmod(number, IN_A_ROW)
        around = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        ring = tuple(corners[column + east, row + north] for east, north in around)
        found.append(Shape(name, (ring,)))
    return tuple(found)


def _corner(column: int, row: int) -> Spot:
    east, north = (SHAKE * sin(7 * column + turn * row + turn) for turn in (3, 11))
    return round(CORNER[0] + PATCH * (column + east), 5), round(CORNER[1] + PATCH * (row + north), 5)
