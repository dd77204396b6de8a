"""Three times two hundred dossiers while processes are killed: what a citizen holds in her hand is in the house.

The long form, with power cuts, full and failing disks and jumping clocks, is `make endurance`.
"""

from pathlib import Path

import pytest

from endurance.kills import round_of_kills
from endurance.machine import demo


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small commune, loaded once."""
    return demo(tmp_path_factory.mktemp("endurance"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_hundred_acknowledged_dossiers_outlive_the_killing(template: Path, tmp_path: Path, seed: int) -> None:
    figures = round_of_kills(template, tmp_path, 200, seed)
    assert figures["problems"] == []
    assert int(str(figures["acknowledged"])) >= 200 and int(str(figures["kills"])) >= 1
