"""Letters: the way from draft to the reader, who may sign, how they are numbered, how they speak."""

from dataclasses import replace
from datetime import date

import pytest

from vidan.content.letters import jargon, kinds
from vidan.domain import plain
from vidan.domain.errors import Refused
from vidan.domain.letters import addressing, composing, lint, numbering, owed, signing, states
from vidan.domain.letters.addressing import Tone, address
from vidan.domain.letters.composing import Setting, compose, in_words
from vidan.domain.letters.kinds import Authority, FieldType, Layout, edition_on, names_of, read_values, require_complete
from vidan.domain.letters.signing import BoardSeat, Capacity, SigningRight, right_for
from vidan.domain.letters.states import MOVES, SIGNED, State, follow
from vidan.domain.people import Mandate, Role

DAY = date(2026, 11, 17)
SINCE = date(2025, 7, 1)
KIND = {kind.key: kind for kind in kinds()}
LEADS = [Mandate(Role.LEADER, SINCE), Mandate(Role.BOARD_MEMBER, SINCE)]
CHAIRMAN = SigningRight(Capacity.CHAIRMAN, "Chủ tịch UBND xã", SINCE, board_seat=BoardSeat.HEAD)
VICE = SigningRight(Capacity.VICE_CHAIRMAN, "Phó Chủ tịch UBND xã", SINCE)
HEAD_OF_OFFICE = SigningRight(Capacity.BY_ORDER, "Chánh Văn phòng", SINCE, decision="Quy chế làm việc số 12")
SETTING = Setting(commune="xã Điền Lư", place="Điền Lư", authority=Authority.COMMITTEE, unit="VP", made_on=DAY)


def refusal(act, *args, **words):
    with pytest.raises(Refused) as refused:
        act(*args, **words)
    return refused.value.code


# -- the content ------------------------------------------------------------------------------------------------------


def test_every_kind_the_issue_names_is_there_with_a_source_and_a_first_day():
    asked = {
        "apology",
        "apology_fault",
        "thanks",
        "birth",
        "marriage",
        "condolence",
        "invitation",
        "notice",
        "decision",
    }
    asked |= {"plan", "report", "minutes", "official", "proposal", "correction", "regulation", "period_report"}
    assert asked == set(KIND)
    assert all(kind.source and kind.from_on and kind.name for kind in kinds())


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_a_kinds_text_names_only_what_is_known_and_uses_every_field(kind):
    known = {"commune", "place", "unit", *names_of(kind), "addressed", "addressed_first", "form", "home"}
    known |= {"last_article"} if "articles" in names_of(kind) else set()
    typed = {value for block in kind.body for key, value in block.items() if key not in ("p", "heading", "heads")}
    typed |= {kind.annex["articles"]} if kind.annex else set()
    assert kind.used | typed <= known
    assert {field.name for field in kind.fields} <= kind.used | typed | {"to", "more_days"}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_who_may_draft_a_kind_and_who_may_check_it_are_two_people_somewhere(kind):
    assert kind.drafts and kind.checks


def test_an_edition_is_found_by_its_days():
    old = replace(KIND["notice"], until_on=date(2025, 12, 31), name="Thông báo (cũ)")
    new = replace(KIND["notice"], from_on=date(2026, 1, 1))
    assert edition_on([old, new], "notice", date(2025, 12, 31)) is old
    assert edition_on([old, new], "notice", date(2026, 1, 1)) is new
    assert refusal(edition_on, [old, new], "poem", DAY) == "letters.kind.unknown"


# -- the way ----------------------------------------------------------------------------------------------------------


def test_a_letter_goes_from_draft_to_acknowledged_step_by_step():
    state = State.DRAFT
    for act in ("submit", "check", "sign", "number", "seal", "send", "acknowledge"):
        state = follow(state, act)
    assert state is State.ACKNOWLEDGED


@pytest.mark.parametrize("state", sorted(SIGNED))
@pytest.mark.parametrize("act", ["submit", "take_back", "discard", "send_back", "edit"])
def test_nothing_in_a_signed_letter_changes_any_more(state, act):
    assert refusal(follow, state, act) == "letters.move.signed"


@pytest.mark.parametrize("skipped", ["sign", "number", "seal", "send"])
def test_no_step_of_the_chain_can_be_jumped(skipped):
    assert refusal(follow, State.DRAFT, skipped) == "letters.move.not_lawful"
    assert refusal(follow, State.CHECKING, skipped) == "letters.move.not_lawful"


def test_the_seal_comes_only_after_signature_and_number():
    assert [move.source for move in MOVES if move.act == "seal"] == [State.NUMBERED]
    assert [move.source for move in MOVES if move.act == "number"] == [State.SIGNED]
    assert all(move.roles == {Role.CLERK} for move in MOVES if move.act in ("number", "seal"))


def test_whoever_wrote_it_does_not_check_it():
    states.require_four_eyes(frozenset({1}), 2)
    assert refusal(states.require_four_eyes, frozenset({1, 2}), 2) == "letters.check.own"
    assert refusal(states.require_four_eyes, frozenset(), None) == "letters.check.own"


# -- signing ----------------------------------------------------------------------------------------------------------

BLOCKS = [
    (Authority.COMMITTEE, CHAIRMAN, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ()),
    (Authority.COMMITTEE, VICE, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ()),
    (Authority.CHAIRMAN, CHAIRMAN, ("CHỦ TỊCH",), ()),
    (Authority.CHAIRMAN, VICE, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ()),
    (Authority.COMMITTEE, HEAD_OF_OFFICE, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), ()),
    (
        Authority.COMMITTEE,
        SigningRight(Capacity.AUTHORISED, "Trưởng phòng Kinh tế", SINCE, date(2026, 12, 31), "GUQ 03"),
        ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ"),
        (),
    ),
    (
        Authority.BOARD,
        CHAIRMAN,
        ("TM. BAN ĐIỀU HÀNH", "TRƯỞNG BAN"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN", "XÃ ĐIỀN LƯ"),
    ),
    (
        Authority.BOARD,
        replace(VICE, board_seat=BoardSeat.DEPUTY),
        ("TM. BAN ĐIỀU HÀNH", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
        ("PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN", "XÃ ĐIỀN LƯ"),
    ),
]


@pytest.mark.parametrize(("authority", "right", "over", "under"), BLOCKS)
def test_the_signature_block_says_in_whose_name_and_in_which_office(authority, right, over, under):
    block = signing.block(authority, right, "xã Điền Lư", "Bùi Quốc Việt")
    assert (block.over, block.under, block.name) == (over, under, "Bùi Quốc Việt")


def test_a_mandate_that_ended_yesterday_blocks_the_signature():
    ended = [Mandate(Role.LEADER, SINCE, date(2026, 11, 16))]
    assert refusal(right_for, KIND["notice"], Authority.COMMITTEE, [CHAIRMAN], ended, DAY) == "letters.sign.mandate"
    last = [Mandate(Role.LEADER, SINCE, DAY)]
    assert right_for(KIND["notice"], Authority.COMMITTEE, [CHAIRMAN], last, DAY) is CHAIRMAN


def test_without_a_right_in_force_nobody_signs():
    over = replace(VICE, until_on=date(2026, 11, 16))
    assert refusal(right_for, KIND["notice"], Authority.COMMITTEE, [over], LEADS, DAY) == "letters.sign.no_right"


def test_the_boards_papers_want_an_office_in_the_board_and_in_the_committee():
    assert right_for(KIND["notice"], Authority.BOARD, [CHAIRMAN], LEADS, DAY) is CHAIRMAN
    assert refusal(right_for, KIND["notice"], Authority.BOARD, [VICE], LEADS, DAY) == "letters.sign.board"
    only_leader = [Mandate(Role.LEADER, SINCE)]
    assert refusal(right_for, KIND["notice"], Authority.BOARD, [CHAIRMAN], only_leader, DAY) == "letters.sign.board"
    member = replace(HEAD_OF_OFFICE, board_seat=BoardSeat.DEPUTY)
    assert refusal(signing.check_right, member) == "letters.right.seat_without_office"


def test_by_order_only_what_may_be_signed_by_order_or_what_the_paper_names():
    assert right_for(KIND["official"], Authority.COMMITTEE, [HEAD_OF_OFFICE], LEADS, DAY) is HEAD_OF_OFFICE
    assert refusal(right_for, KIND["plan"], Authority.COMMITTEE, [HEAD_OF_OFFICE], LEADS, DAY) == "letters.sign.kind"
    named = replace(HEAD_OF_OFFICE, kinds=frozenset({"plan"}))
    assert right_for(KIND["plan"], Authority.COMMITTEE, [named], LEADS, DAY) is named
    assert refusal(right_for, KIND["official"], Authority.COMMITTEE, [named], LEADS, DAY) == "letters.sign.kind"


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (replace(HEAD_OF_OFFICE, decision=""), "letters.right.decision"),
        (SigningRight(Capacity.AUTHORISED, "Trưởng phòng", SINCE, None, "GUQ 03"), "letters.right.term"),
        (replace(VICE, until_on=date(2025, 6, 30)), "letters.right.backwards"),
        (replace(VICE, title=""), "letters.right.title"),
        (replace(CHAIRMAN, board_seat=BoardSeat.DEPUTY), "letters.right.chairman_is_head"),
    ],
)
def test_a_right_without_its_paper_its_term_or_its_sense_is_refused(right, code):
    assert refusal(signing.check_right, right) == code


# -- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "authority", "series", "text"),
    [
        ("notice", Authority.COMMITTEE, "TB", "05/TB-UBND"),
        ("notice", Authority.BOARD, "BĐH-TB", "05/TB-BĐH"),
        ("official", Authority.COMMITTEE, "CV", "05/UBND-VP"),
        ("official", Authority.BOARD, "BĐH-CV", "05/BĐH-VP"),
        ("decision", Authority.CHAIRMAN, "QĐ", "05/QĐ-UBND"),
        ("apology", Authority.COMMITTEE, "CV", "05/UBND-VP"),
        ("proposal", Authority.COMMITTEE, "TTr", "05/TTr-UBND"),
    ],
)
def test_number_and_symbol_follow_the_annex_and_the_board_counts_apart(key, authority, series, text):
    assert numbering.series(KIND[key], authority) == series
    assert numbering.shown(5, numbering.symbol(KIND[key], authority, "VP")) == text


def test_numbers_over_nine_have_no_nought():
    assert [numbering.shown(number, "TB-UBND") for number in (1, 9, 10, 2000)] == [
        "01/TB-UBND", "09/TB-UBND", "10/TB-UBND", "2000/TB-UBND",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "letters"),
    [
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP"),
        ("Phòng Văn hóa – Xã hội", "VHXH"),
        ("Phòng Kinh tế", "KT"),
        ("Trung tâm Phục vụ hành chính công", "TTHCC"),
        ("", "VP"),
    ],
)
def test_a_units_letters(unit, letters):
    assert numbering.unit_letters(unit) == letters


# -- how it speaks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "age", "tone", "form"),
    [
        ("male", 50, Tone.FORMAL, "ông"),
        ("female", 22, Tone.FORMAL, "bà"),
        ("", None, Tone.FORMAL, "ông/bà"),
        ("female", 30, Tone.WARM, "chị"),
        ("male", 45, Tone.WARM, "anh"),
        ("male", 46, Tone.WARM, "ông"),
        ("", 30, Tone.WARM, "anh/chị"),
        ("female", None, Tone.WARM, "bà"),
        ("male", 80, Tone.FORMAL, "cụ"),
        ("female", 95, Tone.WARM, "cụ"),
        ("male", 17, Tone.FORMAL, "em"),
    ],
)
def test_the_form_of_address_goes_by_sex_age_and_warmth(sex, age, tone, form):
    assert address("Hà Thị Thảo", sex, age, tone).form == form


@pytest.mark.parametrize("name", ["Hà Thị Thảo", "Nguyễn Trần Hoàng Anh Thư", "Lò", "Cầm Thị Y Ban Êban", "Đỗ Ơn"])
def test_a_name_is_never_cut(name):
    assert address(name, "female", 30).inside.endswith(f" {name}")
    assert addressing.address(name, "male", 60).first == f"Ông {name}"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 1, 5), "ngày 05 tháng 01 năm 2027"),
        (date(2027, 2, 28), "ngày 28 tháng 02 năm 2027"),
        (date(2027, 3, 9), "ngày 09 tháng 3 năm 2027"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_noughts_stand_before_small_days_and_the_first_two_months(day, text):
    assert in_words(day) == text


def values(key, **words):
    kind = KIND[key]
    known = {field.name: "2026-11-20" if field.type is FieldType.DAY else f"chữ {field.name}" for field in kind.fields}
    return read_values(kind, {"recipient": "Hà Thị Thảo", "sex": "female", "born_year": "1986", **known, **words})


def test_what_is_typed_is_never_read_as_a_place_again():
    document = compose(KIND["notice"], values("notice", text="Giá là {commune} và {unit}"), SETTING)
    assert "Giá là {commune} và {unit}" in [block.text for block in document.blocks]


@pytest.mark.parametrize("key", KIND)
def test_a_complete_letter_has_no_dots_left_and_a_number_place_for_the_clerk(key):
    require_complete(KIND[key], values(key))
    document = compose(KIND[key], values(key), SETTING)
    assert composing.EMPTY not in "".join(block.text for block in document.blocks) + document.summary
    assert document.number.startswith("/")
    assert document.day is None


def test_an_empty_draft_shows_its_gaps_and_names_each_missing_field():
    empty = read_values(KIND["apology"], {})
    assert composing.EMPTY in compose(KIND["apology"], empty, SETTING).blocks[0].text
    with pytest.raises(Refused) as refused:
        require_complete(KIND["apology"], empty)
    assert refused.value.field == "recipient"
    assert "Nguyên nhân thật của việc chậm" in refused.value.facts["labels"]


def test_a_decision_says_who_decides_and_counts_its_articles():
    document = compose(KIND["decision"], values("decision", articles="Thành lập Ban\nBan có 18 thành viên"), SETTING)
    assert [block.label for block in document.blocks if block.label] == ["Điều 1.", "Điều 2."]
    assert document.authority_line == "ỦY BAN NHÂN DÂN XÃ ĐIỀN LƯ"
    own = replace(SETTING, authority=Authority.CHAIRMAN)
    assert compose(KIND["decision"], values("decision"), own).authority_line == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐIỀN LƯ"


def test_whoever_gets_a_decision_is_named_by_its_last_article():
    document = compose(
        KIND["decision"], values("decision", articles="Thành lập Ban\n1. Ông Việt\n2. Bà Nga\nThi hành"), SETTING
    )
    assert [(block.label, block.text) for block in document.blocks if block.kind in ("article", "paragraph")] == [
        ("Điều 1.", "Thành lập Ban"),
        ("", "1. Ông Việt"),
        ("", "2. Bà Nga"),
        ("Điều 2.", "Thi hành"),
    ]
    assert document.recipients[0] == "Như Điều 2"


def test_a_regulation_stands_behind_its_decision_and_bears_the_decisions_number():
    board = replace(SETTING, authority=Authority.BOARD, number=3, day=date(2027, 1, 5))
    typed = values("regulation", about="làm việc của Ban", rules="Chương I. Chung\nPhạm vi\nHọp\na) mỗi tháng một lần")
    annex = compose(KIND["regulation"], typed, board).annex
    assert annex.heading == "QUY CHẾ"
    assert annex.title == "Làm việc của Ban"
    assert annex.issued_with == (
        "(Ban hành kèm theo Quyết định số 03/QĐ-BĐH ngày 05 tháng 01 năm 2027 của Ban điều hành)"
    )
    assert [block.label or block.text for block in annex.blocks] == [
        "Chương I. Chung", "Điều 1.", "Điều 2.", "a) mỗi tháng một lần",
    ]  # fmt: skip
    waiting = compose(KIND["regulation"], typed, SETTING).annex
    assert waiting.issued_with == "(Ban hành kèm theo Quyết định này của Ủy ban nhân dân xã Điền Lư)"
    assert compose(KIND["decision"], values("decision"), board).annex is None
    assert compose(KIND["decision"], values("decision"), board).authority_line == "BAN ĐIỀU HÀNH"


@pytest.mark.parametrize("key", ["birth", "marriage", "condolence"])
def test_a_letter_of_joy_or_grief_bears_no_code_to_scan(key):
    told = replace(SETTING, verify_url="https://xa.example.vn/van-ban/X")
    assert compose(KIND[key], values(key), told).verify_url == ""
    assert compose(KIND["thanks"], values("thanks"), told).verify_url


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"text": "a" * 8001}, "letters.field.too_long"),
        ({"about": "a" * 301}, "letters.field.too_long"),
    ],
)
def test_a_text_without_end_is_refused_with_its_label(typed, code):
    assert refusal(read_values, KIND["notice"], typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"received_on": "31/02/2026"}, "letters.field.day"),
        ({"received_on": "1900-01-01"}, "letters.field.day_far"),
        ({"received_on": "9999-12-31"}, "letters.field.day_far"),
        ({"born_year": "86"}, "letters.field.year"),
        ({"born_year": "１９８６"}, "letters.field.year"),
        ({"sex": "x"}, "letters.field.sex"),
        ({"recipient": "H" * 201}, "letters.field.too_long"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(typed, code):
    assert refusal(read_values, KIND["apology"], typed) == code


# -- remarks ----------------------------------------------------------------------------------------------------------


def remarks(key, **words):
    typed = values(key, **words)
    found = lint.lint(KIND[key], compose(KIND[key], typed, SETTING), jargon(), typed)
    return {finding.code: finding for finding in found}


def test_a_long_sentence_is_remarked_and_blocks_nothing():
    found = remarks("notice", text="Bà con " * 20 + "xin lưu ý.", contact="0912 345 678")
    assert found["letters.lint.long"].facts["words"] > plain.LONGEST_SENTENCE
    assert not any(finding.blocking for finding in found.values())


def test_an_office_word_is_remarked_with_its_everyday_twin():
    found = remarks("notice", text="Đề nghị các hộ khẩn trương thực hiện.")
    assert found["letters.lint.jargon"].facts["word"] == "khẩn trương"


def test_blaming_the_citizen_is_remarked_as_it_was_written():
    found = remarks("apology", cause="Hồ sơ chậm là do công dân không mang đủ giấy tờ.")
    assert found["letters.lint.blame"].facts["words"].lower().startswith("do công dân không")


ASKING = ("apology", "apology_fault", "invitation", "notice", "official", "correction")


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        ("phòng chuyên môn", "letters.lint.whom_to_call"),
        ("chị Hoa", "letters.lint.whom_to_call"),
        ("sẽ có người hướng dẫn", "letters.lint.whom_to_call"),
        ("số điện thoại 0237 3891 002", "letters.lint.whose_number"),
        ("bà Lê Thị Hoa, 0237 3891 002", ""),
        ("trạm y tế, 0237.3891.002", ""),
        ("Lê Thị Hoa, phòng Một cửa, trụ sở xã", ""),
    ],
)
def test_whoever_is_asked_something_reads_whom_to_ask_back(contact, code):
    for kind in ASKING:
        found = remarks(kind, contact=contact)
        assert {one for one in found if one.startswith("letters.lint.who")} == ({code} if code else set()), kind
        assert not any(found[one].blocking for one in found), kind


def test_thanks_joy_and_grief_ask_nothing_and_name_no_office_to_call():
    assert {key for key, kind in KIND.items() if "contact" in names_of(kind)} == set(ASKING)
    assert not any(remarks(key) for key in ("thanks", "birth", "marriage", "condolence"))


@pytest.mark.parametrize("text", ["Xin nộp lệ phí 8.000 đồng.", "Mời trả lời phiếu khảo sát.", "Xem https://vidu.vn"])
def test_a_life_letter_never_stands_beside_a_fee_or_a_survey(text):
    found = remarks("birth", wish=text)
    assert any(finding.blocking for finding in found.values())


@pytest.mark.parametrize("gap", ["Ngày ....... tháng", "Gửi [tên người]", "Số ____ nhà", "chỗ XXXX"])
def test_a_forgotten_gap_blocks(gap):
    assert remarks("notice", text=gap)["letters.lint.gap"].blocking


def test_an_apology_that_does_not_apologise_blocks():
    kind = replace(KIND["apology"], body=({"p": "Chúng tôi gia hạn hồ sơ {code}."},))
    found = lint.lint(kind, compose(kind, values("apology"), SETTING), ())
    assert "letters.lint.must_say" in [finding.code for finding in found if finding.blocking]


@pytest.mark.parametrize("key", KIND)
def test_our_own_texts_have_nothing_to_remark_but_their_invented_words(key):
    found = remarks(key, contact="bà Lê Thị Hoa, 0237 3891 002")
    assert {code for code in found if code not in ("letters.lint.empty", "letters.lint.missing")} <= set(), found


# -- what is owed -----------------------------------------------------------------------------------------------------


def test_a_second_new_date_is_refused():
    owed.require_reappointment(0)
    assert refusal(owed.require_reappointment, 1) == "letters.apology.second_date"


def test_layouts_are_those_of_the_annex():
    assert {kind.layout for kind in kinds()} == set(Layout)
