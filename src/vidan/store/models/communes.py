"""Communes as tenants, keyed by (code, valid_from), with their units, villages and counters."""

from django.db import models

from vidan.store.tenancy import TenantModel, commune_without_index


class Commune(models.Model):
    """A commune for as long as it existed under one extent; the same code with another extent is another row.

    Source of codes: QĐ 19/2025/QĐ-TTg.
    """

    code = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    name = models.CharField(max_length=120)
    province_code = models.CharField(max_length=4)
    province_name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    abbreviation = models.CharField(max_length=6)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    training = models.BooleanField(default=False)
    working = models.BooleanField(default=False)
    host = models.CharField(max_length=200, blank=True)
    calendar_version = models.PositiveIntegerField(default=1)
    cut_off = models.TimeField(default="15:00")
    make_up_days_count = models.BooleanField(default=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="commune_code_and_day")]

    def __str__(self) -> str:
        return self.name


class Unit(TenantModel):
    """A room of the commune's government: the one-stop centre, an office, a division."""

    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    phone = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "key"], name="unit_once")]


class Village(TenantModel):
    """A thôn, with the days between which it existed under this name."""

    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "name", "valid_from"], name="village_once")]


class Counter(TenantModel):
    """The last number given in a series and period; raised in the transaction of the row that bears the number."""

    commune = commune_without_index()
    series = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    value = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "series", "period"], name="counter_once")]
