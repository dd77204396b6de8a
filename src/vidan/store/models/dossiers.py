"""Dossiers and the slips that say why one was not taken."""

from django.db import models

from vidan.store.models.matters import Matter
from vidan.store.tenancy import TenantModel, commune_without_index


class Dossier(TenantModel):
    """What a dossier adds to its matter. `sealed` (request, receiver) opens with the applicant's key.

    `form_token` names the form it came by, so that a form sent twice is received once.
    """

    commune = commune_without_index()
    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey("vidan.Procedure", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    typed_at = models.DateTimeField()
    received_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    papers = models.JSONField(default=list)
    sets = models.PositiveSmallIntegerField(default=1)
    delivery = models.CharField(max_length=12)
    provincial_code = models.CharField(max_length=60, blank=True)
    notify_by_mail = models.BooleanField(default=False)
    print_number = models.PositiveIntegerField(default=1)
    ready_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)
    form_token = models.CharField(max_length=64, null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-received_at"], name="dossier_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="dossier_sent_once"
            )
        ]


class SupplementSlip(TenantModel):
    """Everything that was missing at the counter, asked for once, on one slip."""

    number = models.CharField(max_length=30)
    procedure = models.ForeignKey("vidan.Procedure", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vidan.Person", null=True, on_delete=models.PROTECT, related_name="+")
    papers = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    form_token = models.CharField(max_length=64, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "number"], name="slip_once"),
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="slip_sent_once"
            ),
        ]
