"""A guide is heard in one's own language: with the speaker's name, only with her consent, gone when she wants it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import BIRTH, House
from tests.web.doors import Browser, nothing_changes
from vidan.domain.errors import Refused
from vidan.domain.procedures.clips import LARGEST, kind_of
from vidan.store.models import GuideClip

PAGE, HEARD = f"/can-bo/thu-tuc/{BIRTH}/ban-doc", f"/thu-tuc/{BIRTH}/nghe/mtq"
SOUND = b"OggS" + bytes(range(96))


@pytest.fixture
def bring(counter: Browser) -> Callable[..., object]:
    def bring(content: bytes = SOUND, **changes: object) -> object:
        typed = {"language": "mtq", "speaker": "Bà Hà Thị Mẫu", "agreed": "on"} | changes
        page = counter.open(PAGE)
        form = next(form for form in page.forms if "speaker" in form.values)
        token = {"csrfmiddlewaretoken": form.values["csrfmiddlewaretoken"][0]}
        return counter.post(PAGE, {**token, **typed, "file": SimpleUploadedFile("a.ogg", content)})

    return bring


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"OggS", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3", "audio/webm"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
    ],
)
def test_a_sound_is_known_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of(head + bytes(50)) == kind


@pytest.mark.parametrize(
    "film", [b"\0\0\0\x20ftypisom" + b"hdlr vide ", b"\x1a\x45\xdf\xa3" + b"\x86\x85V_VP8 "], ids=["mp4", "webm"]
)
def test_a_film_is_taken_only_where_something_can_be_heard(film: bytes) -> None:
    with pytest.raises(Refused, match=r"procedures\.clip\.silent"):
        kind_of(film + bytes(50))
    assert kind_of(film + b"hdlr soun A_OPUS").startswith("audio/")
    with pytest.raises(Refused, match=r"procedures\.clip\.no_sound"):
        kind_of(b"\0\0\0\x20ftypheic" + bytes(50))


@pytest.mark.parametrize("content", [b"", b"<html><script>", b"%PDF-1.7", b"RIFF0000AVI ", b"\xff\xd8\xff\xe0"])
def test_what_is_no_sound_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(Refused, match=r"clip\.no_sound"):
        kind_of(content)


def test_a_recording_is_heard_on_the_guide_with_its_speaker_and_goes_without_a_trace(
    citizen: Browser, counter: Browser, house: House, bring: Callable[..., object]
) -> None:
    files = Path(settings.DATA) / "files" / "feedback"
    before = _lying_in(files)
    assert "Nghe bằng" not in citizen.open(f"/thu-tuc/{BIRTH}").words
    assert bring().status == 302
    page = citizen.open(f"/thu-tuc/{BIRTH}")
    assert "Nghe bằng tiếng Mường" in page.words
    assert "người đọc: Bà Hà Thị Mẫu" in page.words
    assert citizen.open(HEARD).response.content == SOUND
    bring(SOUND * 2, speaker="Ông Khác")
    assert GuideClip.objects.of(house.commune).get().speaker == "Ông Khác"
    assert len(_lying_in(files) - before) == 1
    listed = counter.open(PAGE)
    counter.post(PAGE, {"csrfmiddlewaretoken": listed.forms[-1].values["csrfmiddlewaretoken"][0], "away": "mtq"})
    assert citizen.open(HEARD).status == 404
    assert _lying_in(files) == before


def _lying_in(folder: Path) -> set[Path]:
    """The files there now: other tests of this process may have left theirs."""
    return set(folder.iterdir()) if folder.exists() else set()


@pytest.mark.parametrize(
    ("content", "changes", "told"),
    [
        (b"<script>alert(1)</script>", {}, "không phải bản ghi âm"),
        (b"OggS" + bytes(LARGEST), {}, "quá 5 MB"),
        (SOUND, {"speaker": " \u200b "}, "Xin ghi tên người đọc"),
        (SOUND, {"agreed": ""}, "người đọc đã đồng ý"),
        (SOUND, {"language": "eng"}, "Xin chọn lại tiếng"),
    ],
)
def test_without_a_sound_a_name_or_consent_nothing_is_shown(
    bring: Callable[..., object], content: bytes, changes: dict[str, str], told: str
) -> None:
    with nothing_changes():
        page = bring(content, **changes)
    assert page.status == 422
    assert told in page.alert


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, SOUND[:4]),
        ("bytes=90-", 206, SOUND[90:]),
        ("bytes=-10", 206, SOUND[-10:]),
        ("bytes=0-99999", 206, SOUND),
        ("bytes=500-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=-", 200, SOUND),
        ("bytes=1-2,4-5", 200, SOUND),
        ("lines=1", 200, SOUND),
    ],
)
def test_a_telephone_may_ask_for_a_part(
    citizen: Browser, bring: Callable[..., object], asked: str, status: int, part: bytes
) -> None:
    bring()
    answer = citizen.client.get(HEARD, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, part)
    assert answer["Content-Type"] == "audio/ogg" or status == 416


def test_what_is_not_there_is_not_found(citizen: Browser) -> None:
    for path in (HEARD, f"/thu-tuc/{BIRTH}/nghe/..%2f..", "/thu-tuc/0/nghe/vie"):
        assert citizen.open(path).status == 404
