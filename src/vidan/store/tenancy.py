"""A row belongs to one commune, and nobody reads a table without saying which.

`Matter.objects.all()` raises; `Matter.objects.of(commune)` works; `.across_communes("why")` can be grepped. Django's
own `_base_manager` stays untouched (foreign keys and `save()` go through it).
"""

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class CommuneNotNamed(RuntimeError):
    """A query over all communes was about to run by accident."""


class TenantManager(models.Manager[Row]):
    """The only door to a commune's rows."""

    def get_queryset(self) -> NoReturn:  # type: ignore[override]
        raise CommuneNotNamed(
            f"{self.model.__name__}.objects needs a commune: .of(commune) or .across_communes('reason')"
        )

    def of(self, commune: "int | models.Model") -> models.QuerySet[Row]:
        """The rows of one commune (a Commune or its id)."""
        key = commune.pk if isinstance(commune, models.Model) else commune
        return self._rows().filter(commune_id=key)

    def across_communes(self, reason: str) -> models.QuerySet[Row]:
        """The rows of all communes; the reason is for the reader."""
        if not reason:
            raise CommuneNotNamed("say why all communes are read")
        return self._rows()

    def _rows(self) -> models.QuerySet[Row]:
        return models.QuerySet(self.model, using=self._db)


def commune_without_index() -> Any:
    """The commune of a row that is found by other columns: an index that holds for every row of a commune costs writes,
    and a planner that knows no figures may take it instead of the right one.
    """
    return models.ForeignKey("vidan.Commune", on_delete=models.PROTECT, related_name="+", db_index=False)


class TenantModel(models.Model):
    """Base of every table that a commune's data live in."""

    commune: Any = models.ForeignKey("vidan.Commune", on_delete=models.PROTECT, related_name="+")

    objects = TenantManager[Any]()

    class Meta:
        abstract = True
