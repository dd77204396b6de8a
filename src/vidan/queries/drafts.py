"""Sealing what a door must hold for a moment (typed fields of an expired session)."""

from typing import Any

from vidan.store import vault


def seal(value: dict[str, Any]) -> bytes:
    """Sealed bytes of a JSON object."""
    return vault.seal(vault.derived_key("draft"), value)


def unseal(sealed: bytes) -> dict[str, Any] | None:
    """The object, or None when the bytes do not open."""
    try:
        opened: dict[str, Any] = vault.unseal(vault.derived_key("draft"), sealed)
    except vault.Unreadable:
        return None
    return opened
