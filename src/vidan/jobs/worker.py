"""The worker: carries errands as they come, looks at the clock in between, and stops cleanly when asked."""

import argparse
import logging
import signal
import threading
import time
from types import FrameType

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from vidan.jobs import announcing, dossier_import, ledger_care, name_care, nightly, owed_letters, scoreboard

logger = logging.getLogger(__name__)

#: Seconds between two looks into an empty queue.
PAUSE = 1.0
#: Seconds between two looks at the clock.
CLOCK = 60.0


class Worker:
    """One worker process."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._queue: QueueWorker | None = None

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Signal handler: the errand at hand is finished first."""
        self._stop.set()
        if self._queue is not None:
            self._queue.running = False

    def run(self, *, once: bool = False) -> None:
        """Work until asked to stop; `once`: until the queue is empty."""
        looked: float | None = None
        while not self._stop.is_set():
            close_old_connections()
            if looked is None or time.monotonic() - looked >= CLOCK:
                looked = time.monotonic()
                self._by_the_clock()
            self._drain()
            if once:
                return
            self._stop.wait(PAUSE)

    def _by_the_clock(self) -> None:
        now = timezone.now()
        looks = (
            nightly.take_up_abandoned,
            ledger_care.publish_all,
            owed_letters.look_over_all,
            announcing.announce_all,
            dossier_import.watch,
            scoreboard.write_all,
            name_care.mark_some,
            nightly.tick,
        )
        for look in looks:
            try:
                look(now)
            except Exception:  # one that fails stops neither the others nor the errands
                logger.exception("%s failed; trying again in a minute", look.__name__)

    def _drain(self) -> None:
        """Everything that waits now. An empty queue costs one plain read, not a lock on the whole database."""
        try:
            if not DBTaskResult.objects.ready().exists():
                return
            self._queue = QueueWorker(
                queue_names=["*"],
                interval=0,
                batch=True,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=get_random_string(32),
                excluded_queue_names=[],
            )
            self._queue.run()
        except OperationalError:
            logger.exception("the queue did not answer; trying again in a moment")
        finally:
            self._queue = None


def run(args: argparse.Namespace) -> int:
    """The door: `vidan worker`."""
    worker = Worker()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), worker.ask_to_stop)
    worker.run(once=args.once)
    return 0
