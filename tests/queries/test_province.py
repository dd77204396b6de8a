"""Communes beside each other: what is counted of each, open and overdue work among it."""

from datetime import timedelta

from tests import builders
from tests.builders import BIRTH, NOW, House
from vidan.actions import dossiers
from vidan.domain.moments import local_day
from vidan.domain.promises import Figure
from vidan.domain.promises.comparing import FairStanding
from vidan.queries.promises import province
from vidan.store import guard
from vidan.store.models import Commune

TODAY = local_day(NOW)


def test_each_commune_s_figure_is_the_one_that_its_own_board_shows(house: House) -> None:
    beside = builders.furnish(builders.open_commune("14953", "Xã Bên Cạnh"))
    for where, open_ones in ((house, 1), (beside, 0)):
        for number in range(12):
            row = builders.receive(where.one_stop, BIRTH, now=NOW - timedelta(days=20))
            if number >= open_ones:
                dossiers.finish(where.one_stop, row.code, now=NOW - timedelta(days=20 if number % 2 else 5))
    found = province.places("tỉnh Thanh Hóa", 8, TODAY)
    assert [one.commune.name for one in found] == ["Xã Bên Cạnh", "Xã Điền Lư"]
    assert [one.compared.figure for one in found] == [Figure(6, 12), Figure(6, 12)]
    assert {one.compared.standing for one in found} == {FairStanding.AS_EXPECTED}
    assert [one.compared.figure.counted for one in province.places("tỉnh Thanh Hóa", 7, TODAY)] == [12, 12]
    assert province.places("tỉnh Nghệ An", 8, TODAY) == ()


def test_communes_that_name_no_province_are_not_compared(house: House) -> None:
    builders.open_commune("14953", "Xã Bên Cạnh")
    with guard.writing_allowed():
        Commune.objects.update(province_name="")
    assert province.places("", 8, TODAY) == ()
