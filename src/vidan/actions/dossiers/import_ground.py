"""The ground on which a list's rows are decided: the commune's procedures, calendar and officers, read once a part."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from vidan.actions.dossiers import confirmed_limit, import_words
from vidan.domain.calendar import Calendar, Limit
from vidan.domain.dossiers import Received, State
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.source_list import SourceRow
from vidan.domain.dossiers.source_words import OFFICER, PROCEDURE, STATE, UNKNOWN, ListWords, word_of
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.domain.procedures.readings import bare_name
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, DossierImport, Mandate, Procedure


@dataclass(frozen=True)
class Entering:
    """A row that becomes a dossier, with everything decided."""

    row: SourceRow
    procedure: Procedure
    promised: Received
    state: State
    closed_at: datetime | None
    holder_id: int

    @property
    def waits(self) -> str:
        """The act by which the clock stands from the beginning; empty where it runs or has ended."""
        return rules.AWAITING.get(self.state, "")


class Ground:
    """What every decision of a part needs. A word of the list that was pointed out before means what was said."""

    def __init__(self, run: DossierImport, now: datetime) -> None:
        self.run = run
        self.now = now
        self.commune: Commune = run.commune
        self.calendar: Calendar = calendar_of(self.commune)

    @cached_property
    def _procedures(self) -> dict[str, list[Procedure]]:
        """Editions by key, code and bare name, newest first."""
        found: dict[str, list[Procedure]] = {}
        for row in Procedure.objects.of(self.commune).order_by("-valid_from"):
            for name in {row.key, row.code, bare_name(row.name), bare_name(row.short_name)} - {""}:
                found.setdefault(name, []).append(row)
        return found

    @cached_property
    def _pointed(self) -> dict[str, str]:
        return import_words.said(self.commune.pk, PROCEDURE)

    @cached_property
    def _officers(self) -> dict[str, int | None]:
        """Who may hold matters today, by folded name and pointed word; None where two are called so."""
        day = local_day(self.now)
        rows = Mandate.objects.of(self.commune).filter(
            role__in=[role.value for role in HOLDING_ROLES], officer__is_active=True, from_on__lte=day
        )
        held: dict[str, set[int]] = {}
        for row in rows.exclude(until_on__lt=day).select_related("officer"):
            held.setdefault(word_of(row.officer.name), set()).add(row.officer_id)
        ids = {str(one): one for some in held.values() for one in some}
        named = {name: next(iter(some)) if len(some) == 1 else None for name, some in held.items()}
        pointed = import_words.said(self.commune.pk, OFFICER)
        return named | {word: ids.get(told) for word, told in pointed.items() if told in {UNKNOWN, *ids}}

    @cached_property
    def _usual_holder(self) -> int | None:
        """Who holds what the list names nobody for: whom the import names, else the first one-stop officer."""
        if self.run.holder_id is not None:
            return int(self.run.holder_id)
        day = local_day(self.now)
        rows = Mandate.objects.of(self.commune).filter(
            role=Role.ONE_STOP.value, officer__is_active=True, from_on__lte=day
        )
        first = rows.exclude(until_on__lt=day).order_by("pk").first()
        return int(first.officer_id) if first is not None else None

    def decide(self, row: SourceRow) -> Entering:
        """The decision for a row that is not in the book yet. Refused with the reason."""
        procedure, promised = self.promise(row)
        state, closed_at = rules.standing_of(row)
        holder = self._officers.get(word_of(row.officer)) or self._usual_holder
        if holder is None:
            raise Refused("dossiers.import.nobody_holds", field="officer")
        return Entering(row, procedure, promised, state, closed_at, holder)

    def promise(self, row: SourceRow) -> tuple[Procedure, Received]:
        """By which procedure a row enters, and what is promised for it: all that may keep it out."""
        procedure = self._procedure(row)
        try:
            limit: Limit | None = confirmed_limit(procedure)
        except Refused:
            limit = None
        return procedure, rules.receive_elsewhere(row, limit, self.calendar)

    def hear(self, words: ListWords, row: SourceRow) -> None:
        """Count a row's words: those that somebody may want to point out."""
        if row.told_state:
            words.hear(STATE, row.told_state, row.state.value, row.number)
        if row.officer:
            holder = self._officers.get(word_of(row.officer))
            words.hear(OFFICER, row.officer, str(holder or ""), row.number)
        told = told_procedure(row)
        if (pointed := self._pointed.get(word_of(told))) and not self._named(row):
            words.hear(PROCEDURE, told, pointed, row.number)

    def _named(self, row: SourceRow) -> list[Procedure]:
        return self._procedures.get(row.procedure_code) or self._procedures.get(bare_name(row.procedure)) or []

    def _procedure(self, row: SourceRow) -> Procedure:
        editions = self._named(row)
        if not editions:
            told = told_procedure(row)
            editions = self._procedures.get(self._pointed.get(word_of(told), ""), [])
        if not editions:
            raise Refused("dossiers.import.procedure_unknown", field="procedure", procedure=told)
        day = local_day(row.received_at)
        for edition in editions:
            if edition.valid_from <= day and (edition.valid_until is None or edition.valid_until >= day):
                break
        else:
            # Received before this list of procedures began: its words of the first day are the nearest there are.
            edition = editions[-1]
        if not edition.received_here:
            raise Refused("procedures.not_received_here", field="procedure", procedure=edition.short_name)
        return edition


def told_procedure(row: SourceRow) -> str:
    """The words by which a row names its procedure: its name where it tells one, else its code."""
    return row.procedure or row.procedure_code
