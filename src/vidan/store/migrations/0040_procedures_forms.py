"""Forms of a procedure as files, taken by two officers; a verdict says under what it was given."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vidan", "0030_letters_come_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="guideverdict",
            name="about",
            field=models.CharField(default="guide", max_length=8),
        ),
        migrations.CreateModel(
            name="GuideForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("procedure_key", models.CharField(max_length=40)),
                ("filled", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=300)),
                ("dated_on", models.DateField()),
                ("file", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("offered_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("taken", models.BooleanField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("gone_at", models.DateTimeField(null=True)),
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
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["commune", "procedure_key"], name="guide_form_of")],
            },
        ),
    ]
