"""Letters: the row that moves, and beside it what never changes: texts, signatures, files, uses of the seal.

What a letter says is sealed under its reader's key, or under the house's own where it speaks to nobody in particular.
The database itself refuses to change what was signed (migration 0035).
"""

from django.db import models

from vidan.store.tenancy import TenantModel


class Letter(TenantModel):
    """A document of the commune and where it stands; `code` names it inside the house, `number` before the world."""

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    edition_on = models.DateField()
    authority = models.CharField(max_length=16)
    unit = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=16)
    version = models.PositiveIntegerField(default=0)
    text_number = models.PositiveIntegerField(default=1)
    person = models.ForeignKey("vidan.Person", null=True, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("vidan.Matter", null=True, on_delete=models.PROTECT, related_name="+")
    owed = models.ForeignKey("vidan.Matter", null=True, on_delete=models.PROTECT, related_name="+")
    trigger = models.CharField(max_length=16, blank=True)
    owed_since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    sent_back = models.CharField(max_length=1000, blank=True)
    signed_at = models.DateTimeField(null=True)
    numbered_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    #: It came back, and must go out again by another way until then.
    again_due_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    number_shown = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True)
    copies = models.PositiveSmallIntegerField(default=2)
    verify_code = models.CharField(max_length=16, unique=True)
    validity = models.CharField(max_length=16, default="in_force")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    form_token = models.CharField(max_length=64, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "code"], name="letter_code_once"),
            models.UniqueConstraint(fields=["commune", "series", "year", "number"], name="letter_number_once"),
            models.UniqueConstraint(fields=["commune", "form_token"], name="letter_form_once"),
        ]
        indexes = [
            models.Index(fields=["commune", "state", "id"], name="letter_by_state"),
            models.Index(fields=["about", "trigger"], name="letter_about"),
        ]


class LetterText(TenantModel):
    """One version of what a letter says; a change is a new row."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_text_once")]


class SigningRight(TenantModel):
    """An officer's right to sign in a capacity, from a day to a day, by a decision."""

    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    board_seat = models.CharField(max_length=8, blank=True)
    kinds = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)


class LetterSignature(TenantModel):
    """Who signed exactly which text, by which right and mandate, and the lines that stand over the name."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(LetterText, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    signer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    right = models.ForeignKey(SigningRight, on_delete=models.PROTECT, related_name="+")
    mandate = models.CharField(max_length=300)
    over = models.JSONField()
    under = models.JSONField()
    signed_at = models.DateTimeField()


class LetterFile(TenantModel):
    """A file of a letter, sealed, with the SHA-256 of its plain bytes: print, scanned signed copy, signed digitally."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["letter", "purpose", "sha256"], name="letter_file_once")]


class SealUse(TenantModel):
    """One use of the seal: the register that a clerk would keep by hand."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    number_shown = models.CharField(max_length=40)
    file_hash = models.CharField(max_length=64)
    signer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    mandate = models.CharField(max_length=300)
    clerk = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField()


class LetterDelivery(TenantModel):
    """One try to bring a letter to its reader: by which way, to whom, and how it ended."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=16)
    sealed = models.BinaryField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16)
    proof = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)


class SigningMeans(TenantModel):
    """With what an officer, or the office itself (no officer), signs digitally; file and picture lie sealed.

    Once ended, what was sealed is wiped and the row stays.
    """

    officer = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8)
    label = models.CharField(max_length=32, blank=True)
    sealed = models.BinaryField()
    picture = models.BinaryField()
    width = models.PositiveSmallIntegerField(default=0)
    subject = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField(null=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)


class SigningOrder(TenantModel):
    """An order to sign a letter digitally; the holder's word lies sealed until a job carried it out, then is wiped."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    means = models.ForeignKey(SigningMeans, on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(max_length=8)
    state = models.CharField(max_length=8)
    sealed = models.BinaryField()
    problem = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=8, blank=True)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["letter", "id"], name="signing_order_by_letter")]


class Contribution(TenantModel):
    """What somebody gave for the common good. The giver stands in the letter of thanks only, sealed."""

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    amount = models.PositiveBigIntegerField(default=0)
    thing = models.CharField(max_length=160, blank=True)
    purpose = models.CharField(max_length=160)
    given_on = models.DateField()
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=1000, blank=True)
    form_token = models.CharField(max_length=64, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "code"], name="contribution_code_once"),
            models.UniqueConstraint(fields=["commune", "form_token"], name="contribution_form_once"),
        ]
        indexes = [models.Index(fields=["commune", "given_on"], name="contribution_by_day")]
