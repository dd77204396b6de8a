# Indexes that another one of the same table begins with, or that hold for every row of a commune: each cost a page at
# every intake, and a planner without figures took the commune's where the matter's was right.
# The columns are altered in Django's mind only: on SQLite it would make the tables anew and lose their triggers.

from django.db import migrations, models

_UNNEEDED = (
    ("vidan_counter_commune_id_8d57dc22", "vidan_counter", "commune_id"),
    ("vidan_dossier_commune_id_afe3f7a4", "vidan_dossier", "commune_id"),
    ("vidan_holding_commune_id_9764d403", "vidan_holding", "commune_id"),
    ("vidan_holding_matter_id_5b5cf160", "vidan_holding", "matter_id"),
    ("vidan_matter_commune_id_49fc808b", "vidan_matter", "commune_id"),
    ("vidan_person_commune_id_e55f9a5e", "vidan_person", "commune_id"),
    ("vidan_promise_commune_id_9d7bb247", "vidan_promise", "commune_id"),
    ("vidan_promise_matter_id_c36ed005", "vidan_promise", "matter_id"),
)


def _without_index(model, name, to):
    field = models.ForeignKey(db_index=False, on_delete=models.PROTECT, related_name='+', to=to)
    return migrations.AlterField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):

    dependencies = [
        ('vidan', '0007_promises_tallies'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='matter', name='matter_of_person'),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f'DROP INDEX IF EXISTS "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")')
                for name, table, column in _UNNEEDED
            ],
            state_operations=[
                *(_without_index(model, 'commune', 'vidan.commune') for model in ('counter', 'dossier', 'holding', 'matter', 'person', 'promise')),
                *(_without_index(model, 'matter', 'vidan.matter') for model in ('holding', 'promise')),
            ],
        ),
    ]
