"""Django's sessions in the database, looked up by a prepared statement: every page of an officer begins with it."""

import logging
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone

from vidan.store import room
from vidan.store.prepared import Prepared

logger = logging.getLogger(__name__)
_BY_KEY = Prepared(
    lambda key: Session.objects.filter(session_key=key).values_list("session_key", "session_data", "expire_date"), str
)


class SessionStore(db.SessionStore):
    """Same table, same rules; only the usual case, a session that is there and lives, is quicker."""

    def _get_session_from_db(self) -> Any:
        key = self.session_key
        rows = _BY_KEY(key) if key else []
        if rows and rows[0][2] > timezone.now():
            return Session.from_db("default", ["session_key", "session_data", "expire_date"], rows[0])
        return super()._get_session_from_db()  # type: ignore[misc]

    def save(self, must_create: bool = False) -> None:
        """While the disk is full a session does not remember, but whoever is logged in can go on reading."""
        try:
            super().save(must_create)
        except DatabaseError as problem:
            if not room.tells(problem):
                raise
            logger.error("a session could not be kept: %s", problem)
