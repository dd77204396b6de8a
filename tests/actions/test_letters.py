"""Letters from draft to reader: four eyes, the right to sign, numbers, the seal, and what is owed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests import builders
from tests import letters as made
from tests.builders import NOW, SINCE
from tests.letters import Office
from vidan.actions import dossiers, letters, matters, people
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.kinds import Authority
from vidan.domain.letters.owed import Trigger
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.matters import BreachKind, PauseKind
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries.letters import listing, occasions
from vidan.store import tallies
from vidan.store.models import (
    Entry,
    Fact,
    Letter,
    LetterDelivery,
    LetterFile,
    LetterText,
    Mandate,
    Matter,
    Person,
    Promise,
    SealUse,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


def refusal(act: Any, *args: Any, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **words)
    return refused.value.code


def kinds_of_entries(office: Office) -> list[str]:
    return list(Entry.objects.of(office.commune).order_by("pk").values_list("kind", flat=True))


def now_of(letter: Letter) -> Letter:
    return Letter.objects.of(letter.commune_id).get(pk=letter.pk)


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


def test_a_letter_that_came_back_goes_out_by_another_way(office: Office) -> None:
    letter = made.sent(office, way=Way.POST)
    letters.come_back(office.clerk, letter.code, "Bưu điện trả lại: đi vắng", now=NOW)
    letters.send(office.clerk, letter.code, letters.Sending(Way.VILLAGE_HEAD, "Trưởng thôn Tôm"), now=NOW)
    letters.acknowledge(office.clerk, letter.code, "Trưởng thôn báo đã trao", now=NOW)
    tries = LetterDelivery.objects.of(office.commune).filter(letter=letter).order_by("pk")
    assert [(one.way, one.state) for one in tries] == [("post", "came_back"), ("village_head", "arrived")]


@pytest.mark.parametrize(("waited", "counts_from_the_first"), [(timedelta(hours=20), True), (timedelta(days=6), False)])
def test_what_came_back_is_owed_again_until_it_goes_out_another_way(
    office: Office, waited: timedelta, counts_from_the_first: bool
) -> None:
    letter = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    first = sent_apology(office, letter)
    assert promised(office) == [(local_day(first), local_day(letter.due_at) + timedelta(days=1))]
    back_at = first + timedelta(days=9)
    letters.come_back(office.clerk, letter.code, "Sai địa chỉ", now=back_at)
    row = Letter.objects.of(office.commune).get(pk=letter.pk)
    assert row.again_due_at is not None
    assert row.owed is not None
    assert (row.owed.closed_at, row.owed.state, row.owed.due_at) == (None, "owed", row.again_due_at)
    assert promised(office) == [(None, local_day(row.again_due_at) + timedelta(days=1))]
    again = back_at + waited
    letters.send(office.clerk, letter.code, letters.Sending(Way.HOME, "Thôn Tôm"), now=again)
    row.refresh_from_db()
    assert row.sent_at == (first if counts_from_the_first else again)
    assert row.again_due_at is None
    assert Matter.objects.of(office.commune).get(pk=letter.owed_id).state == "paid"
    assert Entry.objects.of(office.commune).filter(kind="xl").count() == 1


def test_an_apology_that_was_late_stays_late_when_it_comes_back(office: Office) -> None:
    letter = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    late = letter.due_at + timedelta(days=3)
    sent_apology(office, letter, late)
    broken = local_day(letter.due_at) + timedelta(days=1)
    assert promised(office) == [(local_day(late), broken)]
    letters.come_back(office.clerk, letter.code, "Sai địa chỉ", now=late + timedelta(days=9))
    assert promised(office) == [(None, broken)]


def test_a_returned_apology_is_paid_by_the_one_that_takes_its_place(office: Office) -> None:
    old = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    first = sent_apology(office, old)
    back_at = first + timedelta(days=9)
    letters.come_back(office.clerk, old.code, "Sai địa chỉ", now=back_at)
    new = letters.replace(office.writer, old.code, now=back_at)
    sent_apology(office, new, back_at, before_sending=lambda: only_waits(office, new.code, now_of(old).again_due_at))
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "paid"
    assert promised(office) == [(local_day(first), local_day(old.due_at) + timedelta(days=1))]
    assert Entry.objects.of(office.commune).filter(kind="xl").count() == 1
    assert refusal(letters.send, office.clerk, old.code, HOME, now=back_at) == "letters.not_in_force"
    letters.come_back(office.clerk, new.code, "Đi vắng", now=back_at)
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "owed"
    letters.send(office.clerk, new.code, HOME, now=back_at)
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "paid"


def test_what_is_still_owed_is_not_withdrawn(office: Office) -> None:
    letter = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    sent_apology(office, letter)
    letters.come_back(office.clerk, letter.code, "Sai địa chỉ", now=NOW)
    why = "Ban hành không đúng thẩm quyền"
    assert refusal(letters.withdraw, office.chairman, letter.code, why, now=NOW) == "letters.withdraw.owed"


def test_an_apology_replaced_before_it_left_is_paid_and_told_once_by_the_next(office: Office) -> None:
    old = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    new: list[Letter] = []
    with pytest.raises(Refused, match="not_in_force"):
        sent_apology(office, old, before_sending=lambda: new.append(taking_its_place(office, old)))
    assert [kind for kind in kinds_of_entries(office) if kind == "xl"] == []
    sealed_and_sent(office, new[0])
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "paid"
    assert [kind for kind in kinds_of_entries(office) if kind == "xl"] == ["xl"]


HOME = letters.Sending(Way.HOME, "Thôn Tôm")


def only_waits(office: Office, code: str, due_at: datetime | None) -> None:
    """Nothing else waits to be sent, and this one by its day."""
    assert [(row.code, row.due_at) for row in listing.work(office.clerk).to_send] == [(code, due_at)]


def taking_its_place(office: Office, old: Letter) -> Letter:
    """A numbered letter instead of an issued one."""
    new = letters.replace(office.writer, old.code, now=NOW)
    made.check(office, new.code)
    letters.sign(office.chairman, new.code, now=NOW)
    return letters.number(office.clerk, new.code, now=NOW)


def sealed_and_sent(office: Office, letter: Letter) -> None:
    """From its number out of the house."""
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    letters.seal(office.clerk, letter.code, 2, now=NOW)
    letters.send(office.clerk, letter.code, HOME, now=NOW)


def sent_apology(
    office: Office, letter: Letter, at: datetime = NOW, *, before_sending: Callable[[], None] = lambda: None
) -> datetime:
    """The owed letter out of the house; when."""
    letters.write(office.writer, letter.code, made.values("apology_fault"), now=at)
    made.check(office, letter.code, now=at)
    letters.sign(office.chairman, letter.code, now=at)
    letters.number(office.clerk, letter.code, now=at)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=at)
    letters.seal(office.clerk, letter.code, 2, now=at)
    before_sending()
    letters.send(office.clerk, letter.code, letters.Sending(Way.POST, "Thôn Tôm"), now=at)
    return at


def promised(office: Office) -> list[tuple[date | None, date | None]]:
    """(finished on, broken from) of every apology that counts for promise 4."""
    return [(one.finished_on, one.broken_on) for one in occasions.apologies(office.commune.pk)]


@pytest.mark.parametrize(
    ("way", "receiver", "code"),
    [
        (Way.HAND, " ", "letters.receiver.missing"),
        (Way.MAIL, "không phải địa chỉ", "letters.receiver.mail"),
        (Way.POST, "H" * 301, "letters.receiver.too_long"),
    ],
)
def test_a_letter_needs_somebody_to_go_to(office: Office, way: Way, receiver: str, code: str) -> None:
    letter = made.sealed(office)
    assert refusal(letters.send, office.clerk, letter.code, letters.Sending(way, receiver), now=NOW) == code


def test_a_wrong_letter_is_replaced_and_the_old_one_says_so(office: Office) -> None:
    old = made.sent(office)
    new = letters.replace(office.writer, old.code, now=NOW)
    assert now_of(old).validity == "in_force"
    made.check(office, new.code)
    letters.sign(office.chairman, new.code, now=NOW)
    letters.number(office.clerk, new.code, now=NOW)
    assert now_of(old).validity == "replaced"
    assert refusal(letters.replace, office.writer, old.code, now=NOW) == "letters.not_in_force"


def test_a_correction_leaves_the_letter_in_force(office: Office) -> None:
    old = made.sent(office)
    letter = letters.correct(office.writer, old.code, now=NOW)
    assert letter.corrects_id == old.pk
    letters.write(office.writer, letter.code, {**made.values("correction"), "corrects": old.number_shown}, now=NOW)
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=NOW)
    letters.number(office.clerk, letter.code, now=NOW)
    assert now_of(old).validity == "in_force"
    assert Fact.objects.of(office.commune).filter(kind="LetterCorrected", subject=f"letter:{old.pk}").exists()


def test_only_a_leader_withdraws_and_with_a_reason(office: Office) -> None:
    letter = made.sent(office)
    assert (
        refusal(letters.withdraw, office.clerk, letter.code, "Không đúng thẩm quyền", now=NOW) == "people.role.missing"
    )
    letters.withdraw(office.chairman, letter.code, "Ban hành không đúng thẩm quyền", now=NOW)
    assert now_of(letter).validity == "withdrawn"


# -- what is owed -----------------------------------------------------------------------------------------------------


def due(matter: Matter) -> Any:
    assert matter.due_at is not None
    return matter.due_at


def test_an_apology_exists_one_working_day_before_the_promise_would_break(office: Office) -> None:
    matter = builders.receive(office.writer)
    early = due(matter) - timedelta(days=4)
    assert letters.look_over(office.commune.pk, now=early).drafted == 0
    before = due(matter) - timedelta(days=1)
    assert letters.look_over(office.commune.pk, now=before).drafted == 1
    assert letters.look_over(office.commune.pk, now=before).drafted == 0
    letter = Letter.objects.of(office.commune).get()
    assert (letter.kind, letter.trigger, letter.state, letter.about_id) == ("apology", "late", "draft", matter.pk)
    assert letter.due_at == matter.due_at
    owed = Matter.objects.of(office.commune).get(kind="apology")
    assert (owed.holder_id, owed.closed_at) == (office.writer.officer_id, None)
    assert owed.code.startswith("XL-")


def test_a_dossier_done_in_time_takes_its_draft_away(office: Office) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    finish(office, matter, due(matter) - timedelta(minutes=30))
    assert letters.look_over(office.commune.pk, now=due(matter)).dropped == 1
    assert Letter.objects.of(office.commune).get().state == "discarded"
    assert Matter.objects.of(office.commune).get(kind="apology").state == "fell_away"


def finish(office: Office, matter: Matter, now: Any) -> None:
    while True:
        try:
            dossiers.finish(office.writer, matter.code, now=now)
        except Refused:
            dossiers.move_on(office.writer, matter.code, now=now)
        else:
            return


def test_what_became_late_and_ended_while_the_worker_was_off_is_apologised_for_afterwards_once(office: Office) -> None:
    kept, late = (builders.receive(office.writer, builders.ONE_PAPER) for _ in range(2))
    finish(office, kept, due(kept) - timedelta(hours=1))
    finish(office, late, ended := due(late) + timedelta(days=1))
    morning = ended + timedelta(days=3)
    assert [letters.look_over(office.commune.pk, now=morning).drafted for _ in range(2)] == [1, 0]
    letter = Letter.objects.of(office.commune).get()
    assert (letter.about_id, letter.trigger) == (late.pk, Trigger.LATE.value)
    assert letter.due_at == due(late), "promise 4: in time is before the promised moment, whenever the program looked"
    assert Matter.objects.of(office.commune).get(kind="apology").due_at > morning, "its work gets a working day"
    values = opened(office, letter)
    assert (values["done_on"], values["new_on"]) == (local_day(ended).isoformat(), "")


def test_an_apology_that_says_unfinished_is_not_signed_once_the_dossier_ended(office: Office) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    letter = Letter.objects.of(office.commune).get()
    told = {"cause": "Cán bộ nghỉ ốm, chưa có người thay.", "more_days": ""}
    typed = {**made.values("apology"), **opened(office, letter), **told}
    late = due(matter) + timedelta(hours=1)
    letters.write(office.writer, letter.code, typed, now=late)
    letters.submit(office.writer, letter.code, now=late)
    letters.check(office.vice, letter.code, now=late)
    finish(office, matter, later := due(matter) + timedelta(days=1))
    assert refusal(letters.sign, office.chairman, letter.code, now=later) == "letters.apology.ended"


def test_an_apology_for_a_day_that_was_kept_after_all_counts_nowhere(office: Office) -> None:
    """No breach, so none that was apologised for: nobody raises promise 4 by writing to whom he serves in time."""
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    letter, before = Letter.objects.of(office.commune).get(), due(matter) - timedelta(minutes=50)
    told = {"cause": "Cán bộ nghỉ ốm, chưa có người thay.", "more_days": ""}
    letters.write(office.writer, letter.code, {**made.values("apology"), **opened(office, letter), **told}, now=before)
    letters.submit(office.writer, letter.code, now=before)
    letters.check(office.vice, letter.code, now=before)
    letters.sign(office.chairman, letter.code, now=before)
    letters.number(office.clerk, letter.code, now=before)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=before)
    letters.seal(office.clerk, letter.code, 2, now=before)
    letters.send(office.clerk, letter.code, HOME, now=before)
    kept = partial(tallies.occasions_of, office.commune.pk, [f"letter:{letter.pk}"], promise=4)
    assert [finished for finished, _ in promised(office)] == [local_day(before)]
    assert len(kept()) == 1
    finish(office, matter, due(matter) - timedelta(minutes=10))
    assert promised(office) == []
    assert kept() == {}, "and the act itself left it so"


def test_a_month_after_the_result_no_letter_is_drafted_for_the_figures_sake(office: Office) -> None:
    late = builders.receive(office.writer, builders.ONE_PAPER)
    finish(office, late, ended := due(late) + timedelta(days=1))
    assert letters.look_over(office.commune.pk, now=ended + timedelta(days=31)).drafted == 0


def test_a_paused_dossier_owes_nothing_yet(office: Office) -> None:
    matter = builders.receive(office.writer)
    matters.pause(office.writer, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    assert letters.look_over(office.commune.pk, now=due(matter)).drafted == 0


def test_the_true_cause_is_asked_and_the_calendar_gives_the_new_date_once(office: Office) -> None:
    matter = builders.receive(office.writer)
    before = due(matter) - timedelta(days=1)
    letters.look_over(office.commune.pk, now=before)
    letter = Letter.objects.of(office.commune).get()
    assert refusal(letters.submit, office.writer, letter.code, now=before) == "letters.fields.missing"
    told = {**opened(office, letter), "cause": "Phải đo lại thửa đất.", "more_days": "3"}
    letters.write(office.writer, letter.code, told, now=before)
    made.check(office, letter.code, now=before)
    letters.sign(office.chairman, letter.code, now=before)
    dates = list(Promise.objects.of(office.commune).filter(matter=matter).order_by("number"))
    assert [promise.reason for promise in dates] == ["receipt", "reappointment"]
    assert dates[1].due_at > dates[0].due_at
    after = Matter.objects.of(office.commune).get(pk=matter.pk)
    assert (after.first_due_at, after.due_at) == (matter.first_due_at, dates[1].due_at)
    assert "hen" in kinds_of_entries(office)


def test_a_date_given_anew_at_the_desk_owes_its_apology_at_once_and_stays_the_only_one(office: Office) -> None:
    matter = builders.receive(office.writer)
    again = local_day(due(matter)) + timedelta(days=5)
    dossiers.reappoint(office.writer, matter.code, again, "phải đo lại thửa đất", now=NOW)
    assert letters.look_over(office.commune.pk, now=NOW).drafted == 1
    letter = Letter.objects.of(office.commune).get()
    assert letter.due_at == due(matter)
    new = local_day(due(Matter.objects.of(office.commune).get(pk=matter.pk)))
    assert opened(office, letter)["new_on"] == new.isoformat()
    letters.write(office.writer, letter.code, {**opened(office, letter), "cause": "Phải đo lại."}, now=NOW)
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=NOW)
    assert Promise.objects.of(office.commune).filter(matter=matter, reason="reappointment").count() == 1


def test_what_was_found_lost_or_wrong_owes_an_apology_within_a_working_day(office: Office) -> None:
    matter = builders.receive(office.writer)
    dossiers.report_breach(office.writer, matter.code, BreachKind.LOST, "Mất một tờ khai", now=NOW)
    assert letters.look_over(office.commune.pk, now=NOW).drafted == 1
    letter = Letter.objects.of(office.commune).get()
    assert (letter.kind, letter.trigger) == ("apology_fault", "lost")
    assert letters.look_over(office.commune.pk, now=NOW).drafted == 0


def test_whoever_finds_a_fault_in_the_evening_owes_the_apology_from_then_whenever_the_program_looks(
    office: Office,
) -> None:
    matter = builders.receive(office.writer)
    dossiers.report_breach(office.writer, matter.code, BreachKind.LOST, "Mất một tờ khai", now=NOW)
    letters.look_over(office.commune.pk, now=NOW + timedelta(days=2))
    letter = Letter.objects.of(office.commune).get()
    assert letter.owed_since == NOW
    assert letter.due_at is not None
    assert local_day(letter.due_at) == local_day(NOW) + timedelta(days=1)


def test_what_is_lost_twice_is_apologised_for_twice_and_no_more(office: Office) -> None:
    matter = builders.receive(office.writer)
    for days in (0, 0, 1):
        found_at = NOW + timedelta(days=days)
        dossiers.report_breach(office.writer, matter.code, BreachKind.LOST, "Mất một tờ khai", now=found_at)
        dossiers.report_breach(office.writer, matter.code, BreachKind.DAMAGED, "Ướt bản vẽ", now=found_at)
        for minutes in (0, 1):
            letters.look_over(office.commune.pk, now=found_at + timedelta(minutes=minutes))
    told = sorted(Letter.objects.of(office.commune).values_list("trigger", flat=True))
    assert told == ["damaged", "damaged", "lost", "lost"]
    assert Matter.objects.of(office.commune).filter(kind="apology").count() == 4


def test_a_result_that_is_wrong_and_late_again_owes_for_each_and_the_first_lateness_stays_owed(office: Office) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    late = due(matter) + timedelta(hours=1)
    letters.look_over(office.commune.pk, now=due(matter) - timedelta(hours=1))
    finish(office, matter, late)
    dossiers.redo(office.writer, matter.code, "sai họ tên", office.writer.officer_id or 0, now=late)
    letters.look_over(office.commune.pk, now=late)
    anew = due(Matter.objects.of(office.commune).get(pk=matter.pk))
    assert anew > late
    letters.look_over(office.commune.pk, now=anew - timedelta(minutes=90))
    assert sorted(Letter.objects.of(office.commune).values_list("trigger", flat=True)) == ["late", "late", "wrong"]
    finish(office, matter, anew - timedelta(minutes=30))
    letters.look_over(office.commune.pk, now=anew)
    states = dict(Letter.objects.of(office.commune).filter(trigger="late").values_list("owed_since", "state"))
    assert [states[moment] for moment in sorted(states)] == ["draft", "discarded"], "kept this time, not the first time"


def opened(office: Office, letter: Letter) -> dict[str, str]:
    from vidan.queries import letters as seen

    return dict(seen.card(office.writer, letter.code).values)


def test_what_is_owed_is_paid_when_the_letter_leaves_and_the_public_book_says_so(office: Office) -> None:
    matter = builders.receive(office.writer)
    letter = letters.owe_apology(office.chairman, matter.code, Trigger.LOST, now=NOW)
    again = refusal(letters.owe_apology, office.chairman, matter.code, Trigger.LOST, now=NOW)
    assert again == "letters.owed.already"
    assert refusal(letters.discard, office.writer, letter.code, "không cần nữa", now=NOW) == "letters.discard.owed"
    letters.write(office.writer, letter.code, {**made.values("apology_fault"), **opened(office, letter)} | {
        "what": "Mất một tờ khai.", "cause": "Để lẫn sang bìa khác.", "remedy": "Làm lại trong ngày, xã chịu chi phí.",
    }, now=NOW)  # fmt: skip
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=NOW)
    letters.number(office.clerk, letter.code, now=NOW)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    letters.seal(office.clerk, letter.code, 2, now=NOW)
    assert "xl" not in kinds_of_entries(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.HAND, "Hà Thị Thảo"), now=NOW)
    assert kinds_of_entries(office)[-2:] == ["vb", "xl"]
    entry = entries.parse(Entry.objects.of(office.commune).get(kind="xl").body.encode())
    assert entry.ref == matter.reference
    owed = Matter.objects.of(office.commune).get(kind="apology")
    assert (owed.state, owed.closed_at) == ("paid", NOW)


def test_thanks_are_owed_for_praise_within_five_working_days(office: Office) -> None:
    matter = builders.receive(office.writer)
    letter = letters.owe_thanks(office.chairman, matter.code, Trigger.PRAISE, "Bà khen chị Hoa.", now=NOW)
    assert letter.due_at is not None
    assert local_day(letter.due_at) == date(2026, 11, 25)  # 24 November is a day off
    assert refusal(letters.owe_thanks, office.chairman, matter.code, Trigger.LATE, now=NOW) == "letters.owed.no_breach"


def test_who_asked_to_be_forgotten_gets_no_letter_any_more(office: Office) -> None:
    from vidan.store.guard import writing_allowed

    matter = builders.receive(office.writer)
    with writing_allowed():
        Person.objects.of(office.commune).update(wrapped_key=b"")
    assert refusal(letters.owe_apology, office.chairman, matter.code, Trigger.LOST, now=NOW) == "letters.forgotten"
    assert letters.look_over(office.commune.pk, now=due(matter)).drafted == 0
