"""The store as a Django app: all tables are `vidan_*`."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "vidan.store"
    label = "vidan"
    verbose_name = "Vì Dân"
