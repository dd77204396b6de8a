"""The program suggests what a message is; it errs on the side of whoever might be harmed."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain import plain_suggester
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import judging, scenes
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.evidence import features
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.domain.feedback.words import Reader, read
from vidan.domain.text import fold

SAY = content.suggester().suggest


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("Tố cáo trưởng thôn bỏ túi tiền quỹ của dân", MessageClass.DENUNCIATION),
        ("to cao truong thon bo tui tien quy cua dan", MessageClass.DENUNCIATION),
        ("muốn tố cáo thì gửi đơn ở đâu, có được giữ bí mật không?", MessageClass.QUESTION),
        ("Tôi khiếu nại quyết định thu hồi đất của nhà tôi", MessageClass.COMPLAINT),
        ("thủ tục khiếu nại nộp ở đâu", MessageClass.QUESTION),
        ("thu tiền cổng làng mà không có biên lai gì", MessageClass.FEEDBACK),
        ("bao giờ mới sửa đường, dân khổ lắm rồi", MessageClass.FEEDBACK),
        ("cam on xa da sua duong", MessageClass.PRAISE),
        ("vay tiền nhanh không thế chấp, giải ngân trong ngày", MessageClass.SPAM),
    ],
)
def test_the_border_between_two_classes_stands_where_the_law_puts_it(text: str, cls: MessageClass) -> None:
    assert SAY(text).cls is cls


def test_danger_going_on_now_is_an_emergency_whoever_is_to_blame() -> None:
    said = SAY("chủ xưởng đổ hóa chất xuống giếng làng, mọi người đang uống, có người ngất rồi")
    assert said.emergency
    assert said.cls is MessageClass.FEEDBACK
    assert said.because_urgent


@pytest.mark.parametrize(
    "text",
    [
        "lũ rút rồi, bùn ngập vườn, xin hỗ trợ dọn",
        "đề nghị tập huấn phòng cháy chữa cháy cho dân bản",
        "cảm ơn các chú đã dập cháy đêm qua",
    ],
)
def test_what_is_over_or_only_feared_is_no_emergency(text: str) -> None:
    assert not SAY(text).emergency


def test_a_suggestion_says_by_which_words_it_was_made() -> None:
    said = SAY("Tố cáo ông kế toán tham ô quỹ thôn")
    assert "tố cáo" in said.because
    assert said.topic is Topic.MONEY
    assert said.because_topic


def test_dialect_chat_and_missing_marks_read_the_same() -> None:
    assert read("nác ngập").bare == read("nước ngập").bare == read("NUOC NGAP").bare
    assert read("hoà").marked == read("hòa").marked
    assert SAY("nac may mat ba bua ni no ai sua").topic is Topic.WATER


def test_one_word_with_its_mark_is_not_taken_for_another() -> None:
    assert read("bộ").has_marks
    assert SAY("bò nhà tôi ốm").topic is Topic.FARMING
    assert SAY("cán bộ quát nạt dân").topic is Topic.MANNERS


def test_a_correction_is_learned_and_keeps_no_name() -> None:
    pack = content.suggester()
    text = "zzxqv Nguyễn Văn Zhôm đường"
    kept = pack.kept_of(text)
    assert "duong" in kept
    assert not [word for word in kept if "zhom" in word or "zzxqv" in word]


@given(st.text(max_size=400))
def test_no_text_whatever_makes_it_stumble(text: str) -> None:
    said = SAY(text)
    assert said.topic in Topic
    assert said.cls in MessageClass


@pytest.mark.parametrize("row", [{}, [], "x", {"text": "a", "class": "hm", "topic": "khac", "urgency": "normal"}])
def test_a_line_that_is_no_labelled_message_is_refused(row: object) -> None:
    with pytest.raises(Refused):
        judging.labelled(row)


def test_a_suggester_without_examples_still_answers_by_its_cues() -> None:
    assert (
        Suggester((), content.cues(), content.weights()).suggest("tố cáo ông ấy nhận hối lộ").cls
        is MessageClass.DENUNCIATION
    )


@pytest.mark.parametrize(
    "text",
    [
        "dây điện nhà tôi tụt xuống sân, đang xẹt lửa",
        "day dien nha toi tut xuong san, dang xet lua",
        "con chó sùi bọt mép vừa cắn hai cháu ở cổng trường",
        "nước đã tới ngực, nhà còn hai cụ già",
    ],
)
def test_a_thing_beside_what_happens_to_it_is_a_danger_though_no_list_has_the_sentence(text: str) -> None:
    said = SAY(text)
    assert said.emergency
    assert any("…" in words for words in said.because_urgent), said.because_urgent


def test_a_thing_alone_or_far_from_what_happens_is_no_danger() -> None:
    assert not SAY("xin lắp thêm dây điện cho xóm trên").emergency
    assert not SAY("đất chạy theo xe ben rơi ra đường, xin nhắc chủ xe che bạt").emergency


def test_an_accusation_that_speaks_of_past_blows_stays_an_accusation() -> None:
    said = SAY("tôi tố giác ông ấy đánh con riêng nhiều lần, cháu bầm tím khắp người")
    assert said.cls is MessageClass.DENUNCIATION
    assert not said.emergency


def test_lost_letters_of_a_hurried_hand_are_read() -> None:
    assert read("đag chạy").bare == read("đang chạy").bare
    assert read("fải làm").bare == read("phải làm").bare


def test_keys_tried_at_random_are_no_message() -> None:
    assert read("qwwrt sdfgh 123").nonsense
    assert not read("nhà tôi mất nước").nonsense
    assert SAY("zxcvb qwrty").cls is MessageClass.SPAM


@pytest.mark.parametrize(
    "text", ["hello", "A large sinkhole is destroying the street", "xin chào xã", "Ổ gà", "lorem ipsum dolor", "zz"]
)
def test_words_that_nobody_taught_are_neither_danger_nor_accusation(text: str) -> None:
    said = SAY(text)
    assert not said.emergency
    assert said.cls is not MessageClass.DENUNCIATION


def test_every_scene_can_be_seen() -> None:
    for kind in ("dangers", "wrongs"):
        for scene in content.scenes(kind):
            assert scene.alone or (scene.things and scene.happens), scene


@pytest.mark.parametrize(
    "text",
    [
        "Nên cho bà con ngồi chờ trong nhà.",
        "Xin thêm một cái ghế.",
        "Cái quạt ở phòng họp kêu to.",
        "Để thêm nước uống cho người già.",
    ],
)
def test_a_short_wish_is_neither_danger_nor_accusation(text: str) -> None:
    said = SAY(text)
    assert not said.emergency
    assert said.cls is not MessageClass.DENUNCIATION


#: What people write, whole or beside one another, with all their marks or without.
PIECES = [
    *content.example_texts(),
    *(phrase for listed in content.cues().values() for phrase in listed),
    *(" ".join(mark.replace("#", "15") for mark, _ in phrase) for phrase in scenes.phrases(content.scenes("dangers"))),
    *(" ".join(mark.replace("#", "hai") for mark, _ in phrase) for phrase in scenes.phrases(content.scenes("wrongs"))),
]
PLAIN = plain_suggester.suggester().suggest


def assert_said_plainly(text: str) -> None:
    quick, plain = SAY(text), PLAIN(text)
    assert quick == plain
    assert quick.weighed == plain.weighed
    assert repr(quick.margin) == repr(plain.margin)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([str, fold, str.upper])), max_size=4),
    st.sampled_from([" ", ", ", ".", "?\n", " đđđ "]),
)
def test_the_quick_way_says_of_what_people_write_what_the_plain_way_says(
    pieces: list[tuple[str, Callable[[str], str]]], between: str
) -> None:
    assert_said_plainly(between.join(written(text) for text, written in pieces))


@given(st.text(max_size=200) | st.text("aàđgfqn gkhòỳ?#0 ", max_size=200))
def test_the_quick_way_says_of_any_text_what_the_plain_way_says(text: str) -> None:
    assert_said_plainly(text)


@pytest.mark.parametrize("text", content.example_texts()[::150])
def test_the_quick_way_says_of_the_examples_what_the_plain_way_says(text: str) -> None:
    assert_said_plainly(text)


def test_a_word_of_a_message_is_kept_nowhere() -> None:
    reader = Reader()
    reader.learn("đường vào thôn")
    before = dict(reader._ready)
    assert reader.read("Đường của ông Zhôm, Zhôm!") == read("đường của ông zhôm zhôm")
    assert reader._ready == before


def test_what_was_corrected_is_learned_beside_the_examples_and_by_nobody_else() -> None:
    pack, text = content.suggester(), "bồng bềnh lững lờ"
    correction = Example(features(read(text)), MessageClass.PRAISE, frozenset({Topic.HEALTH}), False, False)
    taught = pack.taught([correction] * 3)
    assert taught.words_known > pack.words_known
    assert taught.suggest(text).topic is Topic.HEALTH
    assert pack.suggest(text).topic is not Topic.HEALTH
