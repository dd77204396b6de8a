"""What is done with the survey: fix a month's sample, show its seed, print slips, keep an answer, let a crowd out."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Max, Sum

from vidan.actions.recording import Record, recording
from vidan.domain import surveys as rules
from vidan.domain.errors import Refused
from vidan.domain.ledger.entries import MOST_TOKENS, token_hash
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import HOLDING_ROLES, Actor, ActorKind, Role, require
from vidan.domain.surveys.answers import TYPED_BY_ANOTHER
from vidan.domain.surveys.facts import (
    RatingShown,
    RatingsTakenBack,
    SampleFixed,
    SeedShown,
    SlipAnswered,
    SlipsIssued,
    shown_text,
)
from vidan.store import traces, vault
from vidan.store.models import Commune, Dossier, Rating, RatingBox, SlipBatch, SurveyMonth, SurveySlip
from vidan.store.rows import insert

#: Who looks after slips: nobody whom they rate.
KEEPERS = (Role.INSPECTOR, Role.BOARD_MEMBER, Role.VILLAGE_HEAD)
SUBJECT = "survey"


def _seed(commune: Commune, month: date) -> bytes:
    return rules.seed_of(vault.derived_key("survey-seed"), commune.code, month)


def fix_sample(actor: Actor, month: date, *, share: int = rules.DEFAULT_SHARE, now: datetime) -> SurveyMonth:
    """Bind us to who will be asked in a month, before it begins. Refused once it has begun, and a second time."""
    require(actor)
    rules.is_chosen(bytes(32), "00" * 16, share)
    if local_day(now) >= month:
        raise Refused("surveys.sample.too_late", month=f"{month:%m/%Y}")
    with recording(actor, now) as record:
        commune = Commune.objects.get(pk=actor.commune_id)
        digest = rules.seed_hash(_seed(commune, month))
        if SurveyMonth.objects.of(actor.commune_id).filter(month=month).exists():
            raise Refused("surveys.sample.fixed_already", month=f"{month:%m/%Y}")
        row = SurveyMonth(commune_id=actor.commune_id, month=month, share=share, seed_hash=digest.hex(), fixed_at=now)
        insert(row)
        record.fact(
            SampleFixed(month=month, share=share, seed_hash=shown_text(digest)),
            subject=SUBJECT,
            happened_at=start_of(month),
        )
    return row


def show_seed(actor: Actor, month: date, *, now: datetime) -> SurveyMonth:
    """Open a month's seed on its last day or later, and keep how many were asked. Refused before, and a second time."""
    require(actor)
    last = rules.next_month(month) - timedelta(days=1)
    with recording(actor, now) as record:
        row = SurveyMonth.objects.of(actor.commune_id).filter(month=month).first()
        if row is None or row.seed or local_day(now) < last:
            raise Refused("surveys.seed.not_now", month=f"{month:%m/%Y}")
        seed = _seed(Commune.objects.get(pk=actor.commune_id), month)
        row.seed, row.asked = seed.hex(), _asked(actor.commune_id, month, seed, row.share)
        row.save(update_fields=["seed", "asked"])
        record.fact(SeedShown(month=month, seed=row.seed), subject=SUBJECT)
    return row


def _asked(commune_id: int, month: date, seed: bytes, share: int) -> int:
    given = Dossier.objects.of(commune_id).filter(
        given_at__gte=start_of(month), given_at__lt=start_of(rules.next_month(month))
    )
    return sum(
        rules.is_chosen(seed, ref, share) for ref in given.values_list("matter__reference", flat=True).iterator()
    )


def issue_slips(actor: Actor, size: int, *, now: datetime) -> tuple[bytes, ...]:
    """Print a batch: its tokens, returned once and kept nowhere.

    Refused for a batch of fewer than 20, and when there would be more slips than finished cases.
    """
    _require_keeper(actor)
    with recording(actor, now) as record:
        batches = SlipBatch.objects.of(actor.commune_id)
        known = batches.aggregate(issued=Sum("size"), last=Max("number"))
        finished = Dossier.objects.of(actor.commune_id).filter(ready_at__isnull=False).count()
        rules.may_issue(size, known["issued"] or 0, finished)
        batch = SlipBatch(
            commune_id=actor.commune_id,
            number=(known["last"] or 0) + 1,
            size=size,
            issued_at=now,
            issued_by_id=actor.officer_id,
        )
        insert(batch)
        tokens = tuple(secrets.token_bytes(rules.TOKEN_BYTES) for _ in range(size))
        _keep_slips(record, batch, sorted(token_hash(token) for token in tokens))
    return tokens


def _require_keeper(actor: Actor) -> None:
    """Refuse unless the actor looks after slips and handles no case himself: who is rated touches no slip."""
    require(actor, *KEEPERS)
    if actor.may(*HOLDING_ROLES):
        raise Refused("surveys.keeper.is_rated")


def _keep_slips(record: Record, batch: SlipBatch, shown: Sequence[bytes]) -> None:
    SurveySlip.objects.of(batch.commune_id).bulk_create(
        [SurveySlip(commune_id=batch.commune_id, batch=batch, shown=digest) for digest in shown]
    )
    monday = start_of(rules.week_of(local_day(record.now)))
    for start in range(0, len(shown), MOST_TOKENS):
        part = tuple(shown_text(digest) for digest in shown[start : start + MOST_TOKENS])
        record.fact(SlipsIssued(batch=batch.number, shown=part), subject=SUBJECT, happened_at=monday)


def answer(
    actor: Actor,
    token: bytes,
    given: Mapping[rules.Item, int | None],
    *,
    channel: rules.Channel = rules.Channel.PHONE_OR_COMPUTER,
    now: datetime,
) -> None:
    """Keep what a slip says: once, however often it is sent. Refused for a slip that is spent or was never ours.

    Paper and telephone are typed by a keeper of slips who handles no case himself.
    """
    if (channel in TYPED_BY_ANOTHER) != (actor.kind is ActorKind.OFFICER):
        raise Refused("surveys.channel.not_yours", field="channel")
    if actor.kind is ActorKind.OFFICER:
        _require_keeper(actor)
    answers, digest = rules.read_answers(given), token_hash(token)
    if not SurveySlip.objects.of(actor.commune_id).filter(shown=digest).exists():  # a thousand repeats take no lock
        raise Refused("surveys.token.unknown_or_spent", field="token")
    with recording(actor, now) as record:
        taken, _ = SurveySlip.objects.of(actor.commune_id).filter(shown=digest).delete()
        if not taken:
            raise Refused("surveys.token.unknown_or_spent", field="token")
        week = rules.week_of(local_day(now))
        _put(actor.commune_id, rules.WaitingAnswer(digest, week, channel, answers))
        record.fact(SlipAnswered(week=week, channel=channel), subject=SUBJECT)
    traces.forget_order_of_writes()


def _put(commune_id: int, answer: rules.WaitingAnswer) -> None:
    box = RatingBox.objects.of(commune_id).first() or RatingBox(commune_id=commune_id)
    _fill(box, [*waiting_in(box), answer])


def _fill(box: RatingBox, waiting: Sequence[rules.WaitingAnswer]) -> None:
    """Write the box anew, sorted, so that nothing tells which answer came last."""
    told = [answer.told() for answer in sorted(waiting, key=lambda answer: answer.slip)]
    box.sealed = vault.seal(vault.derived_key("survey-box"), told)
    box.save()


def waiting_in(box: RatingBox | None) -> tuple[rules.WaitingAnswer, ...]:
    """The answers in a box, sorted by slip."""
    if box is None or not box.sealed:
        return ()
    return tuple(rules.WaitingAnswer.read(told) for told in vault.unseal(vault.derived_key("survey-box"), box.sealed))


def let_out(actor: Actor, *, now: datetime) -> int:
    """Make waiting answers of past weeks public, when they are a crowd or have waited long. Returns how many."""
    require(actor)
    box = RatingBox.objects.of(actor.commune_id).first()
    if not rules.crowd(waiting_in(box), local_day(now)):
        return 0
    with recording(actor, now) as record:
        box = RatingBox.objects.of(actor.commune_id).get()
        waiting = waiting_in(box)
        crowd = rules.crowd(waiting, local_day(now))
        last = Rating.objects.of(actor.commune_id).aggregate(last=Max("release"))["last"] or 0
        for answer in crowd:
            insert(_rating(actor.commune_id, answer, answer.channel.value, last + 1))
            record.fact(_shown(answer), subject=f"ratings:{last + 1}", happened_at=start_of(answer.week))
        out = {answer.slip for answer in crowd}
        _fill(box, [answer for answer in waiting if answer.slip not in out])
    return len(crowd)


def take_back(actor: Actor, shown: Sequence[rules.ShownAnswer], *, now: datetime) -> int:
    """After a restore: let the answers count that the public ledger has and this database lacks. Returns how many.

    Each of their slips is spent, and what the box still holds of them is out already. Of those that came after the
    backup nobody knows any more how they were asked.
    """
    require(actor)
    known = {bytes(slip) for slip in Rating.objects.of(actor.commune_id).values_list("slip", flat=True)}
    lost = {one.slip: one for one in shown if one.slip not in known}
    if not lost:
        return 0
    with recording(actor, now) as record:
        last = Rating.objects.of(actor.commune_id).aggregate(last=Max("release"))["last"] or 0
        box = RatingBox.objects.of(actor.commune_id).first() or RatingBox(commune_id=actor.commune_id)
        waiting = waiting_in(box)
        asked = {one.slip: one.channel.value for one in waiting}
        for one in lost.values():
            insert(_rating(actor.commune_id, one, asked.get(one.slip, ""), last + 1))
            SurveySlip.objects.of(actor.commune_id).filter(shown=one.slip).delete()
        _fill(box, [one for one in waiting if one.slip not in lost])
        record.fact(RatingsTakenBack(count=len(lost)), subject=f"ratings:{last + 1}")
    return len(lost)


def _rating(commune_id: int, answer: rules.ShownAnswer | rules.WaitingAnswer, channel: str, release: int) -> Rating:
    return Rating(
        commune_id=commune_id,
        slip=answer.slip,
        week=answer.week,
        channel=channel,
        overall=answer.answers.overall,
        items={str(number): value for number, value in answer.answers.items.items()},
        release=release,
    )


def _shown(answer: rules.WaitingAnswer) -> RatingShown:
    return RatingShown(
        slip=shown_text(answer.slip),
        week=answer.week,
        channel=answer.channel,
        overall=answer.answers.overall,
        items=dict(answer.answers.items),
    )
