"""The tables know only what stands below them, and nobody looks back up through a foreign key."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from vidan.store.models import Commune, Matter, Person

#: From the bottom up; what stands side by side does not know its neighbour.
COLUMNS = (
    {"ledger"},
    {"communes"},
    {"people"},
    {"calendar"},
    {"matters"},
    {"procedures"},
    {"dossiers", "feedback"},
    {"letters", "surveys"},
    {"steering"},
    {"promises"},
)
MODELS = list(apps.get_app_config("vidan").get_models())


def column_of(model: Any) -> str:
    """The column in which a table stands: the name of its module, or of the folder in which that lies."""
    module = str(model.__module__)
    return (module.partition(".models.")[2] or module.rpartition(".")[2]).partition(".")[0]


def height(column: str) -> int:
    """How far up a column stands; an unknown column has no place."""
    return next(place for place, names in enumerate(COLUMNS) if column in names)


def points_up(source: str, target: str) -> bool:
    """Whether a key from one column to another breaks the order."""
    return source != target and height(target) >= height(source)


def problems(model: Any) -> list[str]:
    """Foreign keys of a table that point up or can be walked back."""
    found = []
    for field in model._meta.get_fields():
        if isinstance(field, models.ManyToManyField):
            found.append(f"{field.name}: a table between two tables is written as one of ours")
        elif isinstance(field, models.ForeignKey):
            target = field.related_model
            if target is not Commune and points_up(column_of(model), column_of(target)):
                found.append(f"{field.name}: points up to {target.__name__}")
            if field.remote_field.related_name != "+":
                found.append(f"{field.name}: can be walked back (related_name is not '+')")
            if field.remote_field.on_delete is not models.PROTECT:
                found.append(f"{field.name}: takes rows away when {target.__name__} goes")
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_foreign_keys_point_down_and_cannot_be_walked_back(model: Any) -> None:
    assert problems(model) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_stands_in_a_column(model: Any) -> None:
    assert height(column_of(model)) >= 0
    assert model._meta.db_table.startswith("vidan_")


@pytest.mark.parametrize(
    ("source", "target", "broken"),
    [
        ("people", "communes", False),
        ("people", "people", False),
        ("dossiers", "matters", False),
        ("communes", "people", True),
        ("matters", "dossiers", True),
        ("dossiers", "feedback", True),
        ("ledger", "promises", True),
    ],
)
def test_which_way_is_down(source: str, target: str, broken: bool) -> None:
    assert points_up(source, target) is broken


def test_a_key_that_points_up_is_seen() -> None:
    class Neighbour(models.Model):
        matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="neighbours")
        persons = models.ManyToManyField(Person, related_name="+")

        class Meta:
            app_label = "house_test"

    Neighbour.__module__ = "vidan.store.models.people"
    try:
        found = "; ".join(problems(Neighbour))
    finally:
        apps.all_models.pop("house_test")
        apps.clear_cache()
    assert "matter: points up to Matter" in found
    assert "matter: can be walked back" in found
    assert "matter: takes rows away" in found
    assert "persons: a table between" in found
