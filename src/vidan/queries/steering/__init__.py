"""What may be seen of the steering board."""

from vidan.queries.steering.board import (
    BoardCard,
    Candidate,
    CommitmentCard,
    MemberCard,
    PaperCard,
    board,
    candidates,
    member,
    picture,
    signed_words,
)

__all__ = [
    "BoardCard",
    "Candidate",
    "CommitmentCard",
    "MemberCard",
    "PaperCard",
    "board",
    "candidates",
    "member",
    "picture",
    "signed_words",
]
