"""The records: facts (every write, private), entries (their public projection), readings (who looked at whom)."""

from django.db import models

from vidan.store.tenancy import TenantModel, commune_without_index


class Fact(TenantModel):
    """One write, told in the past tense. No foreign key to what it describes: it outlives it. Never changed.

    `subject` names what it is about (`matter:12`, `officer:3`); `sealed` holds what it says of a person, under that
    person's key.
    """

    commune = commune_without_index()
    kind = models.CharField(max_length=60)
    schema = models.PositiveSmallIntegerField(default=1)
    subject = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    told = models.JSONField(default=dict)
    person_id = models.BigIntegerField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "subject", "id"], name="fact_by_subject")]


class Entry(TenantModel):
    """A ledger entry: written with its fact, waiting to be published; a leaf once `position` is set.

    `salt` opens the commitment; erasing it makes the entry say nothing for ever.
    """

    commune = commune_without_index()
    fact_id = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    on = models.DateField()
    body = models.CharField(max_length=1024)
    commitment = models.CharField(max_length=44)
    salt = models.BinaryField(null=True)
    reference = models.CharField(max_length=32, blank=True)
    log_year = models.PositiveSmallIntegerField(null=True)
    log_edition = models.PositiveSmallIntegerField(default=1)
    position = models.BigIntegerField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["commune", "reference"], name="entry_by_reference"),
            models.Index(fields=["commune", "id"], condition=models.Q(position=None), name="entry_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "log_year", "log_edition", "position"], name="entry_has_one_place"
            ),
        ]


class LedgerHead(TenantModel):
    """How far one log goes: the tree we are bound to (`size`, `root` in base64) and the one that the public has.

    The tree is written here before it is signed, so that a crash can never leave a signature we do not know of. The
    database itself refuses a smaller tree, and another root for the same size. A year has one log; a second `edition`
    is begun only when the first can no longer be continued after a loss.
    """

    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=260, unique=True)
    vkey = models.CharField(max_length=400)
    size = models.BigIntegerField(default=0)
    root = models.CharField(max_length=44)
    public_size = models.BigIntegerField(default=0)
    public_root = models.CharField(max_length=44, blank=True)
    public_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "year", "edition"], name="one_log_a_year")]


class Reading(TenantModel):
    """One request that showed persons: who looked, at which page, at whom."""

    officer_id = models.BigIntegerField()
    page = models.CharField(max_length=60)
    at = models.DateTimeField()
    persons = models.JSONField(default=list)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-at"], name="reading_newest_first")]
