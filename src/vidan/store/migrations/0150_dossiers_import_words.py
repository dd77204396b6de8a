"""What words of other systems' lists mean here is remembered."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vidan", "0130_matters_names_of_three")]
    operations = [
        migrations.CreateModel(
            name="ImportWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("column", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=200)),
                ("meaning", models.CharField(max_length=120)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("commune", "column", "word"), name="import_word_once")
                ],
            },
        ),
    ]
