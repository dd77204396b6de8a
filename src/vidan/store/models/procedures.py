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
    #: Dossiers that its unit finishes on a working day, of the last four weeks; None where too few were finished.
    pace = models.FloatField(null=True)
    received_here = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "key", "valid_from"], name="procedure_once_a_day")]


class GuideShelf(TenantModel):
    """One row for each commune: the number rises whenever what its guide is built from changes, in every process."""

    revision = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune"], name="guide_shelf_once")]


class TaughtWording(TenantModel):
    """How people here ask for something, taught by an officer: the words, and the key of what is meant."""

    words = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    key = models.CharField(max_length=60)
    taught_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    taught_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "folded"], name="taught_wording_once")]


class MissedQuestion(TenantModel):
    """A question whose asker did not find what she looked for; the same words again count, they do not pile up."""

    words = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    guess = models.CharField(max_length=60, blank=True)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "folded"], name="missed_question_once")]


class GuideVerdict(TenantModel):
    """Somebody read a guide or an answer and said: understood, or not yet. Nobody knows who.

    `procedure_key`: the guide's key, of what the search answered its first; under a published answer the answer's code.
    """

    procedure_key = models.CharField(max_length=40)
    about = models.CharField(max_length=8, default="guide")
    understood = models.BooleanField()
    said_at = models.DateTimeField()


class GuideCare(TenantModel):
    """Who keeps a procedure's guide true, and by when it is read again."""

    procedure_key = models.CharField(max_length=40)
    keeper = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    #: The piece of work that reminds the keeper, once the day is near; its code.
    reminded = models.CharField(max_length=60, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "procedure_key"], name="guide_care_once")]


class GuideChange(TenantModel):
    """Other words for a procedure: proposed by one officer, decided by another. By part: what held, what is wanted."""

    procedure_key = models.CharField(max_length=40)
    before = models.JSONField()
    values = models.JSONField()
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)


class GuideDoubt(TenantModel):
    """A week's questions and "not yet" about one guide (no key: about nobody knows what), given to a named officer.

    It is open as long as its piece of work is. `since`: what was said from here on counts.
    """

    procedure_key = models.CharField(max_length=40, blank=True)
    matter = models.OneToOneField("vidan.Matter", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    since = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-opened_at"], name="guide_doubt_newest")]


class GuideClip(TenantModel):
    """A guide read aloud by a person, one for each language; `file` names the sound among the files."""

    procedure_key = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    speaker = models.CharField(max_length=100)
    file = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    added_by = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "procedure_key", "language"], name="guide_clip_once")]


class GuideForm(TenantModel):
    """A form of a procedure as a file: offered by one officer, seen by everybody once a second took it.

    Gone (`gone_at`): a newer one took its place, or it was taken away; then the file is destroyed and the row stays.
    """

    procedure_key = models.CharField(max_length=40)
    filled = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    dated_on = models.DateField()
    file = models.CharField(max_length=64)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    offered_by = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    decided_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    gone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "procedure_key"], name="guide_form_of")]
