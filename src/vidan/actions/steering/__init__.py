"""What people do with the steering board: found it, change who sits in it, sign the commitments, draft its papers."""

from vidan.actions.steering.board import describe, found, seat, succeed, unseat
from vidan.actions.steering.commitments import show_face, sign
from vidan.actions.steering.papers import draft as draft_papers

__all__ = ["describe", "draft_papers", "found", "seat", "show_face", "sign", "succeed", "unseat"]
