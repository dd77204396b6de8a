"""Who is logged in: the officer and his mandates in one statement."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from vidan.queries import people


class OfficerBackend(AuthenticationBackend):
    """allauth's backend; only the look-up at each request is ours."""

    def get_user(self, user_id: Any) -> Any:
        """The officer of a session, with the mandates beside him; None when the account is closed or gone."""
        officer = people.officer_of_session(int(user_id))
        return officer if officer is not None and officer.is_active else None
