"""`vidan letters`: a sample of every kind of document; a digital signature on one letter, with the key in hand."""

import argparse
from getpass import getpass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.actions import letters as actions
from vidan.adapters import docx, pdf
from vidan.adapters.signing import pades
from vidan.adapters.signing.keys import Holder, Pkcs12, Token
from vidan.adapters.signing.times import Proof
from vidan.cli.commands.procedures import commune_of
from vidan.cli.words import _, say
from vidan.content.letters.samples import all_samples
from vidan.domain.errors import Refused
from vidan.domain.letters.states import State
from vidan.domain.people import program
from vidan.queries import letters as seen
from vidan.queries.communes import CommuneCard
from vidan.queries.letters import LetterCard


def run(args: argparse.Namespace) -> int:
    """Make samples, or sign."""
    return _sign(args) if args.verb == "sign" else _samples(Path(args.out))


def _fonts() -> Path | None:
    return Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None


def _samples(folder: Path) -> int:
    """One PDF and one DOCX of each kind into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for key, document in all_samples():
        say(_("· Đang dựng {name}").format(name=key))
        (folder / f"{key}.pdf").write_bytes(pdf.letter(document, font_folder=_fonts()))
        (folder / f"{key}.docx").write_bytes(docx.letter(document))
        count += 1
    say(_("✓ {count} loại văn bản, mỗi loại một PDF và một DOCX, trong {folder}").format(count=count, folder=folder))
    return 0


def _sign(args: argparse.Namespace) -> int:
    """The person's signature before the number, the office's after it; the signed file is kept with its hash."""
    commune = commune_of(args.commune)
    actor, now = program(commune.id), timezone.now()
    letter = seen.card(actor, args.code)
    holder = _holder(args)
    picture = _file(args.picture).read_bytes() if args.picture else None
    say(_("· Đang ký {code}").format(code=letter.code))
    if args.role == "person":
        field, content = pades.PERSON, _to_sign(commune, letter)
    else:
        field, content = pades.OFFICE, _to_close(commune, letter)
    proof = Proof(args.stamp_server or settings.TIMESTAMP_SERVER, settings.SIGNATURE_ROOTS)
    signed = pades.sign(content, field, holder, now=now, picture=picture, proof=proof)
    actions.keep_file(actor, letter.code, actions.FilePurpose.SIGNED, signed, now=now)
    digest = sha256(signed).hexdigest()
    say(_("✓ {code}: đã ký số, mã băm SHA-256 {digest}").format(code=letter.code, digest=digest))
    return 0


def _holder(args: argparse.Namespace) -> Holder:
    """A PKCS#12 file, or a token in this machine by its label."""
    if args.token:
        if not settings.TOKEN_DRIVER:
            raise Refused("letters.token.driver")
        return Token(settings.TOKEN_DRIVER, args.token, _password(args.password_file).decode())
    if not args.certificate:
        raise Refused("letters.certificate.missing", field="file", file="--certificate")
    return Pkcs12(_file(args.certificate).read_bytes(), _password(args.password_file))


def _file(name: str) -> Path:
    file = Path(name)
    if not file.is_file():
        raise Refused("letters.certificate.missing", field="file", file=name)
    return file


def _password(file: str | None) -> bytes:
    if file:
        return _file(file).read_bytes().strip()
    return getpass(_("Mật khẩu chứng thư: ")).encode()


def _to_sign(commune: CommuneCard, letter: LetterCard) -> bytes:
    """The paper with number and day still open."""
    if letter.state is not State.SIGNED or letter.files:
        raise Refused("letters.signature.not_yet", code=letter.code)
    base = settings.PUBLIC_URL
    document = seen.document(
        letter,
        commune=commune.name[:1].lower() + commune.name[1:],
        place=commune.short_name,
        now=timezone.now(),
        verify_url=f"{base}/van-ban/{letter.verify_code}" if base else "",
        demo=settings.INVENTED,
        training=commune.training,
    )
    return pades.prepared(document, font_folder=_fonts())


def _to_close(commune: CommuneCard, letter: LetterCard) -> bytes:
    """What the person signed, with the clerk's number and day filled in."""
    file = letter.main_file
    if not letter.number or letter.issued_on is None or file is None or file.purpose != "signed":
        raise Refused("letters.signature.not_yet", code=letter.code)
    content = seen.file_content(program(commune.id), letter.code, file.id)
    return pades.numbered(content, letter.number, letter.issued_on)
