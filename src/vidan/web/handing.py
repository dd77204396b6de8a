"""A file that is handed out: to be saved, never opened within our pages."""

from urllib.parse import quote

from django.http import HttpResponse


def handed_out(kind: str, name: str, content: bytes) -> HttpResponse:
    """The file under its name."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
