"""The common inboxes of roles: where the mail of each goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions.matters import inboxes as actions
from vidan.domain.errors import Refused
from vidan.domain.people import INBOX_ROLES
from vidan.queries import people as queries
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office.officer_forms import InboxesForm


def inboxes(request: Any) -> HttpResponse:
    """One address for each role; only what differs is written."""
    known = queries.role_mailboxes(request.actor.commune_id)
    kept = drafts.restore(request)
    form = InboxesForm(request.POST if request.method == "POST" else kept, initial=known)
    if request.method == "POST" and form.is_valid() and _written(request, form, known):
        messages.success(request, "Đã ghi địa chỉ các hộp chung.")
        return redirect("office.people")
    return render(request, "office/inboxes.html", {"form": form, "restored": kept is not None})


def _written(request: Any, form: InboxesForm, known: dict[str, str]) -> bool:
    """Whether all could be written; what could not stands beside its field."""
    for role in INBOX_ROLES:
        typed = form.cleaned_data.get(role.value, "")
        if typed == known.get(role.value, ""):
            continue
        try:
            actions.set_role_mailbox(request.actor, role, typed, now=timezone.now())
        except Refused as refused:
            form.add_error(role.value, sentence(refused))
    return not form.errors
