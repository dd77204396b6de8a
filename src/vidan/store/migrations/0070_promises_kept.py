"""Published tables that are made once, and published figures that became other ones."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vidan", "0004_letters_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promise", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("told_kept", models.PositiveIntegerField()),
                ("told_counted", models.PositiveIntegerField()),
                ("found_kept", models.PositiveIntegerField()),
                ("found_counted", models.PositiveIntegerField()),
                ("cause", models.CharField(max_length=12)),
                ("noticed_on", models.DateField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["commune", "noticed_on", "promise", "day"], name="correction_by_day")],
            },
        ),
        migrations.CreateModel(
            name="KeptTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promise", models.PositiveSmallIntegerField()),
                ("by", models.CharField(max_length=12)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("cells", models.JSONField(default=list)),
                ("others", models.JSONField(null=True)),
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
                    models.UniqueConstraint(fields=("commune", "promise", "by", "last"), name="table_kept_once")
                ],
            },
        ),
    ]
