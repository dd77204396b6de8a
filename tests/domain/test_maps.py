"""The commune's own map is read from GeoJSON and drawn without asking anybody for a tile."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain import maps
from vidan.domain.errors import Refused
from vidan.domain.maps import MOST_CORNERS, MapPicture

SQUARE = [[105.2, 20.3], [105.21, 20.3], [105.21, 20.31], [105.2, 20.31], [105.2, 20.3]]


def collection(name: str = "Thôn Tôm", ring: Any = None, kind: str = "Polygon") -> dict[str, Any]:
    coordinates: Any = [SQUARE if ring is None else ring]
    geometry = {"type": kind, "coordinates": coordinates if kind == "Polygon" else [coordinates]}
    return {"type": "FeatureCollection", "features": [{"properties": {"name": name}, "geometry": geometry}]}


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_a_village_is_a_name_and_its_outlines(kind: str) -> None:
    (shape,) = maps.read(collection(kind=kind))
    assert (shape.name, len(shape.rings[0])) == ("Thôn Tôm", 5)


@pytest.mark.parametrize(
    "told",
    [
        None, [], {}, {"features": []}, {"features": [1]}, collection(name=""), collection(kind="Point"),
        collection(ring=[[1, 2]]), collection(ring=[[0.0, 0.0]] * 5), collection(ring=[["x", "y"]] * 5),
        {"features": [{"properties": None, "geometry": None}]},
    ],
)  # fmt: skip
def test_what_is_no_map_of_ours_is_refused_with_its_place(told: Any) -> None:
    with pytest.raises(Refused, match=r"maps\.form"):
        maps.read(told)


def test_a_border_drawn_too_finely_keeps_enough_corners() -> None:
    (shape,) = maps.read(collection(ring=[[105.2 + step / 1e5, 20.3 + step % 7 / 1e4] for step in range(5000)]))
    assert 4 <= len(shape.rings[0]) <= MOST_CORNERS


@given(st.lists(st.tuples(st.floats(102, 110), st.floats(8, 23.5)), min_size=1, max_size=30))
def test_every_spot_lies_on_the_picture(spots: list[tuple[float, float]]) -> None:
    picture = MapPicture.around(spots, 600, 380, 20)
    assert all(0 <= x <= 600 and 0 <= y <= 380 for x, y in map(picture.place, spots))


def test_north_is_up_and_east_is_right() -> None:
    picture = MapPicture.around([(105.2, 20.3), (105.21, 20.31)], 600, 380, 20)
    assert picture.place((105.2, 20.3))[1] > picture.place((105.2, 20.31))[1]
    assert picture.place((105.2, 20.3))[0] < picture.place((105.21, 20.3))[0]
