"""What is tied together when the program starts."""

from django.apps import AppConfig
from django.conf import settings

from vidan.content import feedback
from vidan.store import guard


class WiringConfig(AppConfig):
    name = "vidan.config"
    label = "vidan_config"

    def ready(self) -> None:
        guard.install()
        feedback.set_clocks(settings.FEEDBACK_DAYS)
