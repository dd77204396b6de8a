"""Template filters: moments and days as a good clerk says them. Lists format in the view, not per cell."""

from datetime import date, datetime

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import escape
from django.utils.safestring import SafeString

from vidan.domain.letters.composing import EMPTY, in_words
from vidan.domain.moments import local
from vidan.speech import days
from vidan.web.fixed import spoken

register = template.Library()

#: Frames kept per process; each is a few kilobytes, and there is one per page, language and commune.
MOST_FRAMES = 2000
_BLANK = "<mark>…… (còn trống)</mark>"
_frames: dict[tuple[object, ...], str] = {}


class FrameNode(template.Node):
    """The part of a page that is the same for everyone who sees it: rendered once per process and key."""

    def __init__(self, key: list[FilterExpression], body: NodeList) -> None:
        self.key = key
        self.nodelist = body

    def render(self, context: template.Context) -> SafeString:
        key = (id(self), spoken(context), *(part.resolve(context, ignore_failures=True) for part in self.key))
        known = _frames.get(key)
        if known is None:
            if len(_frames) >= MOST_FRAMES:
                _frames.clear()
            known = _frames[key] = self.nodelist.render(context)
        return SafeString(known)


@register.tag
def frame(parser: Parser, token: Token) -> FrameNode:
    """`{% frame commune page_name %}…{% endframe %}`: never put a token, a person or a block inside."""
    key = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    body = parser.parse(("endframe",))
    parser.delete_first_token()
    return FrameNode(key, body)


@register.filter
def moment(value: datetime | None) -> str:
    """`8:40 thứ Hai 16/11/2026`."""
    return days.moment(local(value)) if value else ""


@register.filter
def promised(value: datetime | None) -> str:
    """`thứ Ba 17/11/2026, trước 17:00`."""
    return days.promised(local(value)) if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """`16/11/2026`."""
    if value is None:
        return ""
    return days.day(local(value).date() if isinstance(value, datetime) else value)


@register.filter
def written(value: date) -> str:
    """`ngày 05 tháng 01 năm 2027`, as on an official paper."""
    return in_words(value)


@register.filter
def gaps(text: str) -> SafeString:
    """The text of a letter with its blanks plain to see."""
    return SafeString(_BLANK.join(escape(part) for part in text.split(EMPTY)))


@register.filter
def initials(name: str | None) -> str:
    """`TT` of `Hà Thị Thảo`, as on a name card: the first letters of the last two words."""
    return "".join(word[0] for word in (name or "").split()[-2:]).upper()


@register.filter
def inside(name: str | None) -> str:
    """`xã Điền Lư` of `Xã Điền Lư`: the name of a commune or ward after other words."""
    first, space, rest = (name or "").partition(" ")
    return f"{first.lower() if first in ('Xã', 'Phường') else first}{space}{rest}"


@register.filter
def before_words(label: object) -> str:
    """`Họ tên:` before a sentence about it; a question keeps its own mark."""
    words = str(label)
    return words if words.endswith("?") else f"{words}:"
