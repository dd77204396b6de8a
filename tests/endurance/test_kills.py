"""Three times two hundred dossiers while processes are killed: what a citizen holds in her hand is in the house.

The long form, with power cuts, full and failing disks and jumping clocks, is `make endurance`. Where the tests run on
PostgreSQL this one does too, and the database server is among those that die.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from endurance.kills import Siege, siege, siege_of_postgres
from endurance.machine import demo
from tests import postgresql


@pytest.fixture(scope="module")
def under_siege(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    """One small commune for all rounds: what was acknowledged in one must outlive the next as well."""
    folder: Path = tmp_path_factory.mktemp("endurance")
    with siege_of_postgres(folder, 1) if postgresql.wanted() else siege(demo(folder), folder, 1) as one:
        yield one


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 2, 3])
def test_two_hundred_acknowledged_dossiers_outlive_the_killing(under_siege: Siege, number: int) -> None:
    before = len(under_siege.office.acknowledged)
    assert under_siege.round(dossiers=200, kills=1) == []
    assert len(under_siege.office.acknowledged) >= before + 200, number
