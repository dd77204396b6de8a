"""Nobody reads a commune's rows without naming the commune."""

from typing import Any

import pytest
from django.apps import apps

from tests import builders
from vidan.store.models import Commune, Dossier, Matter, Officer, Unit
from vidan.store.tenancy import CommuneNotNamed, TenantModel

TENANT_MODELS = [model for model in apps.get_app_config("vidan").get_models() if issubclass(model, TenantModel)]


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.all(),
        lambda rows: rows.filter(pk=1),
        lambda rows: rows.get(pk=1),
        lambda rows: rows.count(),
        lambda rows: rows.create(),
        lambda rows: rows.values("pk"),
        lambda rows: rows.using("default"),
    ],
    ids=["all", "filter", "get", "count", "create", "values", "using"],
)
def test_rows_of_no_commune_in_particular_are_refused(model: Any, ask: Any) -> None:
    with pytest.raises(CommuneNotNamed, match=model.__name__):
        ask(model.objects)


def test_every_table_of_ours_is_a_commune_s_but_those_that_come_before_communes_are_known() -> None:
    open_tables = {model for model in apps.get_app_config("vidan").get_models() if model not in TENANT_MODELS}
    assert open_tables == {Commune, Officer}


def test_reading_all_communes_needs_a_reason() -> None:
    with pytest.raises(CommuneNotNamed, match="why"):
        Matter.objects.across_communes("")


def test_the_rows_of_one_commune_are_its_own(db: None) -> None:
    here = builders.furnish(builders.open_commune())
    there = builders.furnish(builders.open_commune("15019", "Xã Cổ Lũng"))
    ours, theirs = builders.receive(here.one_stop), builders.receive(there.one_stop)
    assert [row.code for row in Matter.objects.of(here.commune)] == [ours.code]
    assert [row.code for row in Matter.objects.of(there.commune.pk)] == [theirs.code]
    assert Dossier.objects.across_communes("the test counts both").count() == 2


def test_a_commune_may_be_named_by_its_row_or_by_its_id(commune: Commune) -> None:
    assert list(Unit.objects.of(commune)) == list(Unit.objects.of(commune.pk)) != []
