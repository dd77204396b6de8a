"""`vidan letters`: a sample of every kind of document, from invented data."""

import argparse
from pathlib import Path

from django.conf import settings

from vidan.adapters import docx, pdf
from vidan.cli.words import _, say
from vidan.content.letters.samples import all_samples


def run(args: argparse.Namespace) -> int:
    """One PDF and one DOCX of each kind into a folder."""
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    fonts = Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None
    count = 0
    for key, document in all_samples():
        say(_("· Đang dựng {name}").format(name=key))
        (folder / f"{key}.pdf").write_bytes(pdf.letter(document, font_folder=fonts))
        (folder / f"{key}.docx").write_bytes(docx.letter(document))
        count += 1
    say(_("✓ {count} loại văn bản, mỗi loại một PDF và một DOCX, trong {folder}").format(count=count, folder=folder))
    return 0
