"""Sealed things that came while nobody here might read them: they wait for whoever comes, never for whom they concern.

They lie under the house's key, so the house itself can see whom not to show them to.
"""

import json
from collections.abc import Iterator

from vidan.store import boxes, vault
from vidan.store.models import SealedMatter


def waiting_for(commune_id: int, officer_id: int) -> Iterator[SealedMatter]:
    """Those that this reader may have, oldest first."""
    key = vault.derived_key("sealed")
    for row in SealedMatter.objects.of(commune_id).filter(reader_id=None, key_id=None).order_by("pk"):
        if json.loads(boxes.take_out(key, bytes(row.body))).get("officer_id") != officer_id:
            yield row
