"""Rows of a dossier looked up for an act: may it be done here, now, by this officer?"""

from vidan.actions import matters
from vidan.domain import dossiers as rules
from vidan.domain import matters as matter_rules
from vidan.domain.calendar import Limit
from vidan.domain.dossiers import State
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, ActorKind, Role, require
from vidan.domain.procedures import Paper
from vidan.store.models import Dossier, Matter, Person, Procedure
from vidan.store.prepared import PreparedRow

_DOSSIER = PreparedRow(Dossier, lambda commune_id, number: Dossier.objects.of(commune_id).filter(pk=number), int, int)
_PERSON = PreparedRow(Person, lambda commune_id, number: Person.objects.of(commune_id).filter(pk=number), int, int)


def papers_of(procedure: Procedure) -> tuple[Paper, ...]:
    """The checklist of a procedure as the rules see it."""
    return tuple(Paper(**paper) for paper in procedure.papers)


def confirmed_limit(procedure: Procedure) -> Limit:
    """The limit that may be promised. Refused while the commune has to confirm one."""
    sure = procedure.limit_sure or procedure.limit_confirmed_at is not None
    if not sure or not procedure.limit:
        raise Refused("procedures.limit.unconfirmed", field="procedure", procedure=procedure.short_name)
    return Limit.parse(procedure.limit)


def dossier_of(actor: Actor, code: str) -> tuple[Matter, Dossier]:
    """A dossier of the actor's commune. Refused alike whether it does not exist or is no dossier."""
    matter = matters.find(actor, code)
    dossier = _DOSSIER(actor.commune_id, matter.pk) if matter.kind == "dossier" else None
    if dossier is None:
        raise Refused("matters.unknown", field="code", code=code)
    return matter, dossier


def with_person(actor: Actor, code: str) -> tuple[Matter, Dossier, Person]:
    """A dossier with its applicant."""
    matter, dossier = dossier_of(actor, code)
    if matter.person_id is None:
        raise Refused("matters.unknown", field="code", code=code)
    person = _PERSON(actor.commune_id, matter.person_id)
    assert person is not None  # the database keeps her as long as the matter
    return matter, dossier, person


def course(matter: Matter, dossier: Dossier) -> rules.Course:
    """Where it stands on its way, as the rules see it."""
    return rules.Course(
        State(matter.state),
        asked=dossier.asked,
        reappointed=dossier.reappointed,
        paused=matter.paused_at is not None,
    )


def begin(actor: Actor, code: str, act: str, seen_version: int | None) -> tuple[Matter, Dossier, rules.Course]:
    """A dossier on which an act may be done now by this officer, and the course after it."""
    matter, dossier = dossier_of(actor, code)
    before = matters.standing(matter)
    matter_rules.require_unchanged(before, seen_version)
    if act in rules.AT_THE_HOLDERS_DESK:
        matter_rules.require_running(before)
    after = rules.after(course(matter, dossier), act)
    roles = rules.roles_for(State(matter.state), act)
    require(actor, *roles)
    if act in rules.AT_THE_HOLDERS_DESK and not _is_head(actor, act):
        matter_rules.require_holder(before, actor.officer_id)
    return matter, dossier, after


def check_possible(actor: Actor, code: str, act: str) -> None:
    """Refused, with the reason, where this officer cannot do the act now: asked before anybody fills in its form."""
    if act == "reassign":
        matters.check_reassignable(actor, code)
        return
    matter, _, _ = begin(actor, code, act, None)
    if act == "move_on":
        matter_rules.next_step(matters.standing(matter))


def _is_head(actor: Actor, act: str) -> bool:
    """A head may ask again and give a new date for what his people hold; the program acts by rule."""
    return actor.kind is ActorKind.PROGRAM or (act in ("ask_again", "reappoint") and actor.may(Role.LEADER))
