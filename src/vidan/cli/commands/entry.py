"""`vidan entry`: a fresh one-use sign-in link for an officer of the demo."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.actions import people
from vidan.cli.commands.procedures import commune_of
from vidan.cli.commands.serve import address
from vidan.cli.running import lets_in_by_link, open_port
from vidan.cli.serving import USUAL_PORT
from vidan.cli.words import _, complain, say
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.queries import installation
from vidan.queries.people import OfficerCard, officers

PATH = "can-bo/vao/"


def run(args: argparse.Namespace) -> int:
    """Print the link. Refused where no server would take it, and where the tables wait to be brought up to date."""
    commune_of(None)  # says what is amiss where nobody can be found yet
    data = Path(settings.DATA)
    if not lets_in_by_link(data, otherwise=(data / settings.DEMO_MARK).exists()):
        complain(_("Máy chủ này không nhận đường vào một lần: chỉ bản minh họa, mở bằng vidan demo, mới nhận."))
        complain(_("  Ở nơi làm việc thật, xin đăng nhập bằng mật khẩu; quên thì nhờ quản trị của xã cấp lại."))
        return 1
    wanted = args.login.strip().lower()
    card = next((card for card in everybody() if card.login == wanted), None)
    if card is None:
        raise Refused("people.officer.unknown", field="login")
    port = args.port or open_port(data, USUAL_PORT)
    say(address("localhost", port) + path(card))
    return 0


def path(card: OfficerCard) -> str:
    """The part of a sign-in link after the server's address. Refused outside the demo."""
    return PATH + people.make_entry_link(card.id, timezone.now())


def everybody() -> list[OfficerCard]:
    """The active officers of the communes at work here, those of training communes last."""
    held = installation.contents(local_day(timezone.now()))
    return [card for row in held for card in officers(program(row.commune.id)) if card.active]
