"""The steering board: its papers, who sits in it from when to when, what each signed, and pictures."""

from django.db import models

from vidan.store.tenancy import TenantModel


class Board(TenantModel):
    """The commune's board: its name, its first day, and its four founding papers as letters."""

    name = models.CharField(max_length=200)
    from_on = models.DateField()
    plan = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    statute = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune"], name="one_board_a_commune")]


class Picture(TenantModel):
    """A picture without anything that the camera wrote into it, sealed; `shown`: anybody may see it."""

    name = models.CharField(max_length=32, unique=True)
    words = models.CharField(max_length=300)
    shown = models.BooleanField(default=False)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")


class Member(TenantModel):
    """A seat of the board in one person's hands, from a day to a day. `decision` empty: the board's founding one."""

    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey("vidan.Mandate", on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=8)
    field = models.CharField(max_length=200, blank=True)
    village = models.ForeignKey("vidan.Village", null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    reception = models.CharField(max_length=200, blank=True)
    photo = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "officer"], condition=models.Q(until_on=None), name="one_seat_at_a_time"
            )
        ]


class Commitment(TenantModel):
    """A member's signature under the twelve commitments: once for each time he sits in the board."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    place = models.CharField(max_length=200)
    way = models.CharField(max_length=8)
    words_hash = models.CharField(max_length=64)
    scan = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")


class Plan(TenantModel):
    """A year's plan; `adopted_at` empty: a draft. A plan that changes is a new number of its year."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "year", "number"], name="plan_once")]


class Goal(TenantModel):
    """A goal of a plan. Of a promise: `target` in per cent is what the scoreboard compares with."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    promise = models.PositiveSmallIntegerField(null=True)
    target = models.PositiveSmallIntegerField(null=True)
    owner = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="goal_in_order")]


class Milestone(TenantModel):
    """A day by which part of a goal is to be reached."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    #: The first day: it stays, whatever is postponed.
    due_on = models.DateField()
    #: Why its day moved, in order, as for an assignment.
    slipped = models.JSONField(default=list)


class Assignment(TenantModel):
    """What an assignment adds to its matter: where it belongs, what done looks like, who looked at it."""

    matter = models.OneToOneField("vidan.Matter", primary_key=True, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    given_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    #: Why its day moved, in order; the days themselves are the matter's promises.
    slipped = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")


class AssignmentEvidence(TenantModel):
    """One proof of an assignment: a photo, a letter, a figure as it stood, a meeting. Never changed."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    words = models.CharField(max_length=1000)
    picture = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    #: A figure as it stood: promise, kept, counted, from, until.
    figure = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["assignment", "number"], name="evidence_in_order")]


class Meeting(TenantModel):
    """A meeting of the board, the launch, a reception day, a dialogue. `agenda`: one point a line."""

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    agenda = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    announced_at = models.DateTimeField(null=True)
    course = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_for = models.CharField(max_length=300, blank=True)
    minutes = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey("vidan.Letter", null=True, on_delete=models.PROTECT, related_name="+")
    news_title = models.CharField(max_length=200, blank=True)
    news = models.TextField(blank=True)
    news_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "code"], name="meeting_code_once")]
        indexes = [models.Index(fields=["commune", "-starts_at"], name="meeting_newest_first")]


class MeetingGuest(TenantModel):
    """Whether a member came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    came = models.CharField(max_length=8)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "officer"], name="guest_once")]


class MeetingDecision(TenantModel):
    """One thing that was decided; with an assignment where it names who and until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_in_order")]


class MeetingQuestion(TenantModel):
    """What somebody asked before everybody, and its answer. Nobody's name is kept."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="question_in_order")]


class MeetingPhoto(TenantModel):
    """A picture of a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")


class Lesson(TenantModel):
    """A fault and what was done about it. `before` and `after`: the same figure, when it was opened and checked."""

    code = models.CharField(max_length=20)
    source = models.CharField(max_length=8)
    about = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    before = models.JSONField()
    cause = models.CharField(max_length=2000, blank=True)
    measure = models.CharField(max_length=2000, blank=True)
    owner = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    reported = models.CharField(max_length=60, blank=True)
    check_on = models.DateField(null=True)
    after = models.JSONField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "code"], name="lesson_code_once"),
            models.UniqueConstraint(
                fields=["commune", "source", "about"],
                condition=models.Q(state__in=["open", "measured"]),
                name="lesson_one_at_a_time",
            ),
        ]


class OpinionRound(TenantModel):
    """A draft that lies open for the People's opinions. `published_at`: its result is public."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    draft = models.TextField()
    question = models.CharField(max_length=500)
    from_on = models.DateField()
    until_on = models.DateField()
    made_at = models.DateTimeField()
    summary = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "code"], name="round_code_once")]


class Opinion(TenantModel):
    """What somebody said of a draft, sealed until a clerk has looked it over; and what became of it."""

    round = models.ForeignKey(OpinionRound, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    way = models.CharField(max_length=8)
    sealed = models.BinaryField()
    given_on = models.DateField()
    form_token = models.CharField(max_length=64, null=True)
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    hidden = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="opinion_in_order"),
            models.UniqueConstraint(fields=["round", "form_token"], name="opinion_form_once"),
        ]


class Publication(TenantModel):
    """Something that was published. A change is a new row that replaces the one before."""

    item = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    decided_on = models.DateField()
    ways = models.JSONField(default=list)
    place = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    #: Whether it came later than the law allows after the decision.
    late = models.BooleanField(default=False)
    proof = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="+")
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "item", "-from_on"], name="publication_by_item")]
