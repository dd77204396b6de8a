"""An officer at the door: types a password, reads a code off the telephone, presents a passkey."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

from tests import builders
from tests.web.doors import Browser, Page
from vidan.domain.people import Actor, Role
from vidan.store.models import Commune, Officer

PASSWORD = "mưa rơi trên đồng lúa"
#: The app's secret of an officer who has one (base32, as apps take it).
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def officer(commune: Commune, *roles: Role, second_factor: bool = True, **words: Any) -> Actor:
    """An officer with a password and, as everybody who works, an app on the telephone."""
    words = {"login": "hoa.le", "password": PASSWORD, **words}
    actor = builders.enter_officer(commune, *(roles or (Role.ONE_STOP,)), **words)
    if second_factor:
        TOTP.activate(row(actor), SECRET)
    return actor


def row(actor: Actor) -> Officer:
    """The officer's row."""
    return Officer.objects.get(pk=actor.officer_id)


def code(secret: str = SECRET, later: int = 0) -> str:
    """The six digits that the app shows now, or some periods later."""
    *_, counter = (number for number, _ in zip(yield_hotp_counters_from_time(), range(2), strict=False))
    return format_hotp_value(hotp_value(secret, counter + later))


def type_password(browser: Browser, login: str = "hoa.le", password: str = PASSWORD, start: str = "") -> Page:
    """Open the log-in page (by way of `start`) and send the form."""
    page = browser.follow(browser.open(start)) if start else browser.open(reverse("account_login"))
    return browser.send(page, action=reverse("account_login"), login=login, password=password)


def log_in(browser: Browser, login: str = "hoa.le", password: str = PASSWORD, start: str = "", later: int = 0) -> Page:
    """Password and code; the answer to the code."""
    return type_code(browser, browser.follow(type_password(browser, login, password, start)), code(later=later))


def type_code(browser: Browser, page: Page, digits: str) -> Page:
    """The second factor (the page has a form for codes and one for passkeys)."""
    return fill(browser, page, "code", code=digits)


def fill(browser: Browser, page: Page, known_by: str, **typed: Any) -> Page:
    """Send the one form of a page that has this field."""
    (form,) = (form for form in page.forms if known_by in form.names)
    path = form.action or page.path
    return Page(browser.client.post(path, form.sends(**typed)), path)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Passkey:
    """A passkey as a browser's own: one key pair for `localhost`."""

    owner: bytes = b""
    counter: int = 0
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, options: dict[str, Any]) -> str:
        """The answer to a page that adds a key."""
        wanted = options["publicKey"]
        public = ES256.from_cryptography_key(self.private.public_key())
        key = AttestedCredentialData.create(bytes(16), self.number, public)
        known = AuthenticatorData.create(self._house(), 0x45, 0, key)
        self.owner = base64.urlsafe_b64decode(wanted["user"]["id"] + "==")
        response = {
            "clientDataJSON": _text(self._said("webauthn.create", wanted["challenge"])),
            "attestationObject": _text(cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(known)})),
            "transports": ["internal"],
        }
        return self._answer(response, {"credProps": {"rk": True}})

    def shown(self, options: dict[str, Any], *, forged: bool = False) -> str:
        """The answer to a page that asks for a key."""
        self.counter += 1
        said = self._said("webauthn.get", options["publicKey"]["challenge"])
        known = bytes(AuthenticatorData.create(self._house(), 0x05, self.counter))
        signed = known + hashlib.sha256(said).digest()
        if forged:
            signed += b"!"
        response = {
            "clientDataJSON": _text(said),
            "authenticatorData": _text(known),
            "signature": _text(self.private.sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": _text(self.owner),
        }
        return self._answer(response, {})

    def _house(self) -> bytes:
        return hashlib.sha256(b"localhost").digest()

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": "http://localhost"}).encode()

    def _answer(self, response: dict[str, Any], extensions: dict[str, Any]) -> str:
        name = _text(self.number)
        words = {"type": "public-key", "id": name, "rawId": name, "response": response}
        return json.dumps({**words, "clientExtensionResults": extensions})


def page_data(page: Page) -> Any:
    """What the page hands to the passkey script."""
    marked = page.html.partition('<script id="js_data" type="application/json">')[2]
    return json.loads(marked.partition("</script>")[0])


def add_passkey(browser: Browser, name: str = "Máy ở quầy") -> Passkey:
    """A new passkey for who is logged in."""
    key, page = Passkey(), browser.open(reverse("mfa_add_webauthn"))
    answer = key.made(page_data(page)["creation_options"])
    done = browser.send(page, action=reverse("mfa_add_webauthn"), name=name, passwordless="on", credential=answer)
    assert done.status == 302, done.alert
    return key


def show_passkey(browser: Browser, key: Passkey, *, forged: bool = False, start: str = "") -> Page:
    """Log in by the passkey alone."""
    page = browser.follow(browser.open(start)) if start else browser.open(reverse("account_login"))
    asked = browser.client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    answer = key.shown(asked["request_options"], forged=forged)
    return browser.send(page, action=reverse("mfa_login_webauthn"), credential=answer)
