"""The commune's calendar: its days with their documents, its office hours by season, and the history of changes.

A row counts in the versions from `since_version` up to, not including, `until_version`; so every promise can be
explained from the calendar it was made with.
"""

from django.db import models

from vidan.store.tenancy import TenantModel


class CalendarDay(TenantModel):
    """One day that differs from its weekday."""

    on = models.DateField()
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    document = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=1, default="K")
    sessions = models.CharField(max_length=60, blank=True)
    village = models.ForeignKey("vidan.Village", null=True, on_delete=models.PROTECT, related_name="+")
    since_version = models.PositiveIntegerField()
    until_version = models.PositiveIntegerField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["commune", "on"], name="calendar_day_on")]


class CalendarSeason(TenantModel):
    """Office hours of a week from one day of the year to another, e.g. `07:00-11:30,13:30-17:00` per weekday."""

    name = models.CharField(max_length=120)
    first = models.CharField(max_length=5)
    last = models.CharField(max_length=5)
    hours = models.JSONField(default=list)
    document = models.CharField(max_length=300, blank=True)
    since_version = models.PositiveIntegerField()
    until_version = models.PositiveIntegerField(null=True)


class CalendarChange(TenantModel):
    """Why a version of the calendar was made."""

    version = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("vidan.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "version"], name="calendar_version_once")]
