"""Promise 8 told from entries alone, and when entries are published."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.ledger import entries, publishing, replay
from vidan.domain.ledger.note import to_base64

LAST = date(2026, 9, 30)


def entry(kind: str, day: date | int, ref: str = "a", due: int = 0, why: str = "") -> entries.Entry:
    """An entry of September 2026."""
    when = day if isinstance(day, date) else date(2026, 9, day)
    bound = hashlib.sha256(f"{kind}{day}{ref}{due}{why}".encode()).digest()
    public = {"ref": hashlib.sha256(ref.encode()).hexdigest()[:32]}
    public |= {"due": f"2026-09-{due:02d}"} if due else {}
    public |= {"why": why} if why else {}
    return entries.parse(entries.build(kind, when, bound, public))


def figure(*told: entries.Entry, last: date = LAST) -> tuple[int, int]:
    result = replay.promise_8(replay.retell(told, last), *replay.rolling(last))
    return result.kept, result.counted


def test_ready_on_the_promised_day_is_kept_and_a_day_after_is_not() -> None:
    assert figure(entry("nhan", 1, due=8), entry("xong", 8)) == (1, 1)
    assert figure(entry("nhan", 1, due=8), entry("xong", 9)) == (0, 1)


def test_open_counts_only_once_its_day_is_past() -> None:
    open_one = entry("nhan", 1, due=8)
    assert figure(open_one, last=date(2026, 9, 8)) == (0, 0)
    assert figure(open_one, last=date(2026, 9, 9)) == (0, 1)


def test_a_reappointment_never_moves_the_first_promise() -> None:
    for why in ("reappointment", "calendar", "supplement", "pause"):
        assert figure(entry("nhan", 1, due=8), entry("hen", 5, due=20, why=why), entry("xong", 15)) == (0, 1)


def test_a_supplement_restarts_the_promise_once() -> None:
    story = [entry("nhan", 1, due=8), entry("bs", 3), entry("hen", 6, due=14, why="supplement")]
    assert figure(*story, entry("xong", 14)) == (1, 1)
    again = [entry("bs", 10), entry("hen", 12, due=25, why="supplement")]
    assert figure(*story, *again, entry("xong", 15)) == (0, 1)


def test_a_pause_moves_the_promise_each_time() -> None:
    story = [entry("nhan", 1, due=8), entry("bs", 3), entry("hen", 6, due=14, why="pause")]
    story += [entry("bs", 10), entry("hen", 12, due=20, why="pause")]
    assert figure(*story, entry("xong", 20)) == (1, 1)


def test_a_stop_after_the_day_has_passed_saves_nothing() -> None:
    story = [entry("nhan", 1, due=8), entry("bs", 9), entry("hen", 10, due=25, why="supplement")]
    assert figure(*story, entry("xong", 12)) == (0, 1)


def test_while_the_clock_stands_still_nothing_is_overdue_and_it_is_counted_as_stopped() -> None:
    retold = replay.retell([entry("nhan", 1, due=8), entry("bs", 8)], LAST)
    result = replay.promise_8(retold, *replay.rolling(LAST))
    assert (result.counted, result.stopped) == (0, 1)


def test_withdrawn_in_time_does_not_count_and_withdrawn_late_counts_as_late() -> None:
    assert figure(entry("nhan", 1, due=8), entry("huy", 8)) == (0, 0)
    assert figure(entry("nhan", 1, due=8), entry("huy", 9)) == (0, 1)


def test_a_dossier_reopened_counts_by_its_last_result() -> None:
    assert figure(entry("nhan", 1, due=8), entry("xong", 5), entry("xong", 20)) == (0, 1)


def test_what_was_finished_before_the_window_is_not_in_it() -> None:
    told = replay.retell([entry("nhan", 1, due=8), entry("xong", 5)], date(2026, 12, 30))
    assert replay.promise_8(told, *replay.rolling(date(2026, 12, 30))).counted == 0
    assert replay.promise_8(told, *replay.windows(date(2026, 12, 30))["year"]).counted == 1


def test_events_without_a_receipt_and_two_receipts_are_named() -> None:
    told = replay.retell([entry("xong", 5, "b"), entry("nhan", 1, due=8), entry("nhan", 2, due=9)], LAST)
    assert (len(told.unheard), len(told.repeated)) == (1, 1)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["nhan", "bs", "hen", "xong", "huy"]),
        st.integers(1, 28),
        st.sampled_from("abc"),
        st.integers(1, 28),
        st.sampled_from(entries.REASONS),
    ),
    max_size=15,
)


def tell(steps: list[tuple[str, int, str, int, str]]) -> list[entries.Entry]:
    return [
        entry(kind, day, ref, due if kind in ("nhan", "hen") else 0, why if kind == "hen" else "")
        for kind, day, ref, due, why in steps
    ]


@given(STEPS, st.randoms(use_true_random=False))
def test_the_shuffled_order_of_leaves_changes_nothing(
    steps: list[tuple[str, int, str, int, str]], chance: object
) -> None:
    told = tell(steps)
    mixed = sorted(told, key=lambda item: hashlib.sha256(item.raw + repr(chance).encode()).digest())
    assert figure(*told) == figure(*mixed)


@given(STEPS, st.integers(1, 28), st.integers(1, 28))
def test_one_late_dossier_left_open_never_raises_the_figure(
    steps: list[tuple[str, int, str, int, str]], received: int, due: int
) -> None:
    kept, counted = figure(*tell(steps))
    more_kept, more_counted = figure(*tell(steps), entry("nhan", received, "late", due=due))
    assert (more_kept, more_counted) == (kept, counted + 1)


# Publication ----------------------------------------------------------------------------------------------------------
NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)


def waiting(
    count: int, kind: str = "vb", day: date = date(2026, 11, 23), since: datetime = NOW
) -> list[publishing.Waiting]:
    made = []
    for number in range(count):
        bound = hashlib.sha256(f"{kind}{day}{number}".encode()).digest()
        public = {"h": to_base64(bound), "s": 5, "p": {}} if kind == "dg" else {}
        made.append(publishing.Waiting(entries.build(kind, day, bound, public), since, kind, day, bound))
    return made


def test_entries_wait_for_the_end_of_the_session_or_for_twenty() -> None:
    assert publishing.due_entries(waiting(19), NOW, session_ended=False) == []
    assert len(publishing.due_entries(waiting(19), NOW, session_ended=True)) == 19
    assert len(publishing.due_entries(waiting(20), NOW, session_ended=False)) == 20


def test_ratings_wait_for_their_week_to_end_and_for_a_crowd() -> None:
    this_week, last_week = date(2026, 11, 23), date(2026, 11, 16)
    assert publishing.due_entries(waiting(30, "dg", this_week), NOW, session_ended=True) == []
    assert publishing.due_entries(waiting(19, "dg", last_week), NOW, session_ended=True) == []
    assert len(publishing.due_entries(waiting(20, "dg", last_week), NOW, session_ended=True)) == 20
    long_ago = waiting(1, "dg", NOW.date() - timedelta(days=NOW.weekday() + 28 + 7))
    assert len(publishing.due_entries(long_ago, NOW, session_ended=False)) == 1


@given(st.permutations(waiting(6)))
def test_the_order_of_leaves_says_nothing_of_who_came_first(order: list[publishing.Waiting]) -> None:
    raws = publishing.shuffled(item.raw for item in order)
    commitments = [entries.parse(raw).commitment or b"" for raw in raws]
    assert commitments == sorted(commitments)


def test_a_scoreboard_comes_after_the_entries_of_its_publication() -> None:
    counts = {"from": 0, "to": 1, "kept": {}, "counted": {}}
    board = entries.build("bc", date(2026, 11, 23), None, {"n": counts})
    assert publishing.shuffled([board, *(item.raw for item in waiting(3))])[-1] == board
