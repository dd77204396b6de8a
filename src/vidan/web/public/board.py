"""Who answers for the promises: the steering board with photos, telephone numbers, hours and signatures."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.content.steering import courtesies
from vidan.domain.moments import local_day
from vidan.queries import steering
from vidan.queries.promises import gatherings
from vidan.speech.steering import MEETING_TONES, kind_name, seat_name, state_name

#: Texts of the loudspeaker told on the page.
AIRINGS_SHOWN = 10
#: So far back goes what the reception book adds.
BOOK_SHOWN = timedelta(days=90)


def board(request: Any) -> HttpResponse:
    """The members of today, and those who left."""
    today = local_day(timezone.now())
    card = steering.board(request.commune.id, today)

    def lines(members: tuple[steering.MemberCard, ...]) -> list[dict[str, Any]]:
        return [{"card": member, "seat": seat_name(member.seat)} for member in members]

    context = {
        "board": card,
        "members": lines(card.members) if card else [],
        "left": lines(card.left) if card else [],
        "promises": _promises(request, today),
    }
    return render(request, "public/board.html", context)


def _promises(request: Any, today: date) -> list[dict[str, Any]]:
    """What was signed, and who answers for each by the plan in force."""
    owners = steering.answering(request.commune.id, today)
    return [
        {"number": number, "name": name, "plain": plain, "owner": owners.get(number), "seat": _seat(owners.get(number))}
        for number, name, plain in steering.signed_words(today, request.LANGUAGE_CODE)
    ]


def _seat(owner: steering.Answering | None) -> str:
    return seat_name(owner.seat) if owner else ""


def photo(request: Any, name: str) -> HttpResponse:
    """A picture that anybody may see."""
    content = steering.picture(request.commune.id, name[:32], public=True)
    if content is None:
        raise Http404(name)
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=86400"},
    )


def meetings(request: Any) -> HttpResponse:
    """When people are received, what was asked and answered, and news of the board with its pictures."""
    found, today = steering.public_meetings(request.commune.id, timezone.now()), local_day(timezone.now())
    also = [
        {"kind": kind_name(kind), "day": day}
        for kind, day in gatherings.unannounced(request.commune.id, today - BOOK_SHOWN, today)
    ]

    def lines(cards: tuple[steering.MeetingCard, ...]) -> list[dict[str, Any]]:
        return [
            {
                "card": card,
                "kind": kind_name(card.kind),
                "state": state_name(card.state),
                "tone": MEETING_TONES[card.state],
            }
            for card in cards
        ]

    context = {"coming": lines(found.coming), "past": lines(found.past), "news": lines(found.news), "also": also}
    return render(request, "public/meetings.html", context)


def outreach(request: Any) -> HttpResponse:
    """What the commune promises, how it speaks with people, and what it said on the loudspeaker."""
    please, always = courtesies()
    context = {
        "promises": steering.signed_words(local_day(timezone.now()), request.LANGUAGE_CODE),
        "please": please,
        "always": always,
        "airings": _newest(steering.airings(request.commune.id))[:AIRINGS_SHOWN],
    }
    return render(request, "public/outreach.html", context)


def _newest(airings: tuple[steering.AiringCard, ...]) -> list[steering.AiringCard]:
    """Each text once, as it was read out last: the log with every time is the office's."""
    found: dict[str, steering.AiringCard] = {}
    for one in airings:
        found.setdefault(one.words, one)
    return list(found.values())


def publications(request: Any) -> HttpResponse:
    """The fourteen things that the law asks to be published: what is posted now, where, until when."""
    found = steering.publications(request.commune.id, local_day(timezone.now()))
    return render(request, "public/publications.html", {"items": [{"card": card, "now": card.now} for card in found]})
