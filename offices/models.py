"""The municipality's organisation and its people."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.trail import Actor


class Organ(models.Model):
    """An implementing organ (実施機関), copied from the pack by prepare_office."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="offices_organ_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Division(models.Model):
    """A division (課), or the department (部) above it, as organised for a time."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="divisions")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    kana = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "code", "valid_from"], name="offices_division_code"
            ),
            models.UniqueConstraint(
                fields=["organ", "name", "valid_from"], name="offices_division_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="offices_division_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    """Makes accounts; there is no superuser: rights are grants."""

    def create_account(
        self, *, login: str, name: str, password: str | None = None, **extra: object
    ) -> "Staff":
        """Make an account; without a password it cannot sign in."""
        staff = self.model(login=login, name=name, **extra)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def get_by_natural_key(self, username: str | None) -> "Staff":
        """Find the account that signs in with this login."""
        return self.get(login=username)


class Staff(AbstractBaseUser):
    """A staff member or a board member: whoever signs in."""

    login = models.CharField(_("login"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    is_active = models.BooleanField(default=True)

    objects = StaffManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_actor(self) -> Actor:
        """Return the key and name the trail keeps."""
        return Actor(f"staff:{self.pk}", self.name)

    def grants_on(self, on: date) -> list["Grant"]:
        """Return the grants in force on a day, none for a disabled account.

        The rows are read once per instance, that is once per request.
        """
        if not self.is_active:
            return []
        if not hasattr(self, "_grants"):
            self._grants = list(self.grants.all())
        return [grant for grant in self._grants if grant.is_in_force(on)]

    def roles_on(self, on: date) -> frozenset[str]:
        """Return the roles held on a day."""
        return frozenset(grant.role for grant in self.grants_on(on))


class Role(models.TextChoices):
    """What a person may be to the office."""

    RECORDS_OFFICER = "records_officer", _("Records officer")
    DIVISION_STAFF = "division_staff", _("Division staff")
    APPROVER = "approver", _("Approver")
    BOARD_MEMBER = "board_member", _("Board member")
    BOARD_SECRETARIAT = "board_secretariat", _("Board secretariat")
    STATISTICS_MANAGER = "statistics_manager", _("Statistics manager")
    AUDITOR = "auditor", _("Auditor")
    SYSADMIN = "sysadmin", _("System administrator")


class Grant(models.Model):
    """A role given to a person for a time, perhaps for one organ or division."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, null=True, blank=True)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, blank=True
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="offices_grant_role"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.DIVISION_STAFF) | Q(division__isnull=False),
                name="offices_grant_division_staff_has_division",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="offices_grant_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.role}"

    def is_in_force(self, on: date) -> bool:
        """Tell whether the grant holds on a day (`valid_until` exclusive)."""
        return self.valid_from <= on and (
            self.valid_until is None or on < self.valid_until
        )
