"""What the promises have come to: every occasion, and what each day brought. Both can be made anew from the records."""

from django.db import models

from vidan.store.tenancy import TenantModel, commune_without_index


class Occasion(TenantModel):
    """One time at which a promise had to be kept (see `vidan.domain.occasions`), kept up to date in each act's own
    transaction. No foreign key to what it tells of: it may be of any column.
    """

    commune = commune_without_index()
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
            # The few that ended broken are found without a look at the many that were kept.
            models.Index(
                fields=["commune", "promise", "finished_on"],
                condition=models.Q(broken_on__lte=models.F("finished_on")),
                name="occasion_ended_broken",
            ),
        ]


class Tally(TenantModel):
    """What a day brings to a promise's figures (see `vidan.domain.promises.tallies`); the day may still be to come.

    The row of promise 0 counts the transactions by which anything changed: a written page says which one it shows.
    """

    commune = commune_without_index()
    promise = models.PositiveSmallIntegerField()
    day = models.DateField()
    kept = models.IntegerField(default=0)
    counted = models.IntegerField(default=0)
    opened = models.IntegerField(default=0)
    opened_kept = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "promise", "day"], name="tally_once")]


class KeptTable(TenantModel):
    """A table by procedure, by village or by way of asking over a quarter that is over, as it was published once.

    It is never written anew: who holds two versions of a table could subtract one from the other. `promise` 0 is the
    survey as a whole. `cells`: [name, kept, counted], the largest first; `others`: [kept, counted] or null.
    """

    promise = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=12)
    first = models.DateField()
    last = models.DateField()
    cells = models.JSONField(default=list)
    others = models.JSONField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "promise", "by", "last"], name="table_kept_once")]


class FigureCorrection(TenantModel):
    """A figure that was published for `day` and is another one now. Rows are only ever added: the newest counts."""

    promise = models.PositiveSmallIntegerField()
    day = models.DateField()
    told_kept = models.PositiveIntegerField()
    told_counted = models.PositiveIntegerField()
    found_kept = models.PositiveIntegerField()
    found_counted = models.PositiveIntegerField()
    cause = models.CharField(max_length=12)
    noticed_on = models.DateField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "noticed_on", "promise", "day"], name="correction_by_day")]


class ScorecardInput(TenantModel):
    """A figure of a quarter that only the provincial system or the national portal has, typed in with its source.

    Rows are only ever added: the newest of a key counts.
    """

    last = models.DateField()
    key = models.CharField(max_length=30)
    kept = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "last", "key"], name="scorecard_input")]
