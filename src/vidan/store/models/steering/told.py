"""What the board tells others: reports, notices to officials, texts for the loudspeaker."""

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


class Briefing(TenantModel):
    """A notice to officials, to be read by each of them until a day; with the letter that it explains."""

    title = models.CharField(max_length=200)
    words = models.TextField()
    letter = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    read_by = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-sent_at"], name="briefing_newest_first")]


class BriefingReader(TenantModel):
    """An official who is to read a notice, and when he said that he did."""

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["briefing", "officer"], name="briefing_reader_once")]


class Broadcast(TenantModel):
    """A text for the loudspeaker; what is wrong with it is seen before it is kept."""

    title = models.CharField(max_length=200)
    words = models.CharField(max_length=1000)
    seconds = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-made_at"], name="broadcast_newest_first")]


class Airing(TenantModel):
    """One time at which a text was read out: when, from which loudspeakers, written down by whom."""

    broadcast = models.ForeignKey(Broadcast, on_delete=models.PROTECT, related_name="+")
    aired_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    kept_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-aired_at"], name="airing_newest_first")]


class Assessment(TenantModel):
    """A year on the scorecard: what its figures brought when it was made; made anew, it is another row."""

    year = models.PositiveSmallIntegerField()
    scorecard = models.PositiveSmallIntegerField()
    until_on = models.DateField()
    #: The figures as they stood, by query.
    figures = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "-made_at"], name="assessment_newest_first")]


class Claim(TenantModel):
    """Points claimed by hand for a line, with their proof; the newest claim of a line counts."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10)
    halves = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000)
    letter = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    picture = models.ForeignKey("vidan.Picture", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["assessment", "code", "-made_at"], name="claim_newest_first")]


class PublicationReminder(TenantModel):
    """A duty to publish that was put on somebody's desk; once for each key."""

    key = models.CharField(max_length=40)
    item = models.PositiveSmallIntegerField()
    assignment = models.OneToOneField("vidan.Assignment", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "key"], name="reminder_once")]
