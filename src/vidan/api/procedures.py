"""A procedure as open data: schema.org GovernmentService as JSON-LD, and CPSV-AP 3 as Turtle.

Sources: schema.org/GovernmentService; SEMIC Core Public Service Vocabulary Application Profile 3.1.0; RDF 1.1 Turtle.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from vidan.domain.moments import local_day
from vidan.queries import procedures
from vidan.queries.communes import CommuneCard

PREFIXES = """@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def data(request: Any, key: str, form: str) -> HttpResponse:
    """`jsonld` or `ttl`; readable from any other site."""
    card = procedures.by_key(request.commune.id, key, local_day(timezone.now()))
    if card is None or form not in ("jsonld", "ttl"):
        raise Http404(key)
    url = request.build_absolute_uri(reverse("public.procedure", args=[key]))
    home = request.build_absolute_uri(reverse("public.home"))
    if form == "jsonld":
        text, media = json.dumps(government_service(card, request.commune, url, home), ensure_ascii=False), "ld+json"
        answer = HttpResponse(text, content_type=f"application/{media}; charset=utf-8")
    else:
        answer = HttpResponse(
            public_service(card, request.commune, url, home), content_type="text/turtle; charset=utf-8"
        )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def calendar_duration(limit: str) -> str:
    """`30d` as `P30D`, `2m` as `P2M`; empty for working days and hours, which no ISO 8601 duration can say."""
    digits = limit.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = {"d": "D", "m": "M"}.get(limit[len(digits) :], "")
    return f"P{digits}{unit}" if unit else ""


def government_service(card: procedures.ProcedureCard, commune: CommuneCard, url: str, home: str) -> dict[str, Any]:
    """The procedure as schema.org has it; what is not known is left out."""
    channel: dict[str, Any] = {
        "@type": "ServiceChannel",
        "serviceUrl": url,
        "availableLanguage": "vi",
        "servicePhone": {"@type": "ContactPoint", "telephone": commune.phone} if commune.phone else None,
        "serviceLocation": {"@type": "Place", "name": commune.name, "address": commune.address or None},
        "processingTime": calendar_duration(card.limit) if card.confirmed else None,
    }
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": url,
        "url": url,
        "identifier": card.code or card.key,
        "name": card.name,
        "alternateName": card.short_name,
        "serviceType": card.field,
        "provider": {
            "@type": "GovernmentOrganization",
            "@id": home,
            "name": f"Ủy ban nhân dân {_inside(commune.name)}",
        },
        "areaServed": {"@type": "AdministrativeArea", "name": commune.name, "identifier": commune.code},
        "availableChannel": channel,
        "serviceOutput": {"@type": "Thing", "name": card.result} if card.result else None,
        "offers": {
            "@type": "Offer",
            "price": card.fee_vnd,
            "priceCurrency": "VND",
            "description": card.fee_text or None,
        }
        if card.fee_vnd is not None
        else None,
    }
    return _filled(told)


def _inside(name: str) -> str:
    """`xã Điền Lư` of `Xã Điền Lư`, after other words."""
    return f"{name[:1].lower()}{name[1:]}"


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(part) for key, part in value.items() if part not in (None, "")}
    return value


def public_service(card: procedures.ProcedureCard, commune: CommuneCard, url: str, home: str) -> str:
    """The procedure as CPSV-AP has it, one node for each paper, the result, the fee, the channel and each legal act."""
    nodes = [f"{PREFIXES}\n{_node(url, 'cpsv:PublicService', _service(card, url, home))}"]
    nodes.append(
        _node(home, "cv:PublicOrganisation", [("skos:prefLabel", _text(f"Ủy ban nhân dân {_inside(commune.name)}"))])
    )
    for number, paper in enumerate(card.papers, start=1):
        told = [("dct:identifier", _plain(f"giay-{number}")), ("dct:title", _text(paper.name))]
        told += [("dct:description", _text(paper.condition))] if paper.condition else []
        nodes.append(_node(f"{url}#giay-{number}", "cv:Evidence", told))
    if card.result:
        told = [("dct:identifier", _plain("ket-qua")), ("dct:title", _text(card.result))]
        nodes.append(_node(f"{url}#ket-qua", "cpsv:Output", told))
    if card.fee_vnd is not None:
        told = [
            ("dct:identifier", _plain("phi")),
            ("cv:value", str(card.fee_vnd)),
            ("dct:description", _text(card.fee_text)),
        ]
        nodes.append(_node(f"{url}#phi", "cv:Cost", told))
    told = [("dct:identifier", _plain("mot-cua")), ("foaf:page", f"<{url}>")]
    nodes.append(_node(f"{url}#mot-cua", "cv:Channel", told))
    for number, act in enumerate(card.legal_basis, start=1):
        nodes.append(_node(f"{url}#can-cu-{number}", "eli:LegalResource", [("dct:title", _text(act))]))
    return "\n".join(nodes)


def _service(card: procedures.ProcedureCard, url: str, home: str) -> Iterator[tuple[str, str]]:
    yield "dct:identifier", _plain(card.code or card.key)
    yield "dct:title", _text(card.name)
    yield "skos:altLabel", _text(card.short_name)
    yield "dct:description", _text(". ".join(part.rstrip(" .") for part in (card.name, *card.steps)) + ".")
    yield "dct:language", "<http://publications.europa.eu/resource/authority/language/VIE>"
    yield "cv:hasCompetentAuthority", f"<{home}>"
    yield "cv:hasChannel", f"<{url}#mot-cua>"
    duration = calendar_duration(card.limit) if card.confirmed else ""
    if duration:
        yield "cv:processingTime", f'"{duration}"^^xsd:duration'
    for number, _paper in enumerate(card.papers, start=1):
        yield "cpsv:hasInput", f"<{url}#giay-{number}>"
    if card.result:
        yield "cpsv:produces", f"<{url}#ket-qua>"
    if card.fee_vnd is not None:
        yield "cv:hasCost", f"<{url}#phi>"
    for number, _act in enumerate(card.legal_basis, start=1):
        yield "cv:hasLegalResource", f"<{url}#can-cu-{number}>"


def _node(iri: str, kind: str, told: Any) -> str:
    lines = "".join(f" ;\n    {name} {value}" for name, value in told)
    return f"<{iri}> a {kind}{lines} .\n"


def _plain(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _text(text: str) -> str:
    return f"{_plain(text)}@vi"
