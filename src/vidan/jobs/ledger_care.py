"""What a log needs besides new entries: a nightly look at every file, and fresh cosignatures when nothing is new."""

import logging
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from vidan.adapters import witness_client
from vidan.adapters.signing import ed25519
from vidan.adapters.single import one_at_a_time
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, note, policy
from vidan.domain.ledger.merkle import Tree, leaf_hash
from vidan.jobs import checkpoints
from vidan.jobs.checkpoints import LOCK, Desk, Publication
from vidan.queries import communes
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard

logger = logging.getLogger(__name__)

#: A cosignature is renewed when it is older; at 24 hours it would be shown red.
RENEW_AFTER = timedelta(hours=6)


def publish_all(now: datetime) -> None:
    """What the worker does each minute: publish what is due, commune by commune; one that fails stops no other."""
    for commune in communes.publishing():
        try:
            checkpoints.publish(commune, now)
        except Refused:
            continue  # kept as an alarm and logged by the publisher
        except OSError as problem:
            logger.error("ledger of %s: %s; trying again", commune.slug, problem)


def look_over_all(now: datetime) -> None:
    """Every night: all files of all logs against the database; missing ones are written again."""
    for commune in communes.publishing():
        try:
            look_over(commune, now)
        except Refused:
            continue


def look_over(commune: CommuneCard, now: datetime) -> None:
    """Compare every file of a commune's logs with the database. Raises Refused, after an alarm, when one differs."""
    desk = Desk(commune, now)

    def work() -> Publication:
        for head in logs.heads(commune.id):
            checkpoints.finish(desk, head, thorough=True)
        return Publication()

    with one_at_a_time(Path(settings.DATA) / LOCK):
        checkpoints.alarmed(desk, work)


def renew_all(now: datetime) -> None:
    """Some times a day: cosignatures that are missing or old are asked for again."""
    for commune in communes.publishing():
        try:
            renew(commune, now)
        except Refused:
            continue


def renew(commune: CommuneCard, now: datetime) -> witness_client.Answered:
    """Ask again those witnesses whose cosignature on the newest checkpoint is missing or old; what came of it."""
    desk = Desk(commune, now)
    asked = witness_client.Answered()

    def work() -> Publication:
        nonlocal asked
        head = logs.heads(commune.id)[-1:]
        if head and head[0].finished:
            asked = _renew(desk, head[0])
        return Publication()

    with one_at_a_time(Path(settings.DATA) / LOCK):
        checkpoints.alarmed(desk, work)
    return asked


def _renew(desk: Desk, head: logs.HeadCard) -> witness_client.Answered:
    folder = desk.folder(head.name)
    data = folder.checkpoint() or b""
    now = int(time.time())
    parties = []
    for party in policy.parse_witnesses(settings.WITNESSES):
        given = cosignature.witnessed(data, [cosignature.WitnessKey(party.key, ed25519.check)], now + 300)
        if not given or now - given[0].seconds > RENEW_AFTER.total_seconds():
            parties.append(party)
    if not parties:
        return witness_client.Answered()
    tree = Tree(leaf_hash(raw) for raw in logs.leaves(desk.commune.id, head.year, head.edition))
    signed = note.parse(data)
    own = note.Note(signed.text, signed.signatures[:1])  # a witness wants the log's own signature, not its peers'
    size = head.bound.size
    asked = witness_client.ask_all(parties, own, head.bound, size, tree.consistency, ed25519.check, now)
    if asked.signatures:
        folder.write_checkpoint(signed.signed_also(*asked.signatures).encode())
    return asked
