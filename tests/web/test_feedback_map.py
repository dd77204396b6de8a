"""Where is it? On the commune's own map, by a click or by name, with no tile from elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import NOW, House
from tests.domain.test_maps import SQUARE, collection
from tests.web.doors import Browser
from vidan.actions import communes
from vidan.actions.feedback import drawing
from vidan.cli.main import main
from vidan.domain import maps
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.store.models import Feedback, Village, VillageShape
from vidan.web.public.maps import spread


@pytest.fixture
def village(house: House) -> Village:
    return communes.enter_villages(house.commune, ["Thôn Tôm", "Thôn Vèn"], since=local_day(NOW), now=NOW)[0]


def test_a_click_on_a_village_begins_the_message_there(citizen: Browser, house: House, village: Village) -> None:
    drawing.draw_villages(program(house.commune.pk), maps.read(collection(village.name)), now=NOW)
    page = citizen.open("/y-kien/ban-do")
    body = page.response.content.decode()
    assert f'<a href="/y-kien?thon={village.pk}" aria-label="{village.name}"><path d="M' in body
    assert "http" not in body.partition("<svg")[2].partition("</svg>")[0]
    assert citizen.open("/y-kien", thon=str(village.pk)).form(action="/y-kien").values["village"] == [str(village.pk)]
    assert f"?thon={village.pk}" in citizen.open("/y-kien/cong-khai").response.content.decode()


def test_who_chose_a_village_on_the_map_did_not_come_by_a_poster(
    citizen: Browser, house: House, village: Village
) -> None:
    for asked, door in (({"thon": village.pk}, "web"), ({"thon": village.pk, "cho": "Cổng chợ"}, "poster")):
        page = citizen.open("/y-kien", **{name: str(value) for name, value in asked.items()})
        page.form(action="/y-kien").names.add("photos")
        citizen.follow(citizen.send(page, action="/y-kien", text="Đèn đường thôn Tôm hỏng ba bóng."))
        assert Feedback.objects.of(house.commune).latest("pk").door == door


def test_without_a_map_the_villages_are_a_list(citizen: Browser, house: House, village: Village) -> None:
    page = citizen.open("/y-kien/ban-do")
    assert '<svg class="map"' not in page.response.content.decode()
    assert village.name in page.words


def test_a_name_that_is_no_village_keeps_nothing(house: House, village: Village) -> None:
    two = collection(village.name)
    two["features"] += collection("Thôn Lạ")["features"]
    with pytest.raises(Refused, match=r"maps\.village"):
        drawing.draw_villages(program(house.commune.pk), maps.read(two), now=NOW)
    assert not VillageShape.objects.of(house.commune).exists()


def test_the_command_lays_the_map_down_and_tells_who_is_missing(
    house: House, village: Village, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "thon.geojson"
    file.write_text(json.dumps(collection(village.name.removeprefix("Thôn ").upper(), SQUARE)), encoding="utf-8")
    for _again in range(2):
        assert main(["feedback", "map", str(file)]) == 0
    assert "✓ 1 thôn" in capsys.readouterr().out
    assert VillageShape.objects.of(house.commune).get().village_id == village.pk
    file.write_text("[]", encoding="utf-8")
    assert main(["feedback", "map", str(file)]) != 0
    assert "GeoJSON" in capsys.readouterr().err


def test_no_two_names_on_the_map_run_over_each_other() -> None:
    near = [("Trung Thành", (160, 180)), ("Đồng Tâm", (200, 180)), ("Mí", (165, 186)), *[("Vèn", (20, 20))] * 9]
    labels = spread(near)
    places = [(x, y) for lines in labels for x, y, _ in lines]
    assert [words for _, _, words in labels[0]] == ["Trung", "Thành"]
    assert labels[1] and labels[2] and not labels[-1], "what has no room is left out: the list below has it"
    assert len(places) == len(set(places))
    close = [
        (one, other)
        for at, one in enumerate(places)
        for other in places[at + 1 :]
        if abs(one[0] - other[0]) < 10 and abs(one[1] - other[1]) < 12
    ]
    assert not close
