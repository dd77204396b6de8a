"""`vidan training`: a commune to practise in, beside the real one, with invented people and dossiers.

It is a tenant of its own: nothing that is done in it can reach the real one's dossiers, figures or ledger (ADR 39).
`--again` begins anew: another tenant takes the place of the one in which everybody has practised enough.
"""

import argparse
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from vidan.actions import calendar, communes, people, procedures
from vidan.cli.commands.procedures import commune_of
from vidan.cli.demo_data import practising
from vidan.cli.words import _, say
from vidan.domain.communes import CommuneText
from vidan.domain.errors import Refused
from vidan.domain.keysheet import SYLLABLES
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Mandate, Role, officer, program
from vidan.queries import communes as known
from vidan.queries import people as accounts
from vidan.queries.communes import CommuneCard
from vidan.speech.choices import TRAINING_OVER

#: Who practises: login behind `tap.`, name, title, role.
LEARNERS = (
    ("mot-cua", "Học Viên Một Cửa", "Công chức một cửa (tập huấn)", Role.ONE_STOP),
    ("chuyen-vien", "Học Viên Chuyên Môn", "Chuyên viên (tập huấn)", Role.SPECIALIST),
    ("van-thu", "Học Viên Văn Thư", "Văn thư (tập huấn)", Role.CLERK),
    ("lanh-dao", "Học Viên Lãnh Đạo", "Phó Chủ tịch (tập huấn)", Role.LEADER),
    ("quan-tri", "Học Viên Quản Trị", "Quản trị (tập huấn)", Role.ADMINISTRATOR),
)
PASSWORD_SYLLABLES = 6


@dataclass(frozen=True)
class Learner:
    """An account to practise with."""

    login: str
    password: str
    title: str
    actor: Actor


def run(args: argparse.Namespace) -> int:
    """Make the training commune and say how one gets in."""
    now = timezone.now()
    real = commune_of(args.commune)
    if real.training:
        raise Refused("communes.training.of_training", field="commune")
    code = f"9{real.code[1:]}"  # no commune's code begins with a nine
    before = known.by_code(code)
    if before is not None and not args.again:
        raise Refused("communes.training.there_already", field="commune", commune=real.name)
    turn = known.turns_of(code) + 1
    made = _found(real, code, args.host, turn, now)
    if before is not None:
        _end(before, now)
        say(_("✓ đợt tập huấn trước đã khép: tài khoản học viên cũ hết dùng được, hồ sơ tập giữ nguyên ở đó"))
    say(_("✓ {commune}: lịch, thủ tục, thôn như xã thật").format(commune=made.name))
    learners = _enter_learners(made, turn, now)
    count = practising.fill(made, learners[0].actor, learners[1].actor, now)
    say(_("✓ {count} hồ sơ bịa để tập").format(count=count))
    say(_("Đăng nhập ở địa chỉ như mọi khi, bằng một trong các tài khoản sau (mật khẩu dùng một lần, trong một tuần):"))
    for one in learners:
        say(f"  {one.login:28}{one.password:32}{one.title}")
    say(_("Mọi trang, mọi giấy của xã này đều ghi “Bản tập huấn”; không số liệu nào được tính hay công bố."))
    return 0


def _end(before: CommuneCard, now: datetime) -> None:
    """The learners of the turn before come in no more, and its commune works no more."""
    system = program(before.id)
    for card in accounts.officers(system):
        if card.active:
            people.disable_officer(system, card.id, reason=TRAINING_OVER, now=now)
    communes.end_training(before.id, now=now)


def _found(real: CommuneCard, code: str, host: str, turn: int, now: datetime) -> CommuneCard:
    """The commune with what it needs before the first citizen comes; each turn is a tenant with its own first day."""
    today = local_day(now)
    text = CommuneText(
        code=code,
        name=f"{real.name} (tập huấn)",
        province_code="00",
        province_name=real.province,
        valid_from=date(today.year - 1, 1, 1) + timedelta(days=turn - 1),
        phone=real.phone,
        address=real.address,
        abbreviation="TAP",
        training=True,
        host=host,
    )
    commune = communes.open_commune(text, now=now)
    names = [name for _pk, name in known.villages(real.id, today)]
    if names:
        communes.enter_villages(commune, names, since=text.valid_from, now=now)
    calendar.load_pack(commune, now=now)
    procedures.load_pack(commune, now=now)
    return known.by_id(commune.pk)


def _enter_learners(made: CommuneCard, turn: int, now: datetime) -> list[Learner]:
    system, since = program(made.id), local_day(now).replace(month=1, day=1)
    found = []
    for name, words, title, role in LEARNERS:
        password = "-".join(SYLLABLES[value] for value in secrets.token_bytes(PASSWORD_SYLLABLES))
        row = people.enter_officer(
            system,
            login=f"tap{turn if turn > 1 else ''}.{name}.{made.code}",
            name=words,
            title=title,
            password=password,
            first_password=True,
            now=now,
        )
        people.give_mandate(system, officer_id=row.pk, role=role, from_on=since, now=now)
        actor = officer(made.id, row.pk, row.name, [Mandate(role, since)], local_day(now))
        found.append(Learner(row.login, password, title, actor))
    return found
