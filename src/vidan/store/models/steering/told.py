"""What the board tells others: reports of a period."""

from django.db import models

from vidan.store.tenancy import TenantModel


class BoardReport(TenantModel):
    """A report that was drafted: its period, the letter that it became, and its figures as they stood."""

    period = models.CharField(max_length=8)
    first_on = models.DateField()
    until_on = models.DateField()
    letter = models.OneToOneField("vidan.Letter", on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField()
    #: Every number that the drafted text says.
    numbers = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-made_at"], name="report_newest_first")]
