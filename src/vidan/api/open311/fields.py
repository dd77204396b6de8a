"""The arguments of a POST, wherever a program put them: in the address, in a form, in a JSON object.

The standard sends a form; its own machine-readable description puts every argument of the POST into the address, and
some clients send them both ways at once. What the body says counts before what the address says.
"""

import json
import re
from typing import Any

from vidan.api.open311.answers import Problem

Fields = dict[str, list[str]]
#: `attribute[luc][]` and `attribute[luc][0]` are one more value of `attribute[luc]`, as PHP writes lists.
_OF_A_LIST = re.compile(r"\[\d{0,3}\]$")


def of(request: Any) -> Fields:
    """All values of each argument."""
    body = _json(request) if request.content_type.startswith("application/json") else _listed(request.POST)
    return _listed(request.GET) | body


def last(fields: Fields, name: str) -> str:
    """The value of an argument that has one; empty where it was not sent."""
    return fields.get(name, [""])[-1].strip()


def _listed(query: Any) -> Fields:
    found: Fields = {}
    for name, values in query.lists():
        found.setdefault(_OF_A_LIST.sub("", name), []).extend(map(str, values))
    return {name: values for name, values in found.items() if values}


def _json(request: Any) -> Fields:
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem(400, "Phần thân không phải JSON (the body is not JSON).") from None
    if not isinstance(told, dict):
        raise Problem(400, "Phần thân không phải một đối tượng JSON (not a JSON object).")
    attributes = told.pop("attribute", None)
    for name, value in attributes.items() if isinstance(attributes, dict) else ():
        told[f"attribute[{name}]"] = value
    return {_OF_A_LIST.sub("", str(name)): plain for name, value in told.items() if (plain := _plain(value))}


def _plain(value: Any) -> list[str]:
    """A JSON value as an argument's texts; what is neither text nor number says nothing."""
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if one is not None and not isinstance(one, dict | list)]
