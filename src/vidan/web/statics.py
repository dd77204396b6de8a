"""Static files as they are served: all styles of a citizen's page travel as one file.

Each part keeps its own small file to be read and changed; on an old telephone's line fourteen of them cost more in
asking than in travelling. They are joined when the files are gathered (`collectstatic`), and nowhere else.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: What a citizen's page links to.
JOINED = "vidan/css/public.css"
_TEMPLATES, _STATIC = Path(__file__).parent / "templates", Path(__file__).parent / "static"
_SHEET = re.compile(r"'(vidan/css/[a-z/_]+\.css)'")
_OF_THE_PUBLIC = ("vidan/css/parts/public.css", "vidan/css/parts/map.css")


def parts() -> tuple[str, ...]:
    """The sheets of a citizen's page in their order: those of every page (`parts/styles.html`), then its own."""
    every = (_TEMPLATES / "parts" / "styles.html").read_text(encoding="utf-8")
    return (*_SHEET.findall(every), *_OF_THE_PUBLIC)


def joined() -> bytes:
    """All of them in one."""
    return b"\n".join((_STATIC / name).read_bytes() for name in parts())


class JoiningStorage(CompressedManifestStaticFilesStorage):
    """Names with their digests, compressed, and the citizen's sheet among them."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            if self.exists(JOINED):
                self.delete(JOINED)
            self._save(JOINED, ContentFile(joined()))
            paths = paths | {JOINED: (self, JOINED)}
        yield from super().post_process(paths, dry_run, **options)
