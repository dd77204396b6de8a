"""A guide read aloud by a person: in which languages, as what kinds of file, how large."""

import re

from vidan.domain.errors import Refused

#: ISO 639-3 where it has one code for what is spoken here; Thái of Thanh Hóa is written `thai`.
LANGUAGES = ("vie", "mtq", "thai")
#: About five minutes of speech as a telephone records it.
LARGEST = 5_000_000
LONGEST_SPEAKER = 100
#: What a recording is called when it is taken along.
ENDINGS = {"audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/webm": "webm", "audio/wav": "wav"}

#: Photos in the same box as an MP4 (ISO/IEC 23008-12, AVIF).
_PICTURES = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})
#: Films: where their mark stands, and what says that there is something to be seen (handler `vide`, codec `V_…`).
_FILMS = ((4, b"ftyp", b"vide"), (0, b"\x1a\x45\xdf\xa3", b"V_"))
_HEARD = re.compile(rb"soun|A_[A-Z]")


def kind_of(content: bytes) -> str:
    """The kind of a sound file by its first bytes, whatever its name says.

    Refused `procedures.clip.no_sound`, and `procedures.clip.silent` for a film without a track to be heard.
    """
    head = content[:12]
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURES:
        raise Refused("procedures.clip.no_sound", field="file")
    if any(head[at:].startswith(mark) and seen in content and not _HEARD.search(content) for at, mark, seen in _FILMS):
        raise Refused("procedures.clip.silent", field="file")
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    if head[4:8] == b"ftyp":
        return "audio/mp4"
    if head[:4] == b"OggS":
        return "audio/ogg"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "audio/webm"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    raise Refused("procedures.clip.no_sound", field="file")


def checked(content: bytes, language: str, speaker: str) -> str:
    """The kind of a clip that may be kept. Refused `procedures.clip.` language, speaker, too_large, no_sound."""
    if language not in LANGUAGES:
        raise Refused("procedures.clip.language", field="language")
    if not speaker:
        raise Refused("procedures.clip.speaker", field="speaker")
    if len(content) > LARGEST:
        raise Refused("procedures.clip.too_large", field="file", most=LARGEST // 1_000_000)
    return kind_of(content)
