"""What people do with the steering board: found it, change who sits in it, sign the commitments, draft its papers."""

from vidan.actions.steering.assignments import (
    NewAssignment,
    Proof,
    check,
    finish,
    give,
    give_back,
    hand_over,
    postpone,
    prove,
)
from vidan.actions.steering.board import describe, found, seat, succeed, unseat
from vidan.actions.steering.commitments import show_face, sign
from vidan.actions.steering.duties import remind
from vidan.actions.steering.lessons import learn, look_again, measure
from vidan.actions.steering.meetings import (
    add_photo,
    announce,
    answer,
    ask,
    cancel,
    close,
    close_reception,
    decide,
    invite,
    tell,
    write,
)
from vidan.actions.steering.meetings import plan as plan_meeting
from vidan.actions.steering.opinions import open_round, publish, reply, say
from vidan.actions.steering.outreach import acknowledge, air, brief, compose_broadcast
from vidan.actions.steering.papers import draft as draft_papers
from vidan.actions.steering.plans import adopt, drop_goal, postpone_milestone, set_goal, set_milestone
from vidan.actions.steering.plans import start as start_plan
from vidan.actions.steering.publications import list_quarter, make_public
from vidan.actions.steering.recognition import assess, claim
from vidan.actions.steering.reports import draft as draft_report

__all__ = [
    "NewAssignment",
    "Proof",
    "acknowledge",
    "add_photo",
    "adopt",
    "air",
    "announce",
    "answer",
    "ask",
    "assess",
    "brief",
    "cancel",
    "check",
    "claim",
    "close",
    "close_reception",
    "compose_broadcast",
    "decide",
    "describe",
    "draft_papers",
    "draft_report",
    "drop_goal",
    "finish",
    "found",
    "give",
    "give_back",
    "hand_over",
    "invite",
    "learn",
    "list_quarter",
    "look_again",
    "make_public",
    "measure",
    "open_round",
    "plan_meeting",
    "postpone",
    "postpone_milestone",
    "prove",
    "publish",
    "remind",
    "reply",
    "say",
    "seat",
    "set_goal",
    "set_milestone",
    "show_face",
    "sign",
    "start_plan",
    "succeed",
    "tell",
    "unseat",
    "write",
]
