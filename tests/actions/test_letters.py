"""Letters from draft to reader: four eyes, the right to sign, numbers, the seal, and what is owed."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import builders
from tests import letters as made
from tests.builders import NOW, SINCE
from tests.letters import Office, now_of, refusal
from vidan.actions import letters, people
from vidan.domain.letters.kinds import Authority
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.store.models import Fact, Letter, LetterDelivery, LetterFile, LetterText, Mandate, SealUse

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


# -- the whole way ----------------------------------------------------------------------------------------------------


def test_a_letter_goes_the_whole_way_and_each_step_is_dated_and_recorded(office: Office) -> None:
    letter = made.sent(office, "apology")
    letters.acknowledge(office.clerk, letter.code, "Ký nhận trên sổ giao", now=NOW + timedelta(days=1))
    row = now_of(letter)
    assert row.state == "acknowledged"
    assert None not in (row.submitted_at, row.checked_at, row.signed_at, row.numbered_at, row.sealed_at, row.sent_at)
    told = list(Fact.objects.of(office.commune).filter(subject=f"letter:{letter.pk}").order_by("pk"))
    assert [fact.kind for fact in told] == [
        "LetterDrafted", "LetterSubmitted", "LetterChecked", "LetterSigned", "LetterNumbered", "LetterFileKept",
        "LetterSealed", "LetterSent", "LetterAcknowledged",
    ]  # fmt: skip
    assert row.number_shown == "01/UBND-VP"


def test_what_a_letter_says_lies_sealed_and_no_fact_tells_it(office: Office) -> None:
    letter = made.sent(office, "apology")
    text = LetterText.objects.of(office.commune).filter(letter=letter).latest("pk")
    assert "Hà Thị Thảo".encode() not in bytes(text.sealed)
    facts = Fact.objects.of(office.commune).filter(subject=f"letter:{letter.pk}")
    assert not any("Thảo" in str(fact.told) for fact in facts)
    delivery = LetterDelivery.objects.of(office.commune).get(letter=letter)
    assert "Thôn Tôm".encode() not in bytes(delivery.sealed)


def test_the_same_form_sent_twice_is_one_letter(office: Office) -> None:
    first = made.draft(office, form_token="a" * 32)
    assert made.draft(office, form_token="a" * 32).pk == first.pk
    assert Letter.objects.of(office.commune).count() == 1


def test_a_draft_may_be_incomplete_but_is_not_checked_so(office: Office) -> None:
    letter = letters.draft(office.writer, "notice", {"about": "Họp thôn"}, now=NOW)
    assert refusal(letters.submit, office.writer, letter.code, now=NOW) == "letters.fields.missing"


def test_a_remark_that_blocks_stops_the_draft_until_it_is_mended(office: Office) -> None:
    letter = made.draft(office, "birth", wish="Xin nộp lệ phí 8.000 đồng.")
    assert refusal(letters.submit, office.writer, letter.code, now=NOW) == "letters.lint.blocks"
    letters.write(office.writer, letter.code, made.values("birth"), now=NOW)
    assert letters.submit(office.writer, letter.code, now=NOW).state == "checking"


def test_nobody_checks_what_he_wrote_even_after_somebody_else_wrote_too(office: Office) -> None:
    letter = made.draft(office)
    letters.write(office.checker, letter.code, made.values(about="Lịch mới"), now=NOW)
    letters.submit(office.writer, letter.code, now=NOW)
    for one in (office.writer, office.checker):
        assert refusal(letters.check, one, letter.code, now=NOW) == "letters.check.own"
    assert letters.check(office.vice, letter.code, now=NOW).state == "signing"


def test_a_letter_goes_back_with_a_reason_and_comes_again(office: Office) -> None:
    letter = made.checked(office)
    assert refusal(letters.send_back, office.chairman, letter.code, "", now=NOW) == "matters.reason.missing"
    letters.send_back(office.chairman, letter.code, "Ghi rõ ngày tiếp dân", now=NOW)
    row = now_of(letter)
    assert (row.state, row.sent_back, row.checked_by_id) == ("draft", "Ghi rõ ngày tiếp dân", None)
    assert made.check(office, letter.code).state == "signing"
    assert now_of(letter).sent_back == ""


def test_until_signed_its_writer_takes_it_back_and_undoes(office: Office) -> None:
    letter = made.checked(office)
    assert refusal(letters.take_back, office.checker, letter.code, now=NOW) == "letters.take_back.not_writer"
    letters.take_back(office.writer, letter.code, now=NOW)
    letters.write(office.writer, letter.code, made.values(about="Khác hẳn"), now=NOW)
    letters.undo(office.writer, letter.code, now=NOW)
    assert LetterText.objects.of(office.commune).filter(letter=letter).count() == 3
    letters.submit(office.writer, letter.code, now=NOW)


def test_who_saw_an_older_page_does_not_write_over_the_newer_one(office: Office) -> None:
    letter = made.draft(office)
    letters.write(office.writer, letter.code, made.values(), now=NOW, seen_version=0)
    late = refusal(letters.write, office.writer, letter.code, made.values(), now=NOW, seen_version=0)
    assert late == "letters.changed_meanwhile"


def test_another_communes_letter_is_no_letter(office: Office) -> None:
    there = made.furnish(builders.open_commune("15019", "Xã Cổ Lũng"))
    letter = made.draft(office)
    assert refusal(letters.write, there.writer, letter.code, made.values(), now=NOW) == "letters.unknown"


# -- signing ----------------------------------------------------------------------------------------------------------


def test_a_signature_names_exactly_what_was_signed(office: Office) -> None:
    first, second = made.signed(office), made.signed(office, about="Lịch khác")
    hashes = Fact.objects.of(office.commune).filter(kind="LetterSigned").order_by("pk").values_list("told", flat=True)
    told = [fact["content_hash"] for fact in hashes]
    assert len(set(told)) == 2
    assert all(len(one) == 64 for one in told)
    assert first.pk != second.pk


def test_the_day_after_the_mandate_ended_nobody_signs(office: Office) -> None:
    letter = made.checked(office)
    mandate = Mandate.objects.of(office.commune).get(officer_id=office.vice.officer_id, role=Role.LEADER.value)
    admin = builders.enter_officer(office.commune, Role.ADMINISTRATOR)
    people.end_mandate(admin, mandate.pk, until_on=local_day(NOW), reason="Nghỉ hưu theo quyết định", now=NOW)
    tomorrow = NOW + timedelta(days=1)
    assert refusal(letters.sign, office.vice, letter.code, now=tomorrow) == "letters.sign.mandate"
    assert letters.sign(office.vice, letter.code, now=NOW).state == "signed"


def test_a_leader_without_a_right_and_a_clerk_do_not_sign(office: Office) -> None:
    letter = made.checked(office)
    other = builders.enter_officer(office.commune, Role.LEADER, name="Lê Mạnh Hùng")
    assert refusal(letters.sign, other, letter.code, now=NOW) == "letters.sign.no_right"
    assert refusal(letters.sign, office.clerk, letter.code, now=NOW) == "people.role.missing"


def test_the_boards_paper_is_signed_only_by_who_sits_in_both(office: Office) -> None:
    letter = made.checked(office, "plan", authority=Authority.BOARD)
    assert refusal(letters.sign, office.vice, letter.code, now=NOW) == "letters.sign.board"
    letters.sign(office.chairman, letter.code, now=NOW)
    assert letters.number(office.clerk, letter.code, now=NOW).number_shown == "01/KH-BĐH"


def test_a_right_that_ended_does_not_sign_and_one_by_order_needs_its_paper(office: Office) -> None:
    paper = refusal(made.right, office, office.checker, Capacity.BY_ORDER, "Chánh Văn phòng")
    assert paper == "letters.right.decision"
    seat = refusal(
        made.right,
        office,
        office.checker,
        Capacity.BY_ORDER,
        "Chánh Văn phòng",
        decision="Quy chế",
        board_seat=BoardSeat.HEAD,
    )
    assert seat == "letters.right.seat_without_office"
    row = made.right(office, office.vice, Capacity.AUTHORISED, "Phó", decision="GUQ 3", until_on=date(2027, 1, 1))
    letters.end_right(office.chairman, row.pk, until_on=SINCE, reason="Thu hồi ủy quyền", now=NOW)
    assert refusal(letters.end_right, office.chairman, 10**9, until_on=SINCE, reason="Không có", now=NOW) == (
        "letters.right.unknown"
    )


# -- numbers, seal, delivery ------------------------------------------------------------------------------------------


def test_each_series_runs_from_one_and_the_board_counts_for_itself(office: Office) -> None:
    shown = [made.numbered(office).number_shown for _ in range(2)]
    shown.append(made.numbered(office, "notice", authority=Authority.BOARD).number_shown)
    shown += [made.numbered(office, kind).number_shown for kind in ("official", "apology", "decision")]
    assert shown == ["01/TB-UBND", "02/TB-UBND", "01/TB-BĐH", "01/UBND-VP", "02/UBND-VP", "01/QĐ-UBND"]


def test_a_new_year_begins_with_one_again(office: Office) -> None:
    made.numbered(office)
    assert made.numbered(office, now=NOW + timedelta(days=60)).number_shown == "01/TB-UBND"


def test_a_number_is_given_once_and_after_the_signature_only(office: Office) -> None:
    waiting = made.checked(office)
    assert refusal(letters.number, office.clerk, waiting.code, now=NOW) == "letters.move.not_lawful"
    letter = made.numbered(office)
    assert refusal(letters.number, office.clerk, letter.code, now=NOW) == "letters.number.given"
    assert refusal(letters.number, office.chairman, letter.code, now=NOW) == "people.role.missing"
    assert made.numbered(office).number == 2


def test_the_seal_comes_down_only_on_what_is_signed_numbered_and_printed(office: Office) -> None:
    letter = made.signed(office)
    assert refusal(letters.seal, office.clerk, letter.code, 2, now=NOW) == "letters.move.not_lawful"
    letters.number(office.clerk, letter.code, now=NOW)
    assert refusal(letters.seal, office.clerk, letter.code, 2, now=NOW) == "letters.seal.no_file"
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    assert refusal(letters.seal, office.clerk, letter.code, 0, now=NOW) == "letters.copies"
    assert refusal(letters.seal, office.writer, letter.code, 2, now=NOW) == "people.role.missing"
    letters.seal(office.clerk, letter.code, 3, now=NOW)
    use = SealUse.objects.of(office.commune).get()
    assert (use.number_shown, use.copies, use.clerk_id, use.signer_id) == (
        "01/TB-UBND", 3, office.clerk.officer_id, office.chairman.officer_id,
    )  # fmt: skip
    assert use.file_hash == LetterFile.objects.of(office.commune).get().sha256
    assert "Chủ tịch Ủy ban nhân dân xã, từ 01/07/2025" in use.mandate


def test_a_file_that_is_no_pdf_is_not_kept(office: Office) -> None:
    letter = made.numbered(office)
    scan = letters.FilePurpose.SCAN
    assert refusal(letters.keep_file, office.clerk, letter.code, scan, b"MZ", now=NOW) == "letters.file.not_pdf"
    assert refusal(letters.keep_file, office.clerk, letter.code, scan, b"", now=NOW) == "letters.file.size"
    first = letters.keep_file(office.clerk, letter.code, scan, made.PDF, now=NOW)
    assert letters.keep_file(office.clerk, letter.code, scan, made.PDF, now=NOW).pk == first.pk
