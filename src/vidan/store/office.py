"""Who may hold matters in a commune and who is away, as two texts of JSON made in the database: asked with each
message, beside what else must be known of the commune, and read anew only when they change.
"""

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL

from vidan.domain.people import HOLDING_ROLES
from vidan.store.held import JSON_WORDS
from vidan.store.models import Commune
from vidan.store.prepared import Prepared

#: What is over by that day is over for good, so it costs no more after ten years than after one.
_MANDATES = """
(SELECT CAST({rows}({row}(d.officer_id, d.role, u.key, d.from_on, d.until_on)) AS text) FROM vidan_mandate d
 JOIN vidan_officer o ON o.id = d.officer_id LEFT JOIN vidan_unit u ON u.id = d.unit_id
 WHERE d.commune_id = %s AND (d.until_on IS NULL OR d.until_on >= %s) AND o.is_active AND ({roles}))
"""
_LEAVES = """
(SELECT CAST({rows}({row}(l.officer_id, l.stand_in_id, l.from_on, l.until_on, l.ended_at IS NULL)) AS text)
 FROM vidan_leave l WHERE l.commune_id = %s AND l.until_on >= %s)
"""


def beside(communes: QuerySet[Commune], commune_id: int, day: str) -> QuerySet[Commune]:
    """One commune with `mandates`: (officer, role, key of the unit, from, until) of who may hold matters on a day or
    later; and `leaves` of that day or later: (officer, stand-in, from, until, not ended before its time).
    """
    roles = " OR ".join(f"d.role = '{role.value}'" for role in sorted(HOLDING_ROLES))  # IN would lay down a table
    words = {**JSON_WORDS[connection.vendor], "roles": roles}
    told = {
        name: RawSQL(sql.format(**words), (commune_id, day), TextField())  # noqa: S611 - words of ours, values apart
        for name, sql in (("mandates", _MANDATES), ("leaves", _LEAVES))
    }
    return communes.annotate(**told)


#: The same alone: (mandates, leaves) of a commune from a day on.
TOLD = Prepared(
    lambda commune_id, day: beside(Commune.objects.filter(pk=commune_id), commune_id, day).values_list(
        "mandates", "leaves"
    ),
    int,
    str,
)
