"""The log-in library, told what our officers are: no sign-up, no mail, every write by an action, every answer alike."""

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from vidan.actions import people
from vidan.adapters import qr
from vidan.domain.text import nfc
from vidan.store import vault
from vidan.web import account_forms, sessions
from vidan.web.delays import Tries
from vidan.web.public.limits import client_address

BACKEND = "vidan.config.backend.OfficerBackend"
#: Whoever logged in less than five minutes ago need not show himself once more.
RECENT_SECONDS = 300


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the commune's administrator and by nobody else."""

    error_messages = {**DefaultAccountAdapter.error_messages, **account_forms.PROBLEMS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where this officer's day begins."""
        return reverse("office.start")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The session ends with the old password."""
        return reverse("account_login")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that asks."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A try made too early is not looked at; the sentence tells how long to wait."""
        wait = self._tries(request, credentials).take_turn(timezone.now())
        if wait:
            raise account_forms.too_early(request, wait)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The officer, or None: unknown name, wrong password and closed account answer alike.

        Passwords are compared in the composed form, because some keyboards send Vietnamese letters in pieces.
        """
        credentials["password"] = nfc(credentials.get("password", ""))
        user = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        if user is not None:
            self._tries(request, credentials).forget()
            if user.first_password_until is not None and user.first_password_until <= timezone.now():
                raise self.validation_error("first_password_expired")
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One more wrong try."""
        self._tries(request, credentials).failed(timezone.now())

    def _tries(self, request: HttpRequest, credentials: dict[str, Any]) -> Tries:
        login_name = str(credentials.get("username", "")).strip().lower()
        return Tries.of("password", login_name, client_address(request))

    def login(self, request: HttpRequest, user: Any) -> None:
        """A new session under a new id, with its clock started."""
        login(request, user, backend=BACKEND)
        sessions.begin(request, user.pk)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A passkey of a closed account (a password never comes so far)."""
        messages.error(request, self.error_messages["account_inactive"])
        return redirect("account_login")

    def clean_password(self, password: str, user: Any = None) -> str:
        """The password as it will be kept, if it is good enough."""
        return str(super().clean_password(nfc(password), user))

    def set_password(self, user: Any, password: str) -> None:
        """By the action: the log-in library itself may not write to our tables."""
        people.set_password(user.pk, password, now=timezone.now())
        user.refresh_from_db(fields=["password", "first_password_until"])

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before the account's keys change: unless the officer has just logged in."""
        request = context.request
        since = time.time() - RECENT_SECONDS  # the library dates its records by this clock
        return all(record["at"] < since for record in get_authentication_records(request, request.user))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show oneself once more, in our words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": account_forms.WAYS[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Officers' accounts have no mail address."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Officers' accounts have no mail address."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets sealed under a key outside the database, their QR drawn without style or script."""

    error_messages = {**DefaultMFAAdapter.error_messages, **account_forms.PROBLEMS}

    def encrypt(self, text: str) -> str:
        """Sealed under the key of this purpose (`vault.derived_key`)."""
        return base64.b64encode(vault.seal(vault.derived_key("second-factor"), text)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` sealed."""
        return str(vault.unseal(vault.derived_key("second-factor"), base64.b64decode(encrypted_text)))

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR for inside the page (a strict CSP forbids pictures in the address itself)."""
        drawn = qr.svg(url).decode("utf-8")
        return mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308 - drawn by us, the text is inside the modules

    def get_totp_issuer(self) -> str:
        """Whose code it is, as the app on the phone lists it."""
        return f"Vì Dân {context.request.commune.short_name}"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a new key, to be changed at will."""
        count = user.authenticator_set.filter(type=type).count()
        return "Khóa của tôi" if count == 0 else f"Khóa số {count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for the key: this host, under the program's name."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Vì Dân"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Whose key it is, by his name."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}
