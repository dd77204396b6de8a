"""The calendar of one commune, for `vidan calendar … --commune`."""

from vidan.queries.calendar import calendar_of

__all__ = ["calendar_of"]
