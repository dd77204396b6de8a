"""`vidan guide pack`: the whole guide as a signed folder that opens from a telephone or a USB stick."""

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.adapters import guide_pack, public_files
from vidan.adapters.guide_pack import Pack, PackFile, PackPage
from vidan.adapters.ledger_files import write_durably
from vidan.adapters.signing import ed25519
from vidan.cli.commands.procedures import commune_of
from vidan.cli.words import _, say
from vidan.content import guide as content
from vidan.domain.moments import local_day
from vidan.domain.procedures.clips import ENDINGS as SOUNDS
from vidan.domain.procedures.guide.offline import index_of
from vidan.queries import calendar as calendars
from vidan.queries import procedures
from vidan.queries.communes import CommuneCard
from vidan.queries.procedures import ProcedureCard
from vidan.speech import calendar as calendar_words
from vidan.speech import days
from vidan.speech.guide import FACTS, NO_LIMIT, SPOKEN
from vidan.speech.states import limit_in_words

#: A form heavier than this stays at the counter and on the page.
LIGHT = 300_000


def run(args: argparse.Namespace) -> int:
    """Gather, write, sign, tell the key."""
    commune = commune_of(args.commune)
    say(_("· Đang gom hướng dẫn của {commune}").format(commune=commune.name))
    pack = _pack(commune)
    signer = ed25519.load_or_create(Path(settings.DATA) / "keys" / f"guide-{commune.slug}.key", f"{commune.slug}/guide")
    count = guide_pack.write(pack, Path(args.folder), signer, _progress)
    say(
        _("✓ {count} tệp, {pages} thủ tục, trong {folder}").format(
            count=count, pages=len(pack.pages), folder=args.folder
        )
    )
    _publish(commune, signer.verifier_key)
    say(_("  Mở tệp index.html. Khóa để kiểm tra, xin dán ở bảng tin và trang của xã:"))
    say(f"  {signer.verifier_key}")
    return 0


def _publish(commune: CommuneCard, vkey: str) -> None:
    """The key among the public files, as the page shows it: pages never open the private one, nor its folder."""
    write_durably(public_files.guide_key(Path(settings.DATA) / "public", commune.slug), f"{vkey}\n".encode())


def _progress(done: int, whole: int) -> None:
    if sys.stderr.isatty():
        print(f"\r· {done}/{whole}", end="\r\x1b[K" if done == whole else "", file=sys.stderr, flush=True)


def _pack(commune: CommuneCard) -> Pack:
    today = local_day(timezone.now())
    calendar = calendars.calendar_for(commune)
    hours = days.opening_hours(calendar.week_of(today))
    groups = {row.key: one.title for one in procedures.by_situation(commune.id, today) for row in one.rows}
    cards = [card for key in groups if (card := procedures.by_key(commune.id, key, today)) is not None]
    elsewhere = {
        key: (one.office, f"{one.where} {one.phone}".strip()) for key, one in content.referrals().items() if one.office
    }
    return Pack(
        office=f"Ủy ban nhân dân {commune.name[:1].lower()}{commune.name[1:]}",
        phone=commune.phone,
        address=commune.address or commune.name,
        hours=hours,
        made_on=days.day(today),
        demo=settings.INVENTED or commune.training,
        pages=tuple(_page(card, groups[card.key], commune, hours, calendar.day_minutes) for card in cards),
        elsewhere=elsewhere,
        index=index_of(procedures.whole_guide(commune.id, today), {*groups, *elsewhere}),
        lexicon=content.lexicon(),
        samples=content.samples(),
    )


def _page(card: ProcedureCard, group: str, commune: CommuneCard, hours: str, day_minutes: int) -> PackPage:
    usual = ""
    if card.usual is not None:
        half, most = (calendar_words.duration(part, day_minutes) for part in (card.usual.p50, card.usual.p90))
        usual = FACTS["usual_told"].format(half=half, most=most)
    told = (
        (FACTS["limit"], limit_in_words(card.limit) if card.confirmed else NO_LIMIT),
        (FACTS["note"], card.limit_note),
        (FACTS["usual"], usual),
        (FACTS["fee"], card.fee_text),
        (FACTS["result"], card.result),
        (FACTS["where"], f"{commune.address or commune.name}. {hours}" if card.received_here else card.agency),
        (FACTS["call"], commune.phone),
        (FACTS["basis"], "; ".join(card.legal_basis)),
        (FACTS["since"], days.day(card.valid_from)),
    )
    texts = [*(paper.name for paper in card.papers), card.fee_text, card.result, *card.steps]
    return PackPage(
        key=card.key,
        title=card.short_name,
        name=f"{card.name} · mã {card.code}" if card.code else card.name,
        group=group,
        papers=tuple((paper.name, paper.condition) for paper in card.papers),
        facts=told,
        steps=card.steps,
        terms=content.glossary().explain(texts)[1],
        samples=tuple(sample.key for sample in content.samples_of(card.key)),
        files=(*_sounds(commune.id, card.key), *_forms(commune.id, card.key)),
    )


def _sounds(commune_id: int, key: str) -> Iterator[PackFile]:
    """Recordings of a guide; one whose file is lost is left out."""
    for clip in procedures.clips(commune_id, key):
        found = procedures.sound(commune_id, key, clip.language)
        if found is not None:
            words = FACTS["heard"].format(spoken=SPOKEN[clip.language], speaker=clip.speaker)
            name = f"nghe-{guide_pack.safe(key)}-{clip.language}.{SOUNDS[found[0]]}"
            yield PackFile(name, words, partial(_sound, commune_id, key, clip.language), sound=True)


def _sound(commune_id: int, key: str, language: str) -> bytes:
    """The recording once it is written: a whole guide's would not fit into memory."""
    found = procedures.sound(commune_id, key, language)
    return found[1] if found is not None else b""


def _forms(commune_id: int, key: str) -> Iterator[PackFile]:
    """Forms light enough to be carried along."""
    for form in procedures.forms(commune_id, key):
        found = procedures.form_file(commune_id, key, form.id) if form.size <= LIGHT else None
        if found is not None:
            words = FACTS["filled" if form.filled else "blank"].format(title=form.title, source=form.source)
            yield PackFile(f"to-don-{form.id}.{form.ending}", words, partial(bytes, found[2]))
