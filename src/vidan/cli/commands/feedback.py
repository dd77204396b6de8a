"""`vidan feedback map`: the outlines of the commune's villages, from a GeoJSON file."""

import argparse
import json
from pathlib import Path

from django.utils import timezone

from vidan.actions.feedback import drawing
from vidan.cli.commands.procedures import commune_of
from vidan.cli.words import _, say
from vidan.domain import maps
from vidan.domain.errors import Refused
from vidan.domain.people import program


def run(args: argparse.Namespace) -> int:
    """Read, lay down, tell which villages have no outline yet."""
    file = Path(args.file)
    if not file.is_file():
        raise Refused("backup.file.missing", field="file", file=file)
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise Refused("maps.form", field="file", number=0) from problem
    shapes, commune = maps.read(told), commune_of(args.commune)
    without = drawing.draw_villages(program(commune.id), shapes, now=timezone.now())
    say(_("✓ {count} thôn đã có trên bản đồ của {commune}").format(count=len(shapes), commune=commune.name))
    if without:
        say(_("  Chưa có hình: {names}").format(names=", ".join(without)))
    return 0
