"""The database itself keeps the public past: published entries stay as they are, and no log shrinks.

SQLite loses triggers when a table is rebuilt: a later migration that alters one of these tables lays them down anew.
"""

from django.db import migrations

#: (name, table, event, when it is refused, why). `IS NOT` of SQLite is `IS DISTINCT FROM` on PostgreSQL.
RULES = (
    (
        "entry_stays",
        "vidan_entry",
        "UPDATE",
        "OLD.position IS NOT NULL AND (NEW.position {differs} OLD.position OR NEW.log_year {differs} OLD.log_year "
        "OR NEW.log_edition {differs} OLD.log_edition "
        "OR NEW.body {differs} OLD.body OR NEW.commitment {differs} OLD.commitment "
        "OR NEW.commune_id {differs} OLD.commune_id)",
        "a published entry is never rewritten",
    ),
    ("entry_kept", "vidan_entry", "DELETE", "TRUE", "an entry is never taken out"),
    (
        "head_grows",
        "vidan_ledgerhead",
        "UPDATE",
        "NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root {differs} OLD.root) "
        "OR NEW.public_size < OLD.public_size OR NEW.public_size > NEW.size OR NEW.year {differs} OLD.year "
        "OR NEW.edition {differs} OLD.edition "
        "OR NEW.origin {differs} OLD.origin OR NEW.commune_id {differs} OLD.commune_id",
        "a log never shrinks and never tells its past anew",
    ),
    ("head_kept", "vidan_ledgerhead", "DELETE", "TRUE", "a log is never taken away"),
)
TABLES = tuple(dict.fromkeys(table for _, table, _, _, _ in RULES))

SQLITE = """
CREATE TRIGGER vidan_{name} BEFORE {event} ON {table} WHEN {when}
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
#: INSERT OR REPLACE would take the old row away without asking the triggers above.
SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an entry or a log is never replaced'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION vidan_{name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER vidan_{name} BEFORE {event} ON {table}
FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION vidan_{name}()
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER vidan_{name}_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION vidan_{name}()
"""


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, event, condition, why in RULES:
        when = condition.format(differs="IS NOT" if sqlite else "IS DISTINCT FROM")
        facts = {"name": name, "table": table, "event": event, "when": when, "why": why}
        if sqlite:
            schema_editor.execute(SQLITE.format(**facts))
            continue
        schema_editor.execute(POSTGRESQL_FUNCTION.format(**facts))
        schema_editor.execute(POSTGRESQL.format(**facts))
        if event == "DELETE":
            schema_editor.execute(POSTGRESQL_TRUNCATE.format(**facts))
    for table in TABLES if sqlite else ():
        schema_editor.execute(SQLITE_REPLACE.format(table=table))


def allow(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, _event, _condition, _why in RULES:
        if sqlite:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS vidan_{name}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS vidan_{name} ON {table}")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS vidan_{name}_truncate ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS vidan_{name}")
    for table in TABLES if sqlite else ():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace")


class Migration(migrations.Migration):
    dependencies = [("vidan", "0002_never_overwritten")]
    operations = [migrations.RunPython(forbid, allow)]
