"""Names are found by three of their words as well; matters of before wait for their marks, which need the vault's key."""

import django.db.models.deletion
from django.db import migrations, models

OLDER = (
    "INSERT INTO vidan_unmarkednames (commune_id, below) SELECT commune_id, MAX(id) + 1 FROM vidan_matter "
    "GROUP BY commune_id"
)


class Migration(migrations.Migration):
    dependencies = [("vidan", "0110_promises_ended_broken")]
    operations = [
        migrations.CreateModel(
            name="UnmarkedNames",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("below", models.BigIntegerField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vidan.commune"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("commune",), name="unmarked_once")],
            },
        ),
        migrations.RunSQL(OLDER, migrations.RunSQL.noop),
    ]
