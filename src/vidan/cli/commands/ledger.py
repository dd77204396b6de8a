"""`vidan ledger publish` and `proof`: what needs the database. The publisher, a job, is found through a setting."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from vidan.adapters.ledger_files import log_folder
from vidan.cli.words import _, say
from vidan.domain.errors import Refused
from vidan.domain.ledger.evidence import Evidence, encode_evidence
from vidan.queries import communes, proofs
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return _VERBS[args.verb](args)


def publish(args: argparse.Namespace) -> int:
    """Publish for every commune at work here, or for the one that was named; 1 when something is held back."""
    publisher, now = import_string(settings.PUBLISHER), timezone.now()
    held_back = False
    for card in _communes(args.commune):
        done = publisher(card, now, True if args.now else None)
        held_back = held_back or done.held_back
        if done.held_back:
            say(_("! {commune}: chưa đủ nhân chứng ký, giữ lại điểm kiểm cũ.").format(commune=card.name))
        elif done.checkpoint is None:
            say(_("· {commune}: chưa có gì để công bố.").format(commune=card.name))
        else:
            text = _("✓ {commune}: công bố thêm {entries} mục. Điểm kiểm: {paper}")
            say(text.format(commune=card.name, entries=done.entries, paper=done.checkpoint.paper))
        for name, why in done.away:
            say(_("! Nhân chứng {name} vắng ({why}).").format(name=name, why=why))
        waiting = len(logs.waiting(card.id))
        if waiting:
            say(_("  Còn {count} mục đợi tới lúc công bố.").format(count=waiting))
    return 1 if held_back else 0


def proof(args: argparse.Namespace) -> int:
    """Write the file. Refused while the entry waits for its publication."""
    commune = commune_of(args.commune, args.code)
    data = evidence(commune, args.code)
    if not args.output:
        sys.stdout.write(data.decode())
        return 0
    Path(args.output).write_bytes(data)
    say(_("✓ Đã ghi {file}. Kiểm tra: vidan ledger check {file}").format(file=args.output))
    return 0


def commune_of(code: str | None, dossier: str) -> CommuneCard:
    """The commune that was named, else the first one that knows the dossier. Refused when there is none."""
    cards = _communes(code)
    return next((card for card in cards if proofs.of_dossier(card.id, dossier)), cards[0])


def _communes(code: str | None) -> list[CommuneCard]:
    cards = [card for card in communes.at_work() if code in (None, card.code)]
    if not cards:
        raise Refused("communes.unknown", field="commune", code=code or "")
    return cards


def evidence(commune: CommuneCard, code: str) -> bytes:
    """The evidence file of a dossier's receipt."""
    entry = proofs.of_dossier(commune.id, code)
    if entry is None:
        raise Refused("matters.unknown", field="code", code=code)
    if entry.year is None or entry.position is None:
        raise Refused("ledger.evidence.waiting", code=code)
    folder = log_folder(Path(settings.DATA) / "public", commune.slug, entry.year)
    head = logs.head(commune.id, entry.year)
    proof = folder.prove(entry.position)
    if head is None or proof is None:
        raise Refused("ledger.evidence.waiting", code=code)
    return encode_evidence(Evidence(entry.raw, entry.record, entry.salt, proof, head.vkey))


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {"publish": publish, "proof": proof}
