"""The database itself refuses to change or delete a promise or a fact.

Rules in Python can be gone round by a script; a trigger cannot be gone round without leaving the schema changed.
"""

from django.db import migrations

TABLES = {"vidan_promise": "a promise is never overwritten", "vidan_fact": "a fact is never rewritten"}

#: What makes a row the same row: INSERT OR REPLACE would take the old one away without asking the triggers above.
SAME_ROW = {
    "vidan_promise": "id = NEW.id OR (matter_id = NEW.matter_id AND number = NEW.number)",
    "vidan_fact": "id = NEW.id",
}

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse()
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()
"""


def forbid(apps, schema_editor):
    for table, why in TABLES.items():
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                schema_editor.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper(), why=why))
            schema_editor.execute(SQLITE_REPLACE.format(table=table, same=SAME_ROW[table], why=why))
        else:
            schema_editor.execute(POSTGRESQL_FUNCTION.format(table=table, why=why))
            schema_editor.execute(POSTGRESQL_TRIGGER.format(table=table))
            schema_editor.execute(POSTGRESQL_TRUNCATE.format(table=table))


def allow(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("update", "delete", "replace"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse")


class Migration(migrations.Migration):
    dependencies = [("vidan", "0001_first_tables")]
    operations = [migrations.RunPython(forbid, allow)]
