"""What must hold in every commune at any time, asked of the database in one question each: how many rows break it."""

from collections.abc import Mapping

from django.db import connection

#: By its name: rows that break it. Each asks for one commune (%s).
INVARIANTS: Mapping[str, str] = {
    "each open matter whose clock runs has exactly one holder now": (
        "SELECT COUNT(*) FROM vidan_matter m WHERE m.commune_id = %s AND m.closed_at IS NULL AND m.kind = 'dossier' "
        "AND 1 <> (SELECT COUNT(*) FROM vidan_holding h WHERE h.matter_id = m.id AND h.until_at IS NULL)"
    ),
    "each stretch of the clock begins where the one before ended": (
        "SELECT COUNT(*) FROM vidan_holding h JOIN vidan_holding n ON n.matter_id = h.matter_id "
        "AND n.number = h.number + 1 WHERE h.commune_id = %s AND (h.until_at IS NULL OR n.from_at <> h.until_at)"
    ),
    "each dossier has its first promise": (
        "SELECT COUNT(*) FROM vidan_dossier d WHERE d.commune_id = %s AND NOT EXISTS "
        "(SELECT 1 FROM vidan_promise p WHERE p.matter_id = d.matter_id AND p.number = 1)"
    ),
    "each dossier was received once in the ledger": (
        "SELECT COUNT(*) FROM vidan_dossier d JOIN vidan_matter m ON m.id = d.matter_id WHERE d.commune_id = %s "
        "AND 1 <> (SELECT COUNT(*) FROM vidan_entry e WHERE e.commune_id = m.commune_id AND e.reference = m.reference "
        "AND e.kind = 'nhan')"
    ),
    "each closed dossier has its end in the ledger": (
        "SELECT COUNT(*) FROM vidan_dossier d JOIN vidan_matter m ON m.id = d.matter_id WHERE d.commune_id = %s "
        "AND m.closed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM vidan_entry e WHERE e.commune_id = m.commune_id "
        "AND e.reference = m.reference AND e.kind IN ('xong', 'huy'))"
    ),
    "no figure has more kept than counted": (
        "SELECT COUNT(*) FROM vidan_tally WHERE commune_id = %s AND promise > 0 AND kept > counted"
    ),
}


def broken(commune_id: int) -> dict[str, int]:
    """The invariants that do not hold, and by how many rows."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name, sql in INVARIANTS.items():
            cursor.execute(sql, [commune_id])
            count = int(cursor.fetchone()[0])
            if count:
                found[name] = count
    return found
