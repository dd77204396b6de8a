"""The database itself refuses to change what was signed, to take a number back, or to rewrite a text or a use of the seal.

Rules in Python can be gone round by a script; a trigger cannot be gone round without leaving the schema changed.
Source: NĐ 30/2020/NĐ-CP art. 15 (numbers), 18 (an issued document is replaced or corrected, never changed).
"""

from django.db import migrations

#: What is written once: a text, a signature, a file, a use of the seal.
WRITTEN_ONCE = {
    "vidan_lettertext": "a text of a letter is never rewritten",
    "vidan_lettersignature": "a signature is never changed",
    "vidan_letterfile": "a file of a letter is never changed",
    "vidan_sealuse": "a use of the seal is never changed",
}
#: What of a signed letter may still move: its way to the reader, its number where it has none, whether it counts.
FIXED = ("code", "kind", "edition_on", "authority", "unit", "text_number", "person_id", "about_id", "signed_at",
         "verify_code", "replaces_id", "corrects_id", "trigger")
NUMBER = ("series", "year", "number", "number_shown", "issued_on")
SIGNED = "a signed letter is never changed"
NUMBERED = "a number is never given twice and never taken back"

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
SQLITE_SIGNED = """
CREATE TRIGGER vidan_letter_signed BEFORE UPDATE ON vidan_letter
WHEN OLD.signed_at IS NOT NULL AND ({changed})
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
SQLITE_NUMBERED = """
CREATE TRIGGER vidan_letter_numbered BEFORE UPDATE ON vidan_letter
WHEN OLD.number IS NOT NULL AND ({changed})
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
SQLITE_KEPT = """
CREATE TRIGGER vidan_letter_kept BEFORE DELETE ON vidan_letter
WHEN OLD.signed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, '{why}'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()
"""
POSTGRESQL_LETTER = """
CREATE FUNCTION vidan_letter_guard() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF TG_OP = 'DELETE' THEN
  IF OLD.signed_at IS NOT NULL THEN
    RAISE EXCEPTION '{signed}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END IF;
IF OLD.signed_at IS NOT NULL AND ({fixed}) THEN
  RAISE EXCEPTION '{signed}' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF OLD.number IS NOT NULL AND ({number}) THEN
  RAISE EXCEPTION '{numbered}' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;
END $$;
CREATE TRIGGER vidan_letter_guard BEFORE UPDATE OR DELETE ON vidan_letter
FOR EACH ROW EXECUTE FUNCTION vidan_letter_guard()
"""


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    different = "IS NOT" if sqlite else "IS DISTINCT FROM"
    fixed = " OR ".join(f"NEW.{name} {different} OLD.{name}" for name in FIXED)
    number = " OR ".join(f"NEW.{name} {different} OLD.{name}" for name in NUMBER)
    for table, why in WRITTEN_ONCE.items():
        if sqlite:
            for verb in ("update", "delete"):
                schema_editor.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper(), why=why))
            schema_editor.execute(SQLITE_REPLACE.format(table=table, why=why))
        else:
            schema_editor.execute(POSTGRESQL.format(table=table, why=why))
    if sqlite:
        schema_editor.execute(SQLITE_SIGNED.format(changed=fixed, why=SIGNED))
        schema_editor.execute(SQLITE_NUMBERED.format(changed=number, why=NUMBERED))
        schema_editor.execute(SQLITE_KEPT.format(why=SIGNED))
    else:
        schema_editor.execute(
            POSTGRESQL_LETTER.format(fixed=fixed, number=number, signed=SIGNED, numbered=NUMBERED)
        )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in WRITTEN_ONCE:
            for verb in ("update", "delete", "replace"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        for name in ("signed", "numbered", "kept"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS vidan_letter_{name}")
        return
    for table in WRITTEN_ONCE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse")
    schema_editor.execute("DROP TRIGGER IF EXISTS vidan_letter_guard ON vidan_letter")
    schema_editor.execute("DROP FUNCTION IF EXISTS vidan_letter_guard")


class Migration(migrations.Migration):
    dependencies = [("vidan", "0003_ledger_kept")]
    operations = [migrations.RunPython(forbid, allow)]
