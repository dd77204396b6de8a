"""Publishing what the law asks for, publishing it again when it changed, and the list of each quarter as a notice."""

from datetime import date, datetime

from vidan.actions.letters import drafting
from vidan.actions.recording import recording
from vidan.actions.steering import board, duties, pictures
from vidan.content import steering as content
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor, require
from vidan.domain.steering import PublicationText
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Letter, Publication
from vidan.store.rows import insert


def make_public(
    actor: Actor, text: PublicationText, *, proof: bytes | None = None, replaces: int | None = None, now: datetime
) -> Publication:
    """Write down what was published, with a photo of the notice board as proof. `replaces`: it changed since."""
    require(actor, *board.KEEPERS)
    item = next((one for one in content.publications() if one.number == text.item), None)
    if item is None:
        raise Refused("steering.publication.item", field="item")
    title, place = board.line(text.title, "title"), board.line(text.place, "place")
    rules.check_publication(text, item, local_day(now))
    with recording(actor, now) as record:
        old = _replaced(actor, replaces, text.item)
        words = f"Nơi niêm yết: {title}"
        picture = pictures.keep(record, proof, words, of="publication", shown=False) if proof else None
        row = insert(
            Publication(
                commune_id=actor.commune_id,
                item=text.item,
                title=title,
                decided_on=text.decided_on,
                ways=[way.value for way in text.ways],
                place=place,
                from_on=text.from_on,
                until_on=text.until_on,
                late=_late(actor, text),
                proof=picture,
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        if old is not None:
            old.replaced_by = row
            old.save(update_fields=["replaced_by"])
        record.fact(_made(row, old), subject=f"publication:{row.pk}")
        duties.settle(record, f"{title}, từ ngày {row.from_on:%d/%m/%Y}", item=row.item)
    return row


def _made(row: Publication, old: Publication | None) -> rules.PublicationMade:
    return rules.PublicationMade(
        item=row.item,
        title=row.title,
        ways=tuple(row.ways),
        from_on=row.from_on,
        until_on=row.until_on,
        replaces=old.pk if old else None,
    )


def _late(actor: Actor, text: PublicationText) -> bool:
    """Whether it came later than five working days after the decision."""
    calendar = calendar_of(Commune.objects.get(pk=actor.commune_id))
    return text.from_on > calendar.shift(start_of(text.decided_on), rules.PUBLISHED_WITHIN).date()


def _replaced(actor: Actor, key: int | None, item: int) -> Publication | None:
    if key is None:
        return None
    old: Publication | None = Publication.objects.of(actor.commune_id).filter(pk=key, replaced_by=None).first()
    if old is None or old.item != item:
        raise Refused("steering.publication.unknown", field="item")
    return old


def list_quarter(actor: Actor, day: date, contact: str, *, now: datetime) -> Letter:
    """Draft the notice that lists what was published in a day's quarter (Law 10/2022 art. 13(2))."""
    require(actor, *board.KEEPERS)
    call = board.line(contact, "contact")
    first, last = rules.quarter_of(day)
    names = {one.number: one.name for one in content.publications()}
    with recording(actor, now) as record:
        rows = Publication.objects.of(actor.commune_id).filter(from_on__lte=last).order_by("item", "from_on", "pk")
        shown = [row for row in rows if row.until_on is None or row.until_on >= first]
        if not shown:
            raise Refused("steering.publication.none", field="contact")
        points = "\n".join(_point(row, names[row.item], content.publication_ways()) for row in shown)
        quarter = f"quý {(first.month + 2) // 3}/{first.year}"
        values = {
            "about": f"Danh mục nội dung đã công khai {quarter}",
            "text": f"Ủy ban nhân dân xã thông báo những nội dung đã công khai trong {quarter}.",
            "points": points,
            "copies_to": "Các thôn (để niêm yết); Ủy ban Mặt trận Tổ quốc xã",
            "contact": call,
        }
        letter = drafting.begin(record, drafting.Draft("notice", values))
        record.fact(rules.QuarterListed(first=first, last=last, letter=letter.code), subject=board.SUBJECT)
        duties.settle(record, f"Danh mục {quarter}, văn bản {letter.code}", key="quarter:")
    return letter


def _point(row: Publication, name: str, ways: dict[str, str]) -> str:
    until = f"đến {row.until_on:%d/%m/%Y}" if row.until_on else "thường xuyên"
    told = ", ".join(ways[way] for way in row.ways)
    return f"{name}: {row.title}; {told}; tại {row.place}; từ {row.from_on:%d/%m/%Y} {until}."
