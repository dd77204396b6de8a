"""The open places of a letter as form fields: number, day and month, and two signatures.

All is laid out before the first signature, so that the later ones find nothing to add: the fields, their places in the
letter's tree of tags (ISO 14289-1, 7.18.4), and the typeface of the digits, embedded (ISO 19005-2, 6.2.11.4.1).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from vidan.adapters.pdf.compiler import press

#: Names of the form fields, and what a screen reader says of them.
TEXTS = {"number": "Số văn bản", "day": "Ngày", "month": "Tháng"}
PERSON, OFFICE = "chu-ky-ca-nhan", "chu-ky-co-quan"
SIGNATURES = {PERSON: "Chữ ký của người có thẩm quyền", OFFICE: "Chữ ký của cơ quan"}
#: A seal's picture stands true to size: across, in millimetres, where the office says nothing else.
SEAL = 36
_MM = 72 / 25.4
_PAGE_HEIGHT = 297 * _MM
#: Width of the open places (letter.typ), and of the signature's box between office and name (NĐ 30/2020, annex I).
_WIDTHS = {"number": 14 * _MM, "day": 9 * _MM, "month": 9 * _MM}
_SIGNATURE = (50 * _MM, 24 * _MM)
#: Between the office's line and the picture under it.
_ROOM = 1.5 * _MM
#: Which cell of the letter's head (the first group of its tags) holds which field.
_CELLS = {"number": 2, "day": 3, "month": 3}
_SIZE = 13
_LOOK = f"/So {_SIZE} Tf 0 g"

Spots = Mapping[str, tuple[int, float, float]]


def update_of(content: bytes) -> Any:
    """A writer that adds to a file and leaves what is there, its metadata too: pyHanko would put its own name and the
    hour into them, in a shape that ISO 19005-2, 6.6.2.3 does not know.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    # The typesetter ends without a line's end, and an object must begin on a line of its own (ISO 19005-2, 6.1.9).
    writer: Any = IncrementalPdfFileWriter(BytesIO(content if content.endswith(b"\n") else content + b"\n"))
    writer._update_meta = lambda: None
    return writer


def written(writer: Any) -> bytes:
    """The file with what was added."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def open_fields(content: bytes, spots: Spots, seal: int = SEAL, font_folder: Path | None = None) -> bytes:
    """The letter with form fields at its open places and two empty signature fields; `seal`: the seal's width, mm."""
    from pyhanko.sign import fields

    writer = update_of(content)
    form = _form(writer, font_folder)
    for name in TEXTS:
        if name in spots:
            _text_field(writer, form, name, spots[name])
    writer.update_container(form)
    page, boxes = spots["signature"][0], _signature_boxes(spots["signature"], seal)
    for name, box in boxes.items():
        spec = fields.SigFieldSpec(name, on_page=page - 1, box=box, readable_field_name=SIGNATURES[name])
        fields.append_signature_field(writer, spec)
    _tagged(writer, form["/Fields"])
    return written(writer)


def _signature_boxes(spot: tuple[int, float, float], seal: int) -> dict[str, tuple[int, ...]]:
    """Left, bottom, right, top. The seal covers about a third of the signature, at its left (NĐ 30/2020, art. 33)."""
    _, x, y = spot
    top, (width, height) = _PAGE_HEIGHT - y - _ROOM, _SIGNATURE
    left, across = x - width / 2, seal * _MM
    third, middle = left + width / 3, top - height / 2
    boxes = {
        PERSON: (left, top - height, left + width, top),
        OFFICE: (third - across, middle - across / 2, third, middle + across / 2),
    }
    return {name: tuple(round(side) for side in box) for name, box in boxes.items()}


@cache
def _digits(font_folder: Path | None) -> bytes:
    """One page with the ten digits in the letter's typeface."""
    return press(font_folder).print("digits.typ", {})


def _form(writer: Any, font_folder: Path | None) -> Any:
    """The letter's form, with the typeface of its digits."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.reader import PdfFileReader

    page = PdfFileReader(BytesIO(_digits(font_folder))).root["/Pages"]["/Kids"][0]
    (face,) = page["/Resources"]["/Font"].values()
    fonts = generic.DictionaryObject({generic.NameObject("/So"): writer.import_object(face)})
    form = generic.DictionaryObject(
        {
            generic.NameObject("/Fields"): generic.ArrayObject(),
            generic.NameObject("/DR"): generic.DictionaryObject({generic.NameObject("/Font"): fonts}),
            generic.NameObject("/DA"): generic.pdf_string(_LOOK),
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
            generic.NameObject("/DA"): generic.pdf_string(_LOOK),
            generic.NameObject("/Rect"): generic.ArrayObject([generic.FloatObject(round(side, 2)) for side in box]),
            generic.NameObject("/P"): page_ref,
        }
    )
    reference = writer.add_object(field)
    form["/Fields"].append(reference)
    writer.register_annotation(page_ref, reference)
    field[generic.NameObject("/AP")] = _appearance(writer, field, "")


def _tagged(writer: Any, made: Sequence[Any]) -> None:
    """Each field gets its place in the tree of tags, so that it is read aloud where it is seen."""
    from pyhanko.pdf_utils import generic

    if "/StructTreeRoot" not in writer.root:  # the typesetter printed without its standards
        return
    tree = writer.root["/StructTreeRoot"]
    whole = tree["/K"][0]
    parents, following = tree["/ParentTree"]["/Nums"], int(tree["/ParentTreeNextKey"])
    for key, reference in enumerate(made, start=following):
        field = reference.get_object()
        parent = _cell(whole, str(field["/T"]))
        seen = {"/Type": generic.NameObject("/OBJR"), "/Obj": reference, "/Pg": field.raw_get("/P")}
        told = {
            "/Type": generic.NameObject("/StructElem"),
            "/S": generic.NameObject("/Form"),
            "/P": generic.IndirectObject(parent.container_ref.idnum, parent.container_ref.generation, writer),
            "/K": generic.DictionaryObject({generic.NameObject(key): value for key, value in seen.items()}),
        }
        element = writer.add_object(
            generic.DictionaryObject({generic.NameObject(key): value for key, value in told.items()})
        )
        parent["/K"].append(element)
        parents.extend((generic.NumberObject(key), element))
        field[generic.NameObject("/StructParent")] = generic.NumberObject(key)
        writer.update_container(field)
        writer.update_container(parent)
    tree[generic.NameObject("/ParentTreeNextKey")] = generic.NumberObject(following + len(made))
    writer.update_container(tree)
    writer.update_container(parents)


def _cell(whole: Any, name: str) -> Any:
    """The tag that a field is read in: its cell of the head, or after all else."""
    cells = whole["/K"][0]["/K"]
    return cells[_CELLS[name]] if name in _CELLS and len(cells) > max(_CELLS.values()) else whole


def _appearance(writer: Any, field: Any, text: str) -> Any:
    """How a filled field looks: its digits in the middle."""
    from pyhanko.pdf_utils import generic

    left, bottom, right, top = (float(side) for side in field["/Rect"])
    width, height = right - left, top - bottom
    begin = max((width - _SIZE / 2 * len(text)) / 2, 0)
    signs = "".join(_signs(writer)[digit] for digit in text)
    drawn = f"/Tx BMC q BT {_LOOK} {begin:.2f} 3 Td <{signs}> Tj ET Q EMC" if text else "/Tx BMC EMC"
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


def _signs(writer: Any) -> dict[str, str]:
    """Digit -> its sign in the form's typeface, in hexadecimal, as the file itself says (ISO 32000-1, 9.10.3)."""
    told = writer.root["/AcroForm"]["/DR"]["/Font"]["/So"]["/ToUnicode"].data.decode("ascii")
    return {chr(int(code, 16)): sign for sign, code in re.findall(r"<([0-9A-F]{4})> <(003[0-9])>", told)}


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """Number and day into their open fields, as an update that the first signature allows. ASCII digits only."""
    from pyhanko.pdf_utils import generic

    if not all(value.isascii() and value.isdigit() and len(value) <= 6 for value in values.values()):
        raise ValueError("only digits are filled in")
    writer = update_of(content)
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        name = str(field.get("/T", ""))
        if name in values:
            field[generic.NameObject("/V")] = generic.pdf_string(values[name])
            field[generic.NameObject("/AP")] = _appearance(writer, field, values[name])
            writer.update_container(field)
    return written(writer)
