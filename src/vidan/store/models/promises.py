"""What the promises have come to, day by day."""

from django.db import models

from vidan.store.tenancy import TenantModel


class Tally(TenantModel):
    """Of the matters that have ended: what they add to a promise's figure on a day.

    `kept` of `counted`: matters that ended on that day. `open_kept` of `open_counted`: on a month's last day, those
    that were open then and have ended since; so each month's figure stays what it was at the month's end.
    """

    promise = models.PositiveSmallIntegerField()
    day = models.DateField()
    kept = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    open_kept = models.PositiveIntegerField(default=0)
    open_counted = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "promise", "day"], name="tally_once")]
