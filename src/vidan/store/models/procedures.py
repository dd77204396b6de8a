"""The commune's procedures: the published list of a day, with the commune's own confirmation of doubtful limits."""

from django.db import models

from vidan.store.tenancy import TenantModel


class Procedure(TenantModel):
    """One procedure from a day to a day. `papers` and `steps` are the words of that day and are copied to dossiers."""

    key = models.CharField(max_length=40)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=1000)
    short_name = models.CharField(max_length=300)
    folded = models.TextField()
    field = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, blank=True)
    unit_key = models.CharField(max_length=60, blank=True)
    limit = models.CharField(max_length=8, blank=True)
    limit_note = models.TextField(blank=True)
    limit_sure = models.BooleanField(default=False)
    limit_confirmed_at = models.DateTimeField(null=True)
    limit_confirmed_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    limit_document = models.CharField(max_length=300, blank=True)
    fee_text = models.TextField(blank=True)
    fee_vnd = models.PositiveIntegerField(null=True)
    papers = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    way = models.JSONField(default=list)
    result = models.TextField(blank=True)
    legal_basis = models.JSONField(default=list)
    online = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=1, default="?")
    unsure = models.JSONField(default=list)
    #: From real cases of the last year: {"n", "p50", "p90"}, working minutes; empty under ten.
    usual = models.JSONField(default=dict)
    received_here = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "key", "valid_from"], name="procedure_once_a_day")]
