"""Who answers for the promises: the steering board with photos, telephone numbers, hours and signatures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.content.steering import courtesies
from vidan.domain.moments import local_day
from vidan.queries import steering
from vidan.speech.steering import MEETING_TONES, kind_name, seat_name, state_name

#: Broadcasts told on the page.
AIRINGS_SHOWN = 20


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
        "promises": steering.signed_words(today, request.LANGUAGE_CODE),
    }
    return render(request, "public/board.html", context)


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
    found = steering.public_meetings(request.commune.id, timezone.now())

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

    context = {"coming": lines(found.coming), "past": lines(found.past), "news": lines(found.news)}
    return render(request, "public/meetings.html", context)


def outreach(request: Any) -> HttpResponse:
    """What the commune promises, how it speaks with people, and what it said on the loudspeaker."""
    please, always = courtesies()
    context = {
        "promises": steering.signed_words(local_day(timezone.now()), request.LANGUAGE_CODE),
        "please": please,
        "always": always,
        "airings": steering.airings(request.commune.id)[:AIRINGS_SHOWN],
    }
    return render(request, "public/outreach.html", context)


def publications(request: Any) -> HttpResponse:
    """The fourteen things that the law asks to be published: what is posted now, where, until when."""
    found = steering.publications(request.commune.id, local_day(timezone.now()))
    return render(request, "public/publications.html", {"items": [{"card": card, "now": card.now} for card in found]})
