"""The board's four founding papers: drafted as letters from what the wizard knows, then taken on step by step."""

from collections.abc import Mapping
from datetime import datetime

from vidan.actions.letters import drafting
from vidan.actions.recording import Record, recording
from vidan.actions.steering import board
from vidan.content import steering as content
from vidan.content.promises import definitions
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.letters.composing import in_words
from vidan.domain.people import Actor, require
from vidan.domain.steering import SEAT_ORDER, Seat
from vidan.store.models import Board, Commune, Letter, Member


def draft(actor: Actor, contact: str, *, now: datetime) -> tuple[Letter, ...]:
    """Draft those of the four papers that are not there yet. Refused when all of them are, or nobody can be called."""
    require(actor, *board.KEEPERS)
    call = board.line(contact, "contact")
    with recording(actor, now) as record:
        row = board.require_board(actor.commune_id)
        missing = [paper for paper in content.founding().papers if getattr(row, f"{paper.key}_id") is None]
        if not missing:
            raise Refused("steering.papers.drafted")
        words = _words(row, call)
        made = tuple(_draft(record, row, paper, words) for paper in missing)
        row.save(update_fields=[paper.key for paper in missing])
    return made


def _draft(record: Record, row: Board, paper: content.Paper, words: Mapping[str, str]) -> Letter:
    values = {name: text.format_map(words) for name, text in paper.values.items()}
    letter = drafting.begin(record, drafting.Draft(paper.kind, values))
    setattr(row, paper.key, letter)
    record.fact(rules.BoardPaperDrafted(paper=paper.key, letter=letter.code), subject=board.SUBJECT)
    return letter


def _words(row: Board, contact: str) -> dict[str, str]:
    """What fills the places in the papers' texts."""
    texts = content.founding()
    members = sorted(
        Member.objects.of(row.commune_id).filter(until_on=None).select_related("officer", "village"),
        key=lambda one: (SEAT_ORDER[Seat(one.seat)], one.pk),
    )
    commune = Commune.objects.get(pk=row.commune_id).name
    return {
        "name": row.name,
        "year": str(row.from_on.year),
        "commune": commune[0].lower() + commune[1:],
        "count": f"{len(members):02d}",
        "from_on": in_words(row.from_on),
        "contact": contact,
        "members": "\n".join(
            f"{place}. {_named(one)}, {texts.seats[one.seat]};" for place, one in enumerate(members, start=1)
        )[:-1]
        + ".",
        "duties": "\n".join(f"{_named(one)}, {texts.seats[one.seat]}: {_duty(one, texts)}." for one in members),
        "promises": "\n".join(
            f"Lời hứa {one.number}, {one.vi.name}: {one.vi.plain}; mục tiêu {one.target}%."
            for one in definitions(row.from_on)
        ),
    }


#: How an official paper speaks of somebody who is otherwise Anh or Chị.
_FORMAL = {"Ông": "Ông", "Anh": "Ông", "Bà": "Bà", "Chị": "Bà", "Cô": "Bà"}


def _named(member: Member) -> str:
    officer = member.officer
    honorific = _FORMAL.get(officer.honorific, "Ông/bà")
    return f"{honorific} {officer.name}" + (f", {officer.title}" if officer.title else "")


def _duty(member: Member, texts: content.Founding) -> str:
    parts = [texts.duties[member.seat]]
    if member.field:
        parts.append(f"phụ trách {member.field}")
    if member.village is not None:
        parts.append(f"phụ trách {member.village.name.replace('Thôn ', 'thôn ', 1)}")
    return "; ".join(parts)
