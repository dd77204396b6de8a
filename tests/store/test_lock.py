"""Writers queue on one lock, whichever process they belong to."""

import fcntl
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from vidan.store.lock import writer_lock

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL queues its writers by itself")


@pytest.fixture
def lock_file(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path / "data"
    return tmp_path / "data" / "write.lock"


def _is_free(file: Path) -> bool:
    """Whether somebody else could take the lock now (another open file: as another process would)."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def test_a_second_writer_waits_while_the_first_writes(lock_file: Path) -> None:
    with writer_lock():
        assert not _is_free(lock_file)
    assert _is_free(lock_file)


def test_the_lock_is_given_back_after_a_fault(lock_file: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock():
        raise ZeroDivisionError
    assert _is_free(lock_file)


def test_who_holds_the_lock_may_ask_again_and_keeps_it_to_the_outer_end(lock_file: Path) -> None:
    with writer_lock():
        with writer_lock():
            assert not _is_free(lock_file)
        assert not _is_free(lock_file)
    assert _is_free(lock_file)


def test_threads_of_one_process_queue_too(lock_file: Path) -> None:
    order: list[str] = []

    def other() -> None:
        with writer_lock():
            order.append("second")

    with writer_lock():
        waiting = threading.Thread(target=other)
        waiting.start()
        order.append("first")
    waiting.join(timeout=30)
    assert order == ["first", "second"]


def test_a_child_process_does_not_inherit_the_turn_of_its_parent(lock_file: Path) -> None:
    with writer_lock():
        pass
    before = lock_file.stat().st_ino
    child = os.fork()
    if child == 0:
        with writer_lock():
            os._exit(0 if not _is_free(lock_file) else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert lock_file.stat().st_ino == before
    assert _is_free(lock_file)
