"""*Các xã*: for the province, each promise over its communes, by name and never by rank."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.content.promises import COUNT, definitions
from vidan.domain.moments import local_day
from vidan.domain.promises import MAIN, Showing, showing, windows
from vidan.domain.promises.comparing import FairStanding
from vidan.queries.promises import province as seen
from vidan.speech import figures

STANDINGS: dict[FairStanding, tuple[str, str]] = {
    FairStanding.AS_EXPECTED: ("plain", "Như dự kiến"),
    FairStanding.BETTER: ("ok", "Hơn dự kiến"),
    FairStanding.WORSE: ("late", "Kém dự kiến"),
    FairStanding.TOO_FEW: ("plain", "Chưa đủ để nói"),
}
#: The chart of one row: its width, and from which share on it is drawn.
WIDTH = 200


def communes(request: Any) -> HttpResponse:
    """Promise 8, or another (`?loi-hua=6`)."""
    asked = request.GET.get("loi-hua", "8")
    if asked not in map(str, range(1, COUNT + 1)):
        raise Http404(asked)
    day = local_day(timezone.now())
    told = definitions(day)
    number = int(asked)
    found = seen.places(request.commune.province, number, day)
    context = {
        "promises": [(one.number, one.vi.name, str(one.number) == asked) for one in told],
        "promise": told[number - 1].vi,
        "by_kind": number in seen.BY_KIND,
        "rows": [_row(number, one) for one in found],
        "span": figures.days(*windows(day)[MAIN]),
        "province": request.commune.province,
        "width": WIDTH,
    }
    return render(request, "office/province.html", context)


def _row(number: int, one: seen.Place) -> dict[str, Any]:
    figure, expected = one.compared.figure, one.compared.expected
    tone, standing = STANDINGS[one.compared.standing]
    drawn = one.interval is not None and showing(number, figure) is Showing.SHARE
    return {
        "name": one.commune.name,
        "figure": figures.kept(number, figure),
        "value": figures.value(figure) if drawn else "",
        "between": figures.between(one.interval) if drawn else "",
        "expected": figures.percent(expected) if expected is not None and drawn else "",
        "tone": tone,
        "standing": standing,
        "low": round(one.interval[0] * WIDTH) if drawn and one.interval else 0,
        "high": round(one.interval[1] * WIDTH) if drawn and one.interval else 0,
        "dot": round(float(figure.share or 0) * WIDTH),
        "mark": round(float(expected or 0) * WIDTH),
        "drawn": drawn,
    }
