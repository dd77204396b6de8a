"""`vidan ledger publish` and `proof`: what needs the database. The publisher, a job, is found through a setting."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from vidan.adapters.ledger_files import log_folder
from vidan.cli.ledger import progress, read_kept, read_keys
from vidan.cli.parser import WRONG_USAGE
from vidan.cli.words import _, complain, say
from vidan.domain.errors import Refused
from vidan.domain.ledger.audit import Trust
from vidan.domain.ledger.evidence import Evidence, encode_evidence
from vidan.queries import communes, proofs
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.speech import ledger as words


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
        away = done.away
        if args.now and not done.held_back:  # a witness that is new, or was away, need not wait for its hour
            asked = import_string(settings.WITNESS_ASKER)(card, now)
            away = asked.away
            for name in asked.names:
                say(_("✓ Nhân chứng {name} đã ký.").format(name=name))
        for name, why in away:
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
    cards = [card for card in communes.publishing() if code in (None, card.code)]
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
    folder = log_folder(Path(settings.DATA) / "public", commune.slug, entry.log)
    head = logs.head(commune.id, entry.year, entry.edition)
    proof = folder.prove(entry.position)
    if head is None or proof is None:
        raise Refused("ledger.evidence.waiting", code=code)
    return encode_evidence(Evidence(entry.raw, entry.record, entry.salt, proof, head.vkey))


def take_back(args: argparse.Namespace) -> int:
    """Take up the logs again after a restore, in one of three ways, and tell what is lost; 2 when none was said."""
    if bool(args.places) + args.up_to_date + args.anew != 1:
        complain(_("Xin nói lấy sổ từ đâu: NƠI có bản của sổ, hoặc --up-to-date, hoặc --anew. Xem: --help"))
        return WRONG_USAGE
    now, tell = timezone.now(), progress(_("sổ"))
    trust = Trust(read_keys(args.vkey), read_kept(args.since))
    for card in _communes(args.commune):
        if args.anew:
            done = import_string(settings.LEDGER_ANEW)(card, now, tell)
        else:
            done = import_string(settings.LEDGER_TAKER)(card, now, args.places, trust, tell)
        text = _("✓ {commune}: nối lại sổ, lấy về {entries} mục mà bản sao lưu không có.")
        say(text.format(commune=card.name, entries=done.entries))
        for checkpoint in done.stand:
            say(_("  Điểm kiểm nay: {paper}").format(paper=checkpoint.paper))
        say(_("  Xin so với điểm kiểm trên tờ niêm yết hoặc giấy tiếp nhận mới nhất: số mục ở đây không được nhỏ hơn."))
        if done.left_out:
            say(
                _("  Bỏ qua {count} số hồ sơ đã in trên giấy của bà con, để không số nào cấp hai lần.").format(
                    count=done.left_out
                )
            )
        if done.letters_left_out:
            say(
                _("  Bỏ qua {count} số trong mỗi loại văn bản đi; sổ văn bản ghi rõ từng số.").format(
                    count=done.letters_left_out
                )
            )
        _tell_lost(card)
        say(_("  Việc vừa làm xong mà chưa kịp công bố thì sổ công khai cũng không biết."))
        say(_("  Trước khi làm tiếp, xin so với giấy tiếp nhận và sổ văn bản giấy của buổi cuối cùng."))
    return 0


def missing(args: argparse.Namespace) -> int:
    """What the public log knows and the database has lost."""
    for card in _communes(args.commune):
        say(card.name)
        _tell_lost(card)
    return 0


def _tell_lost(card: CommuneCard) -> None:
    lost = proofs.lost(card.id)
    if not lost:
        say(_("  Không thiếu gì: mọi hồ sơ trong sổ đều có ở đây."))
        return
    groups: dict[str, list[proofs.LostEntry]] = {}
    for one in lost:
        groups.setdefault(one.reference or one.kind, []).append(one)
    unknown = [rows for rows in groups.values() if rows[0].reference and not rows[0].code]
    if unknown:
        say(_("  {count} hồ sơ, phản ánh phải nhập lại từ giấy của bà con:").format(count=len(unknown)))
    for rows in unknown:
        say(f"  - {rows[0].reference}: {_steps(rows)}")
    for rows in groups.values():
        if rows[0].code:
            say(_("  - {code}: sổ còn ghi {steps}").format(code=rows[0].code, steps=_steps(rows)))
        elif not rows[0].reference:
            on = ", ".join(f"{day:%d/%m/%Y}" for day in sorted({row.on for row in rows}))
            what = _(words.KINDS[rows[0].kind])
            say(_("  - {count} mục: {what} ({days})").format(count=len(rows), what=what, days=on))


def _steps(rows: list[proofs.LostEntry]) -> str:
    told = []
    for row in rows:
        due = _(", hẹn trả ngày {day}").format(day=f"{row.due:%d/%m/%Y}") if row.due else ""
        told.append(f"{_(words.KINDS[row.kind])} {row.on:%d/%m/%Y}{due}")
    return "; ".join(told)


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "publish": publish,
    "proof": proof,
    "take-back": take_back,
    "missing": missing,
}
