"""Matters: who holds them, where the clock stands, what was promised."""

from django.db import models

from vidan.store.tenancy import TenantModel, commune_without_index


class Matter(TenantModel):
    """One thing owed to somebody. The columns above add what is theirs in tables of their own.

    `due_at` is what the desk works towards; `first_due_at` is the promise that counts. While the clock is paused,
    `paused_at` is set and `due_at` keeps the date it had. `version` rises with each act (compare and swap).
    """

    commune = commune_without_index()
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=60)
    reference = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=24)
    #: Its index is `matter_by_person`, in which the newest come first.
    person = models.ForeignKey("vidan.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    village = models.ForeignKey("vidan.Village", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("vidan.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    #: What somebody holds is looked for among what is open (`matter_open_by_holder`).
    holder = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    limit = models.CharField(max_length=8, blank=True)
    reassignments_in_step = models.PositiveSmallIntegerField(default=0)
    #: The highest step of escalation that was told (0, 50, 75, 100, 150).
    escalated = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "code"], name="matter_code_once")]
        indexes = [
            models.Index(
                fields=["commune", "holder", "due_at"], condition=models.Q(closed_at=None), name="matter_open_by_holder"
            ),
            models.Index(fields=["commune", "due_at"], condition=models.Q(closed_at=None), name="matter_open_by_due"),
            models.Index(fields=["commune", "kind", "-opened_at", "-id"], name="matter_newest_first"),
            models.Index(fields=["commune", "state", "-opened_at", "-id"], name="matter_by_state"),
            models.Index(
                fields=["person", "-opened_at", "-id"],
                condition=models.Q(person__isnull=False),
                name="matter_by_person",
            ),
            models.Index(
                fields=["commune", "closed_at"],
                condition=models.Q(closed_at__gt=models.F("first_due_at")),
                name="matter_ended_late",
            ),
            # Beginnings of codes: SQLite walks the constraint's own index, PostgreSQL needs one that compares signs.
            models.Index(
                fields=["commune", "code"], opclasses=["int8_ops", "varchar_pattern_ops"], name="matter_code_begins"
            ),
        ]


class NameMark(TenantModel):
    """A word of a name, or two to four of them, folded and keyed: how a matter is found by its person's name.

    `word` is worthless without the key (ADR 20). `opened` (seconds since 1970) lies beside it, so that the newest are
    found without touching any other row. Forgetting a person deletes her marks.
    """

    commune = commune_without_index()
    word = models.BigIntegerField()
    opened = models.BigIntegerField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["commune", "word", "-opened", "-matter"], name="name_newest_first"),
        ]


class UnmarkedNames(TenantModel):
    """Matters before this key lack the marks of four words: an older program received them.

    The worker marks them from the newest down and takes the row away with the last; a new commune has none (ADR 20).
    """

    below = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune"], name="unmarked_once")]


class Holding(TenantModel):
    """One stretch of the clock at one desk; stretches follow each other without gap or overlap."""

    commune = commune_without_index()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    clock = models.CharField(max_length=8)
    officer = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=200, blank=True)
    step = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=16)
    reason = models.CharField(max_length=1000, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="holding_in_order"),
            models.UniqueConstraint(fields=["matter"], condition=models.Q(until_at=None), name="holding_one_at_a_time"),
        ]


class Pause(TenantModel):
    """One lawful stop of the clock, typed and reasoned. `act` says what stopped it, so that only its end starts it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    act = models.CharField(max_length=16, default="pause")
    reason = models.CharField(max_length=1000)
    waiting_for = models.CharField(max_length=200, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=models.Q(until_at=None), name="pause_one_at_a_time"),
        ]


class Promise(TenantModel):
    """One date given to a citizen. The database itself refuses to change or delete a row (see the first migration)."""

    commune = commune_without_index()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    limit = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    calendar_version = models.PositiveIntegerField()
    reason = models.CharField(max_length=16)
    basis = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="promise_in_order")]


class Breach(TenantModel):
    """Something lost or damaged, or a result that proved wrong: from `found_at` on an apology is owed."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    words = models.CharField(max_length=1000)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "found_at"], name="breach_by_day")]


class Reminder(TenantModel):
    """A line of an officer's *Nhắc việc*, or of the common inbox of a role: what must be known of a matter.

    `told` are the facts that its words need. A line of a common inbox is taken once, by `seen_by`, for all.
    """

    officer = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, blank=True)
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    told = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(officer=None, role__gt="") | models.Q(officer__isnull=False, role=""),
                name="reminder_of_one_or_a_role",
            )
        ]
        indexes = [
            models.Index(
                fields=["commune", "role", "-made_at"],
                condition=models.Q(seen_at=None, officer=None),
                name="reminder_common",
            ),
            models.Index(fields=["officer", "-made_at"], condition=models.Q(seen_at=None), name="reminder_unseen"),
            models.Index(fields=["officer", "-made_at"], name="reminder_newest_first"),
        ]


class Closure(TenantModel):
    """The chairman shut the office, or some villages, from a day to a day; one act undoes it."""

    reason = models.CharField(max_length=300)
    document = models.CharField(max_length=300, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    villages = models.JSONField(default=list)
    #: The version of the calendar that this closure made.
    calendar_version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")


class ClosureMove(TenantModel):
    """A date that a closure moved: what it was and what it became."""

    closure = models.ForeignKey(Closure, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    before_at = models.DateTimeField()
    after_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["closure", "matter"], name="closure_moves_once")]
