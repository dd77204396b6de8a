"""What bà con gave for the common good, by the work it was for: sums that anybody may add up, and no names."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidan.queries import letters as seen
from vidan.speech import letters as words


def account(request: Any) -> HttpResponse:
    """The sums, and under them each entry with the day it was thanked."""
    commune_id = request.commune.id
    sums = [_told(row) for row in seen.account(commune_id)]
    lines = [{"row": row, "what": words.gift(row.amount, _unit(row.kind), row.thing)} for row in seen.gifts(commune_id)]
    return render(request, "public/contributions.html", {"sums": sums, "lines": lines})


def _unit(kind: str) -> str:
    unit = words.GIFT_UNITS[kind]
    return _(unit) if unit else ""


def _told(row: seen.PurposeRow) -> dict[str, Any]:
    """What was given for one work, in words, the kinds of which nothing was given left out."""
    given = {"money": row.money, "labour": row.labour, "land": row.land}
    parts = [words.gift(amount, _unit(kind)) for kind, amount in given.items() if amount]
    if row.goods:
        parts.append(_("%(times)d lần hiện vật") % {"times": row.goods})
    return {"purpose": row.purpose, "times": row.times, "what": "; ".join(parts)}
