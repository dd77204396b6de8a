"""What the promises have come to: every occasion, and what each day brought. Both can be made anew from the records."""

from django.db import models

from vidan.store.tenancy import TenantModel


class Occasion(TenantModel):
    """One time at which a promise had to be kept (see `vidan.domain.occasions`), kept up to date in each act's own
    transaction. No foreign key to what it tells of: it may be of any column.
    """

    promise = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=32, blank=True)
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    broken_on = models.DateField(null=True)
    open_from = models.DateField(null=True)
    procedure = models.CharField(max_length=60, blank=True)
    village = models.BigIntegerField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "subject", "promise", "number"], name="occasion_once"),
        ]
        indexes = [
            models.Index(
                fields=["commune", "promise", "finished_on", "broken_on", "open_from"], name="occasion_by_end"
            ),
        ]


class Tally(TenantModel):
    """What a day brings to a promise's figures (see `vidan.domain.promises.tallies`); the day may still be to come.

    The row of promise 0 counts the transactions by which anything changed: a written page says which one it shows.
    """

    promise = models.PositiveSmallIntegerField()
    day = models.DateField()
    kept = models.IntegerField(default=0)
    counted = models.IntegerField(default=0)
    opened = models.IntegerField(default=0)
    opened_kept = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "promise", "day"], name="tally_once")]
