"""PAdES signatures on letters (ETSI EN 319 142-1): B-B, up to B-LTA where a time stamp server is given (`times`).

The person signs first, over a paper whose number and day are still open form fields; the clerk fills them; the office's
signature closes. So both stay valid: the first signature allows form filling and further signing, and nothing else
(ISO 32000-1, 12.8.2.2, DocMDP permission 2). Pictures come from the office; none is ever drawn here.

pyHanko is loaded when something is signed: it takes a second and 45 MiB.
"""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from vidan.adapters.pdf import letters
from vidan.adapters.signing import form, keys, times
from vidan.adapters.signing.form import OFFICE, PERSON, SEAL
from vidan.adapters.signing.keys import Holder
from vidan.adapters.signing.times import NONE, Proof
from vidan.domain.errors import Refused
from vidan.domain.letters.composing import Document


def prepared(document: Document, seal: int = SEAL, font_folder: Path | None = None) -> bytes:
    """A letter without number and day as the person signs it."""
    content = letters.letter(document, font_folder=font_folder)
    return form.open_fields(content, letters.spots(document, font_folder=font_folder), seal, font_folder)


def numbered(content: bytes, number: int, day: date) -> bytes:
    """What the person signed with the clerk's number and day (noughts as annex I II.3, II.4 ask)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return form.fill(content, {"number": f"{number:02d}", "day": f"{day.day:02d}", "month": month})


def sign(
    content: bytes,
    field: str,
    holder: Holder,
    *,
    now: datetime,
    picture: bytes | None = None,
    proof: Proof = NONE,
) -> bytes:
    """The letter with one more signature in a field of its own (`PERSON` first, then `OFFICE`).

    `picture`: the office's own PNG of signature or seal, put into the field's box. Refused as `keys.opened` and
    `times.said_plainly` say, and `letters.signature.order` when the office would sign first or somebody twice.
    """
    from pyhanko.sign import fields, signers

    writer = form.update_of(content)
    signed = [name for name, value, _ in fields.enumerate_sig_fields(writer) if value is not None]
    if (field == PERSON and PERSON in signed) or (field == OFFICE and (PERSON not in signed or OFFICE in signed)):
        raise Refused("letters.signature.order")
    judge = times.judge(proof)
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=field == PERSON,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        embed_validation_info=judge is not None,
        use_pades_lta=judge is not None and field == OFFICE,
        validation_context=judge,
    )
    out = BytesIO()
    with times.said_plainly(), keys.opened(holder, now) as signer:
        pen = signers.PdfSigner(meta, signer=signer, timestamper=times.stamper(proof), stamp_style=_style(picture))
        pen.sign_pdf(writer, output=out)
    return out.getvalue()


def _style(picture: bytes | None) -> Any:
    """The picture alone, as large as its box allows and undistorted; or nothing to be seen."""
    from PIL import Image
    from pyhanko.pdf_utils import layout
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.stamp import StaticStampStyle

    if picture is None:
        return StaticStampStyle(border_width=0)
    image = Image.open(BytesIO(picture))
    image.load()
    middle = layout.AxisAlignment.ALIGN_MID
    whole = layout.SimpleBoxLayoutRule(middle, middle, inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT)
    return StaticStampStyle(background=PdfImage(image), background_layout=whole, background_opacity=1.0, border_width=0)
