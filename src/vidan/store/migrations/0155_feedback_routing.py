"""A commune's own rules of whose desk gets what, and its list of duty."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _points_at(table, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=table, **options)


class Migration(migrations.Migration):
    dependencies = [("vidan", "0150_dossiers_import_words")]
    operations = [
        migrations.CreateModel(
            name="RoutingBook",
            fields=[
                ("id", _key()),
                ("rules", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("commune", _points_at("vidan.commune")),
                ("made_by", _points_at(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="DutyTurn",
            fields=[
                ("id", _key()),
                ("day", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("commune", _points_at("vidan.commune")),
                ("made_by", _points_at(settings.AUTH_USER_MODEL, null=True)),
                ("officer", _points_at(settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("commune", "day", "officer"), name="duty_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                fields=["commune"],
                condition=models.Q(("acknowledged_at", None), ("emergency", True)),
                name="feedback_ringing",
            ),
        ),
    ]
