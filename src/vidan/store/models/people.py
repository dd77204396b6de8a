"""Officers with their mandates, and citizens under a key of their own."""

from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.db import models

from vidan.domain import people as rules
from vidan.store.tenancy import TenantModel, commune_without_index


class OfficerManager(models.Manager["Officer"]):
    """Log-in looks an officer up before any commune is known, so this table is open to its own manager."""

    def get_by_natural_key(self, login: str) -> "Officer":
        return self.get(login=login)

    async def aget_by_natural_key(self, login: str) -> "Officer":
        return await self.aget(login=login)


class Officer(AbstractBaseUser):
    """An account for work in one commune. What it may do stands in its mandates, never here."""

    last_login = None  # a log-in is not a write of ours; sessions know when it was
    commune: Any = models.ForeignKey("vidan.Commune", on_delete=models.PROTECT, related_name="+")
    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    honorific = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    #: Until when the password works that somebody else gave; None once the officer has chosen his own.
    first_password_until = models.DateTimeField(null=True)

    #: The officer's mandates where they were read together with him; None where not.
    mandates: "list[rules.Mandate] | None" = None

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: list[str] = []

    objects = OfficerManager()  # type: ignore[misc]

    def check_password(self, raw_password: str) -> bool:
        """Whether the password is right. Django's own would also write a fresher hash, a write that tells no fact."""
        return check_password(raw_password, self.password)

    def forget_second_factors(self) -> None:
        """Take off the app's secret, the passkeys and the recovery codes (the log-in library's table)."""
        apps.get_model("mfa", "Authenticator").objects.filter(user_id=self.pk).delete()

    def __str__(self) -> str:
        return self.name


class Mandate(TenantModel):
    """A role from a day to a day, by a decision."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    unit = models.ForeignKey("vidan.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey("vidan.Village", null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["officer", "from_on"], name="mandate_of_officer")]


class RoleMailbox(TenantModel):
    """The address of a role's common inbox: read by whoever holds the role, whoever that is today."""

    role = models.CharField(max_length=24)
    email = models.EmailField(max_length=120)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["commune", "role"], name="mailbox_of_a_role_once")]


class Leave(TenantModel):
    """An officer is away from a day to a day; his stand-in holds what he held, with the clock running."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["officer", "from_on"], name="leave_of_officer")]


class Person(TenantModel):
    """A citizen. Everything said of her is sealed under her own key; equality is found by blind index.

    `wrapped_key` empty: she was forgotten, and nothing sealed under her key can be read any more.
    """

    commune = commune_without_index()
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    number_index = models.BinaryField(max_length=16, default=b"")
    phone_index = models.BinaryField(max_length=16, default=b"")
    since = models.DateField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["commune", "number_index"], name="person_by_number"),
            models.Index(fields=["commune", "phone_index"], name="person_by_phone"),
        ]
