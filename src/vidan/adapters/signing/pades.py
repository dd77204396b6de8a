"""PAdES signatures on letters (ETSI EN 319 142-1): B-B, up to B-LTA where a time stamp server is given (`times`).

The person signs first, over a paper whose number and day are still open form fields; the clerk fills them; the office's
signature closes. So both stay valid: the first signature allows form filling and further signing, and nothing else
(ISO 32000-1, 12.8.2.2, DocMDP permission 2). Pictures come from the office; none is ever drawn here.

pyHanko is loaded when something is signed: it takes a second and 45 MiB.
"""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from vidan.adapters.pdf import letters
from vidan.adapters.signing import keys, times
from vidan.adapters.signing.keys import Holder
from vidan.adapters.signing.times import NONE, Proof
from vidan.domain.errors import Refused
from vidan.domain.letters.composing import Document

#: Names of the form fields, and what a screen reader says of them.
TEXTS = {"number": "Số văn bản", "day": "Ngày", "month": "Tháng"}
PERSON, OFFICE = "chu-ky-ca-nhan", "chu-ky-co-quan"
SIGNATURES = {PERSON: "Chữ ký của người có thẩm quyền", OFFICE: "Chữ ký của cơ quan"}
_MM = 72 / 25.4
_PAGE_HEIGHT = 297 * _MM
#: Width of the open places (letter.typ), and of the signature's box between office and name (NĐ 30/2020, annex I).
_WIDTHS = {"number": 14 * _MM, "day": 9 * _MM, "month": 9 * _MM}
_SIGNATURE = (50 * _MM, 24 * _MM)
#: Between the office's line and the picture under it.
_ROOM = 1.5 * _MM
#: A seal's picture stands true to size: across, in millimetres, where the office says nothing else.
SEAL = 36

Spots = Mapping[str, tuple[int, float, float]]


def open_fields(content: bytes, spots: Spots, seal: int = SEAL) -> bytes:
    """The letter with form fields at its open places and two empty signature fields; `seal`: the seal's width, mm."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields

    writer = IncrementalPdfFileWriter(BytesIO(content))
    form = _form(writer)
    for name in TEXTS:
        if name in spots:
            _text_field(writer, form, name, spots[name])
    writer.update_container(form)
    page, x, y = spots["signature"]
    top, (width, height) = _PAGE_HEIGHT - y - _ROOM, _SIGNATURE
    left, across = x - width / 2, seal * _MM
    boxes = {
        PERSON: (left, top - height, left + width, top),
        # The seal covers about a third of the signature, at its left (NĐ 30/2020, art. 33).
        OFFICE: (
            left + width / 3 - across,
            top - height / 2 - across / 2,
            left + width / 3,
            top - height / 2 + across / 2,
        ),
    }
    for name, box in boxes.items():
        whole = tuple(round(side) for side in box)
        fields.append_signature_field(
            writer, fields.SigFieldSpec(name, on_page=page - 1, box=whole, readable_field_name=SIGNATURES[name])
        )
    return _written(writer)


def prepared(document: Document, seal: int = SEAL, font_folder: Path | None = None) -> bytes:
    """A letter without number and day as the person signs it."""
    content = letters.letter(document, font_folder=font_folder)
    return open_fields(content, letters.spots(document, font_folder=font_folder), seal)


def numbered(content: bytes, number: int, day: date) -> bytes:
    """What the person signed with the clerk's number and day (noughts as annex I II.3, II.4 ask)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return fill(content, {"number": f"{number:02d}", "day": f"{day.day:02d}", "month": month})


def _form(writer: Any) -> Any:
    from pyhanko.pdf_utils import generic

    font = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Font"),
            generic.NameObject("/Subtype"): generic.NameObject("/Type1"),
            generic.NameObject("/BaseFont"): generic.NameObject("/Times-Roman"),
            generic.NameObject("/Encoding"): generic.NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = generic.DictionaryObject({generic.NameObject("/TiRo"): writer.add_object(font)})
    form = generic.DictionaryObject(
        {
            generic.NameObject("/Fields"): generic.ArrayObject(),
            generic.NameObject("/DR"): generic.DictionaryObject({generic.NameObject("/Font"): fonts}),
            generic.NameObject("/DA"): generic.pdf_string("/TiRo 13 Tf 0 g"),
        }
    )
    writer.root[generic.NameObject("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    return form


def _text_field(writer: Any, form: Any, name: str, spot: tuple[int, float, float]) -> None:
    from pyhanko.pdf_utils import generic

    page, x, y = spot
    bottom = _PAGE_HEIGHT - y - 3
    box = [x + 1, bottom, x + _WIDTHS[name] - 1, bottom + 15]
    page_ref = writer.find_page_for_modification(page - 1)[0]
    field = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/Widget"),
            generic.NameObject("/FT"): generic.NameObject("/Tx"),
            generic.NameObject("/T"): generic.pdf_string(name),
            generic.NameObject("/TU"): generic.pdf_string(TEXTS[name]),
            generic.NameObject("/V"): generic.pdf_string(""),
            generic.NameObject("/F"): generic.NumberObject(4),
            generic.NameObject("/DA"): generic.pdf_string("/TiRo 13 Tf 0 g"),
            generic.NameObject("/Rect"): generic.ArrayObject([generic.FloatObject(round(side, 2)) for side in box]),
            generic.NameObject("/P"): page_ref,
        }
    )
    reference = writer.add_object(field)
    form["/Fields"].append(reference)
    writer.register_annotation(page_ref, reference)
    field[generic.NameObject("/AP")] = _appearance(writer, field, "")


def _appearance(writer: Any, field: Any, text: str) -> Any:
    """How a filled field looks: its text in the middle."""
    from pyhanko.pdf_utils import generic

    left, bottom, right, top = (float(side) for side in field["/Rect"])
    width, height = right - left, top - bottom
    begin = max((width - 6.5 * len(text)) / 2, 0)
    drawn = f"/Tx BMC q BT /TiRo 13 Tf 0 g {begin:.2f} 3 Td ({text}) Tj ET Q EMC" if text else "/Tx BMC EMC"
    stream = generic.StreamObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/XObject"),
            generic.NameObject("/Subtype"): generic.NameObject("/Form"),
            generic.NameObject("/BBox"): generic.ArrayObject(
                [generic.FloatObject(side) for side in (0, 0, round(width, 2), round(height, 2))]
            ),
            generic.NameObject("/Resources"): writer.root["/AcroForm"]["/DR"],
        },
        stream_data=drawn.encode("ascii"),
    )
    return generic.DictionaryObject({generic.NameObject("/N"): writer.add_object(stream)})


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """Number and day into their open fields, as an update that the first signature allows. ASCII digits only."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    if not all(value.isascii() and value.isdigit() and len(value) <= 6 for value in values.values()):
        raise ValueError("only digits are filled in")
    writer = IncrementalPdfFileWriter(BytesIO(content))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        name = str(field.get("/T", ""))
        if name in values:
            field[generic.NameObject("/V")] = generic.pdf_string(values[name])
            field[generic.NameObject("/AP")] = _appearance(writer, field, values[name])
            writer.update_container(field)
    return _written(writer)


def _written(writer: Any) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


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
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    writer = IncrementalPdfFileWriter(BytesIO(content))
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
