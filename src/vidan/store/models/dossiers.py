"""Dossiers and the slips that say why one was not taken."""

from django.db import models

from vidan.store.models.matters import Matter
from vidan.store.tenancy import TenantModel, commune_without_index


class ImportMap(TenantModel):
    """Which heading of another system's lists holds what, remembered under a name. `columns`: meaning to heading."""

    commune = commune_without_index()
    name = models.CharField(max_length=80)
    columns = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "name"], name="import_map_once")]


class ImportWord(TenantModel):
    """What a word of another system's lists means here, because somebody pointed it out once (ADR 130).

    `column` is `state`, `procedure` or `officer`; `word` is folded; `meaning` a state, a procedure's key or
    an officer's id.
    """

    commune = commune_without_index()
    column = models.CharField(max_length=10)
    word = models.CharField(max_length=200)
    meaning = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "column", "word"], name="import_word_once")]


class DossierImport(TenantModel):
    """One list of another system on its way into the book, part by part; it can stop after any part.

    `columns` are the headings found (`chosen`: meaning to heading; `all`); `problem` is why it failed (a refusal's code
    and facts); `by_itself`: from the watched folder, taken as soon as it was read.
    """

    commune = commune_without_index()
    file = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    map_name = models.CharField(max_length=80, blank=True)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8)
    by_itself = models.BooleanField(default=False)
    problem = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    done_parts = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-made_at"], name="import_newest_first")]


class ImportPart(TenantModel):
    """Part 0 is the file itself, sealed, until it was read; the others are at most 500 rows each, until taken.

    `report` are the rows that could not be taken, sealed: number, column, code of the sentence, its facts.
    """

    commune = commune_without_index()
    of = models.ForeignKey(DossierImport, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField(null=True)
    report = models.BinaryField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="import_part_once")]


class SavedView(TenantModel):
    """An officer's own way of looking at the list of dossiers: the filters of its address under a name."""

    commune = commune_without_index()
    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["officer", "name"], name="view_once")]


class ImportedDossier(TenantModel):
    """What the other system last said of a dossier, so that the same said again changes nothing.

    `digest` is a keyed digest of the whole row; the moments are those of the source.
    """

    commune = commune_without_index()
    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=16)
    due_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    told_state = models.CharField(max_length=60, blank=True)
    heard_at = models.DateTimeField()


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
    #: How often papers were asked for after receipt, and how often a new date was given.
    asked = models.PositiveSmallIntegerField(default=0)
    reappointed = models.PositiveSmallIntegerField(default=0)
    #: When the load of the day of receipt let it be expected; None where nothing could be said.
    expected_at = models.DateTimeField(null=True)
    #: How often she came, as she said when she fetched the result; when a complaint about it proved right.
    visits = models.PositiveSmallIntegerField(null=True)
    #: Whether she had to go to another office as well, as she said; None where nobody could be asked.
    sent_elsewhere = models.BooleanField(null=True)
    complaint_upheld_at = models.DateTimeField(null=True)
    #: When the citizen was told that her result lies ready, by mail or by telephone.
    told_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-received_at"], name="dossier_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="dossier_sent_once"
            )
        ]


class BlankRun(TenantModel):
    """A stack of numbered blank receipts, printed at one time."""

    first = models.CharField(max_length=30)
    last = models.CharField(max_length=30)
    size = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")


class BlankReceipt(TenantModel):
    """One numbered blank: entered (`matter`), spoiled with a reason, or still out. Never both, never twice."""

    commune = commune_without_index()
    run = models.ForeignKey(BlankRun, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    reference = models.CharField(max_length=32, unique=True)
    matter = models.OneToOneField(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    spoiled_at = models.DateTimeField(null=True)
    spoiled_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    spoil_reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "code"], name="blank_code_once"),
            models.CheckConstraint(
                condition=models.Q(matter=None) | models.Q(spoiled_at=None), name="blank_entered_or_spoiled"
            ),
        ]


class Slip(TenantModel):
    """A slip given to a citizen: papers asked for (form 02), a refusal (03), the end of a dossier (05).

    `matter` is empty where the dossier was not taken. `papers` are the words of that day, each with its reason and
    whether it stands on the published list; `time` tells a second request from the first.
    """

    form = models.CharField(max_length=2, default="02")
    number = models.CharField(max_length=30)
    procedure = models.ForeignKey("vidan.Procedure", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("vidan.Person", null=True, on_delete=models.PROTECT, related_name="+")
    papers = models.JSONField(default=list)
    reason = models.CharField(max_length=1000, blank=True)
    head_reason = models.CharField(max_length=1000, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    time = models.PositiveSmallIntegerField(default=1)
    answer_before = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    form_token = models.CharField(max_length=64, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "number"], name="slip_once"),
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="slip_sent_once"
            ),
        ]
        indexes = [
            models.Index(fields=["matter"], name="slip_of_matter"),
            models.Index(
                fields=["answer_before"],
                condition=models.Q(answered_at=None, answer_before__isnull=False),
                name="slip_awaited",
            ),
        ]
