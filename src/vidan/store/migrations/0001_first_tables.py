"""All tables as they were when the program was first given to a commune."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class TablesAtOnce(Operation):
    """Create many tables that do not refer to later ones.

    Django draws its picture of all models anew after each single table, which for a hundred tables takes ten times as
    long as making them. Here it is drawn once, when all are known.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.tables)} tables"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TablesAtOnce(
            [
                migrations.CreateModel(
                    name="Commune",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(null=True)),
                        ("name", models.CharField(max_length=120)),
                        ("province_code", models.CharField(max_length=4)),
                        ("province_name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("abbreviation", models.CharField(max_length=6)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("training", models.BooleanField(default=False)),
                        ("working", models.BooleanField(default=False)),
                        ("host", models.CharField(blank=True, max_length=200)),
                        ("calendar_version", models.PositiveIntegerField(default=1)),
                        ("cut_off", models.TimeField(default="15:00")),
                        ("make_up_days_count", models.BooleanField(default=True)),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("code", "valid_from"), name="commune_code_and_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Officer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("login", models.CharField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("honorific", models.CharField(blank=True, max_length=20)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("email", models.EmailField(blank=True, max_length=120)),
                        ("is_active", models.BooleanField(default=True)),
                        ("first_password_until", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("wrapped_key", models.BinaryField()),
                        ("sealed", models.BinaryField()),
                        ("number_index", models.BinaryField(default=b"", max_length=16)),
                        ("phone_index", models.BinaryField(default=b"", max_length=16)),
                        ("since", models.DateField()),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["commune", "number_index"], name="person_by_number"),
                            models.Index(fields=["commune", "phone_index"], name="person_by_phone"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=60)),
                        ("name", models.CharField(max_length=160)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune", "key"), name="unit_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Village",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "name", "valid_from"), name="village_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Matter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=16)),
                        ("code", models.CharField(max_length=60)),
                        ("reference", models.CharField(max_length=32, unique=True)),
                        ("title", models.CharField(max_length=300)),
                        ("state", models.CharField(max_length=24)),
                        ("step", models.PositiveSmallIntegerField(default=0)),
                        ("steps", models.JSONField(default=list)),
                        ("opened_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(null=True)),
                        ("first_due_at", models.DateTimeField(null=True)),
                        ("paused_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("limit", models.CharField(blank=True, max_length=8)),
                        ("reassignments_in_step", models.PositiveSmallIntegerField(default=0)),
                        ("escalated", models.PositiveSmallIntegerField(default=0)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.unit",
                            ),
                        ),
                        (
                            "village",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.village",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["commune", "holder", "due_at"],
                                name="matter_open_by_holder",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["commune", "due_at"],
                                name="matter_open_by_due",
                            ),
                            models.Index(fields=["commune", "kind", "-opened_at", "-id"], name="matter_newest_first"),
                            models.Index(fields=["commune", "state", "-opened_at", "-id"], name="matter_by_state"),
                            models.Index(fields=["person", "-opened_at", "-id"], name="matter_by_person"),
                            models.Index(
                                condition=models.Q(("closed_at__gt", models.F("first_due_at"))),
                                fields=["commune", "closed_at"],
                                name="matter_ended_late",
                            ),
                            models.Index(
                                fields=["commune", "code"],
                                name="matter_code_begins",
                                opclasses=["int8_ops", "varchar_pattern_ops"],
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("commune", "code"), name="matter_code_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("scorecard", models.PositiveSmallIntegerField()),
                        ("until_on", models.DateField()),
                        ("figures", models.JSONField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-made_at"], name="assessment_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("made_at", models.DateTimeField()),
                        ("adopted_at", models.DateTimeField(null=True)),
                        (
                            "adopted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "year", "number"), name="plan_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("promise", models.PositiveSmallIntegerField(null=True)),
                        ("target", models.PositiveSmallIntegerField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.plan"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="goal_in_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("due_on", models.DateField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.goal"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="vidan.matter",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("slipped", models.JSONField(default=list)),
                        ("checked_at", models.DateTimeField(null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.goal",
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.milestone",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="vidan.matter",
                            ),
                        ),
                        ("wrapped_key", models.BinaryField()),
                        ("sealed", models.BinaryField()),
                        ("door", models.CharField(max_length=12)),
                        ("cls", models.CharField(max_length=12)),
                        ("topic", models.CharField(max_length=24)),
                        ("suggested_cls", models.CharField(max_length=12)),
                        ("suggested_topic", models.CharField(max_length=24)),
                        ("because", models.JSONField(default=list)),
                        ("decided", models.BooleanField(default=False)),
                        ("emergency", models.BooleanField(default=False)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                        ("may_publish", models.BooleanField(default=False)),
                        ("print_number", models.PositiveIntegerField(default=1)),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        ("received_at", models.DateTimeField()),
                        ("acknowledge_by", models.DateTimeField()),
                        ("acknowledged_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("rating", models.PositiveSmallIntegerField(null=True)),
                        ("contested", models.PositiveSmallIntegerField(default=0)),
                        ("understood", models.BooleanField(null=True)),
                        ("thanks_due_at", models.DateTimeField(null=True)),
                        ("thanked_at", models.DateTimeField(null=True)),
                        ("shown_at", models.DateTimeField(null=True)),
                        ("public_text", models.TextField(blank=True)),
                        ("public_place", models.CharField(blank=True, max_length=200)),
                        ("public_answer", models.TextField(blank=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "helped_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "joined",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.feedback",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["commune", "-received_at"], name="feedback_newest_first"),
                            models.Index(
                                condition=models.Q(("shown_at__isnull", False)),
                                fields=["commune", "-shown_at"],
                                name="feedback_shown",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("form_token__isnull", False)),
                                fields=("commune", "form_token"),
                                name="feedback_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BlankRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first", models.CharField(max_length=30)),
                        ("last", models.CharField(max_length=30)),
                        ("size", models.PositiveSmallIntegerField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("kind", models.CharField(max_length=40)),
                        ("edition_on", models.DateField()),
                        ("authority", models.CharField(max_length=16)),
                        ("unit", models.CharField(blank=True, max_length=12)),
                        ("state", models.CharField(max_length=16)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("text_number", models.PositiveIntegerField(default=1)),
                        ("trigger", models.CharField(blank=True, max_length=16)),
                        ("owed_since", models.DateTimeField(null=True)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("drafted_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("sent_back", models.CharField(blank=True, max_length=1000)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("numbered_at", models.DateTimeField(null=True)),
                        ("sealed_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("acknowledged_at", models.DateTimeField(null=True)),
                        ("series", models.CharField(blank=True, max_length=20)),
                        ("year", models.PositiveSmallIntegerField(null=True)),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("number_shown", models.CharField(blank=True, max_length=40)),
                        ("issued_on", models.DateField(null=True)),
                        ("copies", models.PositiveSmallIntegerField(default=2)),
                        ("verify_code", models.CharField(max_length=16, unique=True)),
                        ("validity", models.CharField(default="in_force", max_length=16)),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        (
                            "about",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owed",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["commune", "state", "id"], name="letter_by_state"),
                            models.Index(fields=["about", "trigger"], name="letter_about"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "code"), name="letter_code_once"),
                            models.UniqueConstraint(
                                fields=("commune", "series", "year", "number"), name="letter_number_once"
                            ),
                            models.UniqueConstraint(fields=("commune", "form_token"), name="letter_form_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Briefing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("words", models.TextField()),
                        ("read_by", models.DateField()),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-sent_at"], name="briefing_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Broadcast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("words", models.CharField(max_length=1000)),
                        ("seconds", models.PositiveSmallIntegerField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-made_at"], name="broadcast_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Closure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("document", models.CharField(blank=True, max_length=300)),
                        ("first_on", models.DateField()),
                        ("last_on", models.DateField()),
                        ("villages", models.JSONField(default=list)),
                        ("calendar_version", models.PositiveIntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClosureMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before_at", models.DateTimeField()),
                        ("after_at", models.DateTimeField()),
                        (
                            "closure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.closure"
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.matter"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("closure", "matter"), name="closure_moves_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarSeason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("first", models.CharField(max_length=5)),
                        ("last", models.CharField(max_length=5)),
                        ("hours", models.JSONField(default=list)),
                        ("document", models.CharField(blank=True, max_length=300)),
                        ("since_version", models.PositiveIntegerField()),
                        ("until_version", models.PositiveIntegerField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CalendarChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("reason", models.CharField(max_length=300)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "version"), name="calendar_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BriefingReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("read_at", models.DateTimeField(null=True)),
                        (
                            "briefing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.briefing"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("briefing", "officer"), name="briefing_reader_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Breach",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("words", models.CharField(max_length=1000)),
                        ("found_at", models.DateTimeField()),
                        (
                            "found_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.matter"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "found_at"], name="breach_by_day")],
                    },
                ),
                migrations.CreateModel(
                    name="BlankReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30)),
                        ("reference", models.CharField(max_length=32, unique=True)),
                        ("spoiled_at", models.DateTimeField(null=True)),
                        ("spoil_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "matter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                        (
                            "spoiled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.blankrun"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "code"), name="blank_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(("matter", None), ("spoiled_at", None), _connector="OR"),
                                name="blank_entered_or_spoiled",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Airing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("aired_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=200)),
                        (
                            "kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "broadcast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.broadcast"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-aired_at"], name="airing_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("found", models.JSONField(default=list)),
                        ("cls", models.CharField(max_length=12)),
                        ("topic", models.CharField(max_length=24)),
                        ("emergency", models.BooleanField(default=False)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=40)),
                        ("period", models.CharField(max_length=20)),
                        ("value", models.BigIntegerField(default=0)),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "series", "period"), name="counter_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DossierImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file", models.CharField(max_length=100)),
                        ("digest", models.CharField(max_length=64)),
                        ("map_name", models.CharField(blank=True, max_length=80)),
                        ("columns", models.JSONField(default=dict)),
                        ("state", models.CharField(max_length=8)),
                        ("by_itself", models.BooleanField(default=False)),
                        ("problem", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField()),
                        ("good", models.PositiveIntegerField(default=0)),
                        ("bad", models.PositiveIntegerField(default=0)),
                        ("parts", models.PositiveIntegerField(default=0)),
                        ("done_parts", models.PositiveIntegerField(default=0)),
                        ("added", models.PositiveIntegerField(default=0)),
                        ("changed", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("refused", models.PositiveIntegerField(default=0)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-made_at"], name="import_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fact_id", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=8)),
                        ("on", models.DateField()),
                        ("body", models.CharField(max_length=1024)),
                        ("commitment", models.CharField(max_length=44)),
                        ("salt", models.BinaryField(null=True)),
                        ("reference", models.CharField(blank=True, max_length=32)),
                        ("log_year", models.PositiveSmallIntegerField(null=True)),
                        ("log_edition", models.PositiveSmallIntegerField(default=1)),
                        ("position", models.BigIntegerField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["commune", "reference"], name="entry_by_reference"),
                            models.Index(
                                condition=models.Q(("position", None)), fields=["commune", "id"], name="entry_waiting"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commune", "log_year", "log_edition", "position"), name="entry_has_one_place"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("schema", models.PositiveSmallIntegerField(default=1)),
                        ("subject", models.CharField(max_length=60)),
                        ("actor_kind", models.CharField(max_length=12)),
                        ("actor_id", models.BigIntegerField(null=True)),
                        ("happened_at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("told", models.JSONField(default=dict)),
                        ("person_id", models.BigIntegerField(null=True)),
                        ("sealed", models.BinaryField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "subject", "id"], name="fact_by_subject")],
                    },
                ),
                migrations.CreateModel(
                    name="GuideCare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("procedure_key", models.CharField(max_length=40)),
                        ("review_on", models.DateField()),
                        ("reminded", models.CharField(blank=True, max_length=60)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "procedure_key"), name="guide_care_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuideChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("procedure_key", models.CharField(max_length=40)),
                        ("before", models.JSONField()),
                        ("values", models.JSONField()),
                        ("reason", models.CharField(max_length=500)),
                        ("proposed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("taken", models.BooleanField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GuideClip",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("procedure_key", models.CharField(max_length=40)),
                        ("language", models.CharField(max_length=8)),
                        ("speaker", models.CharField(max_length=100)),
                        ("file", models.CharField(max_length=64)),
                        ("kind", models.CharField(max_length=20)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commune", "procedure_key", "language"), name="guide_clip_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuideDoubt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("procedure_key", models.CharField(blank=True, max_length=40)),
                        ("opened_at", models.DateTimeField()),
                        ("since", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.matter"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-opened_at"], name="guide_doubt_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="GuideShelf",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune",), name="guide_shelf_once")],
                    },
                ),
                migrations.CreateModel(
                    name="GuideVerdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("procedure_key", models.CharField(max_length=40)),
                        ("understood", models.BooleanField()),
                        ("said_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HandlerKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public", models.BinaryField()),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Holding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("clock", models.CharField(max_length=8)),
                        ("agency", models.CharField(blank=True, max_length=200)),
                        ("step", models.PositiveSmallIntegerField()),
                        ("cause", models.CharField(max_length=16)),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("from_at", models.DateTimeField()),
                        ("until_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("matter", "number"), name="holding_in_order"),
                            models.UniqueConstraint(
                                condition=models.Q(("until_at", None)), fields=("matter",), name="holding_one_at_a_time"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportMap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("columns", models.JSONField(default=dict)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune", "name"), name="import_map_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ImportPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("sealed", models.BinaryField(null=True)),
                        ("report", models.BinaryField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.dossierimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("of", "number"), name="import_part_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Leave",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("made_at", models.DateTimeField()),
                        ("moved_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stand_in",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["officer", "from_on"], name="leave_of_officer")],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerHead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("edition", models.PositiveSmallIntegerField(default=1)),
                        ("origin", models.CharField(max_length=260, unique=True)),
                        ("vkey", models.CharField(max_length=400)),
                        ("size", models.BigIntegerField(default=0)),
                        ("root", models.CharField(max_length=44)),
                        ("public_size", models.BigIntegerField(default=0)),
                        ("public_root", models.CharField(blank=True, max_length=44)),
                        ("public_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "year", "edition"), name="one_log_a_year")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("source", models.CharField(max_length=8)),
                        ("about", models.CharField(max_length=300)),
                        ("title", models.CharField(max_length=300)),
                        ("state", models.CharField(max_length=10)),
                        ("opened_at", models.DateTimeField()),
                        ("before", models.JSONField()),
                        ("cause", models.CharField(blank=True, max_length=2000)),
                        ("measure", models.CharField(blank=True, max_length=2000)),
                        ("reported", models.CharField(blank=True, max_length=60)),
                        ("check_on", models.DateField(null=True)),
                        ("after", models.JSONField(null=True)),
                        ("checked_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "code"), name="lesson_code_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["open", "measured"])),
                                fields=("commune", "source", "about"),
                                name="lesson_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("kind", models.CharField(max_length=16)),
                        ("amount", models.PositiveBigIntegerField(default=0)),
                        ("thing", models.CharField(blank=True, max_length=160)),
                        ("purpose", models.CharField(max_length=160)),
                        ("given_on", models.DateField()),
                        ("entered_at", models.DateTimeField()),
                        ("struck_at", models.DateTimeField(null=True)),
                        ("struck_why", models.CharField(blank=True, max_length=1000)),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "given_on"], name="contribution_by_day")],
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "code"), name="contribution_code_once"),
                            models.UniqueConstraint(fields=("commune", "form_token"), name="contribution_form_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=8)),
                        ("first_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("figures", models.JSONField()),
                        ("numbers", models.JSONField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-made_at"], name="report_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Board",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("from_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "statute",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune",), name="one_board_a_commune")],
                    },
                ),
                migrations.CreateModel(
                    name="LetterDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("way", models.CharField(max_length=16)),
                        ("sealed", models.BinaryField()),
                        ("sent_at", models.DateTimeField()),
                        ("state", models.CharField(max_length=16)),
                        ("proof", models.CharField(blank=True, max_length=300)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LetterFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("purpose", models.CharField(max_length=16)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("sealed", models.BinaryField()),
                        ("kept_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("letter", "purpose", "sha256"), name="letter_file_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("sealed", models.BinaryField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("letter", "number"), name="letter_text_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Mandate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=24)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.unit",
                            ),
                        ),
                        (
                            "village",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.village",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["officer", "from_on"], name="mandate_of_officer")],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("kind", models.CharField(max_length=12)),
                        ("title", models.CharField(max_length=200)),
                        ("starts_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=200)),
                        ("agenda", models.TextField(blank=True)),
                        ("state", models.CharField(max_length=12)),
                        ("announced_at", models.DateTimeField(null=True)),
                        ("course", models.TextField(blank=True)),
                        ("conclusion", models.TextField(blank=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("cancelled_for", models.CharField(blank=True, max_length=300)),
                        ("news_title", models.CharField(blank=True, max_length=200)),
                        ("news", models.TextField(blank=True)),
                        ("news_at", models.DateTimeField(null=True)),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "invitation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "secretary",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-starts_at"], name="meeting_newest_first")],
                        "constraints": [models.UniqueConstraint(fields=("commune", "code"), name="meeting_code_once")],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingGuest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("came", models.CharField(max_length=8)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.meeting"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("meeting", "officer"), name="guest_once")],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=1000)),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.meeting"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "number"), name="question_in_order")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MissedQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        ("folded", models.CharField(max_length=300)),
                        ("guess", models.CharField(blank=True, max_length=60)),
                        ("times", models.PositiveIntegerField(default=1)),
                        ("first_at", models.DateTimeField()),
                        ("last_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("key", models.CharField(blank=True, max_length=60)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "folded"), name="missed_question_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NameMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.BigIntegerField()),
                        ("opened", models.BigIntegerField()),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.matter"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["commune", "word", "-opened", "-matter"], name="name_newest_first")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Occasion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("promise", models.PositiveSmallIntegerField()),
                        ("subject", models.CharField(max_length=60)),
                        ("number", models.PositiveIntegerField(default=0)),
                        ("reference", models.CharField(blank=True, max_length=32)),
                        ("received_on", models.DateField()),
                        ("due_on", models.DateField(null=True)),
                        ("finished_on", models.DateField(null=True)),
                        ("broken_on", models.DateField(null=True)),
                        ("open_from", models.DateField(null=True)),
                        ("procedure", models.CharField(blank=True, max_length=60)),
                        ("village", models.BigIntegerField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["commune", "promise", "finished_on", "broken_on", "open_from"],
                                name="occasion_by_end",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commune", "subject", "promise", "number"), name="occasion_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpinionRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("title", models.CharField(max_length=200)),
                        ("draft", models.TextField()),
                        ("question", models.CharField(max_length=500)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        ("summary", models.TextField(blank=True)),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune", "code"), name="round_code_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("way", models.CharField(max_length=8)),
                        ("sealed", models.BinaryField()),
                        ("given_on", models.DateField()),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        ("outcome", models.CharField(blank=True, max_length=10)),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("hidden", models.BooleanField(default=False)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.opinionround"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "number"), name="opinion_in_order"),
                            models.UniqueConstraint(fields=("round", "form_token"), name="opinion_form_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("act", models.CharField(default="pause", max_length=16)),
                        ("reason", models.CharField(max_length=1000)),
                        ("waiting_for", models.CharField(blank=True, max_length=200)),
                        ("from_at", models.DateTimeField()),
                        ("until_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.matter"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_at", None)), fields=("matter",), name="pause_one_at_a_time"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Picture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=32, unique=True)),
                        ("words", models.CharField(max_length=300)),
                        ("shown", models.BooleanField(default=False)),
                        ("sealed", models.BinaryField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seat", models.CharField(max_length=8)),
                        ("field", models.CharField(blank=True, max_length=200)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        ("ended_by", models.CharField(blank=True, max_length=200)),
                        ("reception", models.CharField(blank=True, max_length=200)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.mandate"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.picture",
                            ),
                        ),
                        (
                            "village",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.village",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_on", None)),
                                fields=("commune", "officer"),
                                name="one_seat_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.meeting"
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.picture"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signed_on", models.DateField()),
                        ("place", models.CharField(max_length=200)),
                        ("way", models.CharField(max_length=8)),
                        ("words_hash", models.CharField(max_length=64)),
                        ("kept_at", models.DateTimeField()),
                        (
                            "kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.member"
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.picture",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("halves", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=1000)),
                        ("made_at", models.DateTimeField()),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.assessment"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.picture",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["assessment", "code", "-made_at"], name="claim_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Procedure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("code", models.CharField(blank=True, max_length=40)),
                        ("name", models.CharField(max_length=1000)),
                        ("short_name", models.CharField(max_length=300)),
                        ("folded", models.TextField()),
                        ("field", models.CharField(max_length=200)),
                        ("agency", models.CharField(blank=True, max_length=200)),
                        ("unit_key", models.CharField(blank=True, max_length=60)),
                        ("limit", models.CharField(blank=True, max_length=8)),
                        ("limit_note", models.TextField(blank=True)),
                        ("limit_sure", models.BooleanField(default=False)),
                        ("limit_confirmed_at", models.DateTimeField(null=True)),
                        ("limit_document", models.CharField(blank=True, max_length=300)),
                        ("fee_text", models.TextField(blank=True)),
                        ("fee_vnd", models.PositiveIntegerField(null=True)),
                        ("papers", models.JSONField(default=list)),
                        ("steps", models.JSONField(default=list)),
                        ("way", models.JSONField(default=list)),
                        ("result", models.TextField(blank=True)),
                        ("legal_basis", models.JSONField(default=list)),
                        ("online", models.CharField(blank=True, max_length=60)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("confidence", models.CharField(default="?", max_length=1)),
                        ("unsure", models.JSONField(default=list)),
                        ("usual", models.JSONField(default=dict)),
                        ("pace", models.FloatField(null=True)),
                        ("received_here", models.BooleanField(default=True)),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "limit_confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commune", "key", "valid_from"), name="procedure_once_a_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_at", models.DateTimeField()),
                        ("limit", models.CharField(max_length=8)),
                        ("made_at", models.DateTimeField()),
                        ("calendar_version", models.PositiveIntegerField()),
                        ("reason", models.CharField(max_length=16)),
                        ("basis", models.CharField(blank=True, max_length=300)),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("matter", "number"), name="promise_in_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("item", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("decided_on", models.DateField()),
                        ("ways", models.JSONField(default=list)),
                        ("place", models.CharField(max_length=200)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("late", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.picture",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.publication",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "item", "-from_on"], name="publication_by_item")],
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slip", models.BinaryField(max_length=32, unique=True)),
                        ("week", models.DateField()),
                        ("channel", models.CharField(max_length=12)),
                        ("overall", models.PositiveSmallIntegerField()),
                        ("items", models.JSONField(default=dict)),
                        ("release", models.PositiveIntegerField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["commune", "week"], name="rating_by_week"),
                            models.Index(fields=["commune", "release", "slip"], name="rating_by_release"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingBox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sealed", models.BinaryField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune",), name="one_box_a_commune")],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("officer_id", models.BigIntegerField()),
                        ("page", models.CharField(max_length=60)),
                        ("at", models.DateTimeField()),
                        ("persons", models.JSONField(default=list)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-at"], name="reading_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=24)),
                        ("kind", models.CharField(max_length=24)),
                        ("told", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "seen_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("officer", None), ("seen_at", None)),
                                fields=["commune", "role", "-made_at"],
                                name="reminder_common",
                            ),
                            models.Index(
                                condition=models.Q(("seen_at", None)),
                                fields=["officer", "-made_at"],
                                name="reminder_unseen",
                            ),
                            models.Index(fields=["officer", "-made_at"], name="reminder_newest_first"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("officer", None), ("role__gt", "")),
                                    models.Q(("officer__isnull", False), ("role", "")),
                                    _connector="OR",
                                ),
                                name="reminder_of_one_or_a_role",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleMailbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=24)),
                        ("email", models.EmailField(max_length=120)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "role"), name="mailbox_of_a_role_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.CharField(blank=True, max_length=500)),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("officer", "name"), name="view_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SealedMatter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=60)),
                        ("reference", models.CharField(max_length=32, unique=True)),
                        ("print_number", models.PositiveIntegerField(default=1)),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        ("body", models.BinaryField()),
                        ("received_at", models.DateTimeField()),
                        ("acknowledge_by", models.DateTimeField()),
                        ("answer_by", models.DateTimeField()),
                        ("acknowledged_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("concluded_at", models.DateTimeField(null=True)),
                        ("said", models.BinaryField(null=True)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("course", models.BinaryField(null=True)),
                        ("escalated", models.PositiveSmallIntegerField(default=0)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.handlerkey",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "code"), name="sealed_code_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("form_token__isnull", False)),
                                fields=("commune", "form_token"),
                                name="sealed_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number_shown", models.CharField(max_length=40)),
                        ("file_hash", models.CharField(max_length=64)),
                        ("mandate", models.CharField(max_length=300)),
                        ("copies", models.PositiveSmallIntegerField()),
                        ("used_at", models.DateTimeField()),
                        (
                            "clerk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SigningMeans",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(max_length=8)),
                        ("label", models.CharField(blank=True, max_length=32)),
                        ("sealed", models.BinaryField()),
                        ("picture", models.BinaryField()),
                        ("width", models.PositiveSmallIntegerField(default=0)),
                        ("subject", models.CharField(blank=True, max_length=200)),
                        ("valid_until", models.DateField(null=True)),
                        ("kept_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SigningOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signer", models.CharField(max_length=8)),
                        ("state", models.CharField(max_length=8)),
                        ("sealed", models.BinaryField()),
                        ("problem", models.CharField(blank=True, max_length=60)),
                        ("level", models.CharField(blank=True, max_length=8)),
                        ("ordered_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                        (
                            "means",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.signingmeans"
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["letter", "id"], name="signing_order_by_letter")],
                    },
                ),
                migrations.CreateModel(
                    name="SigningRight",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("capacity", models.CharField(max_length=16)),
                        ("title", models.CharField(max_length=120)),
                        ("board_seat", models.CharField(blank=True, max_length=8)),
                        ("kinds", models.JSONField(default=list)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LetterSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content_hash", models.CharField(max_length=64)),
                        ("signer_name", models.CharField(max_length=120)),
                        ("mandate", models.CharField(max_length=300)),
                        ("over", models.JSONField()),
                        ("under", models.JSONField()),
                        ("signed_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.letter"
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.lettertext"
                            ),
                        ),
                        (
                            "right",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.signingright"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Slip",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("form", models.CharField(default="02", max_length=2)),
                        ("number", models.CharField(max_length=30)),
                        ("papers", models.JSONField(default=list)),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("head_reason", models.CharField(blank=True, max_length=1000)),
                        ("basis", models.CharField(blank=True, max_length=300)),
                        ("time", models.PositiveSmallIntegerField(default=1)),
                        ("answer_before", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.matter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.person",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.procedure"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["matter"], name="slip_of_matter"),
                            models.Index(
                                condition=models.Q(("answer_before__isnull", False), ("answered_at", None)),
                                fields=["answer_before"],
                                name="slip_awaited",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "number"), name="slip_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("form_token__isnull", False)),
                                fields=("commune", "form_token"),
                                name="slip_sent_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlipBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("size", models.PositiveSmallIntegerField()),
                        ("issued_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune", "number"), name="batch_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField()),
                        ("share", models.PositiveSmallIntegerField()),
                        ("seed_hash", models.CharField(max_length=64)),
                        ("fixed_at", models.DateTimeField()),
                        ("asked", models.PositiveIntegerField(default=0)),
                        ("seed", models.CharField(blank=True, max_length=64)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "month"), name="one_sample_a_month")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveySlip",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("shown", models.BinaryField(max_length=32, unique=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.slipbatch"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("promise", models.PositiveSmallIntegerField()),
                        ("day", models.DateField()),
                        ("kept", models.IntegerField(default=0)),
                        ("counted", models.IntegerField(default=0)),
                        ("opened", models.IntegerField(default=0)),
                        ("opened_kept", models.IntegerField(default=0)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "promise", "day"), name="tally_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaughtWording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        ("folded", models.CharField(max_length=300)),
                        ("key", models.CharField(max_length=60)),
                        ("taught_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "taught_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("commune", "folded"), name="taught_wording_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("kind", models.CharField(max_length=16)),
                        ("name", models.CharField(max_length=200)),
                        ("document", models.CharField(blank=True, max_length=300)),
                        ("mark", models.CharField(default="K", max_length=1)),
                        ("sessions", models.CharField(blank=True, max_length=60)),
                        ("since_version", models.PositiveIntegerField()),
                        ("until_version", models.PositiveIntegerField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "village",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.village",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "on"], name="calendar_day_on")],
                    },
                ),
                migrations.CreateModel(
                    name="VillageShape",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rings", models.JSONField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "village",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.village"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PublicationReminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("item", models.PositiveSmallIntegerField()),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "assignment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.assignment"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("commune", "key"), name="reminder_once")],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=300)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.meeting"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.assignment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "number"), name="decision_in_order")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssignmentEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(max_length=8)),
                        ("words", models.CharField(max_length=1000)),
                        ("figure", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.letter",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.picture",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.assignment"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("assignment", "number"), name="evidence_in_order")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dossier",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="vidan.matter",
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("typed_at", models.DateTimeField()),
                        ("papers", models.JSONField(default=list)),
                        ("sets", models.PositiveSmallIntegerField(default=1)),
                        ("delivery", models.CharField(max_length=12)),
                        ("provincial_code", models.CharField(blank=True, max_length=60)),
                        ("notify_by_mail", models.BooleanField(default=False)),
                        ("print_number", models.PositiveIntegerField(default=1)),
                        ("ready_at", models.DateTimeField(null=True)),
                        ("given_at", models.DateTimeField(null=True)),
                        ("sealed", models.BinaryField(null=True)),
                        ("form_token", models.CharField(max_length=64, null=True)),
                        ("asked", models.PositiveSmallIntegerField(default=0)),
                        ("reappointed", models.PositiveSmallIntegerField(default=0)),
                        ("expected_at", models.DateTimeField(null=True)),
                        ("visits", models.PositiveSmallIntegerField(null=True)),
                        ("sent_elsewhere", models.BooleanField(null=True)),
                        ("complaint_upheld_at", models.DateTimeField(null=True)),
                        ("told_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.procedure"
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "-received_at"], name="dossier_newest_first")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("form_token__isnull", False)),
                                fields=("commune", "form_token"),
                                name="dossier_sent_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reception",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("year", models.PositiveSmallIntegerField()),
                        ("occasion", models.CharField(max_length=12)),
                        ("held_on", models.DateField()),
                        ("wrapped_key", models.BinaryField()),
                        ("sealed", models.BinaryField()),
                        ("cls", models.CharField(max_length=12)),
                        ("people", models.PositiveIntegerField(default=1)),
                        ("ours", models.BooleanField(default=True)),
                        ("entered_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.feedback",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["commune", "held_on"], name="reception_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commune", "year", "occasion", "number"), name="reception_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("after", models.BooleanField(default=False)),
                        ("file", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("shown", models.CharField(blank=True, max_length=64)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.feedback"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=16)),
                        ("at", models.DateTimeField()),
                        ("sealed", models.BinaryField(null=True)),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.feedback"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["feedback", "id"], name="feedback_events")],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedDossier",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="vidan.matter",
                            ),
                        ),
                        ("digest", models.BinaryField(max_length=16)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("ready_at", models.DateTimeField(null=True)),
                        ("given_at", models.DateTimeField(null=True)),
                        ("told_state", models.CharField(blank=True, max_length=60)),
                        ("heard_at", models.DateTimeField()),
                        (
                            "commune",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vidan.commune",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        )
    ]
