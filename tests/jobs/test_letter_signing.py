"""Signing digitally: the holder's word starts a job, the job signs, the page says what became of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import builders
from tests import letters as made
from tests.letters import Office
from tests.signing import judges, token
from tests.signing.authority import PASSWORD, Authority
from tests.signing.judges import judged_by_openssl, judged_by_pdfsig
from vidan.actions import letters as actions
from vidan.domain.errors import Refused
from vidan.domain.letters.digital import KeySource, Means
from vidan.jobs import worker
from vidan.queries import letters as seen
from vidan.store.models import Fact, Letter, SealUse, SigningMeans, SigningOrder

pytestmark = [judges.NEEDED, pytest.mark.django_db(transaction=True)]
WORD = PASSWORD.decode()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def office(authority: Authority) -> Office:
    """An office whose chairman and whose seal have their certificates."""
    office = made.furnish(builders.open_commune())
    keep(office, authority, office.chairman.officer_id)
    keep(office, authority, None)
    return office


def keep(office: Office, authority: Authority, officer_id: int | None) -> SigningMeans:
    means = Means(KeySource.FILE, authority.pkcs12(f"thu {officer_id}").content, width=0 if officer_id else 35)
    return actions.keep_means(office.chairman, means, officer_id=officer_id, now=timezone.now())


def work() -> None:
    worker.Worker().run(once=True)


def signed(office: Office, word: str = WORD) -> Letter:
    letter = made.checked(office)
    return actions.sign(office.chairman, letter.code, now=timezone.now(), word=word)


def orders(letter: Letter) -> list[tuple[str, str, str]]:
    rows = SigningOrder.objects.of(letter.commune_id).filter(letter=letter).order_by("pk")
    return list(rows.values_list("signer", "state", "problem"))


def test_a_letter_is_signed_by_a_job_numbered_and_closed_by_the_office(
    office: Office, authority: Authority, tmp_path: Path
) -> None:
    letter = signed(office)
    assert orders(letter) == [("person", "waiting", "")]
    with pytest.raises(Refused, match=r"letters\.signature\.running"):
        actions.number(office.clerk, letter.code, now=timezone.now())
    work()
    assert orders(letter) == [("person", "done", "")]
    actions.number(office.clerk, letter.code, now=timezone.now())
    actions.order_seal(office.clerk, letter.code, word=WORD, now=timezone.now())
    work()
    card = seen.card(office.clerk, letter.code)
    assert card.state.value == "sealed"
    assert card.main_file is not None
    content = seen.file_content(office.clerk, letter.code, card.main_file.id)
    assert judged_by_pdfsig(content, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    assert judged_by_openssl(content, tmp_path, authority.file) == [True, True]
    use = SealUse.objects.of(office.commune).get()
    assert (use.file_hash, use.copies, use.clerk_id) == (card.main_file.sha256, 1, office.clerk.officer_id)
    kinds = Fact.objects.of(office.commune).values_list("kind", flat=True)
    assert list(kinds).count("LetterSignedDigitally") == 2


def test_key_picture_and_word_lie_sealed_and_the_word_is_wiped_when_the_job_ends(office: Office) -> None:
    means = SigningMeans.objects.of(office.commune).get(officer__isnull=True)
    assert b"thu None" not in bytes(means.sealed)
    letter = signed(office)
    waiting = SigningOrder.objects.of(office.commune).get(letter=letter)
    assert WORD.encode() not in bytes(waiting.sealed)
    assert waiting.sealed
    work()
    waiting.refresh_from_db()
    assert bytes(waiting.sealed) == b""
    for fact in Fact.objects.of(office.commune):
        assert WORD not in str(fact.told)


def test_a_wrong_password_is_told_and_signed_again_by_its_holder_only(office: Office) -> None:
    letter = signed(office, "sai")
    work()
    assert orders(letter) == [("person", "failed", "letters.certificate.closed")]
    with pytest.raises(Refused, match=r"letters\.signature\.not_yours"):
        actions.sign_again(office.vice, letter.code, WORD, now=timezone.now())
    actions.sign_again(office.chairman, letter.code, WORD, now=timezone.now())
    work()
    assert orders(letter)[-1] == ("person", "done", "")
    with pytest.raises(Refused, match=r"letters\.signature\.not_yet"):
        actions.sign_again(office.chairman, letter.code, WORD, now=timezone.now())


def test_after_a_wrong_word_the_next_letters_are_not_tried_with_it(office: Office) -> None:
    first, second, third = (signed(office, "sai") for _ in range(3))
    work()
    told = [orders(letter)[0][2] for letter in (first, second, third)]
    assert told == ["letters.certificate.closed", "letters.word.not_tried", "letters.word.not_tried"]


def test_a_letter_whose_digital_signature_failed_goes_on_on_paper(office: Office) -> None:
    letter = signed(office, "sai")
    work()
    assert actions.number(office.clerk, letter.code, now=timezone.now()).number == 1
    with pytest.raises(Refused, match=r"letters\.signature\.not_yet"):
        actions.order_seal(office.clerk, letter.code, word=WORD, now=timezone.now())


def test_without_means_nobody_signs_digitally_and_the_letter_stays_unsigned(office: Office) -> None:
    letter = made.checked(office)
    actions.end_means(office.chairman, seen.means(office.chairman)[1].id, now=timezone.now())
    with pytest.raises(Refused, match=r"letters\.means\.none"):
        actions.sign(office.chairman, letter.code, now=timezone.now(), word=WORD)
    assert seen.card(office.chairman, letter.code).state.value == "signing"
    ended = SigningMeans.objects.of(office.commune).get(ended_at__isnull=False)
    assert (bytes(ended.sealed), bytes(ended.picture)) == (b"", b"")


def test_means_that_went_before_the_job_came_are_told(office: Office) -> None:
    letter = signed(office)
    actions.end_means(office.chairman, seen.means(office.chairman)[1].id, now=timezone.now())
    work()
    assert orders(letter) == [("person", "failed", "letters.means.none")]


def test_an_order_that_was_lost_may_be_given_again(office: Office) -> None:
    letter = made.checked(office)
    long_ago = builders.NOW
    actions.sign(office.chairman, letter.code, now=long_ago, word=WORD)
    actions.sign_again(office.chairman, letter.code, WORD, now=timezone.now())
    assert orders(letter) == [("person", "failed", "letters.signature.lost"), ("person", "waiting", "")]


def test_a_silent_time_stamp_server_is_told(office: Office, settings: Any) -> None:
    settings.TIMESTAMP_SERVER = "http://127.0.0.1:9/tsa"
    letter = signed(office)
    work()
    assert orders(letter) == [("person", "failed", "letters.stamp.unreachable")]


@pytest.fixture
def drawer(tmp_path: Path) -> Iterator[None]:
    with token.tokens(tmp_path):
        yield


@token.NEEDED
def test_the_chairman_signs_with_his_token_and_its_pin(
    office: Office, authority: Authority, drawer: None, settings: Any
) -> None:
    token.furnished("chu-tich", authority, "Bui Quoc Viet")
    officer = office.chairman.officer_id
    actions.keep_means(
        office.chairman, Means(KeySource.DEVICE, label="chu-tich"), officer_id=officer, now=timezone.now()
    )
    letter = signed(office, token.PIN)
    work()
    assert orders(letter) == [("person", "failed", "letters.token.driver")]
    settings.TOKEN_DRIVER = token.DRIVER
    actions.sign_again(office.chairman, letter.code, "000000", now=timezone.now())
    work()
    assert orders(letter)[-1] == ("person", "failed", "letters.token.pin")
    actions.sign_again(office.chairman, letter.code, token.PIN, now=timezone.now())
    work()
    assert orders(letter)[-1] == ("person", "done", "")
