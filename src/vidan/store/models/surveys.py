"""The survey: months, batches, slips, ratings. No table joins a slip to a case; none tells when it was answered."""

from django.db import models

from vidan.store.tenancy import TenantModel


class SurveyMonth(TenantModel):
    """One month's sample: `seed_hash` (hexadecimal) before it; `seed` and how many were `asked` once it is over."""

    month = models.DateField()
    share = models.PositiveSmallIntegerField()
    seed_hash = models.CharField(max_length=64)
    fixed_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=64, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "month"], name="one_sample_a_month")]


class SlipBatch(TenantModel):
    """Slips printed together."""

    number = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "number"], name="batch_once")]


class SurveySlip(TenantModel):
    """A slip that may still be answered: `shown` is SHA-256 of its token. Answering takes the row away."""

    shown = models.BinaryField(max_length=32, unique=True)
    batch = models.ForeignKey(SlipBatch, on_delete=models.PROTECT, related_name="+")


class RatingBox(TenantModel):
    """The answers that wait for their crowd, all in one sealed value that is written anew with each.

    Rows would lie in their pages in the order in which they came; here they lie sorted by the hashes of their slips.
    """

    sealed = models.BinaryField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune"], name="one_box_a_commune")]


class Rating(TenantModel):
    """What one slip said, dated by its week, public since its crowd came out (`release`)."""

    slip = models.BinaryField(max_length=32, unique=True)
    week = models.DateField()
    channel = models.CharField(max_length=12)
    overall = models.PositiveSmallIntegerField()
    items = models.JSONField(default=dict)
    release = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["commune", "week"], name="rating_by_week"),
            models.Index(fields=["commune", "release", "slip"], name="rating_by_release"),
        ]
