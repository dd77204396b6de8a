"""Two digital signatures on one letter, judged by tools that did not make them: pdfsig (poppler) and openssl."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO

import numpy as np
import pytest
from django.utils import timezone
from PIL import Image, ImageDraw
from pypdf import PdfReader

from tests.signing.authority import Authority
from tests.signing.judges import NEEDED, judged_by_openssl, judged_by_pdfsig
from vidan.adapters import certificates, pdf
from vidan.adapters.signing import form, pades
from vidan.adapters.signing.keys import Pkcs12
from vidan.adapters.signing.pades import OFFICE, PERSON
from vidan.content.letters import kinds
from vidan.content.letters.samples import sample
from vidan.domain.errors import Refused

pytestmark = NEEDED

KIND = {kind.key: kind for kind in kinds()}


def sign(content, field, holder, **words):
    return pades.sign(content, field, holder, now=timezone.now(), **words)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def person(authority):
    return authority.pkcs12("Bui Quoc Viet")


@pytest.fixture(scope="module")
def office(authority):
    return authority.pkcs12("UBND xa Dien Lu")


def open_letter(key="notice"):
    document = sample(KIND[key], 0)
    return form.open_fields(pdf.letter(document), pdf.spots(document))


@pytest.fixture(scope="module")
def both(person, office):
    """Signed by the person, filled in by the clerk, closed by the office."""
    first = sign(open_letter(), PERSON, person)
    filled = form.fill(first, {"number": "05", "day": "05", "month": "01"})
    return sign(filled, OFFICE, office)


def test_person_and_office_both_stay_valid_and_two_strangers_say_so(both, authority, tmp_path):
    assert judged_by_pdfsig(both, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    assert judged_by_openssl(both, tmp_path, authority.file) == [True, True]


@pytest.mark.parametrize("place", [0.02, 0.2, 0.4])
def test_a_flipped_byte_is_refused_by_both(both, authority, tmp_path, place):
    first_end = int(re.search(rb"/ByteRange\s*\[\s*0 (\d+)", both)[1])
    at = int(first_end * place) + 40
    broken = both[:at] + bytes([both[at] ^ 0x01]) + both[at + 1 :]
    assert True not in judged_by_openssl(broken, tmp_path, authority.file)
    assert "Signature is Valid." not in judged_by_pdfsig(broken, tmp_path)


def test_the_clerks_number_and_day_stand_in_the_letter(both):
    reader = PdfReader(BytesIO(both))
    fields = reader.get_form_text_fields()
    assert fields == {"number": "05", "day": "05", "month": "01"}
    drawn = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=both, capture_output=True, check=True
    ).stdout.decode()
    assert re.search(r"Số:\s*05\s*/TB-UBND", drawn)
    assert re.search(r"ngày\s+05\s+tháng\s+01\s+năm 2027", drawn)


def test_the_first_signature_allows_filling_in_and_nothing_more(person):
    reader = PdfReader(BytesIO(sign(open_letter(), PERSON, person)))
    reference = reader.trailer["/Root"]["/Perms"]["/DocMDP"]["/Reference"][0]
    assert reference["/TransformParams"]["/P"] == 2


def test_the_letter_keeps_its_tags_and_its_standard(both):
    told = subprocess.run(["pdfinfo", "-"], input=both, capture_output=True, check=True).stdout.decode()
    assert re.search(r"Tagged:\s+yes", told)


def test_the_office_never_signs_first_nor_twice(person, office, both):
    for content, field, who in ((open_letter(), OFFICE, office), (both, OFFICE, office), (both, PERSON, person)):
        with pytest.raises(Refused) as refused:
            sign(content, field, who)
        assert refused.value.code == "letters.signature.order"


def test_a_wrong_password_says_so(person):
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, Pkcs12(person.content, b"sai"))
    assert refused.value.code == "letters.certificate.closed"


def test_only_digits_are_filled_in(person):
    with pytest.raises(ValueError, match="digits"):
        form.fill(open_letter(), {"number": "05) Tj"})


def drawn(colour, size=(360, 360)):
    """An obviously invented shape, transparent outside: two crossed bars with the word SAMPLE."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=colour, width=12)
    pen.line((0, 0, *size), fill=colour, width=8)
    pen.text((20, 20), "SAMPLE", fill=colour)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def coloured(content, test, folder):
    """The box (left, top, right, bottom) in millimetres of everything on page 1 whose colour passes a test."""
    (folder / "anh.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "127", "-png", "-f", "1", "-l", "1", "anh.pdf", "anh"], cwd=folder, check=True)
    pixels = np.asarray(Image.open(next(folder.glob("anh-*.png"))).convert("RGB")).astype(int)
    rows, columns = np.nonzero(test(*pixels.transpose(2, 0, 1)))
    return tuple(side * 0.2 for side in (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))


def line_of(content, word):
    """The box of the last such word, in millimetres from the upper left corner."""
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout
    found = re.findall(rf'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">{word}</word>', told.decode())
    return tuple(float(side) / 72 * 25.4 for side in found[-1])


def test_the_offices_own_pictures_stand_as_the_annex_says(person, office, tmp_path):
    document = sample(KIND["thanks"], 0)
    spots = pdf.spots(document)
    opened = form.open_fields(pdf.letter(document), spots, seal=35)
    first = sign(opened, PERSON, person, picture=drawn((20, 40, 200, 255), (500, 240)))
    filled = form.fill(first, {"number": "05", "day": "05", "month": "01"})
    whole = sign(filled, OFFICE, office, picture=drawn((200, 30, 30, 255)))
    assert judged_by_pdfsig(whole, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    blue = coloured(first, lambda r, g, b: (b > 150) & (r < 120), tmp_path)
    red = coloured(whole, lambda r, g, b: (r > 150) & (g < 120) & (b < 120), tmp_path)
    office_line, name_line = line_of(first, "CHỦ"), line_of(first, "Bùi")
    assert abs((blue[0] + blue[2]) / 2 - 148) < 5  # in the middle of the right half
    assert office_line[3] <= blue[1] + 0.5  # under the office
    assert blue[3] <= name_line[1] + 0.5  # and over the name
    assert 34 <= red[2] - red[0] <= 36  # true to size
    assert 34 <= red[3] - red[1] <= 36
    assert red[0] < blue[0] < red[2]
    third = (red[2] - blue[0]) / (blue[2] - blue[0])
    assert 0.25 <= third <= 0.4  # over about a third of the signature, at its left


def test_a_certificate_that_ran_out_does_not_sign(authority):
    old = authority.pkcs12("Da het han", days=-1)
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, old)
    assert refused.value.code == "letters.certificate.expired"


def test_a_file_says_whom_it_names_and_until_when(authority, person):
    told = certificates.read_pkcs12(person.content, person.password)
    assert told.subject == "Bui Quoc Viet"
    assert timedelta(days=29) < told.valid_until - timezone.now() < timedelta(days=31)
    for content, password in ((person.content, b"sai"), (b"khong phai tep", b"x")):
        with pytest.raises(Refused) as refused:
            certificates.read_pkcs12(content, password)
        assert refused.value.code == "letters.certificate.closed"


@pytest.mark.parametrize("key", ["apology", "minutes", "plan", "official"])
def test_every_layout_tells_where_its_open_places_are(key):
    assert set(pdf.spots(sample(KIND[key], 0))) == {"number", "day", "month", "signature"}


# -- what an archive and a screen reader ask of the signed file (bench/archival.py asks veraPDF) ----------------------


def test_the_digits_are_set_in_the_letters_own_typeface_which_the_file_carries(both):
    form_of = PdfReader(BytesIO(both)).trailer["/Root"]["/AcroForm"]
    (face,) = form_of["/DR"]["/Font"].values()
    drawn_with = face["/DescendantFonts"][0]["/FontDescriptor"]
    assert {"/FontFile2", "/FontFile3"} & set(drawn_with)
    assert pdf.chosen_font().name.replace(" ", "") in drawn_with["/FontName"]


def test_each_field_is_read_aloud_where_it_is_seen(both):
    root = PdfReader(BytesIO(both)).trailer["/Root"]
    numbered = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tag_of = {key: tag.get_object() for key, tag in zip(numbered[::2], numbered[1::2], strict=True)}
    read_in = {}
    for field in (reference.get_object() for reference in root["/AcroForm"]["/Fields"]):
        tag = tag_of[field["/StructParent"]]
        assert tag["/S"] == "/Form"
        assert tag["/K"]["/Obj"].get_object() == field
        read_in[field["/T"]] = tag["/P"].get_object()
    whole = root["/StructTreeRoot"]["/K"][0].get_object()
    head = whole["/K"][0].get_object()["/K"]
    assert read_in["number"] == head[2].get_object()
    assert read_in["day"] == read_in["month"] == head[3].get_object()
    assert read_in[PERSON] == read_in[OFFICE] == whole


def test_signing_leaves_what_the_letter_says_of_itself_and_begins_each_part_on_its_own_line(both):
    plain = pdf.letter(sample(KIND["notice"], 0))
    assert both.startswith(plain + b"\n")
    said = [PdfReader(BytesIO(content)).trailer["/Root"]["/Metadata"].get_data() for content in (plain, both)]
    assert said[0] == said[1]
