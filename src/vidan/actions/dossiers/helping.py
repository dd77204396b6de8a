"""What is kept of a proxy and of help at the counter: beside the request, sealed, and told as facts of their own."""

from dataclasses import asdict
from typing import Any

from vidan.actions.recording import Record
from vidan.domain.dossiers import Intake
from vidan.domain.dossiers import helping as rules
from vidan.store.models import Matter, Person


def sealed(intake: Intake) -> dict[str, Any]:
    """What goes under the applicant's key beside her request; nothing where she came and wrote herself."""
    kept: dict[str, Any] = {}
    if intake.proxy is not None:
        kept["proxy"] = asdict(intake.proxy)
    if intake.helped is not None:
        kept["helper"] = intake.helped.helper
    return kept


def tell(record: Record, intake: Intake, matter: Matter, person: Person) -> None:
    """The facts of a proxy and of help, where there were any."""
    subject = f"matter:{matter.pk}"
    if intake.proxy is not None:
        record.fact(
            rules.ProxyShown(
                code=matter.code, proxy=intake.proxy.name, number=intake.proxy.number, paper=intake.proxy.paper
            ),
            subject=subject,
            person=person,
        )
    if intake.helped is not None:
        helped = rules.ApplicantHelped(code=matter.code, helper=intake.helped.helper, read_back=intake.helped.read_back)
        record.fact(helped, subject=subject)
