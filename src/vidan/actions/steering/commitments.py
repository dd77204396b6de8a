"""Each member signs the twelve commitments: himself on his screen, or on paper that a keeper writes down."""

from datetime import date, datetime
from hashlib import sha256

from vidan.actions.recording import Record, recording
from vidan.actions.steering import board, pictures
from vidan.content.promises import definitions
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.domain.steering import SigningWay
from vidan.store.models import Commitment, Member
from vidan.store.rows import insert


def words_on(day: date) -> str:
    """Exactly what is signed on a day: the twelve promises by name, with what each means."""
    return "\n".join(f"{one.number}. {one.vi.name}: {one.vi.plain}." for one in definitions(day))


def sign(
    actor: Actor,
    member_id: int,
    *,
    signed_on: date,
    place: str,
    way: SigningWay,
    scan: bytes | None = None,
    now: datetime,
) -> Commitment:
    """Keep a signature, once for a seat. On the screen a member signs for himself and today; paper has a day and place.

    Refused: somebody else's screen, a day before the seat, a second signature.
    """
    with recording(actor, now) as record:
        row = board.find(actor, member_id)
        if way is SigningWay.SCREEN and actor.officer_id != row.officer_id:
            raise Refused("steering.commitment.own_hand", field="way")
        if way is SigningWay.PAPER:
            require(actor, *board.KEEPERS)
        day = local_day(now) if way is SigningWay.SCREEN else signed_on
        rules.check_commitment(day, row.from_on, local_day(now))
        if Commitment.objects.of(actor.commune_id).filter(member=row).exists():
            raise Refused("steering.commitment.signed_already", field="way")
        where = board.line(place, "place")
        return _keep(record, row, day, where, way, scan)


def _keep(record: Record, row: Member, day: date, place: str, way: SigningWay, scan: bytes | None) -> Commitment:
    words = f"Bản cam kết có chữ ký của {row.officer.name}"
    picture = pictures.keep(record, scan, words, of=f"member:{row.pk}", shown=True) if scan else None
    digest = sha256(words_on(day).encode()).hexdigest()
    kept = insert(
        Commitment(
            commune_id=row.commune_id,
            member=row,
            signed_on=day,
            place=place,
            way=way.value,
            words_hash=digest,
            scan=picture,
            kept_at=record.now,
            kept_by_id=record.actor.officer_id,
        )
    )
    record.fact(
        rules.CommitmentSigned(officer_id=row.officer_id, on=day, place=place, way=way.value, words_hash=digest),
        subject=f"officer:{row.officer_id}",
    )
    return kept


def show_face(actor: Actor, member_id: int, photo: bytes, *, now: datetime) -> Member:
    """The member's photo on the public page: his own wish, or a keeper's with his consent."""
    with recording(actor, now) as record:
        row = board.find(actor, member_id)
        board.require_own(actor, row)
        row.photo = pictures.keep(record, photo, f"Ảnh {row.officer.name}", of=f"member:{row.pk}", shown=True)
        row.save(update_fields=["photo"])
    return row
