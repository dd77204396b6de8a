"""Indexes that no question needs, for another begins with the same columns, are not written any more; what a program
called its report stands beside it, sealed, open or sealed alike.

The tables stay as they are: a field is only told that it has no index, and the index goes. Django's own way would write
each of these tables anew on SQLite, and lose what keeps facts and entries from being changed.
"""

import django.db.models.deletion
from django.db import migrations, models

#: (model, field, what it points at, whether it may be empty), and the index that goes.
GONE = (
    ("matter", "holder", "vidan.officer", True, "vidan_matter_holder_id_ecdacf3c"),
    ("matter", "unit", "vidan.unit", True, "vidan_matter_unit_id_f9018bea"),
    ("matter", "village", "vidan.village", True, "vidan_matter_village_id_7a788335"),
    ("feedback", "commune", "vidan.commune", False, "vidan_feedback_commune_id_c244e292"),
    ("feedback", "helped_by", "vidan.officer", True, "vidan_feedback_helped_by_id_f08ca9af"),
    ("feedback", "answered_by", "vidan.officer", True, "vidan_feedback_answered_by_id_a55754ec"),
    ("feedback", "joined", "vidan.feedback", True, "vidan_feedback_joined_id_219c1227"),
    ("feedbackevent", "commune", "vidan.commune", False, "vidan_feedbackevent_commune_id_7f20a7cc"),
    ("feedbackevent", "feedback", "vidan.feedback", False, "vidan_feedbackevent_feedback_id_ffaaedf7"),
    ("feedbackevent", "officer", "vidan.officer", True, "vidan_feedbackevent_officer_id_a7d3b399"),
    ("feedbackphoto", "commune", "vidan.commune", False, "vidan_feedbackphoto_commune_id_ac8b0fd2"),
    ("sealedmatter", "commune", "vidan.commune", False, "vidan_sealedmatter_commune_id_2e7a7127"),
    ("sealedmatter", "key", "vidan.handlerkey", True, "vidan_sealedmatter_key_id_ce5abd50"),
    ("fact", "commune", "vidan.commune", False, "vidan_fact_commune_id_162e40c0"),
    ("entry", "commune", "vidan.commune", False, "vidan_entry_commune_id_19e06a06"),
    ("occasion", "commune", "vidan.commune", False, "vidan_occasion_commune_id_af4f488d"),
    ("tally", "commune", "vidan.commune", False, "vidan_tally_commune_id_85acdc8d"),
)


def without_index(model: str, field: str, points_at: str, empty: bool, index: str):
    told = models.ForeignKey(
        db_index=False,
        null=empty,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=points_at,
    )
    return migrations.SeparateDatabaseAndState(
        state_operations=[migrations.AlterField(model, field, told)],
        database_operations=[migrations.RunSQL(f'DROP INDEX "{index}"', migrations.RunSQL.noop)],
    )


def drop_twin(apps, schema_editor):
    """On SQLite the constraint's own index of a matter's code serves beginnings as well (PostgreSQL needs two)."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX IF EXISTS matter_code_begins")


class Migration(migrations.Migration):
    dependencies = [("vidan", "0156_matters_names_of_four")]
    operations = [
        *(without_index(*one) for one in GONE),
        migrations.RunPython(drop_twin, migrations.RunPython.noop),
        migrations.AddField("feedback", "asked", models.BinaryField(null=True)),
        migrations.AddField("sealedmatter", "asked", models.BinaryField(null=True)),
        migrations.RemoveIndex("matter", "matter_by_person"),
        migrations.AddIndex(
            "matter",
            models.Index(
                fields=["person", "-opened_at", "-id"],
                condition=models.Q(person__isnull=False),
                name="matter_by_person",
            ),
        ),
        migrations.AddIndex(
            "feedback",
            models.Index(fields=["joined"], condition=models.Q(joined__isnull=False), name="feedback_joined"),
        ),
        migrations.AddIndex("feedbackphoto", models.Index(fields=["shown"], name="photo_shown")),
    ]
