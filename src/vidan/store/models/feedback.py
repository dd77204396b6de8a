"""What people say: ordinary feedback beside its matter, and sealed things in a table that nothing else knows."""

from django.db import models

from vidan.store.models.matters import Matter
from vidan.store.tenancy import TenantModel, commune_without_index


class Feedback(TenantModel):
    """What an ordinary piece of feedback adds to its matter.

    `sealed` (text, place, name, phone, mail) opens with a key of its own, wrapped under the root's: destroying
    `wrapped_key` makes it unreadable everywhere. `public_text` is the moderated version, empty until it may be shown.
    `asked`, under the house's key and of one size: what its sender's program called it (docs/adr/0142).
    """

    commune = commune_without_index()
    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT, related_name="+")
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    door = models.CharField(max_length=12)
    helped_by = models.ForeignKey(
        "vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    cls = models.CharField(max_length=12)
    topic = models.CharField(max_length=24)
    suggested_cls = models.CharField(max_length=12)
    suggested_topic = models.CharField(max_length=24)
    because = models.JSONField(default=list)
    decided = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    asked = models.BinaryField(null=True)
    may_publish = models.BooleanField(default=False)
    print_number = models.PositiveIntegerField(default=1)
    form_token = models.CharField(max_length=64, null=True)
    received_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)
    contested = models.PositiveSmallIntegerField(default=0)
    understood = models.BooleanField(null=True)
    thanks_due_at = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    public_text = models.TextField(blank=True)
    public_place = models.CharField(max_length=200, blank=True)
    public_answer = models.TextField(blank=True)
    joined = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="feedback_once"
            )
        ]
        indexes = [
            models.Index(fields=["commune", "-received_at"], name="feedback_newest_first"),
            models.Index(
                fields=["commune", "-shown_at"], condition=models.Q(shown_at__isnull=False), name="feedback_shown"
            ),
            models.Index(
                fields=["commune"], condition=models.Q(emergency=True, acknowledged_at=None), name="feedback_ringing"
            ),
            models.Index(fields=["joined"], condition=models.Q(joined__isnull=False), name="feedback_joined"),
        ]


class FeedbackPhoto(TenantModel):
    """A photo of a report or of its cure. The original lies sealed among the files; `shown` names a masked copy."""

    commune = commune_without_index()
    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="+")
    after = models.BooleanField(default=False)
    file = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    shown = models.CharField(max_length=64, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["shown"], name="photo_shown")]


class FeedbackEvent(TenantModel):
    """One line of what happened, as the sender sees it; `sealed` opens with the feedback's key."""

    commune = commune_without_index()
    #: Its index is `feedback_events`.
    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    officer = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    sealed = models.BinaryField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["feedback", "id"], name="feedback_events")]


class Reception(TenantModel):
    """A line of the reception day's book, or a question of a dialogue meeting.

    `sealed` (name, address, identity number, words, answer, the bodies named) opens with a key of its own. What is
    sealed for the confidential handler never stands here.
    """

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=12)
    held_on = models.DateField()
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    cls = models.CharField(max_length=12)
    people = models.PositiveIntegerField(default=1)
    ours = models.BooleanField(default=True)
    feedback = models.ForeignKey(Feedback, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    form_token = models.CharField(max_length=64, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "year", "occasion", "number"], name="reception_number_once"),
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="reception_once"
            ),
        ]
        indexes = [models.Index(fields=["commune", "held_on"], name="reception_by_day")]


class VillageShape(TenantModel):
    """A village's outlines on the commune's own map: rings of (longitude, latitude), five decimals."""

    village = models.OneToOneField("vidan.Village", on_delete=models.PROTECT, related_name="+")
    rings = models.JSONField()


class RoutingBook(TenantModel):
    """The commune's ordered rules of whose desk gets what (JSON for `domain.feedback.routing.read`); the newest counts.

    Never overwritten: why something came to a desk can be told years later.
    """

    rules = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")


class DutyTurn(TenantModel):
    """An officer is on duty from seven o'clock of a day to seven of the next. Several on a day: in their order."""

    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "day", "officer"], condition=models.Q(ended_at=None), name="duty_once"
            )
        ]


class Correction(TenantModel):
    """What a person corrected of a suggestion: known features of the text only, and those sealed under the house's key.

    It goes when the message is moved into the sealed box.
    """

    found = models.JSONField(default=list)
    cls = models.CharField(max_length=12)
    topic = models.CharField(max_length=24)
    emergency = models.BooleanField(default=False)


class HandlerKey(TenantModel):
    """The public half of a confidential handler's key pair; the private half is kept by the handler as a file."""

    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class SealedMatter(TenantModel):
    """Something that must not be seen: no matter, no title, no class, no person; a body that only the handler opens.

    `body` is a sealed box of always the same size under `key`'s public half (where there is no key yet: under the
    house's own). What goes back to the sender is sealed under the house's key, for it is shown to whoever holds the
    paper. `due_at` is the next step that the law wants, `course` (sealed likewise) how far it is; neither says which
    law before the handler has read it. `reader` alone sees that it exists: never the person concerned.
    """

    code = models.CharField(max_length=60)
    reference = models.CharField(max_length=32, unique=True)
    print_number = models.PositiveIntegerField(default=1)
    form_token = models.CharField(max_length=64, null=True)
    commune = commune_without_index()
    key = models.ForeignKey(HandlerKey, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    reader = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    body = models.BinaryField()
    asked = models.BinaryField(null=True)
    received_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    said = models.BinaryField(null=True)
    due_at = models.DateTimeField(null=True)
    course = models.BinaryField(null=True)
    escalated = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "code"], name="sealed_code_once"),
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="sealed_once"
            ),
        ]
        # What anybody may ask by a code is answered without reading past the body, whose size takes time (ADR 142).
        indexes = [models.Index(fields=["commune", "code", "received_at", "asked"], name="sealed_told_alike")]
